package store

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	zstdcodec "github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/pacenote/pacenote/harness"
)

// segmentRows is how many iterations a segment has at most.
const segmentRows = 10_000

// An encoder makes segments and images of results, one after another.
type encoder struct {
	iterations sheet[iterationRow]
	actions    sheet[actionRow]
	calls      sheet[callRow]
	packer     *zstd.Encoder
}

// A sheet is the rows of a Parquet file in the making.
type sheet[T any] struct {
	rows   []T
	writer *parquet.GenericWriter[T]
	buffer bytes.Buffer
}

func newEncoder() *encoder {
	packer, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err) // the options are right
	}
	return &encoder{packer: packer}
}

func (e *encoder) reset() {
	e.iterations.rows, e.actions.rows, e.calls.rows = e.iterations.rows[:0], e.actions.rows[:0], e.calls.rows[:0]
}

// images are the files of all that was added since the last time. They are valid until the next time.
func (e *encoder) images() (images [3][]byte, err error) {
	defer e.reset()
	if images[0], err = e.iterations.image(); err != nil {
		return images, err
	}
	if images[1], err = e.actions.image(); err != nil {
		return images, err
	}
	images[2], err = e.calls.image()
	return images, err
}

// image is empty for no rows.
func (s *sheet[T]) image() ([]byte, error) {
	s.buffer.Reset()
	if len(s.rows) == 0 {
		return []byte{}, nil
	}
	if s.writer == nil {
		s.writer = parquet.NewGenericWriter[T](&s.buffer, parquet.Compression(&zstdcodec.Codec{Level: zstdcodec.SpeedFastest, Concurrency: 1}), parquet.DataPageStatistics(false))
	} else {
		s.writer.Reset(&s.buffer)
	}
	if _, err := s.writer.Write(s.rows); err != nil {
		return nil, fmt.Errorf("write a segment: %w", err)
	}
	if err := s.writer.Close(); err != nil {
		return nil, fmt.Errorf("write a segment: %w", err)
	}
	return s.buffer.Bytes(), nil
}

// result is the image of a whole result.
func (e *encoder) result(r *harness.Result) ([]byte, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("write the result: %w", err)
	}
	return e.packer.EncodeAll(text, nil), nil
}

// mostResult bounds an image that is unpacked.
const mostResult = 1 << 30

func decodeResult(image []byte) (*harness.Result, error) {
	unpacker, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostResult))
	if err != nil {
		return nil, err
	}
	defer unpacker.Close()
	text, err := unpacker.DecodeAll(image, nil)
	if err != nil {
		return nil, fmt.Errorf("read the result: %w", err)
	}
	r := new(harness.Result)
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("read the result: %w", err)
	}
	return r, nil
}

// A segment is some iterations as they were kept.
type segment struct {
	iterations []iterationRow
	actions    []actionRow
	calls      []callRow
}

// read reads the files of a segment, into the memory that it has.
func (s *segment) read(images [3][]byte) (err error) {
	if s.iterations, err = readRows(images[0], s.iterations); err != nil {
		return err
	}
	if s.actions, err = readRows(images[1], s.actions); err != nil {
		return err
	}
	s.calls, err = readRows(images[2], s.calls)
	return err
}

func readRows[T any](image []byte, rows []T) ([]T, error) {
	if len(image) == 0 {
		return rows[:0], nil
	}
	file, err := parquet.OpenFile(bytes.NewReader(image), int64(len(image)))
	if err != nil {
		return nil, fmt.Errorf("read a segment: %w", err)
	}
	n := int(file.NumRows())
	if cap(rows) < n {
		rows = make([]T, n)
	}
	rows = rows[:n]
	r := parquet.NewGenericReader[T](file)
	defer r.Close()
	for got := 0; got < n; {
		k, err := r.Read(rows[got:])
		got += k
		if got < n && err != nil {
			return nil, fmt.Errorf("read a segment: %w", err)
		}
	}
	return rows, nil
}
