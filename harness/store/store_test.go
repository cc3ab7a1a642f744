package store_test

import (
	"path/filepath"
	"testing"

	"github.com/pacenote/pacenote/harness/store"
	"github.com/pacenote/pacenote/harness/store/storetest"
)

func opened(t *testing.T, where string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestSQLite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results.db")
	storetest.Test(t, func(t *testing.T) *store.Store { return opened(t, file) })
}
