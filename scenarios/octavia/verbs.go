package octavia

import (
	"context"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// Verbs are those of this package.
func Verbs() []harness.Verb {
	return []harness.Verb{
		{Form: "creates a load balancer on SUBNET", Makes: "load balancer", Doc: "create a load balancer and wait until it is active", New: harness.NewDoer(balancing{LoadBalancers{AdminState: true}})},
		{Form: "deletes LOAD BALANCER", Ends: true, Doc: "delete a load balancer and wait until it is gone", New: harness.NewDoer(harness.Deed{
			Does: []string{"octavia.load_balancer_delete"}, Asks: []string{"load-balancer"}, Brings: balancing{}.Fixtures(),
			Run: func(ctx context.Context, it *harness.Iteration, with harness.Things) (string, error) {
				return "", end(ctx, it, with.ID(0))
			}})},
	}
}

// balancing creates a load balancer.
type balancing struct{ LoadBalancers }

// Fixtures brings a user, and the removal of what is left.
func (balancing) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Sweep{}}
}

// Actions are those of the creation.
func (balancing) Actions() []string { return creating() }

// Do creates it, and waits until it is active.
func (b balancing) Do(ctx context.Context, it *harness.Iteration, with harness.Things) (id string, err error) {
	if id, err = b.createOn(ctx, it, with.ID(0)); err != nil {
		return "", err
	}
	return id, await(ctx, it, id)
}

// end deletes a load balancer and waits until it is gone: the action octavia.load_balancer_delete.
func end(ctx context.Context, it *harness.Iteration, id string) error {
	return timed(ctx, it, "octavia.load_balancer_delete", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		if err := removeAll(ctx, client, id); err != nil {
			return err
		}
		return it.Wait(ctx, "load balancer "+id+" is gone", createLimit, func(ctx context.Context) (bool, error) {
			s, err := show(ctx, client, kindBalancer, id)
			if gophercloud.ResponseCodeIs(err, http.StatusNotFound) {
				return true, nil
			}
			return s.Status == "DELETED", err
		})
	})
}
