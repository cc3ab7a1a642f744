package reports

import (
	"slices"

	"github.com/pacenote/pacenote/harness"
)

// placesTable has a row for each project, or host, of which the iterations were. It is nil if there are none.
func placesTable(title, head string, all *harness.Series, list []harness.Series) *table {
	if len(list) == 0 {
		return nil
	}
	t := &table{Title: title, Head: []string{head, "ended", "failed", "failure rate", "aborted", "p50", "against all", "p95", "p99", "max"}}
	t.Note = "Percentiles are off by at most 1 %."
	whole := all.Success.Percentile(50)
	rate := func(s *harness.Series) string { return percent(s.FailureRate()) }
	if !slices.ContainsFunc(list, func(s harness.Series) bool { return s.Failure.Count > 0 }) {
		rate = func(*harness.Series) string { return "" }
	}
	for i := range list {
		s := &list[i]
		cells := plain(number(s.Ended()), number(s.Failure.Count), rate(s), number(s.Aborted), "–", "–", "–", "–", "–")
		cells[1].Bad = s.Failure.Count > 0
		cells[2].Bad = cells[1].Bad
		if x := &s.Success; x.Count > 0 {
			for k, p := range map[int]float64{4: 50, 6: 95, 7: 99, 8: 100} {
				cells[k].Text = seconds(x.Percentile(p))
			}
			if whole > 0 {
				cells[5].Text = digits(float64(x.Percentile(50))/float64(whole)) + " ×"
			}
		}
		t.Rows = append(t.Rows, tableRow{Name: line(s.Name), Cells: cells})
	}
	return t.trim("failed", "failure rate", "aborted")
}
