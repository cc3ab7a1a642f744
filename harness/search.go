package harness

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness/load"
)

// A Search is a load that grows until a promise breaks, to find the highest one that is sustained. It tries one load after
// another, on the same fixtures: it doubles them until one breaks, halves the gap between the best and the lowest broken
// one until that is narrow, and then tries the best again. If that breaks, it goes on below.
//
// A load is sustained if every service level of the workload is kept and, at a rate, the cloud keeps up: what is due ends.
// Of a cloud that always takes the same time, some hundreds of evenly spread starts tell to 3 % what it keeps up with; what
// takes, or starts, at random needs longer probes, or a promise about its duration: three hundred starts are often off by a
// twentieth, and seldom by a fifth. What may be chance is tried again before it counts as broken. A load that breaks a promise
// after a quarter of the time for which it is judged is ended at once, and so is one that is overwhelmed; the search goes on. All
// else ends the run as it does any other.
type Search struct {
	From    float64       // the first load, in starts a second or users; zero is 1
	To      float64       // the hard ceiling: no more is ever tried
	Users   bool          // loads are users at a time, each of whom starts again at once; without it, starts a second
	Probe   time.Duration // how long each load lasts; zero is 30 s
	Settle  time.Duration // how much of that, at its begin, is not judged; zero is a fifth
	Rest    time.Duration // after the end of a load, before the next one; zero is a tenth of Probe
	Confirm int           // how many times the best load has to be sustained once more; zero is once, -1 is not at all
	Within  float64       // the gap between the best and the lowest broken load, as a share of the latter; zero is 0.03
	StopAt  []string      // classes of failures, such as "http 503", the first of which ends the search: see [Failure]

	// Shape makes of each load what it is to be, such as load.Poisson or load.Limit; nil leaves it as it is.
	Shape func(load.Load) load.Load
}

var (
	_ load.Load      = Search{}
	_ load.Validator = Search{}
)

// The defaults of a [Search].
const (
	defaultProbe  = 30 * time.Second
	defaultWithin = 0.03
)

// filled is s with its defaults.
func (s Search) filled() Search {
	if s.From == 0 {
		s.From = 1
	}
	if s.Probe == 0 {
		s.Probe = defaultProbe
	}
	if s.Settle == 0 {
		s.Settle = s.Probe / 5
	}
	if s.Rest == 0 {
		s.Rest = s.Probe / 10
	}
	if s.Confirm == 0 {
		s.Confirm = 1
	}
	if s.Within == 0 {
		s.Within = defaultWithin
	}
	return s
}

// load is what a probe drives.
func (s Search) load(at float64) load.Load {
	s = s.filled()
	var l load.Load = load.Rate{PerSecond: at, Duration: s.Probe}
	if s.Users {
		l = load.Constant{Users: int(at), Duration: s.Probe}
	}
	if s.Shape != nil {
		l = s.Shape(l)
	}
	return l
}

// patience is how long a load lasts before a promise can end it: until it has settled, and a quarter of the rest is over. The
// percentiles of the first few iterations would break many a load that is sustained.
func (s Search) patience() time.Duration { return s.Settle + (s.Probe-s.Settle)/4 }

// Next implements [load.Load]. A search has no starts of its own: each of its loads has.
func (Search) Next(load.Turn) (time.Duration, bool) { return 0, false }

// Plan is that of the highest load, and of one probe; of what is no search, nothing.
func (s Search) Plan() load.Plan {
	if !(s.To > 0 && s.To <= mostLoad) {
		return load.Plan{Open: !s.Users}
	}
	p := s.load(s.To).Plan()
	p.Iterations = 0
	return p
}

// String is "1 to 200 a second, until a promise breaks".
func (s Search) String() string {
	return fmt.Sprintf("%s to %s, until a promise breaks", number(s.filled().From), s.words(s.To))
}

// Unit is what loads are counted in: "users" or "a second".
func (s Search) Unit() string {
	if s.Users {
		return "users"
	}
	return "a second"
}

func (s Search) words(at float64) string { return loadWords(at, s.Unit()) }

func loadWords(at float64, unit string) string {
	if unit == "users" && at == 1 {
		unit = "user"
	}
	return number(at) + " " + unit
}

// number is up to four digits of x.
func number(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.4g", x), ".0") }

// mostLoad bounds every search.
const mostLoad = 1_000_000

// Validate refuses what is no search: above all one without a ceiling.
func (s Search) Validate() error {
	f := s.filled()
	var errs []error
	wrong := func(format string, args ...any) { errs = append(errs, fmt.Errorf("search: "+format, args...)) }
	switch finite := !math.IsNaN(f.From+s.To) && !math.IsInf(f.From+s.To, 0); {
	case s.To == 0:
		wrong("it has no ceiling: say up to which load it may go")
	case !finite || f.From < 0 || s.To < f.From:
		wrong("from %v to %v: expected the ceiling not to be below the begin, and both above 0", f.From, s.To)
	case s.Users && (f.From != math.Trunc(f.From) || s.To != math.Trunc(s.To)):
		wrong("from %v to %v users: expected whole numbers", f.From, s.To)
	case s.To > mostLoad:
		wrong("up to %v: expected at most %d", s.words(s.To), mostLoad)
	}
	if f.Probe < 0 || f.Settle < 0 || f.Rest < 0 {
		wrong("each load lasts %v, of which %v are not judged, and rests %v: numbers below zero", f.Probe, f.Settle, f.Rest)
	} else if f.Settle >= f.Probe {
		wrong("each load lasts %v, of which %v are not judged: nothing is left", f.Probe, f.Settle)
	}
	if f.Confirm < -1 {
		wrong("the best is confirmed %d times: expected -1, for not at all, or more", f.Confirm)
	}
	if !(f.Within > 0 && f.Within < 1) {
		wrong("within %v: expected a share above 0 and below 1", f.Within)
	}
	for _, name := range s.StopAt {
		if err := ValidClass(name); err != nil {
			errs = append(errs, fmt.Errorf("search: it stops at once: %w", err))
		}
	}
	if errs == nil {
		for _, at := range []float64{f.From, s.To} {
			if v, ok := s.load(at).(load.Validator); ok {
				errs = append(errs, v.Validate())
			}
		}
	}
	return errors.Join(errs...)
}

// search is the workload's, with its defaults; nil if its load is none.
func (w *Workload) search() *Search {
	s, ok := w.Load.(Search)
	if !ok {
		return nil
	}
	s = s.filled()
	return &s
}

// validateSearch refuses what cannot be searched with.
func (w *Workload) validateSearch() error {
	s := w.search()
	if s == nil {
		return nil
	}
	var errs []error
	if w.WarmUp > 0 || w.CoolDown > 0 {
		errs = append(errs, errors.New("a search has no warm-up and no cool-down: each of its loads settles, and then is judged"))
	}
	if s.Users && w.SLA != nil && len(w.SLA) == 0 {
		errs = append(errs, errors.New("a search for the most users has no promise that could break: give it a service level"))
	}
	if f, ok := w.Scenario.(Feed); ok && f.Order == Unique {
		errs = append(errs, errors.New("a search takes more iterations than there may be rows: take them in turn or at random"))
	}
	return errors.Join(errs...)
}
