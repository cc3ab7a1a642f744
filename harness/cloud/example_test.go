package cloud_test

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"

	"github.com/pacenote/pacenote/harness/cloud"
)

func Example() {
	c, err := cloud.Open(cloud.Config{Name: "town", Auth: demo, Transport: newTown()}) // or cloud.Load("staging")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()

	ctx := cloud.Observe(context.Background(), cloud.ObserverFunc(func(call cloud.Call) {
		fmt.Println(call.Service, call.Method, call.Route, call.Status)
	}))
	compute, err := c.Admin().Compute(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	server, err := servers.Get(ctx, compute, "8d4de7c1-7f5c-4f5d-9d4c-2f3a1e0b9c55").Extract()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(server.Name, server.Status)
	// Output:
	// compute GET /servers/{id} 200
	// one ACTIVE
}

func ExampleSource_Load() {
	from := cloud.Source{
		Env: func(string) (string, bool) { return "", false },
		ReadFile: func(name string) ([]byte, error) {
			if filepath.Base(name) != "clouds.yaml" {
				return nil, fs.ErrNotExist
			}
			return []byte("clouds:\n  staging:\n    auth: {auth_url: https://keystone:5000, user_nam: demo}\n"), nil
		},
	}
	_, err := from.Load("stagin")
	fmt.Println(err)
	_, err = from.Load("staging")
	fmt.Println(err)
	// Output:
	// clouds.yaml:1: unknown cloud "stagin": did you mean "staging"? (there are: staging)
	// clouds.yaml:3: auth.user_nam: unknown key: did you mean "username"?
}

func ExampleRoute() {
	fmt.Println(cloud.Route("/compute/v2.1/servers/8d4de7c1-7f5c-4f5d-9d4c-2f3a1e0b9c55/action"))
	fmt.Println(cloud.Route("/v3/0123456789abcdef0123456789abcdef/volumes/8d4de7c1-7f5c-4f5d-9d4c-2f3a1e0b9c55"))
	fmt.Println(cloud.Route("/v2.1/os-keypairs/pacenote-17"))
	// Output:
	// /servers/{id}/action
	// /volumes/{id}
	// /os-keypairs/{name}
}
