package steps

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// searches are the sentences that run a load which grows until a promise breaks.
func searches() []shape {
	return []shape{
		{`"SCENARIO" runs more and more often until a promise breaks, up to N times a second`,
			"a search for the highest rate that is sustained: it doubles from 1 a second until a promise breaks or starts pile up, then halves the gap, and tries the best once more. A broken promise ends its load, not the run",
			func(v *values) load.Load { return harness.Search{To: v.rate()} }},
		{`more and more users run "SCENARIO" until a promise breaks, up to N`, "the same for the most users at a time",
			func(v *values) load.Load { return harness.Search{Users: true, To: float64(v.count())} }},
	}
}

// searchSteps are what may be said about a search.
func searchSteps() []Phrase {
	return []Phrase{
		{`When`, `it begins with N`, `^it begins with (\d+(?:\.\d+)?)$`,
			"of a search: its first load, in place of 1",
			func(b *bench) any { return b.searchFrom }},
		{`When`, `each load lasts DURATION`, `^each load lasts (\S+)$`,
			"of a search: in place of 30s. The longer, the finer it can tell what is sustained",
			func(b *bench) any { return b.searchProbe }},
		{`When`, `each load settles for DURATION`, `^each load settles for (\S+)$`,
			"of a search: what starts then is not judged; in place of a fifth of each load",
			func(b *bench) any { return b.searchSettle }},
		{`When`, `it rests DURATION between loads`, `^it rests (\S+) between loads$`,
			"of a search, in place of a tenth of each load; and between the rows of a table of loads, in place of nothing",
			func(b *bench) any { return b.rests }},
		{`When`, `the best load is confirmed N times`, `^the best load is confirmed (\d+) times?$`,
			"of a search: it is tried so often again, in place of once, and what breaks then is not the best",
			func(b *bench) any { return b.searchConfirm }},
		{`When`, `the limit is found to N%`, `^the limit is found to (\d+(?:\.\d+)?)%$`,
			"of a search: it ends when the best load and the lowest broken one differ by less, in place of 3%",
			func(b *bench) any { return b.searchWithin }},
		{`When`, `it stops at once on "CLASS" and "CLASS"`, `^it stops at once on ("[^"]*"(?:(?:, | and | or )"[^"]*")*)$`,
			"of a search: the first failure of a class, such as http 503 or timeout, ends it",
			func(b *bench) any { return b.searchStopAt }},
	}
}

// searchPromises are what may be asked of a search that has ended.
func searchPromises() []Phrase {
	return []Phrase{
		{`Then`, `it sustains at least N a second`, `^it sustains at least (\d+(?:\.\d+)?) (a second|users?)$`,
			"the highest rate that a search found to be sustained; or at least N users",
			func(b *bench) any { return b.sustains }},
		{`Then`, `it sustains at least N a second in "NAME"`, `^it sustains at least (\d+(?:\.\d+)?) (a second|users?) in "([^"]*)"$`,
			"the same of one of several searches",
			func(b *bench) any { return b.sustainsIn }},
	}
}

// searching changes the search of the last When.
func searching(b *bench, texts []string, f func(s *harness.Search, d []time.Duration) error) error {
	return change(b, texts, func(w *workload, d []time.Duration) error {
		s, ok := w.shape.(harness.Search)
		if !ok {
			return fmt.Errorf(`%s is no search: expected one, such as "%s" runs more and more often until a promise breaks, up to 200 times a second`, w.shape, w.scenario)
		}
		err := f(&s, d)
		w.shape = s
		return err
	})
}

func (b *bench) searchFrom(text string) error {
	return searching(b, nil, func(s *harness.Search, _ []time.Duration) (err error) {
		if s.From, err = strconv.ParseFloat(text, 64); err == nil && s.From == 0 {
			err = errors.New("it begins with 0: expected a number above 0")
		}
		return err
	})
}

func (b *bench) searchProbe(text string) error {
	return searching(b, []string{text}, func(s *harness.Search, d []time.Duration) error {
		s.Probe = d[0]
		return nil
	})
}

func (b *bench) searchSettle(text string) error {
	return searching(b, []string{text}, func(s *harness.Search, d []time.Duration) error {
		s.Settle = d[0]
		return nil
	})
}

func (b *bench) rests(text string) error {
	if w, err := b.last(); err == nil && w.sweep != nil {
		w.sweep.rest, err = harness.ParseDuration(text)
		return err
	}
	return searching(b, []string{text}, func(s *harness.Search, d []time.Duration) error {
		s.Rest = d[0]
		return nil
	})
}

func (b *bench) searchConfirm(times int) error {
	return searching(b, nil, func(s *harness.Search, _ []time.Duration) error {
		if s.Confirm = times; times == 0 {
			s.Confirm = -1
		}
		return nil
	})
}

func (b *bench) searchWithin(percent string) error {
	return searching(b, nil, func(s *harness.Search, _ []time.Duration) error {
		n, err := strconv.ParseFloat(percent, 64)
		if err != nil || n <= 0 || n >= 100 {
			return fmt.Errorf("%s%%: expected more than 0%% and less than 100%%", percent)
		}
		s.Within = n / 100
		return nil
	})
}

func (b *bench) searchStopAt(list string) error {
	return searching(b, nil, func(s *harness.Search, _ []time.Duration) error {
		for i, word := range strings.Split(list, `"`) {
			if i%2 == 1 {
				s.StopAt = append(s.StopAt, word)
			}
		}
		return nil
	})
}

func (b *bench) sustains(least float64, unit string) error { return b.sustainsIn(least, unit, "") }

// sustainsIn judges the search of a name, or the only one. A search that has shown as much has not failed because the
// generator kept it from going on.
func (b *bench) sustainsIn(least float64, unit, name string) error {
	list, err := b.outcomes()
	if err != nil {
		return err
	}
	var names []string
	var out *harness.Outcome
	for i := range list {
		if list[i].Capacity == nil {
			continue
		}
		names = append(names, list[i].Workload)
		if name == "" || name == list[i].Workload {
			out = &list[i]
		}
	}
	switch {
	case len(names) == 0:
		return errors.New(`nothing was searched: expected a When such as "SCENARIO" runs more and more often until a promise breaks, up to 200 times a second`)
	case out == nil:
		return harness.Unknown("search", name, names)
	case name == "" && len(names) > 1:
		return fmt.Errorf("there are several searches: say which, as in at least %v %s in %q", least, unit, names[0])
	}
	if unit == "user" {
		unit = "users"
	}
	if have := out.Capacity.Unit; have != unit {
		return fmt.Errorf("the search counts %s, not %s", have, unit)
	}
	m := sla.Sustains(gomega.BeNumerically(">=", least))
	if ok, err := m.Match(out); err != nil || !ok {
		return errors.Join(err, errors.New(m.FailureMessage(out)))
	}
	var bound *harness.BoundError
	if errors.As(b.err, &bound) && bound.Workload == out.Workload {
		b.judged, b.result.Expected = true, true
	}
	return nil
}
