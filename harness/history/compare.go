package history

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/baseline"
)

// Compare holds a new run against an old one. Workloads are paired by their names; if each run has one alone, by that.
func Compare(old, new *harness.Result) *Difference {
	d := &Difference{Old: old, New: new, Changes: changes(old, new)}
	for i := range new.Workloads {
		n := &new.Workloads[i]
		if o := partner(old, new, n); o != nil {
			d.series(o, n)
			d.levels(o, n)
			d.failures(o, n)
		} else {
			d.Added = append(d.Added, n.Workload)
		}
	}
	for i := range old.Workloads {
		if o := &old.Workloads[i]; partner(new, old, o) == nil {
			d.Gone = append(d.Gone, o.Workload)
		}
	}
	d.correct()
	d.explain()
	slices.SortStableFunc(d.Failures, func(a, b Failures) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.New, a.New), cmp.Compare(b.Old, a.Old))
	})
	return d
}

// rank puts failures that are new first, and those that are gone last.
func rank(f Failures) int {
	switch {
	case f.Old == 0:
		return 0
	case f.New == 0:
		return 2
	}
	return 1
}

// partner is the workload of a run that stands for one of another run.
func partner(in, other *harness.Result, of *harness.Outcome) *harness.Outcome {
	for i := range in.Workloads {
		if in.Workloads[i].Workload == of.Workload {
			return &in.Workloads[i]
		}
	}
	if len(in.Workloads) == 1 && len(other.Workloads) == 1 {
		return &in.Workloads[0]
	}
	return nil
}

func (d *Difference) series(o, n *harness.Outcome) {
	d.row(0, &o.Iterations, &n.Iterations, o, n)
	prefix := ""
	if len(d.New.Workloads) > 1 {
		prefix = n.Workload + ": "
	}
	for _, kind := range []struct{ old, new []harness.Series }{{o.Actions, n.Actions}, {o.Routes, n.Routes}} {
		for i := range kind.new {
			s := &kind.new[i]
			before := named(kind.old, s.Name)
			if before == nil {
				d.Added = append(d.Added, prefix+s.Name)
				continue
			}
			d.row(1+strings.Count(s.Name, "["), before, s, o, n)
		}
		for i := range kind.old {
			if name := kind.old[i].Name; named(kind.new, name) == nil {
				d.Gone = append(d.Gone, prefix+name)
			}
		}
	}
}

