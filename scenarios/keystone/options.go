package keystone

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"net/url"
)

// Options are attributes of something that is created or changed, as keystone's API calls them. As text they are a JSON object.
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

// MarshalJSON writes a JSON object: without it, text would stand in a request.
func (o Options) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]any(o)) }

// with are the options, and attributes over them.
func (o Options) with(attributes Options) Options {
	all := maps.Clone(o)
	if all == nil {
		all = make(Options, len(attributes))
	}
	maps.Copy(all, attributes)
	return all
}

// check refuses the attribute that carries the mark of the run, by which what is left is found.
func (o Options) check(argument, attribute string) error {
	if _, ok := o[attribute]; ok {
		return fmt.Errorf("argument %s: %s: expected none, since it carries the mark of the run", argument, attribute)
	}
	return nil
}

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

// given are the attributes that are not empty texts.
func given(attributes Options) Options {
	maps.DeleteFunc(attributes, func(_ string, value any) bool { return value == "" })
	return attributes
}

// keys are the names of the options.
func keys(o Options) iter.Seq[string] { return maps.Keys(o) }
