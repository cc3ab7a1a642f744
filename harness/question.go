package harness

import "slices"

// A question is what the checks of a workload can ask about while it is judged live, beyond its iterations.
type question struct {
	all     bool    // one of them does not say
	ids     []int32 // of actions
	routes  []int32
	starts  bool    // lateness and response
	added   []int32 // measures
	classes bool    // of failures
}

// An Asker is a check that judges classes of failures, or the rate of starts.
type Asker interface {
	AsksClasses() bool
}

func questionOf(checks []Check, n *names) question {
	var q question
	for _, check := range checks {
		q.all = q.all || !declares(check)
		for _, name := range SeriesOf(check) {
			switch {
			case name == Lateness || name == Response:
				q.starts = true
			case IsRoute(name):
				q.routes = append(q.routes, n.routes.id(name))
			default:
				q.ids = append(q.ids, n.actions.id(name))
			}
		}
		for _, m := range measuresOf(check) {
			q.added = append(q.added, n.measures.id(measureKey(m[0], m[1])))
		}
		eachPart(check, func(part any) {
			if a, ok := part.(Asker); ok {
				q.classes = q.classes || a.AsksClasses()
			}
		})
	}
	slices.Sort(q.ids)
	q.ids = slices.Compact(q.ids)
	return q
}

// about tells whether the action of an id is asked about.
func (q *question) about(id int32) bool { return q.all || slices.Contains(q.ids, id) }
