package vm_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/scenarios/vm"
)

// What cannot be is refused before anything is made, and the text says what could be.
func TestRefusals(t *testing.T) {
	const dd, dns, share, heat = "VMTasks.dd_load_test", "VMTasks.check_designate_dns_resolving", "ManilaShares.create_share_and_access_from_vm", "VMTasks.runcommand_heat"
	for _, tt := range []struct {
		scenario  string
		arguments []string
		want      string
	}{
		{runCommand, nil, "argument command is missing"},
		{runCommand, []string{`command=uptime`}, `argument command: "uptime": expected a JSON object such as`},
		{runCommand, []string{`command={"interpeter":"/bin/sh"}`}, `did you mean "interpreter"?`},
		{runCommand, []string{`command={"interpreter":{}}`}, "expected a word or a list of words"},
		{runCommand, []string{`command={"interpreter":[["sh"]]}`}, "expected a list of words"},
		{runCommand, []string{`command={"script_inline":"x"}`}, "expected an interpreter, or a remote_path to run"},
		{runCommand, []string{`command={"script_inline":"x","remote_path":"/bin/x"}`}, "a script: expected an interpreter for it"},
		{runCommand, []string{`command={"script_inline":"x","script_file":"hello.sh","interpreter":"sh"}`}, "script_file and script_inline: expected one of them"},
		{runCommand, []string{`command={"local_path":"tool","interpreter":"sh"}`}, "expected a remote_path, where it is to go"},
		{runCommand, []string{`command={"local_path":"tool","interpreter":"sh","remote_path":"/tmp/sh"}`}, "local_path goes to /tmp/sh, and the interpreter is sh: expected the same"},
		{runCommand, []string{`command={"script_file":"helo.sh","interpreter":"sh"}`}, "argument command: script_file: open helo.sh"},
		{dd, []string{"port=0"}, "argument port: 0: expected 1 to 65535"},
		{dd, []string{"max_log_length=-1"}, "argument max_log_length: -1: expected 0 or more lines"},
		{dd, []string{"password=$NO_SUCH_VARIABLE"}, "argument password: it begins with $"},
		{dd, []string{"floating_network=demo-net"}, `argument floating_network: network "demo-net" is not external`},
		{dd, []string{`volume_args={"size":0}`}, "argument volume_args: size 0: expected a whole number of GB"},
		{dd, []string{`volume_args={"size":1,"name":"mine"}`}, "argument volume_args: name: expected none"},
		{dd, []string{`boot_server_kwargs={"key_name":"mine"}`}, "argument boot_server_kwargs: key_name: expected none"},
		{dns, []string{"image=ciros"}, `did you mean "cirros"?`},
		{share, []string{"size=0"}, "argument size: 0: expected 1 or more GB"},
		{share, []string{`boot_server_kwargs={"user_data":"x"}`}, "user_data: expected none"},
		{share, []string{`create_share_kwargs={"name":"mine"}`}, "argument create_share_kwargs: name: expected none"},
		{heat, []string{`workload={"file":"hello.sh"}`, "template=t"}, `username "": expected both`},
		{heat, []string{`workload={"resource":["a","b"]}`, "template=t"}, "a script of a Python package; expected a file"},
		{heat, []string{`workload={"file":"hello.sh","user":"x"}`, "template=t"}, `unknown key "user": did you mean "username"?`},
		{heat, []string{`workload={"file":"hello.sh","username":"x"}`, "template=no.yaml"}, "argument template: open no.yaml"},
		{heat, []string{`workload={"file":"hello.sh","username":"x"}`, "template=hello.sh", `parameters={"key_name":"x"}`}, "key_name: expected none"},
		{heat, []string{`workload={"file":"hello.sh","username":"x"}`, "template=hello.sh", `files={"a":1}`}, "argument files: expected a JSON object such as"},
	} {
		synctest.Test(t, func(t *testing.T) {
			e, err := vm.Catalogue().Find(tt.scenario)
			if err != nil {
				t.Fatal(err)
			}
			s := e.New()
			all := tt.arguments
			if tt.scenario != heat {
				all = append(append([]string{}, aGuest...), tt.arguments...)
			}
			for _, a := range all {
				name, value, _ := strings.Cut(a, "=")
				if err == nil {
					err = harness.SetArgument(s, name, value)
				}
			}
			if err == nil {
				sim := simcloud.New(simcloud.Config{})
				c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
				_, err = harness.Lab{Cloud: c, Files: files}.Run(t.Context(), harness.Benchmark{Workloads: []harness.Workload{{Scenario: s}}})
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s with %q: %v; want %q", tt.scenario, tt.arguments, err, tt.want)
			}
		})
	}
}

// A command that was read is written as one that is read the same; what is none is refused, and nothing panics.
func FuzzCommand(f *testing.F) {
	for _, text := range []string{
		`{"interpreter":"/bin/sh","script_inline":"uptime"}`, `{"interpreter":["A=b","/bin/sh"],"script_file":"x","command_args":[1,"a b"]}`,
		`{"remote_path":[]}`, `{"remote_path":null}`, `null`, `[]`, `{"remote_path":"/tmp/x","local_path":"x"}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var c, again vm.Command
		if c.UnmarshalText([]byte(text)) != nil {
			return
		}
		_ = c.Validate() // does not panic
		written, err := c.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalText(written); err != nil {
			t.Fatalf("%s was written as %s: %v", text, written, err)
		}
		if same, _ := again.MarshalText(); string(same) != string(written) {
			t.Errorf("%s was written as %s, and that as %s", text, written, same)
		}
	})
}

// The script that loads a guest runs in a shell, and what it prints are the charts that the scenario says.
func TestLoadScript(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("it reads /proc")
	}
	shell := exec.CommandContext(t.Context(), "/bin/sh")
	shell.Env = append(os.Environ(), "DD_FILE="+t.TempDir()+"/dd.img", "DD_SIZE_MB=1", "LOAD_PROCESSES_COUNT=2", "LOAD_SIZE_MB=1", "LOAD_SAMPLE_SECONDS=0")
	script, err := os.Open("ddload.sh")
	if err != nil {
		t.Fatal(err)
	}
	defer script.Close()
	shell.Stdin = script
	var stderr strings.Builder
	shell.Stderr = &stderr
	stdout, err := shell.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	out, err := harness.ParseOutput(stdout)
	if err != nil || !json.Valid(stdout) {
		t.Fatalf("%v: %s", err, stdout)
	}
	var added [][2]string
	for _, c := range out.Additive {
		for _, v := range c.Values {
			added = append(added, [2]string{c.Title, v.Name})
		}
	}
	said, _ := harness.Measures(set(t, "VMTasks.dd_load_test", "interpreter=DD_SIZE_MB=1, /bin/sh"))
	if len(added) != len(said) || len(said) == 0 {
		t.Fatalf("it added %q; says %q", added, said)
	}
	for i := range said {
		if added[i] != said[i] {
			t.Errorf("it added %q; says %q", added[i], said[i])
		}
	}
	if len(out.Complete) != 1 || len(out.Complete[0].Lines) != 3 || len(out.Complete[0].Lines[0].Points) != 2 {
		t.Errorf("complete charts %+v; want one of three lines of two points", out.Complete)
	}
}
