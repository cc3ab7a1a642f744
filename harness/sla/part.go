package sla

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// During judges one phase of a workload that has some: [harness.WarmUp], [harness.Steady] or [harness.CoolDown]. Without
// it, a level judges the steady phase.
func During(phase string, m types.GomegaMatcher) types.GomegaMatcher {
	return &part{matcher: m, words: " in " + phase, suits: func(w *harness.Workload) error {
		phases, _ := w.Parts()
		if len(phases) == 0 {
			return fmt.Errorf("the workload has no phases: give it a warm-up or a cool-down")
		}
		return known("phase", phase, phases)
	}, of: func(v *harness.View) (*harness.View, error) {
		return named(v.Phases, phase, "phase")
	}}
}

// Of judges one scenario of a [harness.Mix], by its name there.
func Of(name string, m types.GomegaMatcher) types.GomegaMatcher {
	return &part{matcher: m, words: fmt.Sprintf(" in %q", name), suits: func(w *harness.Workload) error {
		_, mix := w.Parts()
		return known("scenario of a mix", name, mix)
	}, of: func(v *harness.View) (*harness.View, error) {
		return named(v.Mix, name, "scenario of a mix")
	}}
}

func known(kind, name string, names []string) error {
	if slices.Contains(names, name) {
		return nil
	}
	return harness.Unknown(kind, name, names)
}

func named(views []harness.View, name, kind string) (*harness.View, error) {
	var names []string
	for i := range views {
		if views[i].Part == name {
			return &views[i], nil
		}
		names = append(names, views[i].Part)
	}
	return nil, harness.Unknown(kind, name, names)
}

// Over judges every window of a length that slides over the load, in steps of a thirtieth of it but at least of 100 ms:
// "p95 over any 30 s". The promise is broken as soon as one window breaks it. Windows hold what ended in them, begin
// when the load does, and are judged under SLA alone: a finished result has no window left. Percentiles of a window are off
// by at most [harness.Accuracy].
func Over(window time.Duration, m types.GomegaMatcher) types.GomegaMatcher {
	if window <= 0 {
		panic(fmt.Sprintf("sla.Over(%v, …): expected a window above zero", window))
	}
	return &over{window: window, part: part{matcher: m, words: " over any " + short(window), suits: func(w *harness.Workload) error {
		if w.Load != nil && w.Load.Plan().Duration > 0 && w.Load.Plan().Duration < window {
			return fmt.Errorf("the load lasts only %v", w.Load.Plan().Duration)
		}
		return nil
	}, of: func(v *harness.View) (*harness.View, error) {
		if w := v.Window(window); w != nil {
			return w, nil
		}
		if v.Final {
			return nil, fmt.Errorf("%s over any %v: windows are judged while the load runs, as a service level of the workload", harness.Describe(m), window)
		}
		return nil, fmt.Errorf("%s over any %v: no data, the load has not run for so long", harness.Describe(m), window)
	}}}
}

// short is a duration without the zeros that 1m0s has.
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// An over is a part that the engine makes for it.
type over struct {
	part
	window time.Duration
}

// Window is its length.
func (o *over) Window() time.Duration { return o.window }

// A part has a matcher judge a part of a view.
type part struct {
	matcher types.GomegaMatcher
	words   string
	suits   func(*harness.Workload) error
	of      func(*harness.View) (*harness.View, error)
}

var (
	_ harness.Actor    = (*part)(nil)
	_ harness.Seer     = (*part)(nil)
	_ harness.Suitor   = (*part)(nil)
	_ harness.Wrapper  = (*part)(nil)
	_ harness.Comparer = (*part)(nil)
	_ harness.Bounder  = (*part)(nil)
	_ harness.Windower = (*over)(nil)
)

// String is "p95 < 8s in warm-up".
func (p *part) String() string { return harness.Describe(p.matcher) + p.words }

// Wrapped is the matcher.
func (p *part) Wrapped() any { return p.matcher }

// Suits refuses a workload that has no such part.
func (p *part) Suits(w *harness.Workload) error { return p.suits(w) }

// Actions are those that the matcher judges.
func (p *part) Actions() []string { return harness.SeriesOf(p.matcher) }

// Seen is what the matcher saw.
func (p *part) Seen(v *harness.View) string {
	v, err := p.of(v)
	if err != nil {
		return "no data"
	}
	return harness.SeenBy(p.matcher, v)
}

// Headroom is that of the matcher.
func (p *part) Headroom(v *harness.View) *harness.Headroom {
	v, err := p.of(v)
	if err != nil {
		return nil
	}
	return harness.HeadroomBy(p.matcher, v)
}

// Compare is what the matcher compared, and of which part it is.
func (p *part) Compare(v *harness.View) *harness.Comparison {
	v, err := p.of(v)
	if err != nil {
		return nil
	}
	c := harness.ComparedBy(p.matcher, v)
	if c != nil {
		c.Figure += p.words
	}
	return c
}

func (p *part) find(actual any) (*harness.View, error) {
	view, err := viewOf(actual)
	if err != nil {
		return nil, err
	}
	return p.of(view)
}

// Match is an error if there is no such part, or it has no data.
func (p *part) Match(actual any) (bool, error) {
	view, err := p.find(actual)
	if err != nil {
		return false, err
	}
	return p.matcher.Match(view)
}

// FailureMessage is that of the matcher, and of which part it is.
func (p *part) FailureMessage(actual any) string {
	view, err := p.find(actual)
	if err != nil {
		return err.Error()
	}
	return p.matcher.FailureMessage(view) + p.words
}

// NegatedFailureMessage is that of the matcher, and of which part it is.
func (p *part) NegatedFailureMessage(actual any) string {
	view, err := p.find(actual)
	if err != nil {
		return err.Error()
	}
	return p.matcher.NegatedFailureMessage(view) + p.words
}

// MatchMayChangeInTheFuture is up to the matcher, once there is such a part.
func (p *part) MatchMayChangeInTheFuture(actual any) bool {
	all, err := viewOf(actual)
	if err != nil || all.Final {
		return false
	}
	view, err := p.of(all)
	if err != nil {
		return true
	}
	return types.MatchMayChangeInTheFuture(p.matcher, view)
}
