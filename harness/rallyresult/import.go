package rallyresult

import (
	"bytes"
	"cmp"
	"crypto/sha1"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// An Imported is a workload of Rally as a run.
type Imported struct {
	Result  *harness.Result
	Records Records
}

// Records are iterations.
type Records []harness.Record

// Seq gives one after another.
func (r Records) Seq() iter.Seq[*harness.Record] {
	return func(yield func(*harness.Record) bool) {
		for i := range r {
			if !yield(&r[i]) {
				return
			}
		}
	}
}

// Marks keep what has no place of its own, so that an export has it again.
const (
	promiseMark   = "Rally: "
	runnerMark    = " runner of Rally: "
	tracebackMark = "\n\n"
)

// mostFile bounds a file that is read.
const mostFile = 2 << 30

// Import reads a report of Rally: a run for each workload, with figures that are computed from its iterations. Its id follows from
// what it is, so that the same file has the same ids. The error of a file that is no such report names the place in it.
func Import(in io.Reader) ([]Imported, error) {
	text, err := io.ReadAll(io.LimitReader(in, mostFile))
	if err != nil {
		return nil, err
	}
	text = bytes.TrimSpace(text)
	var d document
	switch {
	case len(text) == 0:
		return nil, errors.New("the file is empty: expected a JSON report of Rally")
	case text[0] == '[':
		d, err = readOld(text)
	default:
		err = read(text, &d)
		if err == nil && d.Tasks == nil {
			err = errors.New(`it has no "tasks": expected a JSON report of Rally, as of rally task report --json`)
		}
	}
	if err != nil {
		return nil, err
	}
	var list []Imported
	for i := range d.Tasks {
		t := &d.Tasks[i]
		for k := range t.Subtasks {
			for n := range t.Subtasks[k].Workloads {
				x, err := imported(&d, t, &t.Subtasks[k], &t.Subtasks[k].Workloads[n])
				if err != nil {
					return nil, fmt.Errorf("tasks[%d].subtasks[%d].workloads[%d]: %w", i, k, n, err)
				}
				list = append(list, x)
			}
		}
	}
	return list, nil
}

// read reads JSON, and says where it is something else.
func read(text []byte, into any) error {
	err := json.Unmarshal(text, into)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d is no JSON: %v", 1+bytes.Count(text[:min(int(syntax.Offset), len(text))], []byte("\n")), syntax)
	case errors.As(err, &kind):
		return fmt.Errorf("%s in line %d is a %s: expected a %s", kind.Field, 1+bytes.Count(text[:min(int(kind.Offset), len(text))], []byte("\n")), kind.Value, kind.Type.Kind())
	}
	return err
}

// only is the one entry that an object has.
func only(what string, m map[string]map[string]json.RawMessage) (string, map[string]json.RawMessage, error) {
	if len(m) != 1 {
		return "", nil, fmt.Errorf("%s has %d keys: expected one", what, len(m))
	}
	for name, value := range m {
		return name, value, nil
	}
	return "", nil, nil
}

func imported(d *document, t *task, s *subtask, w *workload) (x Imported, err error) {
	scenario, arguments, err := only("scenario", w.Scenario)
	if err != nil {
		return x, err
	}
	kind, config, err := only("runner", w.Runner)
	if err != nil {
		return x, err
	}
	o := harness.Outcome{View: harness.View{Workload: scenario}, Scenario: scenario, Users: 1, Open: kind == "rps", Load: load(kind, config)}
	for _, name := range slices.Sorted(maps.Keys(arguments)) {
		o.Arguments = append(o.Arguments, harness.Argument{Name: name, Type: "JSON", Value: string(arguments[name])})
	}
	_ = json.Unmarshal(config["concurrency"], &o.Users) // of one that has none it is 1
	o.Users = min(max(o.Users, 1), 1<<20)
	for _, c := range w.SLAResults.SLA {
		l := harness.Level{Promise: promiseMark + c.Criterion, Seen: c.Detail, Kept: c.Success}
		if !c.Success {
			l.Reason = c.Detail
		}
		o.Levels = append(o.Levels, l)
	}
	start := w.StartTime
	for i := range w.Data {
		if ts := w.Data[i].Timestamp; start == nil || ts < *start {
			start = &ts
		}
	}
	began := time.Time{}
	if start != nil {
		began = moment(*start)
	} else if at, err := time.Parse(timeLayout, w.CreatedAt); err == nil {
		began = at
	}
	id := sha1.Sum(fmt.Append(nil, w.UUID, scenario, w.Position, began.UnixNano(), len(w.Data)))
	begun := &harness.Result{
		ID: fmt.Sprintf("%x", id[:4]), Name: cmp.Or(s.Title, scenario), Description: w.Description, Tags: t.Tags, Started: began,
		Environment: harness.Environment{Cloud: t.EnvName, Version: strings.TrimSpace("rally " + d.Info.Version)}, Workloads: []harness.Outcome{o},
		Sections: []harness.Section{{Name: "load", Duration: duration(w.LoadDuration)}},
	}
	for i := range w.Data {
		r, err := record(&w.Data[i], int64(i+1), began)
		if err != nil {
			return x, fmt.Errorf("data[%d]: %w", i, err)
		}
		x.Records = append(x.Records, r)
	}
	if x.Result, err = harness.Resettle(begun, x.Records.Seq()); err != nil {
		return x, err
	}
	x.Result.Workloads[0].Levels = o.Levels
	x.Result.Verdict = harness.Passed
	if !w.PassSLA {
		x.Result.Verdict, x.Result.Error = harness.Failed, "Rally found that a service level was broken"
	}
	x.Result.Fired = fired(w, began)
	return x, nil
}

