package nova

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

var policies = []string{"affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"}

// softPolicies is the microversion since which there are some.
const softPolicies = "2.15"

// ServerGroup is what every scenario asks for that creates a server group.
type ServerGroup struct {
	asUser
	Policies []string `arg:"policies" help:"one of affinity, anti-affinity, soft-affinity and soft-anti-affinity"`
	Kwargs   Options  `arg:"kwargs" help:"the policies as a JSON object: {\"policies\": [\"affinity\"]}; Rally's old way"`
}

// policies are what is asked for, either way.
func (s ServerGroup) policies() []string {
	if list, ok := s.Kwargs["policies"].([]any); ok && len(s.Policies) == 0 {
		for _, item := range list {
			s.Policies = append(s.Policies, fmt.Sprint(item))
		}
	}
	return s.Policies
}

// Validate refuses anything but one policy, which nova does too.
func (s ServerGroup) Validate() error {
	wanted := s.policies()
	if len(wanted) != 1 {
		return fmt.Errorf("argument policies: %d policies: expected one of %s", len(wanted), strings.Join(policies, ", "))
	}
	if harness.Nearest(wanted[0], policies) != wanted[0] {
		return harness.Unknown("policy", wanted[0], policies)
	}
	if s.Kwargs["name"] != nil {
		return errors.New("argument kwargs: name: expected none, since names carry the mark of the run")
	}
	return nil
}

// Microversions is the one that soft policies take.
func (s ServerGroup) Microversions() []harness.Microversion {
	if wanted := s.policies(); len(wanted) == 1 && strings.HasPrefix(wanted[0], "soft-") {
		return since(softPolicies)
	}
	return nil
}

// create creates a server group: the action nova.create_server_group.
func (s ServerGroup) create(ctx context.Context, it *harness.Iteration) (id string, err error) {
	err = timed(ctx, it, "nova.create_server_group", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		wanted := s.policies()
		if strings.HasPrefix(wanted[0], "soft-") {
			client = at(client, softPolicies)
		}
		var reply struct {
			Group harness.Resource `json:"server_group"`
		}
		body := map[string]any{"server_group": map[string]any{"name": it.Name(), "policies": wanted}}
		response, err := client.Post(ctx, client.ServiceURL("os-server-groups"), body, &reply, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
		_, _, err = gophercloud.ParseResponse(response, err)
		id = reply.Group.ID
		return err
	})
	return id, err
}

// CreateAndDeleteServerGroup creates a server group and deletes it: NovaServerGroups.create_and_delete_server_group.
type CreateAndDeleteServerGroup struct{ ServerGroup }

// Name is Rally's.
func (CreateAndDeleteServerGroup) Name() string {
	return "NovaServerGroups.create_and_delete_server_group"
}

// Actions are those of Run.
func (CreateAndDeleteServerGroup) Actions() []string {
	return []string{"nova.create_server_group", "nova.delete_server_group"}
}

// Run creates a server group and deletes it.
func (s CreateAndDeleteServerGroup) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "nova.delete_server_group", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Delete(ctx, client.ServiceURL("os-server-groups", id), nil)
		return err
	})
}

// CreateAndGetServerGroup creates a server group and shows it: NovaServerGroups.create_and_get_server_group.
type CreateAndGetServerGroup struct{ ServerGroup }

// Name is Rally's.
func (CreateAndGetServerGroup) Name() string { return "NovaServerGroups.create_and_get_server_group" }

// Actions are those of Run.
func (CreateAndGetServerGroup) Actions() []string {
	return []string{"nova.create_server_group", "nova.get_server_group"}
}

// Run creates a server group and shows it.
func (s CreateAndGetServerGroup) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	return timed(ctx, it, "nova.get_server_group", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		group, err := cloud.Show[harness.Resource](ctx, client, client.ServiceURL("os-server-groups", id), "server_group")
		if err == nil && group.ID != id {
			err = &harness.AssertionError{Message: fmt.Sprintf("server group %s was asked for, and %s is shown", id, group.ID)}
		}
		return err
	})
}

// CreateAndListServerGroups creates a server group, lists them, and sees that it is among them:
// NovaServerGroups.create_and_list_server_groups.
type CreateAndListServerGroups struct {
	ServerGroup
	AllProjects bool `arg:"all_projects" help:"list those of all projects, as an administrator"`
}

// Name is Rally's.
func (CreateAndListServerGroups) Name() string {
	return "NovaServerGroups.create_and_list_server_groups"
}

// Actions are those of Run.
func (CreateAndListServerGroups) Actions() []string {
	return []string{"nova.create_server_group", "nova.list_server_groups"}
}

// Fixtures brings a user, the administrator if he is asked, and the removal of what is left.
func (s CreateAndListServerGroups) Fixtures() []harness.Fixture {
	if s.AllProjects {
		return append([]harness.Fixture{fixtures.Administrator{}}, s.ServerGroup.Fixtures()...)
	}
	return s.ServerGroup.Fixtures()
}

// Run creates a server group and finds it in the list.
func (s CreateAndListServerGroups) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it)
	if err != nil {
		return err
	}
	as, query := timed, ""
	if s.AllProjects {
		as, query = administered, "?all_projects=True"
	}
	var list []harness.Resource
	err = as(ctx, it, "nova.list_server_groups", func(ctx context.Context, client *gophercloud.ServiceClient) (err error) {
		list, err = cloud.List[harness.Resource](ctx, client, client.ServiceURL("os-server-groups")+query, "server_groups")
		return err
	})
	if err != nil {
		return err
	}
	return among("server group", id, list)
}

// among is an error if a resource is not in a list.
func among(kind, id string, list []harness.Resource) error {
	for _, r := range list {
		if r.ID == id {
			return nil
		}
	}
	return &harness.AssertionError{Message: fmt.Sprintf("%s %s is not among the %d in the list", kind, id, len(list))}
}
