package harness

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// retained is the file that holds the iterations of a run: a magic word, then blocks, each a letter, its length and its
// content. A block is written whole, so that a file whose writer was killed is good up to its last block.
//
//	'a' the next names of actions    'r' the next names of routes    'i' iterations
type retained struct {
	names *names

	mu     sync.Mutex
	file   *os.File
	size   int64 // of whole blocks
	known  [2]int
	failed error
}

const magic = "PACENOTE1\n"

// retain makes the file in a folder, or a temporary one without a name if folder is "".
func retain(folder string, n *names) (*retained, error) {
	var file *os.File
	var err error
	if folder == "" {
		if file, err = os.CreateTemp("", "pacenote-*.pnr"); err == nil {
			os.Remove(file.Name()) // it lives as long as it is open
		}
	} else if err = os.MkdirAll(folder, 0o777); err == nil {
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
	for i, reg := range []*register{&r.names.actions, &r.names.routes} {
		fresh := reg.since(r.known[i])
		for _, name := range fresh {
			b = block(b, "ar"[i], []byte(name))
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

// each calls f for every iteration that has been written, in no order. The record is f's until it returns.
func (r *retained) each(f func(*record)) error {
	r.mu.Lock()
	size := r.size
	r.mu.Unlock()
	_, err := scan(io.NewSectionReader(r.file, 0, size), f)
	return err
}

func (r *retained) close() error { return r.file.Close() }

// scan reads a file of iterations and returns the names in it. A last block that is not whole is left out.
func scan(in io.Reader, f func(*record)) (*names, error) {
	n := new(names)
	reader := bufio.NewReaderSize(in, 1<<16)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(reader, head); err != nil || string(head) != magic {
		return n, errors.New("this is no file of retained iterations")
	}
	var content []byte
	var rec record
	for {
		kind, err := reader.ReadByte()
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, fmt.Errorf("read iterations: %w", err)
		}
		length, err := binary.ReadUvarint(reader)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return n, nil
		}
		if err != nil || length > 1<<30 {
			return n, errRecord
		}
		if uint64(cap(content)) < length {
			content = make([]byte, length)
		}
		content = content[:length]
		if _, err := io.ReadFull(reader, content); err != nil {
			return n, nil
		}
		switch kind {
		case 'a':
			n.actions.id(string(content))
		case 'r':
			n.routes.id(string(content))
		case 'i':
			for rest := content; len(rest) > 0; {
				if rest, err = rec.decode(rest); err != nil {
					return n, err
				}
				f(&rec)
			}
		default:
			return n, errRecord
		}
	}
}
