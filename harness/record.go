package harness

import (
	"encoding/binary"
	"errors"
	"time"
)

// An outcomeKind is how an iteration ended.
type outcomeKind uint8

const (
	succeeded outcomeKind = iota
	failed
	aborted
)

// A record is all that is kept of an iteration. Times are since the load began, if not told otherwise.
type record struct {
	workload int
	number   int64
	due      time.Duration
	start    time.Duration
	end      time.Duration
	idle     time.Duration // in no duration
	renewed  time.Duration // in no duration
	waited   time.Duration // between polls
	last     time.Duration
	outcome  outcomeKind
	class    string // of a failure, as the next four
	message  string
	action   int32 // -1 for none
	request  string
	actions  []actionRecord
	calls    []callRecord
}

// service is the time from the actual start, without what is in no duration.
func (r *record) service() time.Duration { return r.end - r.start - r.idle - r.renewed }

// response is the time from the due start, without what is in no duration.
func (r *record) response() time.Duration { return r.end - r.due - r.idle - r.renewed }

// append writes r in the form that decode reads: variable-length integers, strings with their length before them.
func (r *record) append(b []byte) []byte {
	for _, v := range []int64{
		int64(r.workload), r.number, int64(r.due), int64(r.start - r.due), int64(r.end - r.start),
		int64(r.idle), int64(r.renewed), int64(r.waited), int64(r.last), int64(r.outcome),
	} {
		b = binary.AppendVarint(b, v)
	}
	if r.outcome == failed {
		for _, s := range []string{r.class, r.message, r.request} {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
		b = binary.AppendVarint(b, int64(r.action))
	}
	b = binary.AppendUvarint(b, uint64(len(r.actions)))
	for i := range r.actions {
		a := &r.actions[i]
		flag := int64(0)
		if a.failed {
			flag = 1
		}
		for _, v := range []int64{int64(a.id), flag, int64(a.start), int64(a.duration), int64(a.waited), int64(a.last)} {
			b = binary.AppendVarint(b, v)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(r.calls)))
	for i := range r.calls {
		c := &r.calls[i]
		flag := int64(0)
		if c.reused {
			flag = 1
		}
		for _, v := range []int64{
			int64(c.action), int64(c.route), int64(c.status), int64(c.start), int64(c.ttfb), int64(c.duration), c.in, c.out, flag,
		} {
			b = binary.AppendVarint(b, v)
		}
	}
	return b
}

var errRecord = errors.New("a retained iteration is damaged")

// decoder reads what append wrote.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) int() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.b, d.err = nil, errRecord
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) duration() time.Duration { return time.Duration(d.int()) }

// length reads how many things follow, each of at least size bytes.
func (d *decoder) length(size int) int {
	v, n := binary.Uvarint(d.b)
	if n <= 0 || v > uint64(len(d.b)-n)/uint64(size) {
		d.b, d.err = nil, errRecord
		return 0
	}
	d.b = d.b[n:]
	return int(v)
}

func (d *decoder) string() string {
	n := d.length(1)
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

// decode reads one record into r, whose slices it uses again, and returns what follows it.
func (r *record) decode(b []byte) ([]byte, error) {
	d := decoder{b: b}
	*r = record{
		workload: int(d.int()), number: d.int(), due: d.duration(), start: d.duration(), end: d.duration(),
		idle: d.duration(), renewed: d.duration(), waited: d.duration(), last: d.duration(), outcome: outcomeKind(d.int()),
		action: -1, actions: r.actions[:0], calls: r.calls[:0],
	}
	r.start += r.due
	r.end += r.start
	if r.outcome == failed {
		r.class, r.message, r.request = d.string(), d.string(), d.string()
		r.action = int32(d.int())
	}
	for range d.length(6) {
		r.actions = append(r.actions, actionRecord{
			id: int32(d.int()), failed: d.int() != 0, start: d.duration(), duration: d.duration(), waited: d.duration(), last: d.duration(),
		})
	}
	for range d.length(9) {
		r.calls = append(r.calls, callRecord{
			action: int32(d.int()), route: int32(d.int()), status: int(d.int()), start: d.duration(), ttfb: d.duration(),
			duration: d.duration(), in: d.int(), out: d.int(), reused: d.int() != 0,
		})
	}
	return d.b, d.err
}
