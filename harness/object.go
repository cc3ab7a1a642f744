package harness

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
)

// An Object is an argument that is handed on to an API as it is: attributes of something, or filters, by the names that the
// API has for them. As text it is a JSON object.
type Object map[string]any

// UnmarshalText reads a JSON object.
func (o *Object) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*map[string]any)(o)); err != nil {
		return fmt.Errorf(`expected a JSON object such as {"description": "mine"}: %w`, err)
	}
	return nil
}

// MarshalText writes a JSON object.
func (o Object) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// MarshalJSON writes a JSON object: without it, text would stand in a request.
func (o Object) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// With are the attributes, and others over them.
func (o Object) With(others Object) Object {
	all := maps.Clone(o)
	if all == nil {
		all = make(Object, len(others))
	}
	maps.Copy(all, others)
	return all
}

// Without refuses the attribute of a name, since it carries the mark of the run, by which what is left is found.
func (o Object) Without(argument, name string) error {
	if _, ok := o[name]; ok {
		return fmt.Errorf("argument %s: %s: expected none, since it carries the mark of the run", argument, name)
	}
	return nil
}

// Query are the filters as a query, with a ? before it; "" of none.
func (o Object) Query() string {
	if len(o) == 0 {
		return ""
	}
	q := make(url.Values)
	for name, value := range o {
		q.Set(name, fmt.Sprint(value))
	}
	return "?" + q.Encode()
}
