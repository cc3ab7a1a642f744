package keystone

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("Authenticate.keystone", "ask keystone for a token", Authenticate{}),
		harness.NewEntry("Authenticate.validate_cinder", "list volume types, so that cinder validates the token each time", Validate{Of: "cinder"}),
		harness.NewEntry("Authenticate.validate_glance", "list images of an absent name, so that glance validates the token each time", Validate{Of: "glance"}),
		harness.NewEntry("Authenticate.validate_heat", "list no stacks, so that heat validates the token each time", Validate{Of: "heat"}),
		harness.NewEntry("Authenticate.validate_neutron", "list networks, so that neutron validates the token each time", Validate{Of: "neutron"}),
		harness.NewEntry("Authenticate.validate_nova", "list flavors, so that nova validates the token each time", Validate{Of: "nova"}),
		harness.NewEntry("Authenticate.validate_octavia", "list load balancers, so that octavia validates the token each time", Validate{Of: "octavia"}),
		harness.NewEntry("KeystoneBasic.add_and_remove_user_role", "create a role, give it to the user, take it away", AddAndRemoveUserRole{}),
		harness.NewEntry("KeystoneBasic.authenticate_user_and_validate_token", "ask for a token as the administrator, validate it", AuthenticateUserAndValidateToken{}),
		harness.NewEntry("KeystoneBasic.create_add_and_list_user_roles", "create a role, give it to the user, list its roles", CreateAddAndListUserRoles{}),
		harness.NewEntry("KeystoneBasic.create_and_delete_ec2credential", "create an EC2 credential, delete it", CreateAndDeleteEC2Credential{}),
		harness.NewEntry("KeystoneBasic.create_and_delete_role", "create a role, delete it", CreateAndDeleteRole{}),
		harness.NewEntry("KeystoneBasic.create_and_delete_service", "add a service to the catalog, delete it", CreateAndDeleteService{}),
		harness.NewEntry("KeystoneBasic.create_and_get_role", "create a role, get it", CreateAndGetRole{}),
		harness.NewEntry("KeystoneBasic.create_and_list_ec2credentials", "create an EC2 credential, find it in the list", CreateAndListEC2Credentials{}),
		harness.NewEntry("KeystoneBasic.create_and_list_roles", "create a role, find it in the list", CreateAndListRoles{}),
		harness.NewEntry("KeystoneBasic.create_and_list_services", "add a service to the catalog, find it in the list", CreateAndListServices{}),
		harness.NewEntry("KeystoneBasic.create_and_list_tenants", "create a project, find it in the list", CreateAndListTenants{}),
		harness.NewEntry("KeystoneBasic.create_and_list_users", "create a user, find it in the list", CreateAndListUsers{}),
		harness.NewEntry("KeystoneBasic.create_and_update_user", "create a user, change it, see that it is changed", CreateAndUpdateUser{}),
		harness.NewEntry("KeystoneBasic.create_delete_user", "create a user and delete it, as the administrator", CreateDeleteUser{}),
		harness.NewEntry("KeystoneBasic.create_tenant", "create a project", CreateTenant{}),
		harness.NewEntry("KeystoneBasic.create_tenant_with_users", "create a project, and users who are its members", CreateTenantWithUsers{}),
		harness.NewEntry("KeystoneBasic.create_update_and_delete_tenant", "create a project, give it another name and description, delete it", CreateUpdateAndDeleteTenant{}),
		harness.NewEntry("KeystoneBasic.create_user", "create a user", CreateUser{}),
		harness.NewEntry("KeystoneBasic.create_user_set_enabled_and_delete", "create a user, disable it, delete it", CreateUserSetEnabledAndDelete{Enabled: true}),
		harness.NewEntry("KeystoneBasic.create_user_update_password", "create a user, give it another password", CreateUserUpdatePassword{}),
		harness.NewEntry("KeystoneBasic.get_entities", "create a project, a user and a role, get them, and a service", GetEntities{ServiceName: "keystone"}),
	}
}
