package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/pacenote/pacenote/harness/cloud"
)

func cloudCommand() *cobra.Command {
	command := &cobra.Command{
		Use: "cloud", Short: "List the clouds of clouds.yaml, show one, check whether it answers",
		Long: "List the clouds of clouds.yaml, show one, check whether it answers.\nWithout a name it is the cloud that the environment says: OS_CLOUD, or the OS_* variables.",
	}
	list := &cobra.Command{
		Use: "list", Short: "List the clouds that there are, and where they are said", Args: cobra.NoArgs,
		RunE: interruptible(func(_ context.Context, out io.Writer, _ string) error { return listClouds(out) }),
	}
	var write, secrets bool
	show := &cobra.Command{
		Use: "show [NAME]", Short: "Show who you are there, where it is, and its services", Args: cobra.MaximumNArgs(1),
		RunE: interruptible(func(ctx context.Context, out io.Writer, name string) error {
			if write {
				return writeCloud(out, name, secrets)
			}
			return showCloud(ctx, out, name)
		}),
	}
	show.Flags().BoolVar(&write, "from-env", false, "write a clouds.yaml of what the environment says")
	show.Flags().BoolVar(&secrets, "with-secrets", false, "with --from-env: passwords, too")
	check := &cobra.Command{
		Use: "check [NAME]", Short: "Check each service, the clocks and the tokens, and say which scenarios can run there", Args: cobra.MaximumNArgs(1),
		RunE: interruptible(checkCloud),
	}
	command.AddCommand(list, show, check)
	return command
}

func listClouds(out io.Writer) error {
	list, err := cloud.Source{}.Entries()
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fmt.Errorf("there are none: no clouds.yaml here, in ~/.config/openstack or in /etc/openstack, and no OS_* variables")
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tWHO\tWHERE\tREGION\tSAID IN")
	for _, e := range list {
		if e.Err != nil {
			fmt.Fprintf(w, "%s\tcannot be used: %v\n", e.Name, e.Err)
			continue
		}
		from := e.Line
		if e.File != "" {
			_, line, _ := strings.Cut(e.Line, ":")
			from = e.File + ":" + line
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", e.Name, e.Auth, orDash(e.Auth.AuthURL+e.Auth.Endpoint), orDash(e.Region), from)
	}
	return w.Flush()
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

// writeCloud is what the environment says as a clouds.yaml.
func writeCloud(out io.Writer, name string, secrets bool) error {
	config, err := cloud.Load("")
	if err != nil {
		return err
	}
	if name != "" {
		config.Name = name
	}
	_, err = io.WriteString(out, config.YAML(secrets))
	return err
}

func showCloud(ctx context.Context, out io.Writer, name string) error {
	c, err := openCloud(name)
	if err != nil {
		return err
	}
	defer c.Close()
	token, err := c.Admin().Token(ctx)
	if err != nil {
		return err
	}
	services, err := c.Admin().Services(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "cloud\t%s\n", c.Name())
	fmt.Fprintf(w, "who\t%s (%s)\n", orDash(token.UserName), token.UserID)
	fmt.Fprintf(w, "project\t%s (%s)\n", orDash(token.ProjectName), orDash(token.ProjectID))
	fmt.Fprintf(w, "roles\t%s\n", orDash(strings.Join(token.Roles, ", ")))
	fmt.Fprintf(w, "where\t%s\n", c.AuthURL())
	fmt.Fprintf(w, "region\t%s\n", orDash(c.Region()))
	fmt.Fprintf(w, "interface\t%s\n", c.Interface())
	for _, warning := range c.Config().Warnings {
		fmt.Fprintf(w, "warning\t%s\n", warning)
	}
	fmt.Fprintln(w, "\nSERVICE\tNAME\tREGION\tENDPOINT")
	for _, s := range services {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", s.Type, orDash(s.Name), orDash(s.Region), s.URL)
	}
	if len(services) == 0 {
		fmt.Fprintln(w, "none\tthe token has no catalog: it is for no project")
	}
	return w.Flush()
}

// isAdmin tells whether a token is an administrator's.
func isAdmin(t cloud.Token) bool { return slices.Contains(t.Roles, "admin") }
