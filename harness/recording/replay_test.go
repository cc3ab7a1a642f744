package recording_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/load"
	"github.com/pacenote/pacenote/harness/recording"
	"github.com/pacenote/pacenote/scenarios"
	"github.com/pacenote/pacenote/steps"
)

// A recorder writes what goes through it as HAR, while it is on, and the last request for a token before.
type recorder struct {
	http.RoundTripper
	mu      sync.Mutex
	on      bool
	entries []any
}

func (r *recorder) RoundTrip(q *http.Request) (*http.Response, error) {
	var sent []byte
	if q.Body != nil {
		sent, _ = io.ReadAll(q.Body)
		q.Body.Close()
		q.Body = io.NopCloser(bytes.NewReader(sent))
	}
	began := time.Now()
	p, err := r.RoundTripper.RoundTrip(q)
	if err != nil {
		return nil, err
	}
	received, err := io.ReadAll(p.Body)
	p.Body.Close()
	p.Body = io.NopCloser(bytes.NewReader(received))
	request := map[string]any{"method": q.Method, "url": q.URL.String(), "headers": headers(q.Header), "bodySize": len(sent)}
	if len(sent) > 0 && strings.HasPrefix(q.Header.Get("Content-Type"), "application/json") {
		request["postData"] = map[string]any{"mimeType": "application/json", "text": string(sent)}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if login := strings.HasSuffix(q.URL.Path, "/auth/tokens"); r.on || login {
		if !r.on {
			r.entries = nil // only the last one before
		}
		r.entries = append(r.entries, map[string]any{
			"startedDateTime": began.UTC().Format(time.RFC3339Nano), "time": float64(time.Since(began)) / float64(time.Millisecond), "request": request,
			"response": map[string]any{"status": p.StatusCode, "headers": headers(p.Header), "content": map[string]any{"text": string(received)}},
		})
	}
	return p, err
}

func headers(h http.Header) (list []map[string]string) {
	for name, values := range h {
		for _, v := range values {
			list = append(list, map[string]string{"name": name, "value": v})
		}
	}
	return list
}

// archive is the HAR.
func (r *recorder) archive(t *testing.T) []byte {
	t.Helper()
	text, err := json.Marshal(map[string]any{"log": map[string]any{"version": "1.2", "entries": r.entries}})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// switched is a verb that turns the recorder on or off.
func (r *recorder) switched(form string, on bool) harness.Verb {
	return harness.Verb{Form: form, New: harness.NewDoer(harness.Deed{Run: func(context.Context, *harness.Iteration, harness.Things) (string, error) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.on = on
		return "", nil
	}})}
}

// record does what sentences say on a simulated cloud, in virtual time, and returns the HAR, with the actions that it did.
func record(t *testing.T, sentences string) (har []byte, actions []string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		sim := simcloud.New(simcloud.Config{Lockstep: true})
		r := &recorder{RoundTripper: sim.Transport()}
		c := harness.NewComposer(append(scenarios.Verbs(), r.switched("begins", true), r.switched("ends", false)))
		for line := range strings.Lines("begins\n" + strings.TrimSpace(sentences) + "\nends\n") {
			words := strings.Split(strings.TrimSpace(line), "; ")
			var arguments []harness.Argument
			for _, word := range words[1:] {
				name, value, _ := strings.Cut(word, "=")
				arguments = append(arguments, harness.Argument{Name: name, Value: value})
			}
			if err := c.Add(words[0], arguments); err != nil {
				t.Fatal(err)
			}
		}
		s, err := c.Compose("recorded")
		if err != nil {
			t.Fatal(err)
		}
		lab := harness.Lab{Cloud: harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", r), Files: fstest.MapFS{"files/tiny.img": {Data: []byte("some bytes")}}}
		result, err := lab.Run(t.Context(), harness.Benchmark{
			Fixtures: []harness.Fixture{fixtures.Networks{}}, Workloads: []harness.Workload{{Scenario: s, Load: load.Serial{Iterations: 1}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		har, actions = r.archive(t), result.Workloads[0].Names()
	})
	return har, actions
}

// compose makes a feature of a recording, which has to be one that the verbs know.
func compose(t *testing.T, name string, text []byte) (recording.Feature, string) {
	t.Helper()
	calls, err := recording.Read(name, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	f, err := recording.Compose(calls, recording.Options{Name: name, Users: 2, Iterations: 4})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Check(scenarios.Verbs()); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return f, b.String()
}

// lines are the sentences of a feature, as record takes them.
func lines(f recording.Feature) string {
	var b strings.Builder
	for _, s := range f.Steps {
		b.WriteString(s.Sentence)
		for _, a := range s.Arguments {
			b.WriteString("; " + a.Name + "=" + a.Value)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// rehearse runs a feature through the language on a fresh simulated cloud, and returns the actions that it did.
func rehearse(t *testing.T, feature string) []string {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, "recorded.feature")
	if err := os.WriteFile(path, []byte(feature), 0o666); err != nil {
		t.Fatal(err)
	}
	flags := flag.NewFlagSet("test", flag.ContinueOnError)
	session := steps.New(flags)
	if err := flags.Parse([]string{"-cloud", "", "-godog.tags", "", "-store", "off", "-out", folder}); err != nil {
		t.Fatal(err)
	}
	session.Verbs, session.Files = scenarios.Verbs(), fstest.MapFS{"files/tiny.img": {Data: []byte("some bytes")}}
	session.Features(t, scenarios.All(), path)
	results := session.Results()
	if len(results) != 1 || results[0].Workloads[0].Iterations.Success.Count != 4 {
		t.Fatalf("%d runs; want one, of 4 iterations that succeed", len(results))
	}
	return results[0].Workloads[0].Names()
}

// looks are at what there is; their answers tell names.
const looks = "lists images\ncalls an API; service=compute; path=flavors\n"

// What somebody does, recorded and turned into a feature, is what somebody did: the same sentences, in the same order, and the
// same actions on another cloud.
func TestReplay(t *testing.T) {
	for name, said := range map[string]string{
		"disk": `
boots a server "server 1"; flavor=m1.nano; image=cirros
pauses; for=4s
creates a volume "volume 1"; size=1
attaches "volume 1" to "server 1"
pauses; for=3s
detaches "volume 1" from "server 1"
extends "volume 1"; new_size=2
takes a snapshot of "volume 1" "snapshot 1"
creates a volume from "snapshot 1" "volume 2"
backs "volume 2" up "backup 1"
lists volumes
deletes "backup 1"
deletes "volume 2"
deletes "snapshot 1"
deletes "volume 1"
deletes "server 1"
`,
		"server": `
boots a server "server 1"; flavor=m1.nano; image=cirros; boot_server_kwargs={"metadata":{"role":"web | \\ {}"}}
shows "server 1"
lists servers
reboots "server 1"
reboots "server 1" softly
stops "server 1"
starts "server 1"
pauses "server 1"
unpauses "server 1"
suspends "server 1"
resumes "server 1"
locks "server 1"
unlocks "server 1"
shelves "server 1"
unshelves "server 1"
rescues "server 1"
unrescues "server 1"
resizes "server 1"; to_flavor=m1.tiny
resizes "server 1"; to_flavor=m1.nano; confirm=false
boots a server "server 2"; flavor=m1.nano; image=cirros
takes an image of "server 1" "image 1"
deletes "image 1"
deletes "server 1"; force_delete=true
authenticates
deletes "server 2"
`,
		"rest": `
creates an image "image 1"; container_format=bare; disk_format=raw; visibility=private; image_location=files/tiny.img
lists images
deletes "image 1"
makes something by an API "network 1"; service=network; path=networks; body={"network":{"name":"{name}"}}
makes something by an API "subnet 1"; service=network; path=subnets; body={"subnet":{"cidr":"10.1.0.0/24","ip_version":4,"name":"{name}","network_id":"{network 1}"}}
makes something by an API "keypair 1"; service=compute; path=os-keypairs; body={"keypair":{"name":"{name}"}}
boots a server "server 1"; flavor=m1.nano; image=cirros; boot_server_kwargs={"key_name":"{keypair 1}","networks":[{"uuid":"{network 1}"}]}
calls an API; service=network; path=ports?device_id={server 1}
calls an API; service=compute; path=servers/{server 1}; method=PUT; body={"server":{"name":"{name}"}}; microversion=2.19
calls an API; service=compute; path=os-quota-sets/{project}
deletes "server 1"
calls an API; service=compute; path=os-keypairs/{keypair 1}; method=DELETE
calls an API; service=network; path=networks/{network 1}; method=DELETE
`,
	} {
		t.Run(name, func(t *testing.T) {
			said = looks + strings.TrimPrefix(said, "\n")
			har, did := record(t, said)
			f, feature := compose(t, name+".har", har)
			if got := lines(f); got != said {
				t.Errorf("of\n%s\nit made\n%s\n%s", said, got, feature)
			}
			if again := rehearse(t, feature); !slices.Equal(again, did) {
				t.Errorf("recorded: %q\nreplayed: %q", did, again)
			}
		})
	}
}
