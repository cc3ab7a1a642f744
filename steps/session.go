package steps

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"sync"
	"syscall"
	"testing"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/harness/progress"
	"github.com/pacenote/pacenote/reports"
)

// A Session is one run of go test: where its benchmarks run, and what they found. Make one with [New], in a variable of
// the test package, so that its flags are there before they are read.
type Session struct {
	Files fs.FS          // that scenarios and fixtures read; nil is the folder of the test package
	Verbs []harness.Verb // that features may compose scenarios of

	cloud     string
	check     bool
	realtime  bool
	seed      uint64
	tags      string
	out       string
	baselines string // "" is in out
	store     string // "" is the default, "off" none
	rerun     string // id of the run that is done again; "" for none
	serve     address

	ctx     context.Context
	live    harness.Live
	mu      sync.Mutex
	opened  *cloud.Cloud
	results []*harness.Result
	history history
	watched watch
}

// New returns a session whose settings are flags: -cloud, -check, -realtime, -seed, -godog.tags, -out, -baselines, -store, -rerun and -live. Where a flag is not given, the
// variables PACENOTE_CLOUD, PACENOTE_TAGS, PACENOTE_OUT, PACENOTE_BASELINES, PACENOTE_STORE and PACENOTE_LIVE count, which suits go test ./... , where other packages do not know
// the flags.
func New(flags *flag.FlagSet) *Session {
	s := &Session{ctx: context.Background()}
	flags.StringVar(&s.cloud, "cloud", os.Getenv("PACENOTE_CLOUD"), "run on the cloud of this `name` in clouds.yaml, \"env\" for the OS_* variables; without it, rehearse on a simulated one")
	flags.BoolVar(&s.check, "check", false, "find out whether the cloud has all that the benchmarks need, and run none: nothing is made")
	flags.BoolVar(&s.realtime, "realtime", false, "rehearse in real time, not in virtual time")
	flags.Uint64Var(&s.seed, "seed", 1, "of all random choices")
	flags.StringVar(&s.tags, "godog.tags", os.Getenv("PACENOTE_TAGS"), "run only scenarios with these `tags`: @a,@b is or, @a && @b is and, ~@a is not")
	flags.StringVar(&s.out, "out", cmp.Or(os.Getenv("PACENOTE_OUT"), "out"), "`folder` for the page, the other reports and the retained iterations")
	flags.StringVar(&s.baselines, "baselines", os.Getenv("PACENOTE_BASELINES"), "`folder` of runs that later ones are compared with; without it, baselines in that of -out")
	flags.StringVar(&s.store, "store", os.Getenv("PACENOTE_STORE"), "`file`, or URL of a PostgreSQL database, that keeps the runs; .pacenote/results.db beside the go.mod without it, \"off\" keeps none")
	flags.StringVar(&s.rerun, "rerun", "", "run the feature of the kept run of this `id` again, as it was then, in place of those of the folder")
	s.serve = address(os.Getenv("PACENOTE_LIVE"))
	flags.Var(&s.serve, "live", "serve the page while the runs go on, and /metrics for Prometheus: at a free port, or at `:PORT`, of the loopback address")
	return s
}

// gcPercent is the GOGC of a session, unless the environment has one: load makes garbage, and the heap that matters is small.
const gcPercent = 400

// Main runs the tests of a package, writes the reports and exits: call it from TestMain. An interrupt stops the benchmark
// that runs, which is then removed and reported like every other; a second one ends the process.
func (s *Session) Main(m *testing.M) {
	if !flag.Parsed() {
		flag.Parse()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // gives the second one its usual meaning
	s.ctx = ctx
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	var err error
	if s.watched, err = s.watch(ctx, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "pacenote:", err)
		os.Exit(2)
	}
	show := progress.Start(&s.live)
	code := m.Run()
	show.Stop()
	s.watched.close()
	if s.opened != nil {
		s.opened.Close()
	}
	kept := s.history.close(s.results)
	if kept != nil {
		fmt.Fprintln(os.Stderr, "pacenote:", kept)
		code = max(code, 1)
	}
	if len(s.results) > 0 {
		if err := s.report(io.MultiWriter(os.Stdout, show)); err != nil {
			fmt.Fprintln(os.Stderr, "pacenote:", err)
			code = max(code, 1)
		}
	}
	if ctx.Err() != nil {
		code = max(code, 1)
	}
	os.Exit(code)
}

