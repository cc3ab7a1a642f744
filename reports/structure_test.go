package reports_test

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/reports"
)

var (
	inert = regexp.MustCompile(`(?s)<(?:script|style|svg|pre)\b.*?</(?:script|style|svg|pre)>`)
	parts = regexp.MustCompile(`(?s)<(h1|h2|h3|h4|th|button|summary|dt|input)\b([^>]*)>([^<]*)|aria-label="([^"]*)" data-chart="([^"]*)"`)
)

// outline writes what a page is made of: its headings, tabs, columns, charts and buttons, in their order.
func outline(w io.Writer, results ...*harness.Result) error {
	var page bytes.Buffer
	if err := reports.HTML(&page, results...); err != nil {
		return err
	}
	body := page.String()
	body = body[strings.Index(body, "<body>"):]
	for _, p := range parts.FindAllStringSubmatch(inert.ReplaceAllString(body, ""), -1) {
		text := strings.TrimSpace(html.UnescapeString(p[3]))
		switch {
		case p[5] != "":
			fmt.Fprintf(w, "      chart %s: %s\n", p[5], html.UnescapeString(p[4]))
		case strings.Contains(p[2], `role="tab"`):
			fmt.Fprintf(w, "    tab %s\n", text)
		case p[1] == "th" && strings.Contains(p[2], `scope="col"`):
			fmt.Fprintf(w, "        column %s\n", text)
		case p[1] != "th" && text != "":
			fmt.Fprintf(w, "  %s %s\n", p[1], text)
		}
	}
	return nil
}

// TestStructure holds the page against what it was made of when somebody last looked.
func TestStructure(t *testing.T) {
	golden(t, "page.txt", outline, sample()...)
}

// Everything that a page is to show of a benchmark is in it.
func TestPageIsComplete(t *testing.T) {
	var b bytes.Buffer
	if err := outline(&b, sample()...); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{
		"What broke", "Where time went", "Headroom", "Latency over time", "The slowest iterations", "Where an iteration's time goes",
		"with the HTTP calls of each action", "How the iterations are spread", "How many were as fast", "Where the durations are, over time",
		"By project", "By compute host", "Throughput", "Users in flight", "Lateness over time", "The load generator", "The run, section by section",
		"Failures over time", "Copy request id", "Copy link", "Copy the numbers", "Where it ran", "The feature",
	} {
		if !strings.Contains(b.String(), words) {
			t.Errorf("the page has no %q", words)
		}
	}
}
