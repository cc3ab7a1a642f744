package manila

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Idle is a time between two phases of a scenario, which is in no duration.
type Idle struct {
	MinSleep time.Duration `arg:"min_sleep" help:"shortest idle time between the two phases"`
	MaxSleep time.Duration `arg:"max_sleep" help:"longest idle time between the two phases"`
}

// Validate refuses idle times that are no range.
func (i Idle) Validate() error { return harness.IdleRange(i.MinSleep, i.MaxSleep) }

// CreateAndDeleteShare creates a share, idles, and deletes it: ManilaShares.create_and_delete_share.
type CreateAndDeleteShare struct {
	Share
	Idle
}

// Name is Rally's.
func (CreateAndDeleteShare) Name() string { return "ManilaShares.create_and_delete_share" }

// Actions are those of Run.
func (CreateAndDeleteShare) Actions() []string {
	return []string{"manila.create_share", "manila.delete_share"}
}

// Validate refuses what neither part can be.
func (s CreateAndDeleteShare) Validate() error {
	return errors.Join(s.Share.Validate(), s.Idle.Validate())
}

// Run creates a share, idles, and deletes it.
func (s CreateAndDeleteShare) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	if err := it.IdleBetween(ctx, s.MinSleep, s.MaxSleep); err != nil {
		return err
	}
	return deleteShare(ctx, it, id)
}

// CreateAndListShare creates a share, idles, and lists all: ManilaShares.create_and_list_share.
type CreateAndListShare struct {
	Share
	Idle
	Detailed bool `arg:"detailed" help:"list all that manila knows of each share"`
}

// Name is Rally's.
func (CreateAndListShare) Name() string { return "ManilaShares.create_and_list_share" }

// Actions are those of Run.
func (CreateAndListShare) Actions() []string {
	return []string{"manila.create_share", "manila.list_shares"}
}

// Validate refuses what neither part can be.
func (s CreateAndListShare) Validate() error {
	return errors.Join(s.Share.Validate(), s.Idle.Validate())
}

// Run creates a share, idles, and lists all.
func (s CreateAndListShare) Run(ctx context.Context, it *harness.Iteration) error {
	if _, err := s.create(ctx, it); err != nil {
		return err
	}
	if err := it.IdleBetween(ctx, s.MinSleep, s.MaxSleep); err != nil {
		return err
	}
	_, err := list(ctx, it, it.User, "manila.list_shares", detailed("shares", s.Detailed), "shares", "")
	return err
}

// detailed is the path of a list.
func detailed(path string, all bool) string {
	if all {
		return path + "/detail"
	}
	return path
}

// ListShares lists the shares of the project: ManilaShares.list_shares.
type ListShares struct {
	asUser
	Detailed bool           `arg:"detailed" help:"list all that manila knows of each share"`
	Search   harness.Object `arg:"search_opts" help:"filters, as manila's API calls them: a JSON object"`
}

// Name is Rally's.
func (ListShares) Name() string { return "ManilaShares.list_shares" }

// Actions are those of Run.
func (ListShares) Actions() []string { return []string{"manila.list_shares"} }

// Run lists shares.
func (s ListShares) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := list(ctx, it, it.User, "manila.list_shares", detailed("shares", s.Detailed), "shares", s.Search.Query())
	return err
}

// Resized is a share that gets another size.
type Resized struct {
	Share
	NewSize int `arg:"new_size" help:"in GB, from then on"`
}

// run creates the share and resizes it.
func (r Resized) run(ctx context.Context, it *harness.Iteration, verb string) error {
	id, err := r.create(ctx, it)
	if err != nil {
		return err
	}
	return resize(ctx, it, id, verb, r.NewSize)
}

// CreateAndExtendShare creates a share and makes it larger: ManilaShares.create_and_extend_share.
type CreateAndExtendShare struct{ Resized }

// Name is Rally's.
func (CreateAndExtendShare) Name() string { return "ManilaShares.create_and_extend_share" }

// Actions are those of Run.
func (CreateAndExtendShare) Actions() []string {
	return []string{"manila.create_share", "manila.extend_share"}
}

// Validate refuses a new size that is not larger.
func (s CreateAndExtendShare) Validate() error {
	if s.NewSize <= s.Size {
		return errors.Join(s.Share.Validate(), fmt.Errorf("argument new_size: %d: expected more than size, %d", s.NewSize, s.Size))
	}
	return s.Share.Validate()
}

// Run creates a share and extends it.
func (s CreateAndExtendShare) Run(ctx context.Context, it *harness.Iteration) error {
	return s.run(ctx, it, "extend")
}

// CreateAndShrinkShare creates a share and makes it smaller: ManilaShares.create_and_shrink_share.
type CreateAndShrinkShare struct{ Resized }

// Name is Rally's.
func (CreateAndShrinkShare) Name() string { return "ManilaShares.create_and_shrink_share" }

// Actions are those of Run.
func (CreateAndShrinkShare) Actions() []string {
	return []string{"manila.create_share", "manila.shrink_share"}
}

// Validate refuses a new size that is not smaller.
func (s CreateAndShrinkShare) Validate() error {
	if s.NewSize >= s.Size || s.NewSize < 1 {
		return errors.Join(s.Share.Validate(), fmt.Errorf("argument new_size: %d: expected 1 to less than size, %d", s.NewSize, s.Size))
	}
	return s.Share.Validate()
}

// Run creates a share and shrinks it.
func (s CreateAndShrinkShare) Run(ctx context.Context, it *harness.Iteration) error {
	return s.run(ctx, it, "shrink")
}

// ListShareServers lists the servers that serve shares, as the administrator: ManilaShares.list_share_servers.
type ListShareServers struct {
	asUser
	Search harness.Object `arg:"search_opts" help:"filters, as manila's API calls them: a JSON object"`
}

// Name is Rally's.
func (ListShareServers) Name() string { return "ManilaShares.list_share_servers" }

// Actions are those of Run.
func (ListShareServers) Actions() []string { return []string{"manila.list_share_servers"} }

// Fixtures brings the administrator.
func (ListShareServers) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}}
}

// Run lists share servers.
func (s ListShareServers) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := list(ctx, it, it.Cloud().Admin(), "manila.list_share_servers", "share-servers", "share_servers", s.Search.Query())
	return err
}
