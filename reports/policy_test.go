package reports_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"github.com/pacenote/pacenote/reports"
)

// The policy of a page allows its own scripts and its own style by what is in them, what it has compressed, and nothing
// else; no element brings a script, a style or an address of its own.
func TestPolicy(t *testing.T) {
	var b bytes.Buffer
	if err := reports.HTML(&b, many(20)...); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)
	if policy == nil {
		t.Fatal("the page has no policy")
	}
	allowed := strings.NewReplacer("&#39;", "'", "&#43;", "+").Replace(policy[1])
	if !strings.HasPrefix(allowed, "default-src 'none';") || strings.Contains(allowed, "unsafe") || strings.ContainsAny(allowed, "*:") {
		t.Errorf("policy: %s", allowed)
	}
	own := regexp.MustCompile(`(?s)<(script|style)>(.*?)</(?:script|style)>`).FindAllStringSubmatch(page, -1)
	for _, s := range own {
		sum := sha256.Sum256([]byte(s[2]))
		if !strings.Contains(allowed, base64.StdEncoding.EncodeToString(sum[:])) {
			t.Errorf("a %s of the page is not allowed: %.60s", s[1], s[2])
		}
	}
	if got, want := strings.Count(allowed, "sha256-"), len(own)+1; got != want || len(own) < 5 {
		t.Errorf("%d scripts and styles are allowed; want the %d of the page, and ECharts", got, want-1)
	}
	body := regexp.MustCompile(`(?s)<(script|style)\b.*?</(script|style)>`).ReplaceAllString(page, "")
	for _, bad := range []string{` style="`, ` src="`, ` onclick=`, `href="http`, `@import`, `url(`} {
		if strings.Contains(body, bad) {
			t.Errorf("the page has %s in it", bad)
		}
	}
}
