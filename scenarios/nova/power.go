package nova

import (
	"context"
	"errors"

	"github.com/pacenote/pacenote/harness"
)

// A RoundTrip boots a server, does verbs to it, and deletes it.
type RoundTrip struct {
	Boot
	Deletion
}

// actions are those of a round trip.
func (s RoundTrip) actions(verbs ...verb) []string {
	return append(names(verbs...), "nova.boot_server", s.deletion())
}

// run is the round trip.
func (s RoundTrip) run(ctx context.Context, it *harness.Iteration, verbs ...verb) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	if err := doAll(ctx, it, id, verbs...); err != nil {
		return err
	}
	return s.remove(ctx, it, id)
}

// PauseAndUnpauseServer boots a server, pauses and unpauses it, and deletes it: NovaServers.pause_and_unpause_server.
type PauseAndUnpauseServer struct{ RoundTrip }

// Name is Rally's.
func (PauseAndUnpauseServer) Name() string { return "NovaServers.pause_and_unpause_server" }

// Actions are those of Run.
func (s PauseAndUnpauseServer) Actions() []string { return s.actions(pause, unpause) }

// Prepare looks the image and the flavor up.
func (s PauseAndUnpauseServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, pauses and unpauses it, and deletes it.
func (s PauseAndUnpauseServer) Run(ctx context.Context, it *harness.Iteration) error {
	return s.run(ctx, it, pause, unpause)
}

// SuspendAndResumeServer boots a server, suspends and resumes it, and deletes it: NovaServers.suspend_and_resume_server.
type SuspendAndResumeServer struct{ RoundTrip }

// Name is Rally's.
func (SuspendAndResumeServer) Name() string { return "NovaServers.suspend_and_resume_server" }

// Actions are those of Run.
func (s SuspendAndResumeServer) Actions() []string { return s.actions(suspend, resume) }

// Prepare looks the image and the flavor up.
func (s SuspendAndResumeServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, suspends and resumes it, and deletes it.
func (s SuspendAndResumeServer) Run(ctx context.Context, it *harness.Iteration) error {
	return s.run(ctx, it, suspend, resume)
}

// ShelveAndUnshelveServer boots a server, shelves it until it is on no host, unshelves it, and deletes it:
// NovaServers.shelve_and_unshelve_server.
type ShelveAndUnshelveServer struct{ RoundTrip }

// Name is Rally's.
func (ShelveAndUnshelveServer) Name() string { return "NovaServers.shelve_and_unshelve_server" }

// Actions are those of Run.
func (s ShelveAndUnshelveServer) Actions() []string { return s.actions(shelve, unshelve) }

// Prepare looks the image and the flavor up.
func (s ShelveAndUnshelveServer) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, shelves and unshelves it, and deletes it.
func (s ShelveAndUnshelveServer) Run(ctx context.Context, it *harness.Iteration) error {
	return s.run(ctx, it, shelve, unshelve)
}

// BootLockUnlockAndDelete boots a server, locks it, idles, unlocks it, and deletes it: NovaServers.boot_lock_unlock_and_delete.
type BootLockUnlockAndDelete struct {
	RoundTrip
	Idle
}

// Name is Rally's.
func (BootLockUnlockAndDelete) Name() string { return "NovaServers.boot_lock_unlock_and_delete" }

// Actions are those of Run.
func (s BootLockUnlockAndDelete) Actions() []string { return s.actions(lock, unlock) }

// Validate refuses idle times that are no range, and what a server cannot be booted with.
func (s BootLockUnlockAndDelete) Validate() error {
	return errors.Join(s.Boot.Validate(), s.Idle.Validate())
}

// Prepare looks the image and the flavor up.
func (s BootLockUnlockAndDelete) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run boots a server, locks it, idles, unlocks it, and deletes it.
func (s BootLockUnlockAndDelete) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.boot(ctx, it)
	if err != nil {
		return err
	}
	if err := lock.do(ctx, it, id); err != nil {
		return err
	}
	if err := s.idle(ctx, it); err != nil {
		return err
	}
	if err := unlock.do(ctx, it, id); err != nil {
		return err
	}
	return s.remove(ctx, it, id)
}
