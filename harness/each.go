package harness

import (
	"context"
	"errors"
	"sync"
)

// Each calls f for 0 to n-1, at most limit at a time. The first error cancels the context of the others; all errors are
// returned. In a rehearsal, the requests below each call have identities of their own.
func Each(ctx context.Context, n, limit int, f func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		errs  = make([]error, n)
		next  int
		first = -1 // whose error cancelled the others
	)
	for range min(n, limit) {
		group.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= n || ctx.Err() != nil {
					return
				}
				if errs[i] = guard(func() error { return f(within(ctx, i), i) }); errs[i] != nil {
					mu.Lock()
					if ctx.Err() == nil {
						first = i
						cancel(errs[i])
					}
					mu.Unlock()
				}
			}
		})
	}
	group.Wait()
	for i, err := range errs { // what the first error cancelled is not news
		if i != first && (errors.Is(err, context.Canceled) || ctx.Err() != nil && errors.Is(err, context.Cause(ctx))) {
			errs[i] = nil
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return context.Cause(ctx)
}
