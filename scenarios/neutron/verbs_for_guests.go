package neutron

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// DeleteFloatingIP gives a floating IP back: the action neutron.delete_floating_ip.
func DeleteFloatingIP(ctx context.Context, it *harness.Iteration, ip FloatingIP) error {
	return it.Time(ctx, "neutron.delete_floating_ip", func(ctx context.Context) error {
		client, err := it.User.Network(ctx)
		if err != nil {
			return err
		}
		_, err = client.Delete(ctx, client.ServiceURL("floatingips", ip.ID), nil)
		return err
	})
}
