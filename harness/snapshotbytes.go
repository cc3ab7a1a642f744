package harness

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"github.com/DataDog/sketches-go/ddsketch/store"
)

var errSnapshot = errors.New("this is no population")

// appendBins writes the bins of a sketch: how many, then of each how far it is from the one before, and its count.
func appendBins(b []byte, bins store.Store) []byte {
	type bin struct{ index, count int64 }
	var list []bin
	bins.ForEach(func(index int, count float64) bool {
		list = append(list, bin{int64(index), int64(count)})
		return false
	})
	slices.SortFunc(list, func(a, b bin) int { return int(a.index - b.index) })
	b = binary.AppendUvarint(b, uint64(len(list)))
	last := int64(0)
	for _, x := range list {
		b = binary.AppendVarint(b, x.index-last)
		b = binary.AppendUvarint(b, uint64(x.count))
		last = x.index
	}
	return b
}

// A snapshot is a population that is being read.
type snapshot struct {
	form byte
	decoder
}

// newSnapshot is nil for an empty population, and for what is none.
func newSnapshot(text []byte) (*snapshot, error) {
	if len(text) == 0 {
		return nil, nil
	}
	b, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil || len(b) == 0 || b[0] != formWhole && b[0] != formSketch {
		return nil, errSnapshot
	}
	return &snapshot{form: b[0], decoder: decoder{b: b[1:]}}, nil
}

func (s *snapshot) uint() uint64 {
	v, n := binary.Uvarint(s.b)
	if n <= 0 {
		s.b, s.err = nil, errSnapshot
		return 0
	}
	s.b = s.b[n:]
	return v
}

// float is a finite number.
func (s *snapshot) float() float64 {
	if len(s.b) < 8 {
		s.b, s.err = nil, errSnapshot
		return 0
	}
	x := math.Float64frombits(binary.LittleEndian.Uint64(s.b))
	s.b = s.b[8:]
	if math.IsNaN(x) || math.IsInf(x, 0) {
		s.err = errSnapshot
		return 0
	}
	return x
}

// mostIndex bounds the indices of bins: a sketch makes room for all between the outer ones.
const mostIndex = 1 << 16

// bins fills a store, and counts what is in it.
func (s *snapshot) bins(into store.Store) (total uint64) {
	index := int64(0)
	for range s.length(1) {
		index += s.int()
		count := s.uint()
		if index < -mostIndex || index > mostIndex || count > 1<<53 {
			s.b, s.err = nil, errSnapshot
			return 0
		}
		into.AddWithCount(int(index), float64(count))
		total += count
	}
	return total
}

func (s *snapshot) end() error {
	if s.err != nil || len(s.b) > 0 {
		return errSnapshot
	}
	return nil
}
