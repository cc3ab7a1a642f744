package harness

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// appendOutput writes what an iteration put out. Of the most numbers, such as small integers, the last bits are zero: a
// number is written from its other end.
func appendOutput(b []byte, r *record) []byte {
	b = binary.AppendUvarint(b, uint64(len(r.added)))
	for _, a := range r.added {
		b = varints(b, int64(a.chart)<<1|bit(a.again), int64(a.measure))
		b = binary.AppendUvarint(b, bits.ReverseBytes64(math.Float64bits(a.value)))
	}
	b = binary.AppendUvarint(b, uint64(len(r.shown)))
	for _, s := range r.shown {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	return b
}

// output reads what appendOutput wrote.
func (d *decoder) output(r *record) {
	for range d.length(3) {
		chart := d.int()
		r.added = append(r.added, addedRecord{chart: int32(chart >> 1), again: chart&1 != 0, measure: int32(d.int()), value: d.float()})
	}
	for range d.length(1) {
		r.shown = append(r.shown, d.string())
	}
	if len(r.added)+len(r.shown) == 0 {
		d.b, d.err = nil, errRecord
	}
}

// float reads a finite number.
func (d *decoder) float() float64 {
	v, n := binary.Uvarint(d.b)
	x := math.Float64frombits(bits.ReverseBytes64(v))
	if n <= 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		d.b, d.err = nil, errRecord
		return 0
	}
	d.b = d.b[n:]
	return x
}
