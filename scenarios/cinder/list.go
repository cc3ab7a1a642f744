package cinder

import (
	"context"
	"fmt"
	"strings"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// list lists all pages of a collection as an action, and keeps nothing of it. key is the name of the list in the answer.
func list(ctx context.Context, it *harness.Iteration, action, path, key string, detailed bool, filters Options) error {
	return timed(ctx, it, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if detailed {
			path += "/detail"
		}
		_, err := cloud.List[made](ctx, client, client.ServiceURL(path)+filters.query(), key)
		return err
	})
}

// reading is a scenario of a user that makes nothing.
type reading struct{}

// Services are what it talks to.
func (reading) Services() []string { return []string{"block-storage"} }

// Fixtures brings a user.
func (reading) Fixtures() []harness.Fixture { return []harness.Fixture{fixtures.Users{}} }

// ListVolumes lists the volumes of the project: CinderVolumes.list_volumes.
type ListVolumes struct {
	reading
	Detailed bool     `arg:"detailed" help:"list all that cinder knows of each volume"`
	Search   Options  `arg:"search_opts" help:"filters, as cinder's API calls them: a JSON object"`
	Marker   string   `arg:"marker" help:"id of the volume after which the list begins"`
	Limit    int      `arg:"limit" help:"most volumes in the list, which is one page then; all pages if it is not given"`
	Sort     []string `arg:"sort" help:"keys to sort by, such as created_at or size:asc"`
}

// Name is Rally's.
func (ListVolumes) Name() string { return "CinderVolumes.list_volumes" }

// Actions are those of Run.
func (ListVolumes) Actions() []string { return []string{"cinder_v3.list_volumes"} }

// Validate refuses a limit below zero, and directions that are none.
func (s ListVolumes) Validate() error {
	if s.Limit < 0 {
		return fmt.Errorf("limit %d: expected a number of 0 and above", s.Limit)
	}
	for _, key := range s.Sort {
		if _, direction, given := strings.Cut(key, ":"); given && direction != "asc" && direction != "desc" {
			return fmt.Errorf("argument sort: %w", harness.Unknown("direction", direction, []string{"asc", "desc"}))
		}
	}
	return nil
}

// Run lists the volumes.
func (s ListVolumes) Run(ctx context.Context, it *harness.Iteration) error {
	filters := s.Search.with(nil)
	if s.Marker != "" {
		filters["marker"] = s.Marker
	}
	if len(s.Sort) > 0 {
		filters["sort"] = strings.Join(s.Sort, ",")
	}
	if s.Limit == 0 {
		return list(ctx, it, "cinder_v3.list_volumes", "volumes", "volumes", s.Detailed, filters)
	}
	filters["limit"] = s.Limit
	return timed(ctx, it, "cinder_v3.list_volumes", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		path := "volumes"
		if s.Detailed {
			path += "/detail"
		}
		_, err := cloud.Show[[]made](ctx, client, client.ServiceURL(path)+filters.query(), "volumes")
		return err
	})
}

// ListTypes lists the volume types: CinderVolumes.list_types.
type ListTypes struct {
	reading
	Search Options `arg:"search_opts" help:"filters, as cinder's API calls them: a JSON object"`
	Public string  `arg:"is_public" help:"true, false or none, for both; only administrators may ask for other types than public ones"`
}

// Name is Rally's.
func (ListTypes) Name() string { return "CinderVolumes.list_types" }

// Actions are those of Run.
func (ListTypes) Actions() []string { return []string{"cinder_v3.list_types"} }

// Validate refuses what is neither true, false nor none.
func (s ListTypes) Validate() error {
	switch strings.ToLower(s.Public) {
	case "", "true", "false", "none":
		return nil
	}
	return harness.Unknown("is_public", s.Public, []string{"true", "false", "none"})
}

// Run lists the types.
func (s ListTypes) Run(ctx context.Context, it *harness.Iteration) error {
	filters := s.Search.with(nil)
	if s.Public != "" {
		filters["is_public"] = s.Public
	}
	return list(ctx, it, "cinder_v3.list_types", "types", "volume_types", false, filters)
}

// ListTransfers lists the volume transfers of the project: CinderVolumes.list_transfers.
type ListTransfers struct {
	reading
	Detailed bool    `arg:"detailed" help:"list all that cinder knows of each transfer"`
	Search   Options `arg:"search_opts" help:"filters, as cinder's API calls them: a JSON object"`
}

// Name is Rally's.
func (ListTransfers) Name() string { return "CinderVolumes.list_transfers" }

// Actions are those of Run.
func (ListTransfers) Actions() []string { return []string{"cinder_v3.list_transfers"} }

// Run lists the transfers.
func (s ListTransfers) Run(ctx context.Context, it *harness.Iteration) error {
	return list(ctx, it, "cinder_v3.list_transfers", "os-volume-transfer", "transfers", s.Detailed, s.Search)
}
