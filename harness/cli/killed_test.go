package cli_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/journal"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/scenarios/cinder"
	"github.com/pacenote/pacenote/scenarios/glance"
	"github.com/pacenote/pacenote/scenarios/nova"
)

// child names the folder of a run in the environment of the process that makes it, to be killed.
const child = "PACENOTE_TEST_CHILD"

func TestMain(m *testing.M) {
	if folder := os.Getenv(child); folder != "" {
		if err := doomed(folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// doomed makes some of everything, and uses it.
func doomed(folder string) error {
	config, err := cloud.Load("")
	if err != nil {
		return err
	}
	c, err := cloud.Open(config)
	if err != nil {
		return err
	}
	list := []harness.Fixture{
		fixtures.Users{Projects: 2, PerProject: 2},
		fixtures.KeyPairs{}, fixtures.SSHAccess{}, fixtures.Flavors{{Name: "small", RAM: 64, Disk: 1}}, fixtures.VolumeTypes{"fast"},
		fixtures.Networks{}, fixtures.Images{Name: "picture", Visibility: "community"}, fixtures.Volumes{Type: "fast"},
	}
	if _, err := c.Admin().Service(context.Background(), "object-store"); err == nil {
		list = append(list, fixtures.Objects{PerContainer: 5})
	}
	list = append(list, fixtures.Servers{Image: "picture", Flavor: "small", PerProject: 1})
	_, err = harness.Lab{Cloud: c, Folder: folder, Files: fstest.MapFS{"picture.img": {Data: make([]byte, 1<<12)}}}.Run(context.Background(), harness.Benchmark{
		Name: "doomed", Fixtures: list,
		Workloads: []harness.Workload{
			{Scenario: nova.BootAndDeleteServer{Boot: nova.Boot{Image: "picture", Flavor: "small"}}, Load: load.Constant{Users: 2, Iterations: 4}},
			{Scenario: cinder.CreateAndDeleteVolume{Volume: cinder.Volume{Size: cinder.Size{Min: 1}}}, Load: load.Constant{Users: 2, Iterations: 8}},
			{Scenario: glance.CreateAndDeleteImage{Image: glance.Image{ContainerFormat: "bare", DiskFormat: "raw", ImageLocation: "picture.img"}}, Load: load.Constant{Users: 2, Iterations: 8}},
		},
	})
	return err
}

// Killed at any moment, a run leaves nothing that pacenote cleanup does not find: afterwards the cloud is what it was, byte
// for byte. It is the simulated cloud on a port, and the one that PACENOTE_CLOUD names, if it does.
func TestCleanupAfterKill(t *testing.T) {
	kills, most, settle := 5, 1500*time.Millisecond, "500ms"
	name := os.Getenv("PACENOTE_CLOUD")
	if name == "" {
		name = "simcloud"
		sim := simcloud.New(simcloud.Config{Latency: 0.2})
		server, err := sim.Listen("127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		file := filepath.Join(t.TempDir(), "clouds.yaml")
		if err := os.WriteFile(file, []byte(sim.CloudsYAML()), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("OS_CLIENT_CONFIG_FILE", file)
	} else {
		kills, most, settle = 20, 18*time.Second, "10s"
	}
	t.Setenv("OS_CLOUD", name)
	config, err := cloud.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := cloud.Open(config)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	inventory(t, c) // asking for security groups makes one
	before := inventory(t, c)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	draw := rand.New(rand.NewPCG(seed, 0))
	for i := range kills {
		at := time.Duration(draw.Int64N(int64(most)))
		folder := t.TempDir()
		kill(t, folder, at)
		was, users := made(folder), ofRun(t, c, folder)
		code, stdout, stderr := run("cleanup", folder, "--yes", "--settle", settle)
		if code != 0 {
			t.Fatalf("kill %d, after %v: cleanup: %d\n%s\n%s", i, at, code, stdout, stderr)
		}
		t.Logf("kill %d, after %v, in the middle of %s: %s", i, at, was, lastLine(stdout))
		if after := inventory(t, c); after != before {
			t.Fatalf("kill %d, after %v: the cloud differs:\n%s", i, at, difference(before, after))
		}
		for _, user := range users {
			if pairs := list(t, c, "compute", "os-keypairs?user_id="+user, "keypairs"); len(pairs) > 0 {
				t.Fatalf("kill %d, after %v: key pairs of a user that is gone: %s", i, at, pairs)
			}
		}
		if code, stdout, _ := run("cleanup", folder); code != 0 || !strings.Contains(stdout, "nothing is left behind") {
			t.Errorf("a second cleanup: %d, %s", code, stdout)
		}
	}
}

// kill begins a run, and kills it after a time.
func kill(t *testing.T, folder string, after time.Duration) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), child+"="+folder)
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-time.After(after):
	case <-t.Context().Done():
	}
	_ = command.Process.Kill() // which may have been faster
	var ended *exec.ExitError
	if err := command.Wait(); errors.As(err, &ended) && ended.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("the run failed before it was killed: %v", err)
	}
}

