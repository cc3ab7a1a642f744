package vm

import (
	"context"
	_ "embed"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// loadScript measures a guest. It is not Rally's, which wants top, free and dc of an image; its charts are called alike.
//
//go:embed ddload.sh
var loadScript []byte

// DDLoadTest boots a server, measures in it how long dd takes to write and to read a file, and gzip to pack it, and how busy
// the guest is while it packs more and more, and deletes it: VMTasks.dd_load_test.
type DDLoadTest struct {
	Workplace
	Interpreter Words   `arg:"interpreter" help:"what runs the script, variables before it: DD_SIZE_MB=10, LOAD_PROCESSES_COUNT=5, LOAD_SIZE_MB=1, /bin/sh"`
	Command     Command `arg:"command" help:"Rally's older way to say the interpreter: a JSON object such as {\"interpreter\": \"/bin/bash\"}"`
}

// Name is Rally's.
func (DDLoadTest) Name() string { return "VMTasks.dd_load_test" }

// Measures are the values that Run adds.
func (s DDLoadTest) Measures() (list [][2]string) {
	size := "50"
	for _, word := range s.command().Interpreter {
		if given, ok := strings.CutPrefix(word, "DD_SIZE_MB="); ok {
			size = given
		}
	}
	for _, title := range []string{"Write, read and gzip file", "Statistics for write/read/gzip"} {
		for _, verb := range []string{"write", "read", "gzip"} {
			list = append(list, [2]string{title, verb + "_" + size + "M"})
		}
	}
	return list
}

// command is the script with its interpreter.
func (s DDLoadTest) command() Command {
	c := Command{Interpreter: s.Interpreter, script: loadScript}
	if len(s.Command.Interpreter) > 0 {
		c.Interpreter = s.Command.Interpreter
	}
	if len(c.Interpreter) == 0 {
		c.Interpreter = Words{"/bin/sh"}
	}
	return c
}

// Prepare looks the image, the flavor and the external network up.
func (s DDLoadTest) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.find(ctx, w)
}

// Run boots a server, measures in it, and deletes it.
func (s DDLoadTest) Run(ctx context.Context, it *harness.Iteration) error {
	o, err := s.run(ctx, it, s.command())
	if err != nil {
		return err
	}
	return show(it, o)
}
