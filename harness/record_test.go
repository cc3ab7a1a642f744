package harness

import (
	"bytes"
	"errors"
	"io"
	"math"
	"reflect"
	"runtime"
	"testing"
	"testing/iotest"
	"time"

	"pgregory.net/rapid"
)

func drawRecord(t *rapid.T) record {
	d := func(name string) time.Duration { return time.Duration(rapid.Int64().Draw(t, name)) / 4 }
	r := record{
		workload: rapid.IntRange(0, 100).Draw(t, "workload"), part: rapid.IntRange(0, 3).Draw(t, "part"), project: rapid.Int32Range(0, 300).Draw(t, "project"), host: rapid.Int32Range(0, 3).Draw(t, "host"), own: d("own"), number: rapid.Int64().Draw(t, "number"),
		due: d("due"), start: d("start"), end: d("end"), idle: d("idle"), renewed: d("renewed"), waited: d("waited"), last: d("last"),
		outcome: rapid.SampledFrom([]outcomeKind{succeeded, failed, aborted, skipped}).Draw(t, "outcome"), action: -1,
	}
	if r.outcome == failed {
		r.class, r.message, r.request = rapid.String().Draw(t, "class"), rapid.String().Draw(t, "message"), rapid.String().Draw(t, "request")
		r.action = rapid.Int32().Draw(t, "action")
	}
	for range rapid.IntRange(0, 5).Draw(t, "actions") {
		r.actions = append(r.actions, actionRecord{
			id: rapid.Int32Range(0, 1<<30).Draw(t, "id"), failed: rapid.Bool().Draw(t, "failed"), start: d("start"), duration: d("duration"), waited: d("waited"), last: d("last"),
		})
	}
	for range rapid.IntRange(0, 5).Draw(t, "calls") {
		r.calls = append(r.calls, callRecord{
			action: rapid.Int32Range(-1, 1<<29).Draw(t, "action"), route: rapid.Int32().Draw(t, "route"), status: rapid.Int().Draw(t, "status"),
			start: d("start"), ttfb: d("ttfb"), duration: d("duration"), in: rapid.Int64().Draw(t, "in"), out: rapid.Int64().Draw(t, "out"), reused: rapid.Bool().Draw(t, "reused"), retry: rapid.Bool().Draw(t, "retry"),
		})
	}
	for range rapid.IntRange(0, 3).Draw(t, "added") {
		r.added = append(r.added, addedRecord{
			chart: rapid.Int32().Draw(t, "chart"), measure: rapid.Int32().Draw(t, "measure"), again: rapid.Bool().Draw(t, "again"), value: rapid.Float64().Draw(t, "value"),
		})
	}
	for range rapid.IntRange(0, 2).Draw(t, "shown") {
		r.shown = append(r.shown, rapid.String().Draw(t, "chart"))
	}
	return r
}

// equal compares records; slices without elements are alike.
func equal(a, b record) bool {
	for _, r := range []*record{&a, &b} {
		if len(r.actions) == 0 {
			r.actions = nil
		}
		if len(r.calls) == 0 {
			r.calls = nil
		}
		if len(r.added) == 0 {
			r.added = nil
		}
		if len(r.shown) == 0 {
			r.shown = nil
		}
	}
	return reflect.DeepEqual(a, b)
}

// What is retained is what was measured, record after record.
func TestRecordsAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(drawRecord), 1, 5).Draw(t, "records")
		var b []byte
		var in, out codec
		for i := range want {
			b = in.append(b, &want[i])
		}
		var got record
		var err error
		for i := range want {
			if b, err = out.decode(b, &got); err != nil {
				t.Fatalf("decode of record %d: %v", i, err)
			}
			if !equal(got, want[i]) {
				t.Fatalf("decode(append(%+v)) = %+v", want[i], got)
			}
		}
		if len(b) > 0 {
			t.Fatalf("%d bytes are left", len(b))
		}
	})
}

// sample is a file of some blocks, and where each ends.
func sample(t testing.TB) (file []byte, ends []int, iterations []int) {
	file = []byte(magic)
	n := 0
	end := func() { ends, iterations = append(ends, len(file)), append(iterations, n) }
	end()
	for i := range 4 {
		file = block(file, 'a', []byte("action "+string(rune('a'+i))))
		end()
		file = block(file, 'r', []byte("compute GET /servers"))
		end()
		var content []byte
		var c codec
		for k := range 1 + 40*i { // the last block has a length of two bytes
			content = c.append(content, &record{number: int64(k), action: -1, outcome: failed, class: "error", message: "no", actions: []actionRecord{{id: int32(i)}}})
			n++
		}
		file = block(file, 'i', content)
		end()
	}
	return file, ends, iterations
}

