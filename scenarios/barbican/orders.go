package barbican

import (
	"context"
	"path"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

// order orders something of a type, and deletes the order: the actions barbican.create_TYPE and barbican.orders_delete. Rally
// does not wait until it is made.
func order(ctx context.Context, it *harness.Iteration, action, kind string, meta map[string]any) error {
	meta["name"] = it.Name()
	var reply struct {
		Reference string `json:"order_ref"`
	}
	err := service.Time(ctx, it, it.Cloud().Admin(), action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Post(ctx, client, "orders", map[string]any{"type": kind, "meta": meta}, &reply)
	})
	if err != nil {
		return err
	}
	return service.Time(ctx, it, it.Cloud().Admin(), "barbican.orders_delete", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Delete(ctx, client, "orders", path.Base(reply.Reference))
	})
}

// OrderAsymmetricAndDelete orders a pair of keys and deletes the order: BarbicanOrders.create_asymmetric_and_delete.
type OrderAsymmetricAndDelete struct{ asAdmin }

// Name is Rally's.
func (OrderAsymmetricAndDelete) Name() string { return "BarbicanOrders.create_asymmetric_and_delete" }

// Actions are those of Run.
func (OrderAsymmetricAndDelete) Actions() []string {
	return []string{"barbican.create_asymmetric", "barbican.orders_delete"}
}

// Run orders a pair of keys and deletes the order.
func (OrderAsymmetricAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	return order(ctx, it, "barbican.create_asymmetric", "asymmetric", map[string]any{"algorithm": "rsa", "bit_length": 2048, "payload_content_type": "application/octet-stream"})
}

// OrderCertificateAndDelete orders a certificate and deletes the order: BarbicanOrders.create_certificate_and_delete.
type OrderCertificateAndDelete struct{ asAdmin }

// Name is Rally's.
func (OrderCertificateAndDelete) Name() string { return "BarbicanOrders.create_certificate_and_delete" }

// Actions are those of Run.
func (OrderCertificateAndDelete) Actions() []string {
	return []string{"barbican.create_certificate", "barbican.orders_delete"}
}

// Run orders a certificate and deletes the order.
func (OrderCertificateAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	return order(ctx, it, "barbican.create_certificate", "certificate", map[string]any{})
}

// OrderKeyAndDelete orders a key and deletes the order: BarbicanOrders.create_key_and_delete.
type OrderKeyAndDelete struct{ asAdmin }

// Name is Rally's.
func (OrderKeyAndDelete) Name() string { return "BarbicanOrders.create_key_and_delete" }

// Actions are those of Run.
func (OrderKeyAndDelete) Actions() []string {
	return []string{"barbican.create_key", "barbican.orders_delete"}
}

// Run orders a key and deletes the order.
func (OrderKeyAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	return order(ctx, it, "barbican.create_key", "key", map[string]any{"algorithm": "aes", "bit_length": 256, "mode": "cbc", "payload_content_type": "application/octet-stream"})
}

// ListOrders lists orders: BarbicanOrders.list.
type ListOrders struct{ asAdmin }

// Name is Rally's.
func (ListOrders) Name() string { return "BarbicanOrders.list" }

// Actions are those of Run.
func (ListOrders) Actions() []string { return []string{"barbican.orders_list"} }

// Run lists orders.
func (ListOrders) Run(ctx context.Context, it *harness.Iteration) error {
	return list(ctx, it, "barbican.orders_list", "orders")
}
