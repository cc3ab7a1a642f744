package sla

import (
	"fmt"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// A viewer shows itself as the numbers of a workload.
type viewer interface {
	View() *harness.View
}

// viewOf finds the numbers in what is judged.
func viewOf(actual any) (*harness.View, error) {
	switch a := actual.(type) {
	case *harness.View:
		if a == nil {
			return nil, fmt.Errorf("a service level cannot judge a view that is nil")
		}
		return a, nil
	case *harness.Outcome:
		if a == nil {
			return nil, fmt.Errorf("a service level cannot judge an outcome that is nil")
		}
		return &a.View, nil
	case *harness.Result:
		if a == nil {
			return nil, fmt.Errorf("a service level cannot judge a result that is nil")
		}
		return only(a)
	case []time.Duration:
		return harness.ViewOf(a), nil
	case viewer:
		return viewOf(a.View())
	}
	return nil, fmt.Errorf("a service level judges a *harness.Result, *harness.Outcome, *harness.View, []time.Duration or what has a method View() *harness.View, not a %T", actual)
}

// only is the one workload of a result.
func only(r *harness.Result) (*harness.View, error) {
	if len(r.Workloads) == 1 {
		return &r.Workloads[0].View, nil
	}
	if len(r.Workloads) == 0 {
		return nil, fmt.Errorf("the result has no workload to judge: the run ended before its load")
	}
	var names []string
	for i := range r.Workloads {
		names = append(names, fmt.Sprintf("&result.Workloads[%d] (%s)", i, r.Workloads[i].Workload))
	}
	return nil, fmt.Errorf("the result has %d workloads, judge one of them: %s", len(names), strings.Join(names, ", "))
}
