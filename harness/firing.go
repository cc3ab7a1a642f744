package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A Firing is one time that a hook fires. Its methods are safe for concurrent use.
type Firing struct {
	World  *World
	Hook   string // its name
	Number int    // the first is 1

	hook   *Hook
	stream *hookStream
	report *Fired
	undo   []removal
}

// Undo registers how a change is taken back, before it is made. What was registered is undone last in, first out, on a
// context that nothing has cancelled: when the hook's time is over, or the load.
func (f *Firing) Undo(what string, undo func(context.Context) error) {
	f.stream.mu.Lock()
	defer f.stream.mu.Unlock()
	f.undo = append(f.undo, removal{what, undo})
}

// Say keeps what came of what was done, such as the output of a command: charts, if it is JSON as [ParseOutput] takes it, or
// else the first few thousand bytes of it. It is an error if charts are not what they have to be.
func (f *Firing) Say(said string) error {
	output, err := ParseOutput([]byte(said))
	if err != nil {
		return err
	}
	f.stream.mu.Lock()
	defer f.stream.mu.Unlock()
	if output.charts() {
		f.report.Output.Additive = append(f.report.Output.Additive, output.Additive...)
		f.report.Output.Complete = append(f.report.Output.Complete, output.Complete...)
		return nil
	}
	f.report.Said = clip(f.report.Said + said)
	return nil
}

// undoLimit bounds the undoing of what one firing did.
const undoLimit = time.Minute

// do does what the hook does, waits for its time, and undoes it.
func (f *Firing) do(ctx context.Context) {
	err := guard(func() error { return f.hook.Do.Do(ctx, f) })
	if err != nil && ctx.Err() != nil {
		err = nil // the load has ended meanwhile
	}
	if err == nil && f.hook.For > 0 {
		_ = Sleep(ctx, f.hook.For)
	} else if err == nil && f.undoes() {
		<-ctx.Done()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), undoLimit)
	defer cancel()
	err = errors.Join(err, f.takeBack(ctx))
	s := f.stream
	s.mu.Lock()
	defer s.mu.Unlock()
	f.report.To = time.Since(s.run.begin)
	if err != nil {
		f.report.Error = text(err)
	}
}

func (f *Firing) undoes() bool {
	f.stream.mu.Lock()
	defer f.stream.mu.Unlock()
	return len(f.undo) > 0
}

func (f *Firing) takeBack(ctx context.Context) error {
	f.stream.mu.Lock()
	list := slices.Clone(f.undo)
	f.stream.mu.Unlock()
	var errs []error
	for _, x := range slices.Backward(list) {
		if err := guard(func() error { return x.do(ctx) }); err != nil {
			errs = append(errs, fmt.Errorf("undo %s: %w", x.what, err))
		}
	}
	return errors.Join(errs...)
}

// A HookError says that a hook went wrong.
type HookError struct {
	Hook    string
	Why     string // it fired
	Message string
}

// Error names the hook and when it fired.
func (e *HookError) Error() string {
	return fmt.Sprintf("the hook %q went wrong, which fired %s: %s", e.Hook, e.Why, e.Message)
}
