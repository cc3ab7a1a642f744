package ironic

import (
	"context"
	"fmt"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/request"
)

// named is the microversion since which nodes have names and are enrolled.
const named = "1.11"

// A Node is what every scenario asks for that creates one.
type Node struct {
	asAdmin
	Driver     string         `arg:"driver,required" help:"driver of the node, such as fake-hardware"`
	Properties harness.Object `arg:"properties" help:"of the node: a JSON object"`
}

// Microversions is that of all requests.
func (Node) Microversions() []harness.Microversion {
	return []harness.Microversion{{Service: string(service), Version: named}}
}

// create enrolls a node: the action ironic.create_node.
func (n Node) create(ctx context.Context, it *harness.Iteration) (name, id string, err error) {
	name = it.Name()
	body := map[string]any{"name": name, "driver": n.Driver}
	if len(n.Properties) > 0 {
		body["properties"] = n.Properties
	}
	err = asked(ctx, it, "ironic.create_node", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var reply struct{ UUID string }
		err := request.Post(ctx, client, "nodes", body, &reply)
		id = reply.UUID
		return err
	})
	return name, id, err
}

func asked(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return service.Time(ctx, it, it.Cloud().Admin(), action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		own := *client
		own.Microversion = named
		return do(ctx, &own)
	})
}

// CreateAndDeleteNode enrolls a node and deletes it: IronicNodes.create_and_delete_node.
type CreateAndDeleteNode struct{ Node }

// Name is Rally's.
func (CreateAndDeleteNode) Name() string { return "IronicNodes.create_and_delete_node" }

// Actions are those of Run.
func (CreateAndDeleteNode) Actions() []string {
	return []string{"ironic.create_node", "ironic.delete_node"}
}

// Run enrolls a node and deletes it.
func (s CreateAndDeleteNode) Run(ctx context.Context, it *harness.Iteration) error {
	_, id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return asked(ctx, it, "ironic.delete_node", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Delete(ctx, client, "nodes", id)
	})
}

// CreateAndListNode enrolls a node and lists all: IronicNodes.create_and_list_node.
type CreateAndListNode struct {
	Node
	Associated  bool   `arg:"associated" help:"only nodes with a server"`
	Maintenance bool   `arg:"maintenance" help:"only nodes under maintenance"`
	Detail      bool   `arg:"detail" help:"list all that ironic knows of each node"`
	Direction   string `arg:"sort_dir" help:"asc or desc"`
	Marker      string `arg:"marker" help:"has no effect, as in Rally"`
	Limit       int    `arg:"limit" help:"has no effect, as in Rally"`
	Key         string `arg:"sort_key" help:"has no effect, as in Rally"`
}

// Name is Rally's.
func (CreateAndListNode) Name() string { return "IronicNodes.create_and_list_node" }

// Actions are those of Run.
func (CreateAndListNode) Actions() []string {
	return []string{"ironic.create_node", "ironic.list_nodes"}
}

// Validate refuses an unknown direction, and filters that hide the new node.
func (s CreateAndListNode) Validate() error {
	if s.Direction != "" && s.Direction != "asc" && s.Direction != "desc" {
		return fmt.Errorf("argument sort_dir: %w", harness.Unknown("direction", s.Direction, []string{"asc", "desc"}))
	}
	if s.Associated || s.Maintenance {
		return fmt.Errorf("associated %v, maintenance %v: expected neither, since a new node is in neither list", s.Associated, s.Maintenance)
	}
	return nil
}

// Run enrolls a node and finds it in the list.
func (s CreateAndListNode) Run(ctx context.Context, it *harness.Iteration) error {
	name, _, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return asked(ctx, it, "ironic.list_nodes", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		address := client.ServiceURL("nodes")
		if s.Detail {
			address = client.ServiceURL("nodes", "detail")
		}
		if s.Direction != "" {
			address += "?sort_dir=" + s.Direction
		}
		list, err := cloud.List[harness.Resource](ctx, client, address, "nodes")
		if err == nil && !slices.ContainsFunc(list, func(r harness.Resource) bool { return r.Name == name }) {
			err = &harness.AssertionError{Message: fmt.Sprintf("node %s is not among the %d in the list", name, len(list))}
		}
		return err
	})
}
