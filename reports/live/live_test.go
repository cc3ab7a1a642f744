package live_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"go.uber.org/goleak"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports/live"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A stage is a run that goes on as a test says.
type stage struct {
	mu      sync.Mutex
	results []*harness.Result
	running *harness.Result
}

func (s *stage) set(iterations int, over bool) {
	view := harness.ViewOf(make([]time.Duration, iterations))
	view.Workload = "w"
	r := &harness.Result{ID: "0a0a0a0a", Name: "boots", Verdict: harness.Running, Workloads: []harness.Outcome{{View: *view, Scenario: "S.s", Load: "1 user"}}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = r
	if over {
		r.Verdict = harness.Passed
		s.results, s.running = []*harness.Result{r}, nil
	}
}

func (s *stage) source() live.Source {
	return live.Source{
		Results: func() []*harness.Result {
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.results
		},
		Running: func(context.Context) (*harness.Result, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.running, nil
		},
		Status: func() (harness.Status, bool) {
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.running == nil {
				return harness.Status{}, false
			}
			n := s.running.Workloads[0].Iterations.Success.Count
			return harness.Status{Benchmark: "boots", Phase: "load", Workloads: []harness.Progress{{Name: "w", Started: n, Succeeded: n}}}, true
		},
		Metrics: http.NotFoundHandler(),
	}
}

func listen(t *testing.T, address string, s *stage) *live.Server {
	t.Helper()
	server, err := live.Listen(address, s.source())
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func get(t *testing.T, url, host string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if host != "" {
		request.Host = host
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	reply, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply.StatusCode, string(text)
}

// Whoever asks by another name than the server's own is refused: a page of another site may have made a browser ask.
func TestHosts(t *testing.T) {
	s := new(stage)
	s.set(3, false)
	server := listen(t, "", s)
	defer server.Close()
	if server.Open() || !strings.HasPrefix(server.URL(), "http://127.0.0.1:") {
		t.Errorf("it listens at %s", server.URL())
	}
	for host, want := range map[string]int{"": 200, "localhost:1": 200, "[::1]:1": 200, "evil.example": 403, "127.0.0.1.evil.example:80": 403} {
		if status, body := get(t, server.URL(), host); status != want || want == 200 && !strings.Contains(body, "boots") {
			t.Errorf("host %q: %d; want %d", host, status, want)
		}
	}
	for _, address := range []string{"8080", "nowhere.invalid:1", ":99999"} {
		if other, err := live.Listen(address, s.source()); err == nil {
			other.Close()
			t.Errorf("it listens at %q", address)
		}
	}
}

// Events tell every reader of each change, and of the end; one that does not read holds up nobody.
func TestEvents(t *testing.T) {
	s := new(stage)
	s.set(3, false)
	server := listen(t, "true", s)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	var readers [2]*bufio.Scanner
	for i := range readers {
		reply, err := client.Get(server.URL() + "events")
		if err != nil {
			t.Fatal(err)
		}
		defer reply.Body.Close()
		readers[i] = bufio.NewScanner(reply.Body)
	}
	await := func(r *bufio.Scanner, want string) {
		t.Helper()
		for r.Scan() {
			if strings.Contains(r.Text(), want) {
				return
			}
		}
		t.Fatalf("the events ended before %q: %v", want, r.Err())
	}
	await(readers[0], "3 ended")
	s.set(5, false)
	await(readers[0], "5 ended")
	closed := make(chan error)
	go func() { closed <- server.Close() }()
	for _, r := range readers {
		await(r, "event: done")
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
}

// In a browser, the figures change without anybody reloading the page, what is open stays open, and the end is told.
func TestInABrowser(t *testing.T) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("PACENOTE_BROWSER") != "" {
			t.Fatal("no Chromium on this machine")
		}
		t.Skip("no Chromium on this machine: the live page is not seen in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:len(chromedp.DefaultExecAllocatorOptions):len(chromedp.DefaultExecAllocatorOptions)],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-component-update", true), chromedp.WSURLReadTimeout(time.Minute))
	ctx, cancel := chromedp.NewContext(t.Context(), chromedp.WithAllocatorOptions(options...))
	defer cancel()
	s := new(stage)
	s.set(3, false)
	server := listen(t, "", s)
	closed := false
	defer func() {
		if !closed {
			server.Close()
		}
	}()
	do := func(steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatal(err)
		}
	}
	await := func(script string) {
		t.Helper()
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool](script)); err != nil {
			t.Fatalf("%s: %v", script, err)
		}
	}
	shows := func(text string) {
		t.Helper()
		await(`document.querySelector("header.top").innerText.includes("` + text + `") || document.getElementById("the_state").innerText.includes("` + text + `")`)
	}
	do(chromedp.Navigate(server.URL()))
	shows("goes on")
	shows("3 ended")
	do(chromedp.Evaluate[chromedp.Void](`{ window.mine = true; document.querySelector("#boots_load").click(); }`))
	s.set(7, false)
	shows("7 ended")
	await(`document.querySelector("main td.n, main dd").closest("main").innerText.includes("7")`)
	if tab, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector("[role=tab][aria-selected=true]").id + " " + window.mine`)); err != nil || tab != "boots_load true" {
		t.Errorf("the open tab is %q, %v; want that of the load, on the same page", tab, err)
	}
	s.set(9, true)
	closed = true
	ended := make(chan error)
	go func() { ended <- server.Close() }()
	defer func() { <-ended }()
	shows("All runs have ended")
	shows("passed")
}
