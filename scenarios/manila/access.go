package manila

import (
	"context"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// CreateShareThenAllowAndDenyAccess creates a share, lets somebody in, and shuts him out again:
// ManilaShares.create_share_then_allow_and_deny_access.
type CreateShareThenAllowAndDenyAccess struct {
	Share
	Type  string `arg:"access_type,required" help:"ip, user, cert or cephx"`
	To    string `arg:"access,required" help:"who is let in, such as 10.0.0.0/24"`
	Level string `arg:"access_level" help:"rw or ro"`
}

// Name is Rally's.
func (CreateShareThenAllowAndDenyAccess) Name() string {
	return "ManilaShares.create_share_then_allow_and_deny_access"
}

// Actions are those of Run.
func (CreateShareThenAllowAndDenyAccess) Actions() []string {
	return []string{"manila.create_share", "manila.access_allow_share", "manila.access_deny_share"}
}

// Validate refuses unknown types and levels of access.
func (s CreateShareThenAllowAndDenyAccess) Validate() error {
	types, levels := []string{"ip", "user", "cert", "cephx"}, []string{"rw", "ro"}
	switch {
	case s.Type != "" && !slices.Contains(types, s.Type):
		return harness.Unknown("access_type", s.Type, types)
	case !slices.Contains(levels, s.Level):
		return harness.Unknown("access_level", s.Level, levels)
	}
	return s.Share.Validate()
}

// Run creates a share, allows and denies access.
func (s CreateShareThenAllowAndDenyAccess) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	access, err := AllowAccess(ctx, it, id, s.Type, s.To, s.Level)
	if err != nil {
		return err
	}
	return timed(ctx, it, "manila.access_deny_share", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := act(ctx, client, "shares", id, "deny_access", map[string]string{"access_id": access}, nil); err != nil {
			return err
		}
		return it.Wait(ctx, "access "+access+" is denied", deleteLimit, func(ctx context.Context) (bool, error) {
			rules, err := accesses(ctx, client, id)
			return !slices.ContainsFunc(rules, func(r state) bool { return r.ID == access }), err
		})
	})
}

// AllowAccess lets somebody use a share, and waits until that is active: the action manila.access_allow_share.
func AllowAccess(ctx context.Context, it *harness.Iteration, share, kind, to, level string) (id string, err error) {
	err = timed(ctx, it, "manila.access_allow_share", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var reply struct{ Access state }
		body := map[string]string{"access_type": kind, "access_to": to, "access_level": level}
		if err := act(ctx, client, "shares", share, "allow_access", body, &reply); err != nil {
			return err
		}
		id = reply.Access.ID
		return it.Wait(ctx, "access "+id+" is active", createLimit, func(ctx context.Context) (bool, error) {
			rules, err := accesses(ctx, client, share)
			i := slices.IndexFunc(rules, func(r state) bool { return r.ID == id })
			if err == nil && i >= 0 && rules[i].State == "error" {
				err = &harness.StateError{Kind: "access", ID: id, State: rules[i].State}
			}
			return i >= 0 && rules[i].State == "active", err
		})
	})
	return id, err
}

// accesses are those who may use a share.
func accesses(ctx context.Context, client *gophercloud.ServiceClient, share string) ([]state, error) {
	var reply struct {
		List []state `json:"access_list"`
	}
	err := act(ctx, client, "shares", share, "access_list", nil, &reply)
	return reply.List, err
}
