package steps

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pacenote/pacenote/harness/load"
)

// A shape is a sentence that runs a scenario under a load. Its form is its pattern, too: N is a number, DURATION a duration.
type shape struct {
	form string
	doc  string
	load func(v *values) load.Load // takes what varies in the sentence, in its order
}

func shapes() []shape {
	return append([]shape{
		{`N users run "SCENARIO" N times`, "closed load: each user starts again when its iteration ends, until so many have been made by all of them together",
			func(v *values) load.Load { return load.Constant{Users: v.count(), Iterations: v.count()} }},
		{`N users run "SCENARIO" N times each`, "the same, until each user has made so many",
			func(v *values) load.Load { return load.Constant{Users: v.count(), PerUser: v.count()} }},
		{`N users run "SCENARIO" for DURATION`, "closed load: until the time is over; what runs then is let finish",
			func(v *values) load.Load { return load.Constant{Users: v.count(), Duration: v.duration()} }},
		{`N to N users run "SCENARIO" for DURATION`, "closed load of more and more users, or fewer and fewer",
			func(v *values) load.Load {
				return load.RampUsers{From: v.whole(), To: v.whole(), Duration: v.duration()}
			}},
		{`"SCENARIO" runs N times, one after another`, "serial load: one user",
			func(v *values) load.Load { return load.Serial{Iterations: v.count()} }},
		{`"SCENARIO" runs N times a second for DURATION`, "open load: starts come at this rate, whether or not earlier ones have ended; at most 100 are in flight",
			func(v *values) load.Load { return load.Rate{PerSecond: v.rate(), Duration: v.duration()} }},
		{`"SCENARIO" runs N times a second for DURATION, at most N at a time`, "the same, with another limit in flight; starts that it holds up are late, and counted",
			func(v *values) load.Load {
				return load.Limit{Load: load.Rate{PerSecond: v.rate(), Duration: v.duration()}, Users: v.count()}
			}},
		{`"SCENARIO" runs N times, N a second`, "open load: so many starts at this rate",
			func(v *values) load.Load { return load.Rate{Iterations: v.count(), PerSecond: v.rate()} }},
		{`"SCENARIO" runs N to N times a second for DURATION`, "open load at a rate that grows, or falls, evenly",
			func(v *values) load.Load {
				return load.RampRate{From: v.number(), To: v.number(), Duration: v.duration()}
			}},
		{`"SCENARIO" runs N to N times a second in steps of N every DURATION for DURATION`, "open load at a rate that grows, or falls, by steps",
			func(v *values) load.Load {
				return load.Steps{From: v.number(), To: v.number(), By: v.rate(), Every: v.duration(), Duration: v.duration()}
			}},
		{`"SCENARIO" runs N times, N to N a second in steps of N every DURATION`, "the same, for so many starts",
			func(v *values) load.Load {
				return load.Steps{Iterations: v.count(), From: v.number(), To: v.number(), By: v.rate(), Every: v.duration()}
			}},
		{`"SCENARIO" runs N to N times a second in waves of DURATION for DURATION`, "open load at a rate that swings between both, as that of a day does",
			func(v *values) load.Load {
				low, high := v.number(), v.number()
				return load.Sine{PerSecond: (low + high) / 2, Amplitude: (high - low) / 2, Period: v.duration(), Duration: v.duration()}
			}},
	}, searches()...)
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
			return `("[^"]*")`
		case " users run":
			return " users? runs?"
		}
		return " times?"
	})
}

// parse reads a sentence of the shape. ok is false if it is another one's.
func (s shape) parse(text string) (scenario string, l load.Load, ok bool, err error) {
	m := regexp.MustCompile(`^` + s.pattern() + `$`).FindStringSubmatch(text)
	if m == nil {
		return "", nil, false, nil
	}
	v := new(values)
	for _, word := range m[1:] {
		if strings.HasPrefix(word, `"`) {
			scenario = strings.Trim(word, `"`)
		} else {
			v.words = append(v.words, word)
		}
	}
	l = s.load(v)
	if v.err != nil {
		return "", nil, true, fmt.Errorf("%s: %w", text, v.err)
	}
	return scenario, l, true, nil
}

// parseSentence reads a sentence of any shape.
func parseSentence(text string) (scenario string, l load.Load, err error) {
	for _, s := range shapes() {
		if scenario, l, ok, err := s.parse(text); ok {
			return scenario, l, err
		}
	}
	return "", nil, fmt.Errorf("%q runs nothing", text)
}

// sentences are the phrases that run a load: one for each shape, and one for all of them with arguments.
func sentences() []Phrase {
	var list []Phrase
	var patterns []string
	for _, s := range shapes() {
		pattern := plain(s.pattern())
		patterns = append(patterns, pattern)
		list = append(list, Phrase{`When`, s.form, `^(` + pattern + `)$`, s.doc,
			func(b *bench) any { return b.runs }})
	}
	return append(list, Phrase{`When`, `SENTENCE with (TABLE)`, `^(` + strings.Join(patterns, "|") + `),? with$`,
		"any of these, with arguments of the scenario, a row each: name and value",
		func(b *bench) any { return b.runsWith }})
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
func parseStage(cells []string) (l load.Load, err error) {
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
	v := &values{words: []string{m[1], m[2], d[1]}}
	switch ramp, rate := m[2] != "", m[3] == "a second"; {
	case ramp && rate:
		l = load.RampRate{From: v.number(), To: v.number(), Duration: v.duration()}
	case ramp:
		l = load.RampUsers{From: v.whole(), To: v.whole(), Duration: v.duration()}
	case rate:
		v.words = []string{m[1], d[1]}
		l = load.Rate{PerSecond: v.rate(), Duration: v.duration()}
	default:
		v.words = []string{m[1], d[1]}
		l = load.Constant{Users: v.count(), Duration: v.duration()}
	}
	if v.err != nil {
		return nil, fmt.Errorf("%s: %w", place, v.err)
	}
	return l, nil
}
