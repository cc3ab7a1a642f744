package vm

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/crypto/ssh"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// fromEnvironment is a password, which may be that of the environment's variable that it names.
func fromEnvironment(password cloud.Secret) (cloud.Secret, error) {
	name, ok := strings.CutPrefix(password.Reveal(), "$")
	if !ok {
		return password, nil
	}
	value, ok := os.LookupEnv(name)
	if !ok || value == "" { // the name may be a password that begins so
		return "", errors.New("argument password: it begins with $: expected the name of a variable that the environment has")
	}
	return cloud.Secret(value), nil
}

// readKeys are the private keys of the users' key pairs.
func readKeys(w *harness.World) (map[string]ssh.Signer, error) {
	pairs, _ := fixtures.UserKeyPairs.In(w)
	keys := make(map[string]ssh.Signer, len(pairs))
	for user, pair := range pairs {
		key, err := ssh.ParsePrivateKey([]byte(pair.Private.Reveal()))
		if err != nil {
			return nil, fmt.Errorf("key pair %s: its private key is none that SSH knows", pair.Name) // the error itself could quote it
		}
		keys[user] = key
	}
	return keys, nil
}
