package nova

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/pacenote/pacenote/harness"
)

// A bounce is what can be done to a server so that it is afterwards as it was before.
type bounce struct {
	name   string // as an argument
	action string
	verbs  []verb // one: it is the action itself
}

var bounces = []bounce{
	{"hard_reboot", reboot.action, []verb{reboot}},
	{"soft_reboot", softReboot.action, []verb{softReboot}},
	{"stop_start", "nova.stop_and_start_server", []verb{stop, start}},
	{"rescue_unrescue", "nova.rescue_and_unrescue_server", []verb{rescue, unrescue}},
	{"pause_unpause", "nova.pause_and_unpause_server", []verb{pause, unpause}},
	{"suspend_resume", "nova.suspend_and_resume_server", []verb{suspend, resume}},
	{"lock_unlock", "nova.lock_and_unlock_server", []verb{lock, unlock}},
	{"shelve_unshelve", "nova.shelve_and_unshelve_server", []verb{shelve, unshelve}},
}

// do bounces a server: one action, whose verbs are its children.
func (b bounce) do(ctx context.Context, it *harness.Iteration, id string) error {
	if len(b.verbs) == 1 {
		return b.verbs[0].do(ctx, it, id)
	}
	return it.Time(ctx, b.action, func(ctx context.Context) error { return doAll(ctx, it, id, b.verbs...) })
}

// actions are those of do.
func (b bounce) actions() []string {
	list := []string{b.action}
	if len(b.verbs) > 1 {
		for _, v := range b.verbs {
			list = append(list, b.action+"["+v.action+"]")
		}
	}
	return list
}

// Bounces are what is done to a server, in order, each so many times. As text they are Rally's list of JSON objects:
// [{"stop_start": 2}, {"hard_reboot": 1}].
type Bounces []Bounce

// A Bounce is one of hard_reboot, soft_reboot, stop_start, rescue_unrescue, pause_unpause, suspend_resume, lock_unlock and
// shelve_unshelve, and how often.
type Bounce struct {
	Name  string
	Times int // zero is 1
}

// UnmarshalText reads the list.
func (b *Bounces) UnmarshalText(text []byte) error {
	var list []map[string]int
	if err := json.Unmarshal(text, &list); err != nil {
		return fmt.Errorf(`%q: expected a list such as [{"stop_start": 2}, {"hard_reboot": 1}]: %w`, text, err)
	}
	*b = nil
	for _, item := range list {
		if len(item) != 1 {
			return fmt.Errorf(`%d names in an item: expected one and how often, such as {"stop_start": 2}`, len(item))
		}
		for name, times := range item {
			if _, err := bounceNamed(name); err != nil {
				return err
			}
			if times < 1 {
				return fmt.Errorf("%s %d times: expected 1 or more", name, times)
			}
			*b = append(*b, Bounce{name, times})
		}
	}
	return nil
}

// MarshalText writes what UnmarshalText reads.
func (b Bounces) MarshalText() ([]byte, error) {
	list := make([]map[string]int, len(b))
	for i, one := range b {
		list[i] = map[string]int{one.Name: max(one.Times, 1)}
	}
	return json.Marshal(list)
}

func bounceNamed(name string) (bounce, error) {
	known := make([]string, len(bounces))
	for i, b := range bounces {
		if b.name == name {
			return b, nil
		}
		known[i] = b.name
	}
	return bounce{}, harness.Unknown("action of a server", name, known)
}

// BootAndBounceServer boots a server, bounces it as is asked for, and deletes it: NovaServers.boot_and_bounce_server.
type BootAndBounceServer struct {
	RoundTrip
	Bounces Bounces `arg:"actions" help:"what is done to the server, in order, and how often: [{\"stop_start\": 2}, {\"hard_reboot\": 1}], of hard_reboot, soft_reboot, stop_start, rescue_unrescue, pause_unpause, suspend_resume, lock_unlock, shelve_unshelve"`
}

// Name is Rally's.
func (BootAndBounceServer) Name() string { return "NovaServers.boot_and_bounce_server" }

// Actions are those of Run.
func (s BootAndBounceServer) Actions() []string {
	list, seen := s.actions(), make(map[string]bool)
	for _, wanted := range s.Bounces {
		if b, err := bounceNamed(wanted.Name); err == nil && !seen[b.name] {
			list, seen[b.name] = append(list, b.actions()...), true
		}
	}
	return list
}

// Validate refuses what cannot be done to a server, and what it cannot be booted with.
func (s BootAndBounceServer) Validate() error {
	err := s.Boot.Validate()
	for _, wanted := range s.Bounces {
		_, unknown := bounceNamed(wanted.Name)
		err = errors.Join(err, unknown)
	}
	return err
}

// Prepare looks the image and the flavor up.
func (s BootAndBounceServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, bounces it, and deletes it.
func (s BootAndBounceServer) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	for _, wanted := range s.Bounces {
		b, err := bounceNamed(wanted.Name)
		if err != nil {
			return err
		}
		for range max(wanted.Times, 1) {
			if err := b.do(ctx, it, id); err != nil {
				return err
			}
		}
	}
	return s.remove(ctx, it, id)
}
