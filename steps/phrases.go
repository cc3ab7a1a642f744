package steps

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// A Phrase is a step that features may have. The vocabulary is a list of them.
type Phrase struct {
	Form    string // how it is written, with what varies in capital letters: "N users run "SCENARIO" N times"
	Pattern string // a regular expression for it
	Doc     string // what it means
	step    func(*bench) any
}

// Vocabulary are all phrases, in the order in which a feature has them.
func Vocabulary() []Phrase {
	return []Phrase{
		{`a cloud that has SERVICE and SERVICE`, `^a cloud that has ([\w-]+(?:(?:, | and )[\w-]+)*)$`,
			"refuses a cloud whose catalog lacks one of the services, before anything is created",
			func(b *bench) any { return b.cloudHas }},
		{`N projects with N users each`, `^(\d+) projects? with (\d+) users? each$`,
			"makes temporary projects and users; each iteration runs as one of them, drawn at random",
			func(b *bench) any { return b.users }},
		{`N projects with N users each, chosen CHOICE`, `^(\d+) projects? with (\d+) users? each, chosen (\S+)$`,
			"the same, with users chosen random or round-robin",
			func(b *bench) any { return b.usersChosen }},
		{`a network in every project`, `^a network in every project$`,
			"makes a network, a subnet and a router in each project; servers boot on it",
			func(b *bench) any { return b.network }},
		{`N networks in every project`, `^(\d+) networks in every project$`,
			"the same, with more than one; a server boots on one of them, drawn at random",
			func(b *bench) any { return b.networks }},
		{`the run is cancelled unless (TABLE)`, `^the run is cancelled unless$`,
			"service levels, a row each: the figure, the promise, and after how many iterations it counts, if not at once; the first that breaks cancels everything",
			func(b *bench) any { return b.levels }},
		{`there is no service level`, `^there is no service level$`,
			"without it, and without service levels, a failed iteration fails the run at its end",
			func(b *bench) any { return b.noLevel }},
		{`an iteration may take DURATION`, `^an iteration may take (\S+)$`,
			"an iteration that takes longer is cancelled, and has failed",
			func(b *bench) any { return b.timeout }},
		{`the seed is N`, `^the seed is (\d+)$`,
			"of all random choices, in place of -seed",
			func(b *bench) any { return b.seed }},

		{`N users run "SCENARIO" N times`, `^(\d+) users? runs? "([^"]*)" (\d+) times?$`,
			"closed load: each user starts again when its iteration ends, until so many have been made by all of them together",
			func(b *bench) any { return b.runTimes }},
		{`N users run "SCENARIO" N times with (TABLE)`, `^(\d+) users? runs? "([^"]*)" (\d+) times? with$`,
			"the same, with arguments, a row each: name and value",
			func(b *bench) any { return b.runTimesWith }},
		{`N users run "SCENARIO" for DURATION`, `^(\d+) users? runs? "([^"]*)" for (\S+)$`,
			"closed load: until the time is over; what runs then is let finish",
			func(b *bench) any { return b.runFor }},
		{`N users run "SCENARIO" for DURATION with (TABLE)`, `^(\d+) users? runs? "([^"]*)" for (\S+) with$`,
			"the same, with arguments",
			func(b *bench) any { return b.runForWith }},
		{`"SCENARIO" runs N times, one after another`, `^"([^"]*)" runs (\d+) times?, one after another$`,
			"serial load: one user",
			func(b *bench) any { return b.runSerial }},
		{`"SCENARIO" runs N times, one after another, with (TABLE)`, `^"([^"]*)" runs (\d+) times?, one after another, with$`,
			"the same, with arguments",
			func(b *bench) any { return b.runSerialWith }},
		{`"SCENARIO" runs N times a second for DURATION`, `^"([^"]*)" runs ([\d.]+) times a second for ([^\s,]+)$`,
			"open load: starts come at this rate, whether or not earlier ones have ended; at most 100 are in flight",
			func(b *bench) any { return b.runRate }},
		{`"SCENARIO" runs N times a second for DURATION with (TABLE)`, `^"([^"]*)" runs ([\d.]+) times a second for ([^\s,]+) with$`,
			"the same, with arguments",
			func(b *bench) any { return b.runRateWith }},
		{`"SCENARIO" runs N times a second for DURATION, at most N at a time`, `^"([^"]*)" runs ([\d.]+) times a second for ([^\s,]+), at most (\d+) at a time$`,
			"the same, with another limit in flight; starts that it holds up are late, and counted",
			func(b *bench) any { return b.runRateLimit }},
		{`"SCENARIO" runs N times a second for DURATION, at most N at a time, with (TABLE)`, `^"([^"]*)" runs ([\d.]+) times a second for ([^\s,]+), at most (\d+) at a time, with$`,
			"the same, with arguments",
			func(b *bench) any { return b.runRateLimitWith }},

		{`the run completes`, `^the run completes$`,
			"all iterations were made, and all promises kept",
			func(b *bench) any { return b.completes }},
		{`the run is cancelled because of the FIGURE`, `^the run is cancelled because of the (.+)$`,
			"a service level on this figure broke and cancelled the run",
			func(b *bench) any { return b.cancelled }},
		{`the FIGURE is PROMISE`, `^the ((?:p\d|median|mean|slowest|failure rate).*) is ([<>=!]+ *\S+)$`,
			"judges the finished run: the p95 of nova.boot_server is < 8s",
			func(b *bench) any { return b.figure }},
		{`N iterations succeeded`, `^(\d+) iterations? succeeded$`,
			"counts them",
			func(b *bench) any { return b.succeeded }},
		{`N iterations failed`, `^(\d+) iterations? failed$`,
			"counts them; a run of which that is asked may have failed iterations",
			func(b *bench) any { return b.failed }},
		{`no iteration started after that`, `^no iteration started after that$`,
			"of a run that was cancelled: none started after the breach was known",
			func(b *bench) any { return b.noneAfter }},
		{`nothing is left behind`, `^nothing is left behind$`,
			"the cloud was asked, and has nothing that carries the mark of the run",
			func(b *bench) any { return b.nothingLeft }},
	}
}

// match tells whether text is the phrase.
func (p Phrase) match(text string) bool { return regexp.MustCompile(p.Pattern).MatchString(text) }

// unknownPhrases finds out which texts are no phrases, and suggests the nearest one for each.
func unknownPhrases(vocabulary []Phrase, texts []string) error {
	var wrong []string
	for _, text := range texts {
		known := false
		var forms []string
		for _, p := range vocabulary {
			known = known || p.match(text)
			forms = append(forms, strings.TrimSuffix(p.Form, " (TABLE)"))
		}
		if !known {
			wrong = append(wrong, unknownPhrase(text, forms))
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s\n(pacenote steps lists all phrases)", strings.Join(wrong, "\n"))
	}
	return nil
}

var (
	quoted  = regexp.MustCompile(`"[^"]*"`)
	numbers = regexp.MustCompile(`\b\d+(\.\d+)?\b`)
)

// unknownPhrase compares with what varies taken out of the text.
func unknownPhrase(text string, forms []string) string {
	plain := numbers.ReplaceAllString(quoted.ReplaceAllString(text, `"SCENARIO"`), "N")
	if near := harness.Nearest(plain, forms); near != "" {
		return fmt.Sprintf("unknown phrase %q: did you mean `%s`?", text, near)
	}
	return fmt.Sprintf("unknown phrase %q", text)
}
