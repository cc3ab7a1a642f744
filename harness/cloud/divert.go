package cloud

import (
	"context"
	"net"
	"sync"
)

// A dialing is how connections are made: to where an address is diverted, if it is.
type dialing struct {
	mu       sync.Mutex
	diverted map[string]string
}

func (d *dialing) to(address string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if other, ok := d.diverted[address]; ok {
		return other
	}
	return address
}

// Divert has new connections to an address, "host:port", go to another one, as to a proxy that breaks them; TLS is still with
// the first. Connections that are idle are closed. other is the address itself to end it. It does nothing to a cloud
// whose transport was given, and to addresses that are reached by a proxy of the environment.
func (c *Cloud) Divert(address, other string) {
	if c.own == nil {
		return
	}
	c.dialing.mu.Lock()
	if c.dialing.diverted == nil {
		c.dialing.diverted = make(map[string]string)
	}
	c.dialing.diverted[address] = other
	c.dialing.mu.Unlock()
	c.own.CloseIdleConnections()
}

// dial makes connections.
func (c *Cloud) dial(dialer *net.Dialer) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		c.stats.dials.Add(1)
		return dialer.DialContext(ctx, network, c.dialing.to(address))
	}
}
