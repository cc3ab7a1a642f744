package steps

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cucumber/godog"
	"golang.org/x/term"

	"github.com/pacenote/pacenote/harness"
)

// Features runs the features of a folder, "." if none is given, with a catalogue of scenarios to choose from. Each
// scenario of a feature is a subtest. A filter of tags that selects nothing fails.
func (s *Session) Features(t *testing.T, catalogue harness.Catalogue, folders ...string) {
	t.Helper()
	if len(folders) == 0 {
		folders = []string{"."}
	}
	if err := checkTags(s.tags); err != nil {
		t.Fatal(err)
	}
	if s.rerun != "" {
		again, err := s.again(t)
		if err != nil {
			t.Fatal(err)
		}
		folders = again
	}
	vocabulary := Vocabulary()
	selected := 0
	suite := godog.TestSuite{
		Name: "pacenote",
		ScenarioInitializer: func(sc *godog.ScenarioContext) {
			b := &bench{lab: s.Lab(t), catalogue: catalogue, verbs: s.Verbs}
			for _, p := range vocabulary {
				step := p.step(b)
				if p.Kind != "Then" {
					step = b.awaiting(step)
				}
				sc.Step(p.Pattern, step)
			}
			sc.Before(func(ctx context.Context, g *godog.Scenario) (context.Context, error) {
				selected++
				return ctx, b.begin(vocabulary, g)
			})
			sc.After(func(ctx context.Context, _ *godog.Scenario, err error) (context.Context, error) {
				if err != nil {
					return ctx, nil // said already
				}
				if err := b.rest(); err != nil {
					return ctx, err
				}
				return ctx, b.keepBaseline()
			})
		},
		Options: &godog.Options{
			Format: "pretty", Output: os.Stdout, NoColors: os.Getenv("NO_COLOR") != "" || !term.IsTerminal(int(os.Stdout.Fd())),
			Paths: folders, Tags: s.tags, Strict: true, Concurrency: 1, TestingT: t,
		},
	}
	if code := suite.Run(); code != 0 && !t.Failed() {
		t.Errorf("the features ended with exit code %d", code)
	}
	if selected == 0 && s.ctx.Err() == nil {
		t.Errorf("no scenario was selected: there is none in %s%s", strings.Join(folders, ", "), tagged(s.tags))
	}
}

func tagged(tags string) string {
	if tags == "" {
		return ""
	}
	return fmt.Sprintf(" with the tags %q", tags)
}

// checkTags refuses what the dialect of tags does not have: it would silently select nothing.
func checkTags(tags string) error {
	for _, word := range strings.FieldsFunc(tags, func(r rune) bool { return r == ' ' || r == ',' }) {
		switch {
		case word == "&&" || strings.HasPrefix(word, "@") || strings.HasPrefix(word, "~@"):
		default:
			return fmt.Errorf("tags %q: cannot read %q: write @a,@b for or, @a && @b for and, ~@a for not", tags, word)
		}
	}
	return nil
}

// begin gives the benchmark its name and text, and refuses phrases that nobody knows.
func (b *bench) begin(vocabulary []Phrase, g *godog.Scenario) error {
	b.benchmark.Name = g.Name
	if name, source, ok := featureOf(g); ok {
		b.benchmark.Name = name + ": " + g.Name
		b.benchmark.Source = source
	}
	for _, tag := range g.Tags {
		b.benchmark.Tags = append(b.benchmark.Tags, strings.TrimPrefix(tag.Name, "@"))
	}
	if !b.lab.session.Rehearsal() && slices.Contains(b.benchmark.Tags, "rehearsal") {
		fmt.Printf("skipped on a real cloud, by its tag @rehearsal: %s\n", b.benchmark.Name)
		return godog.ErrSkip
	}
	var err error
	if b.awaited, err = read(vocabulary, g.Steps); err != nil {
		return err
	}
	return b.foresee(vocabulary, g.Steps)
}

// awaiting is a step after which the run begins, if it is the last one before the first Then.
func (b *bench) awaiting(step any) any {
	inner := reflect.ValueOf(step)
	in := []reflect.Type{reflect.TypeFor[context.Context]()}
	for i := range inner.Type().NumIn() {
		in = append(in, inner.Type().In(i))
	}
	outer := reflect.FuncOf(in, []reflect.Type{reflect.TypeFor[error]()}, false)
	return reflect.MakeFunc(outer, func(args []reflect.Value) []reflect.Value {
		out := inner.Call(args[1:])
		if !out[0].IsNil() {
			return out
		}
		err := reflect.New(reflect.TypeFor[error]()).Elem()
		if e := b.ready(args[0].Interface().(context.Context)); e != nil {
			err.Set(reflect.ValueOf(e))
		}
		return []reflect.Value{err}
	}).Interface()
}

// lineOfPath is what godog leaves of "file.feature:12" where it was asked for one scenario.
var lineOfPath = regexp.MustCompile(`:\d+$`)

// featureOf reads the name of the feature and its text.
func featureOf(g *godog.Scenario) (name, source string, ok bool) {
	text, err := os.ReadFile(lineOfPath.ReplaceAllString(g.Uri, ""))
	if err != nil {
		return "", "", false
	}
	for _, line := range strings.Split(string(text), "\n") {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "Feature:"); ok {
			return strings.TrimSpace(rest), string(text), true
		}
	}
	return "", string(text), false
}
