package recording

import (
	"encoding/json"
	"maps"
	"slices"
)

// boots reads the boot of one server from an image that was there.
func boots(t *transcript, r *reading) bool {
	image, flavor := reference(r.body["imageRef"]), reference(r.body["flavorRef"])
	if image == "" || flavor == "" || t.things[image] != nil || t.things[flavor] != nil || r.made == "" {
		return false
	}
	r.argue("flavor", t.names.name("flavor", flavor))
	r.argue("image", t.names.name("image", image))
	r.requiring("flavor " + t.names.name("flavor", flavor))
	r.requiring("image " + t.names.name("image", image))
	more := make(map[string]any)
	for _, name := range sortedNames(r.body) {
		value := r.body[name]
		switch name {
		case "name", "imageRef", "flavorRef":
		case "min_count", "max_count":
			if n, ok := value.(json.Number); !ok || n != "1" {
				return false
			}
		case "block_device_mapping_v2", "block_device_mapping":
			if !fromImage(value, image) {
				return false
			}
		case "availability_zone":
			r.argue(name, text(value))
			r.requiring("availability zone " + text(value))
		case "networks":
			if known, ok := t.known(value, "uuid"); ok {
				more[name] = known
			} else {
				r.changing(networks)
			}
		case "security_groups":
			known, ok := t.known(value, "name")
			switch {
			case ok:
				more[name] = known
			case !isDefault(value):
				r.changing(attributes)
			}
		case "key_name":
			if one := t.things[text(value)]; one != nil && !one.gone {
				more[name] = "{" + one.name + "}"
			} else if value != nil {
				r.changing(attributes)
			}
		case "metadata", "config_drive", "OS-DCF:diskConfig":
			if copied := decode(encode(value)); scrub(copied) > 0 || t.secrets.carried(value) || braced.Match(encode(value)) {
				r.changing(hidden)
			} else if !empty(value) {
				more[name] = value
			}
		default:
			switch {
			case secretive(name):
				r.changing(hidden)
			case !empty(value):
				r.changing(attributes)
			}
		}
	}
	if len(more) > 0 {
		r.argue("boot_server_kwargs", string(encode(more)))
	}
	return true
}

// known is a list of which every item has nothing but the id, or the name, of something that the recording made, with what
// stands for it. ok is false for any other.
func (t *transcript) known(value any, attribute string) (list []map[string]string, ok bool) {
	items, _ := value.([]any)
	for _, item := range items {
		word := text(object(item)[attribute])
		if id := t.renamed[word]; id != "" && attribute == "name" {
			word = id
		}
		one := t.things[word]
		if one == nil || one.gone || len(object(item)) != 1 {
			return nil, false
		}
		list = append(list, map[string]string{attribute: "{" + one.name + "}"})
	}
	return list, len(list) > 0
}

// isDefault tells whether security groups are those that a server has anyway.
func isDefault(groups any) bool {
	items, _ := groups.([]any)
	return !slices.ContainsFunc(items, func(item any) bool { return text(object(item)["name"]) != "default" })
}

// fromImage tells whether block devices are the one that a server has of its image anyway.
func fromImage(devices any, image string) bool {
	list, ok := devices.([]any)
	if ok && len(list) == 1 {
		one := object(list[0])
		return text(one["source_type"]) == "image" && text(one["uuid"]) == image && text(one["destination_type"]) == "local"
	}
	return empty(devices)
}

func sortedNames(body map[string]any) []string { return slices.Sorted(maps.Keys(body)) }
