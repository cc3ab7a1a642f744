package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness/cloud"
)

// serve puts a simulated cloud on a port, and its clouds.yaml where the environment says.
func serve(t *testing.T, config simcloud.Config) *simcloud.Cloud {
	t.Helper()
	sim := simcloud.New(config)
	server, err := sim.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	file := filepath.Join(t.TempDir(), "clouds.yaml")
	if err := os.WriteFile(file, []byte(sim.CloudsYAML()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "OS_") {
			t.Setenv(name, "")
		}
	}
	t.Setenv("OS_CLIENT_CONFIG_FILE", file)
	t.Setenv("PACENOTE_STATE", t.TempDir())
	return sim
}

func TestCloudCommands(t *testing.T) {
	sim := serve(t, simcloud.Config{Latency: simcloud.None})
	for _, tt := range []struct {
		args string
		code int
		want []string
	}{
		{"cloud list", 0, []string{"simcloud-demo2", "demo1@demo1", sim.AuthURL(), "RegionOne", "clouds.yaml:2"}},
		{"cloud show simcloud-demo", 0, []string{"demo1", "member, reader", "RegionOne", "volumev3", "/volume/v3/"}},
		{"cloud check simcloud", 0, []string{"roles admin", "the median of 5", "its clock agrees", "v2.1 (2.1 to 2.93)", "KeystoneBasic.create_delete_user yes"}},
		{"cloud check simcloud-demo", 0, []string{"no: it takes an administrator", "with existing users", "Dummy.dummy yes"}},
		{"cloud show simclod", 1, []string{`did you mean "simcloud"?`}},
		{"cloud show", 1, []string{"which cloud? OS_CLOUD is not set, and there are: simcloud, simcloud-demo, simcloud-demo2"}},
		{"cloud show a b", 1, []string{"accepts at most 1 arg"}},
	} {
		code, stdout, stderr := run(strings.Fields(tt.args)...)
		if code != tt.code {
			t.Errorf("pacenote %s = %d; want %d\n%s%s", tt.args, code, tt.code, stdout, stderr)
		}
		words := strings.Join(strings.Fields(stdout+stderr), " ") // columns are as wide as their longest cell
		for _, want := range tt.want {
			if !strings.Contains(words, want) {
				t.Errorf("pacenote %s: no %q in\n%s%s", tt.args, want, stdout, stderr)
			}
		}
		if strings.Contains(stdout+stderr, "password: "+simcloud.Password) {
			t.Errorf("pacenote %s shows the password:\n%s%s", tt.args, stdout, stderr)
		}
	}
	if _, err := sim.Inject(simcloud.Fault{Service: "nova", Status: 503}); err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := run("cloud", "check", "simcloud"); code != 1 || !strings.Contains(stderr, "1 service of simcloud cannot be reached") {
		t.Errorf("with a service that is down: %d\n%s%s", code, stdout, stderr)
	}
}

// What the environment says becomes a clouds.yaml that says the same; its secrets only when they are asked for.
func TestCloudFromEnv(t *testing.T) {
	serve(t, simcloud.Config{})
	const canary = "c4n4ry: \"quoted\" #"
	for name, value := range map[string]string{
		"OS_CLIENT_CONFIG_FILE": "", "OS_AUTH_URL": "https://k:5000/v3", "OS_USERNAME": "u: x", "OS_PASSWORD": canary, "OS_PROJECT_NAME": "p",
		"OS_USER_DOMAIN_NAME": "Default", "OS_PROJECT_DOMAIN_ID": "default", "OS_REGION_NAME": "r", "OS_INSECURE": "true", "OS_COMPUTE_ENDPOINT_OVERRIDE": "http://n",
	} {
		t.Setenv(name, value)
	}
	code, stdout, stderr := run("cloud", "show", "--from-env", "mine")
	if code != 0 || strings.Contains(stdout+stderr, "c4n4ry") || !strings.Contains(stdout, "# password: in secure.yaml") {
		t.Errorf("without secrets: %d\n%s%s", code, stdout, stderr)
	}
	code, stdout, _ = run("cloud", "show", "--from-env", "--with-secrets", "mine")
	if code != 0 {
		t.Fatal(code, stdout)
	}
	said, err := cloud.Load("")
	if err != nil {
		t.Fatal(err)
	}
	written, err := cloud.Source{
		Env:      func(string) (string, bool) { return "", false },
		ReadFile: func(name string) ([]byte, error) { return []byte(stdout), nil },
	}.Load("mine")
	if err != nil {
		t.Fatalf("%v in\n%s", err, stdout)
	}
	if written.Auth != said.Auth || written.Region != said.Region || written.TLS != said.TLS || written.EndpointOverride["compute"] != "http://n" || written.Auth.Password != canary {
		t.Errorf("clouds.yaml says %+v; want %+v", written, said)
	}
}

