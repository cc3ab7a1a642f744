package vm

import (
	"os/exec"
	"testing"
)

// A shell takes a quoted word for the word that it was.
func TestQuote(t *testing.T) {
	for _, word := range []string{"", "plain", "two words", "it's", `"$HOME"`, "`id`", "a;b&c|d", "*", "-n", "line\nbreak", `back\slash`, "ü", "198.18.255.1:/shares/x"} {
		got, err := exec.CommandContext(t.Context(), "/bin/sh", "-c", "printf %s "+quote(word)).Output()
		if err != nil || string(got) != word {
			t.Errorf("quote(%q) = %s, which a shell takes for %q, %v", word, quote(word), got, err)
		}
	}
}
