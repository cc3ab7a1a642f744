package load

import (
	"errors"
	"fmt"
	"time"
)

// Limit says how many iterations of an open load may be in flight, and what becomes of starts that find no free user: they
// run late, all of them or those that do not wait too long. Either way they are counted.
type Limit struct {
	Load
	Users   int     // the most in flight; zero is that of the load, which is [DefaultLimit]
	Backlog Backlog // zero runs all, [Skip] those that find a free user, 2 s those that find one in that time
}

// Plan implements [Load].
func (l Limit) Plan() Plan {
	p := l.Load.Plan()
	if l.Users > 0 {
		p.Users = l.Users
		if p.Iterations > 0 {
			p.Users = min(p.Users, p.Iterations)
		}
	}
	p.Backlog = l.Backlog
	return p
}

// String implements [Load].
func (l Limit) String() string {
	s := fmt.Sprintf("%s, at most %d in flight", l.Load, l.Plan().Users)
	switch {
	case l.Backlog == Skip:
		s += ", late ones skipped"
	case l.Backlog > 0:
		s += fmt.Sprintf(", skipped when %s late", words(time.Duration(l.Backlog)))
	}
	return s
}

// Validate refuses a closed load, which has as many in flight as it has users, and numbers below zero.
func (l Limit) Validate() error {
	switch {
	case l.Load == nil:
		return errors.New("load: a limit of nothing")
	case l.Users < 0 || l.Backlog < 0:
		return fmt.Errorf("load: at most %d in flight, a backlog of %v: numbers below zero", l.Users, time.Duration(l.Backlog))
	}
	if err := valid(l.Load); err != nil {
		return err
	}
	if !l.Load.Plan().Open {
		return fmt.Errorf("load: %s: only an open load can have a limit in flight, a closed one has its users", l.Load)
	}
	return nil
}
