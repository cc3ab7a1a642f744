package barbican

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("BarbicanContainers.create_and_add", "store a secret, create a container that holds it, delete the container", CreateContainerAndAdd{}),
		harness.NewEntry("BarbicanContainers.create_and_delete", "create a generic container, delete it", CreateContainerAndDelete{}),
		harness.NewEntry("BarbicanContainers.create_certificate_and_delete", "create a container of a certificate, delete it", CreateCertificateContainerAndDelete{}),
		harness.NewEntry("BarbicanContainers.create_rsa_and_delete", "create a container of RSA keys, delete it", CreateRSAContainerAndDelete{}),
		harness.NewEntry("BarbicanContainers.list", "list containers", ListContainers{}),
		harness.NewEntry("BarbicanOrders.create_asymmetric_and_delete", "order a pair of keys, delete the order", OrderAsymmetricAndDelete{}),
		harness.NewEntry("BarbicanOrders.create_certificate_and_delete", "order a certificate, delete the order", OrderCertificateAndDelete{}),
		harness.NewEntry("BarbicanOrders.create_key_and_delete", "order a key, delete the order", OrderKeyAndDelete{}),
		harness.NewEntry("BarbicanOrders.list", "list orders", ListOrders{}),
		harness.NewEntry("BarbicanSecrets.create", "store a secret", Create{}),
		harness.NewEntry("BarbicanSecrets.create_and_delete", "store a secret, delete it", CreateAndDelete{}),
		harness.NewEntry("BarbicanSecrets.create_and_get", "store a secret, fetch it", CreateAndGet{}),
		harness.NewEntry("BarbicanSecrets.create_and_list", "store a secret, list secrets", CreateAndList{}),
		harness.NewEntry("BarbicanSecrets.create_symmetric_and_delete", "derive a key from a word, store it, delete it", CreateSymmetricAndDelete{}),
		harness.NewEntry("BarbicanSecrets.get", "fetch a secret", Get{}),
		harness.NewEntry("BarbicanSecrets.list", "list secrets", List{}),
	}
}
