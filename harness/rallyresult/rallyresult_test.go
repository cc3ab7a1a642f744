package rallyresult_test

import (
	"bytes"
	"encoding/json"
	"iter"
	"os"
	"reflect"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/rallyresult"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func imported(t *testing.T, name string) []rallyresult.Imported {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	list, err := rallyresult.Import(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func all(r rallyresult.Records) iter.Seq2[*harness.Record, error] {
	return func(yield func(*harness.Record, error) bool) {
		for x := range r.Seq() {
			if !yield(x, nil) {
				return
			}
		}
	}
}

// What Rally wrote on its Dummy scenarios, and what it computed from it, is what an import and export of it has again.
func TestRoundTrip(t *testing.T) {
	type report struct {
		Tasks []struct {
			Subtasks []struct {
				Workloads []map[string]any
			}
		}
	}
	text, err := os.ReadFile("testdata/dummy.json")
	if err != nil {
		t.Fatal(err)
	}
	var before report
	if err := json.Unmarshal(text, &before); err != nil {
		t.Fatal(err)
	}
	list := imported(t, "dummy.json")
	if len(list) != len(before.Tasks[0].Subtasks) {
		t.Fatalf("%d runs of %d workloads", len(list), len(before.Tasks[0].Subtasks))
	}
	for i, x := range list {
		var b bytes.Buffer
		if err := rallyresult.Export(&b, rallyresult.Run{Result: x.Result, Records: all(x.Records)}); err != nil {
			t.Fatal(err)
		}
		var after report
		if err := json.Unmarshal(b.Bytes(), &after); err != nil {
			t.Fatal(err)
		}
		old, new := before.Tasks[0].Subtasks[i].Workloads[0], after.Tasks[0].Subtasks[0].Workloads[0]
		for _, key := range []string{"scenario", "runner", "failed_iteration_count", "total_iteration_count", "start_time", "pass_sla", "sla_results", "statistics", "description"} {
			if !reflect.DeepEqual(old[key], new[key]) {
				t.Errorf("%s: %s is\n%v, and was\n%v", x.Result.Name, key, new[key], old[key])
			}
		}
		olds, news := old["data"].([]any), new["data"].([]any)
		for k := range olds {
			a, b := olds[k].(map[string]any), news[k].(map[string]any)
			for _, key := range []string{"timestamp", "error"} {
				if !reflect.DeepEqual(a[key], b[key]) {
					t.Errorf("%s: iteration %d: %s is\n%v, and was\n%v", x.Result.Name, k, key, b[key], a[key])
				}
			}
			if x, y := charts(a), charts(b); !reflect.DeepEqual(x, y) {
				t.Errorf("%s: iteration %d: charts are\n%v, and were\n%v", old["description"], k, y, x)
			}
			if d := a["duration"].(float64) - b["duration"].(float64); d > 1e-9 || d < -1e-9 {
				t.Errorf("%s: iteration %d took %v, and did %v", x.Result.Name, k, b["duration"], a["duration"])
			}
			if !reflect.DeepEqual(actions(a["atomic_actions"]), actions(b["atomic_actions"])) {
				t.Errorf("%s: iteration %d: actions are\n%v, and were\n%v", x.Result.Name, k, b["atomic_actions"], a["atomic_actions"])
			}
		}
	}
}

// charts are those of all iterations together; of those of one iteration, embedded pages are text here.
func charts(it map[string]any) any { return it["output"].(map[string]any)["additive"] }

// actions are those of a tree as text, with failed where Rally leaves it out.
func actions(tree any) any {
	list, _ := tree.([]any)
	for _, a := range list {
		m := a.(map[string]any)
		if _, ok := m["failed"]; !ok {
			m["failed"] = false
		}
		actions(m["children"])
	}
	return list
}

