package scenarios

// Uncovered is a scenario of Rally's that there is not here.
type Uncovered struct {
	Name   string // Rally's
	Reason string
}

// NotCovered are Rally's scenarios that are not in the catalogue, by name.
func NotCovered() (list []Uncovered) {
	for _, group := range []struct {
		reason string
		names  []string
	}{
		{"ceilometer has no such API any more: its meters went to gnocchi", []string{"Authenticate.validate_ceilometer"}},
		{"it asks Elasticsearch, not OpenStack", []string{"ElasticsearchLogging.log_instance"}},
		{"it asks Grafana and a Prometheus Pushgateway, not OpenStack", []string{"GrafanaMetrics.push_metric_from_instance", "GrafanaMetrics.push_metric_locally"}},
		{"it asks Kubernetes, which gophercloud does not speak", []string{"K8sPods.create_pods", "K8sPods.create_rcs", "K8sPods.list_pods"}},
		{"load balancing left neutron in 2019 (LBaaS v1 in 2016): Octavia has its scenarios", []string{
			"NeutronLoadbalancerV1.create_and_delete_healthmonitors", "NeutronLoadbalancerV1.create_and_delete_pools", "NeutronLoadbalancerV1.create_and_delete_vips",
			"NeutronLoadbalancerV1.create_and_list_healthmonitors", "NeutronLoadbalancerV1.create_and_list_pools", "NeutronLoadbalancerV1.create_and_list_vips",
			"NeutronLoadbalancerV1.create_and_update_healthmonitors", "NeutronLoadbalancerV1.create_and_update_pools", "NeutronLoadbalancerV1.create_and_update_vips",
			"NeutronLoadbalancerV2.create_and_list_loadbalancers"}},
		{"gophercloud does not speak to Watcher", []string{"Watcher.create_audit_and_delete", "Watcher.create_audit_template_and_delete", "Watcher.list_audit_templates"}},
	} {
		for _, name := range group.names {
			list = append(list, Uncovered{name, group.reason})
		}
	}
	return list
}
