package recording

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

var (
	braced = regexp.MustCompile(`\{[A-Za-z][\w -]*\}`)
	anID   = regexp.MustCompile(`^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]+)$`)
)

// A request is one that is sent as it was, with names in place of ids.
type request struct {
	path, body string
	label      string // of what it makes, "" for nothing
	kind, made string
	name       string   // that what it makes had
	about      []string // ids of things that it is about
	required   []string
	replaced   int  // secrets
	searches   bool // by a name that the recording gave
}

// raw says a call that no verb has.
func (t *transcript) raw(c Call, where target) {
	r, trouble := t.request(c, where)
	if trouble != "" {
		t.note(trouble)
		return
	}
	sentence := "calls an API"
	arguments := []harness.Argument{{Name: "service", Value: where.service}}
	for _, a := range []harness.Argument{{Name: "path", Value: r.path}, {Name: "method", Value: c.Method}, {Name: "body", Value: r.body}, {Name: "microversion", Value: c.microversion()}} {
		usual := "GET"
		if r.label != "" {
			usual = "POST"
		}
		if a.Value != "" && (a.Name != "method" || a.Value != usual) {
			arguments = append(arguments, a)
		}
	}
	if r.label != "" {
		sentence = fmt.Sprintf("makes something by an API %q", r.label)
	}
	if !t.say(c, sentence, arguments) {
		return
	}
	t.note(unawaited)
	t.feature.Notes[replaced] += r.replaced
	if r.searches {
		t.note(searches)
	}
	for _, what := range r.required {
		t.require(what)
	}
	if r.label != "" {
		t.keep(r.made, r.label, r.kind, "")
		t.waits[r.made] = &wait{collection: where.path[0], raw: true}
		if r.name != "" {
			t.renamed[r.name], t.given[r.name] = r.made, true
		}
	}
	if c.Method != "GET" && c.Method != "HEAD" {
		for _, id := range r.about {
			t.waits[id] = &wait{collection: where.path[0], raw: true, gone: c.Method == "DELETE" && where.path[len(where.path)-1] == id}
		}
	}
}

// request puts names in place of ids. The trouble is why the call is left out, "" for none.
func (t *transcript) request(c Call, where target) (r request, trouble string) {
	body, ok := c.sent()
	switch {
	case !ok:
		return r, noJSON
	case where.service == "object-store" && c.Method != "GET" && c.Method != "HEAD":
		return r, objects
	case body != nil && braced.Match(encode(body)):
		return r, braces
	}
	if trouble = t.address(&r, c, where); trouble != "" {
		return r, trouble
	}
	if c.Method == "DELETE" && len(r.about) == 0 {
		return r, destroyers
	}
	answer := c.received()
	if id := madeBy(c, single(answer)); id != "" && t.things[id] == nil && !slices.Contains(where.path, id) {
		r.made, r.kind = id, singular(where.path[len(where.path)-1])
		r.label = t.label(r.kind)
	}
	if body != nil {
		r.replaced = scrub(body)
		if where.path[len(where.path)-1] != "action" || object(body)["createImage"] != nil {
			r.name = rename(body)
		}
		if body, trouble = t.expand(&r, body, ""); trouble != "" {
			return r, trouble
		}
		if t.secrets.carried(body) {
			return r, carriers
		}
		r.body = string(encode(body))
	}
	return r, ""
}

// address puts names in place of the ids in a path and its query.
func (t *transcript) address(r *request, c Call, where target) (trouble string) {
	var parts []string
	for i, segment := range where.path {
		if t.secrets.in(segment) {
			return carriers
		}
		word, trouble := t.word(r, segment)
		switch {
		case trouble != "":
			return trouble
		case word == segment && i > 0 && t.renamed[segment] != "":
			return byName
		case word == segment && i > 0 && anID.MatchString(segment):
			r.required = append(r.required, where.path[i-1]+" "+segment)
		}
		if word == segment {
			word = url.PathEscape(segment)
		}
		parts = append(parts, word)
	}
	r.path = strings.Join(parts, "/")
	query := c.URL.Query()
	separator := "?"
	for _, name := range sortedKeys(query) {
		for _, value := range query[name] {
			if secretive(name) {
				r.replaced++
				continue
			}
			if t.secrets.in(name) || t.secrets.in(value) {
				return carriers
			}
			r.searches = r.searches || value != "" && t.given[value]
			word, trouble := t.word(r, value)
			if trouble != "" {
				return trouble
			}
			if word == value {
				word = url.QueryEscape(value)
			}
			r.path += separator + url.QueryEscape(name) + "=" + word
			separator = "&"
		}
	}
	return ""
}

// word is what stands for an id, or the word itself.
func (t *transcript) word(r *request, word string) (instead, trouble string) {
	one := t.things[word]
	switch {
	case t.catalog.projects[word]:
		return "{project}", ""
	case one == nil:
		return word, ""
	case one.gone:
		return "", departed
	}
	r.about = append(r.about, word)
	return "{" + one.name + "}", ""
}

// expand puts names in place of the ids in a body.
func (t *transcript) expand(r *request, value any, name string) (_ any, trouble string) {
	switch v := value.(type) {
	case map[string]any:
		for _, name := range sortedNames(v) {
			if v[name], trouble = t.expand(r, v[name], name); trouble != "" {
				return nil, trouble
			}
		}
	case []any:
		for i := range v {
			if v[i], trouble = t.expand(r, v[i], name); trouble != "" {
				return nil, trouble
			}
		}
	case string:
		word, trouble := t.word(r, reference(v))
		switch {
		case trouble != "" || word != reference(v):
			return word, trouble
		case anID.MatchString(v) && strings.Contains(v, "-"):
			r.required = append(r.required, strings.TrimSuffix(name, "_id")+" "+v)
		}
	}
	return value, ""
}

// rename puts "{name}" in the place of the name in a body's one object, or of a name in the body itself, and returns what it was.
func rename(body any) (was string) {
	one := object(body)
	for _, nested := range one {
		if object(nested) != nil && len(one) == 1 {
			one = object(nested)
		}
	}
	if was = text(one["name"]); was != "" {
		one["name"] = "{name}"
	}
	return was
}

// madeBy is the id of what a call made, by its answer: its name if it has no id, as a key pair; "" if it made nothing.
func madeBy(c Call, answer map[string]any) string {
	id := text(answer["id"])
	switch {
	case c.Method != "POST" || bytes.Contains(c.Sent, []byte(`"`+id+`"`)): // an id that was sent was there before
		return ""
	case id == "":
		return text(answer["name"])
	}
	return id
}

// singular is the kind of what is in a collection.
func singular(collection string) string {
	kind := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return -1
	}, strings.TrimPrefix(strings.ReplaceAll(strings.ToLower(collection), "_", "-"), "os-"))
	switch kind = strings.Trim(kind, "-"); {
	case len(kind) < 3:
		return "thing"
	case strings.HasSuffix(kind, "ies"):
		return strings.TrimSuffix(kind, "ies") + "y"
	case strings.HasSuffix(kind, "sses"):
		return strings.TrimSuffix(kind, "es")
	}
	return strings.TrimSuffix(kind, "s")
}

func sortedKeys(query url.Values) (names []string) {
	for name := range query {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// encode writes JSON on one line, as short as it can be.
func encode(value any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(value) // it came from JSON
	return bytes.TrimSpace(b.Bytes())
}
