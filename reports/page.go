package reports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A page is what the template shows. All of its text is clean; the template escapes it.
type page struct {
	outfit
	Title      string
	Tally      string
	Tone       tone
	Rehearsal  string // "" if no result is one
	When       string
	Where      string
	Figures    []figure
	Glance     *glance
	Rows       []row
	Filter     bool // there are enough rows to look for one
	Benchmarks []*benchmark
	Bundles    []bundle
}

// A figure is a number that is shown large.
type figure struct {
	Name, Value string
	Tone        tone
}

// A row is a workload in the overview.
type row struct {
	Slug       string
	Name       string // "" if the row above is of the same benchmark
	Word       string
	Tone       tone
	Rehearsal  bool
	Scenario   string
	Load       string
	Iterations int64
	Failed     int64
	P95        time.Duration // zero if nothing succeeded
	Rate       string
	Took       time.Duration
	Trace      string // of p95 over time, points of a drawing of 100 x 24
}

// filterFrom is from how many rows on the overview can be filtered.
const filterFrom = 6

func newPage(results []*harness.Result) *page {
	p := &page{outfit: newOutfit(), Tally: tally(results), Tone: good}
	workloads := 0
	for _, r := range results {
		workloads += len(r.Workloads)
	}
	slugs := make(map[string]bool)
	for i, r := range results {
		b := newBenchmark(r, slug(r, slugs), fmt.Sprintf("b%d", i), partsEach(workloads))
		p.Benchmarks = append(p.Benchmarks, b)
		p.Rows = append(p.Rows, rows(r, b)...)
	}
	if worst := worst(results); worst >= 0 {
		p.Benchmarks[worst].Opens = true
		p.Tone = toneOf(results[worst])
	} else {
		p.Tone = warn
	}
	p.Glance = newGlance(results, p.Benchmarks)
	p.Filter = len(p.Rows) >= filterFrom
	if p.Rehearsal = rehearsal(results); p.Rehearsal == simulated {
		for i := range p.Rows { // the page says it of all
			p.Rows[i].Rehearsal = false
		}
	}
	p.When, p.Where = when(results), where(results)
	p.Figures = totals(results)
	p.Title = p.Tally + " – Pacenote"
	if p.Rehearsal != "" {
		p.Title = "REHEARSAL: " + p.Title
	}
	return p
}

// worst is the index of the result that the page opens with; -1 if there is none.
func worst(results []*harness.Result) int {
	at, most := -1, -1
	for i, r := range results {
		if rank := rank(toneOf(r)); rank > most {
			at, most = i, rank
		}
	}
	return at
}

// rank is the higher the worse a tone is.
func rank(t tone) int { return slices.Index([]tone{good, warn, bound, bad}, t) }

// rehearsal is the warning of a page that shows a rehearsal.
func rehearsal(results []*harness.Result) string {
	n := 0
	for _, r := range results {
		if r.Rehearsal {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case len(results):
		return simulated
	}
	return fmt.Sprintf("%d of %d benchmarks ran as a rehearsal, and are marked so: their figures are those of a simulated cloud.", n, len(results))
}

// when is the wall time at which the first of the results began and how long the last of them took from then.
func when(results []*harness.Result) string {
	var first, last time.Time
	for _, r := range results {
		if r.Started.IsZero() {
			continue
		}
		if first.IsZero() || r.Started.Before(first) {
			first = r.Started
		}
		if end := r.Started.Add(length(r)); end.After(last) {
			last = end
		}
	}
	if first.IsZero() {
		return ""
	}
	return first.UTC().Format("2 January 2006, 15:04 UTC") + ", took " + seconds(last.Sub(first))
}

// where are the clouds that the results are about.
func where(results []*harness.Result) string {
	var list []string
	for _, r := range results {
		place := "no cloud"
		switch e := &r.Environment; {
		case r.Rehearsal:
			place = "simulated cloud"
		case e.Cloud != "" && e.Region != "":
			place = line(e.Cloud) + " (" + line(e.Region) + ")"
		case e.Cloud != "":
			place = line(e.Cloud)
		}
		if !slices.Contains(list, place) {
			list = append(list, place)
		}
	}
	if len(list) > 4 {
		list = append(list[:3], fmt.Sprintf("and %d more", len(list)-3))
	}
	return strings.Join(list, ", ")
}

func totals(results []*harness.Result) []figure {
	var ok, broken, iterations, failed, aborted int64
	for _, r := range results {
		switch {
		case fine(r):
			ok++
		case r.Verdict != harness.Running:
			broken++
		}
		for i := range r.Workloads {
			o := &r.Workloads[i]
			iterations += whole(o, endedOf)
			failed += whole(o, failedOf)
			aborted += whole(o, abortedOf)
		}
	}
	list := []figure{{"passed", number(ok), ""}, {"not passed", number(broken), ""}, {"iterations", number(iterations), ""}, {"failed", number(failed), ""}}
	if ok > 0 {
		list[0].Tone = good
	}
	if broken > 0 {
		list[1].Tone = toneOf(results[worst(results)])
	}
	if aborted > 0 {
		list = append(list, figure{"aborted", number(aborted), ""})
	}
	return list
}

func rows(r *harness.Result, b *benchmark) (list []row) {
	for i := range r.Workloads {
		o := &r.Workloads[i]
		list = append(list, row{
			Slug: b.Slug, Word: b.Word, Tone: b.Tone, Rehearsal: r.Rehearsal,
			Scenario: line(o.Scenario), Load: line(o.Load),
			Iterations: o.Iterations.Ended(), Failed: o.Iterations.Failure.Count,
			P95: o.Iterations.Success.Percentile(95), Rate: pace(o),
			Took: o.Elapsed, Trace: trace(o),
		})
	}
	if len(list) == 0 {
		list = []row{{Slug: b.Slug, Word: b.Word, Tone: b.Tone, Rehearsal: r.Rehearsal, Rate: "–", Took: length(r)}}
	}
	list[0].Name = b.Name
	return list
}

// trace draws p95 over time in a box of 100 x 24.
func trace(o *harness.Outcome) string {
	p := newParts(&o.Timeline, ended(o), 48)
	var most time.Duration
	for _, b := range p.buckets {
		most = max(most, b.P95)
	}
	var b strings.Builder
	for i, part := range p.buckets {
		if part.Succeeded > 0 {
			x, y := float64(i)*100/float64(max(len(p.buckets)-1, 1)), 23-22*float64(part.P95)/float64(max(most, 1))
			fmt.Fprintf(&b, "%.0f,%.1f ", x, y)
		}
	}
	if strings.Count(b.String(), " ") < 2 {
		return ""
	}
	return strings.TrimSpace(b.String())
}

// slug is the name of a benchmark in the address of the page: different for each.
func slug(r *harness.Result, taken map[string]bool) string {
	var b strings.Builder
	for _, c := range strings.ToLower(r.Name) {
		switch {
		case b.Len() >= 60:
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	s := strings.Trim(b.String(), "-")
	if s == "" {
		s = "benchmark"
	}
	for base, n := s, 2; taken[s]; n++ {
		s = fmt.Sprintf("%s-%d", base, n)
	}
	taken[s] = true
	return s
}
