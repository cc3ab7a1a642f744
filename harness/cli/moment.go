package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var agePattern = regexp.MustCompile(`^(\d+) ?(m|min|minutes?|h|hours?|d|days?|w|weeks?)( ago)?$`)

// moment reads a time: an age ("36h", "7d", "2 weeks ago"), "today", "yesterday", or a date with or without a time of day, in
// the local time zone. "" is the zero time. flag is what it is the value of.
func moment(flag, text string, now time.Time) (time.Time, error) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch text = strings.TrimSpace(text); text {
	case "":
		return time.Time{}, nil
	case "today":
		return today, nil
	case "yesterday":
		return today.AddDate(0, 0, -1), nil
	}
	if m := agePattern.FindStringSubmatch(text); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n < 1e5 {
			switch m[2][0] {
			case 'm':
				return now.Add(-time.Duration(n) * time.Minute), nil
			case 'h':
				return now.Add(-time.Duration(n) * time.Hour), nil
			case 'd':
				return now.AddDate(0, 0, -n), nil
			default:
				return now.AddDate(0, 0, -7*n), nil
			}
		}
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", time.DateTime} {
		if t, err := time.ParseInLocation(layout, text, now.Location()); err == nil {
			return t, nil
		}
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%s %q: expected an age such as 36h or 7d, today, yesterday, or a date such as 2026-11-01", flag, text)
}
