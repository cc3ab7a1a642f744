package dummy

import (
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("Dummy.dummy", "sleep", Dummy{}),
		harness.NewEntry("Dummy.dummy_output", "put out a chart of every kind", Output{Most: 25}),
		harness.NewEntry("Dummy.failure", "sleep, and fail in some iterations", Failure{Sleep: 100 * time.Millisecond, Each: 1}),
	}
}
