package load

import (
	"errors"
	"fmt"
	"time"
)

// Paced is how the users of a closed load take their time. The zero times change nothing.
type Paced struct {
	Load
	Stagger   time.Duration // users begin one after another, evenly over this time, in place of all at once
	Every     time.Duration // from one start of a user to the next; one that is late for it starts at once
	Think     time.Duration // between the end of an iteration and the next start of its user; with ThinkMost, at least
	ThinkMost time.Duration // if longer than Think: the time is drawn evenly from both
}

var _ crowd = Paced{}

// Next implements [Load]: what the load says, to a user who asks later.
func (p Paced) Next(t Turn) (time.Duration, bool) {
	if t.Own == 0 {
		if users := p.Load.Plan().Users; p.Stagger > 0 && users > 0 {
			t.Elapsed = max(t.Elapsed, time.Duration(float64(p.Stagger)*float64(t.User)/float64(users)))
		}
		return p.Load.Next(t)
	}
	think := p.Think
	if more := p.ThinkMost - p.Think; more > 0 {
		v := draw(t.Seed, uint64(t.User), uint64(t.Own))
		think += time.Duration(v.Uint64() % uint64(more+1))
	}
	t.Elapsed += think
	if p.Every > 0 {
		t.Elapsed = max(t.Elapsed, t.Last+p.Every)
	}
	return p.Load.Next(t)
}

// wanted implements crowd.
func (p Paced) wanted(user int, from time.Duration) (time.Duration, bool) {
	if c, ok := p.Load.(crowd); ok {
		return c.wanted(user, from)
	}
	return 0, false
}

// String implements [Load].
func (p Paced) String() string {
	s := p.Load.String()
	if p.Stagger > 0 {
		s += ", beginning over " + words(p.Stagger)
	}
	if p.Every > 0 {
		s += ", each every " + words(p.Every)
	}
	switch {
	case p.ThinkMost > p.Think:
		s += fmt.Sprintf(", pauses of %s to %s", words(p.Think), words(p.ThinkMost))
	case p.Think > 0:
		s += ", pauses of " + words(p.Think)
	}
	return s
}

// Validate refuses an open load, whose users wait for no one, and numbers below zero.
func (p Paced) Validate() error {
	switch {
	case p.Load == nil:
		return errors.New("load: the pace of nothing")
	case p.Stagger < 0 || p.Every < 0 || p.Think < 0 || p.ThinkMost < 0:
		return fmt.Errorf("load: %s: numbers below zero", p)
	case p.ThinkMost > 0 && p.ThinkMost < p.Think:
		return fmt.Errorf("load: pauses from %v to %v: expected a range", p.Think, p.ThinkMost)
	}
	if err := valid(p.Load); err != nil {
		return err
	}
	if p.Load.Plan().Open {
		return fmt.Errorf("load: %s has a pace of its own: only the users of a closed load can have another", p.Load)
	}
	if lasts := p.Load.Plan().Duration; lasts > 0 && p.Stagger >= lasts {
		return fmt.Errorf("load: users begin over %v of %v: expected less", p.Stagger, lasts)
	}
	return nil
}
