package cloud

import (
	"fmt"
	"log/slog"
)

// A Secret is text that never shows itself: printed, logged or marshalled, it is [secret].
type Secret string

// Reveal is the text.
func (s Secret) Reveal() string { return string(s) }

const hidden = "[secret]"

func (Secret) String() string               { return hidden }
func (Secret) GoString() string             { return hidden }
func (Secret) GomegaString() string         { return hidden }
func (Secret) Format(f fmt.State, _ rune)   { _, _ = f.Write([]byte(hidden)) }
func (Secret) LogValue() slog.Value         { return slog.StringValue(hidden) }
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }
func (Secret) MarshalYAML() (any, error)    { return hidden, nil }
