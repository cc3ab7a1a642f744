package cinder

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// A Size is a size in GB, or a range of them from which one is drawn evenly. As text it is "3", "1-5", or Rally's
// {"min": 1, "max": 5}.
type Size struct{ Min, Max int }

// UnmarshalText reads a size or a range, which must be above zero.
func (s *Size) UnmarshalText(text []byte) error {
	t := strings.TrimSpace(string(text))
	var read Size
	if strings.HasPrefix(t, "{") {
		if err := json.Unmarshal(text, &read); err != nil {
			return err
		}
	} else {
		low, high, ranged := strings.Cut(t, "-")
		if !ranged {
			high = low
		}
		var errLow, errHigh error
		read.Min, errLow = strconv.Atoi(strings.TrimSpace(low))
		read.Max, errHigh = strconv.Atoi(strings.TrimSpace(high))
		if errLow != nil || errHigh != nil {
			read = Size{}
		}
	}
	if read.Min < 1 || read.Max < read.Min {
		return fmt.Errorf("%q: expected a size in GB such as 1, or a range such as 1-5", t)
	}
	*s = read
	return nil
}

// MarshalText writes what UnmarshalText reads.
func (s Size) MarshalText() ([]byte, error) {
	if s.Min == s.Max {
		return strconv.AppendInt(nil, int64(s.Min), 10), nil
	}
	return fmt.Appendf(nil, "%d-%d", s.Min, s.Max), nil
}

// Draw takes a size for an iteration, the same for the same purpose; a size without a Max is its Min.
func (s Size) Draw(it *harness.Iteration, purpose string) int {
	if s.Max <= s.Min {
		return s.Min
	}
	return s.Min + it.Rand(purpose).IntN(s.Max-s.Min+1)
}
