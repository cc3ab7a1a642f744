package cloud

import (
	"fmt"
	"slices"
	"strings"
)

// unknown is the error for a word that is none of the known ones.
func unknown(kind, word string, known []string) error {
	sorted := slices.Sorted(slices.Values(known))
	text := fmt.Sprintf("unknown %s %q", kind, word)
	if near := nearest(word, sorted); near != "" {
		text += fmt.Sprintf(": did you mean %q?", near)
	}
	switch {
	case len(sorted) == 0:
		return fmt.Errorf("%s: there are none", text)
	case len(sorted) > 20:
		return fmt.Errorf("%s (there are %d)", text, len(sorted))
	}
	return fmt.Errorf("%s (there are: %s)", text, strings.Join(sorted, ", "))
}

// nearest is the known word with the fewest edits from word, or "" if all differ in more than two fifths.
func nearest(word string, known []string) string {
	best, least := "", 0
	for _, k := range known {
		d := edits(strings.ToLower(word), strings.ToLower(k))
		if 5*d <= 2*max(len(word), len(k)) && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// edits counts the insertions, deletions and substitutions from a to b.
func edits(a, b string) int {
	if len(a) > 100 || len(b) > 100 {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
