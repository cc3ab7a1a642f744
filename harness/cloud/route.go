package cloud

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync/atomic"
)

// Route is the template of a path: what stands before the version, the version, and a project's id behind it are cut,
// and what names one of many becomes {id} or {name}, so that calls of the same kind have the same route whatever the
// cloud's addresses look like. A path without a version is taken to begin at its first segment.
//
//	/compute/v2.1/servers/4bb2…/action              /servers/{id}/action
//	/v3/0a51…/volumes/9c14…                         /volumes/{id}
//	/identity/v3/auth/tokens                        /auth/tokens
//	/v2.1/os-keypairs/pacenote-17                   /os-keypairs/{name}
func Route(path string) string {
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	if _, version := splitVersion(path); version != "" {
		path = path[strings.Index(path, "/"+version)+1+len(version):]
		path = strings.TrimLeft(path, "/")
		head, rest, _ := strings.Cut(path, "/")
		switch {
		case strings.HasPrefix(head, "AUTH_"):
			return object(rest)
		case isID(head) && !isDigits(head):
			path = rest
		}
	}
	var out strings.Builder
	out.Grow(len(path) + 8)
	collection := ""
	for depth := 0; path != ""; {
		var segment string
		segment, path, _ = strings.Cut(path, "/")
		if segment == "" {
			continue
		}
		if depth++; depth > maxSegments {
			out.WriteString("/...")
			break
		}
		out.WriteByte('/')
		segment = template(collection, segment)
		out.WriteString(segment)
		collection = segment
	}
	if out.Len() == 0 {
		return "/"
	}
	return out.String()
}

// object is the route of a path within an account of the object store.
func object(path string) string {
	container, name, _ := strings.Cut(path, "/")
	switch {
	case container == "":
		return "/"
	case name == "":
		return "/{container}"
	}
	return "/{container}/{object}"
}

const (
	maxSegments = 12
	maxWord     = 48 // a longer segment is a name
)

// template is the segment, or what stands for its like.
func template(collection, segment string) string {
	if segment == "{id}" || segment == "{name}" {
		return segment
	}
	switch collection { // collections whose members are called by names
	case "os-keypairs", "metadata", "tags", "os-extra_specs", "extra_specs", "os-hosts", "os-quota-class-sets", "traits",
		"resource_classes", "stacks", "resources", "ips", "namespaces", "stores":
		if segment != "detail" && segment != "preview" {
			return "{name}"
		}
		return segment
	case "flavors", "domains", "regions", "os-quota-sets", "quotas":
		if segment != "detail" && segment != "config" {
			return "{id}"
		}
		return segment
	}
	if isID(segment) {
		return "{id}"
	}
	if len(segment) > maxWord || !isWord(segment) {
		return "{name}"
	}
	return segment
}

// splitVersion finds the last segment like v2 or v2.1 of an address, but not beyond the third of its path, and returns
// what is before it and the segment.
func splitVersion(address string) (root, version string) {
	start := 0
	if i := strings.Index(address, "://"); i >= 0 {
		start = i + 3
		if j := strings.IndexByte(address[start:], '/'); j >= 0 {
			start += j
		} else {
			return address, ""
		}
	}
	at := start
	for n := 0; n < 4 && at < len(address); n++ {
		end := strings.IndexByte(address[at:], '/')
		if end < 0 {
			end = len(address)
		} else {
			end += at
		}
		if segment := address[at:end]; isVersion(segment) {
			return address[:at], segment
		}
		at = end + 1
	}
	return address, ""
}

// hasVersion tells whether the address is of one of the major versions.
func hasVersion(address string, majors ...string) bool {
	_, v := splitVersion(address)
	return v != "" && slices.Contains(majors, "v"+major(v))
}

func isVersion(s string) bool {
	if len(s) < 2 || len(s) > 6 || s[0] != 'v' || !isDigit(s[1]) {
		return false
	}
	for i := 1; i < len(s); i++ {
		if !isDigit(s[i]) && s[i] != '.' {
			return false
		}
	}
	return true
}

// isID tells whether s is a number, a UUID with or without dashes, or a request's id.
func isID(s string) bool {
	return isDigits(s) || len(s) == 32 && isHex(s) || isUUID(strings.TrimPrefix(s, "req-"))
}

func isUUID(s string) bool {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	return isHex(s[:8]) && isHex(s[9:13]) && isHex(s[14:18]) && isHex(s[19:23]) && isHex(s[24:])
}

func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
			return false
		}
	}
	return true
}

func isDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isWord tells whether a segment can be a word of an API: letters, digits, and - _ . between them.
func isWord(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'z') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}

// routes remembers the routes of paths that came of late, each in the place that its hash says.
type routes struct {
	places [256]atomic.Pointer[pathRoute]
}

type pathRoute struct{ path, route string }

var routeSeed = maphash.MakeSeed()

func (r *routes) of(path string) string {
	place := &r.places[maphash.String(routeSeed, path)%uint64(len(r.places))]
	if known := place.Load(); known != nil && known.path == path {
		return known.route
	}
	route := Route(path)
	place.Store(&pathRoute{path, route})
	return route
}
