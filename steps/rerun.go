package steps

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gherkin "github.com/cucumber/gherkin/go/v26"
	messages "github.com/cucumber/messages/go/v21"

	"github.com/pacenote/pacenote/harness/store"
)

// again writes the feature of a kept run into a folder, and returns the paths of its scenarios, as godog takes them.
func (s *Session) again(t *testing.T) ([]string, error) {
	if s.store == "off" {
		return nil, fmt.Errorf("-rerun %s: no runs are kept, by -store=off or PACENOTE_STORE=off", s.rerun)
	}
	kept, err := store.Open(s.ctx, s.store)
	if err != nil {
		return nil, err
	}
	defer kept.Close()
	run, err := kept.Find(s.ctx, s.rerun)
	if err != nil {
		return nil, err
	}
	result, err := kept.Result(context.WithoutCancel(s.ctx), run.ID)
	if err != nil {
		return nil, err
	}
	if result.Source == "" {
		return nil, fmt.Errorf("-rerun %s: %q was declared in Go, and is run again by its own test", run.ID, run.Name)
	}
	file := filepath.Join(t.TempDir(), run.ID+".feature")
	if err := os.WriteFile(file, []byte(result.Source), 0o666); err != nil {
		return nil, err
	}
	if s.seed == 1 { // it was not asked for another one
		s.seed = result.Seed
	}
	return scenariosOf(file, result.Source, result.Name)
}

// scenariosOf are the scenarios of a feature whose benchmark has a name, as "FILE:LINE".
func scenariosOf(file, source, name string) (paths []string, err error) {
	document, err := gherkin.ParseGherkinDocument(strings.NewReader(source), (&messages.Incrementing{}).NewId)
	if err != nil {
		return nil, fmt.Errorf("the feature of the kept run: %w", err)
	}
	for _, p := range gherkin.Pickles(*document, file, (&messages.Incrementing{}).NewId) {
		if document.Feature.Name+": "+p.Name != name {
			continue
		}
		line := lineOf(document.Feature, p.AstNodeIds)
		if path := fmt.Sprintf("%s:%d", file, line); line > 0 {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("the feature of the kept run has no scenario of the name %q", name)
	}
	return paths, nil
}

// lineOf is where the last of some nodes is: a scenario, or a row of its examples.
func lineOf(feature *messages.Feature, ids []string) (line int64) {
	id := ids[len(ids)-1]
	for _, child := range feature.Children {
		scenarios := []*messages.Scenario{child.Scenario}
		if child.Rule != nil {
			for _, inner := range child.Rule.Children {
				scenarios = append(scenarios, inner.Scenario)
			}
		}
		for _, s := range scenarios {
			if s == nil {
				continue
			}
			if s.Id == id {
				return s.Location.Line
			}
			for _, e := range s.Examples {
				for _, row := range e.TableBody {
					if row.Id == id {
						return row.Location.Line
					}
				}
			}
		}
	}
	return 0
}
