package harness

import (
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/pacenote/pacenote/harness/load"
)

// naive is the percentile p of sorted durations by its definition: the smallest that at least p percent do not exceed.
func naive(sorted []time.Duration, p float64) time.Duration {
	for i, d := range sorted {
		// (i+1)/n >= p/100, in integers: percentiles have at most three digits after the point here
		if int64(i+1)*100_000 >= int64(math.Round(p*1000))*int64(len(sorted)) {
			return d
		}
	}
	return sorted[len(sorted)-1]
}

func naiveMean(all []time.Duration) time.Duration {
	sum := new(big.Rat)
	for _, d := range all {
		sum.Add(sum, new(big.Rat).SetInt64(int64(d)))
	}
	f, _ := sum.Quo(sum, new(big.Rat).SetInt64(int64(len(all)))).Float64()
	return time.Duration(math.Round(f))
}

func naiveDeviation(all []time.Duration) time.Duration {
	if len(all) < 2 {
		return 0
	}
	n := new(big.Rat).SetInt64(int64(len(all)))
	mean := new(big.Rat)
	for _, d := range all {
		mean.Add(mean, new(big.Rat).SetInt64(int64(d)))
	}
	mean.Quo(mean, n)
	sum := new(big.Rat)
	for _, d := range all {
		off := new(big.Rat).Sub(new(big.Rat).SetInt64(int64(d)), mean)
		sum.Add(sum, off.Mul(off, off))
	}
	f, _ := sum.Quo(sum, n.Sub(n, big.NewRat(1, 1))).Float64()
	return time.Duration(math.Round(math.Sqrt(f)))
}

// durations are drawn as measurements are: of any size, with many alike, with far outliers.
func durations(t *rapid.T) []time.Duration {
	most := rapid.SampledFrom([]int64{1, 1000, int64(time.Millisecond), int64(time.Second), int64(24 * time.Hour)}).Draw(t, "most")
	base := rapid.SampledFrom([]int64{0, 0, int64(time.Hour)}).Draw(t, "base")
	list := rapid.SliceOfN(rapid.Int64Range(0, most), 1, 300).Draw(t, "durations")
	out := make([]time.Duration, len(list))
	for i, d := range list {
		out[i] = time.Duration(base + d)
	}
	return out
}

// A distribution agrees with a sorted slice: exactly where it says so, within its accuracy elsewhere, and whatever the
// order in which its parts were added.
func TestDistribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := durations(t)
		var whole, merged Distribution
		parts := make([]Distribution, 4)
		for i, d := range all {
			whole.Add(d)
			parts[(i*7)%4].Add(d)
		}
		for _, i := range rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "order") {
			merged.Merge(&parts[i])
		}
		sorted := slices.Sorted(slices.Values(all))
		exact := whole
		exact.settle(slices.Clone(all))
		for _, x := range []*Distribution{&whole, &merged, &exact} {
			if x.Count != int64(len(all)) || x.Min != sorted[0] || x.Max != sorted[len(sorted)-1] {
				t.Fatalf("count %d, min %v, max %v of %v", x.Count, x.Min, x.Max, sorted)
			}
			if got, want := x.Mean(), naiveMean(all); got != want {
				t.Fatalf("Mean() = %v; want %v, of %v", got, want, sorted)
			}
			if got, want := x.Deviation(), naiveDeviation(all); (got - want).Abs() > 1 {
				t.Fatalf("Deviation() = %v; want %v, of %v", got, want, sorted)
			}
			for _, p := range []float64{0.1, 1, 25, 50, 75, 90, 95, 99, 99.9, 99.999, 100} {
				got, want := x.Percentile(p), naive(sorted, p)
				if x.Exact(p) && got != want || math.Abs(float64(got-want)) > Accuracy*float64(want)+1 {
					t.Fatalf("Percentile(%v) = %v (exact: %t); want %v, of %v", p, got, x.Exact(p), want, sorted)
				}
			}
			if x.Percentile(0) != x.Min || x.Percentile(100) != x.Max {
				t.Fatalf("Percentile(0), Percentile(100) = %v, %v; want %v, %v", x.Percentile(0), x.Percentile(100), x.Min, x.Max)
			}
		}
		if !exact.Exact(12.345) || whole.Exact(50) && whole.Min < whole.Max {
			t.Fatal("what is exact does not say so, or what is not does")
		}
		n, last := int64(0), time.Duration(-1)
		for d, k := range merged.Buckets() {
			if d < last || d < merged.Min || d > merged.Max {
				t.Fatalf("bucket at %v after %v", d, last)
			}
			n, last = n+k, d
		}
		if n != merged.Count {
			t.Fatalf("buckets hold %d of %d", n, merged.Count)
		}
	})
}

