package harness

// A Consumer is a scenario that says which services it talks to, by their types ("compute"). A cloud that lacks one is
// refused before anything is made.
type Consumer interface {
	Services() []string
}

// ServicesOf are the services that a scenario says it talks to.
func ServicesOf(s Scenario) []string {
	if c, ok := s.(Consumer); ok {
		return c.Services()
	}
	return nil
}

// A Versioned scenario says which microversions it asks services for, where it takes one of its own. A cloud that lacks one is
// refused before anything is made.
type Versioned interface {
	Microversions() []Microversion
}

// A Microversion is one of a service, by its type: compute 2.90.
type Microversion struct{ Service, Version string }

// MicroversionsOf are those that a scenario says it asks for.
func MicroversionsOf(s any) []Microversion {
	if v, ok := s.(Versioned); ok {
		return v.Microversions()
	}
	return nil
}
