package steps

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

// A shape is a sentence that runs a scenario under a load. Its form is its pattern, too: N is a number, DURATION a duration.
type shape struct {
	form string
	doc  string
	load func(n []float64, d []time.Duration) load.Load
}

func shapes() []shape {
	return []shape{
		{`N users run "SCENARIO" N times`, "closed load: each user starts again when its iteration ends, until so many have been made by all of them together",
			func(n []float64, d []time.Duration) load.Load {
				return load.Constant{Users: int(n[0]), Iterations: int(n[1])}
			}},
		{`N users run "SCENARIO" N times each`, "the same, until each user has made so many",
			func(n []float64, d []time.Duration) load.Load {
				return load.Constant{Users: int(n[0]), PerUser: int(n[1])}
			}},
		{`N users run "SCENARIO" for DURATION`, "closed load: until the time is over; what runs then is let finish",
			func(n []float64, d []time.Duration) load.Load {
				return load.Constant{Users: int(n[0]), Duration: d[0]}
			}},
		{`N to N users run "SCENARIO" for DURATION`, "closed load of more and more users, or fewer and fewer",
			func(n []float64, d []time.Duration) load.Load {
				return load.RampUsers{From: int(n[0]), To: int(n[1]), Duration: d[0]}
			}},
		{`"SCENARIO" runs N times, one after another`, "serial load: one user",
			func(n []float64, d []time.Duration) load.Load { return load.Serial{Iterations: int(n[0])} }},
		{`"SCENARIO" runs N times a second for DURATION`, "open load: starts come at this rate, whether or not earlier ones have ended; at most 100 are in flight",
			func(n []float64, d []time.Duration) load.Load { return load.Rate{PerSecond: n[0], Duration: d[0]} }},
		{`"SCENARIO" runs N times a second for DURATION, at most N at a time`, "the same, with another limit in flight; starts that it holds up are late, and counted",
			func(n []float64, d []time.Duration) load.Load {
				return load.Limit{Load: load.Rate{PerSecond: n[0], Duration: d[0]}, Users: int(n[1])}
			}},
		{`"SCENARIO" runs N to N times a second for DURATION`, "open load at a rate that grows, or falls, evenly",
			func(n []float64, d []time.Duration) load.Load {
				return load.RampRate{From: n[0], To: n[1], Duration: d[0]}
			}},
		{`"SCENARIO" runs N to N times a second in steps of N every DURATION for DURATION`, "open load at a rate that grows, or falls, by steps",
			func(n []float64, d []time.Duration) load.Load {
				return load.Steps{From: n[0], To: n[1], By: n[2], Every: d[0], Duration: d[1]}
			}},
		{`"SCENARIO" runs N to N times a second in waves of DURATION for DURATION`, "open load at a rate that swings between both, as that of a day does",
			func(n []float64, d []time.Duration) load.Load {
				return load.Sine{PerSecond: (n[0] + n[1]) / 2, Amplitude: (n[1] - n[0]) / 2, Period: d[0], Duration: d[1]}
			}},
	}
}

var placeholders = regexp.MustCompile(`\bN\b|DURATION|"SCENARIO"| users run| times?\b`)

// pattern is the form as a regular expression, with a group for each thing that varies.
func (s shape) pattern() string {
	return placeholders.ReplaceAllStringFunc(regexp.QuoteMeta(s.form), func(word string) string {
		switch word {
		case "N":
			return `(\d+(?:\.\d+)?)`
		case "DURATION":
			return `([\d.]+[a-zµ]+(?:[\d.]+[a-zµ]+)*)`
		case `"SCENARIO"`:
			return `"([^"]*)"`
		case " users run":
			return " users? runs?"
		}
		return " times?"
	})
}

