package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/pacenote/pacenote"

// layers says who may import whom, of ours, and why. "*" stands for all. A package that is not here is not in the design.
var layers = []struct {
	pkg     string // a pattern of path.Match, below the module
	imports []string
	why     string
}{
	{"harness/load", nil, "a schedule is arithmetic: it knows nothing of who runs it"},
	{"harness/cloud", nil, "a client of clouds is useful without a harness"},
	{"harness", []string{"harness/cloud", "harness/load"}, "the nouns and the engine know no scenario, no report and no language"},
	{"harness/sla", []string{"harness", "harness/cloud", "harness/load"}, "service levels judge what the engine measured"},
	{"harness/progress", []string{"harness", "harness/cloud", "harness/load"}, "a display looks at the engine from outside"},
	{"harness/harnesstest", []string{"harness", "harness/cloud", "harness/load"}, "a scenario is tested by whoever wrote it, without what is above it"},
	{"reports", []string{"harness", "harness/cloud", "harness/load"}, "a report is a function of results"},
	{"fixtures", []string{"harness", "harness/cloud", "harness/load"}, "fixtures build worlds for scenarios that they do not know"},
	{"fixtures/simcloud", nil, "it is a cloud: it knows no harness"},
	{"scenarios/*", []string{"harness", "harness/cloud", "fixtures"}, "a service never imports another one"},
	{"scenarios", []string{"harness", "scenarios/*"}, "the catalogue is a list"},
	{"steps", []string{"harness", "harness/*", "fixtures", "fixtures/simcloud", "reports"}, "the language makes benchmarks; the simulated cloud is for the rehearsal; which scenarios there are is up to its user"},
	{"features", []string{"*"}, "tests"},
	{"harness/cli", []string{"*"}, "the commands"},
	{"", []string{"harness/cli"}, "a few lines"},
}

// homes says which packages may know a library.
var homes = map[string][]string{
	"github.com/gophercloud/gophercloud/v2": {"harness/cloud", "fixtures", "scenarios/*"},
	"github.com/onsi/gomega":                {"harness", "harness/sla", "steps"},
	"github.com/onsi/ginkgo/v2":             {},
	"github.com/cucumber/godog":             {"steps"},
	"github.com/cucumber/messages/go/v21":   {"steps"},
	"github.com/go-echarts/go-echarts/v2":   {"reports"},
	"github.com/vbauerster/mpb/v8":          {"harness/progress"},
	"golang.org/x/term":                     {"harness/progress", "steps"},
	"github.com/DataDog/sketches-go":        {"harness"},
	"github.com/goccy/go-yaml":              {"harness/cloud"},
	"github.com/go-json-experiment/json":    {"harness/cloud"},
	"github.com/spf13/cobra":                {"harness/cli"},
	"testing":                               {"steps", "harness/harnesstest"},
	"database/sql":                          {},
}

type listed struct {
	ImportPath string
	Name       string
	Doc        string
	Imports    []string
	GoFiles    []string
}

// short is a path below the module.
func short(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, module), "/")
}

func matches(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, _ := path.Match(p, pkg)
		return ok || p == "*"
	})
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Name,Doc,Imports,GoFiles", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		pkg := short(p.ImportPath)
		i := slices.IndexFunc(layers, func(l struct {
			pkg     string
			imports []string
			why     string
		}) bool {
			ok, _ := path.Match(l.pkg, pkg)
			return ok
		})
		if i < 0 {
			t.Errorf("%s is not in the table: say there what it may import, and why", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, module) && !matches(layers[i].imports, short(imported)) {
				t.Errorf("%s imports %s: %s", p.ImportPath, imported, layers[i].why)
			}
			for library, packages := range homes {
				if (imported == library || strings.HasPrefix(imported, library+"/")) && !matches(packages, pkg) {
					t.Errorf("%s imports %s, whose home is %s", p.ImportPath, imported, strings.Join(packages, ", "))
				}
			}
		}
	}
}

func TestPackageComments(t *testing.T) {
	for _, p := range packages(t) {
		want := "Package " + p.Name + " "
		switch {
		case len(p.GoFiles) == 0: // tests alone
			continue
		case p.Name == "main":
			want = "Pacenote "
		}
		if !strings.HasPrefix(p.Doc, want) {
			t.Errorf("%s: the package comment begins with %q; want %q", p.ImportPath, p.Doc, want)
		}
	}
}
