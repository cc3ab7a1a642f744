package harness

// A Headroom is how far what was seen is from the bound that was promised. Durations are seconds, shares are 0 to 1.
type Headroom struct {
	Seen, Bound float64
	Least       bool // the bound is a least one; otherwise a most one
}

// Share is the room as a share of the bound: 0.25 is a quarter of it, below zero is beyond it. ok is false if the bound
// is zero, of which there is no share.
func (h *Headroom) Share() (share float64, ok bool) {
	if h.Bound == 0 {
		return 0, false
	}
	share = 1 - h.Seen/h.Bound
	if h.Least {
		share = -share
	}
	return share, true
}

// A Bounder is a check whose promise is a bound of a number. Headroom is nil if it is not, or there is no data.
type Bounder interface {
	Headroom(v *View) *Headroom
}

// HeadroomBy is the headroom of a check, or the least of those of its parts if all of them have to match; nil if there
// is none.
func HeadroomBy(check any, v *View) *Headroom {
	if b, ok := check.(Bounder); ok {
		return b.Headroom(v)
	}
	if w, ok := check.(Wrapper); ok {
		return HeadroomBy(w.Wrapped(), v)
	}
	c := compositeOf(check)
	if c.word != "and" {
		return nil
	}
	var least *Headroom
	for _, p := range c.parts {
		least = Tighter(least, HeadroomBy(p, v))
	}
	return least
}

// Tighter is the one with less room. One that has none, because it is nil or of a bound of zero, is not.
func Tighter(a, b *Headroom) *Headroom {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	x, known := a.Share()
	if y, ok := b.Share(); ok && (!known || y < x) {
		return b
	}
	return a
}