// An imported run says what it was.
func TestImport(t *testing.T) {
	list := imported(t, "dummy.json")
	byName := make(map[string]*harness.Result)
	for _, x := range list {
		byName[x.Result.Name] = x.Result
	}
	r := byName["Dummy.dummy"]
	o := &r.Workloads[0]
	if o.Scenario != "Dummy.dummy" || o.Users != 4 || o.Iterations.Success.Count != 40 || !reflect.DeepEqual(o.Names(), []string{"foo", "foo[bar]"}) ||
		r.Verdict != harness.Passed || r.Environment.Version != "rally 3.3.0" || o.Arguments[0].Name != "sleep" || !o.Iterations.Success.Exact(99) {
		t.Errorf("%+v", r)
	}
	if r := byName["Dummy.dummy_exception_probability"]; r.Verdict != harness.Failed || len(r.Workloads[0].Failures) != 1 || r.Workloads[0].Failures[0].Class != "DummyScenarioException" {
		t.Errorf("%s: %+v", r.Verdict, r.Workloads[0].Failures)
	}
	if r := byName["Dummy.dummy_timed_atomic_actions"]; len(r.Fired) != 1 || !strings.Contains(r.Fired[0].Hook, "echo hello") || len(r.Fired[0].Output.Complete) != 1 {
		t.Errorf("hooks: %+v", r.Fired)
	}
	again := imported(t, "dummy.json")
	if again[0].Result.ID != list[0].Result.ID || list[0].Result.ID == list[1].Result.ID {
		t.Errorf("ids %s, %s and %s", list[0].Result.ID, again[0].Result.ID, list[1].Result.ID)
	}
}

// The flat list that Rally wrote before has the same iterations.
func TestImportOfTheOldFormat(t *testing.T) {
	old, new := imported(t, "old.json"), imported(t, "dummy.json")
	if len(old) == 0 {
		t.Fatal("nothing was imported")
	}
	for i, x := range old {
		a, b := &x.Result.Workloads[0].Iterations, &new[i].Result.Workloads[0].Iterations
		if x.Result.Name != new[i].Result.Name || a.Success.Count != b.Success.Count || a.Failure.Count != b.Failure.Count || a.Success.Percentile(95) != b.Success.Percentile(95) {
			t.Errorf("%s: %d and %d iterations; want %d and %d", x.Result.Name, a.Success.Count, a.Failure.Count, b.Success.Count, b.Failure.Count)
		}
	}
}

// What is no report of Rally is refused with a place.
func TestImportRefuses(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", "is empty"},
		{"{}", `no "tasks"`},
		{"{\n\"tasks\": nonsense", "line 2 is no JSON"},
		{`{"tasks": 3}`, "tasks in line 1 is a number"},
		{`{"tasks": [{"subtasks": [{"workloads": [{"scenario": {}}]}]}]}`, "tasks[0].subtasks[0].workloads[0]: scenario has 0 keys"},
		{`{"tasks": [{"subtasks": [{"workloads": [{"scenario": {"a": {}}, "runner": {"serial": {}}, "data": [{"timestamp": -1}]}]}]}]}`, "data[0]: timestamp"},
		{`[{"key": {}}]`, "[0].key.name is missing"},
	} {
		if _, err := rallyresult.Import(strings.NewReader(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v; want %q", tt.text, err, tt.want)
		}
	}
}

func FuzzImport(f *testing.F) {
	for _, text := range []string{
		`{"info": {"rally_version": "3"}, "tasks": [{"subtasks": [{"title": "t", "workloads": [{"scenario": {"a": {"x": 1}}, "runner": {"rps": {"times": 2}}, "pass_sla": true, "data": [
			{"timestamp": 1e9, "duration": 0.5, "idle_duration": 0.1, "error": ["A", "b", "c"], "atomic_actions": [{"name": "a", "started_at": 1e9, "finished_at": 1e9, "children": [{"name": "b", "started_at": 1e9, "finished_at": 1e9, "failed": true}]}],
			 "output": {"additive": [{"title": "t", "chart_plugin": "Pie", "data": [["x", 1]]}], "complete": []}}]}]}]}]}`,
		`[{"key": {"name": "a", "pos": 0, "kw": {"args": {}, "runner": {"type": "constant", "times": 1}}}, "sla": [], "result": [{"timestamp": 1, "duration": 1, "idle_duration": 0, "error": [], "atomic_actions": {"a": 1}}]}]`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := rallyresult.Import(bytes.NewReader(text))
		if err != nil {
			return
		}
		for _, x := range list {
			var b bytes.Buffer
			if err := rallyresult.Export(&b, rallyresult.Run{Result: x.Result, Records: all(x.Records)}); err != nil {
				t.Fatal(err)
			}
			if _, err := rallyresult.Import(&b); err != nil {
				t.Fatalf("what was exported cannot be imported: %v", err)
			}
		}
	})
}
