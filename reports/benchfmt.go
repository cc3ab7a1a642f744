package reports

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/pacenote/pacenote/harness"
)

// samples is how many durations of a series [Benchfmt] writes.
const samples = 100

// Benchfmt writes results in the format of Go benchmarks, for benchstat and the like: of each series of each workload a hundred of
// the durations of its successes, evenly spaced by rank and in no order, so that their median and its interval are those of the
// run's. A line is one of them, in ns/op:
//
//	BenchmarkBootStorm/nova.boot_server 1 4211000000 ns/op
func Benchfmt(w io.Writer, results ...*harness.Result) error {
	b := bufio.NewWriter(w)
	for _, r := range results {
		fmt.Fprintf(b, "pkg: pacenote\nrun: %s\ncloud: %s\n", r.ID, where([]*harness.Result{r}))
		for i := range r.Workloads {
			o := &r.Workloads[i]
			name := "Benchmark" + camel(r.Name)
			if len(r.Workloads) > 1 {
				name += "/" + camel(o.Workload)
			}
			series := []*harness.Series{&o.Iterations}
			for k := range o.Actions {
				series = append(series, &o.Actions[k])
			}
			for _, s := range series {
				full := name + "/iteration"
				if s.Name != "" {
					full = name + "/" + strings.ReplaceAll(line(s.Name), " ", "_")
				}
				list := slices.Collect(s.Success.Ranks(samples))
				random := rand.New(rand.NewPCG(uint64(len(list)), 1))
				random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
				for _, d := range list {
					fmt.Fprintf(b, "%s 1 %d ns/op\n", full, d/time.Nanosecond)
				}
			}
		}
	}
	return b.Flush()
}

// camel is a name as one word that benchmarks may have.
func camel(name string) string {
	var b strings.Builder
	upper := true
	for _, c := range line(name) {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("._[]", c):
			if upper {
				c = unicode.ToUpper(c)
			}
			b.WriteRune(c)
			upper = false
		default:
			upper = unicode.IsSpace(c)
			if !upper {
				b.WriteByte('-')
			}
		}
	}
	return b.String()
}
