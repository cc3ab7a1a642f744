package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/pacenote/pacenote"

// A rule says what a package, or each of those below a folder ("scenarios/*"), may import of ours, and why.
type rule struct {
	of     string
	may    []string // a pattern as in path.Match; "*" alone is all
	reason string
}

// rules is the architecture: arrows point down, and every exception has its reason.
var rules = []rule{
	{"harness/load", nil, "a load is arithmetic: it knows no cloud, no clock and no engine"},
	{"harness/cloud", nil, "a client of a cloud is useful without a benchmark"},
	{"harness/journal", []string{"harness/cloud"}, "what is about to be made is told by the clients that make it"},
	{"harness", []string{"harness/cloud", "harness/journal", "harness/load"}, "the engine drives loads on clouds, and knows nothing of what runs on it"},
	{"harness/sla", []string{"harness"}, "a service level judges what the engine measured"},
	{"harness/hook", []string{"harness", "harness/cloud"}, "what a hook does, it does to a cloud and its network"},
	{"harness/baseline", []string{"harness"}, "a baseline judges what the engine measured by what it measured before"},
	{"harness/store", []string{"harness"}, "a store keeps results"},
	{"harness/store/storetest", []string{"harness", "harness/load", "harness/store"}, "the test of every store knows what a store is"},
	{"harness/progress", []string{"harness"}, "a display shows how a run goes on, and has no say in it"},
	{"harness/harnesstest", []string{"harness", "harness/cloud", "harness/load"}, "a test kit runs a scenario, of whichever package"},
	{"harness/recording", []string{"harness"}, "a recording becomes text; which verbs its sentences have is told to it"},
	{"harness/rallyresult", []string{"harness"}, "results of another tool are results"},
	{"harness/history", []string{"harness", "harness/baseline"}, "runs are held against each other by what they found"},
	{"harness/telemetry", []string{"harness"}, "metrics are of what the engine measured"},
	{"reports/live", []string{"harness", "reports"}, "it serves reports, of whatever it is given"},
	{"reports", []string{"harness", "harness/history"}, "a report is a function of results: it asks no cloud"},
	{"fixtures/cleanup", []string{"harness", "harness/cloud"}, "what is removed is found by asking the cloud, whoever made it"},
	{"fixtures", []string{"harness", "harness/cloud", "harness/load", "fixtures/cleanup"}, "a fixture builds a world through clients"},
	{"fixtures/simcloud", nil, "a simulated cloud is a cloud: it knows no harness, lest it answer what the harness would like to hear"},
	{"scenarios/cinder", []string{"harness", "harness/cloud", "fixtures", "scenarios/glance"}, "a volume that is uploaded becomes an image, which is waited for and deleted as images are"},
	{"scenarios/nova", []string{"harness", "harness/cloud", "fixtures", "scenarios/cinder", "scenarios/glance", "scenarios/neutron"}, "a server uses images, volumes and networks, which are made, waited for and deleted as elsewhere"},
	{"scenarios/vm", []string{"harness", "harness/cloud", "fixtures", "scenarios/cinder", "scenarios/neutron", "scenarios/nova"}, "who works within a server boots it first, with its address and its volume, as elsewhere"},
	{"scenarios/request", []string{"harness", "harness/cloud"}, "a request is a user's, and timed"},
	{"scenarios/*", []string{"harness", "harness/cloud", "fixtures", "scenarios/request"}, "a scenario is what a user does, under whatever load and promises; it knows no other scenario"},
	{"scenarios", []string{"harness", "scenarios/*"}, "the catalogue is a list"},
	{"steps", []string{"harness", "harness/cloud", "harness/load", "harness/sla", "harness/hook", "harness/baseline", "harness/store", "harness/progress", "harness/telemetry", "reports", "reports/live", "fixtures", "fixtures/simcloud"},
		"the language puts everything together; which scenarios there are is told to it, so that others can bring their own"},
	{"features", []string{"*"}, "nothing imports the features"},
	{"features/catalogue", []string{"*"}, "the same, but the commands, which print its samples"},
	{"harness/cli", []string{"*"}, "nothing imports the commands but main"},
	{"", []string{"harness/cli"}, "main is a few lines"},
}

// A home is where a library is known; the rest of the code does not know its name. Tests may use what their own
// package may, and what is for all tests.
type home struct {
	library string
	in      []string
	reason  string
}

