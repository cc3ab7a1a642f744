package scenarios_test

// manilaArguments are what the scenarios of shared file systems need.
var manilaArguments = map[string]string{
	"ManilaShares.create_and_delete_share":                 "share_proto=NFS",
	"ManilaShares.create_and_extend_share":                 "share_proto=NFS",
	"ManilaShares.create_and_list_share":                   "share_proto=NFS",
	"ManilaShares.create_and_shrink_share":                 "share_proto=NFS",
	"ManilaShares.create_security_service_and_delete":      "security_service_type=kerberos dns_ip=10.0.0.10",
	"ManilaShares.create_share_then_allow_and_deny_access": "share_proto=NFS access_type=ip access=10.0.0.0/24",
	"ManilaShares.set_and_delete_metadata":                 "sets=4 set_size=3 delete_size=5 key_max_length=64 value_max_length=64",
}
