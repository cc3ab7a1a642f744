package reports

import (
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// IterationsCSV writes a row for each iteration (RFC 4180), as they come. Times are seconds since the load began; durations are
// seconds. Text that a spreadsheet would take for a formula begins with an apostrophe.
func IterationsCSV(w io.Writer, r *harness.Result, records iter.Seq2[*harness.Record, error]) error {
	return writeCSV(w, []string{
		"run", "benchmark", "workload", "part", "iteration", "outcome", "due_s", "start_s", "end_s", "service_s", "response_s", "lateness_s", "idle_s", "renewed_s", "between_polls_s",
		"class", "action", "message", "request_id", "project", "host",
	}, records, func(x *harness.Record, add func(...string)) {
		workload, part := placeOf(r, x)
		add(r.ID, r.Name, workload, part, strconv.FormatInt(x.Number, 10), x.Outcome.String(), exactSeconds(x.Due), exactSeconds(x.Start), exactSeconds(x.End),
			exactSeconds(x.Service()), exactSeconds(x.Service()+x.Start-x.Due), exactSeconds(x.Start-x.Due), exactSeconds(x.Idle), exactSeconds(x.Renewed), exactSeconds(x.Waited),
			x.Class, x.Action, x.Message, x.RequestID, x.Project, x.Host)
	})
}

// ActionsCSV is like [IterationsCSV], with a row for each action. Its start is since the iteration began.
func ActionsCSV(w io.Writer, r *harness.Result, records iter.Seq2[*harness.Record, error]) error {
	return writeCSV(w, []string{"run", "workload", "iteration", "action", "failed", "start_s", "duration_s", "between_polls_s", "resolution_s"}, records,
		func(x *harness.Record, add func(...string)) {
			workload, _ := placeOf(r, x)
			for i := range x.Actions {
				a := &x.Actions[i]
				add(r.ID, workload, strconv.FormatInt(x.Number, 10), a.Path, strconv.FormatBool(a.Failed), exactSeconds(a.Start), exactSeconds(a.Duration), exactSeconds(a.Waited), exactSeconds(a.Last))
			}
		})
}

// CallsCSV is like [IterationsCSV], with a row for each HTTP call. Its start is since the iteration began.
func CallsCSV(w io.Writer, r *harness.Result, records iter.Seq2[*harness.Record, error]) error {
	return writeCSV(w, []string{"run", "workload", "iteration", "action", "route", "status", "start_s", "first_byte_s", "duration_s", "received_bytes", "sent_bytes", "reused", "retry"}, records,
		func(x *harness.Record, add func(...string)) {
			workload, _ := placeOf(r, x)
			for i := range x.Calls {
				c := &x.Calls[i]
				add(r.ID, workload, strconv.FormatInt(x.Number, 10), c.Action, c.Route, strconv.Itoa(c.Status), exactSeconds(c.Start), exactSeconds(c.FirstByte), exactSeconds(c.Duration),
					strconv.FormatInt(c.In, 10), strconv.FormatInt(c.Out, 10), strconv.FormatBool(c.Reused), strconv.FormatBool(c.Retry))
			}
		})
}

func writeCSV(w io.Writer, head []string, records iter.Seq2[*harness.Record, error], rows func(x *harness.Record, add func(...string))) error {
	out := csv.NewWriter(w)
	if err := out.Write(head); err != nil {
		return err
	}
	var failed error
	add := func(cells ...string) {
		for i, text := range cells {
			cells[i] = harmless(text)
		}
		if err := out.Write(cells); err != nil && failed == nil {
			failed = err
		}
	}
	for x, err := range records {
		if err != nil {
			return err
		}
		if rows(x, add); failed != nil {
			return failed
		}
	}
	out.Flush()
	return out.Error()
}

// harmless is text that no spreadsheet computes. A number is a number.
func harmless(text string) string {
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return text
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return "'" + text
}

func exactSeconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) }

// placeOf is the workload of a record, and the part of a mix.
func placeOf(r *harness.Result, x *harness.Record) (workload, part string) {
	if x.Workload >= len(r.Workloads) {
		return "", ""
	}
	o := &r.Workloads[x.Workload]
	if x.Part < len(o.Mix) {
		part = o.Mix[x.Part].Part
	}
	return o.Workload, part
}
