package openldap

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The encodings are those of ITU-T X.690, 8.1.3 and 8.3.
func TestElements(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want []byte
	}{
		{"zero", integer(tagInteger, 0), []byte{2, 1, 0}},
		{"largest of one byte", integer(tagInteger, 127), []byte{2, 1, 127}},
		{"not negative", integer(tagInteger, 128), []byte{2, 2, 0, 128}},
		{"two bytes", integer(tagInteger, 500), []byte{2, 2, 1, 244}},
		{"enumerated", integer(tagEnumerated, 2), []byte{10, 1, 2}},
		{"empty text", text(tagOctetString, ""), []byte{4, 0}},
		{"long length", element(tagSequence, make([]byte, 100), make([]byte, 101))[:3], []byte{0x30, 0x81, 201}},
		{"longer length", element(tagSequence, make([]byte, 300))[:4], []byte{0x30, 0x82, 1, 44}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The filter (&(uid=ab)(sn=c*)(uid=*d*)) as RFC 4511 writes it.
func TestFilter(t *testing.T) {
	want := []byte("\xa0\x25" +
		"\xa3\x09\x04\x03uid\x04\x02ab" +
		"\xa4\x09\x04\x02sn\x30\x03\x80\x01c" +
		"\xa4\x0a\x04\x03uid\x30\x03\x81\x01d")
	want[1] = byte(len(want) - 2)
	if got := And(Equal("uid", "ab"), Prefix("sn", "c"), Contains("uid", "d")); !bytes.Equal(got, want) {
		t.Errorf("got  %x\nwant %x", []byte(got), want)
	}
}
