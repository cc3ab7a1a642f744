package store

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
	zstdcodec "github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/pacenote/pacenote/harness"
)

// Parquet writes the iterations of a run into a folder, as iterations.parquet, actions.parquet and calls.parquet, for DuckDB, pandas
// and the like. Rows of one iteration have the same workload and number; durations are nanoseconds.
func (s *Store) Parquet(ctx context.Context, id, folder string) (err error) {
	defer func() { err = s.wrap("export run "+id, err) }()
	r, err := s.Result(ctx, id)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	iterations, err := newParquetFile[exportedIteration](filepath.Join(folder, "iterations.parquet"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, iterations.close()) }()
	actions, err := newParquetFile[exportedAction](filepath.Join(folder, "actions.parquet"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, actions.close()) }()
	calls, err := newParquetFile[exportedCall](filepath.Join(folder, "calls.parquet"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, calls.close()) }()
	keys, err := s.segments(ctx, id)
	if err != nil {
		return err
	}
	var x segment
	for _, k := range keys {
		if err := s.segment(ctx, id, k, &x); err != nil {
			return err
		}
		a, b, c := x.named(r)
		if err := errors.Join(iterations.add(a), actions.add(b), calls.add(c)); err != nil {
			return err
		}
	}
	return nil
}

// Exported rows have the names of workloads and parts beside their numbers.
type (
	exportedIteration struct {
		WorkloadName string `parquet:"workload_name,dict"`
		PartName     string `parquet:"part_name,dict"` // of a mix
		iterationRow
	}
	exportedAction struct {
		WorkloadName string `parquet:"workload_name,dict"`
		actionRow
	}
	exportedCall struct {
		WorkloadName string `parquet:"workload_name,dict"`
		callRow
	}
)

// named are the rows of a segment with names.
func (s *segment) named(r *harness.Result) (iterations []exportedIteration, actions []exportedAction, calls []exportedCall) {
	workload := func(i int32) *harness.Outcome {
		if int(i) < len(r.Workloads) {
			return &r.Workloads[i]
		}
		return new(harness.Outcome)
	}
	for _, x := range s.iterations {
		o, part := workload(x.Workload), ""
		if int(x.Part) < len(o.Mix) {
			part = o.Mix[x.Part].Part
		}
		iterations = append(iterations, exportedIteration{o.Workload, part, x})
	}
	for _, x := range s.actions {
		actions = append(actions, exportedAction{workload(x.Workload).Workload, x})
	}
	for _, x := range s.calls {
		calls = append(calls, exportedCall{workload(x.Workload).Workload, x})
	}
	return iterations, actions, calls
}

// A parquetFile is one that is being written.
type parquetFile[T any] struct {
	file   *os.File
	buffer *bufio.Writer
	writer *parquet.GenericWriter[T]
	rows   int
}

// groupRows is how many rows a group has, which readers skip or read as one.
const groupRows = 500_000

func newParquetFile[T any](path string) (*parquetFile[T], error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	buffer := bufio.NewWriter(file)
	return &parquetFile[T]{file: file, buffer: buffer, writer: parquet.NewGenericWriter[T](buffer, parquet.Compression(&zstdcodec.Codec{Level: zstdcodec.SpeedDefault}))}, nil
}

func (f *parquetFile[T]) add(rows []T) error {
	if _, err := f.writer.Write(rows); err != nil {
		return err
	}
	if f.rows += len(rows); f.rows >= groupRows {
		f.rows = 0
		return f.writer.Flush()
	}
	return nil
}

func (f *parquetFile[T]) close() error {
	return errors.Join(f.writer.Close(), f.buffer.Flush(), f.file.Close())
}
