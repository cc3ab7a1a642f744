package steps

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/store"
)

// history is the store of a session, which is opened when the first benchmark runs, and what the session keeps there.
type history struct {
	mu      sync.Mutex
	store   *store.Store // nil before the first, and if nothing is kept
	where   string       // for people
	intakes map[*harness.Result]harness.Intake
	newest  *keeping
}

// A keeping is the store for one run.
type keeping struct {
	store  *store.Store
	mu     sync.Mutex
	intake harness.Intake // nil before the run has begun
}

func (k *keeping) begun() harness.Intake {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.intake
}

// Begin begins to keep the run.
func (k *keeping) Begin(begun *harness.Result) (harness.Intake, error) {
	intake, err := k.store.Begin(begun)
	if err != nil {
		return nil, fmt.Errorf("%w (PACENOTE_STORE=off keeps no runs)", err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.intake = intake
	return intake, nil
}

// keep is where the next run is kept; nil if it is not to be. Virtual time must not have begun: the store lives outside of it.
func (h *history) keep(ctx context.Context, url string) (*keeping, error) {
	if url == "off" {
		return nil, nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.store == nil {
		s, err := store.Open(context.WithoutCancel(ctx), url)
		if err != nil {
			return nil, fmt.Errorf("%w (PACENOTE_STORE=off keeps no runs)", err)
		}
		h.store, h.where, h.intakes = s, s.Location(), make(map[*harness.Result]harness.Intake)
	}
	h.newest = &keeping{store: h.store}
	return h.newest, nil
}

// running is what the run that goes on has found so far; nil if none does.
func (h *history) running(ctx context.Context) (*harness.Result, error) {
	h.mu.Lock()
	k := h.newest
	h.mu.Unlock()
	if k == nil {
		return nil, nil
	}
	id := store.RunOf(k.begun())
	if id == "" {
		return nil, nil
	}
	r, err := k.store.Result(ctx, id)
	if err != nil || r.Verdict != harness.Running {
		return nil, err
	}
	return r, nil
}

// kept remembers which result is that of a keeping: steps may add to it.
func (h *history) kept(k *keeping, r *harness.Result) {
	if k == nil || k.begun() == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.intakes[r] = k.begun()
}

// close keeps the results once more, with what the steps after the runs have found, and closes the store.
func (h *history) close(results []*harness.Result) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.store == nil {
		return nil
	}
	var errs []error
	for _, r := range results {
		if intake := h.intakes[r]; intake != nil {
			errs = append(errs, intake.End(r))
		}
	}
	return errors.Join(append(errs, h.store.Close())...)
}

// revision is the commit of the folder that the tests are in, with "+dirty" if something was changed since; "" if git does not
// know.
var revision = sync.OnceValue(func() string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "git", "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=+dirty").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
})
