package reports

import (
	"fmt"
	"testing"

	"github.com/pacenote/pacenote/harness"
)

func TestGrid(t *testing.T) {
	line := func(points ...[2]float64) harness.Line { return harness.Line{Points: points} }
	for _, tt := range []struct {
		lines []harness.Line
		want  string
	}{
		{nil, "[]"},
		{[]harness.Line{line([2]float64{3, 7})}, "[3] [7]"},
		{[]harness.Line{line([2]float64{0, 1}, [2]float64{1, 2}, [2]float64{4, 8})}, "[0 1 2 3 4] [1 2 4 6 8]"},
		{[]harness.Line{line([2]float64{0, 0}, [2]float64{2, 2}), line([2]float64{1, 5})}, "[0 1 2] [0 1 2] [<nil> 5 <nil>]"},
		{[]harness.Line{line([2]float64{1, 5}, [2]float64{1, 6}, [2]float64{2, 7}), line()}, "[1 2] [5 7] [<nil> <nil>]"},
		{[]harness.Line{line([2]float64{1764000000, 5}, [2]float64{1764000001, 6})}, "[1.764e+09 1.764000001e+09] [5 6]"},
	} {
		xs := grid(tt.lines)
		got := fmt.Sprint(xs)
		for _, l := range tt.lines {
			got += " " + fmt.Sprint(between(l, xs))
		}
		if got != tt.want {
			t.Errorf("%v: %s; want %s", tt.lines, got, tt.want)
		}
	}
	if xs := grid([]harness.Line{line([2]float64{0, 0}, [2]float64{1e-9, 0}, [2]float64{1e9, 0})}); len(xs) != mostGrid+1 {
		t.Errorf("%d places", len(xs))
	}
	list := []any{nil, 1.0, nil, 3.0, nil}
	if bridge(list); fmt.Sprint(list) != "[<nil> 1 2 3 <nil>]" {
		t.Errorf("bridge: %v", list)
	}
}

func TestDecimal(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 1: "1", -1.5: "-1.5", 12.34567: "12.35", 1234.5678: "1235", 98765432: "98765432", 0.012345678: "0.01235", 1e-7: "1e-07", 1e20: "1e+20", 100: "100", 0.5: "0.5", 9.99996: "10",
	} {
		if got := decimal(x); got != want {
			t.Errorf("decimal(%v) = %s; want %s", x, got, want)
		}
	}
}
