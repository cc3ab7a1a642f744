package recording

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Read reads a recording, in the order in which its calls began. The name is that of errors, which show nothing of what
// is in the recording but where it is.
func Read(name string, r io.Reader) ([]Call, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	read := readHAR
	if first, _, _ := bytes.Cut(bytes.TrimSpace(text), []byte("\n")); isLine(first) {
		read = readLines
	}
	calls, err := read(name, text)
	if err != nil {
		return nil, err
	}
	if len(calls) == 0 {
		return nil, fmt.Errorf("%s has no calls", name)
	}
	slices.SortStableFunc(calls, func(a, b Call) int { return a.Started.Compare(b.Started) })
	return calls, nil
}

// A line is a call of the simple log.
type line struct {
	Method       string          `json:"method"`
	URL          string          `json:"url"`
	Status       int             `json:"status"`
	Started      string          `json:"started"`
	Milliseconds float64         `json:"milliseconds"`
	Request      json.RawMessage `json:"request_body"`
	Response     json.RawMessage `json:"response_body"`
}

// isLine tells the first line of a log from a HAR.
func isLine(text []byte) bool {
	var fields map[string]json.RawMessage
	return json.Unmarshal(text, &fields) == nil && fields["log"] == nil && len(fields) > 0
}

func readLines(name string, text []byte) (calls []Call, err error) {
	lines := bufio.NewReader(bytes.NewReader(text))
	for number := 1; ; number++ {
		one, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(one)) > 0 {
			c := Call{Place: fmt.Sprintf("line %d of %s", number, name), Header: http.Header{}, Answer: http.Header{}}
			if err := c.line(one); err != nil {
				return nil, fmt.Errorf("%s: %w", c.Place, err)
			}
			calls = append(calls, c)
		}
		if err != nil {
			return calls, nil
		}
	}
}

// line takes the call from a line.
func (c *Call) line(text []byte) error {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return plain(err)
	}
	if err := c.begin(l.Method, l.URL, l.Started, l.Milliseconds); err != nil {
		return err
	}
	c.Status, c.Sent, c.Received = l.Status, unquoted(l.Request), unquoted(l.Response)
	return nil
}

// unquoted is a body that is JSON, or a text.
func unquoted(body json.RawMessage) []byte {
	var text string
	if json.Unmarshal(body, &text) == nil {
		return []byte(text) // null, too
	}
	return body
}

// begin takes what every recording says of a request.
func (c *Call) begin(method, address, started string, milliseconds float64) (err error) {
	c.Method = strings.ToUpper(method)
	if method == "" || strings.ContainsFunc(c.Method, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return errors.New("expected a method such as GET")
	}
	if c.URL, err = url.Parse(address); err != nil || c.URL.Host == "" {
		return errors.New("expected a URL such as https://cloud.example/compute/v2.1/servers")
	}
	if c.Started, err = parseTime(started); err != nil {
		return err
	}
	lasted := min(max(milliseconds, 0), float64(365*24*time.Hour/time.Millisecond))
	c.Ended = c.Started.Add(time.Duration(lasted * float64(time.Millisecond)))
	return nil
}

func parseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700"} {
		if t, err = time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return t, errors.New("expected when it began, such as 2026-02-03T10:00:00.5Z")
}

// plain is an error of a JSON decoder, without the text that it met.
func plain(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("field %s: expected a %s", cmp.Or(kind.Field, "of the whole"), noun(kind.Type.Kind().String()))
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("expected JSON: wrong at byte %d", syntax.Offset)
	}
	return errors.New("expected JSON")
}

func noun(kind string) string {
	switch kind {
	case "string":
		return "text"
	case "int", "float64":
		return "number"
	case "slice":
		return "list"
	}
	return "JSON object"
}
