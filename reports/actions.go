package reports

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// mostRows is how many rows of a kind a table shows.
const mostRows = 200

// An action is a row of the table of actions: the iteration as a whole, or a part of it.
type action struct {
	Name      string // of the innermost: "bar" of "foo[bar]"
	Path      string
	Depth     int  // 0 for the iteration
	Call      bool // it is HTTP calls of the action above
	Succeeded int64
	Failed    int64
	Aborted   int64
	Min, Mean time.Duration
	Max       time.Duration
	Percent   []time.Duration // by harness.Percentiles
	Polled    bool
	Waited    time.Duration // between polls, the mean
	Last      time.Duration // the resolution of the polls, the mean
}

// actions are the rows of a workload, the iteration first. more is how many there are beyond.
func actions(o *harness.Outcome) (rows []action, more int) {
	rows = append(rows, newAction(&o.Iterations))
	rows[0].Name, rows[0].Path = "iteration", ""
	below := callsByAction(o)
	rows = append(rows, callRows(below[""], 1)...)
	paths := make(map[string]bool, len(o.Actions))
	for i := range o.Actions {
		paths[o.Actions[i].Name] = true
	}
	for i := range o.Actions {
		if i == mostRows {
			return rows, len(o.Actions) - mostRows
		}
		row := newAction(&o.Actions[i])
		row.Depth = 1
		for path := parent(row.Path); path != ""; path = parent(path) {
			row.Depth++
			if !paths[path] { // show the whole path where there is no row to be below
				row.Depth, row.Name = 1, line(row.Path)
				break
			}
		}
		rows = append(rows, row)
		rows = append(rows, callRows(below[row.Path], row.Depth+1)...)
	}
	for _, path := range slices.Sorted(maps.Keys(below)) {
		if path != "" && !paths[path] { // it never came to its end
			row := newAction(&harness.Series{Name: path})
			row.Name, row.Depth = line(path), 1
			rows = append(append(rows, row), callRows(below[path], 2)...)
		}
	}
	return rows, 0
}

func newAction(s *harness.Series) action {
	a := action{
		Name: line(leaf(s.Name)), Path: s.Name, Aborted: s.Aborted,
		Succeeded: s.Success.Count, Failed: s.Failure.Count,
		Min: s.Success.Min, Mean: s.Success.Mean(), Max: s.Success.Max,
	}
	if s.Last.Count > 0 && s.Last.Max > 0 {
		a.Polled, a.Waited, a.Last = true, s.Waited.Mean(), s.Last.Mean()
	}
	for _, p := range harness.Percentiles {
		a.Percent = append(a.Percent, s.Success.Percentile(p))
	}
	return a
}

// parent is the path of the action that one is part of: "foo" of "foo[bar]", "foo[bar]" of "foo[bar][baz]". It is ""
// for an outermost one.
func parent(path string) string {
	i, ok := opening(path)
	if !ok {
		return ""
	}
	return path[:i]
}

// leaf is the innermost name of a path.
func leaf(path string) string {
	if i, ok := opening(path); ok {
		return path[i+1 : len(path)-1]
	}
	return path
}

// opening finds the bracket that the last one of a path closes.
func opening(path string) (int, bool) {
	if !strings.HasSuffix(path, "]") {
		return 0, false
	}
	depth := 0
	for i := len(path) - 1; i > 0; i-- {
		switch path[i] {
		case ']':
			depth++
		case '[':
			if depth--; depth == 0 {
				return i, true
			}
		}
	}
	return 0, false
}

// A portion is what an action, without those inside it, adds to an iteration.
type portion struct {
	Name   string
	Each   time.Duration // by iteration that ended
	Share  float64       // of the iteration
	Waited time.Duration // between polls, included in Each
	Tint   string        // the name of its colour
}

// mostPortions is into how many parts an iteration is divided.
const mostPortions = 10

// outside is the portion that no action covers.
const outside = "outside of actions"

// portions divides the time of the iterations that ended, in success or failure, among their actions. What is in none
// of them comes last.
func portions(o *harness.Outcome) []portion {
	ended, total := o.Iterations.Ended(), o.Iterations.Success.Sum+o.Iterations.Failure.Sum
	if ended == 0 || total == 0 || len(o.Actions) == 0 {
		return nil
	}
	own := make(map[string]time.Duration, len(o.Actions))
	waited := make(map[string]time.Duration, len(o.Actions))
	rest := total
	for i := range o.Actions {
		s := &o.Actions[i]
		took := s.Success.Sum + s.Failure.Sum
		own[s.Name] += took
		waited[s.Name] += s.Waited.Sum
		if p := parent(s.Name); p != "" {
			own[p] -= took
			waited[p] -= s.Waited.Sum
		} else {
			rest -= took
		}
	}
	var list []portion
	add := func(name string, d, w time.Duration) {
		if d = min(d, total); d > 0 {
			list = append(list, portion{
				Name: name, Each: d / time.Duration(ended), Share: float64(d) / float64(total),
				Waited: max(w, 0) / time.Duration(ended),
			})
		}
	}
	for i := range o.Actions {
		name := o.Actions[i].Name
		add(line(name), own[name], waited[name])
	}
	list = fold(list)
	add(outside, rest, 0)
	for i := range list {
		list[i].Tint = "part" + strconv.Itoa(i)
	}
	if last := len(list) - 1; last >= 0 && list[last].Name == outside {
		list[last].Tint = "faint"
	}
	return list
}

// fold makes the smallest portions one.
func fold(list []portion) []portion {
	if len(list) <= mostPortions {
		return list
	}
	shares := make([]portion, 0, mostPortions+1)
	others := portion{Name: "others"}
	for _, p := range list {
		larger := 0
		for _, q := range list {
			if q.Each > p.Each {
				larger++
			}
		}
		if larger < mostPortions-1 && len(shares) < mostPortions-1 {
			shares = append(shares, p)
			continue
		}
		others.Each += p.Each
		others.Share += p.Share
		others.Waited += p.Waited
	}
	return append(shares, others)
}
