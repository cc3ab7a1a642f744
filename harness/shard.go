package harness

import (
	"slices"
	"sync"
	"time"
)

// A shard takes what some of the workers measured: records on their way to the file, and the live numbers since it was
// last drained. There are several for each processor, so that workers seldom meet at one.
type shard struct {
	writes sync.Mutex // so that whoever has flushed knows that all is written
	mu     sync.Mutex
	buffer []byte
	empty  []byte // for the time when the buffer is written
	codec  codec
	counts [][4]int64  // by workload and outcome
	fresh  [][]numbers // by workload and cut; nil if no check asks
	spare  [][]numbers // of whoever judges, in exchange
	dirty  bool
	_      cacheLine
}

// shardsPerCore makes it unlikely that two workers want the same one at the same time.
const shardsPerCore = 8

// flushAt is how many bytes of records a shard keeps before it writes them without waiting for the next tick.
const flushAt = 1 << 16

// add counts r in.
func (s *shard) add(r *record, d *drive) {
	s.mu.Lock()
	s.counts[r.workload][r.outcome]++
	s.buffer = s.codec.append(s.buffer, r)
	if s.fresh != nil && r.outcome != skipped {
		s.fresh[r.workload][d.cut(r)].count(r, &d.asked)
		s.dirty = true
	}
	full := len(s.buffer) > flushAt
	s.mu.Unlock()
	if full {
		s.flush(d.run.retained)
	}
}

// flush writes what the shard holds, without holding up who adds to it.
func (s *shard) flush(to *retained) {
	s.writes.Lock()
	defer s.writes.Unlock()
	s.mu.Lock()
	full := s.buffer
	s.buffer, s.empty, s.codec = s.empty[:0], nil, codec{}
	s.mu.Unlock()
	to.write(full)
	s.mu.Lock()
	s.empty = full
	s.mu.Unlock()
}

// numbers are the live ones of a workload, or of a cut of it: what one phase, and one part of a mix, have in common.
type numbers struct {
	iterations Series
	actions    []Series // by id
	routes     []Series // by id
	response   Distribution
	lateness   Distribution
	classes    map[string]int64 // of failures
	measures   []Sample         // by id
	dirty      bool
}

// count counts in what checks ask about.
func (n *numbers) count(r *record, asked *question) {
	n.dirty = true
	n.iterations.count(r.service(), r.outcome)
	for i := range r.actions {
		a := &r.actions[i]
		if !asked.about(a.id) {
			continue
		}
		for int(a.id) >= len(n.actions) {
			n.actions = append(n.actions, Series{})
		}
		n.actions[a.id].count(a.duration, a.outcome(r))
	}
	n.measure(r, asked)
	if asked.routes != nil || asked.all {
		n.countCalls(r, asked)
	}
	if asked.starts || asked.all {
		n.lateness.Add(r.start - r.due)
		if r.outcome == succeeded {
			n.response.Add(r.response())
		}
	}
	if r.outcome == failed && (asked.classes || asked.all) {
		if n.classes == nil {
			n.classes = make(map[string]int64)
		}
		n.classes[r.class]++
	}
}

func (n *numbers) countCalls(r *record, asked *question) {
	for i := range r.calls {
		c := &r.calls[i]
		if asked.all || slices.Contains(asked.routes, c.route) {
			for int(c.route) >= len(n.routes) {
				n.routes = append(n.routes, Series{})
			}
			n.routes[c.route].count(c.duration, c.outcome(r))
		}
	}
}

// merge counts m in.
func (n *numbers) merge(m *numbers) {
	n.dirty = true
	n.iterations.merge(&m.iterations)
	n.actions, n.routes = mergeSeries(n.actions, m.actions), mergeSeries(n.routes, m.routes)
	n.response.Merge(&m.response)
	n.lateness.Merge(&m.lateness)
	for class, count := range m.classes {
		if n.classes == nil {
			n.classes = make(map[string]int64)
		}
		n.classes[class] += count
	}
	for id := range m.measures {
		sampleAt(&n.measures, int32(id)).Merge(&m.measures[id])
	}
}

// mergeSeries counts more in, each where it has the same id.
func mergeSeries(list, more []Series) []Series {
	for id := range more {
		for id >= len(list) {
			list = append(list, Series{})
		}
		list[id].merge(&more[id])
	}
	return list
}

// reset forgets the numbers, and keeps their memory.
func (n *numbers) reset() {
	n.dirty = false
	n.iterations.reset()
	for _, list := range [][]Series{n.actions, n.routes} {
		for i := range list {
			list[i].reset()
		}
	}
	n.response.reset()
	n.lateness.reset()
	clear(n.classes)
	for i := range n.measures {
		n.measures[i].reset()
	}
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

func (s *Series) reset() {
	s.Success.reset()
	s.Failure.reset()
	s.Aborted = 0
}

// drain tells whoever looks on how many iterations ended, and writes what the shards hold if it is time, or in any case.
func (r *run) drain(all bool) {
	r.ticks++
	write := all || r.ticks%flushTicks == 0
	counts := make([][4]int64, len(r.loads))
	for _, s := range r.shards {
		if write {
			s.flush(r.retained)
		}
		s.mu.Lock()
		for i := range counts {
			for k, n := range s.counts[i] {
				counts[i][k] += n
			}
		}
		s.mu.Unlock()
	}
	if write {
		r.follower.more()
	}
	r.live.publish(r, counts)
}

// recorded counts the iterations of each workload so far.
func (r *run) recorded() []int64 {
	counts := make([]int64, len(r.loads))
	for _, s := range r.shards {
		s.mu.Lock()
		for i := range counts {
			counts[i] += s.counts[i][succeeded] + s.counts[i][failed] + s.counts[i][aborted]
		}
		s.mu.Unlock()
	}
	return counts
}
