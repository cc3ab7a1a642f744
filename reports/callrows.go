package reports

import "github.com/pacenote/pacenote/harness"

// mostCallRows is how many routes are shown below an action.
const mostCallRows = 25

// callsByAction are the HTTP calls by the path of the action that made them. Where one action made all of a route, its
// figures are those of the route, which are exact.
func callsByAction(o *harness.Outcome) map[string][]action {
	routes := make(map[string]*harness.Series, len(o.Routes))
	for i := range o.Routes {
		routes[o.Routes[i].Name] = &o.Routes[i]
	}
	list := make(map[string][]action)
	for i := range o.Calls {
		c := &o.Calls[i]
		s := &c.Series
		if all := routes[c.Name]; all != nil && all.Ended() == s.Ended() && all.Aborted == s.Aborted {
			s = all
		}
		row := newAction(s)
		row.Name, row.Path, row.Call, row.Polled = line(c.Name), "", true, false
		list[c.Action] = append(list[c.Action], row)
	}
	return list
}

// callRows are the calls of an action as rows below it.
func callRows(list []action, depth int) []action {
	list = list[:min(len(list), mostCallRows)]
	for i := range list {
		list[i].Depth = depth
	}
	return list
}
