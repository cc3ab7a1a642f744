package steps

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// promise gives every workload the service levels that it can keep, and those of its own. One that none of them can keep
// is an error.
func (b *bench) promise() error {
	list := b.benchmark.Workloads
	for _, row := range b.rows {
		f, err := parseFigure(row[0])
		if err != nil {
			return err
		}
		placed := false
		for i := range list {
			if !f.fits(&list[i]) {
				continue
			}
			level, err := b.levelOf(f.rowOf(row, &list[i]), &list[i])
			if err != nil {
				return err
			}
			list[i].SLA = append(list[i].SLA, level)
			placed = true
		}
		if !placed {
			return fmt.Errorf("service level | %s |: %w", strings.Join(row, " | "), f.unplaced(list))
		}
	}
	for i, w := range b.workloads {
		for _, row := range w.levels {
			level, err := b.levelOf(row, &list[i])
			if err != nil {
				return err
			}
			list[i].SLA = append(list[i].SLA, level)
		}
		if b.noLevels && list[i].SLA == nil {
			list[i].SLA = []harness.Check{}
		}
	}
	return nil
}

// isIn tells whether the figure is taken in a workload, or in a scenario of its mix.
func (f figure) isIn(w *harness.Workload) bool {
	_, mix := w.Parts()
	return f.in == "" || f.in == w.Name || slices.Contains(mix, f.in)
}

// scenario is the one that the figure is of.
func (f figure) scenario(w *harness.Workload) harness.Scenario {
	if mix, ok := w.Scenario.(harness.Mix); ok {
		for _, p := range mix {
			if p.Name == f.in {
				return p.Scenario
			}
		}
	}
	return w.Scenario
}

func (f figure) hasAction(w *harness.Workload) bool {
	actions, ok := harness.Produces(f.scenario(w))
	return f.action == "" || f.action == harness.Lateness || f.action == harness.Response || harness.IsRoute(f.action) ||
		!ok || slices.Contains(actions, f.action)
}

func (f figure) hasRate(w *harness.Workload) bool {
	return f.name != "achieved rate" || w.Load.Plan().Open
}

func (f figure) hasPhase(w *harness.Workload) bool {
	phases, _ := w.Parts()
	return f.phase == "" || slices.Contains(phases, f.phase)
}

func (f figure) hasWindow(w *harness.Workload) bool {
	lasts := w.Load.Plan().Duration
	return lasts == 0 || f.window <= lasts
}

// fits tells whether a workload can have the figure.
func (f figure) fits(w *harness.Workload) bool {
	return f.isIn(w) && f.hasAction(w) && f.hasMeasure(w) && f.hasPhase(w) && f.hasWindow(w) && f.hasRate(w)
}

// rowOf is a row for a workload that it fits, which need not be named within itself.
func (f figure) rowOf(row []string, w *harness.Workload) []string {
	if f.in == w.Name {
		row = slices.Clone(row)
		row[0] = f.outside()
	}
	return row
}

// unplaced says why no workload can have the figure.
func (f figure) unplaced(list []harness.Workload) error {
	var loads, actions, phases, measures []string
	for i := range list {
		w := &list[i]
		_, mix := w.Parts()
		loads = append(append(loads, w.Name), mix...)
		if !f.isIn(w) {
			continue
		}
		known, _ := harness.Produces(f.scenario(w))
		actions = append(actions, known...)
		measures = append(measures, measuresOf(f.scenario(w))...)
		known, _ = w.Parts()
		phases = append(phases, known...)
	}
	some := func(has func(*harness.Workload) bool) bool {
		return slices.ContainsFunc(list, func(w harness.Workload) bool { return f.isIn(&w) && has(&w) })
	}
	switch {
	case !some(f.isIn):
		return harness.Unknown("load", f.in, loads)
	case !some(f.hasAction):
		return harness.Unknown("action", f.action, actions)
	case !some(f.hasMeasure):
		return harness.Unknown("value", f.measure.title+" / "+f.measure.name, measures)
	case !some(f.hasPhase) && len(phases) == 0:
		return fmt.Errorf("no load has a phase %s: say which part of it is warm-up or cool-down", f.phase)
	case !some(f.hasPhase):
		return harness.Unknown("phase", f.phase, phases)
	case !some(f.hasRate):
		return errors.New("all loads are closed: nobody asked for a rate")
	case !some(f.hasWindow):
		return fmt.Errorf("no load lasts for %v", f.window)
	}
	return errors.New("no load has all of that")
}
