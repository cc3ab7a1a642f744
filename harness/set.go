package harness

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"time"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A Set is what fixtures made that are to outlive their benchmark: all that is needed to use it again, secrets included.
type Set struct {
	Name     string
	Cloud    string // its name in clouds.yaml
	AuthURL  string
	Mark     string // of all that was made
	Made     time.Time
	Fixtures []string // in words
	Types    []string // of the fixtures: a benchmark with the set needs none of them
	Choice   string   // how an iteration gets its user
	Users    []SetUser
	Slots    map[string]json.RawMessage // what the fixtures published, by name
}

// A SetUser is a user of a set, and how it logs in.
type SetUser struct {
	Username, UserDomainID, ProjectID, Password string
}

// Raise sets fixtures up that stay, with their journal in the lab's folder. If that fails, what was made is removed.
func (l Lab) Raise(ctx context.Context, name string, fixtures []Fixture) (*Set, error) {
	nothing := ScenarioFunc(func(context.Context, *Iteration) error { return nil })
	b := Benchmark{Name: name, Fixtures: fixtures, Workloads: []Workload{{Scenario: nothing}}, Seed: uint64(time.Now().UnixNano()) & math.MaxInt64}
	if err := b.Validate(); err != nil {
		return nil, fmt.Errorf("fixtures %q: %w", name, err)
	}
	if l.Cloud == nil {
		return nil, fmt.Errorf("fixtures %q: there is no cloud", name)
	}
	r := newRun(l, &b)
	r.set, r.folder = name, l.Folder
	if err := r.openJournal(); err != nil {
		return nil, fmt.Errorf("fixtures %q: %w", name, err)
	}
	r.live = l.Live.begin(r)
	r.world.live = r.live
	defer r.live.end()
	ctx = cloud.Record(ctx, r.journal)
	err := r.setup(ctx)
	var set *Set
	if err == nil {
		set, err = r.export()
	}
	if err != nil {
		r.remove(ctx)
		if len(r.result.Leftovers) > 0 {
			err = errors.Join(err, &LeakError{r.result.Leftovers})
		}
		return nil, errors.Join(err, r.journal.Close(r.clean))
	}
	return set, r.journal.Close(false)
}

// export is the world as a set.
func (r *run) export() (*Set, error) {
	w := &r.world
	s := &Set{
		Name: r.set, Cloud: r.lab.Cloud.Name(), AuthURL: r.lab.Cloud.AuthURL(), Mark: w.Owner, Made: r.started.UTC(),
		Choice: w.choice.String(), Slots: make(map[string]json.RawMessage),
	}
	for _, f := range r.bench.ordered() {
		s.Fixtures = append(s.Fixtures, FixtureName(f))
		s.Types = append(s.Types, reflect.TypeOf(f).String())
	}
	for _, u := range w.users {
		c := u.Credentials()
		if c.Password == "" {
			return nil, fmt.Errorf("user %s logs in without a password: fixtures that stay keep passwords alone", u)
		}
		s.Users = append(s.Users, SetUser{Username: u.Name(), UserDomainID: c.UserDomainID, ProjectID: u.ProjectID(), Password: c.Password.Reveal()})
	}
	for _, published := range w.named {
		text, err := json.Marshal(published.value())
		if err != nil {
			return nil, fmt.Errorf("keep %s: %w", published.name, err)
		}
		s.Slots[published.name] = text
	}
	return s, nil
}

// Import gives the world what a set has published.
func (w *World) Import(s *Set) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.imported = s.Slots
}

// A Provider is a fixture that stands for others, as one of a set does: those are not brought beside it.
type Provider interface {
	Provides(f Fixture) bool
}
