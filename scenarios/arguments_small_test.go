package scenarios_test

// smallArguments are what the scenarios of smaller services need.
var smallArguments = map[string]string{
	"BarbicanSecrets.create_symmetric_and_delete":      `payload=rally algorithm=aes bit_length=256 mode=cbc`,
	"MagnumClusters.create_and_list_clusters":          `node_count=1`,
	"IronicNodes.create_and_delete_node":               `driver=fake-hardware properties={"cpus":8}`,
	"IronicNodes.create_and_list_node":                 `driver=fake-hardware detail=true`,
	"MistralExecutions.create_execution_from_workbook": `definition=files/mistral/workbook.yaml wf_input=files/mistral/input.json do_delete=true`,
	"MistralWorkbooks.create_workbook":                 `definition=files/mistral/workbook.yaml`,
	"GnocchiMetric.create_metric":                      `unit=B`,
	"ZaqarBasic.producer_consumer":                     `min_msg_count=5 max_msg_count=20`,
}
