package nova

import (
	"context"
	"errors"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/aggregates"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// ListAggregates lists the aggregates: NovaAggregates.list_aggregates.
type ListAggregates struct{ asAdmin }

// Name is Rally's.
func (ListAggregates) Name() string { return "NovaAggregates.list_aggregates" }

// Actions are those of Run.
func (ListAggregates) Actions() []string { return []string{"nova.list_aggregates"} }

// Run lists the aggregates.
func (ListAggregates) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := listAggregates(ctx, it)
	return err
}

// listAggregates is the action nova.list_aggregates.
func listAggregates(ctx context.Context, it *harness.Iteration) (list []aggregates.Aggregate, err error) {
	err = administered(ctx, it, "nova.list_aggregates", func(ctx context.Context, client *gophercloud.ServiceClient) (err error) {
		list, err = cloud.List[aggregates.Aggregate](ctx, client, client.ServiceURL("os-aggregates"), "aggregates")
		return err
	})
	return list, err
}

// CreateAndListAggregates creates an aggregate, lists them, and sees that it is among them:
// NovaAggregates.create_and_list_aggregates.
type CreateAndListAggregates struct{ Aggregate }

// Name is Rally's.
func (CreateAndListAggregates) Name() string { return "NovaAggregates.create_and_list_aggregates" }

// Actions are those of Run.
func (CreateAndListAggregates) Actions() []string {
	return []string{"nova.create_aggregate", "nova.list_aggregates"}
}

// Run creates an aggregate and finds it in the list.
func (s CreateAndListAggregates) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	list, err := listAggregates(ctx, it)
	if err != nil {
		return err
	}
	for _, a := range list {
		if a.ID == id {
			return nil
		}
	}
	return &harness.AssertionError{Message: fmt.Sprintf("aggregate %d is not among the %d in the list", id, len(list))}
}

// CreateAggregateAddAndRemoveHost creates an aggregate, puts the first compute host into it, and takes it out again:
// NovaAggregates.create_aggregate_add_and_remove_host.
type CreateAggregateAddAndRemoveHost struct{ Aggregate }

// Name is Rally's.
func (CreateAggregateAddAndRemoveHost) Name() string {
	return "NovaAggregates.create_aggregate_add_and_remove_host"
}

// Actions are those of Run.
func (CreateAggregateAddAndRemoveHost) Actions() []string {
	return []string{"nova.create_aggregate", "nova.list_hypervisors", "nova.aggregate_add_host", "nova.aggregate_remove_host"}
}

// Run creates an aggregate, puts a host in, and takes it out.
func (s CreateAggregateAddAndRemoveHost) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	list, err := listHypervisors(ctx, it, true)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return errors.New("the cloud has no compute host")
	}
	host := list[0].Service.Host
	if err := addHost(ctx, it, id, host); err != nil {
		return err
	}
	return administered(ctx, it, "nova.aggregate_remove_host", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return aggregates.RemoveHost(ctx, client, id, aggregates.RemoveHostOpts{Host: host}).Err
	})
}

// CreateAggregateAddHostAndBootServer creates an aggregate with metadata and the first compute host that is up, and a flavor
// whose extra specs are the same, boots a server of the flavor, and sees that it is on that host. The scheduler has to
// filter by AggregateInstanceExtraSpecsFilter: NovaAggregates.create_aggregate_add_host_and_boot_server.
type CreateAggregateAddHostAndBootServer struct {
	Image         string  `arg:"image,required" help:"image to boot from: name, id or regular expression"`
	Metadata      Options `arg:"metadata,required" help:"metadata of the aggregate and extra specs of the flavor: a JSON object of texts"`
	Zone          string  `arg:"availability_zone" help:"availability zone that the hosts of the aggregate are in"`
	RAM           int     `arg:"ram" help:"memory of the flavor in MB"`
	VCPUs         int     `arg:"vcpus" help:"virtual processors of the flavor"`
	Disk          int     `arg:"disk" help:"root disk of the flavor in GB"`
	AutoAssignNIC bool    `arg:"auto_assign_nic" help:"take one of the project's networks, at random; so it is anyway if a fixture made some"`
	Options       Options `arg:"boot_server_kwargs" help:"more attributes of the server, as nova's API calls them: a JSON object"`

	server Boot // once prepared, without its flavor
}

