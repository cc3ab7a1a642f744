package cloud_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"
	"github.com/gophercloud/gophercloud/v2/openstack/identity/v3/tokens"

	"github.com/pacenote/pacenote/harness/cloud"
)

// childTown makes the test binary a cloud in a process of its own, whose work is not counted as the client's.
const childTown = "PACENOTE_TEST_TOWN"

// serveTown answers requests for tokens with 2 KiB, and everything else with three servers in 5 KiB.
func serveTown() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(l.Addr())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	base := "http://" + l.Addr().String()
	token, list := tokenAnswer(base), serversAnswer()
	show, _ := json.Marshal(map[string]any{"server": serverLook(0)})
	_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		reply := list
		switch {
		case r.Method == http.MethodPost:
			w.Header().Set("X-Subject-Token", strings.Repeat("t", 180))
			w.WriteHeader(http.StatusCreated)
			reply = token
		case !strings.HasSuffix(r.URL.Path, "/detail"):
			reply = show
		}
		_, _ = w.Write(reply)
	}))
}

func tokenAnswer(base string) []byte {
	var catalog []any
	for _, s := range []string{"identity", "compute", "network", "image", "volumev3"} {
		catalog = append(catalog, map[string]any{"type": s, "name": s, "id": strings.Repeat("5", 32), "endpoints": []any{
			map[string]any{"interface": "public", "region": "RegionOne", "region_id": "RegionOne", "id": strings.Repeat("6", 32), "url": base + "/" + s + "/v2.1"},
		}})
	}
	text, _ := json.Marshal(map[string]any{"token": map[string]any{
		"methods": []string{"password"}, "issued_at": "2026-01-01T00:00:00.000000Z", "expires_at": "2126-01-01T00:00:00.000000Z",
		"user":    map[string]any{"id": strings.Repeat("1", 32), "name": "demo", "domain": map[string]any{"id": "default", "name": "Default"}},
		"project": map[string]any{"id": strings.Repeat("2", 32), "name": "demo", "domain": map[string]any{"id": "default", "name": "Default"}},
		"roles":   []any{map[string]any{"id": strings.Repeat("3", 32), "name": "member"}, map[string]any{"id": strings.Repeat("4", 32), "name": "reader"}},
		"catalog": catalog,
	}})
	return text
}

func serversAnswer() []byte {
	text, _ := json.Marshal(map[string]any{"servers": []any{serverLook(0), serverLook(1), serverLook(2)}})
	return text
}

func serverLook(i int) map[string]any {
	id := fmt.Sprintf("4bb2c2b0-0000-4000-8000-%012d", i)
	return map[string]any{
		"id": id, "name": fmt.Sprintf("server-%d", i), "status": "ACTIVE", "tenant_id": strings.Repeat("2", 32), "user_id": strings.Repeat("1", 32),
		"metadata": map[string]any{"purpose": "benchmark"}, "hostId": strings.Repeat("a", 56), "image": map[string]any{"id": id, "links": []any{map[string]any{"rel": "bookmark", "href": "http://cloud.test/images/" + id}}},
		"flavor":  map[string]any{"vcpus": 1, "ram": 512, "disk": 1, "ephemeral": 0, "swap": 0, "original_name": "m1.tiny", "extra_specs": map[string]any{"hw:cpu_policy": "shared"}},
		"created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:01:00Z", "accessIPv4": "", "accessIPv6": "", "progress": 0,
		"addresses":         map[string]any{"private": []any{map[string]any{"version": 4, "addr": "10.0.0.7", "OS-EXT-IPS:type": "fixed", "OS-EXT-IPS-MAC:mac_addr": "fa:16:3e:00:00:01"}}},
		"links":             []any{map[string]any{"rel": "self", "href": "http://cloud.test/compute/v2.1/servers/" + id}, map[string]any{"rel": "bookmark", "href": "http://cloud.test/compute/servers/" + id}},
		"OS-DCF:diskConfig": "MANUAL", "OS-EXT-AZ:availability_zone": "nova", "config_drive": "", "key_name": nil,
		"OS-SRV-USG:launched_at": "2026-01-01T00:00:30.000000", "OS-SRV-USG:terminated_at": nil, "security_groups": []any{map[string]any{"name": "default"}},
		"OS-EXT-STS:task_state": nil, "OS-EXT-STS:vm_state": "active", "OS-EXT-STS:power_state": 1, "os-extended-volumes:volumes_attached": []any{},
		"locked": false, "description": strings.Repeat("d", 120), "tags": []any{}, "trusted_image_certificates": nil, "server_groups": []any{},
	}
}

