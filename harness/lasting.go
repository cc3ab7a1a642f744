package harness

import "time"

// A lasting remembers since when levels have been broken without a break, by the levels. It is of one workload of one run.
type lasting map[any]time.Duration

// Lasts tells for how long a level has been broken without a break, if it is broken now: by what was said at earlier looks at
// the same load. ok is false of a view that nobody looks at while the load runs.
func (v *View) Lasts(level any, broken bool) (d time.Duration, ok bool) {
	if v.lasting == nil {
		return 0, false
	}
	if !broken {
		delete(v.lasting, level)
		return 0, true
	}
	since, known := v.lasting[level]
	if !known {
		since = v.Elapsed
		v.lasting[level] = since
	}
	return v.Elapsed - since, true
}

// A Laster is a check that is broken only when it has been for a while.
type Laster interface {
	Lasting() time.Duration
}

// slides tells whether a check cannot be judged by the numbers of a whole load, but by looks at it as it goes on.
func slides(check Check) (yes bool) {
	eachPart(check, func(part any) {
		switch part.(type) {
		case Windower, Laster:
			yes = true
		}
	})
	return yes
}
