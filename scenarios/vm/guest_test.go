package vm_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/nova"
	"github.com/pacenote/pacenote/scenarios/vm"
)

const runCommand = "VMTasks.boot_runcommand_delete"

// Whatever goes wrong in a guest is a failure of the action in which it did, says why, shows the console where it is a time-out,
// and nevertheless the server and its address are deleted.
func TestTroubles(t *testing.T) {
	hello := `command={"interpreter":"/bin/sh","script_inline":"echo hello"}`
	for _, tt := range []struct {
		name      string
		arguments []string
		config    simcloud.Config
		with      harness.Fixture
		class     string
		action    string
		message   string
		console   bool
	}{
		{"exit status", []string{`command={"interpreter":"/bin/sh","script_inline":"echo no disk >&2; exit 1"}`}, simcloud.Config{}, fixtures.Users{},
			"error", "vm.run_command_over_ssh", `command "/bin/sh" ended with exit status 1: no disk`, false},
		{"wrong key", []string{hello}, simcloud.Config{}, otherKeys{},
			"timeout", "vm.wait_for_ssh", "22 can log in: not within 2m0s: ssh: handshake failed: ssh: unable to authenticate", true},
		{"wrong password", []string{hello, "password=guess-4711"}, simcloud.Config{}, otherKeys{},
			"timeout", "vm.wait_for_ssh", "unable to authenticate, attempted methods [none publickey password]", true},
		{"refused port", []string{hello, "port=2222"}, simcloud.Config{}, fixtures.Users{},
			"timeout", "vm.wait_for_ssh", "2222 can log in: not within 2m0s: dial tcp 198.18.", true},
		{"closed security group", []string{hello}, simcloud.Config{}, closedGroups{},
			"timeout", "vm.wait_for_ping", "answers: not within 2m0s: dial tcp 198.18.", true},
		{"closed security group, without ping", []string{hello, "wait_for_ping=false", "max_log_length=1"}, simcloud.Config{}, closedGroups{},
			"timeout", "vm.wait_for_ssh", "i/o timeout", true},
		{"a command without end", []string{hello}, simcloud.Config{Guests: func(k simcloud.Command) (simcloud.Answer, bool) {
			return simcloud.Answer{Takes: 100 * time.Hour}, k.Line != "uname"
		}}, fixtures.Users{}, "timeout", "vm.run_command_over_ssh", `command "/bin/sh" has ended: not within 1h0m0s`, true},
		{"a guest that hangs", []string{hello}, simcloud.Config{Guests: func(simcloud.Command) (simcloud.Answer, bool) {
			return simcloud.Answer{Takes: 100 * time.Hour}, true
		}}, fixtures.Users{}, "timeout", "vm.wait_for_ssh", "can log in: not within 2m0s: context deadline exceeded", true},
		{"charts that are none", []string{hello}, simcloud.Config{Guests: func(simcloud.Command) (simcloud.Answer, bool) {
			return simcloud.Answer{Stdout: `{"additive": [{"title": "x"}], "complete": []}`}, true
		}}, fixtures.Users{}, "output", "", "chart_plugin is missing", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				out := run(t, tt.config, set(t, runCommand, append(tt.arguments, aGuest...)...), tt.with)
				f := failure(t, out)
				if f.Class != tt.class || f.Action != tt.action || !strings.Contains(f.Message, tt.message) || f.Count != 2 {
					t.Errorf("%d failures, %q of %q: %s\nwant 2, %q of %q: %s", f.Count, f.Class, f.Action, f.Message, tt.class, tt.action, tt.message)
				}
				for _, action := range []string{"nova.dissociate_floating_ip", "neutron.delete_floating_ip", "nova.delete_server"} {
					if n := count(out, action); n != 2 {
						t.Errorf("%s happened %d times; want 2", action, n)
					}
				}
				if n := count(out, "nova.get_console_output_server"); (n == 2) != tt.console {
					t.Errorf("the console was read %d times", n)
				}
				if shown := strings.Contains(text(t, out), "LAST LINE"); shown != tt.console {
					t.Errorf("the console is shown: %v; want %v", shown, tt.console)
				}
				if all := text(t, out); strings.Contains(all, "guess-4711") || strings.Contains(all, "PRIVATE KEY") {
					t.Errorf("a secret is in the result: %s", all)
				}
			})
		})
	}
}

// A server that cannot be given an address is deleted, too.
func TestNoAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := set(t, runCommand, append(aGuest, `command={"remote_path":"/bin/true"}`)...)
		out := run(t, simcloud.Config{}, s, fixtures.Networks{Internal: true})
		f := failure(t, out)
		if f.Class != "http 404" || f.Action != "nova.associate_floating_ip[neutron.associate_floating_ip][neutron.update_floating_ip]" {
			t.Errorf("failure %+v; want http 404 of the association", f)
		}
		if deleted, given := count(out, "nova.delete_server"), count(out, "neutron.delete_floating_ip"); deleted != 2 || given != 2 {
			t.Errorf("%d servers and %d floating IPs deleted; want 2 and 2", deleted, given)
		}
	})
}

