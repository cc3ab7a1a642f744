package harness

import (
	"sync"
)

// A register gives names small numbers, in the order in which they are first seen. It is safe for concurrent use.
type register struct {
	ids   sync.Map // name -> int32
	mu    sync.Mutex
	names []string
}

func (r *register) id(name string) int32 {
	if id, ok := r.ids.Load(name); ok {
		return id.(int32)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if id, ok := r.ids.Load(name); ok {
		return id.(int32)
	}
	id := int32(len(r.names))
	r.names = append(r.names, name)
	r.ids.Store(name, id)
	return id
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
type names struct{ actions, routes register }
