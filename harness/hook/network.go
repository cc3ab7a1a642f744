package hook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"

	"github.com/pacenote/pacenote/harness"
	"github.com/pacenote/pacenote/harness/cloud"
)

// Network spoils the way to a service: all calls of this process go through a proxy within it, from the begin of the load on,
// which does no harm until the hook fires. In a rehearsal the simulated service does what comes nearest.
type Network struct {
	Service   string        // its type: "identity", "compute" ...; "" is all of them
	Latency   time.Duration // that answers take longer
	Jitter    time.Duration // the most by which that varies
	Bandwidth int           // bytes a second of answers, at least 1000; zero is no limit
	Reset     bool          // connections are reset
	Blackhole bool          // nothing comes through, and connections stay; what was under way then fails
}

var (
	_ harness.Action    = Network{}
	_ harness.Arranger  = Network{}
	_ harness.Validator = Network{}
)

// String says what it does: "300ms more to identity".
func (n Network) String() string {
	who := n.Service
	if who == "" {
		who = "every service"
	}
	var words []string
	if n.Latency > 0 {
		words = append(words, fmt.Sprintf("answers of %s take %v longer", who, n.Latency))
	}
	if n.Bandwidth > 0 {
		words = append(words, fmt.Sprintf("%s answers with %d bytes a second", who, n.Bandwidth))
	}
	if n.Reset {
		words = append(words, "connections to "+who+" are reset")
	}
	if n.Blackhole {
		words = append(words, "nothing comes through to "+who)
	}
	return strings.Join(words, ", ")
}

// Validate refuses what spoils nothing.
func (n Network) Validate() error {
	switch {
	case n.String() == "":
		return errors.New("expected a latency, a bandwidth, a reset or a black hole")
	case n.Latency < 0 || n.Jitter < 0 || n.Jitter > n.Latency:
		return fmt.Errorf("a latency of %v with a jitter of %v: expected no numbers below zero, and a jitter that is not longer", n.Latency, n.Jitter)
	case n.Bandwidth < 0 || n.Bandwidth > 0 && n.Bandwidth < 1000:
		return fmt.Errorf("%d bytes a second: expected at least 1000", n.Bandwidth)
	}
	return nil
}

// toxics are those of toxiproxy that do this to answers.
func (n Network) toxics() (list []toxic) {
	if n.Latency > 0 {
		list = append(list, toxic{"latency", map[string]any{"latency": n.Latency.Milliseconds(), "jitter": n.Jitter.Milliseconds()}})
	}
	if n.Bandwidth > 0 {
		list = append(list, toxic{"bandwidth", map[string]any{"rate": n.Bandwidth / 1000}})
	}
	if n.Reset {
		list = append(list, toxic{"reset_peer", map[string]any{"timeout": 0}})
	}
	if n.Blackhole {
		list = append(list, toxic{"timeout", map[string]any{"timeout": 0}})
	}
	return list
}

type toxic struct {
	kind       string
	attributes map[string]any
}

// proxies are those that a world has, by the address that they stand before.
var proxies = new(harness.Slot[map[string]*toxiproxy.Proxy])

// Arrange puts proxies before the service.
func (n Network) Arrange(ctx context.Context, w *harness.World) error {
	if w.Rehearsal() {
		return nil
	}
	if w.Cloud == nil {
		return errors.New("there is no cloud")
	}
	addresses, err := n.addresses(ctx, w.Cloud)
	if err != nil {
		return err
	}
	all, ok := proxies.In(w)
	if !ok {
		zerolog.SetGlobalLevel(zerolog.Disabled) // toxics log on their own
		all = make(map[string]*toxiproxy.Proxy)
		proxies.Put(w, all)
	}
	for _, address := range addresses {
		if all[address] != nil {
			continue
		}
		proxy := toxiproxy.NewProxy(toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop()), address, "127.0.0.1:0", address)
		if err := proxy.Start(); err != nil {
			return fmt.Errorf("a proxy before %s: %w", address, err)
		}
		all[address] = proxy
		w.Cloud.Divert(address, proxy.Listen)
		w.Cleanup("the proxy before "+address, func(context.Context) error {
			w.Cloud.Divert(address, address)
			proxy.Stop()
			return nil
		})
	}
	return nil
}

// addresses are where the service is.
func (n Network) addresses(ctx context.Context, c *cloud.Cloud) (list []string, err error) {
	services, err := c.Admin().Services(ctx)
	if err != nil {
		return nil, err
	}
	services = append(services, cloud.Service{Type: "identity", URL: c.AuthURL()})
	var types []string
	for _, s := range services {
		types = append(types, s.Type)
		u, err := url.Parse(s.URL)
		if err != nil || n.Service != "" && s.Type != n.Service {
			continue
		}
		port := u.Port()
		if port == "" {
			port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
		}
		if address := net.JoinHostPort(u.Hostname(), port); !slices.Contains(list, address) {
			list = append(list, address)
		}
	}
	if list == nil {
		return nil, harness.Unknown("service", n.Service, types)
	}
	return list, nil
}

// Do spoils the way.
func (n Network) Do(ctx context.Context, f *harness.Firing) error {
	if f.World.Rehearsal() {
		return n.rehearse(ctx, f)
	}
	addresses, err := n.addresses(ctx, f.World.Cloud)
	if err != nil {
		return err
	}
	all, _ := proxies.In(f.World)
	for _, address := range addresses {
		if err := n.spoil(f, all[address]); err != nil {
			return err
		}
	}
	return nil
}

func (n Network) spoil(f *harness.Firing, proxy *toxiproxy.Proxy) error {
	for _, t := range n.toxics() {
		name := fmt.Sprintf("%s %d: %s", f.Hook, f.Number, t.kind)
		text, err := json.Marshal(map[string]any{"name": name, "type": t.kind, "stream": "downstream", "attributes": t.attributes})
		if err != nil {
			return err
		}
		f.Undo(n.String(), func(ctx context.Context) error {
			if n.Blackhole { // what was swallowed would be waited for
				proxy.Stop()
				if err := proxy.Start(); err != nil {
					return err
				}
			}
			return proxy.Toxics.RemoveToxic(ctx, name)
		})
		if _, err := proxy.Toxics.AddToxicJson(strings.NewReader(string(text))); err != nil {
			return err
		}
	}
	return nil
}

// hole is how long a simulated service does not answer from a black hole.
const hole = time.Minute

func (n Network) rehearse(ctx context.Context, f *harness.Firing) error {
	fault := Fault{Service: n.Service, Delay: n.Latency, Reset: n.Reset}
	if n.Blackhole {
		fault.Delay = hole
	}
	if fault.Delay == 0 && !fault.Reset {
		return f.Say("a simulated cloud has no bandwidth")
	}
	if err := fault.Arrange(ctx, f.World); err != nil {
		return err
	}
	return fault.Do(ctx, f)
}
