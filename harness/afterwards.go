package harness

// Expect judges a workload of r, which has ended, by one more check: it is shown among the service levels, and if it is
// broken the result fails with the error, unless it had failed already. Where the generator was the limit, that is to blame.
func (r *Result) Expect(o *Outcome, check Check) error {
	level := levelOf(check, &o.View)
	o.Levels = append(o.Levels, level)
	if level.Kept {
		return nil
	}
	var err error = &PromiseError{Workload: o.Workload, Level: level}
	if g := &o.Generator; g.Bound {
		err = &BoundError{Workload: o.Workload, Reason: g.BoundReason, Err: err}
	}
	if r.Verdict == Passed {
		r.Verdict, r.Error = verdict(err), err.Error()
	}
	return err
}
