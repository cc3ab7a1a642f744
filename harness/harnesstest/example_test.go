package harnesstest_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/harnesstest"
	"github.com/pacenote/pacenote/harness/sla"
)

// ListServers is the scenario under test.
type ListServers struct {
	AtLeast int `arg:"at_least" help:"how many servers there have to be"`
}

func (s ListServers) Run(ctx context.Context, it *harness.Iteration) error {
	return it.Time(ctx, "nova.list_servers", func(ctx context.Context) error {
		compute, err := it.User.Compute(ctx)
		if err != nil {
			return err
		}
		list, err := cloud.List[harness.Resource](ctx, compute, compute.ServiceURL("servers"), "servers")
		if err == nil && len(list) < s.AtLeast {
			err = fmt.Errorf("%d servers, expected at least %d", len(list), s.AtLeast)
		}
		return err
	})
}

// A unit test of a scenario: the real gophercloud client, and a cloud that is a function.
func Example() {
	TestListServers := func(t testing.TB) {
		c := harnesstest.Cloud(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Println("asked for", r.URL.Path)
			io.WriteString(w, `{"servers": [{"id": "1", "name": "one"}]}`)
		}))
		outcome, err := harnesstest.Once(t, c, ListServers{AtLeast: 2})
		fmt.Println(err)
		fmt.Println(sla.FailureRateOf("nova.list_servers", BeNumerically("==", 1)).Match(outcome))
	}

	TestListServers(example{}) // go test does that otherwise
	// Output:
	// asked for /compute/v2.1/servers
	// 1 servers, expected at least 2
	// true <nil>
}

// An example is a testing.TB for want of a test.
type example struct{ testing.TB }

func (example) Helper()                  {}
func (example) Name() string             { return "TestListServers" }
func (example) Context() context.Context { return context.Background() }
func (example) Cleanup(func())           {}
