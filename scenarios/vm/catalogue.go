package vm

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("ManilaShares.create_share_and_access_from_vm", "create a share, boot a server, mount the share in it and touch a file, delete both", CreateShareAndAccessFromVM{Guest: anyGuest, Size: 1}),
		harness.NewEntry("VMTasks.boot_runcommand_delete", "boot a server, run a command in it over SSH, delete it", BootRunCommandDelete{Workplace: anyWorkplace}),
		harness.NewEntry("VMTasks.check_designate_dns_resolving", "boot a server in a zone, see within it that its name has an address, delete it", CheckDesignateDNSResolving{Guest: anyGuest}),
		harness.NewEntry("VMTasks.dd_load_test", "boot a server, measure dd, gzip and load in it over SSH, delete it", DDLoadTest{Workplace: anyWorkplace, Interpreter: Words{"/bin/sh"}}),
		harness.NewEntry("VMTasks.runcommand_heat", "create a stack, run a workload in its gate node over SSH", RunCommandHeat{}),
	}
}
