package api_test

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"
)

// numbers tries a number's bounds, those of its type where it has no others.
func numbers(p place) []variant {
	low, high := p.bound("min", -math.MaxInt32-1), p.bound("max", math.MaxInt32)
	step := 1.0
	if p.typ.Kind() == reflect.Float32 {
		low, high, step = p.bound("min", -math.MaxFloat32), p.bound("max", math.MaxFloat32), 0.001
	}
	if p.typ.Kind() == reflect.Int64 {
		low, high = p.bound("min", -1<<53), p.bound("max", 1<<53)
	}
	variants := []variant{accept("is the minimum", literal(low)), accept("is the maximum", literal(high))}
	if p.limited("min") || step == 1 {
		variants = append(variants, refuse("is below the minimum", literal(low-step)))
	}
	if p.limited("max") || step == 1 {
		variants = append(variants, refuse("is above the maximum", literal(high+step)))
	}
	if step == 1 {
		variants = append(variants, refuse("has a fraction", literal(low+0.5)))
	}
	return variants
}

func literal(f float64) json.Number { return json.Number(strconv.FormatFloat(f, 'f', -1, 64)) }

func (p place) limited(key string) bool { return p.tag.Get(key) != "" }

// bound reads min or max.
func (p place) bound(key string, otherwise float64) float64 {
	f, err := strconv.ParseFloat(p.tag.Get(key), 64)
	if err != nil {
		return otherwise
	}
	return f
}
