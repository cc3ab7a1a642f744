package ironic

import (
	"encoding/json"
	"fmt"
)

// Properties are attributes of something that is created or changed, as ironic's API calls them. As text they are a JSON object.
type Properties map[string]any

// UnmarshalText reads a JSON object.
func (o *Properties) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]any)(o)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"cpus": 8}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (o Properties) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// MarshalJSON writes a JSON object: without it, text would stand in a request.
func (o Properties) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]any(o)) }
