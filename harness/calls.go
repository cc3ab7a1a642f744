package harness

import (
	"cmp"
	"slices"
)

// Calls are the HTTP calls of a route that an action made itself, and not one inside it.
type Calls struct {
	Action string // its path; "" outside of any
	Series        // of the route; percentiles are off by at most [Accuracy]
}

// mostCalls is how many pairs of an action and a route have numbers of their own.
const mostCalls = 2000

type callKey struct{ action, route int32 }

// calls are [Calls] in the making.
type calls map[callKey]*Series

func (c calls) add(r *record) {
	for i := range r.calls {
		x := &r.calls[i]
		key := callKey{x.action, x.route}
		s := c[key]
		if s == nil {
			if len(c) >= mostCalls {
				continue
			}
			s = new(Series)
			c[key] = s
		}
		s.count(x.duration, x.outcome(r))
	}
}

// cut are the calls in the order of actions and routes.
func (c calls) cut(n *names) (list []Calls) {
	paths, routes := n.actions.since(0), n.routes.since(0)
	for key, s := range c {
		x := Calls{Series: *s}
		if x.Name = routes[key.route]; key.action >= 0 {
			x.Action = paths[key.action]
		}
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b Calls) int {
		return cmp.Or(cmp.Compare(a.Action, b.Action), cmp.Compare(a.Name, b.Name))
	})
	return list
}
