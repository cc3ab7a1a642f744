package harness

// A Comparison is a figure of a finished workload beside that of an earlier run.
type Comparison struct {
	Figure       string  // "p95 of nova.boot_server"
	Share        bool    // the figures are shares, 0 to 1; otherwise they are seconds
	Run          string  // the id of the earlier run; "" if there is none to compare with, and then Old, OldCount and P say nothing
	Old, New     float64 //
	OldCount     int     // how many iterations, or actions, were compared
	NewCount     int     //
	P            float64 // how likely a difference like this one is if nothing differs, 0 to 1
	Significance Significance
	Note         string // what else there is to say; "" for nothing
}

// A Significance is what a [Comparison] found.
type Significance string

// What a comparison may find. Only Worse breaks a promise.
const (
	First     Significance = "first"     // there is nothing to compare with
	Same      Significance = "~"         // nothing differs, as far as can be told
	Better    Significance = "better"    //
	Tolerated Significance = "tolerated" // worse, by less than was allowed
	Worse     Significance = "worse"     //
)

// Difference is by which share the new figure is above the old one: 0.3 is 30 % more. ok is false if the old one is zero.
func (c *Comparison) Difference() (share float64, ok bool) {
	if c.Old == 0 {
		return 0, false
	}
	return c.New/c.Old - 1, true
}

// A Comparer is a check that judges by an earlier run.
type Comparer interface {
	Compare(*View) *Comparison
}

// ComparedBy is what a check, or the first of its parts that does so, compared; nil if none of them judges by an earlier run.
func ComparedBy(check any, v *View) *Comparison {
	if c, ok := check.(Comparer); ok {
		return c.Compare(v)
	}
	if w, ok := check.(Wrapper); ok {
		return ComparedBy(w.Wrapped(), v)
	}
	for _, p := range compositeOf(check).parts {
		if c := ComparedBy(p, v); c != nil {
			return c
		}
	}
	return nil
}
