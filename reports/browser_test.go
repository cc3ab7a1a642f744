package reports_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

// chromium finds the browser, or skips the test; with PACENOTE_BROWSER=required it fails without one.
func chromium(t *testing.T) string {
	t.Helper()
	wanted := os.Getenv("PACENOTE_BROWSER")
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}
	if wanted != "" && wanted != "required" {
		names = []string{wanted}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "no Chromium on this machine: install it or set PACENOTE_BROWSER=/path"
	if wanted != "" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// start starts a browser for a test and its subtests.
func start(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:len(chromedp.DefaultExecAllocatorOptions):len(chromedp.DefaultExecAllocatorOptions)],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.WSURLReadTimeout(time.Minute))
	ctx, cancel := chromedp.NewContext(t.Context(), chromedp.WithAllocatorOptions(options...))
	t.Cleanup(func() { cancel() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	return ctx
}

// A sheet is a page of reports in a tab, and all that happened in it that must not.
type sheet struct {
	t        *testing.T
	ctx      context.Context
	url      string
	mu       sync.Mutex
	requests []string
	trouble  []string // errors on the console, dialogs
}

// open writes a page about results and opens it in a tab of its own, where a media feature and a size are emulated.
func open(t *testing.T, browser context.Context, scheme string, width, height int64, results ...*harness.Result) *sheet {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := reports.HTML(file, results...); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	s := &sheet{t: t, ctx: ctx, url: "file://" + path}
	err = chromedp.Listen(ctx, func(event any) {
		s.mu.Lock()
		defer s.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			s.requests = append(s.requests, e.Request.URL)
		case *page.EventJavascriptDialogOpening:
			s.trouble = append(s.trouble, "dialog: "+e.Message)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			s.mu.Lock()
			s.trouble = append(s.trouble, m.String())
			s.mu.Unlock()
		}
	}()
	s.do(
		chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, network.Enable, network.EnableParams{})
			return err
		}),
		media("", scheme), chromedp.EmulateViewport(width, height), chromedp.Navigate(s.url))
	return s
}

// media emulates a medium ("print", "" for the screen) and a colour scheme.
func media(medium, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

func (s *sheet) do(steps ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	if err := chromedp.Do(s.ctx, steps...); err != nil {
		s.t.Fatal(err)
	}
}

// ask evaluates JavaScript in a page.
func ask[T any](s *sheet, script string) T {
	s.t.Helper()
	v, err := chromedp.Run(s.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		s.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// eventually waits until a condition holds that an event of the browser brings about.
func (s *sheet) eventually(condition string) {
	s.t.Helper()
	for range 250 {
		if ask[bool](s, condition) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.t.Errorf("still not: %s", condition)
}

// harmless fails the test if the page asked for anything but itself, or complained.
func (s *sheet) harmless() {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.requests) == 0 {
		s.t.Error("no request was seen, not even that for the page: the test does not look")
	}
	for _, url := range s.requests {
		if url != s.url {
			s.t.Errorf("the page asked for %.200s", url)
		}
	}
	for _, what := range s.trouble {
		s.t.Errorf("the page made trouble: %s", what)
	}
}