// A set of fixtures is made, shown, used and taken down, and cleanup lets it alone.
func TestFixtureCommands(t *testing.T) {
	sim := serve(t, simcloud.Config{Latency: simcloud.None})
	t.Setenv("OS_CLOUD", "simcloud")
	before := sim.Counts().Resources
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file := write("tenants.feature", "Feature: Tenants\n  Background:\n    Given 2 projects with 2 users each\n    And a key pair for every user\n    And a volume in every project\n")
	// The default security group of the administrator's project is made when somebody asks.
	if code, _, stderr := run("cleanup", folder, "--cloud", "simcloud"); code != 0 {
		t.Fatal(stderr)
	}
	before.SecurityGroups, before.SecurityGroupRules = before.SecurityGroups+1, before.SecurityGroupRules+4
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"fixtures", "show"}, 0, "there are no fixtures"},
		{[]string{"fixtures", "up", file}, 0, `begin a benchmark with: Given the fixtures "tenants"`},
		{[]string{"fixtures", "up", file}, 1, `the fixtures "tenants" are there`},
		{[]string{"fixtures", "show", "tenants"}, 0, "4  key pair"},
		{[]string{"fixtures", "show", "tennants"}, 1, `did you mean "tenants"?`},
		{[]string{"cleanup", os.Getenv("PACENOTE_STATE"), "--cloud", "simcloud", "--all", "--yes"}, 0, "nothing is left behind"},
		{[]string{"fixtures", "show"}, 0, "2  volume"},
		{[]string{"fixtures", "down", file}, 0, "fixtures tenants: 12 resources removed"},
		{[]string{"fixtures", "down", "tenants"}, 1, "unknown fixtures"},
		{[]string{"fixtures", "up", write("empty.feature", "")}, 1, "it is empty"},
		{[]string{"fixtures", "up", write("run.feature", "Feature: x\n  Scenario: y\n    When 1 user runs \"Dummy.dummy\" 1 times\n")}, 1, "run.feature:2: expected a Background alone"},
		{[]string{"fixtures", "up", write("word.feature", "Feature: x\n  Background:\n    Given a volume in each project\n")}, 1, "word.feature:3: unknown phrase"},
		{[]string{"fixtures", "up", write("when.feature", "Feature: x\n  Background:\n    When 1 user runs \"Dummy.dummy\" 1 times\n")}, 1, "when.feature:3: "},
		{[]string{"fixtures", "up", write("value.feature", "Feature: x\n  Background:\n    Given a volume in every project with\n      | sice | 1 |\n")}, 1, `value.feature:3: volume: unknown argument "sice": did you mean "size"?`},
		{[]string{"fixtures", "up", write("broken.feature", "Feature: x\n  Background:\n    Given 1 project with 1 user each\n    And these quotas in every project\n      | nova | instancs | 1 |\n")}, 1, `unknown quota of nova "instancs": did you mean "instances"?`},
		{[]string{"fixtures", "up", filepath.Join(folder, "nosuch.feature")}, 1, "no such file"},
		{[]string{"fixtures", "show"}, 0, "there are no fixtures"},
	} {
		code, stdout, stderr := run(tt.args...)
		if code != tt.code || !strings.Contains(stdout+stderr, tt.want) {
			t.Fatalf("pacenote %q = %d\n%s%s\nwant %d, %q", tt.args, code, stdout, stderr, tt.code, tt.want)
		}
	}
	if after := sim.Counts().Resources; after != before {
		t.Errorf("left behind:\n%+v, was\n%+v", after, before)
	}
}

