package recording

import (
	"net/url"
	"strings"
	"unicode"
)

// A directory has the names of what the answers of a recording tell of, by kind and id.
type directory map[string]map[string]string

// named are the collections whose things sentences call by their names.
var namedKinds = map[string]string{"image/images": "image", "compute/flavors": "flavor"}

// learn takes names from an answer.
func (d directory) learn(where target, c Call) {
	if len(where.path) == 0 || c.failed() {
		return
	}
	kind := namedKinds[where.service+"/"+where.path[0]]
	if kind == "" {
		return
	}
	answer := c.received()
	listed, _ := listOf(answer, where.path[0])
	for id, one := range listed {
		d.add(kind, id, text(one["name"]))
	}
	if one := single(answer); text(one["id"]) != "" {
		d.add(kind, text(one["id"]), text(one["name"]))
	}
}

func (d directory) add(kind, id, name string) {
	if d[kind] == nil {
		d[kind] = make(map[string]string)
	}
	if name != "" {
		d[kind][id] = name
	}
}

// name is what to call something in a sentence: its name, if that is told, its own, and fit for a cell; else its id.
func (d directory) name(kind, id string) string {
	name := d[kind][id]
	for other, same := range d[kind] {
		if same == name && other != id {
			return id
		}
	}
	if name == "" || name != strings.TrimSpace(name) || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return id
	}
	return name
}

// reference is the id in an attribute that may be an address.
func reference(value any) string {
	id := text(value)
	if u, err := url.Parse(id); err == nil && u.Host != "" {
		if path := segments(u); len(path) > 0 {
			return path[len(path)-1]
		}
	}
	return id
}
