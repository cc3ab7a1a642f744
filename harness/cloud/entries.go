package cloud

import "path/filepath"

// An Entry is a cloud that Load knows by name. It holds no secret.
type Entry struct {
	Name string
	File string // "" of the OS_* variables
	Line string // "clouds.yaml:3"
	Config
	Err error // why it cannot be used
}

// Entries are all clouds of clouds.yaml, in alphabetical order, after that of the OS_* variables, if they say who somebody
// is. An entry that cannot be used has an error; so has the whole if its file cannot be read.
func (s Source) Entries() ([]Entry, error) {
	s = s.filled()
	var list []Entry
	if s.inEnvironment() {
		c, err := s.fromEnvironment()
		list = append(list, Entry{Name: envvars, Line: "environment", Config: c, Err: err})
	}
	clouds, err := s.file("OS_CLIENT_CONFIG_FILE", "clouds")
	if clouds == nil || err != nil {
		return list, err
	}
	secure, err := s.file("OS_CLIENT_SECURE_FILE", "secure")
	if err != nil {
		return list, err
	}
	tree := clouds.over(secure)
	for _, name := range tree.get("clouds").keys() {
		at := tree.get("clouds").pairs[name]
		c, err := s.fromFile(name, tree)
		list = append(list, Entry{Name: name, File: filepath.Clean(at.file), Line: at.place, Config: c, Err: err})
	}
	return list, nil
}
