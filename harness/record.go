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
	skipped // it never began: no user was free in time
)

// A record is all that is kept of an iteration. Times are since the load began, if not told otherwise.
type record struct {
	workload int
	part     int   // of a mix
	project  int32 // its number and 1; 0 for none
	host     int32 // its number and 1; 0 for none
	number   int64
	due      time.Duration
	start    time.Duration
	end      time.Duration
	own      time.Duration // of start-due, what passed although a user was free
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
	added    []addedRecord
	shown    []string // charts as JSON
}

// service is the time from the actual start, without what is in no duration.
func (r *record) service() time.Duration { return r.end - r.start - r.idle - r.renewed }

// response is the time from the due start, without what is in no duration.
func (r *record) response() time.Duration { return r.end - r.due - r.idle - r.renewed }

// A codec writes the records of a block, or reads them: each as what differs from the one before. The zero value is the
// begin of a block.
type codec struct {
	workload int
	number   int64
	start    time.Duration
}

// A record begins with its outcome and with what else there is of it.
const (
	outcomeMask   = 1<<2 - 1
	otherWorkload = 1 << 2
	hasMore       = 1 << 3 // a part of a mix, a place, or output
	wasLate       = 1 << 4
	hasTimes      = 1 << 5
	hasActions    = 1 << 6
	hasCalls      = 1 << 7
)

func (c *codec) append(b []byte, r *record) []byte {
	head := byte(r.outcome)
	if r.workload != c.workload {
		head |= otherWorkload
	}
	output := len(r.added)+len(r.shown) > 0
	placed := r.project|r.host != 0
	if r.part != 0 || output || placed {
		head |= hasMore
	}
	if r.due != r.start || r.own != 0 {
		head |= wasLate
	}
	if r.idle|r.renewed|r.waited|r.last != 0 {
		head |= hasTimes
	}
	if len(r.actions) > 0 {
		head |= hasActions
	}
	if len(r.calls) > 0 {
		head |= hasCalls
	}
	b = append(b, head)
	b = binary.AppendVarint(b, r.number-c.number)
	b = binary.AppendVarint(b, int64(r.start-c.start))
	b = binary.AppendVarint(b, int64(r.end-r.start))
	c.workload, c.number, c.start = r.workload, r.number, r.start
	if head < otherWorkload && r.outcome != failed {
		return b
	}
	if head&otherWorkload != 0 {
		b = binary.AppendVarint(b, int64(r.workload))
	}
	if head&hasMore != 0 {
		b = binary.AppendVarint(b, int64(r.part)<<2|bit(placed)<<1|bit(output))
		if placed {
			b = varints(b, int64(r.project), int64(r.host))
		}
	}
	if head&wasLate != 0 {
		b = varints(b, int64(r.start-r.due), int64(r.own))
	}
	if head&hasTimes != 0 {
		b = varints(b, int64(r.idle), int64(r.renewed), int64(r.waited), int64(r.last))
	}
	if r.outcome == failed {
		for _, s := range []string{r.class, r.message, r.request} {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
		b = binary.AppendVarint(b, int64(r.action))
	}
	if head&hasActions != 0 {
		b = binary.AppendUvarint(b, uint64(len(r.actions)))
		for i := range r.actions {
			a := &r.actions[i]
			b = varints(b, int64(a.id)<<1|bit(a.failed), int64(a.start), int64(a.duration), int64(a.waited), int64(a.last))
		}
	}
	if head&hasCalls != 0 {
		b = binary.AppendUvarint(b, uint64(len(r.calls)))
		for i := range r.calls {
			c := &r.calls[i]
			b = varints(b, int64(c.action)<<2|bit(c.retry)<<1|bit(c.reused), int64(c.route), int64(c.status),
				int64(c.start), int64(c.ttfb), int64(c.duration), c.in, c.out)
		}
	}
	if output {
		b = appendOutput(b, r)
	}
	return b
}

func varints(b []byte, list ...int64) []byte {
	for _, v := range list {
		b = binary.AppendVarint(b, v)
	}
	return b
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
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
func (c *codec) decode(b []byte, r *record) ([]byte, error) {
	if len(b) == 0 {
		return nil, errRecord
	}
	head, d := b[0], decoder{b: b[1:]}
	*r = record{
		workload: c.workload, number: c.number + d.int(), start: c.start + d.duration(), outcome: outcomeKind(head & outcomeMask),
		action: -1, actions: r.actions[:0], calls: r.calls[:0], added: r.added[:0], shown: r.shown[:0],
	}
	r.due, r.end = r.start, r.start+d.duration()
	if head&otherWorkload != 0 {
		r.workload = int(d.int())
	}
	c.workload, c.number, c.start = r.workload, r.number, r.start
	output := false
	if head&hasMore != 0 {
		more := d.int()
		r.part, output = int(more>>2), more&1 != 0
		if more&2 != 0 {
			r.project, r.host = int32(d.int()), int32(d.int())
		}
	}
	if head&wasLate != 0 {
		r.due, r.own = r.start-d.duration(), d.duration()
	}
	if head&hasTimes != 0 {
		r.idle, r.renewed, r.waited, r.last = d.duration(), d.duration(), d.duration(), d.duration()
	}
	if r.outcome == failed {
		r.class, r.message, r.request = d.string(), d.string(), d.string()
		r.action = int32(d.int())
	}
	if head&hasActions != 0 {
		for range d.length(5) {
			id := d.int()
			r.actions = append(r.actions, actionRecord{
				id: int32(id >> 1), failed: id&1 != 0, start: d.duration(), duration: d.duration(), waited: d.duration(), last: d.duration(),
			})
		}
	}
	if head&hasCalls != 0 {
		for range d.length(8) {
			action := d.int()
			r.calls = append(r.calls, callRecord{
				action: int32(action >> 2), retry: action&2 != 0, reused: action&1 != 0, route: int32(d.int()), status: int(d.int()),
				start: d.duration(), ttfb: d.duration(), duration: d.duration(), in: d.int(), out: d.int(),
			})
		}
	}
	if output {
		d.output(r)
	}
	return d.b, d.err
}
