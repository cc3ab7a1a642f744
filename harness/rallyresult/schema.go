package rallyresult

import (
	"encoding/json"
	"math"
	"strconv"
)

// A float is written with a decimal point, whatever it is: Rally refuses durations that are whole numbers.
type float float64

// MarshalJSON writes the shortest number that is read as the same.
func (f float) MarshalJSON() ([]byte, error) {
	x := float64(f)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return []byte("null"), nil
	}
	b := strconv.AppendFloat(nil, x, 'f', -1, 64)
	for _, c := range b {
		if c == '.' {
			return b, nil
		}
	}
	return append(b, ".0"...), nil
}

type document struct {
	Info  info   `json:"info"`
	Tasks []task `json:"tasks"`
}

type info struct {
	Version     string `json:"rally_version"`
	GeneratedAt string `json:"generated_at"`
	Format      string `json:"format_version"`
}

type task struct {
	UUID        string    `json:"uuid"`
	Title       string    `json:"title"`
	Description string    `json:"description"`
	Status      string    `json:"status"`
	Tags        []string  `json:"tags"`
	EnvUUID     string    `json:"env_uuid"`
	EnvName     string    `json:"env_name"`
	CreatedAt   string    `json:"created_at"`
	UpdatedAt   string    `json:"updated_at"`
	PassSLA     bool      `json:"pass_sla"`
	Subtasks    []subtask `json:"subtasks"`
}

type subtask struct {
	UUID        string     `json:"uuid"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Status      string     `json:"status"`
	CreatedAt   string     `json:"created_at"`
	UpdatedAt   string     `json:"updated_at"`
	SLA         struct{}   `json:"sla"`
	Workloads   []workload `json:"workloads"`
}

type workload struct {
	UUID            string                                `json:"uuid"`
	Description     string                                `json:"description"`
	Runner          map[string]map[string]json.RawMessage `json:"runner"`
	Hooks           []hook                                `json:"hooks"`
	Scenario        map[string]map[string]json.RawMessage `json:"scenario"`
	MinDuration     *float                                `json:"min_duration"`
	MaxDuration     *float                                `json:"max_duration"`
	StartTime       *float                                `json:"start_time"`
	LoadDuration    float                                 `json:"load_duration"`
	FullDuration    float                                 `json:"full_duration"`
	Statistics      map[string]any                        `json:"statistics"`
	Data            []iteration                           `json:"data"`
	Failed          int64                                 `json:"failed_iteration_count"`
	Total           int64                                 `json:"total_iteration_count"`
	CreatedAt       string                                `json:"created_at"`
	UpdatedAt       string                                `json:"updated_at"`
	Contexts        map[string]any                        `json:"contexts"`
	ContextsResults []any                                 `json:"contexts_results"`
	Position        int                                   `json:"position"`
	PassSLA         bool                                  `json:"pass_sla"`
	SLAResults      struct {
		SLA []criterion `json:"sla"`
	} `json:"sla_results"`
	SLA map[string]any `json:"sla"`
}

type criterion struct {
	Criterion string `json:"criterion"`
	Detail    string `json:"detail"`
	Success   bool   `json:"success"`
}

type iteration struct {
	Timestamp float           `json:"timestamp"`
	Duration  float           `json:"duration"`
	Idle      float           `json:"idle_duration"`
	Error     []string        `json:"error"`
	Output    json.RawMessage `json:"output"`
	Actions   []*action       `json:"atomic_actions"`
}

type action struct {
	Name     string    `json:"name"`
	Started  float     `json:"started_at"`
	Finished float     `json:"finished_at"`
	Children []*action `json:"children"`
	Failed   bool      `json:"failed,omitempty"`
}

type hook struct {
	Config  map[string]any `json:"config"`
	Results []hookResult   `json:"results"`
	Summary map[string]int `json:"summary"`
}

type hookResult struct {
	Started   float           `json:"started_at"`
	Finished  float           `json:"finished_at"`
	Triggered trigger         `json:"triggered_by"`
	Status    string          `json:"status"`
	Error     []string        `json:"error,omitempty"`
	Output    json.RawMessage `json:"output"`
}

type trigger struct {
	Event string `json:"event_type"`
	Value any    `json:"value"`
}

// charts are those of an iteration or a hook.
type charts struct {
	Additive []chart `json:"additive"`
	Complete []chart `json:"complete"`
}

type chart struct {
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
	Plugin      string `json:"chart_plugin"`
	Data        any    `json:"data"`
	Label       string `json:"label,omitempty"`
	AxisLabel   string `json:"axis_label,omitempty"`
}
