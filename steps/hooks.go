package steps

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/onsi/gomega/types"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/hook"
	"github.com/pacenote/pacenote/harness/sla"
)

// hooks are the phrases of what happens while the load runs. Each begins with when: TRIGGER.
func hooks() []Phrase {
	const when = `(after \S+|every \S+|at iterations? [\d, and]+|every \d+ iterations|at the begin of the \S+|as soon as .+ is not [<>=!]+ *\S+),? `
	return []Phrase{
		{`When`, `TRIGGER, "COMMAND" runs`, `^` + when + `"([^"]*)" runs$`,
			"a command of this machine, without a shell; what it prints is kept. A rehearsal does not run it. TRIGGER is after 20s, every 1m, at iterations 5, 10 and 15, every 100 iterations, at the begin of the steady phase (or warm-up, cool-down), or as soon as FIGURE is not PROMISE. A hook that goes wrong fails the run",
			func(b *bench) any { return func(t, c string) error { return b.commands(t, c, "", "") } }},
		{`When`, `TRIGGER, "COMMAND" runs, and after DURATION "COMMAND"`, `^` + when + `"([^"]*)" runs, and after (\S+) "([^"]*)"$`,
			"the same, and another one that takes it back: also when the load ends before that, however it does",
			func(b *bench) any { return b.commands }},
		{`When`, `TRIGGER, "URL" is called`, `^` + when + `"(https?://[^"]*)" is called$`,
			"sends a POST to it; a rehearsal does not",
			func(b *bench) any {
				return func(t, url string) error { return b.hook(t, "", hook.Call{URL: url}) }
			}},
		{`When`, `TRIGGER, SERVICE is down for DURATION`, `^` + when + `(\S+) is down for (\S+)$`,
			"connections to the service are reset: by a proxy in this process, or by the simulated cloud",
			func(b *bench) any {
				return func(t, s, d string) error { return b.hook(t, d, hook.Network{Service: s, Reset: true}) }
			}},
		{`When`, `TRIGGER, SERVICE does not answer for DURATION`, `^` + when + `(\S+) does not answer for (\S+)$`,
			"connections stay, and nothing comes through",
			func(b *bench) any {
				return func(t, s, d string) error { return b.hook(t, d, hook.Network{Service: s, Blackhole: true}) }
			}},
		{`When`, `TRIGGER, SERVICE answers DURATION later for DURATION`, `^` + when + `(\S+) answers (\S+) later for (\S+)$`,
			"its answers are held up on the way",
			func(b *bench) any { return b.slower }},
		{`When`, `TRIGGER, SERVICE answers N% with STATUS for DURATION`, `^` + when + `(\S+) answers (\d+(?:\.\d+)?)% with (\d+) for (\S+)$`,
			"so many of the requests, on a simulated cloud alone",
			func(b *bench) any { return b.answers }},
		{`When`, `that is called "NAME"`, `^that is called "([^"]*)"$`,
			"what was said last to happen; in place of what it does",
			func(b *bench) any { return b.hookCalled }},

		{`Then`, `it recovers from "NAME" within DURATION`, `^it recovers from "([^"]*)" within (\S+)$`,
			"from when that happened until ten iterations in a row have succeeded, and took no longer than before. In the table of service levels: | recovery from \"NAME\" | < 10s |",
			func(b *bench) any { return b.recovers }},
		{`Then`, `the downtime of "NAME" is PROMISE`, `^the downtime of "([^"]*)" is ([<>=!]+ *\S+)$`,
			"without any success. In the table: | downtime of \"NAME\" | < 6s |, and | slowdown by \"NAME\" | < 50% |",
			func(b *bench) any {
				return func(name, promise string) error { return b.impact(fmt.Sprintf("downtime of %q", name), promise) }
			}},
	}
}

func (b *bench) commands(trigger, command, after, undo string) error {
	c := hook.Command{Args: strings.Fields(command), Undo: strings.Fields(undo)}
	return b.hook(trigger, after, c)
}

func (b *bench) slower(trigger, service, by, lasts string) error {
	d, err := harness.ParseDuration(by)
	if err != nil {
		return err
	}
	return b.hook(trigger, lasts, hook.Network{Service: service, Latency: d})
}

