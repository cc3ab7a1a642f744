package cloud

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Load reads the config of a cloud from the process's files and environment; see the package comment for where it
// looks. An empty name asks the environment.
func Load(name string) (Config, error) { return Source{}.Load(name) }

// A Source is where configs are read. The zero fields stand for the process's own, so that a test need set only what
// it is about.
type Source struct {
	Env      func(name string) (string, bool) // a variable of the environment
	Dir      string                           // the working directory
	Home     string                           // the user's home directory
	System   string                           // /etc/openstack
	ReadFile func(name string) ([]byte, error)
}

func (s Source) filled() Source {
	if s.Env == nil {
		s.Env = os.LookupEnv
	}
	if s.Dir == "" {
		s.Dir, _ = os.Getwd()
	}
	if s.Home == "" {
		s.Home, _ = os.UserHomeDir()
	}
	if s.System == "" {
		s.System = "/etc/openstack"
	}
	if s.ReadFile == nil {
		s.ReadFile = os.ReadFile
	}
	return s
}

// env is a variable, "" if it is not set.
func (s Source) env(name string) string {
	v, _ := s.Env(name)
	return v
}

// envvars is the name of the cloud that the OS_* variables make.
const envvars = "envvars"

// Load reads the config of the cloud of that name. Its errors name the file, the line and the key, and the nearest
// right word; they hold no secret.
func (s Source) Load(name string) (Config, error) {
	s = s.filled()
	if name == "" {
		name = s.env("OS_CLOUD")
	}
	if (name == "" || name == envvars) && s.inEnvironment() {
		return s.fromEnvironment()
	}
	clouds, err := s.file("OS_CLIENT_CONFIG_FILE", "clouds")
	if err != nil {
		return Config{}, err
	}
	if clouds == nil {
		if name != "" {
			name = " " + name
		}
		return Config{}, fmt.Errorf("cloud%s: no clouds.yaml in %s, and no OS_AUTH_URL in the environment", name,
			strings.Join(s.dirs(), ", "))
	}
	secure, err := s.file("OS_CLIENT_SECURE_FILE", "secure")
	if err != nil {
		return Config{}, err
	}
	return s.fromFile(name, clouds.over(secure))
}

func (s Source) fromFile(name string, tree *node) (Config, error) {
	clouds := tree.get("clouds")
	if clouds == nil || clouds.kind != mapping {
		return Config{}, fmt.Errorf("%s: no clouds: expected a mapping of that name", filepath.Base(tree.file))
	}
	if name == "" && len(clouds.pairs) == 1 {
		name = clouds.keys()[0]
	}
	if name == "" {
		return Config{}, fmt.Errorf("%s: which cloud? OS_CLOUD is not set, and there are: %s", clouds.place,
			strings.Join(clouds.keys(), ", "))
	}
	one := clouds.pairs[name]
	if one == nil {
		return Config{}, fmt.Errorf("%s: %w", clouds.place, unknown("cloud", name, clouds.keys()))
	}
	if one.kind != mapping {
		return Config{}, fmt.Errorf("%s: cloud %s is %v: expected a mapping", one.place, name, one.kind)
	}
	var warnings []string
	if profile := one.get("profile"); profile != nil || one.get("cloud") != nil {
		if profile == nil {
			profile = one.get("cloud")
		}
		under, err := s.profile(profile)
		switch {
		case err == nil:
			one = under.over(one)
		case one.get("auth").get("auth_url") == nil:
			return Config{}, err
		default:
			warnings = append(warnings, err.Error())
		}
	}
	config, err := s.interpret(name, one)
	if err != nil {
		return Config{}, err
	}
	config.Warnings = append(warnings, config.Warnings...)
	return config, nil
}

// profile finds what a cloud's entry is to be laid over.
func (s Source) profile(name *node) (*node, error) {
	public, err := s.file("OS_CLIENT_VENDOR_FILE", "clouds-public")
	if err != nil {
		return nil, err
	}
	if name.kind != scalar {
		return nil, fmt.Errorf("%s: profile is %v: expected a name", name.place, name.kind)
	}
	profiles := public.get("public-clouds")
	if one := profiles.get(name.text); one != nil {
		return one, nil
	}
	if public == nil {
		return nil, fmt.Errorf("%s: profile %q: there is no clouds-public.yaml, and openstacksdk's own profiles are not"+
			" known here: write what it says into the entry", name.place, name.text)
	}
	return nil, fmt.Errorf("%s: %w in %s; openstacksdk's own are not known here", name.place,
		unknown("profile", name.text, slices.Collect(maps.Keys(profiles.pairsOrNone()))), filepath.Base(public.file))
}

func (n *node) pairsOrNone() map[string]*node {
	if n == nil {
		return nil
	}
	return n.pairs
}

// dirs are the directories to look in, in order.
func (s Source) dirs() []string {
	user := s.env("XDG_CONFIG_HOME")
	if user == "" {
		user = filepath.Join(s.Home, ".config")
	}
	return []string{s.Dir, filepath.Join(user, "openstack"), s.System}
}

// file reads the first file of a name, or the one that the variable names. There may be none: that is nil.
func (s Source) file(variable, name string) (*node, error) {
	if path := s.env(variable); path != "" {
		path = s.absolute(path)
		text, err := s.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", variable, err)
		}
		return parseYAML(path, text)
	}
	for _, dir := range s.dirs() {
		for _, ending := range []string{".yaml", ".yml", ".json"} {
			path := filepath.Join(dir, name+ending)
			text, err := s.ReadFile(path)
			switch {
			case err == nil:
				return parseYAML(path, text)
			case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission):
				return nil, err
			}
		}
	}
	return nil, nil
}

func (s Source) absolute(path string) string {
	if path == "~" || strings.HasPrefix(path, "~/") {
		return filepath.Join(s.Home, strings.TrimPrefix(path, "~"))
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(s.Dir, path)
}
