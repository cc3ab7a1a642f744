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
	var sums []float64 // what takes turns holds parts
	for _, l := range w.loads {
		scenario := l.Scenario
		if ready := w.looked[l]; ready != nil {
			scenario = ready
		}
		plan := l.load().Plan()
		for _, p := range shares(scenario) {
			for _, h := range holdings(p.scenario, made) {
				n := plan.Users
				if !frees(p.scenario, h.Freed) {
					n = max(n, plan.Iterations)
				}
				i := slices.IndexFunc(list, func(d Demand) bool { return h.same(d.Service, d.Quota) })
				if i < 0 {
					i, list, sums = len(list), append(list, Demand{Service: h.Service, Quota: h.Quota}), append(sums, 0)
				}
				sums[i] += float64(n*h.N) * p.of
				list[i].N = int(sums[i] + 1e-6)
			}
		}
	}
	return list
}

// A share is a scenario that has its turn in a part of the iterations.
type share struct {
	scenario Scenario
	of       float64
}

// shares are the scenarios that take turns as one: the portions of a mix, the rows of a feed, or else itself.
func shares(s Scenario) (list []share) {
	switch s := s.(type) {
	case Mix:
		weights := s.weights()
		for i, weight := range weights {
			list = append(list, share{s[i].Scenario, float64(weight) / float64(sum(weights))})
		}
	case Feed:
		for _, row := range s.Rows {
			list = append(list, share{row, 1 / float64(len(s.Rows))})
		}
	default:
		list = []share{{s, 1}}
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
		inner := strings.TrimRight(action[strings.LastIndexByte(action, '[')+1:], "]")
		h, ok := made[inner]
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
