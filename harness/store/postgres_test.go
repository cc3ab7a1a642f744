package store_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/pacenote/pacenote/harness/store"
	"github.com/pacenote/pacenote/harness/store/storetest"
)

func TestPostgreSQL(t *testing.T) {
	url := postgres(t)
	storetest.Test(t, func(t *testing.T) *store.Store { return opened(t, url) })
}

// A URL of a database that refuses, or is none, is told without its password.
func TestServerErrorsHoldNoPassword(t *testing.T) {
	for _, url := range []string{
		"postgres://me:canary-4711@127.0.0.1:1/runs", "postgres://me:canary-4711@127.0.0.1:port/runs",
		"postgresql://127.0.0.1:1/runs?user=me&password=canary-4711", "mysql://me:canary-4711@127.0.0.1/runs",
	} {
		s, err := store.Open(t.Context(), url)
		if err == nil {
			s.Close()
			t.Errorf("%s was opened", url)
		} else if strings.Contains(err.Error(), "canary") {
			t.Errorf("the error has the password: %v", err)
		}
	}
}

// postgres starts a PostgreSQL of the distribution's for one test, which only this user can reach, and returns its URL.
func postgres(t *testing.T) string {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		if os.Getenv("PACENOTE_STORE_TESTS") == "required" {
			t.Fatal("there is no PostgreSQL on this machine, and PACENOTE_STORE_TESTS=required")
		}
		t.Skip("there is no PostgreSQL on this machine: the store is tested on SQLite alone")
	}
	slices.Sort(found)
	bin := filepath.Dir(found[len(found)-1])
	// A socket's path must be short, and its folder belong to who serves: PostgreSQL refuses to run as root.
	folder, err := os.MkdirTemp("/tmp", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	as := func(name string, args ...string) *exec.Cmd {
		command := exec.Command(name, args...)
		if os.Getuid() == 0 {
			uid, gid := owner(t, "postgres")
			command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: gid}}
			if err := os.Chown(folder, int(uid), int(gid)); err != nil {
				t.Fatal(err)
			}
		}
		command.Dir = folder
		return command
	}
	data := filepath.Join(folder, "data")
	if out, err := as(filepath.Join(bin, "initdb"), "-D", data, "-U", "pacenote", "-A", "trust", "--no-sync").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	log := filepath.Join(folder, "log")
	options := fmt.Sprintf("-c listen_addresses='' -c unix_socket_directories=%s -c fsync=off", folder)
	if out, err := as(filepath.Join(bin, "pg_ctl"), "-D", data, "-l", log, "-w", "-o", options, "start").CombinedOutput(); err != nil {
		text, _ := os.ReadFile(log)
		t.Fatalf("pg_ctl start: %v\n%s\n%s", err, out, text)
	}
	t.Cleanup(func() {
		if out, err := as(filepath.Join(bin, "pg_ctl"), "-D", data, "-m", "immediate", "stop").CombinedOutput(); err != nil {
			t.Errorf("pg_ctl stop: %v\n%s", err, out)
		}
	})
	return "postgres://pacenote@/postgres?host=" + folder
}

// owner is a user of the system.
func owner(t *testing.T, name string) (uid, gid uint32) {
	t.Helper()
	var ids [2]uint32
	for i, flag := range []string{"-u", "-g"} {
		out, err := exec.Command("id", flag, name).Output()
		if err != nil {
			t.Fatalf("there is no user %s: %v", name, err)
		}
		n, err := strconv.ParseUint(strings.TrimSpace(string(out)), 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		ids[i] = uint32(n)
	}
	return ids[0], ids[1]
}
