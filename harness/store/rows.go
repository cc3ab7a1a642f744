package store

import (
	"encoding/json"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// An iterationRow is an iteration in a segment. Times are nanoseconds since the load began.
type iterationRow struct {
	Workload int32  `parquet:"workload"`
	Part     int32  `parquet:"part"`
	Number   int64  `parquet:"number,delta"`
	Due      int64  `parquet:"due_ns,delta"`
	Start    int64  `parquet:"start_ns,delta"`
	End      int64  `parquet:"end_ns,delta"`
	Own      int64  `parquet:"own_lateness_ns,delta"`
	Idle     int64  `parquet:"idle_ns,delta"`
	Renewed  int64  `parquet:"renewed_ns,delta"`
	Waited   int64  `parquet:"waited_ns,delta"`
	Last     int64  `parquet:"resolution_ns,delta"`
	Outcome  string `parquet:"outcome,dict"`
	Class    string `parquet:"class,dict"`
	Message  string `parquet:"message,dict"`
	Action   string `parquet:"action,dict"`
	Request  string `parquet:"request_id"`
	Project  string `parquet:"project,dict"`
	Host     string `parquet:"host,dict"`
	Output   string `parquet:"output"` // JSON; "" for none
}

// An actionRow is an action of the iteration of a number. Times are nanoseconds since that began.
type actionRow struct {
	Workload int32  `parquet:"workload"`
	Number   int64  `parquet:"number,delta"`
	Path     string `parquet:"action,dict"`
	Start    int64  `parquet:"start_ns,delta"`
	Duration int64  `parquet:"duration_ns,delta"`
	Waited   int64  `parquet:"waited_ns,delta"`
	Last     int64  `parquet:"resolution_ns,delta"`
	Failed   bool   `parquet:"failed"`
}

// A callRow is an HTTP call of the iteration of a number. Times are nanoseconds since that began.
type callRow struct {
	Workload  int32  `parquet:"workload"`
	Number    int64  `parquet:"number,delta"`
	Action    string `parquet:"action,dict"`
	Route     string `parquet:"route,dict"`
	Status    int32  `parquet:"status"`
	Start     int64  `parquet:"start_ns,delta"`
	FirstByte int64  `parquet:"first_byte_ns,delta"`
	Duration  int64  `parquet:"duration_ns,delta"`
	In        int64  `parquet:"received_bytes,delta"`
	Out       int64  `parquet:"sent_bytes,delta"`
	Reused    bool   `parquet:"reused"`
	Retry     bool   `parquet:"retry"`
}

// output is what an iteration put out, as JSON.
type output struct {
	Added []harness.RecordedValue `json:",omitempty"`
	Shown []string                `json:",omitempty"`
}

func (e *encoder) add(r *harness.Record) {
	text := ""
	if len(r.Added)+len(r.Shown) > 0 {
		b, _ := json.Marshal(output{r.Added, r.Shown}) // finite numbers and text: does not fail
		text = string(b)
	}
	workload := int32(r.Workload)
	e.iterations.rows = append(e.iterations.rows, iterationRow{
		workload, int32(r.Part), r.Number, int64(r.Due), int64(r.Start), int64(r.End), int64(r.Own), int64(r.Idle), int64(r.Renewed), int64(r.Waited), int64(r.Last),
		r.Outcome.String(), r.Class, r.Message, r.Action, r.RequestID, r.Project, r.Host, text,
	})
	for i := range r.Actions {
		a := &r.Actions[i]
		e.actions.rows = append(e.actions.rows, actionRow{workload, r.Number, a.Path, int64(a.Start), int64(a.Duration), int64(a.Waited), int64(a.Last), a.Failed})
	}
	for i := range r.Calls {
		c := &r.Calls[i]
		e.calls.rows = append(e.calls.rows, callRow{
			workload, r.Number, c.Action, c.Route, int32(c.Status), int64(c.Start), int64(c.FirstByte), int64(c.Duration), c.In, c.Out, c.Reused, c.Retry,
		})
	}
}

// records gives the iterations of a segment back. The record is the callee's until it returns.
func (s *segment) records(yield func(*harness.Record) bool) bool {
	var r harness.Record
	actions, calls := s.actions, s.calls
	for i := range s.iterations {
		x := &s.iterations[i]
		r = harness.Record{
			Workload: int(x.Workload), Part: int(x.Part), Number: x.Number, Due: time.Duration(x.Due), Start: time.Duration(x.Start), End: time.Duration(x.End),
			Own: time.Duration(x.Own), Idle: time.Duration(x.Idle), Renewed: time.Duration(x.Renewed), Waited: time.Duration(x.Waited), Last: time.Duration(x.Last),
			Outcome: endingOf(x.Outcome), Class: x.Class, Message: x.Message, Action: x.Action, RequestID: x.Request, Project: x.Project, Host: x.Host,
			Actions: r.Actions[:0], Calls: r.Calls[:0],
		}
		if x.Output != "" {
			var out output
			_ = json.Unmarshal([]byte(x.Output), &out) // it was written by add
			r.Added, r.Shown = out.Added, out.Shown
		}
		for len(actions) > 0 && actions[0].Number == x.Number && actions[0].Workload == x.Workload {
			a := &actions[0]
			r.Actions = append(r.Actions, harness.RecordedAction{
				Path: a.Path, Start: time.Duration(a.Start), Duration: time.Duration(a.Duration), Waited: time.Duration(a.Waited), Last: time.Duration(a.Last), Failed: a.Failed,
			})
			actions = actions[1:]
		}
		for len(calls) > 0 && calls[0].Number == x.Number && calls[0].Workload == x.Workload {
			c := &calls[0]
			r.Calls = append(r.Calls, harness.RecordedCall{
				Action: c.Action, Route: c.Route, Status: int(c.Status), Start: time.Duration(c.Start), FirstByte: time.Duration(c.FirstByte), Duration: time.Duration(c.Duration),
				In: c.In, Out: c.Out, Reused: c.Reused, Retry: c.Retry,
			})
			calls = calls[1:]
		}
		if !yield(&r) {
			return false
		}
	}
	return true
}

func endingOf(text string) harness.Ending {
	for _, e := range []harness.Ending{harness.EndSuccess, harness.EndFailure, harness.EndAborted} {
		if e.String() == text {
			return e
		}
	}
	return harness.EndSkipped
}
