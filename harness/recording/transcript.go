package recording

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// think is the longest time between two calls that is no pause of somebody.
const think = 500 * time.Millisecond

// A transcript is a recording on its way to a feature.
type transcript struct {
	calls   []Call
	options Options
	catalog catalog
	secrets secrets
	names   directory
	things  map[string]*thing // what the recording made, by id
	numbers map[string]int    // of things, by kind
	renamed map[string]string // ids of things by the names that they had
	given   map[string]bool   // names of things that the recording made
	waits   map[string]*wait  // what is waited for, by id
	used    map[int]bool      // calls that are part of an earlier one's sentence
	session bool              // there was a token
	last    time.Time         // when the last call ended
	idle    time.Duration     // that somebody thought since the last sentence
	feature Feature
}

// A thing is what a call of the recording made.
type thing struct {
	name string
	kind string // as verbs call it; "" for what no verb made
	gone bool
	off  bool // a server that was stopped
}

// transcribe takes the calls one by one.
func transcribe(calls []Call, options Options) *transcript {
	t := &transcript{
		calls: calls, options: options, catalog: catalog{projects: map[string]bool{}}, secrets: secrets{}, names: directory{},
		things: map[string]*thing{}, numbers: map[string]int{}, renamed: map[string]string{}, given: map[string]bool{}, waits: map[string]*wait{}, used: map[int]bool{},
		feature: Feature{Notes: map[string]int{}},
	}
	for _, c := range calls {
		t.secrets.collect(c)
		t.catalog.learn(c.received())
	}
	for _, c := range calls {
		if where, ok := t.catalog.find(c.URL); ok {
			t.names.learn(where, c)
		}
	}
	for i := range calls {
		t.take(i)
	}
	return t
}

// take makes of a call what there is to make of it.
func (t *transcript) take(i int) {
	c := t.calls[i]
	where, ok := t.catalog.find(c.URL)
	switch {
	case c.Socket:
		t.note(sockets)
		return
	case c.Method == http.MethodOptions || !slices.Contains(methods, c.Method):
		t.note(otherMethods)
		return
	case !ok:
		t.note(strangers)
		return
	}
	if c.Started.Before(t.last) {
		t.note(overlaps)
	}
	switch {
	case t.used[i]:
		t.note(parts)
	case t.polls(c, where):
		t.note(polling)
		return
	case c.failed():
		t.note(failures)
	case len(where.path) == 0:
		t.note(discovery)
	case where.service == "identity" && strings.Join(where.path, "/") == "auth/tokens":
		t.token(c)
		return
	default:
		t.tell(i, where)
		return
	}
	t.pass(c)
}

var methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}

// pass lets the time of a call go by.
func (t *transcript) pass(c Call) {
	if gap := c.Started.Sub(t.last); !t.last.IsZero() && gap > think {
		t.idle += gap
	}
	t.reach(c.Ended)
}

// reach is a time until which something was done.
func (t *transcript) reach(end time.Time) {
	if end.After(t.last) {
		t.last = end
	}
}

// token takes a call about tokens: a user of a benchmark has one, and asks for what came after the first.
func (t *transcript) token(c Call) {
	t.pass(c)
	switch {
	case c.Method != http.MethodPost:
		t.note(tokens)
	case !t.session:
		t.session = true
		t.note(sessions)
	default:
		t.say(c, "authenticates", nil)
	}
}

// tell makes a sentence of a call, or leaves it out.
func (t *transcript) tell(i int, where target) {
	c := t.calls[i]
	t.pass(c)
	for _, r := range rules {
		if told := t.apply(r, i, where); told {
			return
		}
	}
	t.raw(c, where)
}

// say adds a sentence, after the pause between it and the one before. It refuses one that carries a secret.
func (t *transcript) say(c Call, sentence string, arguments []harness.Argument) bool {
	for _, a := range arguments {
		if t.secrets.in(a.Value) && a.Name != "body" || t.secrets.known(a.Value) { // in a body, names of secrets may be, with {name}
			t.note(carriers)
			return false
		}
	}
	if pause := t.idle.Round(100 * time.Millisecond); pause > 0 && len(t.feature.Steps) > 0 {
		t.feature.Steps = append(t.feature.Steps, Step{Sentence: "pauses", Arguments: []harness.Argument{{Name: "for", Value: pause.String()}}, Place: c.Place})
		t.feature.Paused += pause
	}
	t.idle = 0
	t.feature.Steps = append(t.feature.Steps, Step{Sentence: sentence, Arguments: arguments, Place: c.Place})
	return true
}

// label is a name for a new thing of a kind, such as server 1.
func (t *transcript) label(kind string) string {
	return kind + " " + strconv.Itoa(t.numbers[kind]+1)
}

// keep remembers what was made, under the label of its kind.
func (t *transcript) keep(id, label, kind, verbKind string) {
	t.numbers[kind]++
	if id != "" {
		t.things[id] = &thing{name: label, kind: verbKind}
	}
}

// there is the thing of an id and a kind, if it is one that verbs know and that is there.
func (t *transcript) there(id, kind string) (*thing, bool) {
	one := t.things[id]
	return one, one != nil && one.kind == kind && !one.gone
}

// note counts what is not as it was.
func (t *transcript) note(what string) { t.feature.Notes[what]++ }

// require notes that something has to be in the cloud.
func (t *transcript) require(what string) {
	if !slices.Contains(t.feature.Required, what) && !t.secrets.in(what) {
		t.feature.Required = append(t.feature.Required, what)
	}
}
