package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/journal"
)

// settled is after how long what a run had asked for when it died has come to something: services finish what they are at,
// though nobody listens any more.
const settled = 10 * time.Second

// settle waits until a time has gone by since a journal's last line.
func settle(ctx context.Context, out io.Writer, j *journal.Journal, after time.Duration) error {
	age := time.Since(j.Written)
	if age >= after {
		return nil
	}
	rest := (after - age).Round(100 * time.Millisecond)
	fmt.Fprintf(out, "%s died just now: waiting %v for what it had asked for\n", strings.TrimSuffix(j.Mark, "-"), rest)
	return harness.Sleep(ctx, rest)
}
