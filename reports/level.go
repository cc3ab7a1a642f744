package reports

import (
	"fmt"
	"math"

	"github.com/pacenote/pacenote/harness"
)

// A level is what the page shows of a service level.
type level struct {
	harness.Level
	Room string // "35 % to spare"; "" if there is no saying
	Used string // of the bound, 0 to 100, as the width of a bar
	Tone tone   // of the room
}

// tight is how much room is worth a warning.
const tight = 0.1

func newLevelView(l *harness.Level) level {
	v := level{Level: harness.Level{Promise: line(l.Promise), Seen: line(l.Seen), Kept: l.Kept, NoData: l.NoData, Reason: line(l.Reason)}, Room: room(l)}
	if v.Room == "" {
		return v
	}
	share, _ := l.Headroom.Share()
	switch {
	case share < 0:
		v.Tone = bad
	case share < tight:
		v.Tone = warn
	default:
		v.Tone = good
	}
	v.Used = fmt.Sprintf("%.1f", 100*math.Min(math.Max(1-share, 0.01), 1))
	return v
}

// room says how far a level is from breaking, or beyond it.
func room(l *harness.Level) string {
	if l.Headroom == nil {
		return ""
	}
	share, ok := l.Headroom.Share()
	switch {
	case !ok:
		return ""
	case share < 0:
		return amount(-share) + " beyond"
	case share == 0:
		return "none to spare"
	}
	return amount(share) + " to spare"
}

// amount writes a share that may be more than one.
func amount(share float64) string {
	if share >= 10 {
		return digits(share) + " times as much"
	}
	return digits(100*share) + " %"
}
