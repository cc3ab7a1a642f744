package cli

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the reference anew")

// The reference in the repository is what the catalogue says.
func TestReference(t *testing.T) {
	const path = "../../scenarios/README.md"
	want := reference()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil || string(have) != want {
		t.Errorf("%s is stale (%v): make golden", path, err)
	}
}
