package steps

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// A Phrase is a step that features may have. The vocabulary is a list of them.
type Phrase struct {
	Kind    string // "Given", "When" or "Then": a scenario of a feature has them in this order
	Form    string // how it is written, with what varies in capital letters: "N users run "SCENARIO" N times"
	Pattern string // a regular expression for it
	Doc     string // what it means
	step    func(*bench) any
}

// Vocabulary are all phrases, in the order in which a feature has them.
func Vocabulary() []Phrase {
	list := []Phrase{
		{`Given`, `a cloud that has SERVICE and SERVICE`, `^a cloud that has ([\w-]+(?:(?:, | and )[\w-]+)*)$`,
			"refuses a cloud whose catalog lacks one of the services, before anything is created",
			func(b *bench) any { return b.cloudHas }},
		{`Given`, `N projects with N users each`, `^(\d+) projects? with (\d+) users? each$`,
			"makes temporary projects and users; each iteration runs as one of them, drawn at random",
			func(b *bench) any { return b.users }},
		{`Given`, `N projects with N users each, chosen CHOICE`, `^(\d+) projects? with (\d+) users? each, chosen (\S+)$`,
			"the same, with users chosen random or round-robin",
			func(b *bench) any { return b.usersChosen }},
		{`Given`, `a network in every project`, `^a network in every project$`,
			"makes a network, a subnet and a router in each project; servers boot on it",
			func(b *bench) any { return b.network }},
		{`Given`, `N networks in every project`, `^(\d+) networks in every project$`,
			"the same, with more than one; a server boots on one of them, drawn at random",
			func(b *bench) any { return b.networks }},
		{`Given`, `the run is cancelled unless (TABLE)`, `^the run is cancelled unless$`,
			"service levels, a row each: the figure, the promise, and after how many iterations it counts, if not at once; the first that breaks cancels everything. Of several loads, each has to keep those that it can have",
			func(b *bench) any { return b.levels }},
		{`Given`, `there is no service level`, `^there is no service level$`,
			"without it, and without service levels, a failed iteration fails the run at its end",
			func(b *bench) any { return b.noLevel }},
		{`Given`, `an iteration may take DURATION`, `^an iteration may take (\S+)$`,
			"an iteration that takes longer is cancelled, and has failed",
			func(b *bench) any { return b.timeout }},
		{`Given`, `what is in flight at the end may go on for DURATION`, `^what is in flight at the end may go on for (\S+)$`,
			"when the time of a load is over, or the run is interrupted, iterations have this long to end, and are aborted then; without it, those at the end of a load are let finish, and those of an interrupted run are aborted at once",
			func(b *bench) any { return b.grace }},
		{`Given`, `the seed is N`, `^the seed is (\d+)$`,
			"of all random choices, in place of -seed",
			func(b *bench) any { return b.seed }},
		{`Given`, `"SCENARIO" has the arguments (TABLE)`, `^"([^"]*)" has the arguments$`,
			"wherever it runs: name and value in a row each; those of the sentence that runs it go over them",
			func(b *bench) any { return b.arguments }},
		{`Given`, `"NAME" is a mix of (TABLE)`, `^"([^"]*)" is a mix of$`,
			"of scenarios, a row each: weight and scenario. It runs by its name, like a scenario; each of them gets its share of the iterations exactly",
			func(b *bench) any { return b.mix }},
	}
	for _, s := range shapes() {
		list = append(list, s.phrases()...)
	}
	return append(list, []Phrase{
		{`When`, `"SCENARIO" runs in stages (TABLE)`, `^"([^"]*)" runs in stages$`,
			"one after another, a row each: | 1 to 20 users | for 5m |, or | 10 a second | for 1m | and | 10 to 50 a second | for 5m |; either users or rates",
			func(b *bench) any { return b.stages }},
		{`When`, `at most N are in flight`, `^at most (\d+) are in flight$`,
			"of an open load; starts that find no free user run late, and are counted",
			func(b *bench) any { return b.atMost }},
		{`When`, `at most N are in flight, and late starts are skipped`, `^at most (\d+) are in flight, and late starts are skipped$`,
			"the same, but such starts are skipped, and counted",
			func(b *bench) any { return b.atMostSkip }},
		{`When`, `at most N are in flight, and starts are skipped when DURATION late`, `^at most (\d+) are in flight, and starts are skipped when (\S+) late$`,
			"the same, if they wait for so long",
			func(b *bench) any { return b.atMostLate }},
		{`When`, `starts come at random moments`, `^starts come at random moments$`,
			"of an open load: as requests of many people do (a Poisson process), with its rate as their mean",
			func(b *bench) any { return b.randomly }},
		{`When`, `users begin over DURATION`, `^users begin over (\S+)$`,
			"of a closed load: one after another, evenly, in place of all at once",
			func(b *bench) any { return b.stagger }},
		{`When`, `each user starts every DURATION`, `^each user starts every (\S+)$`,
			"of a closed load: from start to start; one who is late starts at once",
			func(b *bench) any { return b.every }},
		{`When`, `each user pauses for DURATION`, `^each user pauses for (\S+)$`,
			"of a closed load: from the end of an iteration to its next start",
			func(b *bench) any { return b.pause }},
		{`When`, `each user pauses for DURATION to DURATION`, `^each user pauses for (\S+) to (\S+)$`,
			"the same, for a time drawn evenly between both",
			func(b *bench) any { return b.pauses }},
		{`When`, `each iteration takes another row of (TABLE)`, `^each iteration takes another row of$`,
			"of arguments, whose names are in the first row; when all are used up, the load ends",
			func(b *bench) any {
				return func(t *table) error { return b.fedByTable(t, harness.Unique) }
			}},
		{`When`, `each iteration takes another row of "FILE"`, `^each iteration takes another row of "([^"]*)"$`,
			"the same, from a file of comma-separated values",
			func(b *bench) any {
				return func(name string) error { return b.fedByFile(name, harness.Unique) }
			}},
		{`When`, `each iteration takes the next row of (TABLE)`, `^each iteration takes the next row of$`,
			"of arguments; after the last row comes the first one again",
			func(b *bench) any {
				return func(t *table) error { return b.fedByTable(t, harness.InTurn) }
			}},
		{`When`, `each iteration takes the next row of "FILE"`, `^each iteration takes the next row of "([^"]*)"$`,
			"the same, from a file",
			func(b *bench) any {
				return func(name string) error { return b.fedByFile(name, harness.InTurn) }
			}},
		{`When`, `each iteration takes a random row of (TABLE)`, `^each iteration takes a random row of$`,
			"of arguments",
			func(b *bench) any {
				return func(t *table) error { return b.fedByTable(t, harness.AtRandom) }
			}},
		{`When`, `each iteration takes a random row of "FILE"`, `^each iteration takes a random row of "([^"]*)"$`,
			"the same, from a file",
			func(b *bench) any {
				return func(name string) error { return b.fedByFile(name, harness.AtRandom) }
			}},
		{`When`, `its first DURATION is warm-up`, `^its first (\S+) is warm-up$`,
			"which has figures of its own; service levels do not see it",
			func(b *bench) any { return b.warmUp }},
		{`When`, `its last DURATION is cool-down`, `^its last (\S+) is cool-down$`,
			"the same",
			func(b *bench) any { return b.coolDown }},
		{`When`, `it begins DURATION later`, `^it begins (\S+) later$`,
			"than the run",
			func(b *bench) any { return b.later }},
		{`When`, `it begins when "NAME" has ended`, `^it begins when "([^"]*)" has ended$`,
			"another load, by its name or its scenario",
			func(b *bench) any { return b.after }},
		{`When`, `it begins DURATION after "NAME" has ended`, `^it begins (\S+) after "([^"]*)" has ended$`,
			"the same, and then it waits",
			func(b *bench) any { return b.laterAfter }},
		{`When`, `it has N% of the users`, `^it has (\d+(?:\.\d+)?)% of the users$`,
			"for itself, which no other load with a share gets",
			func(b *bench) any { return b.share }},
		{`When`, `it has to keep (TABLE)`, `^it has to keep$`,
			"service levels of this load alone, which cancel everything, too",
			func(b *bench) any { return b.keeps }},
		{`When`, `it is called "NAME"`, `^it is called "([^"]*)"$`,
			"in place of its scenario's name: two loads of one scenario need names",
			func(b *bench) any { return b.called }},
		{`When`, `it is timed precisely`, `^it is timed precisely$`,
			"by a timer of the kernel, to some hundredths of a millisecond: for targets that answer within one",
			func(b *bench) any { return b.precisely }},

		{`Then`, `the run completes`, `^the run completes$`,
			"all iterations were made, and all promises kept",
			func(b *bench) any { return b.completes }},
		{`Then`, `the run is cancelled because of the FIGURE`, `^the run is cancelled because of the (.+)$`,
			"a service level on this figure broke and cancelled the run",
			func(b *bench) any { return b.cancelled }},
		{`Then`, `the FIGURE is PROMISE`, `^the ((?:p\d|median|mean|slowest|failure rate).*) is ([<>=!]+ *\S+)$`,
			"judges the finished run: the p95 of nova.boot_server is < 8s",
			func(b *bench) any { return b.figure }},
		{`Then`, `N iterations succeeded`, `^(\d+) iterations? succeeded$`,
			"counts them, of all loads",
			func(b *bench) any { return b.succeeded }},
		{`Then`, `N iterations failed`, `^(\d+) iterations? failed$`,
			"counts them; a run of which that is asked may have failed iterations",
			func(b *bench) any { return b.failed }},
		{`Then`, `N starts were skipped`, `^(\d+) starts? (?:were|was) skipped$`,
			"counts those that found no free user in time",
			func(b *bench) any { return b.skipped }},
		{`Then`, `no iteration started after that`, `^no iteration started after that$`,
			"of a run that was cancelled: none started after the breach was known",
			func(b *bench) any { return b.noneAfter }},
		{`Then`, `nothing is left behind`, `^nothing is left behind$`,
			"the cloud was asked, and has nothing that carries the mark of the run",
			func(b *bench) any { return b.nothingLeft }},
	}...)
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
	quoted    = regexp.MustCompile(`"[^"]*"`)
	durations = regexp.MustCompile(`\b(\d+(\.\d+)?(h|m|s|ms|us|µs|ns))+\b`)
	numbers   = regexp.MustCompile(`\b\d+(\.\d+)?\b`)
)

// unknownPhrase compares with what varies taken out of the text.
func unknownPhrase(text string, forms []string) string {
	plain := numbers.ReplaceAllString(durations.ReplaceAllString(quoted.ReplaceAllString(text, `"SCENARIO"`), "DURATION"), "N")
	if near := harness.Nearest(plain, forms); near != "" {
		return fmt.Sprintf("unknown phrase %q: did you mean `%s`?", text, near)
	}
	return fmt.Sprintf("unknown phrase %q", text)
}
