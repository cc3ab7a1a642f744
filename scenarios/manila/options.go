package manila

import (
	"encoding/json"
	"fmt"
	"net/url"
)

// Options are attributes of something that is created or changed, as manila's API calls them. As text they are a JSON object.
type Options map[string]any

// UnmarshalText reads a JSON object.
func (o *Options) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]any)(o)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"project_id": "…"}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (o Options) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// MarshalJSON writes a JSON object: without it, text would stand in a request.
func (o Options) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// query are the options as a query, with a ? before it; "" of none.
func (o Options) query() string {
	if len(o) == 0 {
		return ""
	}
	q := make(url.Values)
	for name, value := range o {
		q.Set(name, fmt.Sprint(value))
	}
	return "?" + q.Encode()
}
