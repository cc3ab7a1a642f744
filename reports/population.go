package reports

import "github.com/pacenote/pacenote/harness"

// population says of what the durations of a workload's tables are, and how exact they are.
func population(o *harness.Outcome) string {
	said := "Durations are those of what succeeded, from its actual start."
	if len(o.Phases) > 0 {
		said = "Durations are those of what succeeded in the steady phase, from its actual start."
	}
	if o.Iterations.Success.Exact(95) {
		return said + " Percentiles are exact."
	}
	return said + " Percentiles are off by at most 1 %."
}

// loop says what kind of load this was, and what follows from that.
func loop(o *harness.Outcome) string {
	if o.Open {
		return "Open load: iterations come due by the clock, however slow the cloud is. Response time counts from when one was due."
	}
	return "Closed load: each user starts its next iteration after the last one ended, so a slow cloud is asked less."
}
