package steps_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/steps"
)

func TestParseSet(t *testing.T) {
	list, err := steps.ParseSet("x.feature", []byte(`Feature: Tenants
  Background:
    Given 2 projects with 3 users each, chosen round-robin
    And users have the roles "reader" and "member"
    And these flavors
      | name | ram |
      | tiny | 64  |
    And 3 volumes in every project with
      | size | 2 |
`))
	if err != nil || len(list) != 4 {
		t.Fatalf("ParseSet = %v, %v; want four fixtures", list, err)
	}
	if got, want := strings.TrimSpace(sprint(list)), "2 projects with 3 users each; 2 roles; 1 flavor; 3 volumes of 2 GB in every project"; got != want {
		t.Errorf("ParseSet = %s; want %s", got, want)
	}
	for _, tt := range []struct{ text, want string }{
		{"", "x: it is empty"},
		{"Feature: x\n", "x: no fixtures"},
		{"Feature: x\n  Background:\n", "x: no fixtures"},
		{"Featur: x\n", "x: Parser errors:\n(1:1)"},
		{"Feature: x\n  Background:\n    Given the seed is 3\n", `x:3: "the seed is 3" is about a run`},
		{"Feature: x\n  Background:\n    Given 0 projects with 2 users each\n", "x:3: 0 projects with 2 users each"},
		{"Feature: x\n  Background:\n    Given a volume in every project with\n", "x:3: \"a volume in every project with\": a table belongs to"},
		{"Feature: x\n  Background:\n    Given a key pair for every user\n      | a | b |\n", "x:3: \"a key pair for every user\": a table belongs to"},
		{"Feature: x\n  Background:\n    Given 99999999999999999999 projects with 2 users each\n", "x:3: \"99999999999999999999\": expected a whole number"},
		{"Feature: x\n  Background:\n    Given the fixtures \"y\"\n", `x:3: the fixtures "y": fixtures that stay are made of others`},
		{"Feature: x\n  Rule: y\n    Background:\n      Given a key pair for every user\n", "x:2: expected a Background alone"},
	} {
		if _, err := steps.ParseSet("x", []byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParseSet(%q) = %v; want %q", tt.text, err, tt.want)
		}
	}
}

func FuzzParseSet(f *testing.F) {
	f.Add("Feature: x\n  Background:\n    Given 2 projects with 3 users each\n    And these quotas in every project\n      | nova | cores | -1 |\n")
	f.Add("Feature: x\n  Background:\n    Given the fixtures \"y\"\n    And the existing users \"a\" and \"b\", chosen own\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := steps.ParseSet("x", []byte(text))
		if (len(list) == 0) == (err == nil) {
			t.Errorf("ParseSet = %v, %v", list, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "x:") {
			t.Errorf("an error without its file: %v", err)
		}
	})
}

func sprint(list []harness.Fixture) string {
	var words []string
	for _, f := range list {
		words = append(words, fmt.Sprint(f))
	}
	return strings.Join(words, "; ")
}
