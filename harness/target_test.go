package harness_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// child is the environment variable that makes the test binary one of the other processes that benchmarks need: a server
// whose work is not counted as the client's, or a run whose memory is its own.
const child = "PACENOTE_TEST_CHILD"

// asChild does what the environment asks for, and tells whether it asked.
func asChild() bool {
	what, argument, _ := strings.Cut(os.Getenv(child), ":")
	n, _ := strconv.Atoi(argument)
	switch what {
	case "":
		return false
	case "target":
		serveTarget()
	case "waiting":
		waiting(n)
	case "held":
		held(argument)
	case "retain":
		retaining(n)
	}
	return true
}

// spawn starts the test binary as a child, whose first line it returns. It is ended with the benchmark.
func spawn(b *testing.B, what string) (line string, wait func() string) {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), child+"="+what)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { // its standard input ends, and so does it
		in.Close()
		cmd.Wait()
	})
	lines := bufio.NewReader(out)
	line, err = lines.ReadString('\n')
	if err != nil {
		b.Fatalf("%s: %v", what, err)
	}
	return strings.TrimSpace(line), func() string {
		line, _ := lines.ReadString('\n')
		return strings.TrimSpace(line)
	}
}

// target starts a server in a process of its own: /get has 5 KiB, /stall stands still from 4 s to 5 s after its first
// request, /late/RATE/N remembers when request N came, and /late tells how late they were, /hold does not answer.
func target(b *testing.B) (address string) {
	line, _ := spawn(b, "target")
	return "http://" + line
}

func serveTarget() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(l.Addr())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	s := new(server)
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go s.serve(conn)
	}
}

// A server answers HTTP/1.1 as cheaply as it can.
type server struct {
	mu    sync.Mutex
	first time.Time
	late  []time.Duration // arrivals less their place on the grid of a rate
	begun time.Time
}

func (s *server) serve(conn net.Conn) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	body := bytes.Repeat([]byte("x"), 5<<10)
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return
		}
		path := string(bytes.Fields(line)[1])
		for len(line) > 2 {
			if line, err = in.ReadSlice('\n'); err != nil {
				return
			}
		}
		reply := body
		switch {
		case path == "/stall":
			s.stall()
			reply = nil
		case path == "/late":
			reply = []byte(s.report())
		case strings.HasPrefix(path, "/late/"):
			s.arrival(strings.Split(path, "/")[2:])
			reply = nil
		case path == "/hold":
			select {}
		}
		head := "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + strconv.Itoa(len(reply)) + "\r\n\r\n"
		if _, err := conn.Write(append([]byte(head), reply...)); err != nil {
			return
		}
	}
}

func (s *server) stall() {
	s.mu.Lock()
	if s.first.IsZero() {
		s.first = time.Now()
	}
	at := time.Since(s.first)
	s.mu.Unlock()
	if at >= 4*time.Second && at < 5*time.Second {
		time.Sleep(5*time.Second - at)
	}
}

func (s *server) arrival(args []string) {
	now := time.Now()
	rate, _ := strconv.Atoi(args[0])
	n, _ := strconv.Atoi(args[1])
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.begun.IsZero() {
		s.begun = now
	}
	s.late = append(s.late, now.Sub(s.begun)-time.Duration(n)*time.Second/time.Duration(rate))
}

// report is the lateness by percentiles, from the grid on which nothing is early.
func (s *server) report() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.late)
	at := func(p float64) time.Duration { return s.late[int(p/100*float64(len(s.late)-1))] - s.late[0] }
	return fmt.Sprintf("%d %d %d %d", len(s.late), at(50), at(99), at(100))
}

// resident is the memory of this process in bytes, now or at its peak ("VmRSS", "VmHWM").
func resident(what string) int64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, what+":"); ok {
			kb, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kb << 10
		}
	}
	return 0
}
