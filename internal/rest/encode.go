package rest

import (
	"bytes"
	"errors"
	"math"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// encoding is how answers are written: maps in the order of their keys; nil lists and maps, as always, as [] and {}.
var encoding = json.JoinOptions(
	json.Deterministic(true),
	json.WithMarshalers(json.MarshalToFunc(encodeFloat)),
)

// encode returns the body of a success: none for None, and an empty object for a nil Out.
func encode[Out any](out *Out) ([]byte, error) {
	if _, none := any(out).(*None); none {
		return nil, nil
	}
	if out == nil {
		return []byte("{}"), nil
	}
	return json.Marshal(out, encoding)
}

var errNotFinite = errors.New("rest: an answer holds a number that is not finite")

// encodeFloat writes a float with a point even where it is integral: readers with typed numbers take 3 for an integer.
func encodeFloat(enc *jsontext.Encoder, f float32) error {
	if wide := float64(f); math.IsNaN(wide) || math.IsInf(wide, 0) {
		return errNotFinite
	}
	raw := jsontext.AppendFloat(enc.AvailableBuffer(), float64(f), 32)
	if !bytes.ContainsAny(raw, ".e") {
		raw = append(raw, ".0"...)
	}
	return enc.WriteValue(raw)
}
