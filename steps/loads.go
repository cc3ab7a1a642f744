package steps

import (
	"context"
	"fmt"
	"strconv"

	"github.com/cucumber/godog"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

func (b *bench) runTimes(ctx context.Context, users int, scenario string, times int) error {
	return b.runTimesWith(ctx, users, scenario, times, nil)
}

func (b *bench) runTimesWith(ctx context.Context, users int, scenario string, times int, table *godog.Table) error {
	if users == 0 || times == 0 {
		return fmt.Errorf("%d users, %d times: expected at least one of both", users, times)
	}
	b.workload.Load = load.Constant{Users: users, Iterations: times}
	return b.run(ctx, scenario, table)
}

func (b *bench) runFor(ctx context.Context, users int, scenario, duration string) error {
	return b.runForWith(ctx, users, scenario, duration, nil)
}

func (b *bench) runForWith(ctx context.Context, users int, scenario, duration string, table *godog.Table) error {
	d, err := harness.ParseDuration(duration)
	if err != nil {
		return err
	}
	if users == 0 || d == 0 {
		return fmt.Errorf("%d users for %v: expected more than none of both", users, d)
	}
	b.workload.Load = load.Constant{Users: users, Duration: d}
	return b.run(ctx, scenario, table)
}

func (b *bench) runSerial(ctx context.Context, scenario string, times int) error {
	return b.runSerialWith(ctx, scenario, times, nil)
}

func (b *bench) runSerialWith(ctx context.Context, scenario string, times int, table *godog.Table) error {
	if times == 0 {
		return fmt.Errorf("no times: expected at least one")
	}
	b.workload.Load = load.Serial{Iterations: times}
	return b.run(ctx, scenario, table)
}

func (b *bench) runRate(ctx context.Context, scenario, rate, duration string) error {
	return b.runRateLimitWith(ctx, scenario, rate, duration, 0, nil)
}

func (b *bench) runRateWith(ctx context.Context, scenario, rate, duration string, table *godog.Table) error {
	return b.runRateLimitWith(ctx, scenario, rate, duration, 0, table)
}

func (b *bench) runRateLimit(ctx context.Context, scenario, rate, duration string, limit int) error {
	return b.runRateLimitWith(ctx, scenario, rate, duration, limit, nil)
}

func (b *bench) runRateLimitWith(ctx context.Context, scenario, rate, duration string, limit int, table *godog.Table) error {
	perSecond, err := strconv.ParseFloat(rate, 64)
	if err != nil {
		return fmt.Errorf("%q times a second: expected a number such as 5 or 0.5", rate)
	}
	d, err := harness.ParseDuration(duration)
	if err != nil {
		return err
	}
	b.workload.Load = load.Limit{Load: load.Rate{PerSecond: perSecond, Duration: d}, Users: limit}
	return b.run(ctx, scenario, table)
}
