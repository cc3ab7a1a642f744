package harness

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Rows are values for the arguments of a scenario, as text: a table of a feature, or a file.
type Rows struct {
	Place  string     // in errors: the name of the file; "" for a table
	Names  []string   // of arguments, by column
	Values [][]string // by row
}

// ReadRows reads rows from a file of comma-separated values (RFC 4180) whose first line has the names of arguments.
func ReadRows(files fs.FS, name string) (Rows, error) {
	file, err := files.Open(name)
	if err != nil {
		return Rows{}, fmt.Errorf("read rows: %w", err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.TrimLeadingSpace = true
	all, err := reader.ReadAll()
	if err != nil {
		return Rows{}, fmt.Errorf("read rows of %s: %w", name, err)
	}
	if len(all) < 2 {
		return Rows{}, fmt.Errorf("read rows of %s: expected a line with the names of arguments, and one or more with values", name)
	}
	all[0][0] = strings.TrimPrefix(all[0][0], "\ufeff") // as some programs begin their files
	return Rows{Place: name, Names: all[0], Values: all[1:]}, nil
}

// Feed makes a feed of a scenario of a catalogue: each of its rows is a valid instance with the fixed arguments, by name,
// and those of the row. Of many errors it returns the first few.
func (r Rows) Feed(e Entry, fixed []Argument, order Order) (Feed, error) {
	feed := Feed{Order: order}
	if err := r.columns(e, fixed); err != nil {
		return feed, err
	}
	var errs []error
	for i, values := range r.Values {
		s, err := r.row(e, fixed, values)
		if err != nil {
			errs = append(errs, fmt.Errorf("%srow %d: %w", r.place(), i+1, err))
			if len(errs) == 5 {
				return Feed{}, errors.Join(append(errs, errors.New("and maybe more"))...)
			}
			continue
		}
		feed.Rows = append(feed.Rows, s)
	}
	return feed, errors.Join(errs...)
}

func (r Rows) place() string {
	if r.Place == "" {
		return ""
	}
	return r.Place + ", "
}

// columns refuses names that are no arguments, or are given twice.
func (r Rows) columns(e Entry, fixed []Argument) error {
	var known, given []string
	for _, a := range Arguments(e.New()) {
		known = append(known, a.Name)
	}
	for _, a := range fixed {
		given = append(given, a.Name)
	}
	for k, name := range r.Names {
		place := fmt.Sprintf("%scolumn %d", r.place(), k+1)
		switch name = strings.TrimSpace(name); {
		case !slices.Contains(known, name):
			return fmt.Errorf("%s: %w", place, Unknown("argument", name, known))
		case slices.Contains(given, name):
			return fmt.Errorf("%s: argument %s is given already", place, name)
		}
		given = append(given, name)
	}
	return nil
}

func (r Rows) row(e Entry, fixed []Argument, values []string) (Scenario, error) {
	if len(values) != len(r.Names) {
		return nil, fmt.Errorf("%d values: expected %d, for %s", len(values), len(r.Names), strings.Join(r.Names, ", "))
	}
	s := e.New()
	for _, a := range fixed {
		if err := SetArgument(s, a.Name, a.Value); err != nil {
			return nil, err
		}
	}
	for k, name := range r.Names {
		if err := SetArgument(s, strings.TrimSpace(name), values[k]); err != nil {
			return nil, err
		}
	}
	return s, validScenario(s)
}
