package cloud

import (
	"context"
	"fmt"
	"strings"

	"github.com/gophercloud/gophercloud/v2"
)

// Identity is the client of the identity service, version 3. Like those below it is made once a session and shared:
// to ask for another microversion, change a copy.
func (u *User) Identity(ctx context.Context) (*gophercloud.ServiceClient, error) {
	return u.Service(ctx, "identity")
}

// Compute is the client of the compute service, version 2.
func (u *User) Compute(ctx context.Context) (*gophercloud.ServiceClient, error) {
	return u.Service(ctx, "compute")
}

// Network is the client of the network service, version 2.0.
func (u *User) Network(ctx context.Context) (*gophercloud.ServiceClient, error) {
	return u.Service(ctx, "network")
}

// Image is the client of the image service, version 2.
func (u *User) Image(ctx context.Context) (*gophercloud.ServiceClient, error) {
	return u.Service(ctx, "image")
}

// BlockStorage is the client of the block storage service, version 3.
func (u *User) BlockStorage(ctx context.Context) (*gophercloud.ServiceClient, error) {
	return u.Service(ctx, "block-storage")
}

// Service is the client of the service of a type, an alias of it included, and of a version of its API, such as "2", if one is
// given. It sends nothing but the request for a token, if the session has none: versions are not discovered, the catalog is
// believed. A service that is not in the catalog is an error that names those that are; so is a version that neither the
// catalog nor this package has.
func (u *User) Service(ctx context.Context, serviceType string, version ...string) (*gophercloud.ServiceClient, error) {
	official, wanted := officialType(serviceType), ""
	if len(version) > 0 {
		wanted = major(version[0])
	}
	key := official
	if wanted != "" {
		key += " " + wanted
	}
	u.mu.Lock()
	client := u.clients[key]
	u.mu.Unlock()
	if client != nil {
		return client, nil
	}
	s, err := u.session(ctx)
	if err != nil {
		return nil, err
	}
	client, err = u.client(s, official, wanted)
	if err != nil {
		return nil, fmt.Errorf("%s client of %s: %w", official, u, err)
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if known := u.clients[key]; known != nil {
		return known, nil
	}
	u.clients[key] = client
	return client, nil
}

// A layout says where the resources of a service are: below a version that follows the endpoint's root whatever the
// endpoint says, or below the endpoint, to which the version is added if it has none.
type layout struct {
	version string
	fixed   bool
	accept  string // what it has to be told is accepted, besides JSON
}

var layouts = map[string]layout{
	"identity":      {version: "v3", fixed: true},
	"compute":       {version: "v2.1"},
	"network":       {version: "v2.0", fixed: true},
	"image":         {version: "v2", fixed: true},
	"block-storage": {version: "v3"},
	"dns":           {version: "v2", fixed: true},
	"load-balancer": {version: "v2.0", fixed: true},
	"key-manager":   {version: "v1", fixed: true},
	"baremetal":     {version: "v1", fixed: true},
	"message":       {version: "v2", fixed: true},
	"workflow":      {version: "v2", fixed: true},
	"metric":        {version: "v1", fixed: true, accept: "*/*"}, // it refuses deletions without
	"reservation":   {version: "v1", fixed: true},
}

func (u *User) client(s *session, official, wanted string) (*gophercloud.ServiceClient, error) {
	service, err := s.find(u.cloud, official)
	if err != nil {
		if official != "identity" {
			return nil, err
		}
		service.URL = u.cloud.authURL // a token of no scope has no catalog, yet its owner knows where it came from
	}
	l, known := layouts[official]
	if v := u.cloud.config.APIVersion[official]; known && v != "" && major(v) != major(l.version) {
		return nil, fmt.Errorf("API version %s is not supported: expected %s", v, major(l.version))
	}
	c := &gophercloud.ServiceClient{
		ProviderClient: u.provider,
		Type:           official,
		Microversion:   u.microversion(official),
	}
	if l.accept != "" {
		c.MoreHeaders = map[string]string{"Accept": "application/json, " + l.accept}
	}
	root, version := splitVersion(service.URL)
	if has := first(l.version, version); wanted != "" && wanted != major(has) {
		if has == "" {
			return nil, fmt.Errorf("version %s: its endpoint says no version: ask for none", wanted)
		}
		return nil, fmt.Errorf("version %s is not supported: expected %s", wanted, major(has))
	}
	switch {
	case l.fixed && official == "identity":
		c.Endpoint = slash(root) + slash(l.version)
	case l.fixed:
		c.Endpoint = slash(root)
		c.ResourceBase = slash(root) + slash(l.version)
	case known && version == "":
		c.Endpoint = slash(service.URL) + slash(l.version)
	default:
		c.Endpoint = slash(service.URL)
	}
	return c, nil
}

// locate is how gophercloud's own constructors find endpoints with this session, for services that have no method
// here. It needs a session that has a token.
func (u *User) locate(o gophercloud.EndpointOpts) (string, error) {
	client, err := u.Service(context.Background(), o.Type)
	if err != nil {
		return "", err
	}
	return client.Endpoint, nil
}

func slash(text string) string { return strings.TrimRight(text, "/") + "/" }
