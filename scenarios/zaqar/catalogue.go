package zaqar

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("ZaqarBasic.create_queue", "create a queue", CreateQueue{}),
		harness.NewEntry("ZaqarBasic.producer_consumer", "create a queue, post messages, list them, delete the queue", ProducerConsumer{Min: 50, Max: 200}),
	}
}
