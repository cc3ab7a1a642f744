package cinder

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	deleted := Backup{DoDelete: true}
	public := Type{Public: true}
	front := Encryption{ControlLocation: "front-end"}
	return harness.Catalogue{
		harness.NewEntry("CinderQos.create_and_get_qos", "create QoS specs, get them", CreateAndGetQos{}),
		harness.NewEntry("CinderQos.create_and_list_qos", "create QoS specs, find them in the list", CreateAndListQos{}),
		harness.NewEntry("CinderQos.create_and_set_qos", "create QoS specs, set others", CreateAndSetQos{}),
		harness.NewEntry("CinderQos.create_qos_associate_and_disassociate_type", "create QoS specs, associate them with a volume type, take them off it", CreateQosAssociateAndDisassociateType{}),
		harness.NewEntry("CinderVolumeBackups.create_incremental_volume_backup", "create a volume, back it up twice, the second time what changed, delete all", CreateIncrementalVolumeBackup{deleted}),
		harness.NewEntry("CinderVolumeTypes.create_and_delete_encryption_type", "give a volume type an encryption type, delete that", CreateAndDeleteEncryptionType{Encryption: front}),
		harness.NewEntry("CinderVolumeTypes.create_and_delete_volume_type", "create a volume type, delete it", CreateAndDeleteVolumeType{public}),
		harness.NewEntry("CinderVolumeTypes.create_and_get_volume_type", "create a volume type, get it", CreateAndGetVolumeType{public}),
		harness.NewEntry("CinderVolumeTypes.create_and_list_encryption_type", "give a volume type an encryption type, list those of all types", CreateAndListEncryptionType{Encryption: front}),
		harness.NewEntry("CinderVolumeTypes.create_and_list_volume_types", "create a volume type, find it in the list", CreateAndListVolumeTypes{public}),
		harness.NewEntry("CinderVolumeTypes.create_and_set_volume_type_keys", "create a volume type, set its extra specs", CreateAndSetVolumeTypeKeys{Type: public}),
		harness.NewEntry("CinderVolumeTypes.create_and_update_encryption_type", "give a volume type an encryption type, update that", CreateAndUpdateEncryptionType{CreateControlLocation: "front-end"}),
		harness.NewEntry("CinderVolumeTypes.create_and_update_volume_type", "create a volume type, update it", CreateAndUpdateVolumeType{Type: public}),
		harness.NewEntry("CinderVolumeTypes.create_get_and_delete_encryption_type", "give a volume type an encryption type, get that, delete it", CreateGetAndDeleteEncryptionType{Encryption: front}),
		harness.NewEntry("CinderVolumeTypes.create_volume_type_add_and_list_type_access", "create a private volume type, give a project access, list who has", CreateVolumeTypeAddAndListTypeAccess{}),
		harness.NewEntry("CinderVolumeTypes.create_volume_type_and_encryption_type", "create a volume type, give it an encryption type", CreateVolumeTypeAndEncryptionType{public, front}),
		harness.NewEntry("CinderVolumes.create_and_accept_transfer", "create a volume, offer it for transfer, accept it", CreateAndAcceptTransfer{}),
		harness.NewEntry("CinderVolumes.create_and_delete_snapshot", "take a snapshot of a volume, idle, delete it", CreateAndDeleteSnapshot{}),
		harness.NewEntry("CinderVolumes.create_and_delete_volume", "create a volume, idle, delete it", CreateAndDeleteVolume{}),
		harness.NewEntry("CinderVolumes.create_and_extend_volume", "create a volume, extend it, idle, delete it", CreateAndExtendVolume{}),
		harness.NewEntry("CinderVolumes.create_and_get_volume", "create a volume, get it", CreateAndGetVolume{}),
		harness.NewEntry("CinderVolumes.create_and_list_snapshots", "take a snapshot of a volume, list snapshots", CreateAndListSnapshots{Detailed: true}),
		harness.NewEntry("CinderVolumes.create_and_list_volume", "create a volume, list volumes", CreateAndListVolume{Detailed: true}),
		harness.NewEntry("CinderVolumes.create_and_list_volume_backups", "create a volume, back it up, list backups, delete both", CreateAndListVolumeBackups{Backup: deleted, Detailed: true}),
		harness.NewEntry("CinderVolumes.create_and_restore_volume_backup", "create a volume, back it up, restore the backup, delete both", CreateAndRestoreVolumeBackup{deleted}),
		harness.NewEntry("CinderVolumes.create_and_update_volume", "create a volume, update it", CreateAndUpdateVolume{}),
		harness.NewEntry("CinderVolumes.create_and_upload_volume_to_image", "create a volume, upload it to an image, delete both",
			CreateAndUploadVolumeToImage{ContainerFormat: "bare", DiskFormat: "raw", DoDelete: true}),
		harness.NewEntry("CinderVolumes.create_from_volume_and_delete_volume", "clone a volume, idle, delete the clone", CreateFromVolumeAndDeleteVolume{}),
		harness.NewEntry("CinderVolumes.create_volume", "create a volume", CreateVolume{}),
		harness.NewEntry("CinderVolumes.create_volume_and_clone", "create a volume, clone it, and clone the clone", CreateVolumeAndClone{NestedLevel: 1}),
		harness.NewEntry("CinderVolumes.create_volume_and_update_readonly_flag", "create a volume, set its read-only flag", CreateVolumeAndUpdateReadonlyFlag{ReadOnly: true}),
		harness.NewEntry("CinderVolumes.create_volume_backup", "create a volume, back it up, delete both", CreateVolumeBackup{deleted}),
		harness.NewEntry("CinderVolumes.create_volume_from_snapshot", "take a snapshot of a volume, make a volume of it, delete both", CreateVolumeFromSnapshot{DoDelete: true}),
		harness.NewEntry("CinderVolumes.list_transfers", "list volume transfers", ListTransfers{Detailed: true}),
		harness.NewEntry("CinderVolumes.list_types", "list volume types", ListTypes{}),
		harness.NewEntry("CinderVolumes.list_volumes", "list volumes", ListVolumes{Detailed: true}),
		harness.NewEntry("CinderVolumes.modify_volume_metadata", "set metadata of a volume, delete some of it", ModifyVolumeMetadata{Sets: 10, SetSize: 3, Deletes: 5, DeleteSize: 3}),
	}
}
