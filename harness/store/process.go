package store

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A process is one that runs benchmarks: its number alone may come again.
type process struct {
	host string
	pid  int
	born string // as the system writes it; "" if it does not
}

func self() process {
	host, _ := os.Hostname()
	return process{host: host, pid: os.Getpid(), born: birth(os.Getpid())}
}

// birth is when a process began, in ticks of its system.
func birth(pid int) string {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(string(text[strings.LastIndexByte(string(text), ')')+1:]), " ")
	fields := strings.Fields(rest)
	if len(fields) < 20 || fields[0] == "Z" { // a zombie does nothing any more
		return ""
	}
	return fields[19]
}

// silence is how long a process on another machine may say nothing before it is taken to be dead.
const silence = 15 * time.Second

// alive tells whether a process goes on, given when it was last heard of.
func (p process) alive(beat, now time.Time) bool {
	here := self()
	if p.host != here.host {
		return now.Sub(beat) < silence
	}
	if p.born != "" && here.born != "" {
		return birth(p.pid) == p.born
	}
	err := syscall.Kill(p.pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
