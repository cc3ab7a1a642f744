package harness

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"sync/atomic"

	"github.com/pacenote/pacenote/harness/cloud"
)

// hash mixes a seed, a purpose and numbers to 64 bits that look random: FNV-1a, finished as splitmix64 does. All random
// choices of a run are such hashes, so that none depends on the order in which goroutines come to make it.
func hash(seed uint64, purpose string, numbers ...uint64) uint64 {
	h := uint64(14695981039346656037) ^ seed
	for i := range len(purpose) {
		h = (h ^ uint64(purpose[i])) * 1099511628211
	}
	for _, n := range numbers {
		h = mix((h ^ n) * 1099511628211)
	}
	return mix(h)
}

func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// identify gives every HTTP call below the context an identity of its own, the same in every run of a seed.
func identify(ctx context.Context, id uint64) context.Context {
	var calls atomic.Uint64
	ctx = context.WithValue(ctx, identityKey{}, id)
	return cloud.Identify(ctx, func() string { return requestID(id, calls.Add(1)) })
}

type identityKey struct{}

// within gives part i of what ctx identifies an identity of its own, if that has one.
func within(ctx context.Context, i int) context.Context {
	parent, ok := ctx.Value(identityKey{}).(uint64)
	if !ok {
		return ctx
	}
	return identify(ctx, hash(parent, "part", uint64(i)))
}

// requestID is a request id as OpenStack wants them, "req-" and a UUID.
func requestID(id, call uint64) string {
	a := mix(id ^ mix(call))
	b := mix(a ^ id)
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:8], a)
	binary.BigEndian.PutUint64(raw[8:], b)
	raw[6], raw[8] = raw[6]&0x0f|0x40, raw[8]&0x3f|0x80 // a random UUID, by RFC 9562
	var text [40]byte
	copy(text[:], "req-")
	at, from := 4, 0
	for i, length := range [...]int{4, 2, 2, 2, 6} {
		if i > 0 {
			text[at] = '-'
			at++
		}
		at += hex.Encode(text[at:], raw[from:from+length])
		from += length
	}
	return string(text[:])
}
