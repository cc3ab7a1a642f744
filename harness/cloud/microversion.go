package cloud

import "strings"

// UseMicroversion makes the client of a service ask for a microversion from now on, in place of what the cloud's config
// says.
func (u *User) UseMicroversion(serviceType, microversion string) {
	official := officialType(serviceType)
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.microversions == nil {
		u.microversions = map[string]string{}
	}
	u.microversions[official] = microversion
	for key := range u.clients {
		if key == official || strings.HasPrefix(key, official+" ") {
			delete(u.clients, key)
		}
	}
}

// microversion is what the client of a service asks for.
func (u *User) microversion(official string) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return first(u.microversions[official], u.cloud.config.Microversion[official])
}
