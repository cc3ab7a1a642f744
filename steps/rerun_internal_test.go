package steps

import (
	"slices"
	"strings"
	"testing"
)

// A kept benchmark is found in its feature by its name: a scenario, or the rows of an outline that have it.
func TestScenariosOf(t *testing.T) {
	const source = `Feature: Boots
  Scenario: one
    Given nothing

  Scenario Outline: <n> users
    Given <n>
    Examples:
      | n |
      | 2 |
      | 3 |

  Rule: more
    Scenario: two
      Given nothing
`
	for name, want := range map[string]string{"Boots: one": "f:2", "Boots: 2 users": "f:9", "Boots: 3 users": "f:10", "Boots: two": "f:13"} {
		if got, err := scenariosOf("f", source, name); err != nil || !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v, %v; want %s", name, got, err, want)
		}
	}
	if _, err := scenariosOf("f", source, "Boots: three"); err == nil || !strings.Contains(err.Error(), `no scenario of the name "Boots: three"`) {
		t.Errorf("one that there is not: %v", err)
	}
	if _, err := scenariosOf("f", "Feature: x\n nonsense nonsense\n Scenario", "x"); err == nil {
		t.Error("what is no feature is read")
	}
}