// The nearest rank is that of arithmetic, not of floating-point numbers: at a jump, a rank that is off by one is off by
// everything.
func TestRanks(t *testing.T) {
	for n := int64(1); n <= 3000; n++ {
		for _, p := range Percentiles {
			want := (int64(math.Round(p*10))*n+999)/1000 - 1
			if got := rank(p, n); got != want {
				t.Fatalf("rank(%v, %d) = %d; want %d", p, n, got, want)
			}
			if float64(n-1)*(float64(want)/float64(n-1)) >= float64(want) {
				continue // a sketch cannot get this one wrong
			}
			var x Distribution
			for i := range n {
				x.Add(map[bool]time.Duration{true: time.Microsecond, false: time.Second}[i < want])
			}
			if got := x.Percentile(p); got < 1e9/2 {
				t.Fatalf("Percentile(%v) of %d, of which %d are 1us = %v; want about 1s", p, n, want, got)
			}
		}
	}
}

// What differs little among long durations is not lost, and nothing is found among equal ones.
func TestDeviationIsExact(t *testing.T) {
	var x, same Distribution
	for i := range 1_000_000 {
		x.Add(time.Hour + time.Duration(i%2)*2*time.Microsecond)
		same.Add(time.Hour)
	}
	if d := x.Deviation(); d != time.Microsecond {
		t.Errorf("Deviation() of 1h and 1h+2us = %v; want 1us", d)
	}
	if d := same.Deviation(); d != 0 {
		t.Errorf("Deviation() of equals = %v; want 0", d)
	}
}

func TestEmptyDistribution(t *testing.T) {
	var x, y Distribution
	x.Merge(&y)
	for range x.Buckets() {
		t.Error("nothing has a bucket")
	}
	if x.Percentile(50) != 0 || x.Mean() != 0 || x.Deviation() != 0 || !x.Exact(50) {
		t.Errorf("of nothing: p50 %v, mean %v, deviation %v; want zeros", x.Percentile(50), x.Mean(), x.Deviation())
	}
	x.Add(-time.Second)
	if x.Min != 0 || x.Sum != 0 || x.Count != 1 {
		t.Errorf("-1s counts as %v; want zero", x.Min)
	}
}

// retainedRun is a run whose records are given, with populations kept whole up to a limit.
func retainedRun(t interface {
	Fatal(...any)
}, whole int, workloads int, records []record) *run {
	b := new(Benchmark)
	for range workloads {
		b.Workloads = append(b.Workloads, Workload{Scenario: ScenarioFunc(nil), Load: load.Constant{Users: 2, Iterations: 2}})
	}
	r := newRun(Lab{}, b)
	var err error
	if r.retained, err = retain("", false, &r.names); err != nil {
		t.Fatal(err)
	}
	if err := r.newDrives(); err != nil {
		t.Fatal(err)
	}
	for i := range records {
		s := r.shards[i%len(r.shards)]
		s.add(&records[i], r.drives[records[i].workload])
		if i%97 == 0 {
			s.flush(r.retained)
		}
	}
	for _, s := range r.shards {
		s.flush(r.retained)
	}
	r.whole = whole
	return r
}

