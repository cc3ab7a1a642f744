package rallyresult

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// names are those of an action and of all that it is within, the outermost first: of "a[b[c]]", a, b, c.
func names(path string) []string {
	return strings.Split(strings.TrimRight(path, "]"), "[")
}

// tree are the actions of an iteration, each in the one that it is a part of.
func tree(r *harness.Record, began time.Time) []*action {
	type node struct {
		*action
		depth int
		path  string
		of    *harness.RecordedAction
	}
	var all []node
	for i := range r.Actions {
		a := &r.Actions[i]
		list := names(a.Path)
		start := began.Add(a.Start)
		all = append(all, node{&action{
			Name: list[len(list)-1], Started: clock(start), Finished: clock(start.Add(a.Duration)), Failed: a.Failed, Children: []*action{},
		}, len(list), strings.Join(list, "["), a})
	}
	slices.SortStableFunc(all, func(a, b node) int { return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.of.Start, b.of.Start)) })
	top := []*action{}
	for i, n := range all {
		var parent *action
		for _, p := range all[:i] {
			if p.depth == n.depth-1 && strings.HasPrefix(n.path, p.path+"[") && p.of.Start <= n.of.Start {
				parent = p.action // the last one that had begun
			}
		}
		if parent == nil {
			top = append(top, n.action)
		} else {
			parent.Children = append(parent.Children, n.action)
		}
	}
	return top
}

// flatten are the actions of a tree as the harness keeps them, the inner ones first, as they end.
func flatten(list []*action, within string, began time.Time, into []harness.RecordedAction) []harness.RecordedAction {
	for _, a := range list {
		path := a.Name
		if within != "" {
			path = within + "[" + a.Name + strings.Repeat("]", strings.Count(within, "[")+1)
		}
		into = flatten(a.Children, strings.TrimRight(path, "]"), began, into)
		start := moment(a.Started).Sub(began)
		into = append(into, harness.RecordedAction{Path: path, Start: start, Duration: max(moment(a.Finished).Sub(began)-start, 0), Failed: a.Failed})
	}
	return into
}

// moment is what clock writes.
func moment(f float) time.Time {
	whole := int64(f)
	return time.Unix(whole, int64((float64(f)-float64(whole))*1e9+0.5)).UTC()
}

// newOutput is what an iteration put out.
func newOutput(r *harness.Record) json.RawMessage {
	var additive, complete []harness.Chart
	for _, v := range r.Added {
		i := slices.IndexFunc(additive, func(c harness.Chart) bool { return c.Title == v.Title })
		if i < 0 {
			var c harness.Chart
			_ = json.Unmarshal([]byte(v.Chart), &c) // what is none is a chart of the usual kind
			c.Title, c.Values = v.Title, nil
			additive = append(additive, c)
			i = len(additive) - 1
		}
		additive[i].Values = append(additive[i].Values, harness.Value{Name: v.Name, Number: v.Value})
	}
	for _, text := range r.Shown {
		var c harness.Chart
		if json.Unmarshal([]byte(text), &c) == nil {
			complete = append(complete, c)
		}
	}
	return chartsOf(additive, complete)
}

// chartsOf are charts in Rally's protocol.
func chartsOf(additive, complete []harness.Chart) json.RawMessage {
	out := charts{Additive: []chart{}, Complete: []chart{}}
	for i := range additive {
		out.Additive = append(out.Additive, newChart(&additive[i], harness.StatsTable))
	}
	for i := range complete {
		out.Complete = append(out.Complete, newChart(&complete[i], harness.TextArea))
	}
	b, err := json.Marshal(out)
	if err != nil {
		return json.RawMessage(`{"additive": [], "complete": []}`) // numbers that are none: charts have no such
	}
	return b
}

func newChart(c *harness.Chart, usual harness.Kind) chart {
	x := chart{Title: c.Title, Description: c.Description, Plugin: string(cmp.Or(c.Kind, usual)), Label: c.Label, AxisLabel: c.AxisLabel}
	switch {
	case len(c.Lines) > 0:
		list := []any{}
		for _, l := range c.Lines {
			list = append(list, []any{l.Name, l.Points})
		}
		x.Data = list
	case len(c.Columns) > 0:
		x.Data = map[string]any{"cols": c.Columns, "rows": c.Rows}
	case len(c.Text) > 0:
		x.Data = c.Text
	default:
		list := []any{}
		for _, v := range c.Values {
			list = append(list, []any{v.Name, v.Number})
		}
		x.Data = list
	}
	return x
}
