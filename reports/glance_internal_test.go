package reports

import (
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// spentIn is a result whose iterations took so long, and were in some actions for the given times.
func spentIn(name string, v harness.Verdict, took time.Duration, actions map[string]time.Duration) *harness.Result {
	o := harness.Outcome{}
	o.Iterations.Success.Add(took)
	for path, d := range actions {
		s := harness.Series{Name: path}
		s.Success.Add(d)
		o.Actions = append(o.Actions, s)
	}
	return &harness.Result{Name: name, Verdict: v, Workloads: []harness.Outcome{o}}
}

// What is worse comes first, and all of the time that iterations took is somewhere.
func TestGlance(t *testing.T) {
	results := []*harness.Result{
		spentIn("one", harness.Interrupted, 10*time.Second, map[string]time.Duration{"a": 6 * time.Second, "a[b]": 5 * time.Second}),
		spentIn("two", harness.Bound, 10*time.Second, map[string]time.Duration{"a": time.Second, "c": 8 * time.Second}),
		spentIn("three", harness.Passed, 20*time.Second, map[string]time.Duration{"d": time.Second, "e": time.Second, "f": time.Second, "g": time.Second, "h": time.Second}),
		spentIn("four", harness.Breached, 0, nil),
	}
	g := newPage(results).Glance
	var names []string
	for _, i := range g.Broke {
		names = append(names, i.Name)
	}
	if got := strings.Join(names, " "); got != "four two one" || g.Near != nil {
		t.Errorf("what broke: %s; want four two one", got)
	}
	var sum time.Duration
	var shares float64
	for _, s := range g.Spent {
		sum += s.Took
		shares += s.Share
	}
	if sum != 40*time.Second || g.Total != sum || shares < 0.999 || shares > 1.001 {
		t.Errorf("%v of %v, shares of %v: %+v", sum, g.Total, shares, g.Spent)
	}
	if s := g.Spent[0]; s.Name != "c" || s.Width != "40.0" {
		t.Errorf("the most time is in %+v; want c, narrower than what is outside", s)
	}
	if s := g.Spent[len(g.Spent)-1]; s.Name != outside || s.Took != 20*time.Second {
		t.Errorf("outside of actions: %+v; want 20s", s)
	}
}

// When nothing broke, the promise with the least room is the first.
func TestGlanceOfWhatIsNear(t *testing.T) {
	r := spentIn("fine", harness.Passed, time.Second, nil)
	for _, seen := range []float64{1, 7.9, 4, 9, 2, 3} {
		r.Workloads[0].Levels = append(r.Workloads[0].Levels, harness.Level{Promise: "p95 < 8s", Kept: seen < 8, Headroom: &harness.Headroom{Seen: seen, Bound: 8}})
	}
	g := newPage([]*harness.Result{r}).Glance
	if len(g.Near) != mostNear || g.Near[0].Word != "1.25 % to spare" || g.Near[0].Tone != warn || g.Near[1].Word != "50.0 % to spare" || g.Near[1].Tone != good {
		t.Errorf("%+v", g.Near)
	}
}
