package cloud

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/gophercloud/gophercloud/v2"
)

// List reads all pages of a collection, decoding each body once; gophercloud's own pager does so about eleven times. key
// is the name that the items have in the answer: "servers". T is one of gophercloud's types, or a struct with just the
// fields that are wanted.
func List[T any](ctx context.Context, client *gophercloud.ServiceClient, url, key string) ([]T, error) {
	var all []T
	seen := make(map[string]bool)
	for url != "" && !seen[url] {
		seen[url] = true
		var page []T
		next, err := read(ctx, client, url, key, &page)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		url = next
	}
	return all, nil
}

// Show reads one thing, decoding the body once. key is the name that it has in the answer ("server"), or "" if it is the
// whole answer.
func Show[T any](ctx context.Context, client *gophercloud.ServiceClient, url, key string) (T, error) {
	var v T
	_, err := read(ctx, client, url, key, &v)
	return v, err
}

// read decodes the value of a key in the answer, and returns where the next page is, if there is one: nova, neutron and
// cinder say so in KEY_links, keystone in links, glance in next.
func read(ctx context.Context, client *gophercloud.ServiceClient, url, key string, into any) (next string, err error) {
	resp, err := client.Get(ctx, url, nil, &gophercloud.RequestOpts{KeepResponseBody: true, OkCodes: []int{http.StatusOK, http.StatusMultipleChoices}})
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	d := json.NewDecoder(resp.Body)
	fail := func(err error) (string, error) { return "", fmt.Errorf("read the answer to GET %s: %w", url, err) }
	if key == "" {
		if err := d.Decode(into); err != nil {
			return fail(err)
		}
		return "", nil
	}
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fail(fmt.Errorf("expected an object (%v)", err))
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return fail(err)
		}
		var links struct {
			Next *string `json:"next"`
		}
		switch name {
		case key:
			err = d.Decode(into)
		case key + "_links":
			var list []struct{ Rel, Href string }
			err = d.Decode(&list)
			for _, l := range list {
				if l.Rel == "next" {
					next = l.Href
				}
			}
		case "links":
			if err = d.Decode(&links); err == nil && links.Next != nil {
				next = *links.Next
			}
		case "next":
			var path string
			if err = d.Decode(&path); err == nil && path != "" {
				next = strings.TrimSuffix(strings.TrimSuffix(client.Endpoint, "/"), "/v2") + path
			}
		default:
			err = d.Decode(&skipped{})
		}
		if err != nil {
			return fail(err)
		}
	}
	return next, nil
}

// skipped is a value that nobody wants.
type skipped struct{}

func (*skipped) UnmarshalJSON([]byte) error { return nil }
