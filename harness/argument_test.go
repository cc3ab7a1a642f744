package harness_test

import (
	"context"
	"fmt"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness"
)

func ExampleSetArgument() {
	s := &everything{Count: 1}
	for _, word := range []string{"3", "three"} {
		fmt.Println(harness.SetArgument(s, "count", word), s.Count)
	}
	fmt.Println(harness.SetArgument(s, "cuont", "3"))
	// Output:
	// <nil> 3
	// argument count: "three" is no whole number: expected one such as "3" 3
	// unknown argument "cuont": did you mean "count"?
}

// everything has an argument of every type.
type everything struct {
	Text   string   `arg:"text" help:"any words"`
	Count  int      `arg:"count" help:"how many"`
	Big    int64    `arg:"big"`
	Small  int32    `arg:"small"`
	Share  float64  `arg:"share"`
	Yes    bool     `arg:"yes"`
	List   []string `arg:"list"`
	Names  nameList `arg:"names"`
	Prefix netip.Prefix
	idle                  // its fields are arguments too
	CIDR   netip.Prefix   `arg:"cidr"`
	Choice harness.Choice `arg:"choice"`
	Hidden string
	secret string `arg:"secret"`
}

type nameList []string

type idle struct {
	Shortest time.Duration `arg:"min_sleep" help:"shortest idle time"`
	Longest  time.Duration `arg:"max_sleep,required" help:"longest idle time"`
}

func (*everything) Run(context.Context, *harness.Iteration) error { return nil }

func TestSetArgument(t *testing.T) {
	for _, tt := range []struct {
		name, value string
		want        any // the field of that name, or the error
	}{
		{"text", "a, b", "a, b"},
		{"text", "", ""},
		{"count", "-3", -3},
		{"count", "3.5", `argument count: "3.5" is no whole number: expected one such as "3"`},
		{"big", "9223372036854775807", int64(9223372036854775807)},
		{"big", "9223372036854775808", `argument big: "9223372036854775808" is no whole number: expected one such as "3"`},
		{"small", "2147483648", `argument small: "2147483648" is no whole number: expected one such as "3"`},
		{"share", "0.25", 0.25},
		{"share", "NaN", `argument share: "NaN" is no number: expected one such as "0.5"`},
		{"share", "half", `argument share: "half" is no number: expected one such as "0.5"`},
		{"yes", "True", true},
		{"yes", "false", false},
		{"yes", "maybe", `argument yes: "maybe" is no true or false: expected "true" or "false"`},
		{"list", " a, b ,,c", []string{"a", "b", "c"}},
		{"list", "", []string(nil)},
		{"names", "a,b", nameList{"a", "b"}},
		{"min_sleep", "1.5", 1500 * time.Millisecond},
		{"min_sleep", "2m", 2 * time.Minute},
		{"max_sleep", "soon", `argument max_sleep: "soon" is no duration: expected one such as "1.5s", or seconds such as "1.5"`},
		{"cidr", "10.0.0.0/24", netip.MustParsePrefix("10.0.0.0/24")},
		{"cidr", "10.0.0.0", `argument cidr: netip.ParsePrefix("10.0.0.0"): no '/'`},
		{"choice", "round_robin", harness.RoundRobin},
		{"choice", "raundom", `argument choice: unknown choice of users "raundom": did you mean "random"?`},
		{"min_sleeep", "1", `unknown argument "min_sleeep": did you mean "min_sleep"?`},
		{"secret", "1", `unknown argument "secret": expected one of big, choice, cidr, count, list, max_sleep, min_sleep, names, share, small, text, yes`},
	} {
		x := &everything{Count: 7, Share: 7, idle: idle{Longest: 7}, Yes: true}
		before := *x
		err := harness.SetArgument(x, tt.name, tt.value)
		if err != nil {
			if err.Error() != tt.want {
				t.Errorf("SetArgument(%q, %q): %v; want %v", tt.name, tt.value, err, tt.want)
			}
			if !reflect.DeepEqual(*x, before) {
				t.Errorf("SetArgument(%q, %q) failed, and changed the scenario to %+v", tt.name, tt.value, x)
			}
			continue
		}
		got := map[string]any{
			"text": x.Text, "count": x.Count, "big": x.Big, "small": x.Small, "share": x.Share, "yes": x.Yes, "list": x.List, "names": x.Names,
			"min_sleep": x.Shortest, "max_sleep": x.Longest, "cidr": x.CIDR, "choice": x.Choice,
		}[tt.name]
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("SetArgument(%q, %q) set %#v; want %#v", tt.name, tt.value, got, tt.want)
		}
	}
}

// strange has fields that cannot be arguments.
type strange struct {
	Numbers []int `arg:"numbers"`
	Size    uint  `arg:"size"`
}

func (*strange) Run(context.Context, *harness.Iteration) error { return nil }

func TestStrangeArgumentsAreErrors(t *testing.T) {
	for _, name := range []string{"numbers", "size"} {
		if err := harness.SetArgument(&strange{}, name, "1"); err == nil {
			t.Errorf("SetArgument(%q, 1) of a field that cannot be one: no error", name)
		}
	}
	if err := harness.SetArgument(harness.ScenarioFunc(nil), "a", "1"); err == nil || !strings.Contains(err.Error(), "there are none") {
		t.Errorf("SetArgument of a function: %v; want that there are none", err)
	}
}

