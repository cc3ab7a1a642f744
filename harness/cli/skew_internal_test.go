package cli

import (
	"testing"
	"time"
)

func TestSkew(t *testing.T) {
	now := time.Date(2026, 11, 23, 6, 0, 0, 500e6, time.UTC)
	for _, tt := range []struct {
		ahead time.Duration
		whole bool // the other clock says seconds alone
		want  string
	}{
		{0, false, "its clock agrees with this one, as far as tokens tell: to 10ms"},
		{0, true, "its clock agrees with this one, as far as tokens tell: to 520ms"},
		{2 * time.Second, false, "its clock is 2s ahead of this one, give or take 10ms"},
		{-time.Minute, false, "its clock is 1m0s behind this one, give or take 10ms: set one of them right"},
		{time.Hour, true, "its clock is 59m59.99s ahead of this one, give or take 510ms: set one of them right"},
	} {
		var s skew
		for i := range 3 { // each answer was read in the middle of a call of 20 ms
			began := now.Add(time.Duration(i) * time.Second)
			at := began.Add(10*time.Millisecond + tt.ahead)
			if tt.whole {
				at = at.Truncate(time.Second)
			}
			s.see(at, began, began.Add(20*time.Millisecond))
		}
		if got := s.String(); got != tt.want {
			t.Errorf("%v ahead, whole %t: %s; want %s", tt.ahead, tt.whole, got, tt.want)
		}
	}
}
