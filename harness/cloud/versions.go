package cloud

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// An APIVersion is one that a service says it has.
type APIVersion struct {
	ID      string // "v2.1"
	Status  string // "CURRENT", "SUPPORTED", "DEPRECATED" ...
	Lowest  string // microversion; "" if it has none
	Highest string
}

// String is "v2.1", or "v2.1 (2.1 to 2.90)".
func (v APIVersion) String() string {
	if v.Highest != "" && v.Lowest != "" && v.Highest != v.Lowest {
		return v.ID + " (" + v.Lowest + " to " + v.Highest + ")"
	}
	return v.ID
}

// Has tells whether it has a microversion, such as "2.90". One that has none has not.
func (v APIVersion) Has(microversion string) bool {
	order := func(a, b string) int {
		var x, y [2]int
		fmt.Sscanf(a, "%d.%d", &x[0], &x[1])
		fmt.Sscanf(b, "%d.%d", &y[0], &y[1])
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]))
	}
	return v.Highest != "" && order(v.Lowest, microversion) <= 0 && order(microversion, v.Highest) <= 0
}

// Current tells whether it is one to use: not an old one that is there for those who have not moved on, unless it has microversions.
func (v APIVersion) Current() bool {
	return v.ID != "" && !strings.EqualFold(v.Status, "DEPRECATED") && !strings.EqualFold(v.Status, "SUPPORTED") || v.Highest != ""
}

// versionPath is the part of an endpoint's path that says a version, and all behind it.
var versionPath = regexp.MustCompile(`/v\d+(\.\d+)?(/.*)?$`)

// A service has versionsWithin to say its versions, in an answer of at most mostVersions bytes.
const (
	versionsWithin = 10 * time.Second
	mostVersions   = 1 << 20
)

// Versions asks the root of a service for what it has, without a token. The status is that of its answer; what an answer does not say
// in a form that is known is left out.
func (c *Cloud) Versions(ctx context.Context, s Service) (status int, list []APIVersion, err error) {
	ctx, cancel := context.WithTimeout(ctx, versionsWithin)
	defer cancel()
	address, err := url.Parse(s.URL)
	if err != nil {
		return 0, nil, err
	}
	address.Path = versionPath.ReplaceAllString(address.Path, "") + "/"
	reply, err := c.Do(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return 0, nil, err
	}
	defer reply.Body.Close()
	body, err := io.ReadAll(io.LimitReader(reply.Body, mostVersions))
	if err != nil {
		return 0, nil, err
	}
	return reply.StatusCode, versionsIn(body), nil
}

// versionsIn are the versions of an answer, as services write it in several ways.
func versionsIn(body []byte) (list []APIVersion) {
	type one struct {
		ID, Status, Version string
		Min                 string `json:"min_version"`
		Max                 string `json:"max_version"`
	}
	var plain struct{ Versions []one }
	var nested struct {
		Version  one
		Versions struct{ Values []one }
	}
	_ = json.Unmarshal(body, &plain) // what one form spoils, the other has
	_ = json.Unmarshal(body, &nested)
	for _, v := range slices.Concat(plain.Versions, nested.Versions.Values, []one{nested.Version}) {
		if v != (one{}) {
			list = append(list, APIVersion{v.ID, v.Status, v.Min, cmp.Or(v.Version, v.Max)})
		}
	}
	slices.SortFunc(list, func(a, b APIVersion) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Compact(list)
}

// Offers is an error if a service says that it does not have a microversion, such as "2.90". What it does not say, and what the
// cloud has no service for, is none.
func (c *Cloud) Offers(ctx context.Context, service, microversion string) error {
	if microversion == "" || microversion == "latest" {
		return nil
	}
	client, err := c.Admin().Service(ctx, service)
	if err != nil {
		return nil
	}
	_, list, err := c.Versions(ctx, Service{URL: client.Endpoint})
	list = slices.DeleteFunc(list, func(v APIVersion) bool { return v.Highest == "" })
	if err != nil || len(list) == 0 || slices.ContainsFunc(list, func(v APIVersion) bool { return v.Has(microversion) }) {
		return nil
	}
	last := list[len(list)-1]
	return fmt.Errorf("%s has no microversion %s: expected %s to %s", service, microversion, last.Lowest, last.Highest)
}
