package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A benchmark is what the page shows of a result.
type benchmark struct {
	Slug        string
	Name        string
	Word        string // the verdict
	Tone        tone
	Why         string
	Opens       bool   // the page begins with it
	Bundle      string // that holds what is inside, as number Place; "" if it is in its place
	Place       int
	Rehearsal   bool
	Bound       bool     // the generator was the limit, and the verdict does not say so
	Limits      []string // how the generator was the limit, with advice
	Tags        []string
	Description string
	Tabs        []tab
	Workloads   []*workload
	Output      bool   // some workload has it
	Overall     *table // of several workloads
	Hooks       *table
	HookOutput  []exhibit
	Sweeps      []sweep
	Leftovers   []harness.Resource
	MoreLeft    int
	Troubles    []string
	Sections    []section
	Facts       []fact
	Source      string
}

// A tab is a part of what is shown about a benchmark.
type tab struct {
	Key, Name string
	Count     string // shown beside the name; "" for none
	Tone      tone
}

// A section is a part of the run on a line of 100 units.
type section struct {
	Name        string
	Start, Took time.Duration
	From, Width string
	Error       string
}

// A fact is a name and its value.
type fact struct{ Name, Value string }

func newBenchmark(r *harness.Result, slug, id string, parts int) *benchmark {
	b := &benchmark{
		Slug: slug, Name: title(r), Word: word(r), Tone: toneOf(r), Why: sentences(judgement(r)), Limits: lines(limits(r)), Rehearsal: r.Rehearsal,
		Tags: lines(r.Tags), Description: block(strings.TrimSpace(r.Description)), Troubles: lines(r.Troubles),
		Sections: sections(r), Facts: facts(r), Source: block(r.Source),
		Overall: loadsTable(r), Hooks: hooksTable(r), Sweeps: sweeps(r, id),
	}
	for i, l := range r.Leftovers {
		if i == mostRows {
			b.MoreLeft = len(r.Leftovers) - i
			break
		}
		b.Leftovers = append(b.Leftovers, harness.Resource{Kind: line(l.Kind), ID: line(l.ID), Name: line(l.Name)})
	}
	b.Bound = len(b.Limits) > 0 && r.Verdict != harness.Bound
	blame := bad
	if r.Verdict == harness.Bound {
		blame = bound
	}
	var failed int64
	for i := range r.Workloads {
		o := &r.Workloads[i]
		b.Workloads = append(b.Workloads, newWorkloadView(o, fmt.Sprintf("%s-w%d", id, i), len(r.Workloads) > 1, parts, blame))
		failed += whole(o, failedOf)
	}
	b.Tabs = []tab{{Key: "summary", Name: "Summary"}}
	if len(b.Workloads) > 0 {
		failures := tab{Key: "failures", Name: "Failures", Count: number(failed)}
		if failed > 0 {
			failures.Tone = bad
		}
		b.Tabs = append(b.Tabs, tab{Key: "actions", Name: "Actions"}, tab{Key: "load", Name: "Load"}, failures, tab{Key: "calls", Name: "HTTP calls"})
	}
	for _, w := range b.Workloads {
		b.Output = b.Output || w.Output != nil
	}
	b.HookOutput = hookOutput(id, r)
	if b.Output = b.Output || len(b.HookOutput) > 0; b.Output {
		b.Tabs = append(b.Tabs, tab{Key: "output", Name: "Output"})
	}
	b.Tabs = append(b.Tabs, tab{Key: "run", Name: "Input and place"})
	return b
}

func sections(r *harness.Result) (list []section) {
	total := max(length(r), 1)
	for i, s := range r.Sections {
		if i == mostRows {
			break
		}
		share := func(d time.Duration) float64 { return 100 * float64(d) / float64(total) }
		width := max(share(s.Duration), 0.6)
		list = append(list, section{
			Name: line(s.Name), Start: s.Start, Took: s.Duration, Error: line(s.Error),
			From: fmt.Sprintf("%.2f", min(share(s.Start), 100-width)), Width: fmt.Sprintf("%.2f", width),
		})
	}
	return list
}

func facts(r *harness.Result) []fact {
	e := &r.Environment
	cloud := e.Cloud
	switch {
	case r.Rehearsal:
		cloud = strings.TrimSpace("REHEARSAL on a simulated cloud " + cloud)
	case cloud == "":
		cloud = "none"
	}
	list := []fact{
		{"Run", r.ID}, {"Seed", strconv.FormatUint(r.Seed, 10)}, {"Cloud", cloud}, {"Identity service", e.AuthURL},
		{"Region", e.Region}, {"Services", services(e)}, {"Revision", e.Revision}, {"Pacenote", e.Version}, {"Go", e.Go},
		{"Machine", e.Machine}, {"Retained iterations", r.Folder},
	}
	if !r.Started.IsZero() {
		list = append([]fact{{"Started", r.Started.UTC().Format("2006-01-02 15:04:05 UTC")}}, list...)
	}
	return known(list)
}

// services are the services with their versions.
func services(e *harness.Environment) string {
	list := versions(e)
	words := slices.Clone(e.Services)
	for i, s := range words {
		if v, ok := list[s]; ok {
			words[i] += " " + v
		}
	}
	return strings.Join(words, ", ")
}

// known are the facts that have a value.
func known(list []fact) (out []fact) {
	for _, f := range list {
		if f.Value = line(f.Value); f.Value != "" {
			out = append(out, fact{line(f.Name), f.Value})
		}
	}
	return out
}
