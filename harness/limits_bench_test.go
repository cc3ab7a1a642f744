package harness_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/sla"
)

// get is a scenario of one GET, as HttpRequests.check_request makes it.
func get(url string) harness.Scenario {
	return harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
		return it.Time(ctx, "get", func(ctx context.Context) error {
			reply, err := cloud.Do(ctx, http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, reply.Body)
			reply.Body.Close()
			return err
		})
	})
}

func fetch(ctx context.Context, client *http.Client, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	reply, err := client.Do(request)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, reply.Body)
	reply.Body.Close()
	return err
}

func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkGet holds the harness against a bare loop over a tuned net/http client, by the processor time of a GET of 5 KiB
// with everything in it: engine, records, client path, settlement. The two take turns: A B B A.
func BenchmarkGet(b *testing.B) {
	for _, users := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("users=%d", users), func(b *testing.B) {
			url := target(b) + "/get"
			transport := &http.Transport{MaxIdleConnsPerHost: users, DisableCompression: true}
			defer transport.CloseIdleConnections()
			client := &http.Client{Transport: transport}
			bare := func(n int) {
				var left atomic.Int64
				left.Store(int64(n))
				var group sync.WaitGroup
				for range users {
					group.Go(func() {
						for left.Add(-1) >= 0 {
							if err := fetch(context.Background(), client, url); err != nil {
								b.Error(err)
							}
						}
					})
				}
				group.Wait()
			}
			ours := func(n int) {
				if _, err := (harness.Lab{}).Run(context.Background(), single(get(url), load.Constant{Users: users, Iterations: n}, sla.FailureRate(BeZero()))); err != nil {
					b.Error(err)
				}
			}
			block := max(b.N/4, users)
			bare(users)
			ours(users)
			b.ResetTimer()
			var spent [2]time.Duration
			for _, side := range []int{0, 1, 1, 0, 1, 0, 0, 1} {
				began := cpu()
				[]func(int){bare, ours}[side](block)
				spent[side] += cpu() - began
			}
			b.ReportMetric(spent[1].Seconds()/spent[0].Seconds(), "cpu-ratio")
			b.ReportMetric(float64(spent[1].Nanoseconds())/float64(4*block), "cpu-ns/call")
		})
	}
}

// BenchmarkStall is a server that stands still for one second of ten under 1000 starts a second and 10 users. The truth is
// a p99 of the response time of 900 ms.
func BenchmarkStall(b *testing.B) {
	for b.Loop() {
		result, err := harness.Lab{}.Run(context.Background(), single(get(target(b)+"/stall"),
			load.Limit{Load: load.Rate{PerSecond: 1000, Duration: 10 * time.Second}, Users: 10}))
		if result == nil {
			b.Fatal(err)
		}
		out := &result.Workloads[0]
		b.ReportMetric(out.Response.Percentile(99).Seconds()*1000, "response-p99-ms")
		b.ReportMetric(out.Response.Percentile(99).Seconds()/0.9, "of-truth")
		b.ReportMetric(out.Iterations.Success.Percentile(99).Seconds()*1000, "service-p99-ms")
		b.ReportMetric(float64(10_000-out.Started), "lost")
	}
}

// BenchmarkRate is 20 000 starts a second for 6 s, and three times that, which is more than the machine can make: how many
// were lost, and how late they were by the harness' own account and by that of the server, which sees the way to it, too.
func BenchmarkRate(b *testing.B) {
	for _, rate := range []int{20_000, 60_000} {
		b.Run(fmt.Sprintf("rate=%d", rate), func(b *testing.B) { openRate(b, rate) })
	}
}

