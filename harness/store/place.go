package store

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Default is where the history is if nobody says otherwise: what PACENOTE_STORE names; else .pacenote/results.db in the nearest
// folder, from the working one upwards, that has a .pacenote or a go.mod; else pacenote/results.db in the user's data folder.
func Default() string {
	if where := os.Getenv("PACENOTE_STORE"); where != "" {
		return where
	}
	if folder, err := os.Getwd(); err == nil {
		for {
			for _, mark := range []string{".pacenote", "go.mod"} {
				if _, err := os.Stat(filepath.Join(folder, mark)); err == nil {
					return filepath.Join(folder, ".pacenote", "results.db")
				}
			}
			above := filepath.Dir(folder)
			if above == folder {
				break
			}
			folder = above
		}
	}
	data := os.Getenv("XDG_DATA_HOME")
	if home, err := os.UserHomeDir(); data == "" && err == nil {
		data = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(data, "pacenote", "results.db")
}

// isServer tells whether a place is a PostgreSQL database.
func isServer(where string) bool {
	return strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://")
}

// shown is a place without its password.
func shown(where string) string {
	if !strings.Contains(where, "://") {
		return where
	}
	u, err := url.Parse(where)
	if err != nil {
		return "a URL" // which may hold one anywhere
	}
	query := u.Query()
	query.Del("password")
	query.Del("sslpassword")
	u.RawQuery = query.Encode()
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	return u.String()
}

// makeFolder makes the folder of a file. A new .pacenote is ignored by git.
func makeFolder(file string) error {
	folder := filepath.Dir(file)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	if filepath.Base(folder) != ".pacenote" {
		return nil
	}
	ignore := filepath.Join(folder, ".gitignore")
	if _, err := os.Stat(ignore); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(ignore, []byte("*\n"), 0o666)
}
