package harness

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A Lab is where benchmarks run. The zero value runs what needs no cloud. Its methods are safe for concurrent use, but
// benchmarks that run side by side disturb each other.
type Lab struct {
	Cloud     *cloud.Cloud        // nil is none
	Files     fs.FS               // that scenarios and fixtures read; nil is the working directory
	Folder    string              // keeps the journal of what is made, and the retained iterations if there is no sink, in a folder a run; "" keeps them only while they are needed
	Rehearsal bool                // the cloud is a simulated one
	Virtual   bool                // time is that of a bubble of testing/synctest: sinks are given a megabyte at once, and not a second's
	StandIns  []cloud.Credentials // in a rehearsal, who stands for the existing users that a benchmark asks for
	Simulator Simulator           // of a rehearsal: what hooks tell to misbehave; nil is none
	CheckOnly bool                // makes nothing: Run finds out what is wrong with a benchmark, and then returns ErrChecked
	Deadline  time.Time           // at which the process will be ended, as that of a test; zero is never
	Live      *Live               // told how the run goes on; nil is nobody
	Sinks     []Sink              // take what the run finds
	Revision  string              // of whoever declares the benchmarks, such as a commit; "" if unknown
	Log       *slog.Logger        // nil is none
}

// Grace is how long before the deadline of the test a run is stopped, so that its clean-up and reports have time.
const Grace = 30 * time.Second

// cleanupLimit bounds the removal of everything.
const cleanupLimit = 10 * time.Minute

// ErrChecked is what a [Lab] that only checks finds wrong with a benchmark that can run.
var ErrChecked = errors.New("it can run: it was only checked")

// check finds all that can be known to be wrong with b before anything is made, and keeps nothing of it.
func (l Lab) check(ctx context.Context, b *Benchmark) error {
	r := newRun(l, b)
	if err := r.openJournal(); err != nil {
		return err
	}
	fixtures := b.ordered()
	if len(fixtures) > 0 && l.Cloud != nil {
		if err := r.connect(ctx); err != nil {
			return err
		}
	}
	return cmp.Or(r.preflight(ctx, fixtures), ErrChecked)
}

// Run runs b and returns what it found. Unless b itself was refused, there is a result beside the error too. The error is
// an [*InterruptError], a [*DeadlineError], a [*BoundError], a [*BreachError], a [*PromiseError], a [*SetupError] or a
// [*LeakError], in this order of importance; ask with errors.As.
//
// Cancelling ctx stops the load; the fixtures are removed all the same.
func (l Lab) Run(ctx context.Context, b Benchmark) (*Result, error) {
	if err := b.Validate(); err != nil {
		return nil, fmt.Errorf("benchmark %q: %w", b.Name, err)
	}
	if l.CheckOnly {
		return nil, l.check(ctx, &b)
	}
	if err := l.fits(&b); err != nil {
		return nil, fmt.Errorf("benchmark %q: %w", b.Name, err)
	}
	r := newRun(l, &b)
	if l.Folder != "" {
		r.folder = filepath.Join(l.Folder, r.result.ID)
		if len(l.Sinks) == 0 {
			r.result.Folder = r.folder
		} else {
			defer os.Remove(r.folder) // if nothing is in it
		}
	}
	var err error
	if r.retained, err = retain(r.folder, len(l.Sinks) > 0, &r.names); err != nil {
		return nil, fmt.Errorf("benchmark %q: %w", b.Name, err)
	}
	defer r.retained.close()
	if err := r.openJournal(); err != nil {
		return nil, fmt.Errorf("benchmark %q: %w", b.Name, err)
	}
	if err := r.beginSinks(); err != nil {
		return nil, fmt.Errorf("benchmark %q: %w", b.Name, errors.Join(err, r.journal.Close(true)))
	}
	ctx = cloud.Record(ctx, r.journal)
	r.live = l.Live.begin(r)
	r.world.live = r.live
	defer r.live.end()

	inTime := ctx
	if !l.Deadline.IsZero() {
		var cancel context.CancelFunc
		inTime, cancel = context.WithDeadlineCause(ctx, l.Deadline.Add(-Grace), &DeadlineError{Left: Grace})
		defer cancel()
	}
	cause := r.setup(inTime)
	if cause == nil {
		cause = r.load(inTime)
	}
	r.remove(ctx)
	if err = r.finish(cause); !errors.Is(err, cause) {
		err = errors.Join(cause, err)
	}
	if err := r.journal.Close(r.clean); err != nil {
		r.trouble("%v", err)
	}
	r.result.Verdict = verdict(err)
	if err != nil {
		r.result.Error = err.Error()
	}
	result := r.result // which does not hold on to the run
	if kept := r.follower.end(&result); kept != nil {
		err = errors.Join(err, kept)
		result.Verdict, result.Error = verdict(err), err.Error()
	}
	return &result, err
}

// fits refuses a load that is longer than the time that is left.
func (l Lab) fits(b *Benchmark) error {
	if l.Deadline.IsZero() {
		return nil
	}
	left := time.Until(l.Deadline)
	if needs := b.lasts(); needs > left-Grace {
		return &DeadlineError{Needs: needs, Left: left}
	}
	return nil
}

func (l Lab) log() *slog.Logger {
	if l.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return l.Log
}
