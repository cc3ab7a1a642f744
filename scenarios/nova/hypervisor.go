package nova

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// An identity is an id: a number, or text from some microversion on.
type identity string

// UnmarshalJSON reads both.
func (i *identity) UnmarshalJSON(text []byte) error {
	*i = identity(strings.Trim(string(text), `"`))
	return nil
}

// A hypervisor is as much of one as the scenarios use.
type hypervisor struct {
	ID      identity `json:"id"`
	Name    string   `json:"hypervisor_hostname"`
	State   string   `json:"state"`
	Status  string   `json:"status"`
	Service struct {
		Host string `json:"host"`
	} `json:"service"` // in details alone
}

// listHypervisors lists the compute hosts: the action nova.list_hypervisors. The administrator does it, as all here.
func listHypervisors(ctx context.Context, it *harness.Iteration, detailed bool) (list []hypervisor, err error) {
	err = administered(ctx, it, "nova.list_hypervisors", func(ctx context.Context, client *gophercloud.ServiceClient) (err error) {
		address := client.ServiceURL("os-hypervisors")
		if detailed {
			address = client.ServiceURL("os-hypervisors", "detail")
		}
		list, err = cloud.List[hypervisor](ctx, client, address, "hypervisors")
		return err
	})
	return list, err
}

// ListHypervisors lists the compute hosts: NovaHypervisors.list_hypervisors.
type ListHypervisors struct {
	asAdmin
	Detailed bool `arg:"detailed" help:"list all that nova knows of each host"`
}

// Name is Rally's.
func (ListHypervisors) Name() string { return "NovaHypervisors.list_hypervisors" }

// Actions are those of Run.
func (ListHypervisors) Actions() []string { return []string{"nova.list_hypervisors"} }

// Run lists the hosts.
func (s ListHypervisors) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := listHypervisors(ctx, it, s.Detailed)
	return err
}

// each lists the hosts, and asks for what is at an address of each as an action.
func (s ListHypervisors) each(ctx context.Context, it *harness.Iteration, action string, address func(hypervisor) []string) error {
	list, err := listHypervisors(ctx, it, s.Detailed)
	if err != nil {
		return err
	}
	for _, h := range list {
		parts := address(h)
		if parts == nil {
			continue
		}
		err := administered(ctx, it, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
			reply, err := cloud.Show[map[string]any](ctx, client, client.ServiceURL(append([]string{"os-hypervisors"}, parts...)...), "")
			if err == nil && len(reply) == 0 {
				err = &harness.AssertionError{Message: fmt.Sprintf("the answer about host %s is empty", h.Name)}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// ListAndGetHypervisors lists the compute hosts and shows each: NovaHypervisors.list_and_get_hypervisors.
type ListAndGetHypervisors struct{ ListHypervisors }

// Name is Rally's.
func (ListAndGetHypervisors) Name() string { return "NovaHypervisors.list_and_get_hypervisors" }

// Actions are those of Run.
func (ListAndGetHypervisors) Actions() []string {
	return []string{"nova.list_hypervisors", "nova.get_hypervisor"}
}

// Run lists the hosts and shows each.
func (s ListAndGetHypervisors) Run(ctx context.Context, it *harness.Iteration) error {
	return s.each(ctx, it, "nova.get_hypervisor", func(h hypervisor) []string { return []string{string(h.ID)} })
}

// ListAndGetUptimeHypervisors lists the compute hosts and asks each that is up how long it has been:
// NovaHypervisors.list_and_get_uptime_hypervisors.
type ListAndGetUptimeHypervisors struct{ ListHypervisors }

// Name is Rally's.
func (ListAndGetUptimeHypervisors) Name() string {
	return "NovaHypervisors.list_and_get_uptime_hypervisors"
}

// Actions are those of Run.
func (ListAndGetUptimeHypervisors) Actions() []string {
	return []string{"nova.list_hypervisors", "nova.uptime_hypervisor"}
}

// Run lists the hosts and asks for the uptime of each.
func (s ListAndGetUptimeHypervisors) Run(ctx context.Context, it *harness.Iteration) error {
	return s.each(ctx, it, "nova.uptime_hypervisor", func(h hypervisor) []string {
		if h.State != "up" {
			return nil
		}
		return []string{string(h.ID), "uptime"}
	})
}

// ListAndSearchHypervisors lists the compute hosts and searches each by its name: NovaHypervisors.list_and_search_hypervisors.
type ListAndSearchHypervisors struct{ ListHypervisors }

// Name is Rally's.
func (ListAndSearchHypervisors) Name() string { return "NovaHypervisors.list_and_search_hypervisors" }

// Actions are those of Run.
func (ListAndSearchHypervisors) Actions() []string {
	return []string{"nova.list_hypervisors", "nova.search_hypervisors"}
}

// Run lists the hosts and searches each.
func (s ListAndSearchHypervisors) Run(ctx context.Context, it *harness.Iteration) error {
	return s.each(ctx, it, "nova.search_hypervisors", func(h hypervisor) []string { return []string{url.PathEscape(h.Name), "search"} })
}

// StatisticsHypervisors asks for the sums over all compute hosts: NovaHypervisors.statistics_hypervisors.
type StatisticsHypervisors struct{ asAdmin }

// Name is Rally's.
func (StatisticsHypervisors) Name() string { return "NovaHypervisors.statistics_hypervisors" }

// Actions are those of Run.
func (StatisticsHypervisors) Actions() []string { return []string{"nova.statistics_hypervisors"} }

// Run asks for the sums.
func (StatisticsHypervisors) Run(ctx context.Context, it *harness.Iteration) error {
	return administered(ctx, it, "nova.statistics_hypervisors", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.Show[map[string]any](ctx, client, client.ServiceURL("os-hypervisors", "statistics"), "hypervisor_statistics")
		return err
	})
}
