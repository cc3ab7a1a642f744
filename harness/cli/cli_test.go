package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pacenote/pacenote/harness/cli"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/steps"
)

func run(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = cli.Main(args, strings.NewReader(""), &out, &err)
	return code, out.String(), err.String()
}

func runWith(input string, args ...string) (code int, output string) {
	var out bytes.Buffer
	code = cli.Main(args, strings.NewReader(input), &out, &out)
	return code, out.String()
}

func TestCommands(t *testing.T) {
	for _, tt := range []struct {
		args           string
		code           int
		stdout, stderr string // that have to be there
	}{
		{"steps", 0, "N users run \"SCENARIO\" N times", ""},
		{"scenarios list", 0, "NovaServers.boot_and_delete_server", ""},
		{"scenarios show NovaServers.boot_and_delete_server", 0, "image to boot from: name, id or regular expression (required)", ""},
		{"scenarios show Dummy.failure", 0, "(100ms if it is not given)", ""},
		{"scenarios show NovaServer.boot_and_delete", 1, "", `did you mean "NovaServers.boot_and_delete_server"?`},
		{"scenarios show", 1, "", "accepts 1 arg"},
		{"scenarios show NovaServers.boot_server", 0, "When 1 user runs \"NovaServers.boot_server\" ", ""},
		{"scenarios show Watcher.list_audit_templates", 1, "", "gophercloud does not speak to Watcher"},
		{"scenarios search VOLUME attach", 0, "CinderVolumes.create_and_attach_volume", ""},
		{"scenarios search bounec", 1, "", `did you mean "bounce"?`},
		{"scenarios search qwertz", 1, "", "scenarios list shows them all"},
		{"scenarios sentences", 0, "attaches VOLUME to SERVER", ""},
		{"simclod", 1, "", `unknown command "simclod"`},
		{"simcloud --listen nowhere:x", 1, "", "nowhere:x"},
	} {
		code, stdout, stderr := run(strings.Fields(tt.args)...)
		if code != tt.code || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) {
			t.Errorf("pacenote %s = %d\n%s\n%s\nwant %d, %q, %q", tt.args, code, stdout, stderr, tt.code, tt.stdout, tt.stderr)
		}
	}
	if _, stdout, _ := run("steps"); stdout != steps.Manual() {
		t.Error("pacenote steps does not print the manual")
	}
}

// The clouds.yaml that simcloud writes leads to the cloud that it serves, until it is interrupted.
func TestSimcloudServes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "clouds.yaml")
	done := make(chan int)
	go func() {
		code, _, _ := run("simcloud", "--file", file)
		done <- code
	}()
	for {
		if text, err := os.ReadFile(file); err == nil && len(text) > 0 {
			break
		}
		select {
		case code := <-done:
			t.Fatalf("pacenote simcloud ended with %d", code)
		case <-time.After(10 * time.Millisecond): // for the file, with no bound but the test's own
		}
	}
	for _, name := range []string{"simcloud", "simcloud-demo"} {
		config, err := cloud.Source{Env: func(key string) (string, bool) { return file, key == "OS_CLIENT_CONFIG_FILE" }}.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := cloud.Open(config)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		if services, err := c.Admin().Services(ctx); err != nil || len(services) < 5 {
			t.Errorf("%s: services %v, %v; want five", name, services, err)
		}
		cancel()
		c.Close()
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if code := <-done; code != 0 {
		t.Errorf("pacenote simcloud, interrupted, ended with %d; want 0", code)
	}
}
