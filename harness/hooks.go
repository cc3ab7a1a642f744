package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// mostFirings bounds what is kept of a hook that fires all the time.
const mostFirings = 1000

// hookStream are the hooks of a run while it loads. Its zero value has none.
type hookStream struct {
	run    *run
	ctx    context.Context
	cancel context.CancelFunc
	group  sync.WaitGroup

	mu    sync.Mutex
	count []int // by hook
	fired []*Fired
	lost  int // firings of which nothing is kept

	ended []*Fired // all of them, once the load has ended
}

// arrange makes the hooks ready.
func (r *run) arrange(ctx context.Context) error {
	for i := range r.bench.Hooks {
		h := &r.bench.Hooks[i]
		if a, ok := h.Do.(Arranger); ok {
			err := r.build(ctx, "arrange "+h.name(), h.name(), func() error {
				return a.Arrange(identify(ctx, hash(r.bench.Seed, "arrange", uint64(i))), &r.world)
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// startHooks starts a goroutine for each hook that waits for a time or a phase, and marks the iterations that others wait for.
func (r *run) startHooks(ctx context.Context) {
	s := &r.hooks
	s.run, s.count = r, make([]int, len(r.bench.Hooks))
	s.ctx, s.cancel = context.WithCancel(ctx)
	for i := range r.bench.Hooks {
		t := &r.bench.Hooks[i].When
		d := r.driveOf(t.Workload)
		switch {
		case len(t.Iterations) > 0 || t.EachIterations > 0:
			d.marks = append(d.marks, mark{hook: i, numbers: t.Iterations, each: t.EachIterations})
		case t.Unless != nil:
			d.watches = append(d.watches, &watch{hook: i, check: t.Unless})
		default:
			s.group.Go(func() { s.wait(i, t, d) })
		}
	}
}

func (r *run) driveOf(name string) *drive {
	for _, d := range r.drives {
		if d.workload.name() == name {
			return d
		}
	}
	return r.drives[0]
}

// wait fires a hook at its times.
func (s *hookStream) wait(i int, t *Trigger, d *drive) {
	if t.Phase != "" {
		select {
		case <-d.beginning:
		case <-s.ctx.Done():
			return
		}
		begin := map[string]time.Duration{WarmUp: d.begun, Steady: d.steady[0], CoolDown: d.steady[1]}[t.Phase]
		if Sleep(s.ctx, begin-time.Since(s.run.begin)) == nil {
			s.fire(i, "at the begin of the "+t.Phase)
		}
		return
	}
	for _, at := range t.times() {
		if Sleep(s.ctx, at-time.Since(s.run.begin)) != nil {
			return
		}
		s.fire(i, fmt.Sprintf("%v into the load", at))
	}
	if t.Every == 0 {
		return
	}
	from := t.From
	if from == 0 {
		from = t.Every
	}
	for at := from; t.Until == 0 || at <= t.Until; at += t.Every {
		if Sleep(s.ctx, at-time.Since(s.run.begin)) != nil {
			return
		}
		s.fire(i, fmt.Sprintf("%v into the load", at))
	}
}

// A mark is which iterations a hook waits for.
type mark struct {
	hook    int
	numbers []int64
	each    int64
}

// starting tells the hooks that an iteration starts.
func (s *hookStream) starting(d *drive, number int64) {
	for _, m := range d.marks {
		if slices.Contains(m.numbers, number) || m.each > 0 && number%m.each == 0 {
			s.fire(m.hook, fmt.Sprintf("at iteration %d", number))
		}
	}
}

// A watch is a check that a hook waits for until it no longer matches. Whoever judges has it.
type watch struct {
	hook  int
	check Check
	over  bool
}

// watch asks the checks that hooks wait for.
func (s *hookStream) watch(d *drive, v *View) {
	for _, w := range d.watches {
		if w.over {
			continue
		}
		if yes, reason := broken(w.check, v); yes {
			w.over = true
			s.fire(w.hook, reason)
		}
	}
}

// fire does what a hook does, in a goroutine of its own.
func (s *hookStream) fire(i int, why string) {
	h := &s.run.bench.Hooks[i]
	s.mu.Lock()
	if s.ctx.Err() != nil {
		s.mu.Unlock()
		return
	}
	s.count[i]++
	f := &Firing{World: &s.run.world, Hook: h.name(), Number: s.count[i], hook: h, stream: s, report: &Fired{
		Hook: h.name(), Number: s.count[i], Why: why, From: time.Since(s.run.begin),
	}}
	if len(s.fired) < mostFirings {
		s.fired = append(s.fired, f.report)
	} else {
		s.lost++
	}
	s.group.Add(1)
	s.mu.Unlock()
	go func() {
		defer s.group.Done()
		f.do(identify(s.ctx, hash(s.run.bench.Seed, "hook", uint64(i), uint64(f.Number))))
	}()
}

// stop ends the hooks: nothing fires any more, and what they did is undone when it returns.
func (s *hookStream) stop() {
	if s.run == nil {
		return
	}
	s.mu.Lock()
	s.cancel()
	s.mu.Unlock()
	s.group.Wait()
	slices.SortStableFunc(s.fired, func(a, b *Fired) int { return int(a.From - b.From) })
	s.ended = s.fired
	if s.lost > 0 {
		s.run.trouble("hooks fired %d times more than is kept", s.lost)
	}
}

// errors are what went wrong with hooks.
func (s *hookStream) errors() error {
	var errs []error
	for _, f := range s.ended {
		if f.Error != "" {
			errs = append(errs, &HookError{Hook: f.Hook, Why: f.Why, Message: f.Error})
		}
	}
	return errors.Join(errs...)
}
