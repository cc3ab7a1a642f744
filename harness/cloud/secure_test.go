package cloud_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	stdlog "log"
	"log/slog"
	"math/big"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pacenote/pacenote/fixtures/simcloud"
	"github.com/pacenote/pacenote/harness/cloud"
)

// An authority signs certificates, and has its own in a file.
type authority struct {
	t    *testing.T
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	file string
}

func newAuthority(t *testing.T, name string) *authority {
	t.Helper()
	a := &authority{t: t}
	a.cert, a.key = a.sign(&x509.Certificate{
		Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	})
	a.file, _ = a.save(a.cert, nil)
	return a
}

// sign makes a certificate, signed by a or, while a has none, by itself.
func (a *authority) sign(template *x509.Certificate) (*x509.Certificate, *ecdsa.PrivateKey) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	template.SerialNumber = big.NewInt(time.Now().UnixNano())
	template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	parent, by := a.cert, a.key
	if parent == nil {
		parent, by = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, by)
	if err != nil {
		a.t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		a.t.Fatal(err)
	}
	return cert, key
}

// save writes a certificate, and its key, into files.
func (a *authority) save(cert *x509.Certificate, key *ecdsa.PrivateKey) (certFile, keyFile string) {
	a.t.Helper()
	write := func(name, kind string, der []byte) string {
		path := filepath.Join(a.t.TempDir(), name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			a.t.Fatal(err)
		}
		return path
	}
	if key != nil {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			a.t.Fatal(err)
		}
		keyFile = write("key.pem", "PRIVATE KEY", der)
	}
	return write("cert.pem", "CERTIFICATE", cert.Raw), keyFile
}

// A simulated cloud behind TLS, with an authority of its own, that wants certificates of its clients: the settings of each
// cloud count for that cloud alone, side by side in one process, and what is wrong with them is said in words that help.
func TestCloudsBehindTLS(t *testing.T) {
	own, other := newAuthority(t, "own"), newAuthority(t, "other")
	cert, key := own.sign(&x509.Certificate{Subject: pkix.Name{CommonName: "cloud"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}})
	clients := x509.NewCertPool()
	clients.AddCert(own.cert)
	serve := func(auth tls.ClientAuthType) string {
		s := httptest.NewUnstartedServer(nil)
		s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{cert.Raw}, PrivateKey: key}}, ClientAuth: auth, ClientCAs: clients}
		s.Config.ErrorLog = stdlog.New(io.Discard, "", 0)
		s.Config.Handler = simcloud.New(simcloud.Config{Latency: simcloud.None, BaseURL: "https://" + s.Listener.Addr().String()})
		s.StartTLS()
		t.Cleanup(s.Close)
		return s.URL + "/identity/v3"
	}
	open, closed := serve(tls.NoClientCert), serve(tls.RequireAndVerifyClientCert)
	clientCert, clientKey := own.save(own.sign(&x509.Certificate{Subject: pkix.Name{CommonName: "me"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}))
	foreignCert, foreignKey := other.save(other.sign(&x509.Certificate{Subject: pkix.Name{CommonName: "me"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}))

	var log bytes.Buffer
	defer slog.SetDefault(slog.Default())
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	for _, tt := range []struct {
		what string
		url  string
		tls  cloud.TLS
		want string // in the error; "" is none
	}{
		{"its own authority", open, cloud.TLS{CACert: own.file}, ""},
		{"no authority", open, cloud.TLS{}, "name the file of its authority with cacert, or OS_CACERT"},
		{"another authority", open, cloud.TLS{CACert: other.file}, "cacert is " + other.file + ": expected the authority that signed for this server"},
		{"any certificate", open, cloud.TLS{Insecure: true}, ""},
		{"a client's certificate", closed, cloud.TLS{CACert: own.file, Cert: clientCert, Key: clientKey}, ""},
		{"no client's certificate", closed, cloud.TLS{CACert: own.file}, "name one that it knows with cert and key, or OS_CERT and OS_KEY"},
		{"another's certificate", closed, cloud.TLS{CACert: own.file, Cert: foreignCert, Key: foreignKey}, "certificate"},
	} {
		c, err := cloud.Open(cloud.Config{Name: "secure", TLS: tt.tls, Auth: cloud.Credentials{AuthURL: tt.url, Username: "demo1", Password: simcloud.Password, ProjectName: "demo1"}})
		if err != nil {
			t.Fatal(err)
		}
		compute, err := c.Admin().Compute(t.Context())
		if err == nil { // another service of the same cloud, on the same settings
			_, err = cloud.List[struct{ ID string }](t.Context(), compute, compute.ServiceURL("flavors"), "flavors")
		}
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v; want %q", tt.what, err, tt.want)
		}
		c.Close()
	}
	if n := strings.Count(log.String(), "TLS CERTIFICATES ARE NOT VERIFIED"); n != 1 {
		t.Errorf("%d warnings that nobody is verified; want one:\n%s", n, &log)
	}
}
