package httprequests

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("HttpRequests.check_random_request", "send one of several requests, and check the status of the answer", CheckRandomRequest{}),
		harness.NewEntry("HttpRequests.check_request", "send a request and check the status of the answer", CheckRequest{}),
	}
}
