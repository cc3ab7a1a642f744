package cloud

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Credentials are who somebody is, and for which project, domain or system a token is asked. A user or project that is
// given by name is looked for in its domain; without one, in the domain whose id is "default", but a project without
// one is looked for in the domain of its user.
type Credentials struct {
	AuthURL string // of the identity service, with or without /v3

	Username, UserID string
	Password         Secret
	UserDomainName   string
	UserDomainID     string

	ProjectName, ProjectID string
	ProjectDomainName      string
	ProjectDomainID        string

	DomainName, DomainID string // ask for a token of the domain rather than of a project
	SystemScope          string // "all": ask for a token of the system
	TrustID              string // ask for a token of the trust

	Token Secret // rescoped, rather than a password

	ApplicationCredentialID     string
	ApplicationCredentialName   string // with a user
	ApplicationCredentialSecret Secret

	// Endpoint is the one service that is talked to, without an identity service: one that wants no token, or, with Token, one
	// that takes it as it is. AuthURL is then not needed.
	Endpoint string

	AuthType string // password, token, v3applicationcredential, none or admin_token; "" is the one whose fields are filled
}

// String names the user and what the token is for, as in demo@project.
func (c Credentials) String() string {
	who := first(c.Username, c.UserID, c.ApplicationCredentialName, c.ApplicationCredentialID)
	if who == "" {
		who = "token"
	}
	if where := first(c.ProjectName, c.ProjectID, c.DomainName, c.DomainID, c.SystemScope, c.TrustID); where != "" {
		return who + "@" + where
	}
	return who
}

// authTypes are the names by which clouds.yaml calls the ways of authentication.
var authTypes = []string{"password", "v3password", "token", "v3token", "v3applicationcredential", "none", "admin_token"}

// method is the identity service's name for the way of authentication.
func (c Credentials) method() (string, error) {
	switch strings.ToLower(c.AuthType) {
	case "password", "v3password":
		return "password", nil
	case "token", "v3token":
		return "token", nil
	case "v3applicationcredential", "applicationcredential", "application_credential":
		return "application_credential", nil
	case "none":
		return "none", nil
	case "admin_token", "token_endpoint":
		return "admin_token", nil
	case "":
		switch {
		case c.Endpoint != "" && c.AuthURL == "" && c.Token != "":
			return "admin_token", nil
		case c.Endpoint != "" && c.AuthURL == "":
			return "none", nil
		case c.ApplicationCredentialSecret != "":
			return "application_credential", nil
		case c.Token != "" && c.Password == "":
			return "token", nil
		}
		return "password", nil
	}
	return "", unknown("auth_type", c.AuthType, authTypes)
}

func (c Credentials) check() error {
	if method, err := c.method(); err == nil && (method == "none" || method == "admin_token") {
		return c.checkEndpoint(method)
	}
	if c.AuthURL == "" {
		return errors.New("no auth_url: expected the address of the identity service, such as https://host:5000/v3")
	}
	if err := checkURL(c.AuthURL); err != nil {
		return fmt.Errorf("auth_url: %w", err)
	}
	method, err := c.method()
	if err != nil {
		return err
	}
	switch {
	case method == "password" && c.Username == "" && c.UserID == "":
		return errors.New("no username: expected username or user_id")
	case method == "password" && c.Password == "":
		return fmt.Errorf("no password for user %q", first(c.Username, c.UserID))
	case method == "token" && c.Token == "":
		return errors.New("no token: auth_type token expects one")
	case method == "application_credential" && c.ApplicationCredentialSecret == "":
		return errors.New("no application_credential_secret")
	case method == "application_credential" && c.ApplicationCredentialID == "" && c.ApplicationCredentialName == "":
		return errors.New("no application credential: expected application_credential_id, or a name and its user")
	case method == "application_credential" && c.ApplicationCredentialID == "" && c.Username == "" && c.UserID == "":
		return errors.New("no user for the application credential's name: expected application_credential_id, or username or user_id")
	}
	return nil
}

func (c Credentials) checkEndpoint(method string) error {
	switch {
	case c.Endpoint == "":
		return fmt.Errorf("no endpoint: auth_type %s expects one", method)
	case method == "admin_token" && c.Token == "":
		return errors.New("no token: auth_type admin_token expects one")
	}
	if err := checkURL(c.Endpoint); err != nil {
		return fmt.Errorf("endpoint: %w", err)
	}
	return nil
}

// static tells whether there is no identity service to ask.
func (c Credentials) static() bool {
	method, _ := c.method()
	return method == "none" || method == "admin_token"
}

// request is the body of POST /auth/tokens.
func (c Credentials) request() ([]byte, error) {
	method, err := c.method()
	if err != nil {
		return nil, err
	}
	identity := map[string]any{"methods": []string{method}}
	switch method {
	case "password":
		user := c.user()
		user["password"] = string(c.Password)
		identity["password"] = map[string]any{"user": user}
	case "token":
		identity["token"] = map[string]any{"id": string(c.Token)}
	case "application_credential":
		credential := map[string]any{"secret": string(c.ApplicationCredentialSecret)}
		if c.ApplicationCredentialID != "" {
			credential["id"] = c.ApplicationCredentialID
		} else {
			credential["name"] = c.ApplicationCredentialName
			credential["user"] = c.user()
		}
		identity["application_credential"] = credential
	}
	auth := map[string]any{"identity": identity}
	if scope := c.scope(); scope != nil && method != "application_credential" { // such a credential has its project
		auth["scope"] = scope
	}
	return json.Marshal(map[string]any{"auth": auth})
}

func (c Credentials) user() map[string]any {
	if c.UserID != "" {
		return map[string]any{"id": c.UserID}
	}
	return map[string]any{"name": c.Username, "domain": domain(c.UserDomainID, c.UserDomainName)}
}

// scope is nil for a token of no scope.
func (c Credentials) scope() map[string]any {
	switch {
	case c.TrustID != "":
		return map[string]any{"OS-TRUST:trust": map[string]any{"id": c.TrustID}}
	case c.SystemScope != "":
		return map[string]any{"system": map[string]any{c.SystemScope: true}}
	case c.ProjectID != "":
		return map[string]any{"project": map[string]any{"id": c.ProjectID}}
	case c.ProjectName != "":
		in := domain(c.ProjectDomainID, c.ProjectDomainName)
		if c.ProjectDomainID == "" && c.ProjectDomainName == "" {
			in = domain(c.UserDomainID, c.UserDomainName)
		}
		return map[string]any{"project": map[string]any{"name": c.ProjectName, "domain": in}}
	case c.DomainID != "" || c.DomainName != "":
		return map[string]any{"domain": domain(c.DomainID, c.DomainName)}
	}
	return nil
}

func domain(id, name string) map[string]any {
	switch {
	case id != "":
		return map[string]any{"id": id}
	case name != "":
		return map[string]any{"name": name}
	}
	return map[string]any{"id": "default"}
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
