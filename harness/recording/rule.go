package recording

import (
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// A rule says which calls are those of a verb.
type rule struct {
	method, service string
	path            string // with {server} for the id of a server that a verb made
	key             string // of the one object in the request's body; "" for a request without a body, "*" for a body that is not nested
	sentence        string // with SERVER for the name of that server
	makes           string // kind of what it makes
	ends            bool   // what the path ends in is gone afterwards
	waits           string // what the verb waits for: server=SHUTOFF, or server= for any status that lasts
	read            func(*transcript, *reading) bool
}

// A reading is a call as a rule reads it.
type reading struct {
	call      Call
	index     int
	body      map[string]any
	with      map[string]string // ids by kinds, as the sentence names them
	sentence  string
	arguments []harness.Argument
	made      string   // id of what it made
	changed   []string // what is to be noted if the sentence is said
	required  []string // what has to be in the cloud
	drop      string   // the reason why it is left out
}

// argue adds an argument, unless it is empty.
func (r *reading) argue(name, value string) {
	if value != "" {
		r.arguments = append(r.arguments, harness.Argument{Name: name, Value: value})
	}
}

func (r *reading) changing(what string)  { r.changed = append(r.changed, what) }
func (r *reading) requiring(what string) { r.required = append(r.required, what) }
func act(key, say, wait string) rule {
	return rule{"POST", "compute", "servers/{server}/action", key, say, "", false, wait, nil}
}
func list(service, path, say string) rule {
	return rule{"GET", service, path, "", say, "", false, "", listed}
}

// rules are tried in order.
var rules = []rule{
	{"POST", "compute", "servers", "server", "boots a server", "server", false, "server=ACTIVE", boots},
	{"DELETE", "compute", "servers/{server}", "", "deletes SERVER", "", true, "server=", nil},
	{"POST", "compute", "servers/{server}/action", "forceDelete", "deletes SERVER", "", true, "server=", forced},
	{"GET", "compute", "servers/{server}", "", "shows SERVER", "", false, "", nil},
	list("compute", "servers/detail", "lists servers"),
	{"POST", "compute", "servers/{server}/action", "reboot", "reboots SERVER", "", false, "server=ACTIVE", reboots},
	{"POST", "compute", "servers/{server}/action", "os-stop", "stops SERVER", "", false, "server=SHUTOFF", off(true)},
	{"POST", "compute", "servers/{server}/action", "os-start", "starts SERVER", "", false, "server=ACTIVE", off(false)},
	{"POST", "compute", "servers/{server}/action", "rescue", "rescues SERVER", "", false, "server=RESCUE", bare},
	act("unrescue", "unrescues SERVER", "server=ACTIVE"),
	act("pause", "pauses SERVER", "server=PAUSED"),
	act("unpause", "unpauses SERVER", "server=ACTIVE"),
	act("suspend", "suspends SERVER", "server=SUSPENDED"),
	act("resume", "resumes SERVER", "server=ACTIVE"),
	act("lock", "locks SERVER", ""),
	act("unlock", "unlocks SERVER", ""),
	act("shelve", "shelves SERVER", "server=SHELVED_OFFLOADED"),
	act("unshelve", "unshelves SERVER", "server=ACTIVE"),
	{"POST", "compute", "servers/{server}/action", "resize", "resizes SERVER", "", false, "server=ACTIVE", resizes},
	{"POST", "compute", "servers/{server}/action", "createImage", "takes an image of SERVER", "image", false, "image=active server=", photographs},
	{"POST", "compute", "servers/{server}/os-volume_attachments", "volumeAttachment", "attaches VOLUME to SERVER", "", false, "volume=in-use", attaches},
	{"DELETE", "compute", "servers/{server}/os-volume_attachments/{volume}", "", "detaches VOLUME from SERVER", "", false, "volume=available", nil},
	{"POST", "block-storage", "volumes", "volume", "creates a volume", "volume", false, "volume=available", createsVolume},
	{"DELETE", "block-storage", "volumes/{volume}", "", "deletes VOLUME", "", true, "volume=", nil},
	{"POST", "block-storage", "volumes/{volume}/action", "os-extend", "extends VOLUME", "", false, "volume=available", extends},
	list("block-storage", "volumes/detail", "lists volumes"),
	{"POST", "block-storage", "snapshots", "snapshot", "takes a snapshot of VOLUME", "snapshot", false, "snapshot=available", ofVolume},
	{"DELETE", "block-storage", "snapshots/{snapshot}", "", "deletes SNAPSHOT", "", true, "snapshot=", nil},
	{"POST", "block-storage", "backups", "backup", "backs VOLUME up", "backup", false, "backup=available", ofVolume},
	{"DELETE", "block-storage", "backups/{backup}", "", "deletes BACKUP", "", true, "backup=", nil},
	{"POST", "image", "images", "*", "creates an image", "image", false, "image=active", createsImage},
	{"DELETE", "image", "images/{image}", "", "deletes IMAGE", "", true, "image=", nil},
	list("image", "images", "lists images"),
}

// match binds the kinds of a path to the ids of a call's.
func (r rule) match(path []string) (with map[string]string, ok bool) {
	pattern := strings.Split(r.path, "/")
	if len(pattern) != len(path) {
		return nil, false
	}
	with = make(map[string]string)
	for i, p := range pattern {
		if kind := strings.Trim(p, "{}"); kind != p {
			with[kind] = path[i]
		} else if p != path[i] {
			return nil, false
		}
	}
	return with, true
}

// inner is the part of a request's body that a rule reads.
func (r rule) inner(c Call) (body map[string]any, ok bool) {
	sent, ok := c.sent()
	whole := object(sent)
	switch {
	case !ok:
		return nil, false
	case r.key == "":
		return nil, len(whole) == 0
	case r.key == "*":
		return whole, whole != nil
	}
	one, there := whole[r.key]
	return object(one), there && len(whole) == 1
}

// apply makes the sentence of a rule of a call, if the rule is for it.
func (t *transcript) apply(r rule, i int, where target) (told bool) {
	c := t.calls[i]
	if c.Method != r.method || where.service != r.service || r.method != "GET" && c.URL.RawQuery != "" {
		return false
	}
	with, ok := r.match(where.path)
	if !ok {
		return false
	}
	body, ok := r.inner(c)
	if !ok {
		return false
	}
	one := &reading{call: c, index: i, body: body, with: with, sentence: r.sentence, made: text(single(c.received())["id"])}
	if r.read != nil && !r.read(t, one) || r.read == nil && r.method == "GET" && c.URL.RawQuery != "" {
		return false
	}
	for kind, id := range one.with {
		if _, ok := t.there(id, kind); !ok {
			return false
		}
	}
	if one.drop != "" {
		t.note(one.drop)
		return true
	}
	t.perform(r, one)
	return true
}

// perform says the sentence of a rule, and remembers what follows from it.
func (t *transcript) perform(r rule, one *reading) {
	sentence := one.sentence
	for kind, id := range one.with {
		sentence = strings.ReplaceAll(sentence, strings.ToUpper(kind), `"`+t.things[id].name+`"`)
	}
	label := t.label(r.makes)
	if r.makes != "" {
		sentence += ` "` + label + `"`
	}
	if !t.say(one.call, sentence, one.arguments) {
		return
	}
	for _, what := range one.changed {
		t.note(what)
	}
	for _, what := range one.required {
		t.require(what)
	}
	if r.makes != "" {
		t.keep(one.made, label, r.makes, r.makes)
		t.given[text(one.body["name"])] = true
		one.with[r.makes] = one.made
		t.feature.Networks = t.feature.Networks || r.makes == "server"
	}
	for spec := range strings.FieldsSeq(r.waits) {
		kind, status, _ := strings.Cut(spec, "=")
		t.waits[one.with[kind]] = &wait{collection: kind + "s", status: status, gone: r.ends}
	}
	if r.ends {
		for _, id := range one.with {
			t.things[id].gone = true
		}
	}
}
