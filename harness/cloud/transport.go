package cloud

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// newTransport is the transport that all users of a cloud share. Compression is off, so that bytes are those on the
// wire. Proxies come from the environment, which Go never asks for loopback addresses.
func (c *Cloud) newTransport() (*http.Transport, error) {
	secure, err := c.config.TLS.client()
	if err != nil {
		return nil, err
	}
	dialer := net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           c.dial(&dialer),
		TLSClientConfig:       secure,
		TLSHandshakeTimeout:   30 * time.Second,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   c.config.Connections,
		IdleConnTimeout:       90 * time.Second,
		ExpectContinueTimeout: time.Second,
		DisableCompression:    true,
	}, nil
}

// advise says what to do about a certificate that one side does not take.
func (c *Cloud) advise(err error) error {
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &unknown) && c.config.TLS.CACert != "":
		return fmt.Errorf("%w: cacert is %s: expected the authority that signed for this server", err, c.config.TLS.CACert)
	case errors.As(err, &unknown):
		return fmt.Errorf("%w: name the file of its authority with cacert, or OS_CACERT", err)
	case strings.Contains(err.Error(), "tls: certificate required"), strings.Contains(err.Error(), "tls: bad certificate"):
		return fmt.Errorf("%w: the server wants a certificate of its client: name one that it knows with cert and key, or OS_CERT and OS_KEY", err)
	}
	return err
}

// client is the configuration for a connection: TLS 1.2 or later.
func (t TLS) client() (*tls.Config, error) {
	c := &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: t.Insecure}
	if t.CACert != "" {
		pem, err := os.ReadFile(t.CACert)
		if err != nil {
			return nil, fmt.Errorf("read cacert: %w", err)
		}
		c.RootCAs = x509.NewCertPool()
		if !c.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("cacert %s holds no PEM certificate", t.CACert)
		}
	}
	if t.Cert != "" {
		pair, err := tls.LoadX509KeyPair(t.Cert, first(t.Key, t.Cert))
		if err != nil {
			return nil, fmt.Errorf("read client certificate %s: %w", t.Cert, err)
		}
		c.Certificates = []tls.Certificate{pair}
	}
	return c, nil
}