// report writes all reports, prints the summary and where the page is.
func (s *Session) report(w io.Writer) error {
	folder, err := filepath.Abs(s.out)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for name, report := range map[string]reports.Report{
		"page.html": reports.HTML, "junit.xml": reports.JUnit, "results.json": reports.JSON, "summary.txt": reports.Text,
	} {
		if err := write(filepath.Join(folder, name), report, s.results); err != nil {
			return fmt.Errorf("report %s: %w", name, err)
		}
	}
	if err := reports.Text(w, s.results...); err != nil {
		return err
	}
	if where := s.history.where; where != "" {
		fmt.Fprintf(w, "history: %s\n", where)
	}
	_, err = fmt.Fprintf(w, "page: %s\n", filepath.Join(folder, "page.html"))
	return err
}

func write(path string, report reports.Report, results []*harness.Result) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := report(file, results...); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// Results are those of all benchmarks so far.
func (s *Session) Results() []*harness.Result {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*harness.Result(nil), s.results...)
}

// files are those that scenarios, fixtures and features read.
func (s *Session) files() fs.FS {
	if s.Files == nil {
		return os.DirFS(".")
	}
	return s.Files
}

// Rehearsal tells whether benchmarks run on the simulated cloud.
func (s *Session) Rehearsal() bool { return s.cloud == "" }

// Lab returns where the benchmarks of a test run.
func (s *Session) Lab(t *testing.T) *Lab { return &Lab{session: s, t: t} }

// A Lab runs benchmarks as [harness.Lab] does: on the cloud that was asked for, or else rehearses them. It keeps their
// results for the reports of the session.
type Lab struct {
	session *Session
	t       *testing.T
}

// Run runs b, or rehearses it. See [harness.Lab.Run]. With the flag -check it returns [harness.ErrChecked] for one that can run.
func (l *Lab) Run(ctx context.Context, b harness.Benchmark) (*harness.Result, error) {
	s := l.session
	if s.ctx.Err() != nil {
		return nil, &harness.InterruptError{Cause: context.Cause(s.ctx)}
	}
	ctx, cancel := merge(ctx, s.ctx)
	defer cancel()
	if b.Seed == 0 {
		b.Seed = s.seed
	}
	lab := harness.Lab{
		CheckOnly: s.check, Files: s.files(), Live: &s.live, Log: slog.Default(), Folder: filepath.Join(s.out, "iterations"), Revision: revision(),
	}
	keep, err := s.history.keep(s.ctx, s.store)
	if err != nil {
		return nil, err
	}
	if keep != nil {
		lab.Sinks = append(lab.Sinks, keep)
	}
	if s.watched.metrics != nil {
		lab.Sinks = append(lab.Sinks, s.watched.metrics)
	}
	var result *harness.Result
	switch {
	case !s.Rehearsal():
		if lab.Cloud, err = s.open(); err != nil {
			return nil, err
		}
		lab.Deadline, _ = l.t.Deadline()
		result, err = lab.Run(ctx, b)
	case s.realtime:
		lab.Deadline, _ = l.t.Deadline()
		result, err = simulate(ctx, lab, b, false)
	default:
		result, err = rehearse(ctx, l.t, lab, b)
	}
	if result != nil {
		s.mu.Lock()
		s.results = append(s.results, result)
		s.mu.Unlock()
		s.history.kept(keep, result)
	}
	return result, err
}

// lacks is the first of the services of a benchmark's scenarios that a real cloud does not have; "" if it has all.
func (l *Lab) lacks(ctx context.Context, b *harness.Benchmark) string {
	if l.session.Rehearsal() {
		return ""
	}
	c, err := l.session.open()
	if err != nil {
		return "" // it is told when the benchmark runs
	}
	for i := range b.Workloads {
		for _, service := range harness.ServicesOf(b.Workloads[i].Scenario) {
			var missing *cloud.MissingServiceError
			if _, err := c.Admin().Service(ctx, service); errors.As(err, &missing) {
				return service
			}
		}
	}
	return ""
}

// merge returns a context that ends when either does, with its cause.
func merge(a, b context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(a)
	stop := context.AfterFunc(b, func() { cancel(context.Cause(b)) })
	return ctx, func() { stop(); cancel(nil) }
}

// open opens the cloud that was asked for, once.
func (s *Session) open() (*cloud.Cloud, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opened != nil {
		return s.opened, nil
	}
	name := s.cloud
	if name == "env" {
		name = ""
	}
	config, err := cloud.Load(name)
	if err != nil {
		return nil, err
	}
	s.opened, err = cloud.Open(config)
	return s.opened, err
}
