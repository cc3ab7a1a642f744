package steps

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

var errNotRun = errors.New("nothing has run: a When comes before this")

func (b *bench) outcome() (*harness.Outcome, error) {
	if b.result == nil {
		return nil, errNotRun
	}
	if len(b.result.Workloads) == 0 {
		return nil, b.err
	}
	return &b.result.Workloads[0], nil
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
	if subject, err := parseFigure(figure); err != nil {
		return err
	} else if rest, ok := strings.CutPrefix(breach.Level, subject.words()); !ok || !strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, " of ") {
		return fmt.Errorf("the run was cancelled for another reason: %s", breach.Reason)
	}
	b.result.Expected = true
	return nil
}

func (b *bench) figure(figure, promise string) error {
	out, err := b.outcome()
	if err != nil {
		return err
	}
	level, err := parseLevel([]string{figure, promise})
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
	out, err := b.outcome()
	if err != nil {
		return err
	}
	return count("succeeded", out.Iterations.Success.Count, n, out)
}

func (b *bench) failed(n int64) error {
	out, err := b.outcome()
	if err != nil {
		return err
	}
	var promise *harness.PromiseError
	if n > 0 && errors.As(b.err, &promise) && len(b.workload.SLA) == 0 { // only the promise that nobody made is broken
		b.judged, b.result.Expected = true, true
	}
	return count("failed", out.Iterations.Failure.Count, n, out)
}

func count(what string, have, want int64, out *harness.Outcome) error {
	if have == want {
		return nil
	}
	err := fmt.Errorf("%d iterations %s, not %d", have, what, want)
	if len(out.Failures) > 0 {
		f := out.Failures[0]
		err = fmt.Errorf("%w; the most frequent failure is %s: %s", err, f.Class, f.Message)
	}
	return err
}

func (b *bench) noneAfter() error {
	out, err := b.outcome()
	if err != nil {
		return err
	}
	if out.AfterStop != 0 {
		return fmt.Errorf("%d iterations started after the run was cancelled", out.AfterStop)
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
