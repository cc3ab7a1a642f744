package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness/recording"
	"github.com/pacenote/pacenote/scenarios"
)

func recordCommand() *cobra.Command {
	var o recording.Options
	c := &cobra.Command{
		Use: "record FILE.har", Short: "Make a feature of a recording of API calls", Args: cobra.ExactArgs(1),
		Long: `Make a feature of a recording of API calls, which is written to the standard output.

The file is a HAR, as a browser or mitmproxy writes it (mitmdump --set hardump=FILE.har), or a log: a JSON object a line, with
method, url, status, started, and request_body and response_body where there were any.

Calls that a sentence stands for become that sentence, others are sent as they were. What they made is called by names, and
tokens and passwords are left out. A comment at the top says, with counts, what is not as it was, and what the cloud has to have.`,
		Example: "  pacenote scenarios record morning.har --users 5 --iterations 50 > features/recorded.feature",
		RunE: func(c *cobra.Command, args []string) error {
			if o.Users < 1 || o.Iterations < 1 {
				return fmt.Errorf("--users %d --iterations %d: expected 1 or more of both", o.Users, o.Iterations)
			}
			o.Name = args[0]
			file, err := os.Open(o.Name)
			if err != nil {
				return err
			}
			calls, err := recording.Read(o.Name, file)
			if err := errors.Join(err, file.Close()); err != nil {
				return err
			}
			feature, err := recording.Compose(calls, o)
			if err != nil {
				return err
			}
			if err := feature.Check(scenarios.Verbs()); err != nil {
				return err
			}
			return feature.Write(c.OutOrStdout())
		},
	}
	c.Flags().IntVar(&o.Users, "users", 1, "`number` of users of the feature")
	c.Flags().IntVar(&o.Iterations, "iterations", 1, "how `often` they do it, together")
	c.Flags().StringVar(&o.Image, "image", "files/tiny.img", "`file` below the features whose data stands in for that of images")
	return c
}
