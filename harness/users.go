package harness

import (
	"slices"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A Choice is how an iteration gets its user.
type Choice int

// The choices, under Rally's names.
const (
	Random     Choice = iota // an independent draw for each iteration
	RoundRobin               // project after project, then user after user
	Own                      // each virtual user of the load has a user of its own, as far as there are enough; in round-robin's order
)

var choiceNames = []string{"random", "round-robin", "own"}

// String is the name of c.
func (c Choice) String() string { return choiceNames[c] }

// UnmarshalText reads "random", "round-robin" ("round_robin") or "own".
func (c *Choice) UnmarshalText(text []byte) error {
	name := string(text)
	if name == "round_robin" {
		name = "round-robin"
	}
	i := slices.Index(choiceNames, name)
	if i < 0 {
		return Unknown("choice of users", name, choiceNames)
	}
	*c = Choice(i)
	return nil
}

// SetUsers gives the iterations their users, in the order of their projects: all of the first project, then all of the
// second. Round-robin takes the first user of each project, then the second of each, as Rally does.
func (w *World) SetUsers(users []*cloud.User, choice Choice) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.users, w.choice = users, choice
}

// Users returns the users that were set, in the order of their projects.
func (w *World) Users() []*cloud.User {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.users
}

// turns is the order in which round-robin takes users: by their place within their project, then by project.
func turns(users []*cloud.User) []*cloud.User {
	place := make(map[*cloud.User]int)
	seen := make(map[string]int)
	for _, u := range users {
		place[u] = seen[u.ProjectID()]
		seen[u.ProjectID()]++
	}
	sorted := slices.Clone(users)
	slices.SortStableFunc(sorted, func(a, b *cloud.User) int { return place[a] - place[b] })
	return sorted
}

// choose is which of some users iteration n has, which begins at 1, by virtual user v, which begins at 0.
func choose(users int, choice Choice, seed uint64, workload int, n int64, v int) int {
	k := uint64(n - 1)
	switch choice {
	case Random:
		k = hash(seed, "user", uint64(workload), uint64(n))
	case Own:
		k = uint64(v)
	}
	return int(k % uint64(users))
}