// Name is Rally's.
func (CreateAggregateAddHostAndBootServer) Name() string {
	return "NovaAggregates.create_aggregate_add_host_and_boot_server"
}

// Actions are those of Run.
func (CreateAggregateAddHostAndBootServer) Actions() []string {
	return []string{"nova.create_aggregate", "nova.list_hypervisors", "nova.aggregate_set_metadata", "nova.aggregate_add_host",
		"nova.create_flavor", "nova.boot_server"}
}

// Services are what it talks to.
func (CreateAggregateAddHostAndBootServer) Services() []string { return Boot{}.Services() }

// Fixtures brings the administrator, a user, and the removal of what is left.
func (CreateAggregateAddHostAndBootServer) Fixtures() []harness.Fixture { return userAndAdmin() }

// flavor is what the server gets.
func (s CreateAggregateAddHostAndBootServer) flavor() Flavor {
	f := anyFlavor
	f.RAM, f.VCPUs, f.Disk = s.RAM, s.VCPUs, s.Disk
	return f
}

// Validate refuses a flavor that is none, and a name in the attributes.
func (s CreateAggregateAddHostAndBootServer) Validate() error {
	return errors.Join(s.flavor().Validate(), s.Options.check("boot_server_kwargs"))
}

// Prepare looks the image up.
func (s CreateAggregateAddHostAndBootServer) Prepare(ctx context.Context, w *harness.World) (_ harness.Scenario, err error) {
	s.server = Boot{AutoAssignNIC: s.AutoAssignNIC, Options: s.Options, hosts: findHosts(ctx, w)}
	if s.server.imageID, err = fixtures.FindImage(ctx, w, s.Image); err != nil {
		err = fmt.Errorf("argument image: %w", err)
	}
	return s, err
}

// Run creates the aggregate, the flavor and the server.
func (s CreateAggregateAddHostAndBootServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := createAggregate(ctx, it, s.Zone)
	if err != nil {
		return err
	}
	host, err := hostThatIsUp(ctx, it)
	if err != nil {
		return err
	}
	err = administered(ctx, it, "nova.aggregate_set_metadata", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		metadata := make(map[string]any, len(s.Metadata))
		for name, value := range s.Metadata.texts() {
			metadata[name] = value
		}
		return aggregates.SetMetadata(ctx, client, id, aggregates.SetMetadataOpts{Metadata: metadata}).Err
	})
	if err != nil {
		return err
	}
	if err := addHost(ctx, it, id, host.Service.Host); err != nil {
		return err
	}
	server := s.server
	if server.flavorID, err = s.flavor().create(ctx, it); err != nil {
		return err
	}
	admin, err := it.Cloud().Admin().Compute(ctx)
	if err != nil {
		return err
	}
	if err := setKeys(ctx, admin, server.flavorID, s.Metadata); err != nil {
		return err
	}
	booted, err := server.boot(ctx, it)
	if err != nil {
		return err
	}
	placed, err := look(ctx, admin, booted)
	if err == nil && placed.Node != host.Name {
		err = &harness.AssertionError{Message: fmt.Sprintf("server %s is on host %s, and not on %s, which the aggregate of its flavor has", booted, placed.Node, host.Name)}
	}
	return err
}

// hostThatIsUp is the first compute host that is up and enabled.
func hostThatIsUp(ctx context.Context, it *harness.Iteration) (hypervisor, error) {
	list, err := listHypervisors(ctx, it, true)
	if err != nil {
		return hypervisor{}, err
	}
	for _, h := range list {
		if h.State == "up" && h.Status == "enabled" {
			return h, nil
		}
	}
	return hypervisor{}, fmt.Errorf("none of the cloud's %d compute hosts is up and enabled", len(list))
}
