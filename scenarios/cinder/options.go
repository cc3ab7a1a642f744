package cinder

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
)

// Options are attributes of something that is created, as cinder's API calls them. As text they are a JSON object.
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
		all = make(Options)
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

// texts are the options as texts.
func (o Options) texts() map[string]string {
	all := make(map[string]string, len(o))
	for name, value := range o {
		all[name] = fmt.Sprint(value)
	}
	return all
}

// query are the options as a query, with a ? before it; "" of none.
func (o Options) query() string {
	if len(o) == 0 {
		return ""
	}
	q := make(url.Values)
	for name, value := range o.texts() {
		q.Set(name, value)
	}
	return "?" + q.Encode()
}

// ToVolumeCreateMap is the body of the creation of a volume.
func (o Options) ToVolumeCreateMap() (map[string]any, error) {
	return map[string]any{"volume": map[string]any(o)}, nil
}

// ToSnapshotCreateMap is the body of the creation of a snapshot.
func (o Options) ToSnapshotCreateMap() (map[string]any, error) {
	return map[string]any{"snapshot": map[string]any(o)}, nil
}

// ToBackupCreateMap is the body of the creation of a backup.
func (o Options) ToBackupCreateMap() (map[string]any, error) {
	return map[string]any{"backup": map[string]any(o)}, nil
}

// ToVolumeUpdateMap is the body of the update of a volume.
func (o Options) ToVolumeUpdateMap() (map[string]any, error) {
	return map[string]any{"volume": map[string]any(o)}, nil
}

// ToUpdateEncryptionMap is the body of the update of an encryption type.
func (o Options) ToUpdateEncryptionMap() (map[string]any, error) {
	return map[string]any{"encryption": map[string]any(o)}, nil
}