// A file that was cut anywhere is good up to its last whole block.
func TestCutFileIsReadToItsLastWholeBlock(t *testing.T) {
	file, ends, iterations := sample(t)
	for cut := len(magic); cut <= len(file); cut++ {
		last := 0
		for i, e := range ends {
			if e <= cut {
				last = i
			}
		}
		got := 0
		_, size, err := scan(bytes.NewReader(file[:cut]), func(*record) { got++ })
		if err != nil || got != iterations[last] || size != int64(ends[last]) {
			t.Errorf("scan of the first %d bytes: %d iterations, %d bytes, %v; want %d, %d", cut, got, size, err, iterations[last], ends[last])
		}
	}
	for cut := range len(magic) {
		if _, _, err := scan(bytes.NewReader(file[:cut]), nil); err == nil {
			t.Errorf("scan of the first %d bytes: no error", cut)
		}
	}
}

// Damage is told, not guessed around, and a disk that cannot be read is no end of a file.
func TestDamagedFile(t *testing.T) {
	file, ends, _ := sample(t)
	ignore := func(*record) {}
	bad := bytes.Clone(file)
	bad[ends[2]] = '?' // the letter of a block
	if _, _, err := scan(bytes.NewReader(bad), ignore); !errors.Is(err, errRecord) {
		t.Errorf("scan of an unknown block: %v; want %v", err, errRecord)
	}
	if _, _, err := scan(bytes.NewReader(block([]byte(magic), 'i', []byte{1, 2, 3})), ignore); !errors.Is(err, errRecord) {
		t.Errorf("scan of half a record: %v; want %v", err, errRecord)
	}
	broken := errors.New("the disk is broken")
	for _, at := range []int{ends[2], ends[2] + 5} {
		in := io.MultiReader(bytes.NewReader(file[:at]), iotest.ErrReader(broken))
		if _, _, err := scan(in, ignore); !errors.Is(err, broken) {
			t.Errorf("scan that cannot read byte %d: %v; want %v", at, err, broken)
		}
	}
}

// A length that is a lie is no reason to allocate that much.
func TestLyingLengths(t *testing.T) {
	lies := [][]byte{
		append([]byte(magic+"i"), 0x80, 0x80, 0x80, 0x80, 0x02), // 512 MB
		append([]byte(magic+"a"), 0x80, 0x80, 0x80, 0x80, 0x04), // 1 GB
		block([]byte(magic), 'i', append(make([]byte, 10), 0xff, 0xff, 0xff, 0xff, 0x07)),
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, lie := range lies {
		_, _, _ = scan(bytes.NewReader(lie), func(*record) {})
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 10<<20 {
		t.Errorf("scan of three lies allocated %d MB", n>>20)
	}
}

func FuzzScan(f *testing.F) {
	file, ends, _ := sample(f)
	f.Add(file)
	f.Add(file[:ends[4]+3])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		var again []byte
		var c codec
		n, size, err := scan(bytes.NewReader(b), func(r *record) { again = c.append(again, r) })
		if size > int64(len(b)) || n == nil {
			t.Fatalf("scan(%q) = %v, %d, %v", b, n, size, err)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add(new(codec).append(nil, &record{outcome: failed, class: "x", actions: make([]actionRecord, 2), calls: make([]callRecord, 2)}))
	f.Add(new(codec).append(nil, &record{part: 2, added: []addedRecord{{1, 2, true, -0.5}}, shown: []string{`{"kind":"Pie"}`}}))
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		var r, again record
		rest, err := new(codec).decode(b, &r)
		if err != nil {
			return
		}
		if len(rest) >= len(b) {
			t.Fatalf("decode(%q) leaves %d bytes", b, len(rest))
		}
		if _, err := new(codec).decode(new(codec).append(nil, &r), &again); err != nil || !equal(r, again) {
			t.Fatalf("decode(append(%+v)) = %+v, %v", r, again, err)
		}
	})
}

// Output costs nothing where there is none, and a small number little.
func TestOutputIsKeptCompactly(t *testing.T) {
	size := func(r record) int { return len(new(codec).append(nil, &r)) }
	plain := size(record{number: 1, due: 2, start: 2, end: 3})
	if plain != 4 {
		t.Errorf("an iteration without output has %d bytes; want 4", plain)
	}
	if n := size(record{number: 1, due: 2, start: 2, end: 3, part: 3}); n != plain+1 {
		t.Errorf("one of part 3 has %d bytes; want %d", n, plain+1)
	}
	added := []addedRecord{{chart: 3, measure: 5, value: 42}}
	if n := size(record{number: 1, due: 2, start: 2, end: 3, added: added}); n > plain+8 {
		t.Errorf("one that added 42 has %d bytes; want at most %d", n, plain+8)
	}
}

// No number that could be read is one that could not be added.
func TestDamagedOutput(t *testing.T) {
	for _, value := range []float64{math.NaN(), math.Inf(1)} {
		b := new(codec).append(nil, &record{added: []addedRecord{{value: value}}})
		if _, err := new(codec).decode(b, new(record)); !errors.Is(err, errRecord) {
			t.Errorf("decode of an added %v: %v; want %v", value, err, errRecord)
		}
	}
}
