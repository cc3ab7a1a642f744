package dummy

import (
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	half := Probability{0.5}
	return harness.Catalogue{
		harness.NewEntry("Dummy.dummy", "sleep", Dummy{}),
		harness.NewEntry("Dummy.dummy_exception", "sleep, and fail with a message of some length", Exception{Size: 1, Sleep: time.Second}),
		harness.NewEntry("Dummy.dummy_exception_probability", "fail now and then", ExceptionProbability{half}),
		harness.NewEntry("Dummy.dummy_output", "put out a chart of every kind", Output{Most: 25}),
		harness.NewEntry("Dummy.dummy_random_action", "sleep in several actions", RandomAction{Number: 5}),
		harness.NewEntry("Dummy.dummy_random_fail_in_atomic", "fail now and then within actions", RandomFailInAtomic{half}),
		harness.NewEntry("Dummy.dummy_timed_atomic_actions", "sleep longer in each action", TimedAtomicActions{Number: 5, Factor: 1}),
		harness.NewEntry("Dummy.failure", "sleep, and fail in some iterations", Failure{Sleep: 100 * time.Millisecond, Each: 1}),
		harness.NewEntry("Dummy.openstack", "sleep, with users", OpenStack{}),
	}
}
