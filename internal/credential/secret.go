package credential

import (
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
)

const redaction = "[redacted]"

// redacted makes whatever embeds it print as "[redacted]", by fmt with any verb, in logs and in JSON alike.
// That alone is not enough, since fmt calls no methods of what lies in an unexported field; see Secret.
type redacted struct{}

// String gives "[redacted]".
func (redacted) String() string { return redaction }

// GoString gives "[redacted]".
func (redacted) GoString() string { return redaction }

// Format writes "[redacted]" for every verb, also for those that would not call String.
func (redacted) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, redaction) }

// LogValue gives "[redacted]".
func (redacted) LogValue() slog.Value { return slog.StringValue(redaction) }

// MarshalText gives "[redacted]".
func (redacted) MarshalText() ([]byte, error) { return []byte(redaction), nil }

// Secret is a text, or bytes, that never print themselves. The zero Secret is the empty text.
//
// The text lies behind a pointer to a string, of which fmt shows at most the address, so that even a Secret in
// an unexported field is safe. A pointer to an array is not: fmt follows it for a verb that does not fit.
type Secret struct {
	redacted
	text *string
}

// NewSecret makes a Secret of a text.
func NewSecret(text string) Secret { return Secret{text: &text} }

// Reveal gives the text. Call it only where the text is used, never to pass it on.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

func newSecretBytes(b []byte) Secret { return NewSecret(string(b)) }

func (s Secret) bytes() []byte { return []byte(s.Reveal()) }

func (s Secret) isZero() bool { return s.text == nil }

// Equal says whether two secrets are the same text. The time it takes tells only their lengths.
func (s Secret) Equal(other Secret) bool {
	return subtle.ConstantTimeCompare(s.bytes(), other.bytes()) == 1
}
