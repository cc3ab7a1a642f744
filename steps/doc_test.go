package steps_test

import (
	"flag"
	"go/format"
	"os"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/steps"
)

var update = flag.Bool("update", false, "write doc.go and golden files anew")

// The package comment is the manual, made from the vocabulary; go test ./steps -update writes it.
func TestPackageCommentIsTheManual(t *testing.T) {
	var b strings.Builder
	b.WriteString("// Package steps is the language of features: phrases of Gherkin that make a benchmark, run it and judge it.\n//\n")
	b.WriteString("// A test package that runs features needs one file:\n//\n")
	for _, line := range []string{
		"var session = steps.New(flag.CommandLine)", "",
		"func TestMain(m *testing.M)     { session.Main(m) }",
		"func TestFeatures(t *testing.T) { session.Features(t, scenarios.All()) }",
	} {
		b.WriteString(strings.TrimRight("//	"+line, "\t") + "\n")
	}
	b.WriteString("//\n// # The manual\n//\n")
	for _, line := range strings.Split(strings.TrimSpace(steps.Manual()), "\n") {
		if strings.HasPrefix(line, "  ") {
			line = "	" + line[2:]
		}
		b.WriteString(strings.TrimRight(strings.TrimRight("// "+line, " "), "\t") + "\n")
	}
	b.WriteString("package steps\n")
	want, err := format.Source([]byte(strings.ReplaceAll(b.String(), "// \t", "//\t")))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("doc.go", want, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != string(want) {
		t.Error("doc.go is stale: go test ./steps -run Manual -update")
	}
}
