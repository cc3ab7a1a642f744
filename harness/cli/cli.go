// Package cli holds the commands of the pacenote binary, a file a noun. Benchmarks are not run by it: go test does that.
package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness"
)

// Main runs the command that args name and returns its exit status: 0, or 1 after an error, which is on stderr.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := &cobra.Command{
		Use:           "pacenote",
		Short:         "OpenStack load benchmarks as Go tests",
		Long:          "Pacenote runs OpenStack load benchmarks as Go tests: go test ./features -cloud=NAME.\nThis command is for all that is not a benchmark.",
		Version:       harness.Version(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(stepsCommand(), scenariosCommand(), simcloudCommand(), cleanupCommand(), fixturesCommand(), cloudCommand(), runsCommand())
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	if err := root.Execute(); err != nil {
		fmt.Fprintln(stderr, "pacenote:", err)
		return 1
	}
	return 0
}
