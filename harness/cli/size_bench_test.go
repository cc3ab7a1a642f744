package cli_test

import (
	"flag"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/store"
	"github.com/pacenote/pacenote/reports"
)

var iterations = flag.Int("iterations", 1_000_000, "of BenchmarkHistory")

// BenchmarkHistory keeps a run of many iterations of five actions each, computes exact percentiles of all of them, and makes the
// page: go test -run '^$' -bench History -benchtime 1x ./harness/cli -args -iterations 10000000.
func BenchmarkHistory(b *testing.B) {
	for range b.N {
		file := filepath.Join(b.TempDir(), "results.db")
		s, err := store.Open(b.Context(), file)
		if err != nil {
			b.Fatal(err)
		}
		begun := &harness.Result{ID: "10000000", Name: "many", Started: time.Now(), Workloads: []harness.Outcome{{View: harness.View{Workload: "w"}, Users: 100}}}
		cpu := used(b)
		step := func(unit string) {
			now := used(b)
			b.ReportMetric((now - cpu).Seconds(), unit)
			cpu = now
		}
		for range synthetic(*iterations) {
		}
		step("made-cpu-s")
		intake, err := s.Begin(begun)
		if err != nil {
			b.Fatal(err)
		}
		next, stop := iter.Pull(synthetic(*iterations))
		const second = 10_000
		for left := *iterations; left > 0; left -= second {
			err := intake.Take(func(yield func(*harness.Record) bool) {
				for range min(second, left) {
					r, _ := next()
					if !yield(r) {
						return
					}
				}
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		stop()
		step("kept-cpu-s")
		result, err := harness.Resettle(begun, synthetic(*iterations))
		if err != nil {
			b.Fatal(err)
		}
		step("settled-cpu-s")
		result.Verdict = harness.Passed
		if err := intake.End(result); err != nil {
			b.Fatal(err)
		}
		page, err := os.Create(filepath.Join(b.TempDir(), "page.html"))
		if err != nil {
			b.Fatal(err)
		}
		if err := reports.HTML(page, result); err != nil {
			b.Fatal(err)
		}
		step("page-cpu-s")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		for path, unit := range map[string]string{file: "db-MB", page.Name(): "page-MB"} {
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(info.Size())/1e6, unit)
		}
		b.ReportMetric(float64(*iterations)*float64(len(k6Lines))/1e6, "k6-json-MB")
		var u syscall.Rusage
		syscall.Getrusage(syscall.RUSAGE_SELF, &u)
		b.ReportMetric(float64(u.Maxrss)/1e3, "max-rss-MB")
	}
}

// k6Lines are what k6 --out json writes of one iteration with five custom trends, after its documentation: computed, not run.
var k6Lines = func() (all string) {
	for _, metric := range []string{"iteration_duration", "iterations", "nova_boot_server", "nova_boot_server_wait", "neutron_create_port", "cinder_create_volume", "nova_delete_server"} {
		all += `{"metric":"` + metric + `","type":"Point","data":{"time":"2026-11-23T13:44:50.123456789+00:00","value":20.123456,"tags":{"group":"","scenario":"default"}}}` + "\n"
	}
	return all
}()

func used(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// synthetic are iterations of a hundred users, whose actions take log-normal times, and of which one in 200 fails.
func synthetic(n int) iter.Seq[*harness.Record] {
	paths := []string{"nova.boot_server", "nova.boot_server[wait]", "neutron.create_port", "cinder.create_volume", "nova.delete_server"}
	return func(yield func(*harness.Record) bool) {
		random := rand.New(rand.NewPCG(1, 2))
		for i := range n {
			start := time.Duration(i) * 100 * time.Microsecond
			r := harness.Record{Number: int64(i + 1), Due: start, Start: start, Project: "project-" + fmt.Sprint(i%4)}
			var took time.Duration
			for k, path := range paths {
				d := time.Duration(float64(20*time.Millisecond) * math.Exp(0.5*random.NormFloat64()))
				r.Actions = append(r.Actions, harness.RecordedAction{Path: path, Start: took, Duration: d})
				if k != 1 {
					took += d
				}
			}
			r.End = r.Start + took
			if i%200 == 17 {
				r.Outcome, r.Class, r.Message, r.Action = harness.EndFailure, "http 503", "Expected HTTP response code [200], but got 503 instead: the service is unavailable", paths[2]
				r.Actions[2].Failed = true
			}
			if !yield(&r) {
				return
			}
		}
	}
}
