package steps

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

var errNotRun = errors.New("nothing has run: a When comes before this")

// outcomes are those of all workloads; there is one at least.
func (b *bench) outcomes() ([]harness.Outcome, error) {
	if b.result == nil {
		return nil, errNotRun
	}
	if len(b.result.Workloads) == 0 {
		return nil, b.err
	}
	return b.result.Workloads, nil
}

// outcome is that of a name, that of the mix with a scenario of the name, or the only one. own is true of the first.
func (b *bench) outcome(name string) (out *harness.Outcome, own bool, err error) {
	list, err := b.outcomes()
	if err != nil {
		return nil, false, err
	}
	var names []string
	for i := range list {
		if list[i].Workload == name {
			return &list[i], true, nil
		}
		names = append(names, list[i].Workload)
		for _, part := range list[i].Mix {
			names = append(names, part.Part)
			if part.Part == name {
				out = &list[i]
			}
		}
	}
	switch {
	case out != nil:
		return out, false, nil
	case name == "" && len(list) == 1:
		return &list[0], false, nil
	case name == "":
		return nil, false, fmt.Errorf("there are several loads: say which, as in the p95 in %q", names[0])
	}
	return nil, false, harness.Unknown("load", name, names)
}

func (b *bench) completes() error {
	if b.result == nil {
		return errNotRun
	}
	b.judged, b.leakJudged = true, true
	return b.err
}

func (b *bench) cancelled(figure string) error {
	if b.result == nil {
		return errNotRun
	}
	b.judged = true
	var breach *harness.BreachError
	if !errors.As(b.err, &breach) {
		if b.err != nil {
			return fmt.Errorf("no promise cancelled the run: %w", b.err)
		}
		return errors.New("no promise cancelled the run: it completed")
	}
	f, err := parseFigure(figure)
	if err != nil {
		return err
	}
	if !f.isOf(breach) {
		return fmt.Errorf("the run was cancelled for another reason: %s", breach.Reason)
	}
	b.result.Expected = true
	return nil
}

// isOf tells whether a breach is of the figure. Where it was taken counts if the figure says so.
func (f figure) isOf(breach *harness.BreachError) bool {
	if f.in == breach.Workload {
		f.in = ""
	}
	rest, ok := strings.CutPrefix(breach.Level, f.words())
	return ok && strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, " of ") && strings.Contains(rest, f.place())
}

func (b *bench) figure(text, promise string) error {
	f, err := parseFigure(text)
	if err != nil {
		return err
	}
	out, own, err := b.outcome(f.in)
	if err != nil {
		return err
	}
	if own {
		text = f.outside()
	}
	level, err := parseLevel([]string{text, promise})
	if err != nil {
		return err
	}
	ok, err := level.Match(out)
	if err != nil {
		return err
	}
	if !ok {
		return errors.New(level.FailureMessage(out))
	}
	return nil
}

func (b *bench) succeeded(n int64) error {
	return b.count("iterations succeeded", n, func(out *harness.Outcome) int64 { return out.Iterations.Success.Count })
}

func (b *bench) failed(n int64) error {
	var promise *harness.PromiseError
	if n > 0 && errors.As(b.err, &promise) && b.unpromised() { // only the promise that nobody made is broken
		b.judged, b.result.Expected = true, true
	}
	return b.count("iterations failed", n, func(out *harness.Outcome) int64 { return out.Iterations.Failure.Count })
}

func (b *bench) skipped(n int64) error {
	return b.count("starts were skipped", n, func(out *harness.Outcome) int64 { return out.Skipped })
}

// unpromised tells whether no workload was given a service level.
func (b *bench) unpromised() bool {
	for _, w := range b.benchmark.Workloads {
		if len(w.SLA) > 0 {
			return false
		}
	}
	return true
}

// count compares what all workloads have with what was asked for.
func (b *bench) count(what string, want int64, of func(*harness.Outcome) int64) error {
	list, err := b.outcomes()
	if err != nil {
		return err
	}
	var have int64
	for i := range list {
		have += of(&list[i])
	}
	if have == want {
		return nil
	}
	err = fmt.Errorf("%d %s, not %d", have, what, want)
	for i := range list {
		if len(list[i].Failures) > 0 {
			f := list[i].Failures[0]
			return fmt.Errorf("%w; the most frequent failure is %s: %s", err, f.Class, f.Message)
		}
	}
	return err
}

func (b *bench) noneAfter() error {
	list, err := b.outcomes()
	if err != nil {
		return err
	}
	for i := range list {
		if n := list[i].AfterStop; n != 0 {
			return fmt.Errorf("%d iterations started after the run was cancelled", n)
		}
	}
	return nil
}

func (b *bench) nothingLeft() error {
	if b.result == nil {
		return errNotRun
	}
	b.leakJudged = true
	if len(b.result.Leftovers) > 0 {
		return &harness.LeakError{Leftovers: b.result.Leftovers}
	}
	for _, trouble := range b.result.Troubles {
		return errors.New(trouble)
	}
	return nil
}