// What a guest is reached by, and what it is asked to do, is what the arguments say.
func TestGuest(t *testing.T) {
	for _, tt := range []struct {
		name      string
		arguments []string
		with      harness.Fixture
		line      string
		stdin     string
		shown     string
	}{
		{"script", []string{`command={"interpreter":["N=3","/bin/sh"],"script_file":"hello.sh","command_args":["-e","two words"]}`}, nil,
			`N=3 /bin/sh -e 'two words'`, "echo hello\n", `"StdErr: (none)","StdOut:","hello"`},
		{"program", []string{`command={"remote_path":"/usr/bin/uptime"}`}, nil, "/usr/bin/uptime", "", `"StdOut:",""`},
		{"sent program", []string{`command={"remote_path":["A=b","/tmp/tool"],"local_path":"tool"}`}, nil, "A=b /tmp/tool", "", `"StdOut:","sent"`},
		{"fixed address", []string{`command={"remote_path":"/bin/true"}`, "use_floating_ip=false"}, nil, "/bin/true", "", "Script Output"},
		{"further group", []string{`command={"remote_path":"/bin/true"}`, `boot_server_kwargs={"security_groups":["default"]}`}, nil, "/bin/true", "", "Script Output"},
		{"disk", []string{`command={"remote_path":"/bin/true"}`, `volume_args={"size":1}`}, nil, "/bin/true", "", "Script Output"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var asked []simcloud.Command
				config := simcloud.Config{Guests: func(k simcloud.Command) (simcloud.Answer, bool) {
					asked = append(asked, k)
					return simcloud.Answer{}, false
				}}
				out := run(t, config, set(t, runCommand, append(tt.arguments, aGuest...)...))
				if out.Iterations.Success.Count != 2 {
					t.Fatalf("failures %+v", out.Failures)
				}
				if len(asked) == 0 {
					t.Fatal("nothing was asked of a guest")
				}
				if last := asked[len(asked)-1]; last.Line != tt.line || last.Stdin != tt.stdin || last.User != "cirros" {
					t.Errorf("the guest was asked %+v; want %q by cirros, with %q", last, tt.line, tt.stdin)
				}
				if all := text(t, out); !strings.Contains(all, tt.shown) {
					t.Errorf("the result does not show %s: %s", tt.shown, all)
				}
			})
		})
	}
}

// A password that is right lets in where the key is wrong. It may come from the environment, and is in no result.
func TestPassword(t *testing.T) {
	t.Setenv("GUEST_PASSWORD", "canary-4711")
	for _, password := range []string{"canary-4711", "$GUEST_PASSWORD"} {
		synctest.Test(t, func(t *testing.T) {
			s := set(t, runCommand, append(aGuest, `command={"interpreter":"/bin/sh","script_inline":"echo in"}`, "password="+password)...)
			s.(*vm.BootRunCommandDelete).Options = nova.Options{"adminPass": "canary-4711"}
			out := run(t, simcloud.Config{}, s, otherKeys{})
			if out.Iterations.Success.Count != 2 {
				t.Errorf("failures %+v; want none", out.Failures)
			}
			out.Arguments = slices.DeleteFunc(out.Arguments, func(a harness.Argument) bool { return a.Name == "boot_server_kwargs" })
			if strings.Contains(text(t, out), "canary") {
				t.Errorf("the password is in the result: %s", text(t, out))
			}
		})
	}
}

// What a command prints are charts, if it is Rally's protocol, and text if it only looks a little like it.
func TestOutput(t *testing.T) {
	for _, tt := range []struct{ stdout, stderr, want string }{
		{`{"additive": [{"title": "T", "chart_plugin": "Lines", "data": [["a", 1.5]]}], "complete": []}`, "", `"Title":"T"`},
		{`{"additive": [], "complete": [{"title": "C", "chart_plugin": "TextArea", "data": ["x"]}]}`, "", `"C"`},
		{`{"additive": []}`, "", `"StdOut:","{\"additive\": []}"`},
		{`42`, "", `"StdOut:","42"`},
		{"", "careful", `"StdErr: careful","StdOut:",""`},
		{"<b>\xff\r\nx", "", `"StdOut:","\u003cb\u003e�","x"`},
		{strings.Repeat("long\n", 1<<18), "", `…`},
	} {
		synctest.Test(t, func(t *testing.T) {
			config := simcloud.Config{Guests: func(k simcloud.Command) (simcloud.Answer, bool) {
				return simcloud.Answer{Stdout: tt.stdout, Stderr: tt.stderr}, k.Line != "uname"
			}}
			out := run(t, config, set(t, runCommand, append(aGuest, `command={"remote_path":"/bin/it"}`)...))
			if all := text(t, out); out.Iterations.Success.Count != 2 || !strings.Contains(all, tt.want) {
				t.Errorf("%.60q: failures %+v, and not %s in %.3000s", tt.stdout, out.Failures, tt.want, all)
			}
		})
	}
}

// A rehearsal of one seed is the same to the digit, whatever guests say.
func TestSameAgain(t *testing.T) {
	var first string
	for i := range 3 {
		synctest.Test(t, func(t *testing.T) {
			all := text(t, runUnder(t, load.Constant{Users: 8, Iterations: 24}, simcloud.Config{Seed: 7}, set(t, "VMTasks.dd_load_test", aGuest...),
				fixtures.Users{Projects: 3, PerProject: 2}))
			if i == 0 {
				first = all
			} else if all != first {
				t.Errorf("run %d differs", i)
			}
		})
	}
}
