package cli

import (
	"strings"
	"testing"
	"time"
)

func TestMoment(t *testing.T) {
	now := time.Date(2026, 11, 23, 15, 4, 5, 0, time.UTC)
	for _, tt := range []struct{ text, want string }{
		{"", "0001-01-01T00:00:00Z"},
		{"90m", "2026-11-23T13:34:05Z"},
		{"36h", "2026-11-22T03:04:05Z"},
		{"7d", "2026-11-16T15:04:05Z"},
		{"2 weeks ago", "2026-11-09T15:04:05Z"},
		{"today", "2026-11-23T00:00:00Z"},
		{"yesterday", "2026-11-22T00:00:00Z"},
		{"2026-11-01", "2026-11-01T00:00:00Z"},
		{"2026-11-01 12:30", "2026-11-01T12:30:00Z"},
		{"2026-11-01T12:30:00+02:00", "2026-11-01T10:30:00Z"},
	} {
		got, err := moment("--since", tt.text, now)
		if err != nil || got.UTC().Format(time.RFC3339) != tt.want {
			t.Errorf("moment(%q) = %v, %v; want %s", tt.text, got, err, tt.want)
		}
	}
	for _, text := range []string{"7", "tomorrow", "last week", "2026-13-01", "99999999999999999999d"} {
		if _, err := moment("--since", text, now); err == nil || !strings.Contains(err.Error(), "--since") {
			t.Errorf("moment(%q): %v; want an error that names the flag", text, err)
		}
	}
}
