package neutron

import (
	"net/netip"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// inNetworks is the first CIDR of the subnets that iterations make in the networks of fixtures, beyond those that the fixtures
// have themselves.
var inNetworks = netip.MustParsePrefix("10.64.0.0/24")

// laneWidth is how many CIDRs a workload has for itself.
const laneWidth = 8192

var lanes = new(harness.Slot[int])

// nextLane is the number of a workload among those of the run that make subnets in the networks of fixtures.
func nextLane(w *harness.World) int {
	n, _ := lanes.In(w)
	if w.Checking() {
		return n
	}
	lanes.Put(w, n+1)
	return n
}

// ownCIDR is the i-th CIDR of a workload, after first, or if that is none, after those of the workloads before.
func ownCIDR(first netip.Prefix, lane, i int) (netip.Prefix, error) {
	if first.IsValid() {
		return fixtures.NthCIDR(first, i)
	}
	return fixtures.NthCIDR(inNetworks, lane*laneWidth+i)
}
