package recording

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// A secret shorter than this is looked for only where it is called one: it would be found in words.
const shortestSecret = 6

var (
	secretName = regexp.MustCompile(`password|passwd|passphrase|passcode|secret|token|privatekey|apikey|accesskey|credential|authorization|authkey|cookie|signature|sessionid|sessionkey|tempurlsig|userdata|personality|payload|blob|psk$|jwt|totp|pass$|pwd$`)
	harmless   = regexp.MustCompile(`(type|at|expires|algorithm|contenttype)$`)
	secretText = regexp.MustCompile(`(?i)(passw(or)?d|passphrase|secret|token|api_?key|authorization)["'\\]*\s*[:=]\s*["'\\]*[^\s"']|-----BEGIN [A-Z ]*PRIVATE KEY|\bbearer [\w.~+/-]{6}|gAAAA[\w-]{16}|\beyJ[\w-]{8,}\.[\w-]+\.|://[^/@\s]*:[^/@\s]*@`)
)

// secretive tells whether what is called so is a secret.
func secretive(name string) bool {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune("-_.: ", r) {
			return -1
		}
		return r
	}, strings.ToLower(name))
	return secretName.MatchString(plain) && !harmless.MatchString(plain)
}

// secrets are those of a recording.
type secrets map[string]bool

func (s secrets) add(text string) {
	if text = strings.TrimSpace(text); len(text) >= shortestSecret {
		s[text] = true
	}
}

// collect adds the secrets of a call, wherever they are.
func (s secrets) collect(c Call) {
	for _, text := range c.secrets {
		s.add(text)
	}
	s.headers(c.Header)
	s.headers(c.Answer)
	for name, values := range c.URL.Query() {
		if secretive(name) {
			for _, v := range values {
				s.add(v)
			}
		}
	}
	if password, ok := c.URL.User.Password(); ok {
		s.add(password)
	}
	if form, err := url.ParseQuery(string(c.Sent)); err == nil && decode(c.Sent) == nil {
		for name, values := range form {
			if secretive(name) {
				s.add(values[0])
			}
		}
	}
	s.body(decode(c.Sent), false)
	s.body(c.received(), false)
}

// headers adds what headers with secret names have: the whole, and its parts.
func (s secrets) headers(h http.Header) {
	for name, values := range h {
		if !secretive(name) {
			continue
		}
		for _, value := range values {
			s.add(value)
			if name == "Set-Cookie" {
				value, _, _ = strings.Cut(value, ";") // the rest says where and when
			}
			for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == ';' || r == ',' || r == ' ' }) {
				_, v, _ := strings.Cut(part, "=")
				for _, text := range []string{part, v} {
					if !ordinary[strings.ToLower(text)] {
						s.add(text)
					}
				}
				if login, err := base64.StdEncoding.DecodeString(part); err == nil {
					_, password, _ := strings.Cut(string(login), ":")
					s.add(password)
				}
			}
		}
	}
}

// ordinary are words of such headers that are no secrets.
var ordinary = map[string]bool{"httponly": true, "secure": true, "samesite=lax": true, "samesite=strict": true, "strict": true, "bearer": true, "digest": true}

// body adds the texts under secret names, and the ids of tokens.
func (s secrets) body(value any, secret bool) {
	switch v := value.(type) {
	case map[string]any:
		for name, one := range v {
			if nested, ok := one.(map[string]any); ok && strings.HasSuffix(strings.ToLower(name), "token") {
				if id, ok := nested["id"].(string); ok {
					s.add(id)
				}
			}
			s.body(one, secretive(name))
		}
	case []any:
		for _, one := range v {
			s.body(one, secret)
		}
	case string:
		if secret {
			s.add(v)
		}
	}
}

// in tells whether a text has one of the secrets, or what looks like any.
func (s secrets) in(text string) bool { return secretText.MatchString(text) || s.known(text) }

// known tells whether a text has one of the secrets.
func (s secrets) known(text string) bool {
	plain, err := url.QueryUnescape(text)
	if err != nil {
		plain = text
	}
	for secret := range s {
		if strings.Contains(text, secret) || strings.Contains(plain, secret) {
			return true
		}
	}
	return false
}

// carried tells whether a body has one, in whatever text or name.
func (s secrets) carried(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		for name, one := range v {
			if s.in(name) || s.carried(one) {
				return true
			}
		}
	case []any:
		for _, one := range v {
			if s.carried(one) {
				return true
			}
		}
	case string:
		return s.in(v)
	}
	return false
}

// scrub puts "{name}" in the place of the texts under secret names, and counts them: {name} is a new name in a replay.
func scrub(value any) (n int) {
	switch v := value.(type) {
	case map[string]any:
		for name, one := range v {
			switch one.(type) {
			case map[string]any, nil, bool:
				n += scrub(one)
			default:
				if secretive(name) {
					v[name] = "{name}"
					n++
				} else {
					n += scrub(one)
				}
			}
		}
	case []any:
		for _, one := range v {
			n += scrub(one)
		}
	}
	return n
}
