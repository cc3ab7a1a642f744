package magnum

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/keypairs"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/request"
)

// createLimit is Rally's.
const createLimit = 40 * time.Minute

// list lists all of a collection: the action magnum.list_clusters or magnum.list_cluster_templates.
func list(ctx context.Context, it *harness.Iteration, action, collection string) (all []listed, err error) {
	err = service.Time(ctx, it, it.User, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		all, err = cloud.List[listed](ctx, client, client.ServiceURL(collection), collection)
		return err
	})
	return all, err
}

// A listed cluster is as much of one as finding it needs.
type listed struct{ UUID string }

// ListClusters lists clusters: MagnumClusters.list_clusters.
type ListClusters struct{ asUser }

// Name is Rally's.
func (ListClusters) Name() string { return "MagnumClusters.list_clusters" }

// Actions are those of Run.
func (ListClusters) Actions() []string { return []string{"magnum.list_clusters"} }

// Run lists clusters.
func (ListClusters) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := list(ctx, it, "magnum.list_clusters", "clusters")
	return err
}

// ListClusterTemplates lists cluster templates: MagnumClusterTemplates.list_cluster_templates.
type ListClusterTemplates struct{ asUser }

// Name is Rally's.
func (ListClusterTemplates) Name() string { return "MagnumClusterTemplates.list_cluster_templates" }

// Actions are those of Run.
func (ListClusterTemplates) Actions() []string { return []string{"magnum.list_cluster_templates"} }

// Run lists cluster templates.
func (ListClusterTemplates) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := list(ctx, it, "magnum.list_cluster_templates", "clustertemplates")
	return err
}

// CreateAndListClusters creates a key pair and a cluster, waits until it is complete, and lists all:
// MagnumClusters.create_and_list_clusters.
type CreateAndListClusters struct {
	asUser
	Nodes    int    `arg:"node_count,required" help:"nodes of the cluster"`
	Template string `arg:"cluster_template_uuid" help:"id of the cluster template; that of a fixture if none is given"`
}

// Name is Rally's.
func (CreateAndListClusters) Name() string { return "MagnumClusters.create_and_list_clusters" }

// Services are what it talks to.
func (CreateAndListClusters) Services() []string { return []string{"compute", string(service)} }

// Actions are those of Run.
func (CreateAndListClusters) Actions() []string {
	return []string{"nova.create_keypair", "magnum.create_cluster", "magnum.list_clusters"}
}

// Fixtures brings a user with a cluster template, and the removal of what is left.
func (CreateAndListClusters) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.ClusterTemplates{}, fixtures.Sweep{}}
}

// Validate refuses a number of nodes that is none.
func (s CreateAndListClusters) Validate() error {
	if s.Nodes < 0 {
		return fmt.Errorf("argument node_count: %d: expected 1 or more", s.Nodes)
	}
	return nil
}

// Run creates a cluster and finds it in the list.
func (s CreateAndListClusters) Run(ctx context.Context, it *harness.Iteration) error {
	template := s.Template
	if template == "" {
		byProject, _ := fixtures.ProjectClusterTemplates.Of(it)
		own := byProject[it.User.ProjectID()]
		if len(own) == 0 {
			return errors.New("argument cluster_template_uuid is missing, and the project has none of a fixture")
		}
		template = own[0].ID
	}
	key := it.Name()
	err := it.Time(ctx, "nova.create_keypair", func(ctx context.Context) error {
		client, err := it.User.Compute(ctx)
		if err != nil {
			return err
		}
		return keypairs.Create(ctx, client, keypairs.CreateOpts{Name: key}).Err
	})
	if err != nil {
		return err
	}
	var made listed
	err = service.Time(ctx, it, it.User, "magnum.create_cluster", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		body := map[string]any{"name": it.Name(), "cluster_template_id": template, "node_count": s.Nodes, "keypair": key}
		if err := request.Post(ctx, client, "clusters", body, &made); err != nil {
			return err
		}
		return it.Wait(ctx, "cluster "+made.UUID+" is complete", createLimit, func(ctx context.Context) (bool, error) {
			now, err := cloud.Show[struct{ Status string }](ctx, client, client.ServiceURL("clusters", made.UUID), "")
			if err == nil && strings.HasSuffix(now.Status, "_FAILED") {
				err = &harness.StateError{Kind: "cluster", ID: made.UUID, State: now.Status}
			}
			return now.Status == "CREATE_COMPLETE", err
		})
	})
	if err != nil {
		return err
	}
	clusters, err := list(ctx, it, "magnum.list_clusters", "clusters")
	if err == nil && !slices.Contains(clusters, made) {
		err = &harness.AssertionError{Message: fmt.Sprintf("cluster %s is not among the %d in the list", made.UUID, len(clusters))}
	}
	return err
}
