package nova

import (
	"context"
	"net/url"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/services"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// ListServices lists the services of nova: NovaServices.list_services.
type ListServices struct {
	asAdmin
	Host   string `arg:"host" help:"those of one host; all if none is given"`
	Binary string `arg:"binary" help:"those of one kind, such as nova-compute; all if none is given"`
}

// Name is Rally's.
func (ListServices) Name() string { return "NovaServices.list_services" }

// Actions are those of Run.
func (ListServices) Actions() []string { return []string{"nova.list_services"} }

// Run lists the services.
func (s ListServices) Run(ctx context.Context, it *harness.Iteration) error {
	return administered(ctx, it, "nova.list_services", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		q := make(url.Values)
		for name, value := range map[string]string{"host": s.Host, "binary": s.Binary} {
			if value != "" {
				q.Set(name, value)
			}
		}
		_, err := cloud.List[services.Service](ctx, client, withQuery(client.ServiceURL("os-services"), q), "services")
		return err
	})
}

// withQuery is an address, and a query if there is one.
func withQuery(address string, q url.Values) string {
	if len(q) == 0 {
		return address
	}
	return address + "?" + q.Encode()
}

// ListAvailabilityZones lists the availability zones: NovaAvailabilityZones.list_availability_zones.
type ListAvailabilityZones struct {
	asAdmin
	Detailed bool `arg:"detailed" help:"list the hosts and services of each zone too"`
}

// Name is Rally's.
func (ListAvailabilityZones) Name() string { return "NovaAvailabilityZones.list_availability_zones" }

// Actions are those of Run.
func (ListAvailabilityZones) Actions() []string { return []string{"nova.list_availability_zones"} }

// Run lists the zones.
func (s ListAvailabilityZones) Run(ctx context.Context, it *harness.Iteration) error {
	return administered(ctx, it, "nova.list_availability_zones", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		address := client.ServiceURL("os-availability-zone")
		if s.Detailed {
			address = client.ServiceURL("os-availability-zone", "detail")
		}
		_, err := cloud.List[map[string]any](ctx, client, address, "availabilityZoneInfo")
		return err
	})
}
