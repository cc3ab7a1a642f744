// Package neutron holds the scenarios of the network service.
package neutron

import (
	"encoding/json"
	"fmt"
	"maps"
)

// Options are attributes of something that is created, as neutron's API calls them. As text they are a JSON object.
type Options map[string]any

// UnmarshalText reads a JSON object.
func (o *Options) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]any)(o)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"port_security_enabled": false}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (o Options) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// create is the body of a creation: the options, with what the scenario itself says over them.
func (o Options) create(kind string, attributes map[string]any) map[string]any {
	all := maps.Clone(map[string]any(o))
	if all == nil {
		all = make(map[string]any)
	}
	maps.Copy(all, attributes)
	return map[string]any{kind: all}
}

// networkOptions, subnetOptions satisfy gophercloud's builders.
type networkOptions map[string]any

func (o networkOptions) ToNetworkCreateMap() (map[string]any, error) { return o, nil }

type subnetOptions map[string]any

func (o subnetOptions) ToSubnetCreateMap() (map[string]any, error) { return o, nil }
