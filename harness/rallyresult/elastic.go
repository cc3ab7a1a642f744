package rallyresult

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The indices of Rally's exporter.
const (
	taskIndex     = "rally_task_data_v1"
	workloadIndex = "rally_workload_data_v1"
	actionIndex   = "rally_atomic_action_data_v1"
)

// Elastic writes runs as the file for bulk indexing that Rally's exporter to Elasticsearch writes: a document for each task, each
// workload and each action, three deep. Documents name no type, which current servers refuse.
func Elastic(w io.Writer, runs ...Run) error {
	b := bufio.NewWriter(w)
	e := &bulk{json.NewEncoder(b)}
	for _, r := range runs {
		t, err := newTask(r)
		if err != nil {
			return err
		}
		if err := e.task(t); err != nil {
			return err
		}
	}
	return b.Flush()
}

// bulk is a file of documents, each after a line that says where it goes.
type bulk struct{ *json.Encoder }

func (e *bulk) add(index, id string, document map[string]any) error {
	if err := e.Encode(map[string]any{"index": map[string]string{"_index": index, "_id": id}}); err != nil {
		return err
	}
	return e.Encode(document)
}

func (e *bulk) task(t *task) error {
	err := e.add(taskIndex, t.UUID, map[string]any{
		"task_uuid": t.UUID, "deployment_uuid": t.EnvUUID, "deployment_name": t.EnvName, "title": t.Title, "description": t.Description,
		"status": t.Status, "pass_sla": t.PassSLA, "tags": t.Tags,
	})
	for i := range t.Subtasks {
		for k := range t.Subtasks[i].Workloads {
			if err == nil {
				err = e.workload(t, &t.Subtasks[i], &t.Subtasks[i].Workloads[k])
			}
		}
	}
	return err
}

func (e *bulk) workload(t *task, s *subtask, w *workload) error {
	scenario, arguments, err := only("scenario", w.Scenario)
	if err != nil {
		return err
	}
	kind, config, err := only("runner", w.Runner)
	if err != nil {
		return err
	}
	common := map[string]any{
		"deployment_uuid": t.EnvUUID, "deployment_name": t.EnvName, "scenario_cfg": flat(arguments), "contexts": []string{}, "runner_name": kind, "runner_cfg": flat(config),
	}
	document := maps.Clone(common)
	details := []string{}
	for _, c := range w.SLAResults.SLA {
		if !c.Success {
			details = append(details, c.Detail)
		}
	}
	rate := 0.0
	if w.Total > 0 {
		rate = float64(w.Total-w.Failed) / float64(w.Total)
	}
	maps.Copy(document, map[string]any{
		"task_uuid": t.UUID, "subtask_uuid": s.UUID, "scenario_name": scenario, "description": w.Description, "started_at": nil,
		"load_duration": w.LoadDuration, "full_duration": w.FullDuration, "pass_sla": w.PassSLA, "success_rate": rate, "sla_details": details,
	})
	if w.StartTime != nil {
		document["started_at"] = stamp(*w.StartTime)
	}
	if err := e.add(workloadIndex, w.UUID, document); err != nil {
		return err
	}
	common["workload_uuid"] = w.UUID
	for i := range w.Data {
		x := bulkIteration{bulk: e, common: common, id: w.UUID + "_iter_" + strconv.Itoa(i+1), of: &w.Data[i], seen: make(map[string]int)}
		if err := x.actions(x.of.Actions, nil, 0); err != nil {
			return err
		}
		if err := x.nameless(); err != nil {
			return err
		}
	}
	return nil
}

// A bulkIteration is the actions of an iteration as documents.
type bulkIteration struct {
	*bulk
	common map[string]any
	id     string
	of     *iteration
	seen   map[string]int
}

func (x *bulkIteration) actions(list []*action, parent any, level int) error {
	if level > depth {
		return nil
	}
	for _, a := range list {
		id, err := x.action(a.Name, a.Started, a.Finished, parent, a.Failed)
		if err != nil {
			return err
		}
		if err := x.actions(a.Children, id, level+1); err != nil {
			return err
		}
	}
	return nil
}

// nameless stands for a failure outside of any action.
func (x *bulkIteration) nameless() error {
	list := x.of.Actions
	if len(x.of.Error) == 0 || len(list) > 0 && list[len(list)-1].Failed {
		return nil
	}
	end := x.of.Timestamp + x.of.Duration + x.of.Idle
	_, err := x.action("no-name-action", end, end, nil, true)
	return err
}

func (x *bulkIteration) action(name string, started, finished float, parent any, failed bool) (id string, err error) {
	id = fmt.Sprintf("%s_action_%s_%d", x.id, name, x.seen[name])
	x.seen[name]++
	document := maps.Clone(x.common)
	maps.Copy(document, map[string]any{
		"action_name": name, "success": !failed, "duration": finished - started, "started_at": stamp(started), "finished_at": stamp(finished), "parent": parent, "error": nil,
	})
	if failed {
		document["error"] = x.of.Error
	}
	return id, x.add(actionIndex, id, document)
}

// stamp is a moment as Elasticsearch reads it.
func stamp(f float) string { return moment(f).Format("2006-01-02T15:04:05.000000") }

// flat are the values of a tree of JSON as "a.b=1", in order.
func flat(m map[string]json.RawMessage) []string {
	list := []string{}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		var value any
		_ = json.Unmarshal(m[name], &value) // it is JSON
		list = leaves(list, name, value)
	}
	return list
}

func leaves(list []string, path string, value any) []string {
	switch v := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			list = leaves(list, path+"."+name, v[name])
		}
	case []any:
		for i, x := range v {
			list = leaves(list, path+"["+strconv.Itoa(i)+"]", x)
		}
	default:
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s=%v", path, v)))
	}
	return list
}