// Large populations have the same percentiles as small ones, and exactly those of a sorted slice, in memory that does not
// grow with them.
func TestLargePopulationsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := durations(t)
		records := make([]record, len(all))
		var successes, failures []time.Duration
		for i, d := range all {
			records[i] = record{number: int64(i + 1), start: time.Duration(i), end: time.Duration(i) + d, action: -1}
			if i%5 == 4 {
				records[i].outcome = failed
				failures = append(failures, d)
			} else {
				successes = append(successes, d)
			}
		}
		whole := rapid.IntRange(0, 20).Draw(t, "whole")
		r := retainedRun(t, whole, 1, records)
		defer r.retained.close()
		settled, err := r.settle(time.Hour, math.MaxInt64)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(successes)
		slices.Sort(failures)
		for _, tt := range []struct {
			x    *Distribution
			want []time.Duration
		}{{&settled.outcomes[0].Iterations.Success, successes}, {&settled.outcomes[0].Iterations.Failure, failures}} {
			if len(tt.want) == 0 {
				continue
			}
			for _, p := range Percentiles {
				if got, want := tt.x.Percentile(p), naive(tt.want, p); got != want || !tt.x.Exact(p) {
					t.Fatalf("Percentile(%v) = %v (exact: %t), keeping %d whole; want %v, of %v", p, got, tt.x.Exact(p), whole, want, tt.want)
				}
			}
			if tt.x.Exact(12.345) != (len(tt.want) <= whole || tt.x.Min == tt.x.Max) {
				t.Fatalf("Exact(12.345) = %t of %d, keeping %d whole", tt.x.Exact(12.345), len(tt.want), whole)
			}
		}
	})
}

// Iterations may end while the outcomes so far are computed: the two readings see the same ones.
func TestSettleWhileRecordsCome(t *testing.T) {
	var records []record
	for i := range 1000 {
		records = append(records, record{number: int64(i), end: time.Duration(i) * time.Millisecond, action: -1})
	}
	r := retainedRun(t, 10, 1, records)
	defer r.retained.close()
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for i := range 3000 { // an end of its own: a file that grows as fast as it can is never read
			select {
			case <-stop:
				return
			default:
			}
			r.shards[0].add(&record{number: int64(i), end: time.Hour, outcome: failed, action: -1, actions: []actionRecord{{id: r.names.actions.id("late")}}}, r.drives[0])
			r.shards[0].flush(r.retained)
		}
	}()
	for range 10 {
		settled, err := r.settle(time.Second, math.MaxInt64)
		if err != nil {
			t.Fatal(err)
		}
		if got := settled.outcomes[0].Iterations.Success.Percentile(50); got != 499*time.Millisecond || settled.outcomes[0].Iterations.Success.Count != 1000 {
			t.Errorf("p50 of %d successes is %v; want 499ms of 1000", settled.outcomes[0].Iterations.Success.Count, got)
		}
		if f := &settled.outcomes[0].Iterations.Failure; f.Count > 0 && f.Percentile(50) != time.Hour {
			t.Errorf("p50 of %d failures is %v; want 1h", f.Count, f.Percentile(50))
		}
	}
	<-done
}

// Records come in any order and any distribution over shards; the outcome is the same.
func TestSettleDoesNotDependOnOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var records []record
	for i := range 500 {
		d := time.Duration(random.Int64N(int64(time.Minute)))
		r := record{workload: i % 2, number: int64(i), start: d, end: d + time.Duration(random.Int64N(int64(time.Second))), action: int32(i % 3)}
		if i%3 == 0 {
			r.outcome, r.class, r.message = failed, "error", "number "+strings.Repeat("x", i%7)
		}
		for a := range int32(3) {
			r.actions = append(r.actions, actionRecord{id: a, failed: a == 0 && i%3 == 0, start: time.Duration(a), duration: r.end - r.start, waited: 5, last: 2})
		}
		records = append(records, r)
	}
	outcome := func() []Outcome {
		r := retainedRun(t, 20, 2, records)
		defer r.retained.close()
		for _, name := range []string{"a", "b", "c"} {
			r.names.actions.id(name)
		}
		settled, err := r.settle(time.Minute, math.MaxInt64)
		if err != nil {
			t.Fatal(err)
		}
		return settled.outcomes
	}
	want := outcome()
	for range 5 {
		random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		for i, o := range outcome() {
			w := &want[i]
			if o.Started != w.Started || !slices.Equal(o.Failures, w.Failures) || !reflect.DeepEqual(o.Timeline, w.Timeline) || o.Iterations.Success.Mean() != w.Iterations.Success.Mean() {
				t.Errorf("workload %d: outcome depends on the order of its records", i)
			}
			for k := range o.Actions {
				for _, p := range Percentiles {
					if o.Actions[k].Success.Percentile(p) != w.Actions[k].Success.Percentile(p) {
						t.Errorf("p%v of %s depends on the order of records", p, o.Actions[k].Name)
					}
				}
			}
		}
	}
}

