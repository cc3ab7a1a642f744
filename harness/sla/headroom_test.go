package sla_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/sla"
)

// The headroom of a level is that to its bound, of several the least; beyond the bound it is below zero.
func TestHeadroom(t *testing.T) {
	v := view(9, 1, 2*time.Second)
	none := &harness.View{Final: true}
	for _, tt := range []struct {
		check harness.Check
		of    *harness.View
		want  string
	}{
		{sla.Percentile(95, "", BeNumerically("<", 8*time.Second)), v, "2 of 8, 75%"},
		{sla.Mean("", BeNumerically("<=", time.Second)), v, "2 of 1, -100%"},
		{sla.Mean("", BeNumerically(">", time.Second)), v, "2 of 1, 100%"},
		{sla.FailureRate(BeNumerically("<=", 0.2)), v, "0.1 of 0.2, 50%"},
		{sla.FailureRate(BeNumerically("<=", 0)), v, "0.1 of 0, none"},
		{sla.Mean("", And(BeNumerically("<", 8*time.Second), BeNumerically("<", 4*time.Second))), v, "2 of 4, 50%"},
		{And(sla.Mean("", BeNumerically("<", 8*time.Second)), sla.FailureRate(BeNumerically("<", 0.125))), v, "0.1 of 0.125, 20%"},
		{sla.After(5, sla.Mean("", BeNumerically("<", 8*time.Second))), v, "2 of 8, 75%"},
		{Or(sla.Mean("", BeNumerically("<", 8*time.Second)), sla.FailureRate(BeNumerically("<", 0.2))), v, "nil"},
		{Not(sla.Mean("", BeNumerically("<", 8*time.Second))), v, "nil"},
		{sla.Mean("", BeNumerically("~", 2*time.Second, time.Second)), v, "nil"},
		{sla.FailureRate(BeNumerically("<", math.Inf(1))), v, "nil"},
		{sla.Mean("", BeNumerically("<", 8*time.Second)), none, "nil"},
		{sla.During(harness.WarmUp, sla.Mean("", BeNumerically("<", 8*time.Second))), v, "nil"},
	} {
		got := "nil"
		if h := harness.HeadroomBy(tt.check, tt.of); h != nil {
			got = fmt.Sprintf("%.4g of %v, none", h.Seen, h.Bound)
			if share, ok := h.Share(); ok {
				got = fmt.Sprintf("%.4g of %v, %.0f%%", h.Seen, h.Bound, 100*share)
			}
		}
		if got != tt.want {
			t.Errorf("%s: %s; want %s", harness.Describe(tt.check), got, tt.want)
		}
	}
}