// made says what the journal in a folder has last.
func made(folder string) string {
	paths, _ := journal.Find(folder)
	for _, path := range paths {
		text, _ := os.ReadFile(path)
		if j, err := journal.Parse(path, text); err == nil && len(j.Created) > 0 {
			last := j.Created[len(j.Created)-1]
			return fmt.Sprintf("%d creations, the last %s %s", len(j.Created), last.Method, cloud.Route(last.Path))
		}
	}
	return "nothing"
}

// ofRun are the users of the run whose journal is in a folder: there may be those of others.
func ofRun(t *testing.T, c *cloud.Cloud, folder string) (ids []string) {
	t.Helper()
	paths, _ := journal.Find(folder)
	for _, path := range paths {
		text, _ := os.ReadFile(path)
		j, err := journal.Parse(path, text)
		if err != nil {
			continue // it was killed before the first line
		}
		for _, text := range list(t, c, "identity", "users", "users") {
			var one struct{ ID, Name string }
			if json.Unmarshal([]byte(text), &one) == nil && strings.HasPrefix(one.Name, j.Mark) {
				ids = append(ids, one.ID)
			}
		}
	}
	return ids
}

// lists are where everything is that a cloud holds.
var lists = []struct{ service, path, key string }{
	{"identity", "users", "users"}, {"identity", "projects", "projects"}, {"identity", "roles", "roles"}, {"identity", "groups", "groups"},
	{"identity", "role_assignments", "role_assignments"}, {"identity", "domains", "domains"},
	{"compute", "servers/detail?all_tenants=1", "servers"}, {"compute", "flavors/detail?is_public=None", "flavors"},
	{"compute", "os-keypairs", "keypairs"}, {"compute", "os-server-groups?all_projects=1", "server_groups"}, {"compute", "os-aggregates", "aggregates"},
	{"network", "networks", "networks"}, {"network", "subnets", "subnets"}, {"network", "routers", "routers"}, {"network", "ports", "ports"},
	{"network", "floatingips", "floatingips"}, {"network", "security-groups", "security_groups"}, {"network", "security-group-rules", "security_group_rules"},
	{"network", "quotas", "quotas"}, {"network", "trunks", "trunks"},
	{"image", "images?visibility=all", "images"}, {"image", "images?visibility=all&os_hidden=true", "images"},
	{"block-storage", "volumes/detail?all_tenants=1", "volumes"}, {"block-storage", "snapshots/detail?all_tenants=1", "snapshots"},
	{"block-storage", "backups/detail?all_tenants=1", "backups"}, {"block-storage", "types?is_public=None", "volume_types"},
	{"block-storage", "qos-specs", "qos_specs"},
}

// inventory is all that the cloud holds, a line each.
func inventory(t *testing.T, c *cloud.Cloud) string {
	t.Helper()
	var all []string
	for _, l := range lists {
		for _, text := range list(t, c, l.service, l.path, l.key) {
			all = append(all, l.path+" "+text)
		}
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// list is a list as the cloud gives it, and empty where the service has no such thing.
func list(t *testing.T, c *cloud.Cloud, service, path, key string) (items []string) {
	t.Helper()
	client, err := c.Admin().Service(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	own := *client
	if strings.HasPrefix(path, "os-keypairs") {
		own.Microversion = "2.10"
	}
	raw, err := cloud.List[json.RawMessage](t.Context(), &own, own.ServiceURL(path), key)
	if gophercloud.ResponseCodeIs(err, 404) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range raw {
		items = append(items, string(one))
	}
	return items
}

func difference(before, after string) string {
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	var b strings.Builder
	for _, line := range was {
		if !slices.Contains(is, line) {
			fmt.Fprintln(&b, "-", line)
		}
	}
	for _, line := range is {
		if !slices.Contains(was, line) {
			fmt.Fprintln(&b, "+", line)
		}
	}
	return b.String()
}

func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndexByte(text, '\n')+1:]
}
