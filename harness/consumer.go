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
