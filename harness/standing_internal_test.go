package harness

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// try runs a search against a cloud that sustains what f says.
func try(s Search, f func(at float64, before []Probe) Probe) []Probe {
	s = s.filled()
	var probes []Probe
	for len(probes) < 10_000 {
		at, ok := s.next(probes)
		if !ok {
			break
		}
		p := f(at, probes)
		p.Load = at
		probes = append(probes, p)
	}
	return probes
}

func loadsOf(probes []Probe) string {
	var words []string
	for _, p := range probes {
		words = append(words, strings.TrimSpace(fmt.Sprint(p.Load)))
	}
	return strings.Join(words, " ")
}

// The loads that a search tries follow from what became of those before.
func TestSearchTries(t *testing.T) {
	limit := func(l float64) func(float64, []Probe) Probe {
		return func(at float64, _ []Probe) Probe { return Probe{Kept: at <= l} }
	}
	for _, tt := range []struct {
		name                       string
		search                     Search
		cloud                      func(float64, []Probe) Probe
		tries                      string
		sustained, high, confirmed float64
		ended                      string
	}{
		{"doubles, halves, confirms", Search{To: 200, Within: .05}, limit(41), "1 2 4 8 16 32 64 48 40 44 42 40", 40, 42, 1, ""},
		{"whole users to the last one", Search{To: 64, Users: true, Within: .001}, limit(11), "1 2 4 8 16 12 10 11 11", 11, 12, 1, ""},
		{"the ceiling", Search{From: 3, To: 20}, limit(100), "3 6 12 20 20", 20, 0, 1, "nothing broke up to 20 a second, the ceiling"},
		{"the ceiling at once", Search{From: 5, To: 5, Confirm: -1}, limit(100), "5", 5, 0, 0, "nothing broke up to 5 a second, the ceiling"},
		{"confirms three times", Search{To: 2, Confirm: 3}, limit(100), "1 2 2 2 2", 2, 0, 3, "nothing broke up to 2 a second, the ceiling"},
		{"nothing is sustained", Search{To: 100}, limit(.5), "1", 0, 1, 0, "the first load, 1 a second, was not sustained: "},
		{"what is not confirmed breaks", Search{To: 8, Users: true}, func(at float64, before []Probe) Probe {
			again := slices.ContainsFunc(before, func(p Probe) bool { return p.Load == at })
			return Probe{Kept: at <= 4 && !(at == 4 && again)}
		}, "1 2 4 8 6 5 4 3 3", 3, 4, 1, ""},
		{"what is doubtful is tried again, and breaks when that repeats", Search{To: 8, Users: true}, func(at float64, before []Probe) Probe {
			once := !slices.ContainsFunc(before, func(p Probe) bool { return p.Load == at })
			kept := at <= 4 && !(at == 2 && once)
			return Probe{Kept: kept, Doubtful: !kept && at < 8}
		}, "1 2 2 4 8 6 6 5 5 4", 4, 5, 1, ""},
		{"doubtful at first", Search{To: 4, Users: true}, func(at float64, before []Probe) Probe {
			return Probe{Doubtful: true, Reason: "slow"}
		}, "1 1", 0, 1, 0, "the first load, 1 user, was not sustained: slow"},
		{"stops at once", Search{To: 100}, func(at float64, _ []Probe) Probe {
			return Probe{Kept: at < 4, Stopped: at >= 4, Reason: "http 503"}
		}, "1 2 4", 2, 4, 0, "it stopped at once at 4 a second: http 503"},
		{"the generator is the limit", Search{To: 100}, func(at float64, _ []Probe) Probe {
			return Probe{Kept: at < 8, Bound: at >= 8, Reason: "slow"}
		}, "1 2 4 8 4", 4, 0, 1, "the generator was the limit at 8 a second"},
		{"the generator below a broken load", Search{To: 100}, func(at float64, _ []Probe) Probe {
			return Probe{Kept: at <= 16, Bound: at > 16 && at < 30, Reason: "slow"}
		}, "1 2 4 8 16 32 24 16", 16, 32, 1, "the generator was the limit at 24 a second"},
	} {
		probes := try(tt.search, tt.cloud)
		if got := loadsOf(probes); got != tt.tries {
			t.Errorf("%s: tries %s; want %s", tt.name, got, tt.tries)
		}
		c := capacityOf(tt.search.filled(), probes)
		if c.Sustained != tt.sustained || c.Low != tt.sustained || c.High != tt.high || float64(c.Confirmed) != tt.confirmed || c.Ended != tt.ended {
			t.Errorf("%s: %+v; want sustained %v, high %v, confirmed %v, ended %q", tt.name, c, tt.sustained, tt.high, tt.confirmed, tt.ended)
		}
	}
}

