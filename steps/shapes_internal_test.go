package steps

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness/load"
)

const (
	s = time.Second
	m = time.Minute
)

// Each sentence is the literal that a Go programmer would write.
func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		text string
		want load.Load
	}{
		{`20 users run "S" 200 times`, load.Constant{Users: 20, Iterations: 200}},
		{`1 user runs "S" 1 time`, load.Constant{Users: 1, Iterations: 1}},
		{`20 users run "S" 10 times each`, load.Constant{Users: 20, PerUser: 10}},
		{`20 users run "S" for 1h30m`, load.Constant{Users: 20, Duration: 90 * m}},
		{`1 to 20 users run "S" for 5m`, load.RampUsers{From: 1, To: 20, Duration: 5 * m}},
		{`20 to 0 users run "S" for 1.5s`, load.RampUsers{From: 20, Duration: 1500 * time.Millisecond}},
		{`"S" runs 10 times, one after another`, load.Serial{Iterations: 10}},
		{`"S" runs 0.5 times a second for 1m`, load.Rate{PerSecond: 0.5, Duration: m}},
		{`"S" runs 5 times a second for 1m, at most 7 at a time`, load.Limit{Load: load.Rate{PerSecond: 5, Duration: m}, Users: 7}},
		{`"S" runs 0 to 50 times a second for 1m`, load.RampRate{To: 50, Duration: m}},
		{`"S" runs 10 to 50 times a second in steps of 10 every 1m for 5m`, load.Steps{From: 10, To: 50, By: 10, Every: m, Duration: 5 * m}},
		{`"S" runs 10 to 90 times a second in waves of 1h for 24h`, load.Sine{PerSecond: 50, Amplitude: 40, Period: 60 * m, Duration: 24 * 60 * m}},
	} {
		var got []string
		for _, shape := range shapes() {
			if scenario, l, ok, err := shape.parse(tt.text); ok && err == nil && scenario == "S" {
				got = append(got, fmt.Sprintf("%#v", l))
			}
		}
		if want := fmt.Sprintf("%#v", tt.want); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %s; want %s", tt.text, got, want)
		}
	}
}

// What a sentence cannot mean is refused in its own words.
func TestSentencesAreRefused(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`0 users run "S" 200 times`, "expected a number above 0"},
		{`20 users run "S" 0 times`, "expected a number above 0"},
		{`20 users run "S" for 0s`, "expected a duration above 0"},
		{`2.5 users run "S" for 1m`, "expected a whole number"},
		{`"S" runs 0 times a second for 1m`, "expected a number above 0"},
	} {
		if _, _, err := parseSentence(tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v; want an error that says %q", tt.text, err, tt.want)
		}
	}
}

func TestStages(t *testing.T) {
	for _, tt := range []struct {
		row  string
		want load.Load
	}{
		{"20 users|for 1m", load.Constant{Users: 20, Duration: m}},
		{"1 user|1m", load.Constant{Users: 1, Duration: m}},
		{"1 to 20 users|for 5m", load.RampUsers{From: 1, To: 20, Duration: 5 * m}},
		{"0.5 a second|for 30s", load.Rate{PerSecond: 0.5, Duration: 30 * s}},
		{"0 to 50 a second|for 5m", load.RampRate{To: 50, Duration: 5 * m}},
	} {
		if got, err := parseStage(strings.Split(tt.row, "|")); err != nil || got != tt.want {
			t.Errorf("parseStage(%q) = %#v, %v; want %#v", tt.row, got, err, tt.want)
		}
	}
	for _, tt := range []struct{ row, want string }{
		{"20 users", "expected two cells"},
		{"20 people|for 1m", "expected such as 20 users"},
		{"1.5 users|for 1m", "expected a whole number"},
		{"20 users|for a while", "expected a duration"},
		{"20 users|later", "duration"},
	} {
		if got, err := parseStage(strings.Split(tt.row, "|")); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("parseStage(%q) = %v, %v; want an error that says %q", tt.row, got, err, tt.want)
		}
	}
}

func FuzzSentence(f *testing.F) {
	f.Add(`"S" runs 10 to 50 times a second in steps of 10 every 1m for 5m`)
	f.Add(`20 users run "S" 200 times each`)
	f.Fuzz(func(t *testing.T, text string) {
		if _, l, err := parseSentence(text); (l == nil) == (err == nil) {
			t.Errorf("parse(%q) = %v, %v", text, l, err)
		}
		if l, err := parseStage(strings.Split(text, "|")); (l == nil) == (err == nil) {
			t.Errorf("parseStage(%q) = %v, %v", text, l, err)
		}
	})
}
