package steps

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v26"
	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v21"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// ParseSet reads a file of fixtures that are to stay: a feature with a background of Givens, and nothing else. Errors name
// the file and the line.
//
//	Feature: A region with tenants
//	  Background:
//	    Given 4 projects with 5 users each
//	    And a network in every project
func ParseSet(name string, text []byte) ([]harness.Fixture, error) {
	document, err := gherkin.ParseGherkinDocument(bytes.NewReader(text), func() string { return "" })
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if document.Feature == nil {
		return nil, fmt.Errorf("%s: it is empty: expected a Feature with a Background of Givens", name)
	}
	b := new(bench)
	vocabulary := Vocabulary()
	for _, child := range document.Feature.Children {
		if child.Background == nil {
			return nil, fmt.Errorf("%s: expected a Background alone: what runs on fixtures that stay is another feature", place(name, child))
		}
		for _, step := range child.Background.Steps {
			if err := b.givenStep(vocabulary, step); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, step.Location.Line, err)
			}
		}
	}
	if len(b.benchmark.Fixtures) == 0 {
		return nil, fmt.Errorf("%s: no fixtures: expected a Background of Givens", name)
	}
	return b.benchmark.Fixtures, nil
}

func place(name string, child *messages.FeatureChild) string {
	switch {
	case child.Scenario != nil:
		return fmt.Sprintf("%s:%d", name, child.Scenario.Location.Line)
	case child.Rule != nil:
		return fmt.Sprintf("%s:%d", name, child.Rule.Location.Line)
	}
	return name
}

// givenStep does what a step says, if it is about fixtures.
func (b *bench) givenStep(vocabulary []Phrase, step *messages.Step) error {
	p, ok := find(vocabulary, step.Text)
	switch {
	case !ok:
		return errors.New(unknownPhrase(vocabulary, step.Text))
	case p.Kind != "Given":
		return fmt.Errorf("%q: expected a Given, which says what there is", step.Text)
	case p.hasTable() != (step.DataTable != nil):
		return fmt.Errorf("%q: a table belongs to `%s`, and to no other phrase", step.Text, p.Form)
	}
	before := len(b.benchmark.Fixtures)
	if err := p.do(b, step); err != nil {
		return err
	}
	if len(b.benchmark.Fixtures) == before {
		return fmt.Errorf("%q is about a run: expected what there is in the cloud", step.Text)
	}
	return nil
}

// do calls the phrase's function with what varies in the text.
func (p Phrase) do(b *bench, step *messages.Step) error {
	f := reflect.ValueOf(p.step(b))
	var in []reflect.Value
	for i, word := range regexp.MustCompile(p.Pattern).FindStringSubmatch(step.Text)[1:] {
		switch f.Type().In(i).Kind() {
		case reflect.Int:
			n, err := strconv.Atoi(word)
			if err != nil {
				return fmt.Errorf("%q: expected a whole number", word)
			}
			in = append(in, reflect.ValueOf(n))
		case reflect.String:
			in = append(in, reflect.ValueOf(word))
		default:
			return fmt.Errorf("%q is about a run: expected what there is in the cloud", step.Text)
		}
	}
	if step.DataTable != nil {
		t := new(godog.Table)
		for _, row := range step.DataTable.Rows {
			cells := new(messages.PickleTableRow)
			for _, cell := range row.Cells {
				cells.Cells = append(cells.Cells, &messages.PickleTableCell{Value: cell.Value})
			}
			t.Rows = append(t.Rows, cells)
		}
		in = append(in, reflect.ValueOf(t))
	}
	err, _ := f.Call(in)[0].Interface().(error)
	return err
}

// SetName is the name of the fixtures of a file: that of the file, without its ending.
func SetName(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// set adds fixtures that are there already; in a rehearsal, where nothing is, it makes them.
func (b *bench) set(name string) error {
	if b.lab == nil {
		return fmt.Errorf("the fixtures %q: fixtures that stay are made of others, not of ones that stay already", name)
	}
	if !b.lab.session.Rehearsal() {
		set, err := fixtures.DefaultShelf().Load(name)
		if err != nil {
			return err
		}
		return b.given(fixtures.Set{Set: set})
	}
	file := name + ".feature"
	text, err := fs.ReadFile(b.lab.session.files(), file)
	if err != nil {
		return fmt.Errorf("a rehearsal makes the fixtures %q from %s: %w", name, file, err)
	}
	list, err := ParseSet(file, text)
	b.benchmark.Fixtures = append(b.benchmark.Fixtures, list...)
	return err
}