// parse reads a sentence of the shape.
func (s shape) parse(text string) (scenario string, l load.Load, err error) {
	m := regexp.MustCompile(`^` + s.pattern() + `$`).FindStringSubmatch(text)
	if m == nil {
		return "", nil, fmt.Errorf("%q: expected %s", text, s.form)
	}
	var numbers []float64
	var durations []time.Duration
	at := 0
	for _, word := range placeholders.FindAllString(s.form, -1) {
		switch word {
		case "N", "DURATION", `"SCENARIO"`:
			at++
		}
		switch word {
		case "N":
			n, err := strconv.ParseFloat(m[at], 64)
			if err != nil {
				return "", nil, err
			}
			numbers = append(numbers, n)
		case "DURATION":
			d, err := harness.ParseDuration(m[at])
			if err != nil {
				return "", nil, err
			}
			durations = append(durations, d)
		case `"SCENARIO"`:
			scenario = m[at]
		}
	}
	// The zero value of a load means one of each; here somebody wrote none.
	counts := numbers
	if strings.Contains(s.form, " second") {
		counts = numbers[:1]
		if strings.Contains(s.form, " to ") {
			counts = nil // a rate may begin or end at zero
		}
	} else if strings.Contains(s.form, " to ") {
		counts = nil
	}
	for _, n := range counts {
		if n == 0 {
			return "", nil, fmt.Errorf("%q: expected numbers above 0", text)
		}
	}
	for _, n := range numbers {
		if n != float64(int(n)) && !strings.Contains(s.form, " second") {
			return "", nil, fmt.Errorf("%q: expected whole numbers", text)
		}
	}
	for _, d := range durations {
		if d <= 0 {
			return "", nil, fmt.Errorf("%q: expected durations above 0", text)
		}
	}
	return scenario, s.load(numbers, durations), nil
}

// phrases are the sentence without and with arguments.
func (s shape) phrases() []Phrase {
	pattern := plain(s.pattern())
	return []Phrase{
		{`When`, s.form, `^(` + pattern + `)$`, s.doc, func(b *bench) any {
			return func(text string) error { return b.runs(s, text, nil) }
		}},
		{`When`, s.form + ` with (TABLE)`, `^(` + pattern + `),? with$`, "the same, with arguments, a row each: name and value", func(b *bench) any {
			return func(text string, table *table) error { return b.runs(s, text, table) }
		}},
	}
}

// plain is a pattern without groups.
func plain(pattern string) string {
	return regexp.MustCompile(`\(([^?])`).ReplaceAllString(pattern, `(?:$1`)
}

var (
	stageLoad     = regexp.MustCompile(`^(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))? (users?|a second)$`)
	stageDuration = regexp.MustCompile(`^(?:for )?(\S+)$`)
)

// parseStage reads a row such as | 10 to 100 users | for 5m | or | 20 a second | for 1m |.
func parseStage(cells []string) (load.Load, error) {
	place := fmt.Sprintf("stage | %s |", strings.Join(cells, " | "))
	if len(cells) != 2 {
		return nil, fmt.Errorf("%s: expected two cells, such as | 10 to 100 users | for 5m | or | 20 a second | for 1m |", place)
	}
	m := stageLoad.FindStringSubmatch(strings.TrimSpace(cells[0]))
	if m == nil {
		return nil, fmt.Errorf("%s: %q: expected such as 20 users, 1 to 20 users, 5 a second or 1 to 50 a second", place, cells[0])
	}
	d := stageDuration.FindStringSubmatch(strings.TrimSpace(cells[1]))
	if d == nil {
		return nil, fmt.Errorf("%s: %q: expected a duration, such as for 5m", place, cells[1])
	}
	lasts, err := harness.ParseDuration(d[1])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", place, err)
	}
	from, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", place, err)
	}
	to := from
	if m[2] != "" {
		if to, err = strconv.ParseFloat(m[2], 64); err != nil {
			return nil, fmt.Errorf("%s: %w", place, err)
		}
	}
	switch {
	case m[3] == "a second" && m[2] == "":
		return load.Rate{PerSecond: from, Duration: lasts}, nil
	case m[3] == "a second":
		return load.RampRate{From: from, To: to, Duration: lasts}, nil
	case from != float64(int(from)) || to != float64(int(to)):
		return nil, fmt.Errorf("%s: expected whole numbers of users", place)
	case m[2] == "":
		return load.Constant{Users: int(from), Duration: lasts}, nil
	}
	return load.RampUsers{From: int(from), To: int(to), Duration: lasts}, nil
}
