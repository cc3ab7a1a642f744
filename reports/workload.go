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
	Levels      []level
	Rooms       bool // some level has headroom
	Impacts     *table
	Breach      *harness.Breach
	AfterStop   string
	Latency     *chart
	Portions    *chart
	Shares      []portion
	Histogram   *chart
	Spread      *chart
	Heat        *chart
	Slowest     *table
	Projects    *table
	Hosts       *table
	Classes     *chart
	Late        *chart
	Calls       bool // some action made one
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
	Blame       tone   // of a broken promise
	Missed      string // how an open load was not what was asked for
	Steady      string // what the figures are of, if the workload has phases
	Comparisons *table
	Capacity    *table
	Curve       *chart
	Found       string // by a search
	Phases      *table
	Mix         *table
	MixActions  *table
	Lateness    *table
	Arguments   []harness.Argument
	Output      *output // nil if there is none
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

func newWorkloadView(o *harness.Outcome, id string, named bool, parts int, blame tone) *workload {
	time := newParts(&o.Timeline, ended(o), parts)
	w := &workload{
		Blame: blame, Scenario: line(o.Scenario), Load: line(o.Load), Loop: loop(o), Population: population(o),
		Figures: figures(o), AfterStop: startedAfter(o.AfterStop), Aborted: whole(o, abortedOf),
		Latency: latencyChart(id, o, time), Shares: portions(o), Histogram: histogramChart(id, &o.Iterations.Success),
		Throughput: throughputChart(id, o, parts), Users: usersChart(id, o, time),
		Clocks: clocks(o), Failures: failures(o), Generator: generator(o), Lateness: lateness(o), Comparisons: comparisonTable(o), Phases: phasesTable(o), Mix: mixTable(o, false), MixActions: mixTable(o, true),
		Capacity: capacityTable(o), Curve: capacityChart(id, o), Found: capacityWords(o),
		Spread: shareChart(id, o), Heat: heatChart(id, o, parts), Slowest: slowestTable(o),
		Projects: placesTable("By project", "Project", &o.Iterations, o.Projects), Hosts: placesTable("By compute host", "Host", &o.Iterations, o.Hosts),
		Classes: failureChart(id, o, parts), Late: latenessChart(id, o, time),
		Missed: missed(o), Steady: steadily(o), Impacts: impactsTable(o), Output: newOutput(id, o, time),
	}
	w.Worst = w.Failures[:min(len(w.Failures), summaryFailures)]
	if named {
		w.Name = line(o.Workload)
	}
	w.Portions = portionsChart(id, w.Shares)
	w.Actions, w.MoreActions = actions(o)
	for _, a := range w.Actions {
		w.Polls, w.Calls = w.Polls || a.Polled, w.Calls || a.Call
	}
	for _, p := range harness.Percentiles {
		w.Percentiles = append(w.Percentiles, percentileName(p))
	}
	for i := range o.Levels {
		l := newLevelView(&o.Levels[i])
		w.Levels, w.Rooms = append(w.Levels, l), w.Rooms || l.Room != ""
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
		{"rate", pace(o), ""},
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
	all := max(whole(o, failedOf), 1)
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

// Empty tells that there is nothing to show a duration of.
func (a action) Empty() bool { return a.Succeeded == 0 }
