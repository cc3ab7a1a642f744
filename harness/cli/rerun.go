package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

func (h *archive) rerunCommand() *cobra.Command {
	var pkg, cloudName string
	var seed uint64
	var dry bool
	command := &cobra.Command{
		Use: "rerun [ID]", Short: "Run the feature of a kept run again, as it was then", Args: cobra.MaximumNArgs(1),
		Long: `Run the feature of a kept run again, as it was then, with its seed and on its cloud: by go test, in the package whose catalogue
and files it takes. What has been changed in the feature since does not count; what has been changed in the scenarios does.`,
		Example:           "  pacenote runs rerun 1a2b3c4d\n  pacenote runs rerun last --cloud staging --seed 7",
		ValidArgsFunction: h.completing(1),
		RunE: h.over(func(ctx context.Context, cmd *cobra.Command, words []string) error {
			run, err := h.Find(ctx, orLast(words)[0])
			if err != nil {
				return err
			}
			result, err := h.Result(ctx, run.ID)
			if err != nil {
				return err
			}
			if result.Source == "" {
				return fmt.Errorf("run %s, %q, was declared in Go, and is run again by its own test", run.ID, run.Name)
			}
			if !cmd.Flags().Changed("cloud") && !run.Rehearsal {
				cloudName = run.Cloud
			}
			if !cmd.Flags().Changed("seed") {
				seed = result.Seed
			}
			args := []string{"test", "-count=1", "-v", "-timeout=0", "-run", "TestFeatures", pkg, "-rerun=" + run.ID, "-seed=" + strconv.FormatUint(seed, 10)}
			if cloudName != "" {
				args = append(args, "-cloud="+cloudName)
			}
			if h.url != "" {
				args = append(args, "-store="+h.url)
			}
			if dry {
				_, err := fmt.Fprintln(cmd.OutOrStdout(), "go "+strings.Join(args, " "))
				return err
			}
			test := exec.CommandContext(ctx, "go", args...)
			test.Stdin, test.Stdout, test.Stderr = os.Stdin, cmd.OutOrStdout(), cmd.ErrOrStderr()
			test.Cancel = func() error { return test.Process.Signal(syscall.SIGINT) }
			test.WaitDelay = 15 * time.Minute // its clean-up
			err = test.Run()
			var failed *exec.ExitError
			if errors.As(err, &failed) {
				return errors.New("the benchmark did not pass")
			}
			return err
		}),
	}
	flags := command.Flags()
	flags.StringVar(&pkg, "package", "./features", "`package` of the tests that run features")
	flags.StringVar(&cloudName, "cloud", "", "`name` of another cloud in clouds.yaml")
	flags.Uint64Var(&seed, "seed", 0, "another `seed`")
	flags.BoolVar(&dry, "dry-run", false, "print the command that would run, and do nothing")
	return command
}
