package scenarios_test

const (
	anImage      = "container_format=bare disk_format=raw image_location=some.img"
	anEncryption = "provider=luks cipher=aes-xts-plain64 key_size=256"
	aQoS         = "consumer=both write_iops_sec=10 read_iops_sec=1000"
)

// storageArguments are those of cinder, glance, quotas and the validation of tokens.
var storageArguments = map[string]string{
	"Authenticate.validate_cinder":  "repetitions=2",
	"Authenticate.validate_glance":  "repetitions=2",
	"Authenticate.validate_heat":    "repetitions=2",
	"Authenticate.validate_neutron": "repetitions=2",
	"Authenticate.validate_nova":    "repetitions=2",
	"Authenticate.validate_octavia": "repetitions=2",

	"CinderQos.create_and_get_qos":                             aQoS,
	"CinderQos.create_and_list_qos":                            aQoS,
	"CinderQos.create_and_set_qos":                             aQoS + " set_consumer=front-end set_write_iops_sec=11 set_read_iops_sec=1001",
	"CinderQos.create_qos_associate_and_disassociate_type":     aQoS,
	"CinderVolumeBackups.create_incremental_volume_backup":     "size=1",
	"CinderVolumeTypes.create_and_delete_encryption_type":      anEncryption,
	"CinderVolumeTypes.create_and_list_encryption_type":        anEncryption,
	"CinderVolumeTypes.create_and_set_volume_type_keys":        `volume_type_key={"volume_backend_name":"files"}`,
	"CinderVolumeTypes.create_and_update_encryption_type":      "create_provider=luks create_cipher=aes-xts-plain64 create_key_size=256 update_key_size=512 update_control_location=back-end",
	"CinderVolumeTypes.create_and_update_volume_type":          "update_name=true update_description=new update_is_public=true",
	"CinderVolumeTypes.create_get_and_delete_encryption_type":  anEncryption,
	"CinderVolumeTypes.create_volume_type_and_encryption_type": `create_specs={"provider":"luks","control_location":"back-end"}`,
	"CinderVolumes.create_and_accept_transfer":                 "size=1",
	"CinderVolumes.create_and_delete_snapshot":                 "force=true max_sleep=1s",
	"CinderVolumes.create_and_extend_volume":                   "size=1 new_size=2-4",
	"CinderVolumes.create_and_get_volume":                      "size=1 image=cirros",
	"CinderVolumes.create_and_list_snapshots":                  `create_snapshot_kwargs={"description":"mine"}`,
	"CinderVolumes.create_and_list_volume":                     "size=1 detailed=false",
	"CinderVolumes.create_and_list_volume_backups":             "size=1",
	"CinderVolumes.create_and_restore_volume_backup":           "size=1",
	"CinderVolumes.create_and_update_volume":                   `size=1 update_volume_kwargs={"update_name":true,"description":"new"}`,
	"CinderVolumes.create_and_upload_volume_to_image":          "size=1 image=cirros",
	"CinderVolumes.create_from_volume_and_delete_volume":       "size=1-2",
	"CinderVolumes.create_volume":                              `size=1 volume_type=standard create_volume_kwargs={"description":"mine"}`,
	"CinderVolumes.create_volume_and_clone":                    "size=1 nested_level=2",
	"CinderVolumes.create_volume_and_update_readonly_flag":     "size=1",
	"CinderVolumes.create_volume_backup":                       `size=1 create_backup_kwargs={"description":"mine"}`,
	"CinderVolumes.list_volumes":                               `limit=1 sort=created_at:asc search_opts={"status":"available"}`,

	"GlanceImages.create_and_deactivate_image":     anImage,
	"GlanceImages.create_and_download_image":       anImage,
	"GlanceImages.create_image_and_boot_instances": anImage + " flavor=m1.tiny number_instances=2",
	"GlanceImages.create_and_get_image":            anImage,
	"GlanceImages.create_and_list_image":           anImage,
	"GlanceImages.create_and_update_image":         anImage + " create_properties=os=none,arch=any remove_props=arch update_min_disk=1 update_min_ram=64",
	"GlanceImages.import_and_delete_image":         anImage,

	"Quotas.cinder_update": "max_quota=2048",
}
