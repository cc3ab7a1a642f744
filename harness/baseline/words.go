package baseline

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// String is the promise in words: "p95 of nova.boot_server at most 30% and 50ms worse than in run 1a2b3c4d".
func (l *Level) String() string {
	run := "in the last passing run"
	if l.old != nil && !l.old.last {
		run = "in run " + l.old.ID
	}
	var allowed []string
	if l.within.Ratio > 1 {
		allowed = append(allowed, strconv.FormatFloat(math.Round((l.within.Ratio-1)*1e6)/1e4, 'g', -1, 64)+"%")
	}
	if floor := l.floor(); floor > 0 {
		allowed = append(allowed, l.figure.words(floor))
	}
	if allowed == nil {
		return l.figure.String() + " no worse than " + run
	}
	return l.figure.String() + " at most " + strings.Join(allowed, " and ") + " worse than " + run
}

// floor is by how much the figure may be above the old one, in its own unit.
func (l *Level) floor() float64 {
	if l.figure.share {
		return l.within.Share
	}
	return l.within.Floor.Seconds()
}

// Seen is the new figure and how it compares, "no data" if there is none.
func (l *Level) Seen(v *harness.View) string {
	c := l.Compare(v)
	if c == nil {
		return "no data"
	}
	s := l.figure.words(c.New)
	switch c.Significance {
	case harness.First:
		return s + ", " + c.Note
	case harness.Same:
		s += " ~ " + l.figure.words(c.Old)
	default:
		s += ", " + l.by(c)
	}
	if c.Note != "" {
		s += ", " + c.Note
	}
	return s
}

// by says how far the new figure is from the old one: "+42% from 290ms".
func (l *Level) by(c *harness.Comparison) string {
	if share, ok := c.Difference(); ok {
		return fmt.Sprintf("%+.3g%% from %s", 100*share, l.figure.words(c.Old))
	}
	return "from " + l.figure.words(c.Old)
}

// FailureMessage says what was seen in both runs, how sure it is that they differ, and of which run the old figure is.
func (l *Level) FailureMessage(actual any) string { return l.message(actual, "promised "+l.String()) }

// NegatedFailureMessage is the same for a level that was not to match.
func (l *Level) NegatedFailureMessage(actual any) string {
	return l.message(actual, "promised not "+l.String())
}

func (l *Level) message(actual any, promised string) string {
	v, err := viewOf(actual)
	if err != nil {
		return err.Error()
	}
	c := l.Compare(v)
	if c == nil || c.Run == "" {
		return fmt.Sprintf("%s is %s, %s", l.figure, l.Seen(v), promised)
	}
	return fmt.Sprintf("%s is %s, %s in run %s (%s), %s", l.figure, l.figure.words(c.New), l.by(c), c.Run, odds(c), promised)
}

// odds is "p = 0.003, n = 200 + 180".
func odds(c *harness.Comparison) string {
	p := fmt.Sprintf("p = %.3f", c.P)
	if c.P < 0.001 {
		p = "p < 0.001"
	}
	return fmt.Sprintf("%s, n = %d + %d", p, c.OldCount, c.NewCount)
}

// words says a value with its unit.
func (f Figure) words(value float64) string {
	if f.share {
		return strconv.FormatFloat(100*value, 'g', 4, 64) + "%"
	}
	return short(time.Duration(value * float64(time.Second)))
}

// short keeps three digits of a duration below a minute, and the tenths of a second of a longer one.
func short(d time.Duration) string {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(min(unit, 100*time.Millisecond)).String()
}