func TestArguments(t *testing.T) {
	x := &everything{Count: 2, List: []string{"a", "b"}, idle: idle{Shortest: time.Second}, CIDR: netip.MustParsePrefix("10.0.0.0/24"), Hidden: "x", secret: "y"}
	var got []string
	for _, a := range harness.Arguments(x) {
		got = append(got, fmt.Sprintf("%s %s %q %t", a.Name, a.Type, a.Value, a.Required))
	}
	want := strings.Split(`text string "" false
count whole number "2" false
big whole number "" false
small whole number "" false
share number "" false
yes true or false "" false
list list "a, b" false
names list "" false
min_sleep duration "1s" false
max_sleep duration "" true
cidr prefix "10.0.0.0/24" false
choice choice "" false`, "\n")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Arguments:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if harness.Arguments(harness.ScenarioFunc(nil)) != nil || harness.Arguments((*everything)(nil)) != nil {
		t.Error("a function, or nothing, has arguments")
	}
	_, err := harness.Lab{}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: x}}})
	if err == nil || !strings.Contains(err.Error(), "argument max_sleep is missing: longest idle time") {
		t.Errorf("Run without a required argument: %v", err)
	}
}

func TestParseDuration(t *testing.T) {
	for _, tt := range []struct {
		text string
		want time.Duration
		good bool
	}{
		{"1.5s", 1500 * ms, true}, {"1h30m", 90 * time.Minute, true}, {"0", 0, true}, {"2", 2 * s, true}, {"0.25", 250 * ms, true},
		{"1e3", 1000 * s, true}, {"-1", 0, false}, {"-1s", 0, false}, {"", 0, false}, {"soon", 0, false}, {"5 s", 0, false},
		{"inf", 0, false}, {"NaN", 0, false}, {"-inf", 0, false}, {"1e9", 0, false}, {"9999999999h", 0, false},
	} {
		got, err := harness.ParseDuration(tt.text)
		if got != tt.want || (err == nil) != tt.good {
			t.Errorf("ParseDuration(%q) = %v, %v; want %v, good: %t", tt.text, got, err, tt.want, tt.good)
		}
	}
}

func FuzzParseDuration(f *testing.F) {
	for _, s := range []string{"1.5s", "2", "1e3", "0x1p-2", "-0", "1h30m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := harness.ParseDuration(text)
		if d < 0 || err != nil && d != 0 {
			t.Fatalf("ParseDuration(%q) = %v, %v", text, d, err)
		}
		if err != nil {
			return
		}
		if again, err := harness.ParseDuration(d.String()); again != d || err != nil {
			t.Fatalf("ParseDuration(%q) = %v, which is read as %v, %v", text, d, again, err)
		}
	})
}

// What was set can be set again from how it is shown, and a refused value changes nothing.
func FuzzSetArgument(f *testing.F) {
	for _, a := range harness.Arguments(&everything{}) {
		f.Add(a.Name, "1")
		f.Add(a.Name, "a,b")
	}
	f.Fuzz(func(t *testing.T, name, value string) {
		x, y := new(everything), new(everything)
		if err := harness.SetArgument(x, name, value); err != nil {
			if !reflect.DeepEqual(x, y) {
				t.Fatalf("SetArgument(%q, %q) failed, and changed the scenario to %+v", name, value, x)
			}
			return
		}
		for _, a := range harness.Arguments(x) {
			if a.Value == "" {
				continue
			}
			if err := harness.SetArgument(y, a.Name, a.Value); err != nil || !reflect.DeepEqual(harness.Arguments(x), harness.Arguments(y)) {
				t.Fatalf("SetArgument(%q, %q) gives %+v; set again from that: %v, %+v", name, value, harness.Arguments(x), err, harness.Arguments(y))
			}
		}
	})
}

func TestNearest(t *testing.T) {
	known := []string{"nova.boot_server", "nova.delete_server", "KeystoneBasic.create_user", "p95"}
	for _, tt := range []struct{ word, want string }{
		{"nova.boot_server", "nova.boot_server"}, {"nova.boot_sevrer", "nova.boot_server"}, {"NOVA.BOOT_SERVER", "nova.boot_server"},
		{"keystonebasic.create_users", "KeystoneBasic.create_user"}, {"create_user", "KeystoneBasic.create_user"}, {"p59", "p95"},
		{"delete", "nova.delete_server"}, {"p5", "p95"}, {"", ""}, {"x", ""}, {"glance.list_images", ""},
	} {
		if got := harness.Nearest(tt.word, known); got != tt.want {
			t.Errorf("Nearest(%q, %q) = %q; want %q", tt.word, known, got, tt.want)
		}
	}
	many := strings.Split("a b c d e f g h i j k l m", " ")
	for _, tt := range []struct {
		word  string
		known []string
		want  string
	}{
		{"boot", known[:2], `unknown action "boot": did you mean "nova.boot_server"?`},
		{"glance", known[:2], `unknown action "glance": expected one of nova.boot_server, nova.delete_server`},
		{"glance", nil, `unknown action "glance": there are none`},
		{"glance", many, `unknown action "glance"`},
	} {
		if err := harness.Unknown("action", tt.word, tt.known); err.Error() != tt.want {
			t.Errorf("Unknown(action, %q, %q) = %q; want %q", tt.word, tt.known, err, tt.want)
		}
	}
}

func TestCatalogueFind(t *testing.T) {
	c := harness.Catalogue{{Name: "Dummy.dummy", New: func() harness.Scenario { return &everything{} }}, {Name: "NovaServers.boot_server"}}
	if e, err := c.Find("Dummy.dummy"); err != nil || e.Name != "Dummy.dummy" || e.New == nil {
		t.Errorf("Find(Dummy.dummy) = %+v, %v", e, err)
	}
	if _, err := c.Find("NovaServer.boot_server"); err == nil || err.Error() != `unknown scenario "NovaServer.boot_server": did you mean "NovaServers.boot_server"?` {
		t.Errorf("Find(NovaServer.boot_server): %v", err)
	}
}
