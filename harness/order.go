package harness

import "reflect"

// ordered are the fixtures of b, and those that they and the scenarios need and b does not have: each after what it needs,
// which it says by type. A fixture of the benchmark takes the place of every one of its type that is needed.
func (b *Benchmark) ordered() []Fixture {
	o := ordering{own: make(map[reflect.Type][]Fixture), placed: make(map[reflect.Type]bool)}
	for _, f := range b.Fixtures {
		t := reflect.TypeOf(f)
		o.own[t] = append(o.own[t], f)
		if _, ok := f.(Provider); ok {
			o.providers = append(o.providers, f)
		}
	}
	for _, w := range b.Workloads {
		if bringer, ok := w.Scenario.(Bringer); ok {
			for _, f := range bringer.Fixtures() {
				o.place(f)
			}
		}
	}
	for _, f := range b.Fixtures {
		o.place(f)
	}
	return o.list
}

type ordering struct {
	own       map[reflect.Type][]Fixture
	placed    map[reflect.Type]bool // or about to be
	providers []Fixture
	list      []Fixture
}

// place appends the benchmark's fixtures of a type, or else f, after what they need.
func (o *ordering) place(f Fixture) {
	t := reflect.TypeOf(f)
	if o.own[t] == nil {
		for _, p := range o.providers {
			if p.(Provider).Provides(f) {
				t, f = reflect.TypeOf(p), p
			}
		}
	}
	if o.placed[t] {
		return
	}
	o.placed[t] = true
	group := o.own[t]
	if group == nil {
		group = []Fixture{f}
	}
	for _, f := range group {
		if needy, ok := f.(Bringer); ok {
			for _, needed := range needy.Fixtures() {
				o.place(needed)
			}
		}
	}
	o.list = append(o.list, group...)
}
