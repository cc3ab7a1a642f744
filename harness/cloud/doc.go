// Package cloud reaches an OpenStack cloud: it reads clouds.yaml and the OS_* variables, authenticates, and hands out
// gophercloud clients that all go over one transport, which measures every call.
//
//	config, err := cloud.Load("staging") // nothing is sent yet
//	c, err := cloud.Open(config)         // nor here
//	defer c.Close()
//
//	ctx = cloud.Observe(ctx, cloud.ObserverFunc(func(call cloud.Call) {
//		fmt.Println(call.Service, call.Method, call.Route, call.Status, call.Duration)
//	}))
//	compute, err := c.Admin().Compute(ctx) // gets a token and the catalog
//	server, err := servers.Get(ctx, compute, id).Extract()
//
// # Where credentials come from
//
// [Load] with a name reads the entry of that name from clouds.yaml, which is the file that OS_CLIENT_CONFIG_FILE names,
// or else the first of clouds.yaml, clouds.yml and clouds.json in
//
//	the working directory
//	$XDG_CONFIG_HOME/openstack, or ~/.config/openstack
//	/etc/openstack
//
// Without a name, OS_CLOUD is the name, and the other variables then have no effect. Without that, the variables are
// the cloud, called envvars, if they say who somebody is: OS_AUTH_URL, OS_USERNAME, OS_PASSWORD, and so on: every word
// below in capitals after OS_. A stock openrc of version 3 will do. Without those, the only entry of clouds.yaml.
//
// Over the file lies secure.yaml (OS_CLIENT_SECURE_FILE), found in the same way and merged at every depth; under the
// entry lies the profile of clouds-public.yaml (OS_CLIENT_VENDOR_FILE) that its key profile, or cloud, names. An entry
// may say
//
//	auth                auth_url endpoint username user_id password token trust_id system_scope
//	                    user_domain_{name,id} project_domain_{name,id} project_{name,id} tenant_{name,id}
//	                    domain_{name,id} default_domain_{name,id} application_credential_{id,name,secret}
//	auth_type           password, token, v3applicationcredential; v3password and v3token are the same; none and
//	                    admin_token talk to the one service at endpoint, without an identity service
//	region_name         one region
//	regions             a list of regions, or of name and values that are laid over the entry; the first is the default
//	interface           public, internal or admin; endpoint_type is the same, publicURL too
//	verify, insecure    yes, no, true, off, ...
//	cacert, cert, key   files, from the working directory or else from that of clouds.yaml; ~ is the home directory
//	SERVICE_endpoint_override, SERVICE_api_version, SERVICE_default_microversion
//
// with dashes or underscores. What openstacksdk knows beyond that has no effect; a word that looks like a mistyped one is
// told in [Config].Warnings, and below auth it is an error.
//
// # What the transport promises
//
//   - One set of connections for all users of a cloud, as many kept as there are workers. What is left of a reply that
//     its reader closed early is read, up to 256 KiB and 100 ms, so that its connection serves again.
//   - Every request is told once, as a [Call], to the [Observer] of its context, when its reply has been read or closed,
//     or has failed. Its time runs until then, and holds nothing but the request: no waiting for tokens.
//   - Nothing is tried again in secret. No status is repeated but 401, and that once, with a new token; what the caller's
//     gophercloud or net/http repeats is counted in Call.Attempt.
//   - A request whose context ended fails with a [CancelledError]: errors.Is finds both context.Canceled and the cause.
//   - Addresses are the catalog's, or an override's: no version is discovered, so no request is sent that nobody asked
//     for.
//
// # Tokens
//
// A [User] gets its token when it is first needed. It gets a new one in the background when a tenth of its life is left,
// and at once when the cloud refuses it; however many callers wait, one request is sent. That request belongs to the
// session and not to a caller: it goes on when the caller who was first gives up, its id is made of the user's name and
// a count, and it is seen in [Stats] but not by observers. A [RenewalObserver] is told how long its caller waited.
// [User.NewToken] is for those who want to measure the identity service itself.
//
// # In a testing/synctest bubble
//
// Open the cloud within the bubble, with a Transport that needs no sockets. All waiting is then on the bubble's clock,
// and ids are the same every time. Close waits for the goroutines of renewals, which are the only ones.
package cloud
