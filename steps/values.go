package steps

import (
	"fmt"
	"strconv"
	"time"

	"github.com/pacenote/pacenote/harness"
)

// Values are what varies in a sentence, in its order. Each method takes the next one; err is what was wrong with the first
// that was. The zero value of a load means one of each, or no limit; here somebody wrote a zero.
type values struct {
	words []string
	err   error
}

func (v *values) next() string {
	word := v.words[0]
	v.words = v.words[1:]
	return word
}

func (v *values) refuse(format string, args ...any) {
	if v.err == nil {
		v.err = fmt.Errorf(format, args...)
	}
}

// number is zero or above.
func (v *values) number() float64 {
	word := v.next()
	n, err := strconv.ParseFloat(word, 64)
	if err != nil || n < 0 {
		v.refuse("%q: expected a number", word)
	}
	return n
}

// rate is a number above zero.
func (v *values) rate() float64 {
	n := v.number()
	if n == 0 {
		v.refuse("0: expected a number above 0")
	}
	return n
}

// whole is a whole number, zero or above.
func (v *values) whole() int {
	word := v.next()
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 {
		v.refuse("%q: expected a whole number", word)
	}
	return n
}

// count is a whole number above zero.
func (v *values) count() int {
	n := v.whole()
	if n == 0 {
		v.refuse("0: expected a number above 0")
	}
	return n
}

// duration is one above zero.
func (v *values) duration() time.Duration {
	word := v.next()
	d, err := harness.ParseDuration(word)
	switch {
	case err != nil:
		v.refuse("%w", err)
	case d <= 0:
		v.refuse("%q: expected a duration above 0", word)
	}
	return d
}
