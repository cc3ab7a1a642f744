package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A Comparison is a figure beside that of an earlier run.
type Comparison struct {
	Figure     string   `json:"figure"`               // "p95 of nova.boot_server"
	Unit       string   `json:"unit"`                 // "seconds", or "share": 0 to 1
	Run        string   `json:"run,omitempty"`        // the earlier one; without it there was none to compare with
	Old        *float64 `json:"old,omitempty"`        //
	New        float64  `json:"new"`                  //
	Difference *float64 `json:"difference,omitempty"` // share of the old figure by which the new one is above it
	P          *float64 `json:"p,omitempty"`          // how likely a difference like this one is if nothing differs
	OldCount   int      `json:"old_count,omitempty"`  // iterations, or actions, that were compared
	NewCount   int      `json:"new_count"`            //
	Verdict    string   `json:"verdict"`              // "first", "~", "better", "tolerated", "worse"
	Note       string   `json:"note,omitempty"`
}

func newLevel(l *harness.Level) Level {
	out := Level{Promise: l.Promise, Seen: l.Seen, Kept: l.Kept, NoData: l.NoData, Reason: l.Reason, Comparison: newComparison(l.Comparison)}
	if l.Headroom != nil {
		if share, ok := l.Headroom.Share(); ok {
			out.Headroom = &share
		}
	}
	return out
}

func newComparison(c *harness.Comparison) *Comparison {
	if c == nil {
		return nil
	}
	out := &Comparison{
		Figure: c.Figure, Unit: "seconds", Run: c.Run, New: c.New, OldCount: c.OldCount, NewCount: c.NewCount,
		Verdict: string(c.Significance), Note: c.Note,
	}
	if c.Share {
		out.Unit = "share"
	}
	if c.Run != "" {
		out.Old, out.P = &c.Old, &c.P
		if d, ok := c.Difference(); ok {
			out.Difference = &d
		}
	}
	return out
}

// comparisonTable has a row for each figure that was compared with an earlier run. It is nil if there are none.
func comparisonTable(o *harness.Outcome) *table {
	t := &table{Title: "Beside an earlier run", Head: []string{"Figure", "before", "now", "difference", "verdict", "p", "n", "run"}}
	compared, first := false, false
	for _, l := range o.Levels {
		c := l.Comparison
		if c == nil {
			continue
		}
		figure := func(x float64) string {
			if c.Share {
				return percent(x)
			}
			return seconds(time.Duration(math.Round(x * float64(time.Second))))
		}
		row := tableRow{Name: line(c.Figure)}
		if c.Run == "" {
			first = true
			row.Cells = plain("–", figure(c.New), "–", string(c.Significance), "–", number(int64(c.NewCount)), "–")
		} else {
			compared = true
			verdict := string(c.Significance)
			if c.Note != "" {
				verdict += ", " + c.Note
			}
			row.Cells = plain(figure(c.Old), figure(c.New), difference(c), line(verdict), odds(c.P),
				number(int64(c.OldCount))+" + "+number(int64(c.NewCount)), line(c.Run))
			row.Cells[3].Bad = c.Significance == harness.Worse
		}
		t.Rows = append(t.Rows, row)
	}
	if t.Rows == nil {
		return nil
	}
	var notes []string
	if first {
		notes = append(notes, "first: there is no baseline yet; if this run passes, it is one.")
	}
	if compared {
		notes = append(notes, "~: nothing differs, as far as can be told. p is how likely a difference like this one is if nothing does; from 0.05 on it is none.")
	}
	t.Note = strings.Join(notes, " ")
	return t
}

// difference is "~" where nothing differs, or "+42 %".
func difference(c *harness.Comparison) string {
	share, ok := c.Difference()
	switch {
	case c.Significance == harness.Same:
		return "~"
	case !ok:
		return "–"
	}
	return fmt.Sprintf("%+.1f %%", 100*share)
}

// odds is a probability with three digits.
func odds(p float64) string {
	if p < 0.001 {
		return "< 0.001"
	}
	return strconv.FormatFloat(p, 'f', 3, 64)
}
