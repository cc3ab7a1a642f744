package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios"
)

// checkCloud asks a cloud for tokens and each service for its versions, and says what can run there.
func checkCloud(ctx context.Context, out io.Writer, name string) error {
	c, err := openCloud(name)
	if err != nil {
		return err
	}
	defer c.Close()
	token, err := checkTokens(ctx, out, c)
	if err != nil {
		return err
	}
	broken, err := checkServices(ctx, out, c)
	if err != nil {
		return err
	}
	if err := checkScenarios(ctx, out, c, token); err != nil {
		return err
	}
	if broken > 0 {
		return fmt.Errorf("%s of %s cannot be reached", many(broken, "service"), c.Name())
	}
	return nil
}

// tokens is how many tokens are asked for.
const tokens = 5

// checkTokens measures how long a token takes, and how far the identity service's clock is from this one's.
func checkTokens(ctx context.Context, out io.Writer, c *cloud.Cloud) (cloud.Token, error) {
	token, err := c.Admin().Token(ctx) // connects
	if err != nil {
		return token, err
	}
	var took []time.Duration
	var clock skew
	for range tokens {
		began := time.Now()
		token, err = c.Admin().NewToken(ctx)
		if err != nil {
			return token, err
		}
		ended := time.Now()
		took = append(took, ended.Sub(began))
		clock.see(token.IssuedAt, began, ended)
	}
	slices.Sort(took)
	fmt.Fprintf(out, "tokens    %s, roles %s: %v, the median of %d\n", c.Admin(), orDash(strings.Join(token.Roles, ", ")), took[tokens/2].Round(100*time.Microsecond), tokens)
	fmt.Fprintf(out, "clock     %s\n\n", clock)
	return token, nil
}

// checkServices asks each service for its versions, and counts those that did not answer.
func checkServices(ctx context.Context, out io.Writer, c *cloud.Cloud) (broken int, err error) {
	services, err := c.Admin().Services(ctx)
	if err != nil {
		return 0, err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SERVICE\tANSWER\tTOOK\tVERSIONS")
	for _, s := range services {
		began := time.Now()
		status, versions, err := c.Versions(ctx, s)
		took := time.Since(began).Round(100 * time.Microsecond)
		switch {
		case err != nil:
			broken++
			fmt.Fprintf(w, "%s\tno answer\t%v\t%v\n", s.Type, took, err)
		case status >= http.StatusInternalServerError:
			broken++
			fmt.Fprintf(w, "%s\t%d\t%v\t%s\n", s.Type, status, took, http.StatusText(status))
		default:
			fmt.Fprintf(w, "%s\t%d\t%v\t%s\n", s.Type, status, took, current(versions))
		}
	}
	return broken, w.Flush()
}

// current are the versions to use, in words.
func current(list []cloud.APIVersion) string {
	var words []string
	for _, v := range list {
		if v.Current() {
			words = append(words, v.String())
		}
	}
	return orDash(strings.Join(words, ", "))
}

// checkScenarios says which scenarios can run, and why others cannot.
func checkScenarios(ctx context.Context, out io.Writer, c *cloud.Cloud, token cloud.Token) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nSCENARIO\tCAN RUN")
	for _, e := range scenarios.All() {
		verdict, err := canRun(ctx, c, token, e.New())
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%s\n", e.Name, verdict)
	}
	return w.Flush()
}

func canRun(ctx context.Context, c *cloud.Cloud, token cloud.Token, s harness.Scenario) (string, error) {
	for _, service := range harness.ServicesOf(s) {
		_, err := c.Admin().Service(ctx, service)
		var missing *cloud.MissingServiceError
		switch {
		case errors.As(err, &missing):
			return "no: there is no " + service, nil
		case err != nil:
			return "", err
		}
	}
	for _, m := range harness.MicroversionsOf(s) {
		if err := c.Offers(ctx, m.Service, m.Version); err != nil {
			return "no: " + err.Error(), nil
		}
	}
	needs, users := administratorOf(s)
	switch {
	case isAdmin(token):
		return "yes", nil
	case needs:
		return "no: it takes an administrator", nil
	case users:
		return "with existing users: temporary ones take an administrator", nil
	}
	return "yes", nil
}

// administratorOf tells whether a scenario needs an administrator itself, or for its users alone.
func administratorOf(s harness.Scenario) (needs, users bool) {
	if b, ok := s.(harness.Bringer); ok {
		for _, f := range b.Fixtures() {
			switch f.(type) {
			case fixtures.Administrator:
				needs = true
			case fixtures.Users:
				users = true
			}
		}
	}
	return needs, users
}
