package cloud

import "strings"

// authKeys are the words below auth, and, after OS_ and in capitals, in the environment.
var authKeys = []string{
	"auth_url", "endpoint", "username", "user_id", "password", "token", "trust_id", "system_scope",
	"user_domain_name", "user_domain_id", "project_domain_name", "project_domain_id",
	"project_name", "project_id", "tenant_name", "tenant_id", "domain_name", "domain_id",
	"default_domain", "default_domain_name", "default_domain_id",
	"application_credential_id", "application_credential_name", "application_credential_secret",
}

// entryKeys are the words beside auth that have an effect here.
var entryKeys = []string{
	"auth", "auth_type", "region_name", "regions", "interface", "endpoint_type", "verify", "insecure", "cacert", "cert",
	"key", "profile", "cloud",
}

// serviceKeys are what may follow the name of a service.
var serviceKeys = []string{"_endpoint_override", "_api_version", "_default_microversion"}

// serviceWords are the services that variables are looked up for.
var serviceWords = []string{
	"identity", "compute", "network", "image", "volume", "volumev3", "block_storage", "object_store", "orchestration",
	"dns", "load_balancer", "key_manager", "placement", "baremetal", "container_infra",
	"container_infrastructure_management", "shared_file_system", "share", "sharev2", "database", "message", "messaging",
	"workflow", "workflowv2", "metric", "alarming", "rating", "instance_ha", "reservation", "accelerator",
	"infra_optim", "registration", "baremetal_introspection",
}

// inEnvironment tells whether the variables say who somebody is.
func (s Source) inEnvironment() bool {
	for _, name := range []string{
		"OS_AUTH_URL", "OS_ENDPOINT", "OS_USERNAME", "OS_USER_ID", "OS_PASSWORD", "OS_TOKEN", "OS_APPLICATION_CREDENTIAL_ID",
		"OS_APPLICATION_CREDENTIAL_NAME", "OS_APPLICATION_CREDENTIAL_SECRET",
	} {
		if s.env(name) != "" {
			return true
		}
	}
	return false
}

// fromEnvironment makes an entry of the variables, as if it stood in a file.
func (s Source) fromEnvironment() (Config, error) {
	auth := &node{kind: mapping, place: "environment", pairs: map[string]*node{}}
	entry := &node{kind: mapping, place: "environment", pairs: map[string]*node{"auth": auth}}
	look := func(into *node, key string) {
		name := "OS_" + strings.ToUpper(key)
		if v := s.env(name); v != "" {
			into.pairs[key] = &node{kind: scalar, place: name, text: v}
		}
	}
	for _, key := range authKeys {
		look(auth, key)
	}
	for _, key := range entryKeys {
		if key != "auth" && key != "regions" && key != "profile" && key != "cloud" {
			look(entry, key)
		}
	}
	for _, service := range serviceWords {
		for _, key := range serviceKeys {
			look(entry, service+key)
		}
	}
	return s.interpret(envvars, entry)
}
