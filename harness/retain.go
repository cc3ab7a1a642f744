package harness

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// retained is the file that holds the iterations of a run: a magic word, then blocks, each a letter, its length and its
// content. A block is written whole, so that a file whose writer was killed is good up to its last block.
//
//	'a' the next names of actions    'r' the next names of routes    'i' iterations
//	'c' the next additive charts     'm' the next measures
//	'p' the next projects            'h' the next hosts
type retained struct {
	names *names

	mu     sync.Mutex
	file   *os.File
	size   int64 // of whole blocks
	known  [len(nameBlocks)]int
	failed error
}

const magic = "PACENOTE4\n"

// retain makes the file in a folder, or a temporary one without a name if folder is "" or somebody else keeps what is in it.
func retain(folder string, elsewhere bool, n *names) (*retained, error) {
	var file *os.File
	var err error
	if folder != "" {
		err = os.MkdirAll(folder, 0o777)
	}
	switch {
	case err != nil:
	case folder == "" || elsewhere:
		if file, err = os.CreateTemp(folder, "pacenote-*.pnr"); err == nil {
			os.Remove(file.Name()) // it lives as long as it is open
		}
	default:
		file, err = os.Create(filepath.Join(folder, "iterations.pnr"))
	}
	if err != nil {
		return nil, fmt.Errorf("retain iterations: %w", err)
	}
	r := &retained{names: n, file: file}
	if _, err := file.WriteString(magic); err != nil {
		return nil, fmt.Errorf("retain iterations: %w", err)
	}
	r.size = int64(len(magic))
	return r, nil
}

// write appends a block of iterations, and before it the names that it may use. After an error, which is kept, it
// writes nothing more.
func (r *retained) write(iterations []byte) {
	if len(iterations) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failed != nil {
		return
	}
	var b []byte
	for i, reg := range r.names.all() {
		fresh := reg.since(r.known[i])
		for _, name := range fresh {
			b = block(b, nameBlocks[i], []byte(name))
		}
		r.known[i] += len(fresh)
	}
	b = block(b, 'i', iterations)
	if _, err := r.file.Write(b); err != nil {
		r.failed = fmt.Errorf("retain iterations: %w", err)
		return
	}
	r.size += int64(len(b))
}

func block(b []byte, kind byte, content []byte) []byte {
	b = append(b, kind)
	b = binary.AppendUvarint(b, uint64(len(content)))
	return append(b, content...)
}

// error is what went wrong with writing, if anything did.
func (r *retained) error() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.failed
}

// written is how long the file is, up to the end of its last whole block.
func (r *retained) written() int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.size
}

// each calls f for every iteration in the first size bytes, in no order. The record is f's until it returns.
func (r *retained) each(size int64, f func(*record)) error {
	return r.between(int64(len(magic)), size, f)
}

// between is each for the bytes from one end of a block to another.
func (r *retained) between(from, to int64, f func(*record)) error {
	in := io.MultiReader(strings.NewReader(magic), io.NewSectionReader(r.file, from, to-from))
	_, read, err := scan(in, f)
	if read += from - int64(len(magic)); err == nil && read != to {
		err = fmt.Errorf("read iterations: the file has only %d of its %d bytes", read, to)
	}
	return err
}

func (r *retained) close() error { return r.file.Close() }

// scan reads a file of iterations and returns the names in it, and how long it is up to the end of its last whole
// block. A last block that is not whole is left out.
func scan(in io.Reader, f func(*record)) (n *names, size int64, err error) {
	n = new(names)
	reader := bufio.NewReaderSize(in, 1<<16)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(reader, head); err != nil || string(head) != magic {
		return n, 0, errors.New("this is no file of retained iterations")
	}
	size = int64(len(magic))
	var content bytes.Buffer // grows as it is read: a damaged length is no reason to allocate so much
	var rec record
	for {
		kind, err := reader.ReadByte()
		if err == io.EOF {
			return n, size, nil
		}
		if err != nil {
			return n, size, fmt.Errorf("read iterations: %w", err)
		}
		length, err := binary.ReadUvarint(reader)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return n, size, nil
		}
		if err != nil || length > 1<<30 {
			return n, size, errRecord
		}
		content.Reset()
		if _, err := io.CopyN(&content, reader, int64(length)); err == io.EOF {
			return n, size, nil
		} else if err != nil {
			return n, size, fmt.Errorf("read iterations: %w", err)
		}
		switch kind {
		case 'i':
			var c codec
			for rest := content.Bytes(); len(rest) > 0; {
				if rest, err = c.decode(rest, &rec); err != nil {
					return n, size, err
				}
				f(&rec)
			}
		default:
			i := strings.IndexByte(nameBlocks, kind)
			if i < 0 {
				return n, size, errRecord
			}
			n.all()[i].id(content.String())
		}
		size += 1 + uvarintLen(length) + int64(length)
	}
}

func uvarintLen(n uint64) int64 { return int64(len(binary.AppendUvarint(nil, n))) }
