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
	TestListServers := func(t *testing.T) {
		c := harnesstest.Cloud(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Println("asked for", r.URL.Path)
			io.WriteString(w, `{"servers": [{"id": "1", "name": "one"}]}`)
		}))
		outcome, err := harnesstest.Once(t, c, ListServers{AtLeast: 2})
		fmt.Println(err)
		fmt.Println(sla.FailureRateOf("nova.list_servers", BeNumerically("==", 1)).Match(outcome))
	}

	run(TestListServers)
	// Output:
	// asked for /compute/v2.1/servers
	// 1 servers, expected at least 2
	// true <nil>
}

// run runs a test within an example.
func run(test func(*testing.T)) {
	testing.RunTests(func(string, string) (bool, error) { return true, nil }, []testing.InternalTest{{Name: "TestListServers", F: test}})
}
