package sqlstore

import (
	"encoding/json"

	fastjson "github.com/go-json-experiment/json"
)

// encode writes a value for a JSON column; nil maps and slices become null, which reads back as nil.
func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// decode reads what encode wrote. Reading a user is mostly this, and it is what every request does; the faster package reads the same.
func decode(text []byte, v any) error { return fastjson.Unmarshal(text, v) }

// into is a JSON text and where it goes.
type into struct {
	text []byte
	to   any
}

func decodeAll(columns ...into) error {
	for _, c := range columns {
		if err := decode(c.text, c.to); err != nil {
			return err
		}
	}
	return nil
}
