package cloud

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gophercloud/gophercloud/v2/openstack/identity/v3/tokens"
)

// A Token is what the identity service said about one.
type Token struct {
	ID                     Secret
	IssuedAt, ExpiresAt    time.Time // by the identity service's clock
	UserID, UserName       string
	ProjectID, ProjectName string
	DomainID, DomainName   string // of a token for a domain
	Roles                  []string
}

// An AuthError is the identity service's refusal of a token.
type AuthError struct {
	User    string // as Credentials.String
	AuthURL string
	Status  int
	Message string
}

func (e *AuthError) Error() string {
	return fmt.Sprintf("authenticate %s at %s: status %d: %s", e.User, e.AuthURL, e.Status, e.Message)
}

// GetStatusCode is the status, as gophercloud's errors of an unexpected answer have it.
func (e *AuthError) GetStatusCode() int { return e.Status }

// NewToken asks the identity service for a new token, every time, and leaves the session's own one as it is. The call
// is observed as POST /auth/tokens.
func (u *User) NewToken(ctx context.Context) (Token, error) {
	u.cloud.stats.tokens.Add(1)
	var reply tokenReply[ignored]
	return u.fetch(ctx, &reply.Token, &reply)
}

type tokenReply[C any] struct {
	Token tokenBody[C] `json:"token"`
}

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type tokenBody[C any] struct {
	IssuedAt  time.Time `json:"issued_at"`
	ExpiresAt time.Time `json:"expires_at"`
	User      named     `json:"user"`
	Project   named     `json:"project"`
	Domain    named     `json:"domain"`
	Roles     []named   `json:"roles"`
	Catalog   C         `json:"catalog"`
}

// ignored is JSON that is not looked into.
type ignored struct{}

func (*ignored) UnmarshalJSON([]byte) error { return nil }

type catalog = []tokens.CatalogEntry

func (b *tokenBody[C]) token(id string) Token {
	t := Token{
		ID: Secret(id), IssuedAt: b.IssuedAt, ExpiresAt: b.ExpiresAt,
		UserID: b.User.ID, UserName: b.User.Name,
		ProjectID: b.Project.ID, ProjectName: b.Project.Name,
		DomainID: b.Domain.ID, DomainName: b.Domain.Name,
	}
	if len(b.Roles) > 0 {
		t.Roles = make([]string, len(b.Roles))
		for i, r := range b.Roles {
			t.Roles[i] = r.Name
		}
	}
	return t
}

// fetch asks for a token and decodes the reply, once, into reply, of which token makes the result.
func (u *User) fetch(ctx context.Context, body interface{ token(id string) Token }, reply any) (Token, error) {
	if u.err != nil {
		return Token{}, u.err
	}
	req, err := u.tokenRequest(ctx)
	if err != nil {
		return Token{}, err
	}
	resp, err := u.cloud.send(req, passage{service: "identity", path: "/auth/tokens"})
	if err != nil {
		return Token{}, fmt.Errorf("authenticate %s at %s: %w", u, u.cloud.authURL, err)
	}
	defer func() { _ = resp.Body.Close() }()
	text := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(text)
	text.Reset()
	if n := resp.ContentLength; n > 0 && n < maxReply {
		text.Grow(int(n) + bytes.MinRead)
	}
	if _, err := text.ReadFrom(io.LimitReader(resp.Body, maxReply)); err != nil {
		return Token{}, fmt.Errorf("authenticate %s at %s: read reply: %w", u, u.cloud.authURL, err)
	}
	if resp.StatusCode != http.StatusCreated && resp.StatusCode != http.StatusOK {
		return Token{}, u.refused(resp.StatusCode, text.Bytes())
	}
	id := resp.Header.Get("X-Subject-Token")
	if id == "" && resp.Request != nil {
		id = req.Header.Get("X-Subject-Token")
	}
	if id == "" {
		return Token{}, u.refused(resp.StatusCode, []byte("a reply without X-Subject-Token: is this an identity service?"))
	}
	if err := json.Unmarshal(text.Bytes(), reply); err != nil {
		return Token{}, fmt.Errorf("authenticate %s at %s: decode reply: %w", u, u.cloud.authURL, err)
	}
	return body.token(id), nil
}

const maxReply = 16 << 20

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// tokenRequest asks for a new token, or, if all there is is a token and no scope to change it to, about that one.
func (u *User) tokenRequest(ctx context.Context) (*http.Request, error) {
	if u.asks == nil {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.cloud.authURL+"/auth/tokens", nil)
		if err != nil {
			return nil, err
		}
		req.Header["X-Auth-Token"] = []string{string(u.credentials.Token)}
		req.Header["X-Subject-Token"] = []string{string(u.credentials.Token)}
		req.Header["Accept"] = jsonType
		return req, nil
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.cloud.authURL+"/auth/tokens", bytes.NewReader(u.asks))
	if err != nil {
		return nil, err
	}
	req.Header["Content-Type"], req.Header["Accept"] = jsonType, jsonType
	req.Header["User-Agent"] = agent
	return req, nil
}

var (
	jsonType = []string{"application/json"}
	agent    = []string{"pacenote"}
)

// refused makes the error for a reply that is no token. Secrets that the service echoes are cut out.
func (u *User) refused(status int, body []byte) error {
	var reply struct {
		Error struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	message := ""
	if json.Unmarshal(body, &reply) == nil {
		message = reply.Error.Message
	}
	if message == "" {
		message = strings.ToValidUTF8(strings.Join(strings.Fields(string(body[:min(len(body), 300)])), " "), "")
	}
	c := u.credentials
	for _, s := range []Secret{c.Password, c.Token, c.ApplicationCredentialSecret} {
		if s != "" {
			message = strings.ReplaceAll(message, string(s), hidden)
		}
	}
	return &AuthError{User: u.String(), AuthURL: u.cloud.authURL, Status: status, Message: message}
}

var errClosed = errors.New("the cloud is closed")
