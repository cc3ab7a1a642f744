package heat

import (
	"encoding/json"
	"fmt"
)

// Options are attributes of something that is created or changed, as heat's API calls them. As text they are a JSON object.
type Options map[string]any

// UnmarshalText reads a JSON object.
func (o *Options) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]any)(o)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"length": 8}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (o Options) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// MarshalJSON writes a JSON object: without it, text would stand in a request.
func (o Options) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]any(o)) }
