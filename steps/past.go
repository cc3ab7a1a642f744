package steps

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/cucumber/godog"
	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/baseline"
)

// A past is the baselines that a bench needs, and what it has found by them.
type past struct {
	asked    []comparison             // of each Then
	runs     map[string]*baseline.Run // by id; "" is the last one
	verdicts map[comparison]error
}

// foresee reads the comparisons of all Thens before anything runs.
func (b *bench) foresee(vocabulary []Phrase, list []*godog.Step) error {
	for _, step := range list {
		p, _ := find(vocabulary, step.Text)
		m := regexp.MustCompile(p.Pattern).FindStringSubmatch(step.Text)
		if p.Kind != "Then" || len(m) != 3 {
			continue
		}
		c, ok, err := parseComparison(m[1], m[2])
		if err != nil {
			return err
		}
		if ok {
			b.past.asked = append(b.past.asked, c)
		}
	}
	return nil
}

// recall reads the run that a comparison is with, once. It is nil if there is none yet.
func (b *bench) recall(c comparison) (run *baseline.Run, err error) {
	if run, ok := b.past.runs[c.run]; ok {
		return run, nil
	}
	shelf, place, err := b.lab.session.shelf()
	if err != nil {
		return nil, err
	}
	if c.run == "" {
		run, err = shelf.Last(b.benchmark.Name, place)
	} else {
		run, err = shelf.Run(c.run, b.benchmark.Name, place)
	}
	if err != nil {
		return nil, err
	}
	if b.past.runs == nil {
		b.past.runs = make(map[string]*baseline.Run)
	}
	b.past.runs[c.run] = run
	return run, nil
}

// recallAll reads the runs that the Thens compare with, and refuses comparisons that nothing can satisfy.
func (b *bench) recallAll() error {
	for _, c := range b.past.asked {
		old, err := b.recall(c)
		if err != nil {
			return err
		}
		fits := false
		for i := range b.benchmark.Workloads {
			w := &b.benchmark.Workloads[i]
			if !c.figure.fits(w) {
				continue
			}
			fits = true
			if err := c.known(old, w); err != nil {
				return err
			}
		}
		if !fits {
			return fmt.Errorf("the %s: %w", c.figure.outside(), c.figure.unplaced(b.benchmark.Workloads))
		}
	}
	return nil
}

// known refuses a run that was asked for by its id, and has no such figure.
func (c comparison) known(old *baseline.Run, w *harness.Workload) error {
	part := c.figure.phase
	if part == "" && c.figure.in != w.Name {
		part = c.figure.in
	}
	if c.run == "" || old.Find(w.Name, part, c.figure.action) != nil {
		return nil
	}
	return fmt.Errorf("run %s has no %s of %q", c.run, c.figure.outside(), w.Name)
}

// levelOf is the service level of a row for a workload.
func (b *bench) levelOf(row []string, w *harness.Workload) (types.GomegaMatcher, error) {
	c, ok, err := comparisonOf(row)
	if !ok {
		return parseLevel(row)
	}
	if err != nil {
		return nil, err
	}
	old, err := b.recall(c)
	if err == nil {
		err = c.known(old, w)
	}
	if err != nil {
		return nil, fmt.Errorf("service level | %s |: %w", strings.Join(row, " | "), err)
	}
	return c.level(old, false), nil
}

// compareAll judges what the Thens ask for, at once: so all of it is in the reports, whichever is asked first.
func (b *bench) compareAll() {
	b.past.verdicts = make(map[comparison]error)
	for _, c := range b.past.asked {
		if _, ok := b.past.verdicts[c]; !ok {
			b.past.verdicts[c] = b.compare(c)
		}
	}
}

func (b *bench) compare(c comparison) error {
	if v := b.result.Verdict; v != harness.Passed && v != harness.Failed && v != harness.Leaked && v != harness.Bound {
		return fmt.Errorf("a run that did not come to its end is not compared: %w", b.err)
	}
	out, own, err := b.outcome(c.figure.in)
	if err != nil {
		return err
	}
	return b.result.Expect(out, c.level(b.past.runs[c.run], own))
}

// compared is what a Then asks for.
func (b *bench) compared(of, promise string) error {
	if b.result == nil {
		return errNotRun
	}
	c, _, err := parseComparison(of, promise)
	if err != nil {
		return err
	}
	return b.past.verdicts[c]
}

// keepBaseline makes a run that passed the next baseline, if somebody compares.
func (b *bench) keepBaseline() error {
	if len(b.past.runs) == 0 || b.result == nil {
		return nil
	}
	if v := b.result.Verdict; v != harness.Passed && !(v == harness.Failed && b.result.Expected) {
		return nil
	}
	shelf, _, err := b.lab.session.shelf()
	if err != nil {
		return err
	}
	return shelf.Keep(b.result)
}

// shelf is where baselines are kept, and the place that those of this session are of.
func (s *Session) shelf() (baseline.Shelf, baseline.Place, error) {
	folder := s.baselines
	if folder == "" {
		folder = filepath.Join(s.out, "baselines")
	}
	if s.Rehearsal() {
		if s.realtime {
			folder = filepath.Join(folder, "realtime") // real figures of a simulated cloud
		}
		return baseline.Shelf{Folder: folder}, baseline.Place{Rehearsal: true}, nil
	}
	c, err := s.open()
	if err != nil {
		return baseline.Shelf{}, baseline.Place{}, err
	}
	return baseline.Shelf{Folder: folder}, baseline.Place{Cloud: c.Name(), AuthURL: c.AuthURL(), Region: c.Region()}, nil
}
