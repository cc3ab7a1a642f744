package reports

import (
	"github.com/pacenote/pacenote/harness"
)

// A workload is what the page shows of an outcome.
type workload struct {
	Name        string // "" if it is the only one
	Scenario    string
	Load        string
	Loop        string
	Population  string
	Figures     []figure
	Levels      []harness.Level
	Breach      *harness.Breach
	AfterStop   string
	Latency     *chart
	Portions    *chart
	Shares      []portion
	Histogram   *chart
	Throughput  *chart
	Users       *chart
	Percentiles []string
	Actions     []action
	MoreActions int
	Polls       bool
	Clocks      []clock
	Failures    []failure
	Worst       []failure // the most frequent
	Aborted     int64
	Routes      []action
	MoreRoutes  int
	Generator   []fact
	Bound       string // why the generator was the limit
	Missed      string // what became of starts that were not made
	Steady      string // what the figures are of, if the workload has phases
	Phases      *divided
	Mix         *divided
	Arguments   []harness.Argument
}

// A clock is one of the ways to measure an iteration.
type clock struct {
	Name, Meaning string
	action
}

// A failure is a group of iterations that failed alike.
type failure struct {
	harness.Failure
	Share float64 // of all failures
}

func newWorkloadView(o *harness.Outcome, id string, named bool, parts int) *workload {
	time := newParts(&o.Timeline, ended(o), parts)
	w := &workload{
		Scenario: line(o.Scenario), Load: line(o.Load), Loop: loop(o), Population: population(o),
		Figures: figures(o), AfterStop: startedAfter(o.AfterStop), Aborted: o.Iterations.Aborted,
		Latency: latencyChart(id, o, time), Shares: portions(o), Histogram: histogramChart(id, &o.Iterations.Success),
		Throughput: throughputChart(id, o), Users: usersChart(id, o, time),
		Clocks: clocks(o), Failures: failures(o), Generator: generator(o),
	}
	w.Missed, w.Steady = missed(o), steadily(o)
	w.Phases = divide("Phases", "Phase", w.Steady, divisions(o.Phases, false))
	w.Mix = divide("What the mix is made of", "Scenario", "", divisions(o.Mix, true))
	w.Worst = w.Failures[:min(len(w.Failures), summaryFailures)]
	if named {
		w.Name = line(o.Workload)
	}
	w.Portions = portionsChart(id, w.Shares)
	w.Actions, w.MoreActions = actions(o)
	for _, a := range w.Actions {
		w.Polls = w.Polls || a.Polled
	}
	for _, p := range harness.Percentiles {
		w.Percentiles = append(w.Percentiles, percentileName(p))
	}
	for _, l := range o.Levels {
		w.Levels = append(w.Levels, harness.Level{Promise: line(l.Promise), Seen: line(l.Seen), Kept: l.Kept, NoData: l.NoData, Reason: line(l.Reason)})
	}
	if o.Breach != nil {
		b := *o.Breach
		b.Level, b.Reason = line(b.Level), line(b.Reason)
		w.Breach = &b
	}
	for i := range o.Routes {
		if i == mostRows {
			w.MoreRoutes = len(o.Routes) - i
			break
		}
		a := newAction(&o.Routes[i])
		a.Name = line(o.Routes[i].Name)
		w.Routes = append(w.Routes, a)
	}
	if o.Generator.Bound {
		w.Bound = line(o.Generator.BoundReason)
	}
	for _, a := range o.Arguments {
		w.Arguments = append(w.Arguments, harness.Argument{
			Name: line(a.Name), Type: line(a.Type), Help: line(a.Help), Value: line(a.Value), Required: a.Required,
		})
	}
	return w
}

func figures(o *harness.Outcome) []figure {
	it := &o.Iterations
	list := []figure{
		{"iterations", number(it.Ended()), ""},
		{"failed", number(it.Failure.Count), ""},
		{"rate", rate(it.Ended(), o.Elapsed), ""},
	}
	if it.Failure.Count > 0 {
		list[1] = figure{"failed (" + percent(it.FailureRate()) + ")", number(it.Failure.Count), bad}
	}
	if it.Aborted > 0 {
		list = append(list, figure{"aborted", number(it.Aborted), ""})
	}
	if o.Skipped > 0 {
		list = append(list, figure{"skipped", number(o.Skipped), warn})
	}
	if it.Success.Count > 0 {
		list = append(list, figure{"median", seconds(it.Success.Percentile(50)), ""},
			figure{"p95", seconds(it.Success.Percentile(95)), ""}, figure{"slowest", seconds(it.Success.Max), ""})
	}
	return append(list, figure{"load took", seconds(o.Elapsed), ""})
}

func clocks(o *harness.Outcome) []clock {
	measure := func(name, meaning string, x *harness.Distribution) clock {
		return clock{name, meaning, newAction(&harness.Series{Success: *x})}
	}
	return []clock{
		measure("Response time", "of the successes, from when each was due", &o.Response),
		measure("Service time", "of the successes, from when each began", &o.Iterations.Success),
		measure("Lateness", "of all that started: when each began, less when it was due", &o.Lateness),
	}
}

func failures(o *harness.Outcome) (list []failure) {
	all := max(o.Iterations.Failure.Count, 1)
	for i, f := range o.Failures {
		if i == mostRows {
			break
		}
		list = append(list, failure{Share: min(float64(f.Count)/float64(all), 1), Failure: harness.Failure{
			Class: line(f.Class), Action: line(f.Action), Count: f.Count, Iteration: f.Iteration, At: f.At,
			Message: block(f.Message), RequestID: line(f.RequestID),
		}})
	}
	return list
}

func generator(o *harness.Outcome) []fact {
	g := &o.Generator
	list := []fact{
		{"HTTP calls", number(g.Calls)},
		{"Connections", number(g.Dials) + " opened, " + number(g.Reused) + " calls on an open one"},
		{"Received, sent", size(g.BytesIn) + ", " + size(g.BytesOut)},
		{"Started after the stop", number(o.AfterStop)},
	}
	if g.CPU > 0 {
		list = append([]fact{{"CPU", percent(g.CPU) + " of all cores, " + percent(g.GC) + " of that for garbage collection"}}, list...)
	}
	if g.Memory > 0 {
		list = append(list, fact{"Memory", size(g.Memory)})
	}
	if g.Retries > 0 {
		list = append(list, fact{"Calls that repeated a failed one", number(g.Retries)})
	}
	list = append(health(o), list...)
	if o.Idle > 0 {
		list = append(list, fact{"Deliberate idle time", seconds(o.Idle) + " in all iterations together, in no duration"})
	}
	if o.Renewals > 0 {
		list = append(list, fact{"Tokens renewed", number(o.Renewals) + " times, " + seconds(o.RenewalAge) + " of waiting in no duration"})
	}
	return list
}

// Empty tells that there is nothing to show a duration of.
func (a action) Empty() bool { return a.Succeeded == 0 }
