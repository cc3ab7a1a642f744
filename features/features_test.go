// Package features_test runs the features of this folder, and the Ginkgo specs beside them, as tests.
package features_test

import (
	"flag"
	"testing"

	"github.com/pacenote/pacenote/scenarios"
	"github.com/pacenote/pacenote/steps"
)

var session = steps.New(flag.CommandLine)

func TestMain(m *testing.M) { session.Main(m) }

func TestFeatures(t *testing.T) { session.Features(t, scenarios.All()) }
