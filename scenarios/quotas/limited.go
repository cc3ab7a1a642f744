package quotas

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// A limited service is one that has quotas.
type limited struct {
	of, service, path, key string
	names                  []string // those that are set
}

var limitedServices = []limited{
	{"cinder", "block-storage", "os-quota-sets", "quota_set", []string{"volumes", "snapshots", "gigabytes"}},
	{"neutron", "network", "quotas", "quota", []string{"network", "subnet", "port", "router", "floatingip", "security_group", "security_group_rule"}},
	{"nova", "compute", "os-quota-sets", "quota_set", []string{"metadata_items", "key_pairs", "injected_file_content_bytes", "injected_file_path_bytes", "ram", "instances", "injected_files", "cores"}},
}

// limitedBy is the service of a name; the zero value if there is none.
func limitedBy(of string) limited {
	for _, l := range limitedServices {
		if l.of == of {
			return l
		}
	}
	return limited{}
}

// known refuses the name of a service without quotas.
func known(of string) error {
	if limitedBy(of).of != "" {
		return nil
	}
	var names []string
	for _, l := range limitedServices {
		names = append(names, l.of)
	}
	return harness.Unknown("service with quotas", of, names)
}

func services(of string) []string { return []string{limitedBy(of).service} }

// reading are the fixtures of a scenario that changes nothing.
func reading() []harness.Fixture {
	return []harness.Fixture{fixtures.Administrator{}, fixtures.Users{}}
}

// changing are those of one that changes the quotas of a service.
func changing(of string) []harness.Fixture {
	switch p := (putBack{of}); of {
	case "cinder":
		return append(reading(), ofCinder{p})
	case "neutron":
		return append(reading(), ofNeutron{p})
	case "nova":
		return append(reading(), ofNova{p})
	}
	return reading()
}

// A benchmark has one fixture of a type; that of one service does not stand for that of another.
type (
	ofCinder  struct{ putBack }
	ofNeutron struct{ putBack }
	ofNova    struct{ putBack }
)

// putBack puts the quotas of every project back at the end of the run: those that projects had of their own are set again, the
// rest is deleted, so that the defaults hold. What a killed run has set stays: temporary projects take it with them.
type putBack struct{ of string }

// String is what the sections of a run call it.
func (p putBack) String() string { return "quotas of " + p.of }

// Fixtures are the users whose projects it is about.
func (putBack) Fixtures() []harness.Fixture { return reading() }

// Setup reads the quotas.
func (p putBack) Setup(ctx context.Context, w *harness.World) error {
	l := limitedBy(p.of)
	client, err := w.Cloud.Admin().Service(ctx, l.service)
	if err != nil {
		return err
	}
	users := make(map[string]*cloud.User) // one of each project
	for _, user := range w.Users() {
		users[user.ProjectID()] = user
	}
	projects := slices.Sorted(maps.Keys(users))
	return w.Each(ctx, len(projects), func(ctx context.Context, i int) error {
		name := users[projects[i]].ProjectName()
		own, err := l.own(ctx, client, projects[i])
		if err != nil {
			return fmt.Errorf("quotas of %s of project %s: %w", p.of, name, err)
		}
		w.Cleanup(fmt.Sprintf("quotas of %s of project %s", p.of, name), func(ctx context.Context) error {
			return l.restore(ctx, client, projects[i], own)
		})
		return nil
	})
}

// own are the quotas of a project that differ from the defaults.
func (l limited) own(ctx context.Context, client *gophercloud.ServiceClient, project string) (map[string]int, error) {
	defaults := "defaults"
	if l.of == "neutron" {
		defaults = "default"
	}
	usual, err := cloud.Show[map[string]any](ctx, client, client.ServiceURL(l.path, project, defaults), l.key)
	if err != nil {
		return nil, err
	}
	all, err := cloud.Show[map[string]any](ctx, client, client.ServiceURL(l.path, project), l.key)
	if err != nil {
		return nil, err
	}
	own := make(map[string]int)
	for name, value := range all {
		if limit, ok := value.(float64); ok && value != usual[name] {
			own[name] = int(limit)
		}
	}
	return own, nil
}

// restore deletes the quotas of a project, and sets those of its own again.
func (l limited) restore(ctx context.Context, client *gophercloud.ServiceClient, project string, own map[string]int) error {
	address := client.ServiceURL(l.path, project)
	if _, err := client.Delete(ctx, address, &gophercloud.RequestOpts{OkCodes: append([]int{404}, deleted...)}); err != nil || len(own) == 0 {
		return err
	}
	_, err := client.Put(ctx, address, map[string]any{l.key: own}, nil, &gophercloud.RequestOpts{OkCodes: []int{200}})
	return err
}
