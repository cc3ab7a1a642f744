package cinder

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/qos"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// QoS is what every scenario asks for that creates QoS specs.
type QoS struct {
	Consumer     string `arg:"consumer,required" help:"who sees to it: front-end, back-end or both"`
	WriteIOPSSec int    `arg:"write_iops_sec,required" help:"most writes in a second"`
	ReadIOPSSec  int    `arg:"read_iops_sec,required" help:"most reads in a second"`
}

// Validate refuses an unknown consumer, and limits below one.
func (q QoS) Validate() error { return limits(q.Consumer, q.WriteIOPSSec, q.ReadIOPSSec) }

func limits(consumer string, writes, reads int) error {
	known := []string{"front-end", "back-end", "both"}
	if !slices.Contains(known, consumer) {
		return harness.Unknown("consumer", consumer, known)
	}
	if writes < 1 || reads < 1 {
		return fmt.Errorf("%d writes and %d reads in a second: expected 1 or more", writes, reads)
	}
	return nil
}

func specs(writes, reads int) map[string]string {
	return map[string]string{"write_iops_sec": strconv.Itoa(writes), "read_iops_sec": strconv.Itoa(reads)}
}

// create creates the QoS specs: the action cinder_v3.create_qos.
func (q QoS) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	err = administered(ctx, it, "cinder_v3.create_qos", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		created, err := qos.Create(ctx, client, qos.CreateOpts{
			Name: it.Name(), Consumer: qos.QoSConsumer(q.Consumer), Specs: specs(q.WriteIOPSSec, q.ReadIOPSSec),
		}).Extract()
		if err == nil {
			id = created.ID
		}
		return err
	})
	return id, err
}

// CreateAndGetQos creates QoS specs and gets them: CinderQos.create_and_get_qos.
type CreateAndGetQos struct {
	asAdmin
	QoS
}

// Name is Rally's.
func (CreateAndGetQos) Name() string { return "CinderQos.create_and_get_qos" }

// Actions are those of Run.
func (CreateAndGetQos) Actions() []string {
	return []string{"cinder_v3.create_qos", "cinder_v3.get_qos"}
}

// Run creates QoS specs and gets them.
func (s CreateAndGetQos) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.get_qos", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return qos.Get(ctx, client, id).Err
	})
}

// CreateAndListQos creates QoS specs, lists all, and sees that they are among them: CinderQos.create_and_list_qos.
type CreateAndListQos struct {
	asAdmin
	QoS
}

// Name is Rally's.
func (CreateAndListQos) Name() string { return "CinderQos.create_and_list_qos" }

// Actions are those of Run.
func (CreateAndListQos) Actions() []string {
	return []string{"cinder_v3.create_qos", "cinder_v3.list_qos"}
}

// Run creates QoS specs and finds them in the list.
func (s CreateAndListQos) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	var list []made
	err = administered(ctx, it, "cinder_v3.list_qos", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		list, err = cloud.List[made](ctx, client, client.ServiceURL("qos-specs"), "qos_specs")
		return err
	})
	if err == nil && !slices.Contains(list, made{id}) {
		err = &harness.AssertionError{Message: fmt.Sprintf("QoS specs %s are not among the %d in the list", id, len(list))}
	}
	return err
}

// CreateAndSetQos creates QoS specs and sets others: CinderQos.create_and_set_qos.
type CreateAndSetQos struct {
	asAdmin
	QoS
	SetConsumer     string `arg:"set_consumer,required" help:"who sees to it from then on: front-end, back-end or both"`
	SetWriteIOPSSec int    `arg:"set_write_iops_sec,required" help:"most writes in a second from then on"`
	SetReadIOPSSec  int    `arg:"set_read_iops_sec,required" help:"most reads in a second from then on"`
}

// Name is Rally's.
func (CreateAndSetQos) Name() string { return "CinderQos.create_and_set_qos" }

// Actions are those of Run.
func (CreateAndSetQos) Actions() []string {
	return []string{"cinder_v3.create_qos", "cinder_v3.set_qos"}
}

// Validate refuses unknown consumers, and limits below one.
func (s CreateAndSetQos) Validate() error {
	return errors.Join(s.QoS.Validate(), limits(s.SetConsumer, s.SetWriteIOPSSec, s.SetReadIOPSSec))
}

// Run creates QoS specs and sets others.
func (s CreateAndSetQos) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.set_qos", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return qos.Update(ctx, client, id, qos.UpdateOpts{
			Consumer: qos.QoSConsumer(s.SetConsumer), Specs: specs(s.SetWriteIOPSSec, s.SetReadIOPSSec),
		}).Err
	})
}

// CreateQosAssociateAndDisassociateType creates QoS specs, associates them with one of the fixture's volume types, and takes them off
// it: CinderQos.create_qos_associate_and_disassociate_type.
type CreateQosAssociateAndDisassociateType struct {
	withTypes
	QoS
}

// Name is Rally's.
func (CreateQosAssociateAndDisassociateType) Name() string {
	return "CinderQos.create_qos_associate_and_disassociate_type"
}

// Actions are those of Run.
func (CreateQosAssociateAndDisassociateType) Actions() []string {
	return []string{"cinder_v3.create_qos", "cinder_v3.qos_associate_type", "cinder_v3.qos_disassociate_type"}
}

// Run creates QoS specs, associates them, and takes them off.
func (s CreateQosAssociateAndDisassociateType) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	t, err := aType(it)
	if err != nil {
		return err
	}
	err = administered(ctx, it, "cinder_v3.qos_associate_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return qos.Associate(ctx, client, id, qos.AssociateOpts{VolumeTypeID: t}).ExtractErr()
	})
	if err != nil {
		return err
	}
	return administered(ctx, it, "cinder_v3.qos_disassociate_type", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return qos.Disassociate(ctx, client, id, qos.DisassociateOpts{VolumeTypeID: t}).ExtractErr()
	})
}
