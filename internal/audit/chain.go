package audit

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
)

// MAC is the MAC of an event or a checkpoint.
type MAC [sha256.Size]byte

// macText has one spelling for each MAC.
var macText = base64.RawURLEncoding.Strict()

// String is the MAC in URL-safe base64.
func (m MAC) String() string { return macText.EncodeToString(m[:]) }

// ParseMAC reads what String wrote.
func ParseMAC(text string) (m MAC, err error) {
	raw, err := macText.DecodeString(text)
	if err != nil || len(raw) != len(m) {
		return m, errors.New("a MAC is 32 bytes in URL-safe base64")
	}
	return MAC(raw), nil
}

func (m MAC) equal(other MAC) bool { return hmac.Equal(m[:], other[:]) }

// Head is a place in a trail: the number of an event and its MAC, which depends on all events up to it. The zero Head is the place before
// the first event.
type Head struct {
	Seq int64
	MAC MAC
}

// String is SEQ:MAC.
func (h Head) String() string { return strconv.FormatInt(h.Seq, 10) + ":" + h.MAC.String() }

// ParseHead reads what String wrote.
func ParseHead(text string) (h Head, err error) {
	seq, code, _ := strings.Cut(text, ":")
	if h.Seq, err = strconv.ParseInt(seq, 10, 64); err != nil || h.Seq < 0 {
		return h, errors.New("a head is the number of an event, a colon and the event's MAC")
	}
	h.MAC, err = ParseMAC(code)
	return h, err
}

// Entry is an event in its place.
type Entry struct {
	Event
	Head
}

// Line is the event as one line of JSON: its record, with its number as sequence.
func (e *Entry) Line() []byte {
	line := strconv.AppendInt([]byte(`{"sequence":`), e.Seq, 10)
	line = append(append(line, ','), bytes.TrimPrefix(e.Record, []byte("{"))...)
	return append(line, '\n')
}

// After is the event's place in the trail when it follows another. The event has to come from a Recorder.
func (e *Event) After(trail string, last Head) Head { return e.keys.place(trail, last, e) }

// place chains an event: its MAC covers all that is stored of it, its number, and, by the MAC before it, all events before it.
func (k *Keys) place(trail string, last Head, e *Event) Head {
	next := Head{Seq: last.Seq + 1}
	next.MAC = k.chain.sum([]byte(trail), last.MAC[:], number(next.Seq), number(e.At.UnixMilli()),
		[]byte(e.Actor), []byte(e.Action), []byte(e.User), e.Record)
	return next
}
