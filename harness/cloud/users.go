package cloud

import "fmt"

// ParseUsers reads a list of existing users: what clouds.yaml has below auth, without auth_url, for each of them.
//
//	users:
//	- username: alice
//	  password: …
//	  project_name: load-1
//	  user_domain_name: Default
//
// Errors name the file, the line and the key; they hold no secret.
func ParseUsers(name string, text []byte) ([]Credentials, error) {
	tree, err := parseYAML(name, text)
	if err != nil {
		return nil, err
	}
	list := tree.get("users")
	if list == nil || list.kind != sequence || len(list.list) == 0 {
		return nil, fmt.Errorf("%s: no users: expected a list of that name", name)
	}
	var all []Credentials
	for _, one := range list.list {
		if one.kind != mapping {
			return nil, fmt.Errorf("%s: a user is %v: expected a mapping with username, password, project_name, ...", one.place, one.kind)
		}
		if v := one.get("auth_url"); v != nil {
			return nil, fmt.Errorf("%s: auth_url: expected none: the users are those of the cloud that they are used on", v.place)
		}
		e := &entry{source: Source{}.filled(), node: &node{kind: mapping, place: one.place, file: one.file, pairs: map[string]*node{"auth": one}}}
		var c Credentials
		e.credentials(&c)
		if e.err != nil {
			return nil, e.err
		}
		c.AuthURL = "http://localhost" // which the cloud replaces
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", one.place, err)
		}
		c.AuthURL = ""
		all = append(all, c)
	}
	return all, nil
}
