package reports

import (
	"encoding/json"
	"io"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/history"
)

// Comparisons is what [CompareJSON] writes. Durations are seconds, shares and ratios are numbers; p-values are corrected for all
// questions of a comparison.
type Comparisons struct {
	Pacenote    int               `json:"pacenote"` // the version of this schema, [Version]
	Comparisons []ComparisonOfTwo `json:"comparisons"`
}

// A ComparisonOfTwo holds a run against an earlier one.
type ComparisonOfTwo struct {
	Name     string         `json:"name"`
	Old      RunName        `json:"old"`
	New      RunName        `json:"new"`
	Words    string         `json:"words"`
	Worse    bool           `json:"worse"` // something is slower, or fails more often, and chance is no explanation
	Series   []SeriesOfTwo  `json:"series"`
	Changes  []ChangeOfTwo  `json:"changes,omitempty"` // what else differs
	Promises []PromiseOfTwo `json:"promises,omitempty"`
	Failures []FailureOfTwo `json:"failures,omitempty"`
	Gone     []string       `json:"only_old,omitempty"`
	Added    []string       `json:"only_new,omitempty"`
}

// A RunName says which run is meant.
type RunName struct {
	ID        string `json:"id"`
	Started   string `json:"started,omitempty"` // RFC 3339, UTC
	Verdict   string `json:"verdict"`
	Rehearsal bool   `json:"rehearsal"`
}

// A SeriesOfTwo is a series of both runs.
type SeriesOfTwo struct {
	Workload       string       `json:"workload"`
	Series         string       `json:"series"` // "" is the iteration
	Old            FiguresOfOne `json:"old"`
	New            FiguresOfOne `json:"new"`
	Ratio          float64      `json:"p50_ratio,omitempty"` // new to old; left out if one has no successes
	Low            float64      `json:"p50_ratio_low,omitempty"`
	High           float64      `json:"p50_ratio_high,omitempty"` // of 95 % confidence
	P              float64      `json:"p"`
	Verdict        string       `json:"verdict"` // "~", "better" or "worse"
	Because        string       `json:"because,omitempty"`
	TailP          float64      `json:"tail_p"` // of what is beyond p95
	TailVerdict    string       `json:"tail_verdict"`
	FailureP       float64      `json:"failure_p"`
	FailureVerdict string       `json:"failure_verdict"`
}

// FiguresOfOne are those of a series in one run.
type FiguresOfOne struct {
	Succeeded int64   `json:"succeeded"`
	Failed    int64   `json:"failed"`
	Mean      float64 `json:"mean_seconds"`
	P50       float64 `json:"p50_seconds"`
	P95       float64 `json:"p95_seconds"`
	P99       float64 `json:"p99_seconds"`
	Rate      float64 `json:"ends_per_second"`
}

