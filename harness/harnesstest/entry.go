package harnesstest

import (
	"io/fs"
	"net/http"
	"testing"

	"github.com/pacenote/pacenote/harness/cloud"
)

// Entry opens a cloud as the entry of a name in the text of a clouds.yaml says, over rt: a simulated cloud, say.
//
//	sim := simcloud.New(simcloud.Config{})
//	c := harnesstest.Entry(t, sim.CloudsYAML(), "simcloud", sim.Transport())
//
// The cloud is closed when the test ends.
func Entry(t testing.TB, cloudsYAML, name string, rt http.RoundTripper) *cloud.Cloud {
	t.Helper()
	const file = "/clouds.yaml"
	config, err := cloud.Source{
		Env: func(key string) (string, bool) { return file, key == "OS_CLIENT_CONFIG_FILE" },
		ReadFile: func(path string) ([]byte, error) {
			if path != file {
				return nil, fs.ErrNotExist
			}
			return []byte(cloudsYAML), nil
		},
	}.Load(name)
	if err != nil {
		t.Fatalf("harnesstest.Entry: %v", err)
	}
	config.Transport = rt
	c, err := cloud.Open(config)
	if err != nil {
		t.Fatalf("harnesstest.Entry: %v", err)
	}
	t.Cleanup(c.Close)
	return c
}
