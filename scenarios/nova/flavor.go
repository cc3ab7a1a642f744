package nova

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Flavor is what every scenario asks for that creates a flavor.
type Flavor struct {
	asAdmin
	RAM       int     `arg:"ram,required" help:"memory in MB"`
	VCPUs     int     `arg:"vcpus,required" help:"virtual processors"`
	Disk      int     `arg:"disk" help:"root disk in GB; zero is as large as the image"`
	FlavorID  string  `arg:"flavorid" help:"id of the flavor; nova draws one for auto"`
	Ephemeral int     `arg:"ephemeral" help:"ephemeral disk in GB"`
	Swap      int     `arg:"swap" help:"swap in MB"`
	RXTX      float64 `arg:"rxtx_factor" help:"share of network bandwidth"`
	IsPublic  bool    `arg:"is_public" help:"every project may use it"`
}

// anyFlavor are Rally's defaults.
var anyFlavor = Flavor{FlavorID: "auto", RXTX: 1, IsPublic: true}

// Validate refuses sizes that are none.
func (f Flavor) Validate() error {
	if f.RAM < 1 || f.VCPUs < 1 || f.Disk < 0 || f.Ephemeral < 0 || f.Swap < 0 || f.RXTX <= 0 {
		return fmt.Errorf("a flavor of ram %d, vcpus %d, disk %d, ephemeral %d, swap %d, rxtx_factor %v: expected 1 or more of ram and vcpus, and nothing below zero",
			f.RAM, f.VCPUs, f.Disk, f.Ephemeral, f.Swap, f.RXTX)
	}
	return nil
}

// create creates a flavor: the action nova.create_flavor.
func (f Flavor) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	err = administered(ctx, it, "nova.create_flavor", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		attributes := map[string]any{
			"name": it.Name(), "ram": f.RAM, "vcpus": f.VCPUs, "disk": f.Disk, "OS-FLV-EXT-DATA:ephemeral": f.Ephemeral,
			"swap": f.Swap, "rxtx_factor": f.RXTX, "os-flavor-access:is_public": f.IsPublic,
		}
		if f.FlavorID != "" && f.FlavorID != "auto" {
			attributes["id"] = f.FlavorID
		}
		var reply struct{ Flavor harness.Resource }
		response, err := client.Post(ctx, client.ServiceURL("flavors"), map[string]any{"flavor": attributes}, &reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
		_, _, err = gophercloud.ParseResponse(response, err)
		id = reply.Flavor.ID
		return err
	})
	return id, err
}

// CreateFlavor creates a flavor: NovaFlavors.create_flavor.
type CreateFlavor struct{ Flavor }

// Name is Rally's.
func (CreateFlavor) Name() string { return "NovaFlavors.create_flavor" }

// Actions are those of Run.
func (CreateFlavor) Actions() []string { return []string{"nova.create_flavor"} }

// Run creates a flavor.
func (s CreateFlavor) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := s.create(ctx, it)
	return err
}

// CreateAndDeleteFlavor creates a flavor and deletes it: NovaFlavors.create_and_delete_flavor.
type CreateAndDeleteFlavor struct{ Flavor }

// Name is Rally's.
func (CreateAndDeleteFlavor) Name() string { return "NovaFlavors.create_and_delete_flavor" }

// Actions are those of Run.
func (CreateAndDeleteFlavor) Actions() []string {
	return []string{"nova.create_flavor", "nova.delete_flavor"}
}

// Run creates a flavor and deletes it.
func (s CreateAndDeleteFlavor) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "nova.delete_flavor", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Delete(ctx, client.ServiceURL("flavors", id), nil)
		return err
	})
}

// CreateAndGetFlavor creates a flavor and shows it: NovaFlavors.create_and_get_flavor.
type CreateAndGetFlavor struct{ Flavor }

// Name is Rally's.
func (CreateAndGetFlavor) Name() string { return "NovaFlavors.create_and_get_flavor" }

// Actions are those of Run.
func (CreateAndGetFlavor) Actions() []string {
	return []string{"nova.create_flavor", "nova.get_flavor"}
}