func openRate(b *testing.B, rate int) {
	const lasts = 6
	for b.Loop() {
		url := target(b)
		scenario := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
			reply, err := cloud.Do(ctx, http.MethodGet, url+"/late/"+strconv.Itoa(rate)+"/"+strconv.FormatInt(it.Number, 10), nil)
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, reply.Body)
			reply.Body.Close()
			return err
		})
		result, err := harness.Lab{}.Run(context.Background(), single(scenario, load.Rate{PerSecond: float64(rate), Duration: lasts * time.Second}))
		if result == nil {
			b.Fatal(err)
		}
		reply, err := http.Get(url + "/late")
		if err != nil {
			b.Fatal(err)
		}
		var seen int64
		var p50, p99, most time.Duration
		if _, err := fmt.Fscan(reply.Body, &seen, &p50, &p99, &most); err != nil {
			b.Fatal(err)
		}
		reply.Body.Close()
		out := &result.Workloads[0]
		b.ReportMetric(float64(rate*lasts)-float64(seen), "lost")
		b.ReportMetric(out.Lateness.Percentile(50).Seconds()*1000, "late-p50-ms")
		b.ReportMetric(out.Lateness.Percentile(99).Seconds()*1000, "late-p99-ms")
		b.ReportMetric(p99.Seconds()*1000, "seen-p99-ms")
		b.ReportMetric(out.Lateness.Percentile(50).Seconds()/p50.Seconds(), "p50-of-seen")
		b.ReportMetric(out.Lateness.Percentile(99).Seconds()/p99.Seconds(), "p99-of-seen")
	}
}

// BenchmarkBreach is how long it takes from the end of the iteration that breaks a promise until the others are cancelled,
// and how many start meanwhile.
func BenchmarkBreach(b *testing.B) {
	var cancelled, starts float64
	for b.Loop() {
		var mu sync.Mutex
		var broke, told time.Time
		var late int
		scenario := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
			mu.Lock()
			if !broke.IsZero() {
				late++
			}
			mu.Unlock()
			if it.Number == 500 {
				mu.Lock()
				defer mu.Unlock()
				broke = time.Now()
				return errors.New("no valid host")
			}
			err := harness.Sleep(ctx, time.Duration(1+it.Number%7)*time.Millisecond)
			if err != nil {
				mu.Lock()
				defer mu.Unlock()
				if told.IsZero() {
					told = time.Now()
				}
			}
			return err
		})
		_, err := harness.Lab{}.Run(context.Background(), single(scenario, load.Constant{Users: 20, Duration: time.Minute}, sla.FailureRate(BeZero())))
		var breach *harness.BreachError
		if !errors.As(err, &breach) {
			b.Fatal(err)
		}
		cancelled += float64(told.Sub(broke).Microseconds())
		starts += float64(late)
	}
	b.ReportMetric(cancelled/float64(b.N), "cancelled-us")
	b.ReportMetric(starts/float64(b.N), "starts-after")
}

// BenchmarkMemory is what a process with users that wait is resident in, and one that retains ten million iterations.
func BenchmarkMemory(b *testing.B) {
	for _, what := range []string{"waiting:1000", "waiting:100000", "held:1000", "retain:1000000", "retain:10000000"} {
		b.Run(what, func(b *testing.B) {
			for b.Loop() {
				argument := what
				if what == "held:1000" {
					argument = "held:" + target(b)
				}
				line, _ := spawn(b, argument)
				bytes, err := strconv.ParseInt(line, 10, 64)
				if err != nil {
					b.Fatal(line)
				}
				b.ReportMetric(float64(bytes)/1e6, "MB")
			}
		})
	}
}

// crowd runs users of a scenario that waits for good, and prints the memory when all of them do.
func crowd(users int, wait func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	var in atomic.Int64
	scenario := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
		return it.Time(ctx, "wait", func(ctx context.Context) error {
			if in.Add(1) == int64(users) {
				time.AfterFunc(2*time.Second, func() {
					fmt.Println(resident("VmRSS"))
					cancel()
				})
			}
			return wait(ctx)
		})
	})
	harness.Lab{}.Run(ctx, single(scenario, load.Constant{Users: users, Iterations: users}, sla.FailureRate(BeZero())))
}

func waiting(users int) {
	crowd(users, func(ctx context.Context) error { return harness.Sleep(ctx, time.Hour) })
}

func held(url string) {
	client := cloud.HTTPClient()
	crowd(1000, func(ctx context.Context) error { return fetch(ctx, client, url+"/hold") })
}

// retaining makes iterations that each have an action, and prints how large the process was at most.
func retaining(n int) {
	nothing := func(context.Context) error { return nil }
	scenario := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error { return it.Time(ctx, "a", nothing) })
	if _, err := (harness.Lab{}).Run(context.Background(), single(scenario, load.Constant{Users: 100, Iterations: n}, sla.FailureRate(BeZero()))); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Println(resident("VmHWM"))
}
