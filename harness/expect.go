package harness

import (
	"context"

	"github.com/onsi/gomega"
	"github.com/onsi/gomega/types"
)

// asserting is gomega whose failures are panics, which end an iteration as failed, and a set-up.
var asserting = gomega.NewGomega(func(message string, _ ...int) { panic(&AssertionError{Message: message}) })

// Expect makes an assertion in gomega's words. One that does not hold ends the iteration as a failed one, so it must
// be called in the goroutine that called Run.
func (it *Iteration) Expect(actual any, extra ...any) types.Assertion {
	return asserting.Expect(actual, extra...)
}

// Eventually asserts that something becomes true, as gomega has it, in a second if it is not told otherwise; it gives up
// when ctx is done. The time is that of the action in which it waits.
func (it *Iteration) Eventually(ctx context.Context, actual any, extra ...any) types.AsyncAssertion {
	return asserting.Eventually(actual, extra...).WithContext(ctx)
}

// Consistently asserts that something stays true, as gomega has it; it gives up when ctx is done.
func (it *Iteration) Consistently(ctx context.Context, actual any, extra ...any) types.AsyncAssertion {
	return asserting.Consistently(actual, extra...).WithContext(ctx)
}

// Expect makes an assertion in gomega's words. One that does not hold ends the set-up of the fixture, so it must be called
// in the goroutine that called Setup.
func (w *World) Expect(actual any, extra ...any) types.Assertion {
	return asserting.Expect(actual, extra...)
}

// Eventually is that of an iteration, for a fixture.
func (w *World) Eventually(ctx context.Context, actual any, extra ...any) types.AsyncAssertion {
	return asserting.Eventually(actual, extra...).WithContext(ctx)
}

// An AssertionError is an assertion that did not hold.
type AssertionError struct{ Message string }

// Error is what the matcher said.
func (e *AssertionError) Error() string { return e.Message }
