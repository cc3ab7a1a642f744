package cli

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/fixtures/simcloud"
)

func simcloudCommand() *cobra.Command {
	var address, file string
	var config simcloud.Config
	c := &cobra.Command{
		Use:   "simcloud",
		Short: "Serve the simulated cloud, and print a clouds.yaml for it",
		Long: `Simcloud serves the simulated cloud on a port until it is interrupted, and prints a clouds.yaml for it: an
administrator, simcloud, and a user without rights, simcloud-demo. It begins empty each time.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			cloud := simcloud.New(config)
			server, err := cloud.Listen(address)
			if err != nil {
				return fmt.Errorf("--listen %s: %w", address, err)
			}
			if file != "" {
				if err := os.WriteFile(file, []byte(cloud.CloudsYAML()), 0o600); err != nil {
					server.Close()
					return err
				}
			}
			fmt.Fprint(c.OutOrStdout(), cloud.CloudsYAML())
			<-ctx.Done()
			return server.Close()
		},
	}
	c.Flags().StringVar(&address, "listen", "127.0.0.1:0", "`address` to serve on; port 0 is a free one")
	c.Flags().StringVar(&file, "file", "", "write the clouds.yaml to this `file` too")
	c.Flags().Uint64Var(&config.Seed, "seed", 1, "of ids and latencies")
	c.Flags().DurationVar(&config.TokenTTL, "token-ttl", 0, "life of a token (1h if it is not given)")
	return c
}
