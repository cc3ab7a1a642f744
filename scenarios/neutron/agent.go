package neutron

import (
	"context"

	"github.com/pacenote/pacenote/harness"
)

// ListAgents lists the agents of the network service, of which a user without the role admin sees none: NeutronNetworks.list_agents.
type ListAgents struct {
	asUser
	Arguments harness.Object `arg:"agent_args" help:"which agents: attributes, as a JSON object"`
}

// Name is Rally's.
func (ListAgents) Name() string { return "NeutronNetworks.list_agents" }

// Actions are those of Run.
func (ListAgents) Actions() []string { return []string{"neutron.list_agents"} }

// Run lists the agents.
func (s ListAgents) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := agent.list(ctx, it, s.Arguments)
	return err
}
