package harness

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// A composite is a matcher that gomega made of others: And, Or, Not. Gomega keeps the others in fields called Matchers
// and Matcher, which is all that is assumed here.
type composite struct {
	word  string // "and", "or", "not"; "" for a matcher that is not made of others
	parts []any
}

func compositeOf(check any) composite {
	v := reflect.Indirect(reflect.ValueOf(check))
	if v.Kind() != reflect.Struct {
		return composite{}
	}
	c := composite{word: strings.ToLower(strings.TrimSuffix(v.Type().Name(), "Matcher"))}
	if f := v.FieldByName("Matcher"); f.IsValid() && f.CanInterface() {
		c.parts = []any{f.Interface()}
	}
	if f := v.FieldByName("Matchers"); f.IsValid() && f.CanInterface() && f.Kind() == reflect.Slice {
		for i := range f.Len() {
			c.parts = append(c.parts, f.Index(i).Interface())
		}
	}
	if len(c.parts) == 0 {
		return composite{}
	}
	return c
}

// Describe says a matcher in words: what it says of itself, if it has a String method, or its parts with "and", "or" and
// "not" between them.
func Describe(check any) string {
	if s, ok := check.(fmt.Stringer); ok {
		return s.String()
	}
	c := compositeOf(check)
	var words []string
	for _, p := range c.parts {
		words = append(words, Describe(p))
	}
	switch c.word {
	case "and", "or":
		return strings.Join(words, " "+c.word+" ")
	case "not":
		return "not " + words[0]
	}
	name := fmt.Sprintf("%T", check)
	return strings.TrimSuffix(name[strings.LastIndexByte(name, '.')+1:], "Matcher")
}

// SeenBy is what a matcher, or each of its parts, saw.
func SeenBy(check any, v *View) string {
	if s, ok := check.(Seer); ok {
		return s.Seen(v)
	}
	var words []string
	for _, p := range compositeOf(check).parts {
		if s := SeenBy(p, v); s != "" {
			words = append(words, s)
		}
	}
	return strings.Join(words, ", ")
}

// failureMessage is why a check does not match, in its own words. Gomega's Or and Not would print the whole view.
func failureMessage(check Check, v *View) string {
	c := compositeOf(check)
	var words []string
	for _, p := range c.parts {
		part, ok := p.(Check)
		if !ok {
			return check.FailureMessage(v)
		}
		switch c.word {
		case "or":
			words = append(words, failureMessage(part, v))
		case "not":
			words = append(words, part.NegatedFailureMessage(v))
		}
	}
	if len(words) == 0 {
		return check.FailureMessage(v)
	}
	return strings.Join(words, ", and ")
}

// A Wrapper is a check that has another one judge a part of what it is given.
type Wrapper interface {
	Wrapped() any
}

// eachPart calls f for a check, what it wraps, and what it is made of.
func eachPart(check any, f func(any)) {
	f(check)
	if w, ok := check.(Wrapper); ok {
		eachPart(w.Wrapped(), f)
	}
	for _, p := range compositeOf(check).parts {
		eachPart(p, f)
	}
}

// A Windower is a check that judges a window of time that slides over the load.
type Windower interface {
	Window() time.Duration
}

// windowsOf are those that the checks, and their parts, ask about.
func windowsOf(checks ...Check) []time.Duration {
	var list []time.Duration
	for _, check := range checks {
		eachPart(check, func(part any) {
			if w, ok := part.(Windower); ok && !slices.Contains(list, w.Window()) {
				list = append(list, w.Window())
			}
		})
	}
	return list
}

// A Limiter is a check with a limit that can be drawn. nil is none.
type Limiter interface {
	Limit() *Limit
}

// limitOf is the limit of the first part of a check that has one.
func limitOf(check Check) (limit *Limit) {
	eachPart(check, func(part any) {
		if l, ok := part.(Limiter); ok && limit == nil {
			limit = l.Limit()
		}
	})
	return limit
}

// A Suitor is a check that does not suit every workload. It is asked before the cloud is touched.
type Suitor interface {
	Suits(w *Workload) error
}

// SeriesOf collects the series that a check and its parts judge, by their names: actions, HTTP routes, [Lateness], [Response].
func SeriesOf(check any) []string {
	if a, ok := check.(Actor); ok {
		return a.Actions()
	}
	var list []string
	for _, p := range compositeOf(check).parts {
		list = append(list, SeriesOf(p)...)
	}
	return list
}

// ActionsOf collects the actions that a check and its parts judge.
func ActionsOf(check any) []string {
	return slices.DeleteFunc(SeriesOf(check), func(name string) bool {
		return IsRoute(name) || name == Lateness || name == Response
	})
}

// declares tells whether a check, or each of its parts, says which actions it judges.
func declares(check any) bool {
	if _, ok := check.(Actor); ok {
		return true
	}
	parts := compositeOf(check).parts
	for _, p := range parts {
		if !declares(p) {
			return false
		}
	}
	return len(parts) > 0
}
