// Package quotas holds the scenarios of quotas, of whichever service.
package quotas

import (
	"context"
	"fmt"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
)

// Get gets the quotas of the project of the iteration's user, as the administrator: Quotas.nova_get and Quotas.cinder_get.
type Get struct {
	Of string // the service: cinder, neutron or nova
}

// Name is Rally's.
func (s Get) Name() string { return "Quotas." + s.Of + "_get" }

// Actions are those of Run.
func (Get) Actions() []string { return []string{"quotas.get_quotas"} }

// Services are what it talks to.
func (s Get) Services() []string { return services(s.Of) }

// Fixtures brings the administrator and a user.
func (s Get) Fixtures() []harness.Fixture { return reading() }

// Validate refuses an unknown service.
func (s Get) Validate() error { return known(s.Of) }

// Run gets the quotas.
func (s Get) Run(ctx context.Context, it *harness.Iteration) error {
	return ask(ctx, it, "quotas.get_quotas", s.Of, func(ctx context.Context, client *gophercloud.ServiceClient, address string) error {
		_, err := client.Get(ctx, address, nil, nil)
		return err
	})
}

// Update sets quotas of the project of the iteration's user at random, as the administrator: Quotas.nova_update and so on. At
// the end of the run they are what they were.
type Update struct {
	Of       string // the service: cinder, neutron or nova
	MaxQuota int    `arg:"max_quota" help:"each quota is drawn from -1, which is none, up to this"`
}

// Name is Rally's.
func (s Update) Name() string { return "Quotas." + s.Of + "_update" }

// Actions are those of Run.
func (Update) Actions() []string { return []string{"quotas.update_quotas"} }

// Services are what it talks to.
func (s Update) Services() []string { return services(s.Of) }

// Fixtures brings the administrator, a user, and what puts the quotas back.
func (s Update) Fixtures() []harness.Fixture { return changing(s.Of) }

// Validate refuses an unknown service, and less than -1.
func (s Update) Validate() error { return drawable(s.Of, s.MaxQuota) }

// Run sets the quotas.
func (s Update) Run(ctx context.Context, it *harness.Iteration) error {
	return update(ctx, it, s.Of, s.MaxQuota)
}

// UpdateAndDelete sets quotas of the project of the iteration's user at random, as the administrator, and deletes them, so that
// the defaults hold again: Quotas.nova_update_and_delete and Quotas.cinder_update_and_delete. At the end of the run they are
// what they were.
type UpdateAndDelete struct {
	Of       string // the service: cinder, neutron or nova
	MaxQuota int    `arg:"max_quota" help:"each quota is drawn from -1, which is none, up to this"`
}

// Name is Rally's.
func (s UpdateAndDelete) Name() string { return "Quotas." + s.Of + "_update_and_delete" }

// Actions are those of Run.
func (UpdateAndDelete) Actions() []string {
	return []string{"quotas.update_quotas", "quotas.delete_quotas"}
}

// Services are what it talks to.
func (s UpdateAndDelete) Services() []string { return services(s.Of) }

// Fixtures brings the administrator, a user, and what puts the quotas back.
func (s UpdateAndDelete) Fixtures() []harness.Fixture { return changing(s.Of) }

// Validate refuses an unknown service, and less than -1.
func (s UpdateAndDelete) Validate() error { return drawable(s.Of, s.MaxQuota) }

// Run sets the quotas and deletes them.
func (s UpdateAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	if err := update(ctx, it, s.Of, s.MaxQuota); err != nil {
		return err
	}
	return ask(ctx, it, "quotas.delete_quotas", s.Of, func(ctx context.Context, client *gophercloud.ServiceClient, address string) error {
		_, err := client.Delete(ctx, address, &gophercloud.RequestOpts{OkCodes: deleted})
		return err
	})
}

// deleted is what the services answer to a deletion.
var deleted = []int{http.StatusOK, http.StatusAccepted, http.StatusNoContent}

// ask times what the administrator asks about the quotas of the project of the iteration's user, as an action.
func ask(ctx context.Context, it *harness.Iteration, action, of string, do func(ctx context.Context, client *gophercloud.ServiceClient, address string) error) error {
	return it.Time(ctx, action, func(ctx context.Context) error {
		l := limitedBy(of)
		client, err := it.Cloud().Admin().Service(ctx, l.service)
		if err != nil {
			return err
		}
		return do(ctx, client, client.ServiceURL(l.path, it.User.ProjectID()))
	})
}

// update sets each quota at random: the action quotas.update_quotas.
func update(ctx context.Context, it *harness.Iteration, of string, most int) error {
	return ask(ctx, it, "quotas.update_quotas", of, func(ctx context.Context, client *gophercloud.ServiceClient, address string) error {
		l, draw := limitedBy(of), it.Rand("quotas")
		limits := make(map[string]int)
		for _, name := range l.names {
			limits[name] = draw.IntN(most+2) - 1
		}
		_, err := client.Put(ctx, address, map[string]any{l.key: limits}, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
		return err
	})
}

func drawable(of string, most int) error {
	if most < -1 {
		return fmt.Errorf("max_quota %d: expected -1 or more", most)
	}
	return known(of)
}