// A set that cannot be made leaves nothing, and can be tried again.
func TestFixturesThatFail(t *testing.T) {
	sim := serve(t, simcloud.Config{Latency: simcloud.None})
	t.Setenv("OS_CLOUD", "simcloud")
	file := filepath.Join(t.TempDir(), "tenants.feature")
	if err := os.WriteFile(file, []byte("Feature: Tenants\n  Background:\n    Given 2 projects with 2 users each\n    And a volume in every project\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := sim.Counts().Resources
	undo, err := sim.Inject(simcloud.Fault{Service: "cinder", Method: "POST", Path: "/volumes", Status: 500})
	if err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := run("fixtures", "up", file)
	if code != 1 || !strings.Contains(stderr, "volume 1 of project") {
		t.Errorf("up = %d\n%s%s", code, stdout, stderr)
	}
	if after := sim.Counts().Resources; after.Projects != before.Projects || after.Users != before.Users {
		t.Errorf("left behind:\n%+v, was\n%+v", after, before)
	}
	undo()
	for _, verb := range []string{"up", "down"} {
		if code, stdout, stderr := run("fixtures", verb, file); code != 0 {
			t.Errorf("%s = %d\n%s%s", verb, code, stdout, stderr)
		}
	}
}

// What a run without a journal here has left is shown, and removed when somebody says so.
func TestCleanupAsks(t *testing.T) {
	sim := serve(t, simcloud.Config{Latency: simcloud.None})
	t.Setenv("OS_CLOUD", "simcloud")
	c, err := cloud.FromEnv()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	client, err := c.Admin().Network(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pacenote-0000aaaa-n", "pacenote-0000bbbb-n", "pacenote-mine"} {
		if _, err := client.Post(t.Context(), client.ServiceURL("networks"), map[string]any{"network": map[string]any{"name": name}}, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	before := sim.Counts().Resources.Networks
	folder := t.TempDir()
	for _, tt := range []struct {
		args  string
		input string
		code  int
		gone  int
		want  string
	}{
		{"--cloud simcloud", "", 0, 0, "let alone: it may be going on elsewhere"},
		{"--cloud simcloud --all", "", 1, 0, "nobody answered: --yes does not ask"},
		{"--cloud simcloud --all", "n\n", 1, 0, "nothing was removed: 2 resources are left"},
		{"--cloud simcloud --mark pacenote-0000bbbb", "y\n", 0, 1, "pacenote-0000bbbb: 1 resource removed"},
		{"--cloud simcloud --all --yes", "", 0, 2, "pacenote-0000aaaa: 1 resource removed"},
		{"--cloud simcloud --all --yes", "", 0, 2, "nothing is left behind"},
		{"--all", "", 1, 2, "expected --cloud beside it"},
		{"--mark pacenote", "", 1, 2, "expected one such as pacenote-1a2b3c4d"},
		{"/no/such/folder", "", 1, 2, "no such file"},
	} {
		code, output := runWith(tt.input, append([]string{"cleanup", folder}, strings.Fields(tt.args)...)...)
		if gone := before - sim.Counts().Resources.Networks; code != tt.code || gone != tt.gone || !strings.Contains(output, tt.want) {
			t.Errorf("pacenote cleanup %s < %q = %d, %d gone\n%s\nwant %d, %d gone, %q", tt.args, tt.input, code, gone, output, tt.code, tt.gone, tt.want)
		}
	}
}
