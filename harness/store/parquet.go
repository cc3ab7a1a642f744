package store

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
	zstdcodec "github.com/parquet-go/parquet-go/compress/zstd"
)

// Parquet writes the iterations of a run into a folder, as iterations.parquet, actions.parquet and calls.parquet, for DuckDB, pandas
// and the like. Rows of one iteration have the same workload and number; durations are nanoseconds.
func (s *Store) Parquet(ctx context.Context, id, folder string) (err error) {
	defer func() { err = s.wrap("export run "+id, err) }()
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	iterations, err := newParquetFile[iterationRow](filepath.Join(folder, "iterations.parquet"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, iterations.close()) }()
	actions, err := newParquetFile[actionRow](filepath.Join(folder, "actions.parquet"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, actions.close()) }()
	calls, err := newParquetFile[callRow](filepath.Join(folder, "calls.parquet"))
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
		if err := errors.Join(iterations.add(x.iterations), actions.add(x.actions), calls.add(x.calls)); err != nil {
			return err
		}
	}
	return nil
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