// Run creates a flavor and shows it.
func (s CreateAndGetFlavor) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "nova.get_flavor", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.Show[harness.Resource](ctx, client, client.ServiceURL("flavors", id), "flavor")
		return err
	})
}

// CreateAndListFlavorAccess creates a flavor that is not public, and lists who may use it:
// NovaFlavors.create_and_list_flavor_access.
type CreateAndListFlavorAccess struct{ Flavor }

// Name is Rally's.
func (CreateAndListFlavorAccess) Name() string { return "NovaFlavors.create_and_list_flavor_access" }

// Actions are those of Run.
func (CreateAndListFlavorAccess) Actions() []string {
	return []string{"nova.create_flavor", "nova.list_flavor_access"}
}

// Run creates a flavor and lists its access. Nobody asks who may use a public one, so it is none, whatever is_public says.
func (s CreateAndListFlavorAccess) Run(ctx context.Context, it *harness.Iteration) error {
	s.IsPublic = false
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "nova.list_flavor_access", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.List[access](ctx, client, client.ServiceURL("flavors", id, "os-flavor-access"), "flavor_access")
		return err
	})
}

// An access is that of a project to a flavor.
type access struct {
	Project string `json:"tenant_id"`
}

// CreateFlavorAndAddTenantAccess creates a flavor and lets the user's project use it:
// NovaFlavors.create_flavor_and_add_tenant_access.
type CreateFlavorAndAddTenantAccess struct{ Flavor }

// Name is Rally's.
func (CreateFlavorAndAddTenantAccess) Name() string {
	return "NovaFlavors.create_flavor_and_add_tenant_access"
}

// Actions are those of Run.
func (CreateFlavorAndAddTenantAccess) Actions() []string {
	return []string{"nova.create_flavor", "nova.add_tenant_access"}
}

// Fixtures brings the administrator, a user whose project it is, and the removal of what is left.
func (CreateFlavorAndAddTenantAccess) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Users{}, fixtures.Sweep{}}
}

// Run creates a flavor and grants access.
func (s CreateFlavorAndAddTenantAccess) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "nova.add_tenant_access", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		body := map[string]any{"addTenantAccess": map[string]string{"tenant": it.User.ProjectID()}}
		response, err := client.Post(ctx, client.ServiceURL("flavors", id, "action"), body, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
		_, _, err = gophercloud.ParseResponse(response, err)
		return err
	})
}

// CreateFlavorAndSetKeys creates a flavor and gives it extra specs: NovaFlavors.create_flavor_and_set_keys.
type CreateFlavorAndSetKeys struct {
	Flavor
	ExtraSpecs Options `arg:"extra_specs,required" help:"the specs, as a JSON object of texts: {\"quota:disk_read_bytes_sec\": \"10240\"}"`
}

// Name is Rally's.
func (CreateFlavorAndSetKeys) Name() string { return "NovaFlavors.create_flavor_and_set_keys" }

// Actions are those of Run.
func (CreateFlavorAndSetKeys) Actions() []string {
	return []string{"nova.create_flavor", "nova.set_flavor_keys"}
}

// Validate refuses sizes that are none, and no specs.
func (s CreateFlavorAndSetKeys) Validate() error {
	if len(s.ExtraSpecs) == 0 {
		return errors.New("argument extra_specs: expected one spec or more")
	}
	return s.Flavor.Validate()
}

// Run creates a flavor and sets its extra specs.
func (s CreateFlavorAndSetKeys) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "nova.set_flavor_keys", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return setKeys(ctx, client, id, s.ExtraSpecs)
	})
}

// setKeys gives a flavor extra specs, which are texts.
func setKeys(ctx context.Context, client *gophercloud.ServiceClient, flavor string, specs Options) error {
	response, err := client.Post(ctx, client.ServiceURL("flavors", flavor, "os-extra_specs"), map[string]any{"extra_specs": specs.texts()}, nil,
		&gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
	_, _, err = gophercloud.ParseResponse(response, err)
	return err
}
