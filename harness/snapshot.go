package harness

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"time"
)

// A result can be written as JSON and read again: what it says then is the same, but that populations of more than
// [SnapshotWhole] keep only their [Percentiles] exactly, and their sketch. A population is one string.
//
// SnapshotWhole is up to how many durations, or numbers, of a population are kept one by one.
const SnapshotWhole = 4096

// A population is written as numbers of variable length, in base64. It begins with its form.
const (
	formWhole  = 1 // count, then all of them
	formSketch = 2 // count, sum, squares, least, most, exact percentiles, bins
)

// MarshalText writes the population.
func (x Distribution) MarshalText() ([]byte, error) {
	var b []byte
	switch {
	case x.Count == 0:
		return nil, nil
	case len(x.all) > 0 && x.Count <= SnapshotWhole:
		b = binary.AppendUvarint([]byte{formWhole}, uint64(x.Count))
		last := time.Duration(0)
		for _, d := range x.all {
			b = binary.AppendUvarint(b, uint64(d-last))
			last = d
		}
	default:
		b = []byte{formSketch}
		for _, v := range []uint64{uint64(x.Count), uint64(x.Sum), x.squares.hi, x.squares.lo, uint64(x.Min), uint64(x.Max)} {
			b = binary.AppendUvarint(b, v)
		}
		for _, p := range Percentiles {
			v := uint64(0) // of one that is not exact
			if x.Exact(p) {
				v = uint64(x.Percentile(p)) + 1
			}
			b = binary.AppendUvarint(b, v)
		}
		b = binary.AppendUvarint(b, uint64(x.sketch.GetZeroCount()))
		b = appendBins(b, x.sketch.GetPositiveValueStore())
	}
	return base64.StdEncoding.AppendEncode(nil, b), nil
}

// UnmarshalText reads what MarshalText wrote.
func (x *Distribution) UnmarshalText(text []byte) error {
	*x = Distribution{}
	s, err := newSnapshot(text)
	if s == nil {
		return err
	}
	switch s.form {
	case formWhole:
		all := make([]time.Duration, s.length(1))
		last := uint64(0)
		for i := range all {
			last += s.uint()
			all[i] = time.Duration(last)
			if all[i] < 0 {
				return errSnapshot
			}
			x.Add(all[i])
		}
		x.all = all
	case formSketch:
		x.begin()
		x.Count, x.Sum = int64(s.uint()), time.Duration(s.uint())
		x.squares = uint128{s.uint(), s.uint()}
		x.Min, x.Max = time.Duration(s.uint()), time.Duration(s.uint())
		for _, p := range Percentiles {
			if v := s.uint(); v > 0 {
				if x.exact == nil {
					x.exact = make(map[float64]time.Duration, len(Percentiles))
				}
				x.exact[p] = time.Duration(v - 1)
			}
		}
		zeros := s.uint()
		if zeros > 0 {
			_ = x.sketch.AddWithCount(0, float64(zeros))
		}
		if total := s.bins(x.bins) + zeros; s.err == nil && (total != uint64(x.Count) || x.Count <= 0 || x.Min < 0 || x.Min > x.Max) {
			return errSnapshot
		}
	}
	return s.end()
}

// MarshalText writes the population.
func (s Sample) MarshalText() ([]byte, error) {
	var b []byte
	switch {
	case s.Count == 0:
		return nil, nil
	case len(s.all) > 0 && s.Count <= SnapshotWhole:
		b = binary.AppendUvarint([]byte{formWhole}, uint64(s.Count))
		for _, x := range s.all {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
		}
	default:
		b = binary.AppendUvarint([]byte{formSketch}, uint64(s.Count))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(s.Min))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(s.Max))
		sum, _ := s.sum.GobEncode() // never fails
		b = append(binary.AppendUvarint(b, uint64(len(sum))), sum...)
		b = binary.AppendUvarint(b, uint64(s.sketch.GetZeroCount()))
		b = appendBins(b, s.sketch.GetPositiveValueStore())
		b = appendBins(b, s.sketch.GetNegativeValueStore())
	}
	return base64.StdEncoding.AppendEncode(nil, b), nil
}

// UnmarshalText reads what MarshalText wrote.
func (s *Sample) UnmarshalText(text []byte) error {
	*s = Sample{}
	in, err := newSnapshot(text)
	if in == nil {
		return err
	}
	switch in.form {
	case formWhole:
		all := make([]float64, in.length(8))
		for i := range all {
			all[i] = in.float()
			s.Add(all[i])
		}
		if !slices.IsSorted(all) {
			return errSnapshot
		}
		s.all = all
	case formSketch:
		s.begin()
		s.Count, s.Min, s.Max = int64(in.uint()), in.float(), in.float()
		sum := []byte(in.string())
		if in.err == nil {
			s.sum = new(big.Int)
			if s.sum.GobDecode(sum) != nil {
				return errSnapshot
			}
		}
		zeros := in.uint()
		if zeros > 0 {
			_ = s.sketch.AddWithCount(0, float64(zeros))
		}
		total := zeros + in.bins(s.sketch.GetPositiveValueStore()) + in.bins(s.sketch.GetNegativeValueStore())
		if in.err == nil && (total != uint64(s.Count) || s.Count <= 0 || s.Min > s.Max) {
			return errSnapshot
		}
	}
	return in.end()
}

// MarshalJSON writes the measure: it is more than its population, by whose text it would be written otherwise.
func (m Measure) MarshalJSON() ([]byte, error) {
	return json.Marshal(measureJSON{m.Title, m.Name, m.Sample})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Measure) UnmarshalJSON(text []byte) error {
	var j measureJSON
	err := json.Unmarshal(text, &j)
	*m = Measure{j.Title, j.Name, j.Sample}
	return err
}

type measureJSON struct {
	Title, Name string
	Sample      Sample
}

// MarshalJSON writes the trend: see [Measure.MarshalJSON].
func (t Trend) MarshalJSON() ([]byte, error) { return json.Marshal(trendJSON{t.Measure, t.Points}) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Trend) UnmarshalJSON(text []byte) error {
	var j trendJSON
	err := json.Unmarshal(text, &j)
	*t = Trend{j.Of, j.Points}
	return err
}

type trendJSON struct {
	Of     Measure
	Points []TrendPoint
}
