package history

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// changes are what two runs were, but for their figures.
func changes(old, new *harness.Result) (list []Change) {
	add := func(what, from, to string) {
		if from != to {
			list = append(list, Change{what, from, to})
		}
	}
	add("benchmark", old.Name, new.Name)
	add("verdict", string(old.Verdict), string(new.Verdict))
	add("seed", strconv.FormatUint(old.Seed, 10), strconv.FormatUint(new.Seed, 10))
	add("place", place(old), place(new))
	o, n := &old.Environment, &new.Environment
	add("Pacenote", o.Version, n.Version)
	add("revision", o.Revision, n.Revision)
	add("Go", o.Go, n.Go)
	add("machine", o.Machine, n.Machine)
	add("services", strings.Join(o.Services, ", "), strings.Join(n.Services, ", "))
	for _, v := range n.Versions {
		for _, before := range o.Versions {
			if before.Type == v.Type {
				add(v.Type+" service", strings.TrimSpace(before.Version+" "+before.Highest), strings.TrimSpace(v.Version+" "+v.Highest))
			}
		}
	}
	for i := range new.Workloads {
		if w := partner(old, new, &new.Workloads[i]); w != nil {
			list = append(list, inputs(w, &new.Workloads[i])...)
		}
	}
	if old.Source != new.Source {
		list = append(list, edits(old.Source, new.Source))
	}
	return list
}

func place(r *harness.Result) string {
	if r.Rehearsal {
		return "rehearsal"
	}
	return strings.Trim(r.Environment.Cloud+" "+r.Environment.Region, " ")
}

// inputs are what a workload was to do.
func inputs(old, new *harness.Outcome) (list []Change) {
	add := func(what, from, to string) {
		if from != to {
			list = append(list, Change{new.Workload + ": " + what, from, to})
		}
	}
	add("scenario", old.Scenario, new.Scenario)
	add("load", old.Load, new.Load)
	for _, a := range new.Arguments {
		i := slices.IndexFunc(old.Arguments, func(b harness.Argument) bool { return b.Name == a.Name })
		before := ""
		if i >= 0 {
			before = old.Arguments[i].Value
		}
		add("argument "+a.Name, before, a.Value)
	}
	for _, a := range old.Arguments {
		if !slices.ContainsFunc(new.Arguments, func(b harness.Argument) bool { return b.Name == a.Name }) {
			add("argument "+a.Name, a.Value, "")
		}
	}
	add("service levels", strings.Join(promises(old), "; "), strings.Join(promises(new), "; "))
	return list
}

func promises(o *harness.Outcome) (list []string) {
	for _, l := range o.Levels {
		list = append(list, l.Promise)
	}
	return list
}

// edits tells how many lines of a text are others.
func edits(old, new string) Change {
	gone, added := unlike(old, new), unlike(new, old)
	return Change{"feature text", many(gone, "line") + " less", many(added, "line") + " more"}
}

func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// unlike counts the lines of a text that another one does not have, however they are indented.
func unlike(text, other string) (n int) {
	has := make(map[string]int)
	for line := range strings.Lines(other) {
		has[strings.TrimSpace(line)]++
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); has[line] > 0 {
			has[line]--
		} else if line != "" {
			n++
		}
	}
	return n
}

// levels finds service levels whose verdict is another one.
func (d *Difference) levels(o, n *harness.Outcome) {
	for _, l := range n.Levels {
		for _, before := range o.Levels {
			if before.Promise == l.Promise && before.Kept != l.Kept {
				d.Levels = append(d.Levels, Verdict{n.Workload, l.Promise, l.Kept, before.Seen, l.Seen})
			}
		}
	}
}

// failures puts the groups of both runs beside each other.
func (d *Difference) failures(o, n *harness.Outcome) {
	type key struct{ class, action string }
	groups := make(map[key]*Failures)
	count := func(list []harness.Failure, add func(*Failures, int64)) {
		for _, f := range list {
			k := key{f.Class, f.Action}
			if groups[k] == nil {
				groups[k] = &Failures{Workload: n.Workload, Class: f.Class, Action: f.Action, Message: f.Message}
			}
			add(groups[k], f.Count)
		}
	}
	count(n.Failures, func(f *Failures, k int64) { f.New += k })
	count(o.Failures, func(f *Failures, k int64) { f.Old += k })
	for _, f := range groups {
		d.Failures = append(d.Failures, *f)
	}
	slices.SortFunc(d.Failures, func(a, b Failures) int {
		return cmp.Or(cmp.Compare(a.Workload, b.Workload), cmp.Compare(a.Class, b.Class), cmp.Compare(a.Action, b.Action))
	})
}