var homes = []home{
	{"github.com/gophercloud/gophercloud/v2", []string{"harness/cloud", "fixtures", "fixtures/cleanup", "scenarios/*"}, "those who talk to clouds"},
	{"github.com/onsi/gomega", []string{"harness", "harness/sla", "steps"}, "assertions, service levels, and their words"},
	{"github.com/cucumber", []string{"steps", "features"}, "Gherkin"},
	{"github.com/onsi/ginkgo/v2", []string{"features"}, "it refuses go test -count, so that packages which are stressed do without"},
	{"github.com/go-echarts/go-echarts/v2", []string{"reports"}, "charts"},
	{"github.com/vbauerster/mpb/v8", []string{"harness/progress"}, "progress bars"},
	{"golang.org/x/term", []string{"harness/progress", "steps"}, "what is a terminal, and how wide"},
	{"github.com/spf13/cobra", []string{"harness/cli"}, "commands"},
	{"github.com/Shopify/toxiproxy/v2", []string{"harness/hook"}, "a spoilt network"},
	{"github.com/rs/zerolog", []string{"harness/hook"}, "toxiproxy wants a logger: none"},
	{"github.com/DataDog/sketches-go", []string{"harness"}, "live percentiles"},
	{"github.com/goccy/go-yaml", []string{"harness/cloud", "harness/rallyfile", "fixtures/simcloud"}, "clouds.yaml, task files, and templates of stacks"},
	{"github.com/go-json-experiment/json", []string{"harness/cloud"}, "lists that are decoded once"},
	{"golang.org/x/crypto/ssh", []string{"scenarios/vm", "fixtures/simcloud"}, "who enters guests, and the guests"},
	{"golang.org/x/perf", []string{"harness/baseline"}, "significance"},
	{"golang.org/x/sys", []string{"harness"}, "the kernel's timer of a precise load"},
	{"github.com/hashicorp/go-memdb", []string{"fixtures/simcloud"}, "the state of a simulated cloud"},
	{"modernc.org/sqlite", []string{"harness/store"}, "the history"},
	{"github.com/jackc/pgx/v5", []string{"harness/store"}, "the history of a team"},
	{"github.com/parquet-go/parquet-go", []string{"harness/store"}, "segments of iterations"},
	{"github.com/pressly/goose/v3", []string{"harness/store"}, "migrations of the history"},
	{"github.com/klauspost/compress", []string{"harness/store"}, "results are packed as segments are"},
	{"github.com/prometheus/client_golang", []string{"harness/telemetry"}, "metrics"},
	{"go.opentelemetry.io", []string{"harness/telemetry"}, "metrics that are sent"},
	{"github.com/dustin/go-humanize", []string{"harness/cli"}, "times in words"},
}

// inTests are libraries that every test may use.
var inTests = []string{
	"github.com/onsi/gomega", "go.uber.org/goleak", "pgregory.net/rapid", "github.com/google/go-cmp", "github.com/chromedp", "golang.org/x/net",
	"golang.org/x/tools", "golang.org/x/perf", "github.com/santhosh-tekuri/jsonschema/v6",
	"github.com/prometheus/client_model", "github.com/prometheus/common", "google.golang.org/protobuf", "github.com/gophercloud/gophercloud/v2",
}

// testing is for tests; a test binary's flags and temporary folders have no place in the rest.
var testers = []string{"steps", "harness/harnesstest", "harness/store/storetest"}

// A listed package is what go list says of it.
type listed struct {
	ImportPath, Dir, Name              string
	GoFiles                            []string
	Imports, TestImports, XTestImports []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Dir,Name,GoFiles,Imports,TestImports,XTestImports", "./...")
	command.Dir, command.Stderr = "../..", os.Stderr
	text, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %v", command, err)
	}
	var list []listed
	for d := json.NewDecoder(strings.NewReader(string(text))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatalf("%v: %v", command, err)
		}
		list = append(list, p)
	}
}

// ours is the path of a package below the module.
func ours(importPath string) (string, bool) {
	if importPath == module {
		return "", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, _ := path.Match(p, name)
		return ok || p == "*"
	})
}

// judge finds all that is wrong with the imports of a package.
func judge(p listed) []string {
	name, _ := ours(p.ImportPath)
	i := slices.IndexFunc(rules, func(r rule) bool { return matches([]string{r.of}, name) })
	if i < 0 {
		return []string{fmt.Sprintf("%s is new: say in the table of imports_test.go what it may import, and why", p.ImportPath)}
	}
	r := rules[i]
	var wrong []string
	for _, imported := range p.Imports {
		if dep, ok := ours(imported); ok && !matches(r.may, dep) {
			wrong = append(wrong, fmt.Sprintf("%s imports %s, and may not: %s", name, dep, r.reason))
		}
		if (imported == "testing" || strings.HasPrefix(imported, "testing/")) && !slices.Contains(testers, name) {
			wrong = append(wrong, fmt.Sprintf("%s imports %s outside of its tests", name, imported))
		}
	}
	for _, imported := range p.Imports {
		wrong = append(wrong, strayed(name, imported, nil)...)
	}
	for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
		wrong = append(wrong, strayed(name, imported, inTests)...)
	}
	return wrong
}

