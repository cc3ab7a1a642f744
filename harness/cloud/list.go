package cloud

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/gophercloud/gophercloud/v2"
)

// List reads all pages of a collection, decoding each body once; gophercloud's own pager does so about eleven times. key
// is the name that the items have in the answer: "servers". T is one of gophercloud's types, or a struct with just the
// fields that are wanted.
func List[T any](ctx context.Context, client *gophercloud.ServiceClient, url, key string) ([]T, error) {
	var all []T
	var seen []string // a list that names one of its pages again has no end
	for url != "" && !slices.Contains(seen, url) {
		seen = append(seen, url)
		var page []T
		next, err := read(ctx, client, url, key, &page)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = page
		} else {
			all = append(all, page...)
		}
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
	if next, err = decode(resp.Body, key, into); err != nil {
		return "", fmt.Errorf("read the answer to GET %s: %w", url, err)
	}
	if strings.HasPrefix(next, "/") {
		next = strings.TrimSuffix(strings.TrimSuffix(client.Endpoint, "/"), "/v2") + next
	}
	return next, nil
}

// options read JSON as encoding/json does.
var options = json.JoinOptions(json.MatchCaseInsensitiveNames(true), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// decoders keep their buffers, and the words that come again and again.
var (
	decoders = sync.Pool{New: func() any { return jsontext.NewDecoder(nothing, options) }}
	nothing  = strings.NewReader("")
)

// decode reads the body once, from its beginning to its end, and steps over all that is not wanted.
func decode(body io.Reader, key string, into any) (next string, err error) {
	if key == "" {
		return "", json.UnmarshalRead(body, into, options)
	}
	d := decoders.Get().(*jsontext.Decoder)
	defer func() {
		d.Reset(nothing, options)
		decoders.Put(d)
	}()
	d.Reset(body, options)
	if kind := d.PeekKind(); kind != '{' {
		return "", fmt.Errorf("expected an object, not %q", kind)
	}
	if _, err := d.ReadToken(); err != nil {
		return "", err
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return "", err
		}
		switch name.String() {
		case key:
			err = json.UnmarshalDecode(d, into, options)
		case key + "_links":
			var list []struct{ Rel, Href string }
			err = json.UnmarshalDecode(d, &list, options)
			for _, l := range list {
				if l.Rel == "next" {
					next = l.Href
				}
			}
		case "links":
			var links struct{ Next *string }
			if err = json.UnmarshalDecode(d, &links, options); links.Next != nil {
				next = *links.Next
			}
		case "next":
			err = json.UnmarshalDecode(d, &next, options)
		default:
			err = d.SkipValue()
		}
		if err != nil {
			return "", err
		}
	}
	_, err = d.ReadToken()
	return next, err
}
