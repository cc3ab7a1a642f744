package harness

import "time"

// starts are those of a workload: how many were due and took place, and from when to when.
type starts struct {
	due, made         int64
	firstDue, lastDue time.Duration
	last              time.Duration // that took place
}

func (s *starts) add(r *record) {
	if s.due == 0 {
		s.firstDue, s.lastDue = r.due, r.due
	}
	s.due++
	s.firstDue, s.lastDue = min(s.firstDue, r.due), max(s.lastDue, r.due)
	if r.outcome != skipped {
		s.made++
		s.last = max(s.last, r.start)
	}
}

// asked is how many starts a second were due, from the first to the last; zero of less than two.
func (s *starts) asked() float64 { return perSecond(s.due, s.lastDue-s.firstDue) }

// achieved is how many starts a second took place: until the last of them, or the last that was due.
func (s *starts) achieved() float64 { return perSecond(s.made, max(s.last, s.lastDue)-s.firstDue) }

// perSecond is the rate of n moments of which the first and the last are so long apart.
func perSecond(n int64, apart time.Duration) float64 {
	if n < 2 || apart <= 0 {
		return 0
	}
	return float64(n-1) / apart.Seconds()
}
