// Package features_test runs the features of this folder, and the Ginkgo specs beside them, as tests.
package features_test

import (
	"flag"
	"path/filepath"
	"testing"

	"github.com/pacenote/pacenote/scenarios"
	"github.com/pacenote/pacenote/steps"
)

var session = steps.New(flag.CommandLine)

func TestMain(m *testing.M) { session.Main(m) }

// The features of the folder below have a test of their own.
func TestFeatures(t *testing.T) {
	paths, err := filepath.Glob("*.feature")
	if err != nil {
		t.Fatal(err)
	}
	session.Features(t, scenarios.All(), paths...)
}
