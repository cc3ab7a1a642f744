package baseline

import (
	"slices"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Sample is how many durations of a series are kept at most.
const Sample = 2000

// A Run is what is kept of a run, to hold later ones against it. It does not change.
type Run struct {
	ID      string    `json:"id"` // eight hexadecimal digits
	Name    string    `json:"name"`
	Started time.Time `json:"started"`
	Place   Place     `json:"place"`
	Parts   []Part    `json:"parts"`

	last bool // it was asked for as the last one
}

// A Place is where a run took place. Only runs of the same place are compared.
type Place struct {
	Rehearsal bool   `json:"rehearsal,omitempty"`
	Cloud     string `json:"cloud,omitempty"` // its name
	AuthURL   string `json:"auth_url,omitempty"`
	Region    string `json:"region,omitempty"`
}

// A Part is a workload, or a phase of it, or a scenario of its mix.
type Part struct {
	Workload string   `json:"workload"`
	Part     string   `json:"part,omitempty"` // "" is the workload without its warm-up and cool-down
	Series   []Series `json:"series"`
}

// A Series is the iterations, or an action.
type Series struct {
	Name      string          `json:"name,omitempty"` // "" is the iteration
	Succeeded int64           `json:"succeeded"`
	Failed    int64           `json:"failed,omitempty"`
	Mean      time.Duration   `json:"mean_ns,omitempty"`        // of all successes, as are these
	Exactly   []time.Duration `json:"percentiles_ns,omitempty"` // those of [harness.Percentiles]
	Durations []time.Duration `json:"durations_ns,omitempty"`   // of successes, in ascending order; all of them, or [Sample] of their ranks
	Rough     bool            `json:"rough,omitempty"`          // durations are off by at most [harness.Accuracy]
}

// PlaceOf is where a result took place. All rehearsals are at one place.
func PlaceOf(r *harness.Result) Place {
	if r.Rehearsal {
		return Place{Rehearsal: true}
	}
	e := &r.Environment
	return Place{Cloud: e.Cloud, AuthURL: e.AuthURL, Region: e.Region}
}

// String is "a rehearsal" or "the cloud staging".
func (p Place) String() string {
	if p.Rehearsal {
		return "a rehearsal"
	}
	s := "a cloud without a name"
	if p.Cloud != "" {
		s = "the cloud " + p.Cloud
	}
	if p.AuthURL != "" {
		s += " at " + p.AuthURL
	}
	if p.Region != "" {
		s += ", region " + p.Region
	}
	return s
}

// Of is what is kept of a result.
func Of(r *harness.Result) *Run {
	run := &Run{ID: r.ID, Name: r.Name, Started: r.Started.UTC().Truncate(time.Millisecond), Place: PlaceOf(r)}
	for i := range r.Workloads {
		v := &r.Workloads[i].View
		run.add(v)
		for _, parts := range [][]harness.View{v.Phases, v.Mix} {
			for i := range parts {
				run.add(&parts[i])
			}
		}
	}
	return run
}

func (r *Run) add(v *harness.View) {
	if r.part(v.Workload, v.Part) != nil {
		return // a scenario that is called like a phase
	}
	p := Part{Workload: v.Workload, Part: v.Part, Series: []Series{seriesOf(&v.Iterations)}}
	for i := range v.Actions {
		p.Series = append(p.Series, seriesOf(&v.Actions[i]))
	}
	r.Parts = append(r.Parts, p)
}

func seriesOf(s *harness.Series) Series {
	x := &s.Success
	kept := Series{
		Name: s.Name, Succeeded: x.Count, Failed: s.Failure.Count, Mean: x.Mean(),
		Durations: slices.Collect(x.Ranks(Sample)),
	}
	if x.Count > 0 {
		for _, p := range harness.Percentiles {
			kept.Exactly = append(kept.Exactly, x.Percentile(p))
		}
		const other = 50.5 // a percentile that is exact only if all are
		kept.Rough = !x.Exact(other)
	}
	return kept
}

func (r *Run) part(workload, part string) *Part {
	for i := range r.Parts {
		if p := &r.Parts[i]; p.Workload == workload && p.Part == part {
			return p
		}
	}
	return nil
}

// Find is the series of an action, or of the iterations by "", in a workload or a part of it. It is nil if there is none,
// or r is nil.
func (r *Run) Find(workload, part, action string) *Series {
	if r == nil {
		return nil
	}
	if p := r.part(workload, part); p != nil {
		for i := range p.Series {
			if p.Series[i].Name == action {
				return &p.Series[i]
			}
		}
	}
	return nil
}

// percentile of the successes; of none, zero. Those of [harness.Percentiles] are exact.
func (s *Series) percentile(p float64) time.Duration {
	if i := slices.Index(harness.Percentiles, p); i >= 0 && i < len(s.Exactly) {
		return s.Exactly[i]
	}
	if len(s.Durations) == 0 {
		return 0
	}
	return s.Durations[rank(p, len(s.Durations))]
}
