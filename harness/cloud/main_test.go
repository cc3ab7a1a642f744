package cloud_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// TestMain puts a proxy into the environment that refuses every connection: what reaches a loopback server regardless
// did not ask it.
func TestMain(m *testing.M) {
	if os.Getenv(childTown) != "" {
		serveTown()
		return
	}
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"} {
		_ = os.Setenv(name, "http://127.0.0.1:1")
	}
	_ = os.Unsetenv("NO_PROXY")
	goleak.VerifyTestMain(m)
}
