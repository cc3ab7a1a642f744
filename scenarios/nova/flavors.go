package nova

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/flavors"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// ListFlavors lists flavors: NovaFlavors.list_flavors.
type ListFlavors struct {
	asUser
	Detailed bool   `arg:"detailed" help:"list all that nova knows of each flavor"`
	IsPublic bool   `arg:"is_public" help:"list public ones; false, which an administrator may ask for, lists the others"`
	Marker   string `arg:"marker" help:"begin after the flavor of this id"`
	MinDisk  int    `arg:"min_disk" help:"least root disk in GB"`
	MinRAM   int    `arg:"min_ram" help:"least memory in MB"`
	Limit    int    `arg:"limit" help:"list so many at most; all if it is zero"`
	SortKey  string `arg:"sort_key" help:"attribute to sort by, such as flavorid, name or memory_mb"`
	SortDir  string `arg:"sort_dir" help:"asc or desc"`
}

// Name is Rally's.
func (ListFlavors) Name() string { return "NovaFlavors.list_flavors" }

// Actions are those of Run.
func (ListFlavors) Actions() []string { return []string{"nova.list_flavors"} }

// Validate refuses numbers below zero, and a direction that is none.
func (s ListFlavors) Validate() error {
	if s.MinDisk < 0 || s.MinRAM < 0 || s.Limit < 0 {
		return fmt.Errorf("min_disk %d, min_ram %d, limit %d: expected none below zero", s.MinDisk, s.MinRAM, s.Limit)
	}
	directions := []string{"asc", "desc"}
	if s.SortDir != "" && harness.Nearest(s.SortDir, directions) != s.SortDir {
		return harness.Unknown("sort_dir", s.SortDir, directions)
	}
	return nil
}

// Run lists the flavors: one page if there is a limit, as novaclient does, else all.
func (s ListFlavors) Run(ctx context.Context, it *harness.Iteration) error {
	return timed(ctx, it, "nova.list_flavors", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		address := client.ServiceURL("flavors")
		if s.Detailed {
			address = client.ServiceURL("flavors", "detail")
		}
		address = withQuery(address, s.query())
		if s.Limit > 0 {
			_, err := cloud.Show[[]flavors.Flavor](ctx, client, address, "flavors")
			return err
		}
		_, err := cloud.List[flavors.Flavor](ctx, client, address, "flavors")
		return err
	})
}

// query is what nova is asked for; public flavors are what it lists unasked.
func (s ListFlavors) query() url.Values {
	q := make(url.Values)
	for name, value := range map[string]string{"marker": s.Marker, "sort_key": s.SortKey, "sort_dir": s.SortDir} {
		if value != "" {
			q.Set(name, value)
		}
	}
	for name, value := range map[string]int{"minDisk": s.MinDisk, "minRam": s.MinRAM, "limit": s.Limit} {
		if value > 0 {
			q.Set(name, strconv.Itoa(value))
		}
	}
	if !s.IsPublic {
		q.Set("is_public", "False")
	}
	return q
}
