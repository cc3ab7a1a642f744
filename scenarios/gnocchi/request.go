package gnocchi

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
	"github.com/pacenote/pacenote/scenarios/request"
)

// create makes something, as an action. It returns its id, or what it is called where that is the same.
func create(ctx context.Context, it *harness.Iteration, user *cloud.User, action, collection string, body map[string]any) (id string, err error) {
	err = service.Time(ctx, it, user, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		var made harness.Resource
		err := request.Post(ctx, client, collection, body, &made)
		if id = made.ID; id == "" {
			id = made.Name
		}
		return err
	})
	return id, err
}

// drop deletes something, as an action.
func drop(ctx context.Context, it *harness.Iteration, user *cloud.User, action, collection, id string) error {
	return service.Time(ctx, it, user, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Delete(ctx, client, collection, id)
	})
}

// list lists all of a collection, as an action.
func list(ctx context.Context, it *harness.Iteration, action, collection string) error {
	return service.Time(ctx, it, it.User, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := cloud.List[struct{}](ctx, client, client.ServiceURL(collection), "")
		return err
	})
}

// A List is a JSON list that is handed on as it is.
type List []any

// UnmarshalText reads a JSON list.
func (l *List) UnmarshalText(text []byte) error {
	if err := json.Unmarshal(text, (*[]any)(l)); err != nil {
		return fmt.Errorf("expected a JSON list: %w", err)
	}
	return nil
}

// MarshalText writes a JSON list.
func (l List) MarshalText() ([]byte, error) { return json.Marshal([]any(l)) }
