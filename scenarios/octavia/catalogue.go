package octavia

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	up := LoadBalancers{AdminState: true}
	return harness.Catalogue{
		harness.NewEntry("Octavia.create_and_delete_loadbalancers", "create a load balancer on every subnet, delete them", CreateAndDeleteLoadBalancers{up}),
		harness.NewEntry("Octavia.create_and_delete_pools", "create a load balancer on every subnet, create a pool of each, delete it", CreateAndDeletePools{}),
		harness.NewEntry("Octavia.create_and_list_loadbalancers", "create a load balancer on every subnet, list all", CreateAndListLoadBalancers{up}),
		harness.NewEntry("Octavia.create_and_list_pools", "create a load balancer on every subnet, create a pool of each, list all pools", CreateAndListPools{}),
		harness.NewEntry("Octavia.create_and_show_loadbalancers", "create a load balancer on every subnet, show each", CreateAndShowLoadBalancers{up}),
		harness.NewEntry("Octavia.create_and_show_pools", "create a load balancer on every subnet, create a pool of each, show it", CreateAndShowPools{}),
		harness.NewEntry("Octavia.create_and_stats_loadbalancers", "create a load balancer on every subnet, ask for the statistics of each", CreateAndStatsLoadBalancers{up}),
		harness.NewEntry("Octavia.create_and_update_loadbalancers", "create a load balancer on every subnet, give each another name", CreateAndUpdateLoadBalancers{up}),
		harness.NewEntry("Octavia.create_and_update_pools", "create a load balancer on every subnet, create a pool of each, give it another name", CreateAndUpdatePools{}),
	}
}
