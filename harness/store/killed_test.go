package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/store"
)

// TestMain also is the processes that tests end: those of a variable.
func TestMain(m *testing.M) {
	if file := os.Getenv("STORE_TEST_LOAD"); file != "" {
		loadUntilKilled(file)
		return
	}
	if file := os.Getenv("STORE_TEST_SEGMENTS"); file != "" {
		writeSegments(file)
		return
	}
	goleak.VerifyTestMain(m)
}

// killedRate is how many iterations a second the process makes that is killed.
const killedRate = 10_000

// loadUntilKilled runs a load, and prints every 10 ms how many iterations have ended.
func loadUntilKilled(file string) {
	s, err := store.Open(context.Background(), file)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	var ended atomic.Int64
	scenario := harness.ScenarioFunc(func(ctx context.Context, it *harness.Iteration) error {
		defer ended.Add(1)
		return it.Time(ctx, "one", func(ctx context.Context) error {
			return it.Time(ctx, "two", func(context.Context) error { return nil })
		})
	})
	go func() {
		for range time.Tick(10 * time.Millisecond) {
			fmt.Println(ended.Load())
		}
	}()
	_, err = harness.Lab{Sinks: []harness.Sink{s}}.Run(context.Background(), harness.Benchmark{
		Name: "killed", Workloads: []harness.Workload{{Scenario: scenario, Load: load.Rate{PerSecond: killedRate, Duration: time.Minute}, SLA: []harness.Check{}}},
	})
	fmt.Println("error", err)
}

// After kill -9 at any moment, the file is whole, has all but the last second, and says that the run was interrupted.
// PACENOTE_KILLS is how often; three times without it.
func TestKilled(t *testing.T) {
	kills := 3
	if text := os.Getenv("PACENOTE_KILLS"); text != "" {
		var err error
		if kills, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "results.db")
	var worst int64
	for i := range kills {
		seen := killOne(t, file, time.Duration(300+rand.IntN(2700))*time.Millisecond)
		s := opened(t, file)
		if err := s.Check(t.Context()); err != nil {
			t.Fatalf("after kill %d: %v", i+1, err)
		}
		run, err := s.Find(t.Context(), "last")
		if err != nil {
			t.Fatal(err)
		}
		result, err := s.Result(t.Context(), run.ID)
		if err != nil {
			t.Fatal(err)
		}
		it := &result.Workloads[0].Iterations
		lost := seen - it.Ended()
		worst = max(worst, lost)
		if run.Verdict != store.Interrupted || result.Verdict != harness.Interrupted {
			t.Errorf("after kill %d the run is %s; want interrupted", i+1, run.Verdict)
		}
		if lost > killedRate {
			t.Errorf("after kill %d, %d of %d iterations are lost: more than a second's", i+1, lost, seen)
		}
		if _, ok := result.Workloads[0].Series("one[two]"); !ok && it.Ended() > 0 {
			t.Errorf("after kill %d the actions are lost: %v", i+1, result.Workloads[0].Names())
		}
		s.Close()
	}
	t.Logf("%d kills, at most %d iterations lost: %v of load", kills, worst, time.Duration(worst)*time.Second/killedRate)
}

// killOne runs a load, kills it after a while, and returns how many iterations had ended.
func killOne(t *testing.T, file string, after time.Duration) (seen int64) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), "STORE_TEST_LOAD="+file)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var timer *time.Timer
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "error") {
			t.Errorf("the load: %s", lines.Text())
			break
		}
		if n, err := strconv.ParseInt(lines.Text(), 10, 64); err == nil {
			seen = n
		}
		if timer == nil && seen > 0 {
			timer = time.AfterFunc(after, func() { command.Process.Kill() })
			defer timer.Stop()
		}
	}
	command.Process.Kill()
	command.Wait()
	return seen
}

// Processes that write at once get in each other's way no more than that they wait.
func TestManyProcesses(t *testing.T) {
	const processes = 4
	file := filepath.Join(t.TempDir(), "results.db")
	var all []*exec.Cmd
	for i := range processes {
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), "STORE_TEST_SEGMENTS="+file, "STORE_TEST_ID="+fmt.Sprintf("%08x", i))
		command.Stderr = os.Stderr
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, command)
	}
	for _, command := range all {
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	}
	s := opened(t, file)
	list, err := s.Runs(t.Context(), store.Filter{Verdict: "passed"})
	if err != nil || len(list) != processes {
		t.Fatalf("%d runs, %v; want %d", len(list), err, processes)
	}
	for _, r := range list {
		if r.Iterations != manySegments*10 {
			t.Errorf("run %s has %d iterations; want %d", r.ID, r.Iterations, manySegments*10)
		}
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

const manySegments = 100

func writeSegments(file string) {
	if err := func() error {
		s, err := store.Open(context.Background(), file)
		if err != nil {
			return err
		}
		defer s.Close()
		result := &harness.Result{ID: os.Getenv("STORE_TEST_ID"), Name: "many", Workloads: []harness.Outcome{{View: harness.View{Workload: "w"}}}}
		intake, err := s.Begin(result)
		if err != nil {
			return err
		}
		for i := range manySegments {
			err := intake.Take(func(yield func(*harness.Record) bool) {
				for n := range 10 {
					result.Workloads[0].Iterations.Success.Add(1)
					if !yield(&harness.Record{Number: int64(10*i + n + 1)}) {
						return
					}
				}
			})
			if err != nil {
				return err
			}
		}
		result.Verdict = harness.Passed
		return intake.End(result)
	}(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
