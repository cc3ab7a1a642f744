package keystone

import (
	"context"
	"fmt"
	"slices"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Validate asks a service something simple, again and again, so that it validates the token of the iteration's user each time:
// Authenticate.validate_nova and so on. There is no Authenticate.validate_ceilometer: ceilometer has had no API for years, and
// gophercloud has no client of it.
type Validate struct {
	Of          string // the service: cinder, glance, heat, neutron, nova or octavia
	Repetitions int    `arg:"repetitions,required" help:"how many times, in one action"`
}

// A question is what a service is asked. key is the name of the list in the answer.
type question struct{ of, service, path, key string }

var questions = []question{
	{"cinder", "block-storage", "types", "volume_types"},
	{"glance", "image", "images?name=intentionally-absent", "images"},
	{"heat", "orchestration", "stacks?limit=0", "stacks"},
	{"neutron", "network", "networks", "networks"},
	{"nova", "compute", "flavors/detail", "flavors"},
	{"octavia", "load-balancer", "lbaas/loadbalancers", "loadbalancers"},
}

// question is that of the service; the zero value if there is none.
func (v Validate) question() question {
	i := slices.IndexFunc(questions, func(q question) bool { return q.of == v.Of })
	if i < 0 {
		return question{}
	}
	return questions[i]
}

// Name is Rally's.
func (v Validate) Name() string { return "Authenticate.validate_" + v.Of }

// Actions are those of Run.
func (v Validate) Actions() []string { return []string{"authenticate.validate_" + v.Of} }

// Services are what it talks to.
func (v Validate) Services() []string { return []string{"identity", v.question().service} }

// Fixtures brings a user.
func (Validate) Fixtures() []harness.Fixture { return []harness.Fixture{fixtures.Users{}} }

// Validate refuses an unknown service, and less than one repetition.
func (v Validate) Validate() error {
	if v.question().of == "" {
		var known []string
		for _, q := range questions {
			known = append(known, q.of)
		}
		return harness.Unknown("service to validate tokens", v.Of, known)
	}
	if v.Repetitions < 1 {
		return fmt.Errorf("repetitions %d: expected 1 or more", v.Repetitions)
	}
	return nil
}

// Run asks the service.
func (v Validate) Run(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, "authenticate.validate_"+v.Of, func(ctx context.Context) error {
		q := v.question()
		client, err := it.User.Service(ctx, q.service)
		if err != nil {
			return err
		}
		for range v.Repetitions {
			if _, err := cloud.Show[[]struct{}](ctx, client, client.ServiceURL(q.path), q.key); err != nil {
				return err
			}
		}
		return nil
	})
}