func (b *bench) answers(trigger, service, share string, status int64, lasts string) error {
	percent, err := strconv.ParseFloat(share, 64)
	if err != nil {
		return err
	}
	return b.hook(trigger, lasts, hook.Fault{Service: service, Status: int(status), Share: percent / 100})
}

// hook adds one that lasts for a time, "" until the end.
func (b *bench) hook(trigger, lasts string, do harness.Action) error {
	h := harness.Hook{Do: do}
	err := parseTrigger(trigger, &h.When)
	if err == nil && lasts != "" {
		h.For, err = harness.ParseDuration(lasts)
		if err == nil && h.For <= 0 {
			err = fmt.Errorf("%q: expected a duration above zero", lasts)
		}
	}
	if err != nil {
		return err
	}
	b.benchmark.Hooks = append(b.benchmark.Hooks, h)
	return nil
}

func (b *bench) hookCalled(name string) error {
	n := len(b.benchmark.Hooks)
	if n == 0 {
		return errors.New("nothing was said to happen yet")
	}
	b.benchmark.Hooks[n-1].Name = name
	return nil
}

var (
	afterTrigger = regexp.MustCompile(`^after (\S+)$`)
	everyTrigger = regexp.MustCompile(`^every (\S+)$`)
	atTrigger    = regexp.MustCompile(`^at iterations? ([\d, and]+)$`)
	eachTrigger  = regexp.MustCompile(`^every (\d+) iterations$`)
	phaseTrigger = regexp.MustCompile(`^at the begin of the (\S+?)(?: phase)?$`)
	levelTrigger = regexp.MustCompile(`^as soon as (?:the )?(.+) is not ([<>=!]+ *\S+)$`)
)

// parseTrigger reads when a hook fires.
func parseTrigger(text string, t *harness.Trigger) (err error) {
	text = strings.TrimSuffix(text, ",")
	if m := eachTrigger.FindStringSubmatch(text); m != nil {
		t.EachIterations, err = strconv.ParseInt(m[1], 10, 64)
		return err
	}
	if m := afterTrigger.FindStringSubmatch(text); m != nil {
		d, err := harness.ParseDuration(m[1])
		t.At = append(t.At, d)
		return err
	}
	if m := everyTrigger.FindStringSubmatch(text); m != nil {
		t.Every, err = harness.ParseDuration(m[1])
		return err
	}
	if m := atTrigger.FindStringSubmatch(text); m != nil {
		for _, word := range strings.FieldsFunc(strings.ReplaceAll(m[1], "and", ","), func(r rune) bool { return r == ',' || r == ' ' }) {
			n, err := strconv.ParseInt(word, 10, 64)
			if err != nil {
				return fmt.Errorf("%q: expected numbers of iterations, such as at iterations 5 and 10", text)
			}
			t.Iterations = append(t.Iterations, n)
		}
		return nil
	}
	if m := phaseTrigger.FindStringSubmatch(text); m != nil {
		t.Phase = m[1]
		return nil
	}
	if m := levelTrigger.FindStringSubmatch(text); m != nil {
		t.Unless, err = parseLevel([]string{m[1], m[2]})
		return err
	}
	return fmt.Errorf("%q: expected after 20s, every 1m, at iterations 5 and 10, every 100 iterations, at the begin of the steady phase, or as soon as the p95 is not < 8s", text)
}

func (b *bench) recovers(name, within string) error {
	return b.impact(fmt.Sprintf("recovery from %q", name), "<= "+within)
}

// impact judges what a hook did to the one workload, or to each of several.
func (b *bench) impact(figure, promise string) error {
	list, err := b.outcomes()
	if err != nil {
		return err
	}
	level, err := parseLevel([]string{figure, promise})
	if err != nil {
		return err
	}
	for i := range list {
		ok, err := level.Match(&list[i])
		if err != nil {
			return err
		}
		if !ok {
			return errors.New(level.FailureMessage(&list[i]))
		}
	}
	return nil
}

var impactPattern = regexp.MustCompile(`^(recovery from|downtime of|slowdown by) "([^"]*)"$`)

// impactLevel is a service level of what a hook did.
func (f figure) impactLevel(m types.GomegaMatcher) types.GomegaMatcher {
	switch f.name {
	case "recovery from":
		return sla.Recovery(f.hook, m)
	case "downtime of":
		return sla.Downtime(f.hook, m)
	}
	return sla.Slowdown(f.hook, m)
}
