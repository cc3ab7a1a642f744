package cli

import (
	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/steps"
)

func stepsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "steps",
		Short: "Print the language of features",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := c.OutOrStdout().Write([]byte(steps.Manual()))
			return err
		},
	}
}
