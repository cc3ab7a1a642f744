package rallyresult

import (
	"cmp"
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A Run is a result and its iterations.
type Run struct {
	Result  *harness.Result
	Records iter.Seq2[*harness.Record, error] // nil is none; a record is the callee's until the next one
}

const timeLayout = "2006-01-02T15:04:05"

// Export writes runs as a report of Rally, a task each. It holds the iterations of one run in memory, as Rally itself does.
func Export(w io.Writer, runs ...Run) error {
	d := document{Info: info{Version: "3.3.0", Format: "1.2"}, Tasks: []task{}}
	for _, r := range runs {
		t, err := newTask(r)
		if err != nil {
			return err
		}
		d.Info.GeneratedAt = max(d.Info.GeneratedAt, t.UpdatedAt)
		d.Tasks = append(d.Tasks, *t)
	}
	return json.NewEncoder(w).Encode(d)
}

// uuid is one that is always the same for the same words.
func uuid(words ...any) string {
	b := sha1.Sum(fmt.Append(nil, words...))
	b[6], b[8] = b[6]&0x0f|0x50, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

func newTask(run Run) (*task, error) {
	r := run.Result
	t := &task{
		UUID: uuid("task", r.ID, r.Started.UnixNano()), Title: r.Name, Description: r.Description, Status: "finished", Tags: append([]string{}, r.Tags...),
		EnvName: cmp.Or(r.Environment.Cloud, "none"), EnvUUID: uuid("env", r.Environment.Cloud, r.Environment.AuthURL), PassSLA: r.Verdict == harness.Passed || r.Expected,
		CreatedAt: r.Started.UTC().Format(timeLayout), Subtasks: []subtask{},
	}
	if r.Rehearsal {
		t.Description = strings.TrimSpace("REHEARSAL on a simulated cloud. " + t.Description)
	}
	var full time.Duration
	loaded := r.Started
	for _, s := range r.Sections {
		full = max(full, s.Start+s.Duration)
		if s.Name == "load" {
			loaded = r.Started.Add(s.Start)
		}
	}
	t.UpdatedAt = r.Started.Add(full).UTC().Format(timeLayout)
	data, totals, rows, err := iterations(run, loaded)
	if err != nil {
		return nil, err
	}
	for i := range r.Workloads {
		w := newWorkload(r, i, loaded, full)
		w.CreatedAt, w.UpdatedAt = t.CreatedAt, t.UpdatedAt
		w.Data, w.Statistics = data[i], rows[i].durations(totals[i])
		for k := range data[i] {
			it := &data[i][k]
			if w.MinDuration == nil {
				least, most := it.Duration, it.Duration
				w.MinDuration, w.MaxDuration = &least, &most
			}
			*w.MinDuration, *w.MaxDuration = min(*w.MinDuration, it.Duration), max(*w.MaxDuration, it.Duration)
			w.Total++
			if len(it.Error) > 0 {
				w.Failed++
			}
		}
		if len(data[i]) > 0 {
			first := data[i][0].Timestamp
			w.StartTime = &first
		}
		t.Subtasks = append(t.Subtasks, subtask{
			UUID: uuid("subtask", t.UUID, i), Title: r.Workloads[i].Workload, Status: "finished", CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt, Workloads: []workload{w},
		})
	}
	return t, nil
}

// iterations are those of each workload, in the order of their starts, with Rally's statistics.
func iterations(run Run, loaded time.Time) (data [][]iteration, totals []*stat, rows []*stats, err error) {
	for range run.Result.Workloads {
		data, rows = append(data, []iteration{}), append(rows, new(stats))
		totals = append(totals, new(stats).row("total", 1))
	}
	if run.Records != nil {
		for r, err := range run.Records {
			if err != nil {
				return nil, nil, nil, err
			}
			if r.Outcome != harness.EndSuccess && r.Outcome != harness.EndFailure || r.Workload >= len(data) {
				continue
			}
			data[r.Workload] = append(data[r.Workload], newIteration(r, loaded))
		}
	}
	for i := range data {
		slices.SortStableFunc(data[i], func(a, b iteration) int { return cmp.Compare(a.Timestamp, b.Timestamp) })
		for k := range data[i] {
			rows[i].iteration(&data[i][k], totals[i])
		}
	}
	return data, totals, rows, nil
}

// clock is a moment as Rally writes it.
func clock(t time.Time) float {
	return float(float64(t.Unix()) + float64(t.Nanosecond())/1e9)
}

func newIteration(r *harness.Record, loaded time.Time) iteration {
	began := loaded.Add(r.Start)
	it := iteration{
		Timestamp: clock(began), Duration: float(r.Service().Seconds()), Idle: float(r.Idle.Seconds()), Error: []string{}, Actions: tree(r, began), Output: newOutput(r),
	}
	if r.Outcome == harness.EndFailure {
		message, traceback, _ := strings.Cut(r.Message, tracebackMark)
		it.Error = []string{cmp.Or(r.Class, "Exception"), message, cmp.Or(traceback, message)}
	}
	return it
}

func newWorkload(r *harness.Result, i int, loaded time.Time, full time.Duration) workload {
	o := &r.Workloads[i]
	w := workload{
		UUID: uuid("workload", r.ID, r.Started.UnixNano(), i), Description: r.Description, Position: i, LoadDuration: float(o.Elapsed.Seconds()), FullDuration: float(full.Seconds()),
		Runner: runner(o), Scenario: map[string]map[string]json.RawMessage{scenario(o): {}}, Contexts: map[string]any{}, ContextsResults: []any{},
		SLA: map[string]any{}, PassSLA: r.Verdict == harness.Passed || r.Expected, Hooks: hooks(r, loaded),
	}
	for _, a := range o.Arguments {
		if a.Value != "" {
			w.Scenario[scenario(o)][a.Name] = raw(a.Value)
		}
	}
	w.SLAResults.SLA = []criterion{}
	for _, l := range o.Levels {
		name, detail := l.Promise, cmp.Or(l.Reason, l.Promise+": "+l.Seen)
		if rest, ok := strings.CutPrefix(l.Promise, promiseMark); ok {
			name, detail = rest, l.Seen
		}
		w.SLA[name] = map[string]any{}
		w.SLAResults.SLA = append(w.SLAResults.SLA, criterion{Criterion: name, Detail: detail, Success: l.Kept})
		w.PassSLA = w.PassSLA && l.Kept || r.Expected
	}
	return w
}

// scenario is a name that has the two parts which Rally's page takes it to have.
func scenario(o *harness.Outcome) string {
	if strings.Count(o.Scenario, ".") == 1 {
		return o.Scenario
	}
	return "Pacenote." + cmp.Or(strings.ReplaceAll(o.Scenario, ".", "_"), "scenario")
}

// raw is an argument as JSON: a number, a list, or a text.
func raw(text string) json.RawMessage {
	if json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	b, _ := json.Marshal(text) // text: does not fail
	return b
}

// runner is the load in Rally's words, as far as it has some.
func runner(o *harness.Outcome) map[string]map[string]json.RawMessage {
	number := func(n any) json.RawMessage { return json.RawMessage(fmt.Sprint(n)) }
	words, _ := json.Marshal(o.Load)
	kind, config := "constant", map[string]json.RawMessage{"times": number(max(o.Started, 1)), "concurrency": number(max(o.Users, 1)), "load": words}
	if o.Open {
		rate := cmp.Or(o.Asked, o.Achieved, 1)
		kind, config = "rps", map[string]json.RawMessage{"times": number(max(o.Started, 1)), "rps": number(rate), "load": words}
	}
	if name, text, ok := strings.Cut(o.Load, runnerMark); ok {
		var was map[string]json.RawMessage
		if json.Unmarshal([]byte(text), &was) == nil {
			kind, config = name, was
		}
	}
	return map[string]map[string]json.RawMessage{kind: config}
}

func hooks(r *harness.Result, loaded time.Time) []hook {
	list := []hook{}
	for _, f := range r.Fired {
		at := slices.IndexFunc(list, func(h hook) bool { return h.Config["description"] == f.Hook })
		if at < 0 {
			list = append(list, hook{
				Config:  map[string]any{"description": f.Hook, "action": []any{"pacenote", f.Hook}, "trigger": []any{"event", map[string]any{"unit": "time", "at": []any{}}}},
				Summary: map[string]int{}, Results: []hookResult{},
			})
			at = len(list) - 1
		}
		x := hookResult{
			Started: clock(loaded.Add(f.From)), Finished: clock(loaded.Add(f.To)), Status: "success", Triggered: trigger{Event: "time", Value: int64(f.From.Seconds())},
			Output: chartsOf(f.Output.Additive, f.Output.Complete),
		}
		if f.Error != "" {
			x.Status, x.Error = "failed", []string{"Error", f.Error, f.Error}
		}
		list[at].Results = append(list[at].Results, x)
		list[at].Summary[x.Status]++
	}
	return list
}
