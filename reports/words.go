package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration writes a duration as the reports do: "1.23 s", "45.6 ms", "12 µs", "3 min 20 s".
func Duration(d time.Duration) string { return seconds(d) }

// seconds writes a duration with three digits that count, in the unit that suits it: "1.23 s", "45.6 ms", "12 µs".
func seconds(d time.Duration) string {
	switch {
	case d == 0:
		return "0 s"
	case d < 0:
		return "-" + seconds(-d)
	case d < time.Microsecond:
		return strconv.FormatInt(int64(d), 10) + " ns"
	case d < 999_500*time.Nanosecond:
		return digits(float64(d)/float64(time.Microsecond)) + " µs"
	case d < 999_500*time.Microsecond:
		return digits(float64(d)/float64(time.Millisecond)) + " ms"
	case d < 99_950*time.Millisecond:
		return digits(d.Seconds()) + " s"
	}
	whole := int64(d.Round(time.Second) / time.Second)
	h, m, s := whole/3600, whole/60%60, whole%60
	if h > 0 {
		return fmt.Sprintf("%d h %02d min", h, m)
	}
	return fmt.Sprintf("%d min %02d s", m, s)
}

// span writes a round duration without zeros at its end: "1 s", "500 ms".
func span(d time.Duration) string {
	number, unit, _ := strings.Cut(seconds(d), " ")
	if strings.Contains(number, ".") {
		number = strings.TrimSuffix(strings.TrimRight(number, "0"), ".")
	}
	return number + " " + unit
}

// digits writes x with three digits that count.
func digits(x float64) string {
	switch {
	case x == 0:
		return "0"
	case math.Abs(x) >= 99.95:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case math.Abs(x) >= 9.995:
		return strconv.FormatFloat(x, 'f', 1, 64)
	case math.Abs(x) >= 0.01:
		return strconv.FormatFloat(x, 'f', 2, 64)
	}
	return strconv.FormatFloat(x, 'g', 2, 64)
}

// percent writes a share of one.
func percent(x float64) string {
	switch {
	case x == 0:
		return "0 %"
	case x == 1:
		return "100 %"
	case x > 0.9995:
		return "> 99.9 %"
	case x < 0.0005:
		return "< 0.1 %"
	}
	return strconv.FormatFloat(100*x, 'f', 1, 64) + " %"
}

// number writes a count with thin spaces between thousands.
func number(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "\u202f" + text[i:]
	}
	return text
}

// rate writes how many of n there were each second of d.
func rate(n int64, d time.Duration) string {
	if d <= 0 {
		return "–"
	}
	return digits(float64(n)/d.Seconds()) + "/s"
}

// size writes a number of bytes.
func size(n int64) string {
	x, units := float64(n), []string{"B", "kB", "MB", "GB", "TB"}
	for x >= 999.5 && len(units) > 1 {
		x, units = x/1000, units[1:]
	}
	return digits(x) + " " + units[0]
}

// count writes a number with its noun, in the plural if need be.
func count(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "ss") {
		noun += "e"
	}
	return number(n) + " " + noun + "s"
}

// percentileName is "p50", "p99.9".
func percentileName(p float64) string { return "p" + strconv.FormatFloat(p, 'f', -1, 64) }
