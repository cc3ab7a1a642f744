package scenarios_test

const (
	aServer = "image=cirros flavor=m1.tiny"
	aFlavor = "ram=128 vcpus=1 disk=1"
)

// novaArguments are those of nova, and of cinder's scenarios that need a server.
var novaArguments = map[string]string{
	"CinderVolumes.create_and_attach_volume":                  aServer + ` size=1-2 create_volume_params={"description":"mine"}`,
	"CinderVolumes.create_nested_snapshots_and_attach_volume": aServer + " nested_level=2",
	"CinderVolumes.create_snapshot_and_attach_volume":         aServer + " volume_type=standard size=1",

	"NovaAggregates.create_aggregate_add_and_remove_host":      "availability_zone=nova",
	"NovaAggregates.create_aggregate_add_host_and_boot_server": `image=cirros metadata={"ssd":true}`,
	"NovaAggregates.create_and_delete_aggregate":               "availability_zone=nova",
	"NovaAggregates.create_and_get_aggregate_details":          "availability_zone=nova",
	"NovaAggregates.create_and_list_aggregates":                "availability_zone=nova",
	"NovaAggregates.create_and_update_aggregate":               "availability_zone=nova",

	"NovaFlavors.create_and_delete_flavor":            aFlavor,
	"NovaFlavors.create_and_get_flavor":               aFlavor + " ephemeral=1 swap=64 rxtx_factor=1.5",
	"NovaFlavors.create_and_list_flavor_access":       aFlavor,
	"NovaFlavors.create_flavor":                       aFlavor,
	"NovaFlavors.create_flavor_and_add_tenant_access": aFlavor + " is_public=false",
	"NovaFlavors.create_flavor_and_set_keys":          aFlavor + ` extra_specs={"quota:disk_read_bytes_sec":10240}`,
	"NovaFlavors.list_flavors":                        "min_disk=1 limit=2 sort_key=memory_mb sort_dir=desc",

	"NovaKeypair.boot_and_delete_server_with_keypair": aServer + ` boot_server_kwargs={"metadata":{"a":"b"}}`,
	"NovaKeypair.create_and_delete_keypair":           "key_type=ssh",

	"NovaServerGroups.create_and_delete_server_group": `kwargs={"policies":["affinity"]}`,
	"NovaServerGroups.create_and_get_server_group":    "policies=soft-affinity",
	"NovaServerGroups.create_and_list_server_groups":  "policies=anti-affinity all_projects=true",

	"NovaServers.boot_and_associate_floating_ip":                     aServer + " floating_network=public",
	"NovaServers.boot_and_bounce_server":                             aServer + ` actions=[{"hard_reboot":1},{"soft_reboot":1},{"stop_start":2},{"rescue_unrescue":1},{"pause_unpause":1},{"suspend_resume":1},{"lock_unlock":1},{"shelve_unshelve":1}]`,
	"NovaServers.boot_and_delete_multiple_servers":                   aServer + " count=3 max_sleep=1s",
	"NovaServers.boot_and_get_console_output":                        aServer + " length=2",
	"NovaServers.boot_and_get_console_url":                           aServer + " console_type=novnc",
	"NovaServers.boot_and_live_migrate_server":                       aServer,
	"NovaServers.boot_and_migrate_server":                            aServer + " confirm=false",
	"NovaServers.boot_and_rebuild_server":                            "from_image=cirros to_image=cirros flavor=m1.tiny",
	"NovaServers.boot_and_show_server":                               aServer,
	"NovaServers.boot_and_update_server":                             aServer + " description=new",
	"NovaServers.boot_lock_unlock_and_delete":                        aServer + " max_sleep=1s",
	"NovaServers.boot_server":                                        aServer + ` boot_server_kwargs={"metadata":{"a":"b"}}`,
	"NovaServers.boot_server_and_attach_interface":                   aServer,
	"NovaServers.boot_server_and_list_interfaces":                    aServer,
	"NovaServers.boot_server_associate_and_dissociate_floating_ip":   aServer,
	"NovaServers.boot_server_attach_created_volume_and_extend":       aServer + " volume_size=1 new_volume_size=2",
	"NovaServers.boot_server_attach_created_volume_and_live_migrate": aServer + " size=1",
	"NovaServers.boot_server_attach_created_volume_and_resize":       aServer + " to_flavor=m1.small volume_size=1 confirm=false",
	"NovaServers.boot_server_attach_volume_and_list_attachments":     aServer,
	"NovaServers.boot_server_from_volume":                            aServer + " volume_size=1",
	"NovaServers.boot_server_from_volume_and_delete":                 aServer + " volume_size=1 volume_type=standard",
	"NovaServers.boot_server_from_volume_and_live_migrate":           aServer + " volume_size=1",
	"NovaServers.boot_server_from_volume_and_resize":                 aServer + " to_flavor=m1.small volume_size=1",
	"NovaServers.boot_server_from_volume_snapshot":                   aServer + " volume_size=1",
	"NovaServers.pause_and_unpause_server":                           aServer,
	"NovaServers.resize_server":                                      aServer + " to_flavor=m1.small",
	"NovaServers.resize_shutoff_server":                              aServer + " to_flavor=m1.small",
	"NovaServers.shelve_and_unshelve_server":                         aServer,
	"NovaServers.snapshot_server":                                    aServer,
	"NovaServers.suspend_and_resume_server":                          aServer + " force_delete=true",
}