// Whatever the limit is, a search ends, stays between its first load and its ceiling, and closes in on the limit.
func TestSearchClosesIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Search{Users: rapid.Bool().Draw(t, "users")}
		if s.Users {
			s.From = float64(rapid.IntRange(1, 50).Draw(t, "from"))
			s.To = s.From + float64(rapid.IntRange(0, 5000).Draw(t, "more"))
		} else {
			s.From = rapid.Float64Range(.01, 50).Draw(t, "from")
			s.To = s.From * rapid.Float64Range(1, 1000).Draw(t, "times")
		}
		s.Within = rapid.Float64Range(.001, .5).Draw(t, "within")
		limit := s.From * rapid.Float64Range(.5, 2000).Draw(t, "limit")
		probes := try(s, func(at float64, _ []Probe) Probe { return Probe{Kept: at <= limit} })
		if most := 40 + int(math.Log2(s.To/s.From)); len(probes) > most {
			t.Fatalf("%d probes; want at most %d", len(probes), most)
		}
		for _, p := range probes {
			if p.Load < s.From || p.Load > s.To || s.Users && p.Load != math.Trunc(p.Load) {
				t.Fatalf("tries %v from %v to %v", p.Load, s.From, s.To)
			}
		}
		c := capacityOf(s.filled(), probes)
		switch {
		case limit < s.From:
			if c.Sustained != 0 || len(probes) != 1 {
				t.Fatalf("%+v", c)
			}
		case limit >= s.To:
			if c.Sustained != s.To || c.High != 0 {
				t.Fatalf("%+v", c)
			}
		case c.Low > limit || c.High <= limit || c.Low < s.From || c.High-c.Low > s.Within*c.High*1.0001 && !(s.Users && c.High-c.Low == 1):
			t.Fatalf("limit %v, found %v to %v", limit, c.Low, c.High)
		}
	})
}

// A cloud of moods ends every search, too, and what it is said to sustain it did sustain each time it was tried.
func TestSearchEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Search{To: 1000, Users: rapid.Bool().Draw(t, "users"), Confirm: rapid.IntRange(-1, 4).Draw(t, "confirm")}
		probes := try(s, func(float64, []Probe) Probe {
			p := Probe{Kept: rapid.IntRange(0, 3).Draw(t, "mood") > 0}
			p.Doubtful = !p.Kept && rapid.Bool().Draw(t, "doubtful")
			p.Bound = !p.Kept && rapid.IntRange(0, 3).Draw(t, "bound") == 0
			return p
		})
		if len(probes) > 500 {
			t.Fatalf("%d probes", len(probes))
		}
		c := capacityOf(s.filled(), probes)
		kept, doubts := 0, 0
		for _, p := range probes {
			switch {
			case p.Load != c.Sustained:
			case p.Kept:
				kept++
			case p.doubted() && doubts == 0:
				doubts++
			default:
				t.Fatalf("sustains %v, which broke", c.Sustained)
			}
		}
		if want := max(s.filled().Confirm, 0); c.Sustained > 0 && (c.Confirmed < want || kept != c.Confirmed+1) {
			t.Fatalf("sustained %d times, confirmed %d times; want %d", kept, c.Confirmed, want)
		}
	})
}

// A generator that is the limit is nobody's fault, and no verdict on the cloud.
func TestSearchOfABoundGenerator(t *testing.T) {
	probes := try(Search{To: 100}, func(at float64, _ []Probe) Probe {
		return Probe{Kept: at < 8, Bound: at >= 8, Reason: "use a larger machine"}
	})
	out := Outcome{Capacity: capacityOf(Search{To: 100}.filled(), probes)}
	err := out.Capacity.judge(&out, nil)
	var bound *BoundError
	if !errors.As(err, &bound) || verdict(err) != Bound || !out.Generator.Bound || bound.Reason != "use a larger machine" {
		t.Errorf("%v, %+v; want a generator that is bound", err, out.Generator)
	}
	if got := out.Capacity.String(); got != "sustains at least 4 a second: the generator was the limit at 8 a second" {
		t.Error(got)
	}
	if err := out.Capacity.judge(&out, errors.New("interrupted")); err != nil {
		t.Errorf("of a run that was interrupted: %v", err)
	}
}

// The knee is where the power is the greatest; of less than three loads there is none.
func TestKnee(t *testing.T) {
	at := func(load, achieved float64, mean int) Probe {
		p := Probe{Load: load, Kept: true, Achieved: achieved}
		p.View.Iterations.Success.Add(time.Duration(mean) * time.Millisecond)
		return p
	}
	list := []Probe{at(1, 1, 100), at(2, 2, 100), at(4, 4, 110), at(8, 5, 700), at(4, 4, 111)}
	if got := knee(list); got != 4 {
		t.Errorf("knee %v; want 4", got)
	}
	if got := knee(list[:2]); got != 0 {
		t.Errorf("knee of two loads %v; want none", got)
	}
}
