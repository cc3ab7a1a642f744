package harness

import (
	"slices"
	"strings"
)

// A Holder is a scenario, or a [Doer], that says what an iteration of it holds of what projects have quotas for.
type Holder interface {
	Holds() []Holding
}

// A Holding is so many of what a service has a quota for.
type Holding struct {
	Service, Quota string // "compute", "instances"
	N              int
	Freed          string // what the name of an action contains that gives it back: "delete_server"
}

func (h Holding) same(service, quota string) bool { return h.Service == service && h.Quota == quota }

// A Demand is how many of what has a quota a run holds at once, in all projects together.
type Demand struct {
	Service, Quota string
	N              int
}

// Demands are those of all loads: what an iteration gives back is held by those in flight, what it leaves by all. An iteration
// holds what its scenario says, and one of everything else that its actions make, which are told by their names.
func (w *World) Demands(made map[string]Holding) []Demand {
	var list []Demand
	for _, l := range w.loads {
		scenario := l.Scenario
		if ready := w.looked[l]; ready != nil {
			scenario = ready
		}
		plan := l.load().Plan()
		for _, h := range holdings(scenario, made) {
			n := plan.Users
			if !frees(l.Scenario, h.Freed) {
				n = max(n, plan.Iterations)
			}
			i := slices.IndexFunc(list, func(d Demand) bool { return h.same(d.Service, d.Quota) })
			if i < 0 {
				i, list = len(list), append(list, Demand{Service: h.Service, Quota: h.Quota})
			}
			list[i].N += n * h.N
		}
	}
	return list
}

// holdings are what an iteration of a scenario holds.
func holdings(s Scenario, made map[string]Holding) (list []Holding) {
	if holder, ok := s.(Holder); ok {
		list = holder.Holds()
	}
	said := len(list)
	for _, action := range actionsOf(s) {
		h, ok := made[action[strings.LastIndexByte(action, '[')+1:]]
		if ok && !slices.ContainsFunc(list[:said], func(other Holding) bool { return h.same(other.Service, other.Quota) }) {
			list = append(list, h)
		}
	}
	return list
}

func frees(s Scenario, word string) bool {
	return slices.ContainsFunc(actionsOf(s), func(action string) bool { return strings.Contains(action, word) })
}

func actionsOf(s Scenario) []string {
	if a, ok := s.(Actor); ok {
		return a.Actions()
	}
	return nil
}
