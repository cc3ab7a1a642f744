package harness

import (
	"math"
	"sync"

	"github.com/pacenote/pacenote/harness/cloud"
)

// A register gives names small numbers, in the order in which they are first seen. It is safe for concurrent use.
type register struct {
	ids   sync.Map // name -> int32
	mu    sync.Mutex
	names []string
}

func (r *register) id(name string) int32 {
	id, _ := r.among(name, math.MaxInt32)
	return id
}

// among is the number of a name. ok is false if it is a new one, and there are so many already.
func (r *register) among(name string, most int) (id int32, ok bool) {
	if id, ok := r.ids.Load(name); ok {
		return id.(int32), true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if id, ok := r.ids.Load(name); ok {
		return id.(int32), true
	}
	if len(r.names) >= most {
		return 0, false
	}
	id = int32(len(r.names))
	r.names = append(r.names, name)
	r.ids.Store(name, id)
	return id, true
}

// since are the names from number n on.
func (r *register) since(n int) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.names[n:]
}

// name is that of a number.
func (r *register) name(id int32) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.names[id]
}

// names are those of a run.
type names struct{ actions, routes, charts, measures, projects, hosts register }

// all are the registers, in the order of the letters of their blocks in the file.
func (n *names) all() [6]*register {
	return [6]*register{&n.actions, &n.routes, &n.charts, &n.measures, &n.projects, &n.hosts}
}

const nameBlocks = "arcmph"

// A memo remembers the numbers of the actions and routes of one worker, so that it need not put their names together and
// ask for them each time. It is safe for concurrent use; the zero value is empty.
type memo struct {
	mu      sync.Mutex
	actions map[string]int32
	routes  map[routeKey]int32
}

type routeKey struct{ service, method, route string }

func (m *memo) action(n *names, path string) int32 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return remember(&m.actions, path, func() int32 { return n.actions.id(path) })
}

func (m *memo) route(n *names, c *cloud.Call) int32 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return remember(&m.routes, routeKey{c.Service, c.Method, c.Route}, func() int32 {
		return n.routes.id(c.Service + " " + c.Method + " " + c.Route)
	})
}

// mostMemo bounds a memo: names that hold ids come once.
const mostMemo = 64

func remember[K comparable](known *map[K]int32, key K, find func() int32) int32 {
	id, ok := (*known)[key]
	if !ok {
		id = find()
		if *known == nil {
			*known = make(map[K]int32)
		}
		if len(*known) < mostMemo {
			(*known)[key] = id
		}
	}
	return id
}
