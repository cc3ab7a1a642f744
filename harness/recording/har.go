package recording

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// archive is a HAR file, as far as it is read.
type archive struct {
	Log *struct {
		Entries *[]json.RawMessage `json:"entries"`
	} `json:"log"`
}

type entry struct {
	Started string  `json:"startedDateTime"`
	Time    float64 `json:"time"`
	Type    string  `json:"_resourceType"`
	Request *struct {
		Method  string  `json:"method"`
		URL     string  `json:"url"`
		Headers []named `json:"headers"`
		Cookies []named `json:"cookies"`
		Size    float64 `json:"bodySize"`
		Data    *struct {
			Text     string  `json:"text"`
			MimeType string  `json:"mimeType"`
			Encoding string  `json:"encoding"`
			Params   []named `json:"params"`
		} `json:"postData"`
	} `json:"request"`
	Response struct {
		Status   int     `json:"status"`
		Headers  []named `json:"headers"`
		Cookies  []named `json:"cookies"`
		Redirect string  `json:"redirectURL"`
		Content  struct {
			Text     string `json:"text"`
			Encoding string `json:"encoding"`
		} `json:"content"`
	} `json:"response"`
}

type named struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func readHAR(name string, text []byte) ([]Call, error) {
	var a archive
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, fmt.Errorf("%s: %w", name, plain(err))
	}
	if a.Log == nil || a.Log.Entries == nil {
		return nil, fmt.Errorf("%s: expected a HAR, which has log.entries, or a JSON object with method, url, status and started a line", name)
	}
	calls := make([]Call, len(*a.Log.Entries))
	for i, raw := range *a.Log.Entries {
		c := &calls[i]
		c.Place = fmt.Sprintf("entry %d of %s", i+1, name)
		if err := c.entry(raw); err != nil {
			return nil, fmt.Errorf("%s: %w", c.Place, err)
		}
	}
	return calls, nil
}

// entry takes the call from an entry of a HAR.
func (c *Call) entry(raw json.RawMessage) (err error) {
	var e entry
	if err := json.Unmarshal(raw, &e); err != nil {
		return plain(err)
	}
	if e.Request == nil {
		return errors.New("expected a request")
	}
	if err := c.begin(e.Request.Method, e.Request.URL, e.Started, e.Time); err != nil {
		return err
	}
	c.Status, c.Header, c.Answer = e.Response.Status, header(e.Request.Headers), header(e.Response.Headers)
	c.Socket = e.Type == "websocket" || c.Status == http.StatusSwitchingProtocols || strings.HasPrefix(c.URL.Scheme, "ws")
	for _, cookie := range append(e.Request.Cookies, e.Response.Cookies...) {
		c.secrets = append(c.secrets, cookie.Value)
	}
	if c.Received, err = content(e.Response.Content.Text, e.Response.Content.Encoding); err != nil {
		return fmt.Errorf("response.content: %w", err)
	}
	data := e.Request.Data
	if data == nil {
		c.Unrecorded = e.Request.Size > 0
		return nil
	}
	if c.Header.Get("Content-Type") == "" && data.MimeType != "" {
		c.Header.Set("Content-Type", data.MimeType)
	}
	for _, p := range data.Params {
		if secretive(p.Name) {
			c.secrets = append(c.secrets, p.Value)
		}
	}
	if c.Sent, err = content(data.Text, data.Encoding); err != nil {
		return fmt.Errorf("request.postData: %w", err)
	}
	c.Unrecorded = len(c.Sent) == 0 && (e.Request.Size > 0 || len(data.Params) > 0)
	return nil
}

// content is a body as it was on the wire.
func content(text, encoding string) ([]byte, error) {
	if encoding != "base64" {
		return []byte(text), nil
	}
	body, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, errors.New("expected base64, as its encoding says")
	}
	return body, nil
}

func header(list []named) http.Header {
	h := http.Header{}
	for _, one := range list {
		h.Add(strings.TrimSpace(one.Name), one.Value)
	}
	return h
}
