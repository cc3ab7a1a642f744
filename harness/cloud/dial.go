package cloud

import (
	"context"
	"fmt"
	"net"
)

// A Dialer is a transport that leads to the cloud's guests, too. A [net.Dialer] is one, so that a transport which is given
// becomes one if it is embedded together with it.
type Dialer interface {
	DialContext(ctx context.Context, network, address string) (net.Conn, error)
}

// Dial connects to an address, "host:port", which is not a service of the cloud, such as a guest's: as [net.Dialer] does, or
// as the transport that was given does, which has to be a [Dialer]. It ends with ctx.
func (c *Cloud) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	if c.own != nil {
		return new(net.Dialer).DialContext(ctx, network, c.dialing.to(address))
	}
	d, ok := c.transport.(Dialer)
	if !ok {
		return nil, fmt.Errorf("dial %s %s: the transport of cloud %s leads to its services alone: give it the method DialContext",
			network, address, first(c.config.Name, "without a name"))
	}
	return d.DialContext(ctx, network, address)
}
