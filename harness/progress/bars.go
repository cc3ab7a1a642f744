package progress

import (
	"fmt"
	"os"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/pacenote/pacenote/harness"
)

// bars shows a bar for each workload of the run that goes on, and takes them away when it has ended.
func bars(live *harness.Live, tty *os.File, stop <-chan struct{}) {
	tick := time.NewTicker(sampling)
	defer tick.Stop()
	var shown *board
	for {
		select {
		case <-stop:
			shown.remove()
			return
		case <-tick.C:
			s, ok := live.Status()
			switch {
			case !ok:
			case s.Ended:
				shown.remove()
				shown = nil
			case shown == nil || shown.name != s.Benchmark:
				shown.remove()
				shown = newBoard(s, tty)
			default:
				shown.update(s)
			}
		}
	}
}

// A board is the bars of one run.
type board struct {
	name     string
	progress *mpb.Progress
	bars     []*mpb.Bar
	texts    []chan string // the newest text of each bar
}

func newBoard(s harness.Status, tty *os.File) *board {
	b := &board{name: s.Benchmark, progress: mpb.New(mpb.WithOutput(tty), mpb.WithWidth(30), mpb.WithRefreshRate(sampling), mpb.WithAutoRefresh())}
	for range s.Workloads {
		text := make(chan string, 1)
		newest := ""
		b.texts = append(b.texts, text)
		b.bars = append(b.bars, b.progress.AddBar(0, mpb.BarRemoveOnComplete(),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string {
				select {
				case newest = <-text:
				default:
				}
				return newest
			}))))
	}
	b.update(s)
	return b
}

func (b *board) update(s harness.Status) {
	for i, p := range s.Workloads {
		if i >= len(b.bars) {
			return
		}
		done, total := Share(p)
		b.bars[i].SetTotal(total, false)
		b.bars[i].SetCurrent(min(done, total-1)) // a bar that is complete would go away too early
		select {
		case <-b.texts[i]:
		default:
		}
		b.texts[i] <- label(s, p)
	}
}

// Share is how much of a workload is done, of how much: by iterations, or by time if that is what ends it.
func Share(p harness.Progress) (done, total int64) {
	if p.Planned > 0 {
		return p.Succeeded + p.Failed + p.Aborted, p.Planned
	}
	return int64(p.Elapsed), max(int64(p.Duration), 1)
}

func label(s harness.Status, p harness.Progress) string {
	mark := ""
	if s.Rehearsal {
		mark = "REHEARSAL "
	}
	if s.Phase != "load" {
		return fmt.Sprintf("%s%s: %s", mark, s.Benchmark, phase(s))
	}
	done := fmt.Sprintf("%d", p.Succeeded+p.Failed+p.Aborted)
	if p.Planned > 0 {
		done += fmt.Sprintf("/%d", p.Planned)
	}
	return fmt.Sprintf("%s %d failed, %d in flight, %v  %s%s", done, p.Failed, p.InFlight(), p.Elapsed.Round(time.Second), mark, s.Benchmark)
}

func (b *board) remove() {
	if b == nil {
		return
	}
	for _, bar := range b.bars {
		bar.Abort(true)
	}
	b.progress.Wait()
}