func townProcess(b *testing.B) (base string) {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childTown+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { // its standard input ends, and so does it
		_ = in.Close()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return "http://" + strings.TrimSpace(line)
}

// BenchmarkCalls holds the calls of scenarios, observed as an iteration observes them, against a tuned net/http client and
// one typed decode of the same body by encoding/json, by processor time. The sides take turns.
func BenchmarkCalls(b *testing.B) {
	base := townProcess(b)
	c, err := cloud.Open(cloud.Config{Auth: cloud.Credentials{
		AuthURL: base + "/identity/v3", Username: "demo", Password: "secret", UserDomainName: "Default", ProjectName: "demo", ProjectDomainName: "Default",
	}})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	user := c.Admin()
	compute, err := user.Compute(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 10, DisableCompression: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	fetch := func(method, url, body string, into any) error {
		request, err := http.NewRequest(method, url, strings.NewReader(body))
		if err != nil {
			return err
		}
		request.Header.Set("X-Auth-Token", "t")
		request.Header.Set("Content-Type", "application/json")
		reply, err := client.Do(request)
		if err != nil {
			return err
		}
		defer func() { _ = reply.Body.Close() }()
		return json.NewDecoder(reply.Body).Decode(into)
	}
	const asks = `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"demo","domain":{"name":"Default"},"password":"secret"}}},"scope":{"project":{"name":"demo","domain":{"name":"Default"}}}}}`
	id := "4bb2c2b0-0000-4000-8000-000000000000"
	for _, bb := range []struct {
		name  string
		bare  func() error
		ours  func(context.Context) error
		pager func(context.Context) error
	}{
		{"list", func() error {
			var into struct {
				Servers []servers.Server `json:"servers"`
			}
			return fetch("GET", compute.ServiceURL("servers", "detail"), "", &into)
		}, func(ctx context.Context) error {
			list, err := cloud.List[servers.Server](ctx, compute, compute.ServiceURL("servers", "detail"), "servers")
			if err == nil && len(list) != 3 {
				err = fmt.Errorf("%d servers", len(list))
			}
			return err
		}, func(ctx context.Context) error {
			pages, err := servers.List(compute, servers.ListOpts{}).AllPages(ctx)
			if err != nil {
				return err
			}
			_, err = servers.ExtractServers(pages)
			return err
		}},
		{"show", func() error {
			var into struct {
				Server servers.Server `json:"server"`
			}
			return fetch("GET", compute.ServiceURL("servers", id), "", &into)
		}, func(ctx context.Context) error {
			_, err := cloud.Show[servers.Server](ctx, compute, compute.ServiceURL("servers", id), "server")
			return err
		}, func(ctx context.Context) error {
			_, err := servers.Get(ctx, compute, id).Extract()
			return err
		}},
		{"token", func() error {
			var into struct {
				Token struct {
					tokens.Token
					User    tokens.User           `json:"user"`
					Project tokens.Project        `json:"project"`
					Roles   []tokens.Role         `json:"roles"`
					Catalog []tokens.CatalogEntry `json:"catalog"`
				} `json:"token"`
			}
			return fetch("POST", base+"/identity/v3/auth/tokens", asks, &into)
		}, func(ctx context.Context) error {
			_, err := user.NewToken(ctx)
			return err
		}, nil},
	} {
		b.Run(bb.name, func(b *testing.B) {
			var calls int
			ctx := cloud.Identify(cloud.Observe(context.Background(), cloud.ObserverFunc(func(cloud.Call) { calls++ })), func() string { return "x" })
			sides := []func() error{bb.bare, func() error { return bb.ours(ctx) }}
			if bb.pager != nil {
				sides = append(sides, func() error { return bb.pager(ctx) })
			}
			const block = 200
			spent := make([]time.Duration, len(sides))
			rounds := max(b.N/block, 1)
			for round := range rounds {
				for i := range sides {
					side := (i + round) % len(sides)
					began := processorTime()
					for range block {
						if err := sides[side](); err != nil {
							b.Fatal(err)
						}
					}
					spent[side] += processorTime() - began
				}
			}
			if calls == 0 {
				b.Fatal("nothing was observed")
			}
			b.ReportMetric(spent[1].Seconds()/spent[0].Seconds(), "cpu-ratio")
			b.ReportMetric(float64(spent[1].Nanoseconds())/float64(rounds*block), "cpu-ns/call")
			if bb.pager != nil {
				b.ReportMetric(spent[2].Seconds()/spent[0].Seconds(), "gophercloud-ratio")
			}
		})
	}
}

func processorTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
