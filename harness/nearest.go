package harness

import (
	"fmt"
	"sort"
	"strings"
)

// Unknown is the error for a word that is not one of the known ones. It names the nearest of them, or all if none is
// near and they are few.
func Unknown(kind, word string, known []string) error {
	if near := Nearest(word, known); near != "" {
		return fmt.Errorf("unknown %s %q: did you mean %q?", kind, word, near)
	}
	if len(known) == 0 {
		return fmt.Errorf("unknown %s %q: there are none", kind, word)
	}
	if len(known) > 12 {
		return fmt.Errorf("unknown %s %q", kind, word)
	}
	sorted := append([]string(nil), known...)
	sort.Strings(sorted)
	return fmt.Errorf("unknown %s %q: expected one of %s", kind, word, strings.Join(sorted, ", "))
}

// Nearest returns the known word that is the fewest edits away from word, without regard to case, or "" if even that
// one differs in more than two fifths of its letters.
func Nearest(word string, known []string) string {
	best, distance := "", 0
	for _, k := range known {
		d := edits(strings.ToLower(word), strings.ToLower(k))
		if 5*d <= 2*max(len(k), len(word)) && (best == "" || d < distance) {
			best, distance = k, d
		}
	}
	if best != "" {
		return best
	}
	for _, k := range known { // a part of a name, as people shorten them
		if len(word) >= 3 && strings.Contains(strings.ToLower(k), strings.ToLower(word)) {
			return k
		}
	}
	return ""
}

// edits is the optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
func edits(a, b string) int {
	s, t := []rune(a), []rune(b)
	var before []int
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		next := make([]int, len(t)+1)
		next[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(t)]
}