// load is a runner in words, with all that Rally says about it.
func load(kind string, config map[string]json.RawMessage) string {
	text, err := json.Marshal(config)
	if err != nil {
		return kind
	}
	return kind + runnerMark + string(text)
}

func duration(f float) time.Duration {
	return time.Duration(float64(f)*1e9 + 0.5)
}

// mostSeconds is how long something may have taken: a hundred years.
const mostSeconds = 100 * 365 * 86400

func record(it *iteration, number int64, began time.Time) (harness.Record, error) {
	if !(it.Duration >= 0 && it.Duration < mostSeconds && it.Idle >= 0 && it.Idle < mostSeconds && it.Timestamp >= 0 && it.Timestamp < 1e11) {
		return harness.Record{}, errors.New("timestamp, duration and idle_duration: expected seconds, not below zero")
	}
	at := moment(it.Timestamp)
	start := at.Sub(began)
	r := harness.Record{Number: number, Due: start, Start: start, End: start + duration(it.Duration) + duration(it.Idle), Idle: duration(it.Idle)}
	if err := sane(it.Actions, 0); err != nil {
		return r, err
	}
	r.Actions = flatten(it.Actions, "", at, nil)
	if len(it.Error) > 0 {
		r.Outcome, r.Class = harness.EndFailure, cmp.Or(it.Error[0], "Exception")
		r.Message = strings.Join(it.Error[1:], tracebackMark)
		for _, a := range r.Actions { // the inner ones come first
			if a.Failed {
				r.Action = a.Path
				break
			}
		}
	}
	if len(it.Output) > 0 && string(it.Output) != "null" {
		out, err := harness.ParseOutput(it.Output)
		if err != nil {
			return r, err
		}
		for _, c := range out.Additive {
			bare := c
			bare.Values = nil
			text, _ := json.Marshal(bare) // text: does not fail
			for _, v := range c.Values {
				r.Added = append(r.Added, harness.RecordedValue{Title: c.Title, Name: v.Name, Value: v.Number, Chart: string(text)})
			}
		}
		for _, c := range out.Complete {
			text, _ := json.Marshal(c) // finite numbers and text: does not fail
			r.Shown = append(r.Shown, string(text))
		}
	}
	return r, nil
}

// deepest is how deep actions may be within each other.
const deepest = 50

func sane(list []*action, level int) error {
	if level > deepest {
		return fmt.Errorf("atomic_actions are more than %d deep", deepest)
	}
	for i, a := range list {
		if a == nil || !(a.Started >= 0 && a.Started < 1e11 && a.Finished >= 0 && a.Finished < 1e11) {
			return fmt.Errorf("atomic_actions[%d]: expected started_at and finished_at, in seconds", i)
		}
		if err := sane(a.Children, level+1); err != nil {
			return fmt.Errorf("atomic_actions[%d]: %w", i, err)
		}
	}
	return nil
}

func fired(w *workload, began time.Time) (list []harness.Fired) {
	for _, h := range w.Hooks {
		name := "hook"
		switch action := h.Config["action"].(type) {
		case map[string]any: // as rally task report --json writes it
			for key, value := range action {
				name = fmt.Sprintf("%s %v", key, value)
			}
		case []any: // as its page reads it
			name = strings.TrimSpace(fmt.Sprintln(action...))
		}
		if text, ok := h.Config["description"].(string); ok && text != "" {
			name = text
		}
		for i, r := range h.Results {
			f := harness.Fired{Hook: name, Number: i + 1, Why: fmt.Sprintf("%s %v", r.Triggered.Event, r.Triggered.Value)}
			if r.Started > 0 && r.Finished >= r.Started {
				f.From, f.To = moment(r.Started).Sub(began), moment(r.Finished).Sub(began)
			}
			if r.Status != "success" {
				f.Error = cmp.Or(strings.Join(r.Error, ": "), r.Status)
			}
			if out, err := harness.ParseOutput(r.Output); err == nil {
				f.Output = out
			}
			list = append(list, f)
		}
	}
	return list
}
