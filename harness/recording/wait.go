package recording

import (
	"net/http"
	"regexp"
	"strings"
)

// A wait is for what a call set going.
type wait struct {
	collection string // such as servers
	status     string // that it is over with; "" is not known
	gone       bool   // it is over when the thing is gone
	raw        bool   // no sentence waits for it
	polled     bool
}

// changing is a status from which another one follows.
var changing = regexp.MustCompile(`(?i)^(build|rebuild|resize|reboot|hard_reboot|queued|reserved|pending.*|.*_in_progress|in_progress|.*ing)$`)

// over tells from a thing in an answer whether the wait has ended; nil is that it is not there. known is false if the answer
// does not tell.
func (w *wait) over(one map[string]any) (over, known bool) {
	if one == nil {
		return true, true
	}
	status := ""
	for _, name := range []string{"status", "provisioning_status", "stack_status"} {
		if s := text(one[name]); s != "" {
			status = strings.ToLower(s)
			break
		}
	}
	switch {
	case status == "":
		return false, false
	case strings.HasPrefix(status, "error") || strings.HasSuffix(status, "failed"):
		return true, true
	case text(one["OS-EXT-STS:task_state"]) != "":
		return false, true
	case w.gone:
		return strings.HasSuffix(status, "deleted"), true
	case w.status != "":
		return status == strings.ToLower(w.status), true
	}
	return !changing.MatchString(status), true
}

// polls tells whether a call looks how far something is that is waited for.
func (t *transcript) polls(c Call, where target) bool {
	n := len(where.path)
	if c.Method != http.MethodGet || n == 0 {
		return false
	}
	if id := where.path[n-1]; n > 1 && t.waits[id] != nil {
		return t.looks(c, id)
	}
	if n == 1 || n == 2 && where.path[1] == "detail" {
		return t.watches(c, where.path[0])
	}
	return false
}

// looks tells whether a call for the thing of an id, which is waited for, is polling.
func (t *transcript) looks(c Call, id string) bool {
	w := t.waits[id]
	if c.failed() && c.Status != http.StatusNotFound {
		return false
	}
	over, known := w.gone, true // by 404
	if c.Status != http.StatusNotFound {
		over, known = w.over(single(c.received()))
	}
	if over || w.raw && !known {
		delete(t.waits, id)
	}
	if w.raw && !w.polled && (over || !known) && c.Status != http.StatusNotFound {
		return false // it looked once
	}
	w.polled = true
	if !w.raw {
		t.reach(c.Ended)
	}
	return true
}

// watches tells whether a list, of which some are waited for, is polling: one that shows them under way, or the one after such.
func (t *transcript) watches(c Call, collection string) bool {
	listed, ok := listOf(c.received(), collection)
	if c.failed() || !ok {
		return false
	}
	polling, raw := false, false
	for id, w := range t.waits {
		if w.collection != collection {
			continue
		}
		over, known := w.over(listed[id])
		if !known || listed[id] == nil && !w.gone {
			continue
		}
		if over {
			delete(t.waits, id)
		}
		polling, raw = polling || !over || w.polled, raw || w.raw
		w.polled = true
	}
	if polling && !raw {
		t.reach(c.Ended)
	}
	return polling
}

// single is the thing in an answer: the whole, or the one object in it.
func single(answer any) map[string]any {
	whole := object(answer)
	if text(whole["id"]) != "" {
		return whole
	}
	for _, one := range whole {
		if nested := object(one); nested != nil && len(whole) == 1 {
			return nested
		}
	}
	return map[string]any{}
}

// listOf are the things of a list in an answer, by their ids.
func listOf(answer any, key string) (things map[string]map[string]any, ok bool) {
	list, ok := object(answer)[key].([]any)
	things = make(map[string]map[string]any, len(list))
	for _, one := range list {
		if id := text(object(one)["id"]); id != "" {
			things[id] = object(one)
		}
	}
	return things, ok
}
