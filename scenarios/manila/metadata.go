package manila

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// SetAndDeleteMetadata sets random metadata of one of the project's shares in batches, and deletes them in batches:
// ManilaShares.set_and_delete_metadata. Iterations take the shares in turn.
type SetAndDeleteMetadata struct {
	asUser
	Sets     int `arg:"sets" help:"batches to set"`
	SetSize  int `arg:"set_size" help:"keys in each of them"`
	Delete   int `arg:"delete_size" help:"keys in each batch that is deleted"`
	KeyMin   int `arg:"key_min_length" help:"shortest key"`
	KeyMax   int `arg:"key_max_length" help:"longest key"`
	ValueMin int `arg:"value_min_length" help:"shortest value"`
	ValueMax int `arg:"value_max_length" help:"longest value"`
}

// Name is Rally's.
func (SetAndDeleteMetadata) Name() string { return "ManilaShares.set_and_delete_metadata" }

// Actions are those of Run.
func (SetAndDeleteMetadata) Actions() []string {
	return []string{"manila.set_metadata", "manila.delete_metadata"}
}

// Fixtures brings a user with a share, and the removal of what is left.
func (SetAndDeleteMetadata) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Shares{}, fixtures.Sweep{}}
}

// Validate refuses numbers out of Rally's ranges.
func (s SetAndDeleteMetadata) Validate() error {
	var errs []error
	for _, a := range []struct {
		name              string
		value, least, top int
	}{
		{"sets", s.Sets, 1, 1 << 30}, {"set_size", s.SetSize, 1, 1 << 30}, {"delete_size", s.Delete, 1, 1 << 30},
		{"key_min_length", s.KeyMin, 1, 256}, {"key_max_length", s.KeyMax, max(s.KeyMin, 1), 256},
		{"value_min_length", s.ValueMin, 1, 1024}, {"value_max_length", s.ValueMax, max(s.ValueMin, 1), 1024},
	} {
		if a.value < a.least || a.value > a.top {
			errs = append(errs, fmt.Errorf("argument %s: %d: expected %d to %d", a.name, a.value, a.least, a.top))
		}
	}
	return errors.Join(errs...)
}

// Run sets and deletes metadata.
func (s SetAndDeleteMetadata) Run(ctx context.Context, it *harness.Iteration) error {
	byProject, _ := fixtures.ProjectShares.Of(it)
	shares := byProject[it.User.ProjectID()]
	if len(shares) == 0 {
		return errors.New("the project has no share of a fixture")
	}
	share := shares[int(it.Number-1)%len(shares)].ID
	random := it.Rand("metadata")
	var keys []string
	for i := range s.Sets {
		batch := make(map[string]string, s.SetSize)
		for k := range s.SetSize {
			key := []byte(word(random, s.KeyMin, min(s.KeyMax, 255)))
			if mark := fmt.Sprintf("%d-%d-%d-", it.Number, i, k); len(mark) < len(key) {
				copy(key, mark) // so that no two are the same, if there is room
			}
			batch[string(key)] = word(random, s.ValueMin, min(s.ValueMax, 1023))
			keys = append(keys, string(key))
		}
		err := timed(ctx, it, "manila.set_metadata", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			response, err := client.Post(ctx, client.ServiceURL("shares", share, "metadata"), map[string]any{"metadata": batch}, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}})
			_, _, err = gophercloud.ParseResponse(response, err)
			return err
		})
		if err != nil {
			return err
		}
	}
	for len(keys) > 0 {
		batch := keys[:min(s.Delete, len(keys))]
		keys = keys[len(batch):]
		err := timed(ctx, it, "manila.delete_metadata", func(ctx context.Context, client *gophercloud.ServiceClient) error {
			for _, key := range batch {
				if _, err := client.Delete(ctx, client.ServiceURL("shares", share, "metadata", key), &gophercloud.RequestOpts{OkCodes: []int{http.StatusOK}}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// word is a random one of a length in a range.
func word(random *rand.Rand, least, most int) string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	text := make([]byte, least+random.IntN(max(most-least, 0)+1))
	for i := range text {
		text[i] = letters[random.IntN(len(letters))]
	}
	return string(text)
}
