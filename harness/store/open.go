package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A Store is a history of runs. Its methods are safe for concurrent use. It is a [harness.Sink].
type Store struct {
	db       *sql.DB
	where    string // for people
	server   bool   // PostgreSQL
	session  string
	identity process

	one    sync.Mutex // whoever asks the writer
	calls  chan func(context.Context) error
	done   chan error
	ended  chan struct{}
	closed bool

	open    map[string]bool // runs that go on here; the writer's own
	encoder *encoder        // the writer's own
}

//go:embed migrations/*.sql
var migrations embed.FS

// Open opens the history at a place: a path, or the URL of a PostgreSQL database; [Default] if it is "". What is not there yet is
// made, and what an older Pacenote made is brought up to date; what a newer one made is refused.
func Open(ctx context.Context, where string) (*Store, error) {
	if where == "" {
		where = Default()
	}
	s := &Store{
		where: shown(where), server: isServer(where), session: rand.Text()[:12], identity: self(), open: make(map[string]bool),
		calls: make(chan func(context.Context) error), done: make(chan error), ended: make(chan struct{}),
	}
	if err := s.connect(ctx, where); err != nil {
		return nil, fmt.Errorf("open the history of runs at %s: %w", s.where, plain(err))
	}
	go s.write()
	return s, nil
}

func (s *Store) connect(ctx context.Context, where string) (err error) {
	dialect := goose.DialectSQLite3
	if s.server {
		config, err := pgx.ParseConfig(where)
		if err != nil {
			return errors.New("the URL is none of a PostgreSQL database: expected postgres://USER@HOST/DATABASE") // err may hold the password
		}
		dialect = goose.DialectPostgres
		s.db = stdlib.OpenDB(*config)
	} else {
		if strings.Contains(where, "://") {
			return errors.New("expected the path of a file, or postgres://USER@HOST/DATABASE")
		}
		if where, err = filepath.Abs(where); err != nil {
			return err
		}
		s.where = where
		if err := makeFolder(where); err != nil {
			return err
		}
		if s.db, err = sql.Open("sqlite", "file:"+(&url.URL{Path: where}).EscapedPath()+pragmas); err != nil {
			return err
		}
	}
	defer func() {
		if err != nil {
			s.db.Close()
		}
	}()
	inside, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	return s.migrate(ctx, dialect, inside)
}

// pragmas make every connection wait for the others, and lose nothing when power does. The file can become smaller again.
const pragmas = "?_pragma=busy_timeout(60000)&_pragma=auto_vacuum(incremental)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_txlock=immediate"

// migrate brings the tables up to date. Of processes that begin at once, one does it.
func (s *Store) migrate(ctx context.Context, dialect goose.Dialect, scripts fs.FS) error {
	for try := 0; ; try++ {
		p, err := goose.NewProvider(dialect, s.db, scripts, goose.WithLogger(goose.NopLogger()))
		if err != nil {
			return err
		}
		known := p.ListSources()
		has, err := p.GetDBVersion(ctx)
		if err == nil && has > known[len(known)-1].Version {
			return fmt.Errorf("a newer Pacenote made it (version %d of its tables; this one knows %d): use that one, or another place", has, known[len(known)-1].Version)
		}
		if err == nil {
			_, err = p.Up(ctx)
		}
		if err == nil || try == 20 || ctx.Err() != nil || !others(err) {
			return err
		}
		time.Sleep(time.Duration(try+1) * 10 * time.Millisecond)
	}
}

// others tells whether an error may be that of another process that does the same now.
func others(err error) bool {
	text := err.Error()
	for _, sign := range []string{"already exists", "duplicate key", "UNIQUE constraint", "locked", "busy"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// Location is where it is, for people: a path, or a URL without its password.
func (s *Store) Location() string { return s.where }

// Close ends the goroutine that writes, and closes the file or the connections.
func (s *Store) Close() error {
	s.one.Lock()
	defer s.one.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	close(s.calls)
	<-s.ended
	return s.db.Close()
}

// plain says what people can do something about in their words.
func plain(err error) error {
	var e *sqlite.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("the disk is full: %w", err)
	case !errors.As(err, &e):
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("the disk is full: %w", err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fmt.Errorf("it may not be written to: %w", err)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("the file cannot be opened: %w", err)
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("the file is no history of runs, or damaged: %w", err)
	}
	return err
}