// A ChangeOfTwo is something that the runs were, or were to do.
type ChangeOfTwo struct {
	What string `json:"what"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// A PromiseOfTwo is a service level whose verdict has changed.
type PromiseOfTwo struct {
	Workload string `json:"workload"`
	Promise  string `json:"promise"`
	Kept     bool   `json:"kept"`
	Old      string `json:"old"`
	New      string `json:"new"`
}

// A FailureOfTwo is a kind of failure.
type FailureOfTwo struct {
	Workload string `json:"workload"`
	Class    string `json:"class"`
	Action   string `json:"action,omitempty"`
	Old      int64  `json:"old"`
	New      int64  `json:"new"`
	Message  string `json:"message,omitempty"`
}

// CompareJSON writes [Comparisons].
func CompareJSON(w io.Writer, list ...*history.Difference) error {
	all := Comparisons{Pacenote: Version, Comparisons: []ComparisonOfTwo{}}
	for _, d := range list {
		c := ComparisonOfTwo{Name: d.New.Name, Old: runName(d.Old), New: runName(d.New), Words: differenceWords(d), Gone: d.Gone, Added: d.Added, Series: []SeriesOfTwo{}}
		for i := range d.Rows {
			r := &d.Rows[i]
			c.Worse = c.Worse || r.Found() && r.Worse()
			c.Series = append(c.Series, SeriesOfTwo{
				r.Workload, r.Series, figuresOf(r.Old), figuresOf(r.New), r.Ratio, r.Low, r.High, r.P, string(r.Verdict), r.Because, r.TailP, string(r.TailVerdict), r.FailureP, string(r.FailureVerdict),
			})
		}
		for _, x := range d.Changes {
			c.Changes = append(c.Changes, ChangeOfTwo{x.What, x.From, x.To})
		}
		for _, l := range d.Levels {
			c.Promises = append(c.Promises, PromiseOfTwo{l.Workload, l.Promise, l.Kept, l.Old, l.New})
		}
		for _, f := range d.Failures {
			c.Failures = append(c.Failures, FailureOfTwo{f.Workload, f.Class, f.Action, f.Old, f.New, f.Message})
		}
		all.Comparisons = append(all.Comparisons, c)
	}
	return indent(w, all)
}

func runName(r *harness.Result) RunName {
	n := RunName{ID: r.ID, Verdict: string(r.Verdict), Rehearsal: r.Rehearsal}
	if !r.Started.IsZero() {
		n.Started = r.Started.UTC().Format(time.RFC3339)
	}
	return n
}

func figuresOf(f history.Figures) FiguresOfOne {
	return FiguresOfOne{f.Succeeded, f.Failed, f.Mean.Seconds(), f.P50.Seconds(), f.P95.Seconds(), f.P99.Seconds(), f.Rate}
}

func indent(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// Trends is what [TrendJSON] writes. Durations are seconds.
type Trends struct {
	Pacenote int          `json:"pacenote"` // the version of this schema, [Version]
	Trends   []RowOfTrend `json:"trends"`
}

// A RowOfTrend is the runs of one workload of a benchmark at one place.
type RowOfTrend struct {
	Benchmark string          `json:"benchmark"`
	Workload  string          `json:"workload"`
	Scenario  string          `json:"scenario"`
	Place     string          `json:"place"`
	Words     string          `json:"words"`
	Runs      []RunOfTrend    `json:"runs"` // in the order in which they began
	Series    []SeriesOfTrend `json:"series"`
}

// A RunOfTrend is a run.
type RunOfTrend struct {
	RunName
	Version  string        `json:"pacenote_version,omitempty"`
	Revision string        `json:"revision,omitempty"`
	Expected bool          `json:"expected,omitempty"`
	Edits    []ChangeOfTwo `json:"edits,omitempty"` // since the run before
}

// A SeriesOfTrend is the iterations, or an action.
type SeriesOfTrend struct {
	Series  string         `json:"series"`
	Figures []FiguresOfOne `json:"figures"` // a run each
	Steps   []StepOfTrend  `json:"change_points,omitempty"`
}

// A StepOfTrend is where a median has changed for good.
type StepOfTrend struct {
	Run   string  `json:"run"` // the first one after it
	From  float64 `json:"from_seconds"`
	To    float64 `json:"to_seconds"`
	P     float64 `json:"p"`
	Worse bool    `json:"worse"`
}

// TrendJSON writes [Trends].
func TrendJSON(w io.Writer, list ...*history.Trend) error {
	all := Trends{Pacenote: Version, Trends: []RowOfTrend{}}
	for _, t := range list {
		row := RowOfTrend{Benchmark: t.Benchmark, Workload: t.Workload, Scenario: t.Scenario, Place: t.Place.String(), Words: trendWords(t)}
		for _, p := range t.Points {
			run := RunOfTrend{RunName: RunName{ID: p.ID, Started: p.Started.UTC().Format(time.RFC3339), Verdict: string(p.Verdict), Rehearsal: t.Place.Rehearsal}, Version: p.Version, Revision: p.Revision, Expected: p.Expected}
			for _, e := range p.Edits {
				run.Edits = append(run.Edits, ChangeOfTwo{e.What, e.From, e.To})
			}
			row.Runs = append(row.Runs, run)
		}
		for _, l := range t.Lines {
			s := SeriesOfTrend{Series: l.Series}
			for _, f := range l.Figures {
				s.Figures = append(s.Figures, figuresOf(f))
			}
			for _, x := range l.Steps {
				s.Steps = append(s.Steps, StepOfTrend{t.Points[x.Point].ID, x.From.Seconds(), x.To.Seconds(), x.P, x.Worse})
			}
			row.Series = append(row.Series, s)
		}
		all.Trends = append(all.Trends, row)
	}
	return indent(w, all)
}
