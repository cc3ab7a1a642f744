package vm

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// CheckDesignateDNSResolving boots a server on a network that has a zone of designate, asks within it for its own name, sees
// that there is an answer, and deletes it: VMTasks.check_designate_dns_resolving. The network's name servers have to be
// designate's; the image needs bash and dig.
type CheckDesignateDNSResolving struct {
	Guest

	zones map[string]string // names by project, once prepared
}

// Name is Rally's.
func (CheckDesignateDNSResolving) Name() string { return "VMTasks.check_designate_dns_resolving" }

// Actions are those of Run.
func (s CheckDesignateDNSResolving) Actions() []string { return s.actions() }

// Services are what it talks to.
func (s CheckDesignateDNSResolving) Services() []string { return append(s.Guest.Services(), "dns") }

// Fixtures brings what every guest has, and a zone in every project that its networks have, too.
func (s CheckDesignateDNSResolving) Fixtures() []harness.Fixture {
	return slices.Insert(s.Guest.Fixtures(), 4, harness.Fixture(fixtures.Zones{InNetwork: true}))
}

var zoneName = regexp.MustCompile(`^[\w.-]+\.$`)

// Prepare looks the image, the flavor and the external network up, and sees that every project has a zone, and its networks too.
func (s CheckDesignateDNSResolving) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	byProject, _ := fixtures.ProjectZones.In(w)
	s.zones = make(map[string]string)
	for _, u := range w.Users() {
		zones := byProject[u.ProjectID()]
		if len(zones) == 0 || !zoneName.MatchString(zones[0].Name) {
			return s, fmt.Errorf("project %s has no zone: expected a zone in every project with set_zone_in_network true", u.ProjectName())
		}
		if _, met := s.zones[u.ProjectID()]; met {
			continue
		}
		s.zones[u.ProjectID()] = zones[0].Name
		if err := domained(ctx, w, u, zones[0].Name); err != nil {
			return s, err
		}
	}
	return s, s.find(ctx, w)
}

// domained sees that the ports of a user's networks have their names in a zone.
func domained(ctx context.Context, w *harness.World, u *cloud.User, zone string) error {
	client, err := u.Network(ctx)
	if err != nil {
		return err
	}
	byProject, _ := fixtures.ProjectNetworks.In(w)
	for _, network := range byProject[u.ProjectID()] {
		found, err := cloud.Show[struct {
			Domain string `json:"dns_domain"`
		}](ctx, client, client.ServiceURL("networks", network.ID), "network")
		if err != nil {
			return fmt.Errorf("look at network %s: %w", network.Name, err)
		}
		if found.Domain != zone {
			return fmt.Errorf("network %s has the domain %q: expected %s, as of zones with set_zone_in_network true", network.Name, found.Domain, zone)
		}
	}
	return nil
}

// Run boots a server, asks for its name, and deletes it.
func (s CheckDesignateDNSResolving) Run(ctx context.Context, it *harness.Iteration) error {
	script := "cloud-init status --wait || true\nresolvectl status || true\n" + `dig "$(hostname).` + s.zones[it.User.ProjectID()] + `"` + "\n"
	var o outcome
	err := s.within(ctx, it, nil, func(ctx context.Context, at *place) (err error) {
		o, err = s.login(it, at).run(ctx, it, Command{Interpreter: Words{"/bin/bash"}, script: []byte(script)})
		return err
	})
	if err != nil {
		return err
	}
	showBoth(it, o)
	if !strings.Contains(string(o.stdout), "ANSWER SECTION") {
		return &harness.AssertionError{Message: "the guest's own name has no address: the answer of dig has no ANSWER SECTION"}
	}
	return nil
}

// showBoth puts out what a script said, each stream as a chart of its own.
func showBoth(it *harness.Iteration, o outcome) {
	it.Show(harness.Chart{Kind: harness.TextArea, Title: "Script StdOut", Text: lines(string(o.stdout))})
	if len(o.stderr) > 0 {
		it.Show(harness.Chart{Kind: harness.TextArea, Title: "Script StdErr", Text: lines(string(o.stderr))})
	}
}
