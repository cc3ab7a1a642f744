package steps

import (
	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness"
)

// A simulator is the simulated cloud as hooks know it: its services by their types.
type simulator struct{ sim *simcloud.Cloud }

var simulated = map[string]string{
	"": "", "identity": "keystone", "compute": "nova", "network": "neutron", "image": "glance", "block-storage": "cinder",
	"object-store": "swift", "orchestration": "heat", "dns": "designate", "load-balancer": "octavia", "shared-file-system": "manila",
}

// Misbehave begins a fault.
func (s simulator) Misbehave(f harness.Fault) (end func(), err error) {
	name, ok := simulated[f.Service]
	if !ok {
		var types []string
		for t := range simulated {
			types = append(types, t)
		}
		return nil, harness.Unknown("service", f.Service, types)
	}
	return s.sim.Inject(simcloud.Fault{Service: name, Status: f.Status, Reset: f.Reset, Delay: f.Delay, Probability: f.Share})
}
