// Pacenote runs OpenStack load benchmarks as Go tests. This command is for all that is not a benchmark: it prints the
// language of features, lists scenarios, and serves the simulated cloud.
package main

import (
	"os"

	"github.com/pacenote/pacenote/harness/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
