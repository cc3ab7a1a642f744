package harness_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
)

// said is a doer that tells what it was done with.
type said struct {
	What string `arg:"what" help:"a text"`

	makes string
	tell  func(string)
}

func (s said) References() []string { return []string{s.What} }

func (s said) Do(_ context.Context, _ *harness.Iteration, with harness.Things) (string, error) {
	words := []string{s.makes}
	for i := range with.Len() {
		words = append(words, with.ID(i))
	}
	s.tell(strings.TrimSpace(strings.Join(append(words, with.Expand(s.What)), " ")))
	return "the-" + s.makes, nil
}

func speech(tell func(string)) []harness.Verb {
	verb := func(form, makes string, ends bool) harness.Verb {
		return harness.Verb{Form: form, Makes: makes, Ends: ends, New: harness.NewDoer(said{makes: makes, tell: tell})}
	}
	return []harness.Verb{
		verb("boots a server", "server", false), verb("creates a floating IP", "floating IP", false), verb("creates a volume", "volume", false),
		verb("gives FLOATING IP to SERVER", "", false), verb("copies SERVER", "server", false),
		verb("deletes SERVER", "", true), verb("deletes VOLUME", "", true), verb("looks", "", false),
	}
}

func compose(t *testing.T, verbs []harness.Verb, sentences ...string) (harness.Composition, error) {
	t.Helper()
	c := harness.NewComposer(verbs)
	for _, s := range sentences {
		sentence, what, given := strings.Cut(s, " what=")
		var arguments []harness.Argument
		if given {
			arguments = append(arguments, harness.Argument{Name: "what", Value: what})
		}
		if err := c.Add(sentence, arguments); err != nil {
			return harness.Composition{}, err
		}
	}
	return c.Compose("a user")
}

// Sentences are done in order, with the things that they name.
func TestComposition(t *testing.T) {
	var did []string
	c, err := compose(t, speech(func(s string) { did = append(did, s) }),
		`boots a server "web"`, `creates a floating IP`, `gives the floating IP to "web"`, `copies "web" "web 2"`, `gives the floating  IP to the server`,
		`looks what={"id": "{web}", "other": {web 2}}`, `deletes "web"`, `boots a server "web"`, `deletes the server`, `deletes "web 2"`)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (harness.Lab{}).Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: c, Load: load.Serial{Iterations: 1}}}}); err != nil {
		t.Fatal(err)
	}
	want := []string{"server", "floating IP", "the-floating IP the-server", "server the-server", "the-floating IP the-server",
		`{"id": "the-server", "other": the-server}`, "the-server", "server", "the-server", "the-server"}
	if !slices.Equal(did, want) {
		t.Errorf("it did %q\nwant  %q", did, want)
	}
}

// What cannot be composed is refused, with the nearest that can.
func TestComposerRefuses(t *testing.T) {
	for _, tt := range []struct{ sentences, want string }{
		{``, `"a user" does nothing`},
		{`boots a sevrer "web"`, `did you mean "web"?|unknown thing "web": there are none`},
		{`boots a sevrer`, `unknown sentence "boots a sevrer": did you mean "boots a server"?`},
		{`looks what=x;looks waht`, `unknown sentence "looks waht"`},
		{`boots a server "web";deletes "wbe"`, `deletes "wbe": unknown thing "wbe": did you mean "web"?`},
		{`boots a server "web";boots a server "web"`, `"web" is a server already: expected a name of its own`},
		{`boots a server "web";deletes "web";deletes "web"`, `"web" is gone since step 2, deletes "web"`},
		{`creates a volume "data";gives "data" to "data"`, `unknown sentence "gives VOLUME to VOLUME"`},
		{`boots a server "web";deletes "web";looks what={web}`, `"web" is gone since step 2`},
		{`looks what={web}`, `unknown thing "web": there are none`},
		{`deletes the server`, `unknown sentence "deletes the server": did you mean "deletes SERVER"?`},
	} {
		var sentences []string
		if tt.sentences != "" {
			sentences = strings.Split(tt.sentences, ";")
		}
		_, err := compose(t, speech(func(string) {}), sentences...)
		if err == nil || !slices.ContainsFunc(strings.Split(tt.want, "|"), func(want string) bool { return strings.Contains(err.Error(), want) }) {
			t.Errorf("%s: error %v, want %q", tt.sentences, err, tt.want)
		}
	}
}

// Whatever is said, it is understood or refused.
func FuzzComposer(f *testing.F) {
	f.Add(`boots a server "web"`, `deletes the server`)
	f.Add(`boots a server "the server"`, `deletes "the server"`)
	f.Add(`copies "" ""`, `{a}`)
	f.Fuzz(func(t *testing.T, first, second string) {
		c, err := compose(t, speech(func(string) {}), first, second)
		if err == nil && len(c.Steps) != 2 {
			t.Errorf("%q, %q: %d steps", first, second, len(c.Steps))
		}
	})
}