func named(list []harness.Series, name string) *harness.Series {
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// row compares a series. Its p-values are those of single questions still.
func (d *Difference) row(depth int, o, n *harness.Series, old, new *harness.Outcome) {
	r := Row{
		Workload: new.Workload, Series: n.Name, Depth: depth, Of: caller(new, n.Name), rough: !o.Success.Exact(50) || !n.Success.Exact(50), Old: figures(o, old.Span), New: figures(n, new.Span),
		P: 1, Verdict: harness.Same, TailP: 1, TailVerdict: harness.Same, FailureP: 1, FailureVerdict: harness.Same,
	}
	if o.Success.Count > 0 && n.Success.Count > 0 {
		r.Ratio, r.Low, r.High = ratio(&o.Success, &n.Success)
		was, is := slices.Collect(o.Success.Ranks(Sample)), slices.Collect(n.Success.Ranks(Sample))
		if p, tells := baseline.UTest(was, is); tells {
			r.P = p
		}
		if p, tells := baseline.Tail(95, was, is); tells {
			r.TailP = p
		}
	}
	if o.Failure.Count+n.Failure.Count > 0 {
		r.FailureP = baseline.Fisher(o.Failure.Count, o.Ended(), n.Failure.Count, n.Ended())
	}
	d.Rows = append(d.Rows, r)
}

func figures(s *harness.Series, span time.Duration) Figures {
	x := &s.Success
	f := Figures{Succeeded: x.Count, Failed: s.Failure.Count, Mean: x.Mean(), P50: x.Percentile(50), P95: x.Percentile(95), P99: x.Percentile(99)}
	if span > 0 {
		f.Rate = float64(s.Ended()) / span.Seconds()
	}
	return f
}

// ratio is that of two medians, and its interval: see the package comment.
func ratio(old, new *harness.Distribution) (ratio, low, high float64) {
	m1, l1, u1 := median(old)
	m2, l2, u2 := median(new)
	change := m2 - m1
	return math.Exp(change), math.Exp(change - math.Hypot(m2-l2, u1-m1)), math.Exp(change + math.Hypot(u2-m2, m1-l1))
}

// median is the logarithm of a median, and of the ends of its interval of 95 % confidence.
func median(x *harness.Distribution) (middle, low, high float64) {
	n := float64(x.Count)
	half := 1.96 / 2 * math.Sqrt(n)
	at := func(p float64) float64 { return math.Log(max(float64(x.Percentile(p)), 1)) }
	return at(50), at(100 * max((n/2-half)/n, 0)), at(100 * min((n/2+half+1)/n, 1))
}

// correct makes p-values those of a question among many, and says what they amount to.
func (d *Difference) correct() {
	var actions, routes []*float64
	for i := range d.Rows {
		r := &d.Rows[i]
		family := &actions
		if harness.IsRoute(r.Series) {
			family = &routes
		}
		*family = append(*family, &r.P, &r.TailP, &r.FailureP)
	}
	holm(actions)
	holm(routes)
	for i := range d.Rows {
		r := &d.Rows[i]
		if r.P < Alpha && r.Ratio != 1 && !(r.rough && math.Abs(r.Ratio-1) <= harness.Accuracy) {
			r.Verdict = worse(r.Ratio > 1)
		}
		if r.TailP < Alpha && r.Verdict == harness.Same && r.New.P95 != r.Old.P95 {
			r.TailVerdict = worse(r.New.P95 > r.Old.P95)
		}
		if r.FailureP < Alpha {
			r.FailureVerdict = worse(r.New.share() > r.Old.share())
		}
	}
}

func (f *Figures) share() float64 { return float64(f.Failed) / max(float64(f.Succeeded+f.Failed), 1) }

func worse(yes bool) harness.Significance {
	if yes {
		return harness.Worse
	}
	return harness.Better
}

// holm corrects p-values for each other (S. Holm, Scandinavian Journal of Statistics 6, 1979). Questions that nothing could have
// answered, with a p-value of 1, count for none.
func holm(all []*float64) {
	all = slices.DeleteFunc(all, func(p *float64) bool { return *p >= 1 })
	slices.SortFunc(all, func(a, b *float64) int { return cmp.Compare(*a, *b) })
	least := 0.0
	for i, p := range all {
		least = max(least, min(*p*float64(len(all)-i), 1))
		*p = least
	}
}

// caller is the action that made the most calls of a route; "" if it was none.
func caller(o *harness.Outcome, route string) (action string) {
	most := int64(0)
	for i := range o.Calls {
		if c := &o.Calls[i]; c.Name == route && c.Ended() > most {
			action, most = c.Action, c.Ended()
		}
	}
	return action
}

// explain finds changes that are the sum of those of their parts, and those that what they are a part of tells.
func (d *Difference) explain() {
	for i := range d.Rows {
		r := &d.Rows[i]
		for k := range d.Rows {
			other := &d.Rows[k]
			if other.Workload != r.Workload {
				continue
			}
			calls := harness.IsRoute(r.Series) && other.Series == r.Of && !harness.IsRoute(other.Series)
			r.told = r.told || calls && other.Verdict == r.Verdict
			r.tails = r.tails || calls && (other.TailVerdict == r.TailVerdict || other.Verdict == r.TailVerdict) ||
				within(other, r) && (other.TailVerdict == r.TailVerdict || other.Verdict == r.TailVerdict)
			r.fails = r.fails || (calls || within(other, r)) && other.FailureVerdict == r.FailureVerdict
		}
		if r.Verdict == harness.Same {
			continue
		}
		var sum, most float64
		for k := range d.Rows {
			part := &d.Rows[k]
			if part.Workload != r.Workload || part.Verdict != r.Verdict || !within(part, r) {
				continue
			}
			share := part.grown() * float64(part.New.Succeeded) / max(float64(r.New.Succeeded), 1)
			if sum += share; share*sign(r) > most {
				most, r.Because = share*sign(r), part.Series
			}
		}
		if sum*sign(r) < r.grown()*sign(r)/2 {
			r.Because = ""
		}
	}
}

func sign(r *Row) float64 {
	if r.Verdict == harness.Worse {
		return 1
	}
	return -1
}

// grown is by how much the mean is longer.
func (r *Row) grown() float64 { return float64(r.New.Mean - r.Old.Mean) }

// within tells whether a row is of a part of what another is of: an action of the iteration, or of an action, one level below it.
// HTTP calls are parts of what has no actions.
func within(part, of *Row) bool {
	switch {
	case part.Series == "" || part.Series == of.Series || harness.IsRoute(of.Series):
		return false
	case harness.IsRoute(part.Series):
		return false
	case of.Series == "":
		return part.Depth == 1
	}
	return part.Depth == of.Depth+1 && strings.HasPrefix(part.Series, strings.TrimRight(of.Series, "]")+"[")
}
