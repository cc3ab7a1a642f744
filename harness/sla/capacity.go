package sla

import (
	"fmt"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
)

// Sustains judges the highest load that a [harness.Search] found to be sustained, a number of starts a second or of users:
//
//	Expect(result).To(sla.Sustains(BeNumerically(">=", 40)))
//
// It judges a *harness.Outcome, or a *harness.Result that has one search.
func Sustains(m types.GomegaMatcher) types.GomegaMatcher { return &sustains{m} }

type sustains struct{ matcher types.GomegaMatcher }

// String is "sustained load >= 40".
func (s *sustains) String() string { return "sustained load " + count.promise(s.matcher) }

// Match is an error if nothing was searched.
func (s *sustains) Match(actual any) (bool, error) {
	c, err := capacityOf(actual)
	if err != nil {
		return false, err
	}
	return s.matcher.Match(c.Sustained)
}

// FailureMessage says what was sustained, and what broke above it.
func (s *sustains) FailureMessage(actual any) string { return s.message(actual, "promised ") }

// NegatedFailureMessage is the same for what was not to be.
func (s *sustains) NegatedFailureMessage(actual any) string {
	return s.message(actual, "promised not ")
}

func (s *sustains) message(actual any, word string) string {
	c, err := capacityOf(actual)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s, %s%s", c, word, count.promise(s.matcher))
}

// capacityOf is what the one search found.
func capacityOf(actual any) (*harness.Capacity, error) {
	var found []*harness.Capacity
	switch a := actual.(type) {
	case *harness.Outcome:
		if a != nil {
			found = append(found, a.Capacity)
		}
	case *harness.Result:
		if a != nil {
			for i := range a.Workloads {
				if c := a.Workloads[i].Capacity; c != nil {
					found = append(found, c)
				}
			}
		}
	default:
		return nil, fmt.Errorf("a sustained load is that of a *harness.Result or a *harness.Outcome, not of a %T", actual)
	}
	switch {
	case len(found) > 1:
		return nil, fmt.Errorf("the result has %d searches: judge the outcome of one of them", len(found))
	case len(found) == 0 || found[0] == nil:
		return nil, fmt.Errorf("nothing was searched: a workload whose load is a harness.Search has a sustained load")
	}
	return found[0], nil
}
