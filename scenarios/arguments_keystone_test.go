package scenarios_test

// keystoneArguments are what the scenarios of identity need, and some that they can have.
var keystoneArguments = map[string]string{
	"KeystoneBasic.create_and_update_user":   `update_user_kwargs={"email":"me@example.org","enabled":false}`,
	"KeystoneBasic.create_tenant_with_users": `users_per_tenant=2`,
	"KeystoneBasic.create_and_list_roles":    `create_role_kwargs={"description":"mine"}`,
}
