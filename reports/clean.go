package reports

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of a text is shown, in characters.
const (
	longestLine  = 300
	longestSaid  = 1_200
	longestBlock = 16_000
)

// line makes text from anywhere one line that does nothing but be read.
func line(text string) string { return oneLine(text, longestLine) }

// Line makes text from anywhere one line that does nothing but be read, for a terminal.
func Line(text string) string { return line(text) }

// Block is like [Line], but keeps line breaks and indentation.
func Block(text string) string { return block(text) }

func oneLine(text string, n int) string {
	return shorten(clean(strings.Join(strings.Fields(text), " ")), n)
}

// block is like line, but keeps line breaks and indentation.
func block(text string) string {
	return shorten(clean(strings.ReplaceAll(text, "\r\n", "\n")), longestBlock)
}

// lines cleans a list.
func lines(list []string) []string {
	out := make([]string, len(list))
	for i, text := range list {
		out[i] = line(text)
	}
	return out
}

// clean shows characters that control a terminal, reorder text or are invalid in XML by their names.
func clean(text string) string {
	bad := func(r rune) bool {
		return r == utf8.RuneError || r&0xfffe == 0xfffe ||
			r != '\n' && r != '\t' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r)) ||
			r == '\u2028' || r == '\u2029'
	}
	if strings.IndexFunc(text, bad) < 0 {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case !bad(r):
			b.WriteRune(r)
		case r == utf8.RuneError && text[i] != 0xef: // not the character itself
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// shorten cuts text after n characters, and says how many are missing.
func shorten(text string, n int) string {
	if len(text) <= n {
		return text
	}
	if all := utf8.RuneCountInString(text); all > n {
		cut := 0
		for range n {
			_, width := utf8.DecodeRuneInString(text[cut:])
			cut += width
		}
		return text[:cut] + fmt.Sprintf(" … (%d more characters)", all-n)
	}
	return text
}
