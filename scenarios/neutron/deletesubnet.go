package neutron

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// DeleteSubnets deletes a subnet of each of the project's networks: NeutronSubnets.delete_subnets. The first user of a project
// takes the first subnets, the second one the second ones; in their next iterations they take those that come after the last
// user's. So it takes as many subnets in a network as there are iterations in a project, and no router that holds them.
type DeleteSubnets struct {
	asUser
	turns map[string]*turn // by user, once prepared
}

// A turn is which subnets a user deletes.
type turn struct {
	first, step int // of the first iteration, to the next
	done        atomic.Int64
}

// Name is Rally's.
func (DeleteSubnets) Name() string { return "NeutronSubnets.delete_subnets" }

// Actions are those of Run.
func (DeleteSubnets) Actions() []string { return []string{"neutron.delete_subnet"} }

// Fixtures brings a user, a network without a router, and the removal of what is left.
func (DeleteSubnets) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Networks{NoRouter: true}, fixtures.Sweep{}}
}

// Prepare tells the users of each project apart.
func (s DeleteSubnets) Prepare(_ context.Context, w *harness.World) (harness.Scenario, error) {
	members := make(map[string]int) // by project
	for _, u := range w.Users() {
		members[u.ProjectID()]++
	}
	s.turns = make(map[string]*turn)
	before := make(map[string]int)
	for _, u := range w.Users() {
		s.turns[u.UserID()] = &turn{first: before[u.ProjectID()], step: members[u.ProjectID()]}
		before[u.ProjectID()]++
	}
	return s, nil
}

// Run deletes the subnets.
func (s DeleteSubnets) Run(ctx context.Context, it *harness.Iteration) error {
	t := s.turns[it.User.UserID()]
	i := t.first + t.step*int(t.done.Add(1)-1)
	own := projectNetworks(it)
	if len(own) == 0 {
		return errors.New("the project has no network of a fixture")
	}
	for _, n := range own {
		if i >= len(n.Subnets) {
			return fmt.Errorf("network %s has %d subnets, and this is deletion number %d in its project: make more subnets", n.Name, len(n.Subnets), i+1)
		}
		if err := subnet.remove(ctx, it, n.Subnets[i]); err != nil {
			return err
		}
	}
	return nil
}
