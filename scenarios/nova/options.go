package nova

import (
	"encoding/json"
	"fmt"
	"maps"
)

// Options are attributes of a server, as nova's API calls them. As text they are a JSON object. Three that
// novaclient, and so Rally, calls otherwise are understood too: nics ([{"net-id": ID}]) for networks, security groups by their
// bare names, and scheduler_hints, which the API has beside the server.
type Options map[string]any

// UnmarshalText reads a JSON object.
func (o *Options) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]any)(o)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"description": "mine"}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (o Options) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// with are the options, and attributes over them.
func (o Options) with(attributes Options) Options {
	all := maps.Clone(o)
	if all == nil {
		all = make(Options, len(attributes))
	}
	maps.Copy(all, attributes)
	return all
}

// check refuses a name, by which what is left could not be found.
func (o Options) check(argument string) error {
	for _, name := range []string{"name", "display_name"} {
		if _, ok := o[name]; ok {
			return fmt.Errorf("argument %s: %s: expected none, since names carry the mark of the run", argument, name)
		}
	}
	return nil
}

// networked tells whether they say what the server's networks are.
func (o Options) networked() bool { return o["networks"] != nil || o["nics"] != nil }

// ToServerCreateMap is the body of the creation of a server.
func (o Options) ToServerCreateMap() (map[string]any, error) {
	server := maps.Clone(map[string]any(o))
	if nics, ok := server["nics"].([]any); ok {
		delete(server, "nics")
		server["networks"] = asNetworks(nics)
	}
	if groups, ok := server["security_groups"].([]any); ok {
		server["security_groups"] = asGroups(groups)
	}
	body := map[string]any{"server": server}
	if hints, ok := server["scheduler_hints"]; ok {
		delete(server, "scheduler_hints")
		body["os:scheduler_hints"] = hints
	}
	return body, nil
}

func asNetworks(nics []any) []any {
	apiName := map[string]string{"net-id": "uuid", "port-id": "port", "v4-fixed-ip": "fixed_ip", "v6-fixed-ip": "fixed_ip"}
	networks := make([]any, len(nics))
	for i, nic := range nics {
		networks[i] = nic
		if attributes, ok := nic.(map[string]any); ok {
			network := make(map[string]any, len(attributes))
			for name, value := range attributes {
				if renamed, ok := apiName[name]; ok {
					name = renamed
				}
				network[name] = value
			}
			networks[i] = network
		}
	}
	return networks
}

func asGroups(groups []any) []any {
	named := make([]any, len(groups))
	for i, group := range groups {
		named[i] = group
		if name, ok := group.(string); ok {
			named[i] = map[string]any{"name": name}
		}
	}
	return named
}

// texts are the options as texts.
func (o Options) texts() map[string]string {
	all := make(map[string]string, len(o))
	for name, value := range o {
		all[name] = fmt.Sprint(value)
	}
	return all
}
