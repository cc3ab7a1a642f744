package cloud

import (
	"context"
	"encoding/hex"
	"hash/fnv"
	"strconv"
)

// Identify returns a context whose requests to services of the cloud carry the header X-Openstack-Request-Id, so that the cloud's logs, or a
// simulated cloud, can tell them apart: next is called once for each request that is sent. What it returns is sent as
// it is if it has the form of such an id, "req-" and a UUID; of anything else a UUID is derived, always the same. next
// must be safe for concurrent use if the context's requests are concurrent.
func Identify(ctx context.Context, next func() string) context.Context {
	return context.WithValue(ctx, IdentityKey{}, Identifier(identifierFunc(next)))
}

// IdentityKey is the key under which a context of one's own gives the transport an [Identifier].
type IdentityKey struct{}

// An Identifier names requests, one after another, by what is sent as it is: "req-" and a UUID. It is safe for concurrent
// use.
type Identifier interface {
	RequestID() string
}

type identifierFunc func() string

func (f identifierFunc) RequestID() string { return requestID(f()) }

// identity is the id for the next request, or "".
func identity(ctx context.Context) string {
	next, ok := ctx.Value(IdentityKey{}).(Identifier)
	if !ok {
		return ""
	}
	return next.RequestID()
}

func requestID(text string) string {
	if len(text) == 40 && text[:4] == "req-" && isUUID(text[4:]) {
		return text
	}
	if isUUID(text) {
		return "req-" + text
	}
	h := fnv.New128a()
	_, _ = h.Write([]byte(text))
	sum := h.Sum(make([]byte, 0, 16))
	sum[6] = sum[6]&0x0f | 0x80 // version 8: a UUID of one's own making
	sum[8] = sum[8]&0x3f | 0x80
	out := make([]byte, 40)
	copy(out, "req-")
	at := 4
	for i, b := range []int{4, 2, 2, 2, 6} {
		if i > 0 {
			out[at] = '-'
			at++
		}
		at += hex.Encode(out[at:], sum[:b])
		sum = sum[b:]
	}
	return string(out)
}

// numbered makes the ids of a user's own token requests: they depend on nothing but the user and their number.
func numbered(who string, n int64) func() string {
	return func() string { return who + "#" + strconv.FormatInt(n, 10) }
}