// strayed tells whether a third-party package is imported outside of its home.
func strayed(name, imported string, also []string) []string {
	_, mine := ours(imported)
	host, _, _ := strings.Cut(imported, "/")
	if mine || !strings.Contains(host, ".") {
		return nil
	}
	within := func(library string) bool { return imported == library || strings.HasPrefix(imported, library+"/") }
	if slices.ContainsFunc(also, within) {
		return nil
	}
	for _, h := range homes {
		if within(h.library) {
			if matches(h.in, name) {
				return nil
			}
			return []string{fmt.Sprintf("%s imports %s, whose home is %s: %s", name, imported, strings.Join(h.in, ", "), h.reason)}
		}
	}
	return []string{fmt.Sprintf("%s imports %s, which has no home: give it one in imports_test.go", name, imported)}
}

// Arrows point one way, and every library has one home.
func TestImports(t *testing.T) {
	seen := make(map[string]bool)
	for _, p := range packages(t) {
		if seen[p.ImportPath] {
			t.Errorf("%s is listed twice", p.ImportPath)
		}
		seen[p.ImportPath] = true
		for _, wrong := range judge(p) {
			t.Error(wrong)
		}
	}
	if len(seen) < 10 {
		t.Errorf("go list knows only %d packages", len(seen))
	}
}

// The table itself refuses what it is there to refuse.
func TestRulesRefuse(t *testing.T) {
	for _, tt := range []struct {
		of      string
		imports []string
		want    string // "" is nothing wrong
	}{
		{"harness/load", []string{"time", "math"}, ""},
		{"harness/load", []string{module + "/harness"}, "harness/load imports harness, and may not: a load is arithmetic"},
		{"harness", []string{module + "/harness/sla"}, "harness imports harness/sla, and may not"},
		{"harness", []string{"testing/synctest"}, "harness imports testing/synctest outside of its tests"},
		{"harness/harnesstest", []string{"testing"}, ""},
		{"fixtures/simcloud", []string{module + "/harness/cloud"}, "fixtures/simcloud imports harness/cloud, and may not: a simulated cloud is a cloud"},
		{"scenarios/nova", []string{module + "/scenarios/keystone"}, "scenarios/nova imports scenarios/keystone, and may not"},
		{"scenarios/heat", []string{module + "/fixtures", "github.com/gophercloud/gophercloud/v2/openstack"}, ""},
		{"steps", []string{module + "/scenarios"}, "steps imports scenarios, and may not"},
		{"harness", []string{"github.com/gophercloud/gophercloud/v2"}, "whose home is harness/cloud, fixtures, fixtures/cleanup, scenarios/*"},
		{"harness", []string{"example.com/left-pad"}, "which has no home"},
		{"harness/util", nil, "harness/util is new"},
		{"scenarios/nova/deep", nil, "scenarios/nova/deep is new"},
		{"", []string{module + "/harness"}, "imports harness, and may not: main is a few lines"},
	} {
		wrong := strings.Join(judge(listed{ImportPath: strings.TrimSuffix(module+"/"+tt.of, "/"), Imports: tt.imports}), "\n")
		if !strings.Contains(wrong, tt.want) || (wrong == "") != (tt.want == "") {
			t.Errorf("judge(%q importing %q) = %q; want %q", tt.of, tt.imports, wrong, tt.want)
		}
	}
}

// Every package says in its comment what it is.
func TestPackageComments(t *testing.T) {
	for _, p := range packages(t) {
		var comments []string
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ParseComments|parser.PackageClauseOnly)
			if err != nil {
				t.Fatal(err)
			}
			if file.Doc != nil {
				comments = append(comments, file.Doc.Text())
			}
		}
		if len(p.GoFiles) == 0 {
			continue // nothing but tests
		}
		want := "Package " + p.Name + " "
		if p.Name == "main" {
			want = "Pacenote "
		}
		if len(comments) != 1 || !strings.HasPrefix(comments[0], want) {
			t.Errorf("%s has %d package comments; want one that begins with %q", p.ImportPath, len(comments), want)
		}
	}
}
