package steps_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	os.Setenv("PACENOTE_STORE", "off") // unless a test says where
	goleak.VerifyTestMain(m)
}
