// Package catalogue_test runs a sample of every scenario of the catalogue.
package catalogue_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/scenarios"
	"github.com/pacenote/pacenote/steps"
)

var session = steps.New(flag.CommandLine)

func TestMain(m *testing.M) {
	session.Files = os.DirFS("..") // the features of the folder above have the same files
	session.Main(m)
}

func TestCatalogue(t *testing.T) { session.Features(t, scenarios.All()) }

// Every scenario has a sample, which is called like it.
func TestEveryScenarioHasASample(t *testing.T) {
	paths, err := filepath.Glob("*.feature")
	if err != nil {
		t.Fatal(err)
	}
	samples := make(map[string]bool)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if name, ok := strings.CutPrefix(strings.TrimSpace(line), "Scenario: "); ok {
				samples[name] = true
			}
		}
	}
	for _, e := range scenarios.All() {
		if !samples[e.Name] {
			t.Errorf("no feature of this folder has a Scenario: %s", e.Name)
		}
	}
}
