package zaqar

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/gophercloud/gophercloud/v2"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/scenarios/request"
)

// clientID is what zaqar wants every client to call itself.
const clientID = "3381af92-2b9e-11e3-b191-71861300734c"

// asked is timed, as the client.
func asked(ctx context.Context, it *harness.Iteration, action string, do func(context.Context, *gophercloud.ServiceClient) error) error {
	return service.Time(ctx, it, it.User, action, func(ctx context.Context, client *gophercloud.ServiceClient) error {
		own := *client
		own.MoreHeaders = map[string]string{"Client-ID": clientID}
		return do(ctx, &own)
	})
}

// createQueue is the action zaqar.create_queue.
func createQueue(ctx context.Context, it *harness.Iteration) (name string, err error) {
	name = it.Name()
	return name, asked(ctx, it, "zaqar.create_queue", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		response, err := client.Put(ctx, client.ServiceURL("queues", name), nil, nil, &gophercloud.RequestOpts{OkCodes: []int{http.StatusCreated, http.StatusNoContent}})
		_, _, err = gophercloud.ParseResponse(response, err)
		return err
	})
}

// CreateQueue creates a queue: ZaqarBasic.create_queue.
type CreateQueue struct {
	asUser
	Length int `arg:"name_length" help:"has no effect, as in Rally: names carry the owner's mark"`
}

// Name is Rally's.
func (CreateQueue) Name() string { return "ZaqarBasic.create_queue" }

// Actions are those of Run.
func (CreateQueue) Actions() []string { return []string{"zaqar.create_queue"} }

// Run creates a queue.
func (CreateQueue) Run(ctx context.Context, it *harness.Iteration) error {
	_, err := createQueue(ctx, it)
	return err
}

// ProducerConsumer creates a queue, posts a random number of messages at once, lists them, and deletes the queue:
// ZaqarBasic.producer_consumer.
type ProducerConsumer struct {
	CreateQueue
	Min int `arg:"min_msg_count" help:"fewest messages"`
	Max int `arg:"max_msg_count" help:"most messages"`
}

// Name is Rally's.
func (ProducerConsumer) Name() string { return "ZaqarBasic.producer_consumer" }

// Actions are those of Run.
func (s ProducerConsumer) Actions() []string {
	return []string{"zaqar.create_queue", s.posting(), "zaqar.list_messages", "zaqar.delete_queue"}
}

func (s ProducerConsumer) posting() string {
	return fmt.Sprintf("zaqar.post_between_%d_and_%d_messages", s.Min, s.Max)
}

// Validate refuses numbers that are no range.
func (s ProducerConsumer) Validate() error {
	if s.Min < 1 || s.Max < s.Min {
		return errors.New("min_msg_count and max_msg_count: expected a range from 1 on")
	}
	return nil
}

// messageTTL is how many seconds a message lives.
const messageTTL = 360

// Run creates a queue, posts and lists messages, and deletes the queue.
func (s ProducerConsumer) Run(ctx context.Context, it *harness.Iteration) error {
	name, err := createQueue(ctx, it)
	if err != nil {
		return err
	}
	messages := make([]map[string]any, s.Min+it.Rand("messages").IntN(s.Max-s.Min+1))
	for i := range messages {
		messages[i] = map[string]any{"body": map[string]int{"id": i}, "ttl": messageTTL}
	}
	err = asked(ctx, it, s.posting(), func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Post(ctx, client, "queues/"+name+"/messages", map[string]any{"messages": messages}, nil)
	})
	if err != nil {
		return err
	}
	err = asked(ctx, it, "zaqar.list_messages", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		_, err := client.Get(ctx, client.ServiceURL("queues", name, "messages"), new(struct{ Messages []struct{} }), nil) // the first page
		return err
	})
	if err != nil {
		return err
	}
	return asked(ctx, it, "zaqar.delete_queue", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return request.Delete(ctx, client, "queues", name)
	})
}
