package harness

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// A shard takes what some of the workers measured: live numbers, and records on their way to the file.
type shard struct {
	mu      sync.Mutex
	numbers []numbers // by workload
	buffer  []byte
	dirty   bool
}

// numbers are the live ones of a workload.
type numbers struct {
	iterations Series
	actions    []Series // by id
}

// flushAt is how many bytes of records a shard keeps before it writes them without waiting for the next tick.
const flushAt = 1 << 18

// add counts r in.
func (s *shard) add(r *record, to *retained) {
	s.mu.Lock()
	n := &s.numbers[r.workload]
	n.iterations.count(r.service(), r.outcome)
	for i := range r.actions {
		a := &r.actions[i]
		for int(a.id) >= len(n.actions) {
			n.actions = append(n.actions, Series{})
		}
		n.actions[a.id].count(a.duration, a.outcome(r))
	}
	s.buffer = r.append(s.buffer)
	s.dirty = true
	var full []byte
	if len(s.buffer) > flushAt {
		full, s.buffer = s.buffer, make([]byte, 0, cap(s.buffer))
	}
	s.mu.Unlock()
	to.write(full)
}

// outcome of an action: one that failed because the run was cancelled is aborted, like its iteration.
func (a *actionRecord) outcome(r *record) outcomeKind {
	switch {
	case !a.failed:
		return succeeded
	case r.outcome == aborted:
		return aborted
	}
	return failed
}

func (s *Series) count(took time.Duration, outcome outcomeKind) {
	switch outcome {
	case succeeded:
		s.Success.Add(took)
	case failed:
		s.Failure.Add(took)
	case aborted:
		s.Aborted++
	}
}

// merge counts t in, but for what no check asks about: its polling.
func (s *Series) merge(t *Series) {
	s.Success.Merge(&t.Success)
	s.Failure.Merge(&t.Failure)
	s.Aborted += t.Aborted
}

// flush writes what the shard holds.
func (s *shard) flush(to *retained) {
	s.mu.Lock()
	full := s.buffer
	s.buffer = nil
	s.mu.Unlock()
	to.write(full)
}

// snapshot merges the live numbers of all shards, a view for each workload, as far as its checks can ask about them. It
// returns nil if nothing came in since the last one.
func (r *run) snapshot() []*View {
	changed := false
	paths := r.names.actions.since(0)
	views := make([]*View, len(r.loads))
	actions := make([][]Series, len(r.loads))
	for i, w := range r.loads {
		views[i] = &View{Workload: w.name(), Elapsed: time.Since(r.begin)}
	}
	for _, s := range r.shards {
		s.mu.Lock()
		changed = changed || s.dirty
		s.dirty = false
		for i := range s.numbers {
			views[i].Iterations.merge(&s.numbers[i].iterations)
			for id := range s.numbers[i].actions {
				if !r.questions[i].about(paths, id) {
					continue
				}
				for id >= len(actions[i]) {
					actions[i] = append(actions[i], Series{})
				}
				actions[i][id].merge(&s.numbers[i].actions[id])
			}
		}
		s.mu.Unlock()
	}
	if !changed {
		return nil
	}
	for i, v := range views {
		for id := range actions[i] {
			if a := &actions[i][id]; a.Ended()+a.Aborted > 0 {
				a.Name = paths[id]
				v.Actions = append(v.Actions, *a)
			}
		}
		sortSeries(v.Actions)
	}
	return views
}

// recorded counts the iterations of each workload so far.
func (r *run) recorded() []int64 {
	counts := make([]int64, len(r.loads))
	for _, s := range r.shards {
		s.mu.Lock()
		for i := range s.numbers {
			counts[i] += s.numbers[i].iterations.Ended() + s.numbers[i].iterations.Aborted
		}
		s.mu.Unlock()
	}
	return counts
}

// A question is which actions the checks of a workload can ask about while it is judged live.
type question struct {
	all     bool // one of them does not say
	actions []string
}

func questionOf(checks []Check) question {
	var q question
	for _, check := range checks {
		q.all = q.all || !declares(check)
		q.actions = append(q.actions, ActionsOf(check)...)
	}
	return q
}

// about tells whether the action of a number is asked about.
func (q question) about(paths []string, id int) bool {
	return id < len(paths) && (q.all || slices.Contains(q.actions, paths[id])) // others were first seen after paths were read
}

func sortSeries(list []Series) {
	slices.SortFunc(list, func(a, b Series) int { return cmp.Compare(a.Name, b.Name) })
}
