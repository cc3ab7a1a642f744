package rallyresult

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// An oldResult is a workload of the flat list that Rally wrote before: its actions are durations by their names.
type oldResult struct {
	Key struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Position    int    `json:"pos"`
		KW          struct {
			Args   map[string]json.RawMessage `json:"args"`
			Runner map[string]json.RawMessage `json:"runner"`
		} `json:"kw"`
	} `json:"key"`
	SLA          []criterion `json:"sla"`
	LoadDuration float       `json:"load_duration"`
	FullDuration float       `json:"full_duration"`
	CreatedAt    string      `json:"created_at"`
	Result       []struct {
		iteration
		Actions map[string]float `json:"atomic_actions"`
	} `json:"result"`
}

// oldLayout is that of times, whose day comes before the month.
var oldLayout = strings.Replace(timeLayout, "01-02", "02-01", 1)

// readOld reads the flat list. Its actions are put one after another, in the order of their names: when each began was not written.
func readOld(text []byte) (d document, err error) {
	var list []oldResult
	if err := read(text, &list); err != nil {
		return d, err
	}
	d.Tasks = []task{{Title: "of the old format"}}
	for i, o := range list {
		if o.Key.Name == "" {
			return d, fmt.Errorf("[%d].key.name is missing: expected the flat list of rally task results, or the report of rally task report --json", i)
		}
		w := workload{
			Description: o.Key.Description, Position: o.Key.Position, LoadDuration: o.LoadDuration, FullDuration: o.FullDuration, PassSLA: true,
			Scenario: map[string]map[string]json.RawMessage{o.Key.Name: o.Key.KW.Args}, Runner: map[string]map[string]json.RawMessage{},
		}
		kind := "serial"
		_ = json.Unmarshal(o.Key.KW.Runner["type"], &kind) // without one it is the default of Rally
		delete(o.Key.KW.Runner, "type")
		w.Runner[kind] = o.Key.KW.Runner
		if at, err := time.Parse(oldLayout, o.CreatedAt); err == nil {
			w.CreatedAt = at.Format(timeLayout)
		}
		w.SLAResults.SLA = o.SLA
		for _, c := range o.SLA {
			w.PassSLA = w.PassSLA && c.Success
		}
		for _, r := range o.Result {
			it := r.iteration
			it.Actions = nil
			at := it.Timestamp
			for _, name := range slices.Sorted(maps.Keys(r.Actions)) {
				a := &action{Name: name, Started: at, Finished: at + r.Actions[name]}
				at = a.Finished
				it.Actions = append(it.Actions, a)
			}
			w.Data = append(w.Data, it)
		}
		d.Tasks[0].Subtasks = append(d.Tasks[0].Subtasks, subtask{Title: o.Key.Name, Workloads: []workload{w}})
	}
	return d, nil
}
