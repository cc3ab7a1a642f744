package nova

import (
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/glance"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	yes := Confirmation{Confirm: true}
	return harness.Catalogue{
		harness.NewEntry("CinderVolumes.create_and_attach_volume", "boot a server, create a volume, attach and detach it, delete both", CreateAndAttachVolume{}),
		harness.NewEntry("CinderVolumes.create_nested_snapshots_and_attach_volume", "attach a chain of volumes to a server, each made from a snapshot of the one before, and take it down", CreateNestedSnapshotsAndAttachVolume{Size: anySize, NestedLevel: 1}),
		harness.NewEntry("CinderVolumes.create_snapshot_and_attach_volume", "create a volume, take a snapshot, attach the volume to a server and detach it, delete all", CreateSnapshotAndAttachVolume{Size: anySize}),

		harness.NewEntry("GlanceImages.create_image_and_boot_instances", "create an image, boot servers of it", CreateImageAndBootInstances{Image: glance.Image{Visibility: "private"}}),
		harness.NewEntry("NeutronTrunks.boot_server_and_add_subports", "boot a server on a trunk, put ports below the trunk, one by one", BootServerAndAddSubports{Count: 10}),
		harness.NewEntry("NeutronTrunks.boot_server_and_batch_add_subports", "boot a server on a trunk, put ports below the trunk, batch by batch", BootServerAndBatchAddSubports{Size: 10, Batches: 5}),
		harness.NewEntry("NeutronTrunks.boot_server_with_subports", "make a trunk with ports below it, boot a server on it", BootServerWithSubports{Count: 10}),
		harness.NewEntry("NovaAggregates.create_aggregate_add_and_remove_host", "create an aggregate, put the first compute host in, take it out", CreateAggregateAddAndRemoveHost{}),
		harness.NewEntry("NovaAggregates.create_aggregate_add_host_and_boot_server", "create an aggregate of one host and a flavor that asks for it, boot a server, see that it is there", CreateAggregateAddHostAndBootServer{RAM: 512, VCPUs: 1, Disk: 1}),
		harness.NewEntry("NovaAggregates.create_and_delete_aggregate", "create an aggregate, delete it", CreateAndDeleteAggregate{}),
		harness.NewEntry("NovaAggregates.create_and_get_aggregate_details", "create an aggregate, show it", CreateAndGetAggregateDetails{}),
		harness.NewEntry("NovaAggregates.create_and_list_aggregates", "create an aggregate, find it in the list", CreateAndListAggregates{}),
		harness.NewEntry("NovaAggregates.create_and_update_aggregate", "create an aggregate, give it another name and zone", CreateAndUpdateAggregate{}),
		harness.NewEntry("NovaAggregates.list_aggregates", "list aggregates", ListAggregates{}),
		harness.NewEntry("NovaAvailabilityZones.list_availability_zones", "list availability zones", ListAvailabilityZones{Detailed: true}),

		harness.NewEntry("NovaFlavors.create_and_delete_flavor", "create a flavor, delete it", CreateAndDeleteFlavor{anyFlavor}),
		harness.NewEntry("NovaFlavors.create_and_get_flavor", "create a flavor, show it", CreateAndGetFlavor{anyFlavor}),
		harness.NewEntry("NovaFlavors.create_and_list_flavor_access", "create a flavor that is not public, list who may use it", CreateAndListFlavorAccess{anyFlavor}),
		harness.NewEntry("NovaFlavors.create_flavor", "create a flavor", CreateFlavor{anyFlavor}),
		harness.NewEntry("NovaFlavors.create_flavor_and_add_tenant_access", "create a flavor, let a project use it", CreateFlavorAndAddTenantAccess{anyFlavor}),
		harness.NewEntry("NovaFlavors.create_flavor_and_set_keys", "create a flavor, give it extra specs", CreateFlavorAndSetKeys{Flavor: anyFlavor}),
		harness.NewEntry("NovaFlavors.list_flavors", "list flavors", ListFlavors{Detailed: true, IsPublic: true}),

		harness.NewEntry("NovaHypervisors.list_and_get_hypervisors", "list compute hosts, show each", ListAndGetHypervisors{ListHypervisors{Detailed: true}}),
		harness.NewEntry("NovaHypervisors.list_and_get_uptime_hypervisors", "list compute hosts, ask each how long it has been up", ListAndGetUptimeHypervisors{ListHypervisors{Detailed: true}}),
		harness.NewEntry("NovaHypervisors.list_and_search_hypervisors", "list compute hosts, search each by its name", ListAndSearchHypervisors{ListHypervisors{Detailed: true}}),
		harness.NewEntry("NovaHypervisors.list_hypervisors", "list compute hosts", ListHypervisors{Detailed: true}),
		harness.NewEntry("NovaHypervisors.statistics_hypervisors", "ask for the sums over all compute hosts", StatisticsHypervisors{}),

		harness.NewEntry("NovaKeypair.boot_and_delete_server_with_keypair", "create a key pair, boot a server with it, delete both", BootAndDeleteServerWithKeyPair{}),
		harness.NewEntry("NovaKeypair.create_and_delete_keypair", "create a key pair, delete it", CreateAndDeleteKeyPair{}),
		harness.NewEntry("NovaKeypair.create_and_get_keypair", "create a key pair, show it", CreateAndGetKeyPair{}),
		harness.NewEntry("NovaKeypair.create_and_list_keypairs", "create a key pair, find it in the list", CreateAndListKeyPairs{}),

		harness.NewEntry("NovaServerGroups.create_and_delete_server_group", "create a server group, delete it", CreateAndDeleteServerGroup{}),
		harness.NewEntry("NovaServerGroups.create_and_get_server_group", "create a server group, show it", CreateAndGetServerGroup{}),
		harness.NewEntry("NovaServerGroups.create_and_list_server_groups", "create a server group, find it in the list", CreateAndListServerGroups{}),

		harness.NewEntry("NovaServers.boot_and_associate_floating_ip", "boot a server, give it a floating IP", BootAndAssociateFloatingIP{}),
		harness.NewEntry("NovaServers.boot_and_bounce_server", "boot a server, stop, pause, reboot it and the like as is asked for, delete it", BootAndBounceServer{}),
		harness.NewEntry("NovaServers.boot_and_delete_multiple_servers", "boot servers with one request, idle, delete them", BootAndDeleteMultipleServers{Count: 2}),
		harness.NewEntry("NovaServers.boot_and_delete_server", "boot a server, idle, delete it", BootAndDeleteServer{}),
		harness.NewEntry("NovaServers.boot_and_get_console_output", "boot a server, read its console", BootAndGetConsoleOutput{}),
		harness.NewEntry("NovaServers.boot_and_get_console_url", "boot a server, ask where its console is", BootAndGetConsoleURL{}),
		harness.NewEntry("NovaServers.boot_and_list_server", "boot a server, find it in the list", BootAndListServer{Detailed: true}),
		harness.NewEntry("NovaServers.boot_and_live_migrate_server", "boot a server, idle, move it to another host while it runs, delete it", BootAndLiveMigrateServer{}),
		harness.NewEntry("NovaServers.boot_and_migrate_server", "boot a server, move it to another host, confirm or revert that, delete it", BootAndMigrateServer{Confirmation: yes}),
		harness.NewEntry("NovaServers.boot_and_rebuild_server", "boot a server, rebuild it from another image, delete it", BootAndRebuildServer{}),
		harness.NewEntry("NovaServers.boot_and_show_server", "boot a server, show it", BootAndShowServer{}),
		harness.NewEntry("NovaServers.boot_and_update_server", "boot a server, give it another name and description", BootAndUpdateServer{}),
		harness.NewEntry("NovaServers.boot_lock_unlock_and_delete", "boot a server, lock it, idle, unlock it, delete it", BootLockUnlockAndDelete{}),
		harness.NewEntry("NovaServers.boot_server", "boot a server", BootServer{}),
		harness.NewEntry("NovaServers.boot_server_and_attach_interface", "create a network, boot a server, attach an interface of that network", BootServerAndAttachInterface{}),
		harness.NewEntry("NovaServers.boot_server_and_list_interfaces", "boot a server, list its interfaces", BootServerAndListInterfaces{}),
		harness.NewEntry("NovaServers.boot_server_associate_and_dissociate_floating_ip", "boot a server, give it a floating IP, take that off", BootServerAssociateAndDissociateFloatingIP{}),
		harness.NewEntry("NovaServers.boot_server_attach_created_volume_and_extend", "boot a server, attach a volume, idle, extend it in use, delete both", BootServerAttachCreatedVolumeAndExtend{DoDelete: true}),
		harness.NewEntry("NovaServers.boot_server_attach_created_volume_and_live_migrate", "boot a server, attach a volume, idle, move the server while it runs, delete both", BootServerAttachCreatedVolumeAndLiveMigrate{}),
		harness.NewEntry("NovaServers.boot_server_attach_created_volume_and_resize", "boot a server, attach a volume, idle, resize the server, delete both", BootServerAttachCreatedVolumeAndResize{Resize: Resize{Confirmation: yes}, DoDelete: true}),
		harness.NewEntry("NovaServers.boot_server_attach_volume_and_list_attachments", "boot a server, attach volumes, find them in the list", BootServerAttachVolumeAndListAttachments{VolumeSize: 1, VolumeNum: 2}),
		harness.NewEntry("NovaServers.boot_server_from_volume", "make a volume of an image, boot a server from it", BootServerFromVolume{}),
		harness.NewEntry("NovaServers.boot_server_from_volume_and_delete", "make a volume of an image, boot a server from it, idle, delete the server", BootServerFromVolumeAndDelete{}),
		harness.NewEntry("NovaServers.boot_server_from_volume_and_live_migrate", "make a volume of an image, boot a server from it, idle, move it while it runs, delete it", BootServerFromVolumeAndLiveMigrate{}),
		harness.NewEntry("NovaServers.boot_server_from_volume_and_resize", "make a volume of an image, boot a server from it, idle, resize it, delete it", BootServerFromVolumeAndResize{Resize: Resize{Confirmation: yes}, DoDelete: true}),
		harness.NewEntry("NovaServers.boot_server_from_volume_snapshot", "make a volume of an image, take a snapshot, boot a server from that", BootServerFromVolumeSnapshot{}),
		harness.NewEntry("NovaServers.list_servers", "list servers", ListServers{Detailed: true}),
		harness.NewEntry("NovaServers.pause_and_unpause_server", "boot a server, pause and unpause it, delete it", PauseAndUnpauseServer{}),
		harness.NewEntry("NovaServers.resize_server", "boot a server, resize it, confirm or revert that, delete it", ResizeServer{Resize: Resize{Confirmation: yes}}),
		harness.NewEntry("NovaServers.resize_shutoff_server", "boot a server, stop it, resize it, confirm or revert that, delete it", ResizeShutoffServer{Resize: Resize{Confirmation: yes}}),
		harness.NewEntry("NovaServers.shelve_and_unshelve_server", "boot a server, shelve and unshelve it, delete it", ShelveAndUnshelveServer{}),
		harness.NewEntry("NovaServers.snapshot_server", "boot a server, make an image of it, boot another one from that, delete all", SnapshotServer{}),
		harness.NewEntry("NovaServers.suspend_and_resume_server", "boot a server, suspend and resume it, delete it", SuspendAndResumeServer{}),

		harness.NewEntry("NovaServices.list_services", "list the services of nova", ListServices{}),
	}
}
