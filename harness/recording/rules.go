package recording

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// listed reads a list of all: further pages of it are dropped, and filters are no sentence's.
func listed(t *transcript, r *reading) bool {
	query := r.call.URL.Query()
	for name, values := range query {
		switch {
		case slices.Contains([]string{"limit", "marker", "sort_key", "sort_dir", "sort"}, name):
		case name == "status" && r.call.URL.Query().Get(name) == "active" && r.sentence == "lists images" && len(values) == 1:
		default:
			return false
		}
	}
	if n := len(t.feature.Steps); query.Has("marker") && n > 0 && t.feature.Steps[n-1].Sentence == r.sentence {
		r.drop = pages
	}
	return !query.Has("marker") || r.drop != ""
}

// forced reads a deletion past the recycle bin.
func forced(_ *transcript, r *reading) bool {
	r.argue("force_delete", "true")
	return true
}

func reboots(_ *transcript, r *reading) bool {
	switch strings.ToUpper(text(r.body["type"])) {
	case "SOFT":
		r.sentence += " softly"
		return true
	case "HARD":
		return true
	}
	return false
}

// off reads that a server is stopped, or started.
func off(stopped bool) func(*transcript, *reading) bool {
	return func(t *transcript, r *reading) bool {
		if server, ok := t.there(r.with["server"], "server"); ok {
			server.off = stopped
		}
		return true
	}
}

// bare reads what has no attributes; a password is the cloud's to choose.
func bare(_ *transcript, r *reading) bool {
	for name := range r.body {
		if !secretive(name) {
			return false
		}
		r.changing(hidden)
	}
	return true
}

// resizes reads a resize with its confirmation, or with its reversal, if nothing else was done between the two.
func resizes(t *transcript, r *reading) bool {
	server, ok := t.there(r.with["server"], "server")
	flavor := reference(r.body["flavorRef"])
	if !ok || server.off || flavor == "" || t.things[flavor] != nil {
		return false
	}
	for j := r.index + 1; j < len(t.calls); j++ {
		c := t.calls[j]
		where, known := t.catalog.find(c.URL)
		if !known || c.Method == "GET" || c.Method == "OPTIONS" || c.failed() {
			continue
		}
		body, _ := c.sent()
		_, confirmed := object(body)["confirmResize"]
		_, reverted := object(body)["revertResize"]
		if strings.Join(where.path, "/") != "servers/"+r.with["server"]+"/action" || confirmed == reverted {
			return false
		}
		t.used[j] = true
		r.argue("to_flavor", t.names.name("flavor", flavor))
		r.requiring("flavor " + t.names.name("flavor", flavor))
		if reverted {
			r.argue("confirm", "false")
		}
		t.waits[r.with["server"]] = &wait{collection: "servers", status: "ACTIVE"}
		return true
	}
	return false
}

// photographs reads an image of a server.
func photographs(_ *transcript, r *reading) bool {
	r.made = text(object(r.call.received())["image_id"])
	if at, err := url.Parse(r.call.Answer.Get("Location")); err == nil && r.made == "" {
		if path := segments(at); len(path) > 0 {
			r.made = path[len(path)-1]
		}
	}
	return true
}

func attaches(_ *transcript, r *reading) bool {
	r.with["volume"] = text(r.body["volumeId"])
	return true
}

func extends(_ *transcript, r *reading) bool {
	size, ok := whole(r.body["new_size"])
	r.argue("new_size", size)
	return ok && size != "0"
}

// ofVolume reads a snapshot or a backup of a volume, whole and not by force.
func ofVolume(t *transcript, r *reading) bool {
	r.with["volume"] = text(r.body["volume_id"])
	for name, value := range r.body {
		switch name {
		case "volume_id", "name":
		case "description", "metadata":
			if value != nil && value != "" {
				r.changing(attributes)
			}
		default:
			if value != nil && value != false {
				return false
			}
		}
	}
	return true
}

// createsVolume reads a volume that is empty, or of an image or a snapshot.
func createsVolume(t *transcript, r *reading) bool {
	if snapshot := text(r.body["snapshot_id"]); snapshot != "" && t.things[snapshot] != nil {
		r.with["snapshot"], r.sentence = snapshot, "creates a volume from SNAPSHOT"
		for name, value := range r.body {
			if value != nil && value != false && value != "" && !slices.Contains([]string{"name", "snapshot_id", "size"}, name) {
				r.changing(attributes)
			}
		}
		return true
	}
	size, ok := whole(r.body["size"])
	if !ok || size == "0" {
		return false
	}
	r.argue("size", size)
	for _, name := range sortedNames(r.body) {
		value := text(r.body[name])
		switch {
		case name == "size" || name == "name" || empty(r.body[name]):
		case name == "imageRef" && t.things[reference(value)] == nil && value != "":
			r.argue("image", t.names.name("image", reference(value)))
			r.requiring("image " + t.names.name("image", reference(value)))
		case (name == "volume_type" || name == "availability_zone") && value != "":
			r.argue(name, value)
			r.requiring(strings.ReplaceAll(name, "_", " ") + " " + value)
		case strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "Ref") || name == "source_volid" || name == "source_replica":
			return false // of something that no argument says
		default:
			r.changing(attributes)
		}
	}
	return true
}

// createsImage reads an image with the upload of its data, for which a stand-in stands.
func createsImage(t *transcript, r *reading) bool {
	if r.made == "" || text(r.body["container_format"]) == "" || text(r.body["disk_format"]) == "" {
		return false
	}
	upload := slices.IndexFunc(t.calls[r.index:], func(c Call) bool {
		where, ok := t.catalog.find(c.URL)
		return ok && c.Method == "PUT" && strings.Join(where.path, "/") == "images/"+r.made+"/file" && !c.failed()
	})
	if upload < 0 {
		return false
	}
	t.used[r.index+upload] = true
	for _, name := range sortedNames(r.body) {
		switch value := r.body[name]; name {
		case "container_format", "disk_format":
			r.argue(name, text(value))
		case "visibility":
			if slices.Contains([]string{"private", "public", "shared", "community"}, text(value)) {
				r.argue(name, text(value))
			}
		case "min_disk", "min_ram":
			if n, ok := whole(value); ok {
				r.argue(name, n)
			}
		case "name":
		default:
			if !empty(value) {
				r.changing(attributes)
			}
		}
	}
	r.argue("image_location", t.options.Image)
	r.changing(standIns)
	return true
}

func empty(value any) bool {
	list, ok := value.([]any)
	nested, isObject := value.(map[string]any)
	return value == nil || value == "" || value == false || ok && len(list) == 0 || isObject && len(nested) == 0
}

// whole is a number of 0 and above, without a fraction.
func whole(value any) (text string, ok bool) {
	n, _ := value.(json.Number)
	number, err := strconv.ParseUint(n.String(), 10, 31)
	return strconv.FormatUint(number, 10), err == nil
}