// Starts after the stop are found in the records themselves.
func TestStartsAfterTheStopAreCounted(t *testing.T) {
	r := retainedRun(t, 10, 1, []record{{number: 1, start: time.Second}, {number: 2, start: 2 * time.Second}, {number: 3, start: 2*time.Second + 1}})
	defer r.retained.close()
	r.begin = time.Now()
	for _, tt := range []struct {
		at   time.Time
		want int64
	}{{time.Time{}, 0}, {r.begin.Add(2 * time.Second), 1}, {r.begin, 3}} {
		r.stop.at = tt.at
		settled, err := r.settle(3*time.Second, math.MaxInt64)
		if err != nil || settled.outcomes[0].AfterStop != tt.want {
			t.Errorf("stop at %v: %d starts after it, %v; want %d", tt.at.Sub(r.begin), settled.outcomes[0].AfterStop, err, tt.want)
		}
	}
}

// A disk that fails is told, and so is a file that lost some of what was written.
func TestLostRecordsAreTold(t *testing.T) {
	b := Benchmark{Workloads: []Workload{{Scenario: ScenarioFunc(nil), SLA: []Check{}}}}
	folder := t.TempDir()
	for _, tt := range []struct {
		what string
		harm func(*run)
		want string
	}{
		{"nothing", func(*run) {}, ""},
		{"closed file", func(r *run) { r.retained.file.Close() }, "retain iterations: "},
		{"cut file", func(r *run) {
			r.shards[0].flush(r.retained)
			if err := os.Truncate(filepath.Join(folder, "iterations.pnr"), 20); err != nil {
				t.Fatal(err)
			}
		}, "bytes"},
	} {
		r := newRun(Lab{}, &b)
		var err error
		if r.retained, err = retain(folder, false, &r.names); err != nil {
			t.Fatal(err)
		}
		r.begin = time.Now()
		if err := r.newDrives(); err != nil {
			t.Fatal(err)
		}
		for i := range 20 {
			r.shards[0].add(&record{number: int64(i), action: -1}, r.drives[0])
		}
		r.shards[0].flush(r.retained)
		r.shards[0].add(&record{number: 20, action: -1}, r.drives[0])
		tt.harm(r)
		r.shards[0].flush(r.retained)
		err = r.finish(nil)
		r.retained.close()
		if tt.want == "" {
			if err != nil || r.result.Workloads[0].Started != 21 {
				t.Errorf("%s: finish: %v after %d; want nil after 21", tt.what, err, r.result.Workloads[0].Started)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) || len(r.result.Troubles) != 1 || verdict(err) != Broken {
			t.Errorf("%s: finish: %v, troubles %q, verdict %s; want one with %q, broken", tt.what, err, r.result.Troubles, verdict(err), tt.want)
		}
	}
}

// The timeline counts every start and every end once.
func TestTimeline(t *testing.T) {
	for _, tt := range []struct {
		elapsed    time.Duration
		iterations int64
		width      time.Duration
	}{
		{0, 5, 10 * time.Millisecond}, {2 * time.Second, 5, 200 * time.Millisecond}, {19 * time.Second, 16, time.Second},
		{23 * time.Second, 1e6, 100 * time.Millisecond}, {24 * time.Second, 1e6, 200 * time.Millisecond},
		{time.Minute, 1e6, 500 * time.Millisecond}, {time.Minute, 500, 2 * time.Second},
		{time.Hour, 1e6, 20 * time.Second}, {24 * time.Hour, 1e6, 500 * time.Second},
	} {
		if w := newTimeline(tt.elapsed, tt.iterations).width; w != tt.width {
			t.Errorf("newTimeline(%v, %d).width = %v; want %v", tt.elapsed, tt.iterations, w, tt.width)
		}
	}
	line := newTimeline(time.Second, 120)
	const ms = time.Millisecond
	for _, r := range []record{
		{start: 0, end: 350 * ms}, {start: 100 * ms, end: 250 * ms}, {start: 150 * ms, end: 1000 * ms, outcome: aborted}, {start: 990 * ms, end: 999 * ms, outcome: failed},
	} {
		line.add(&r)
	}
	var got []int64
	for _, b := range buckets(line.iterations) {
		got = append(got, b.Started*1000+b.Succeeded*100+b.Failed*10+b.InFlight)
	}
	if want := []int64{1001, 2003, 102, 101, 1, 1, 1, 1, 1, 1011, 0}; !slices.Equal(got, want) {
		t.Errorf("buckets %v; want %v", got, want)
	}
}
