package rest

import (
	"math/big"
	"testing"
)

// TestParseInteger compares with exact arithmetic for every way to write small numbers with an exponent, and at the
// bounds of the types.
func TestParseInteger(t *testing.T) {
	numbers := []string{
		"2147483647", "2147483648", "-2147483648", "-2147483649", "2147483647.0", "21474836470e-1", "21474836475e-1",
		"9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "-9.223372036854775808e18",
		"0e999999999999999999999", "0.0e-5", "-0", "-0.0", "0.00001e5", "12345678901234567890123e-13", "1e19", "1e18",
	}
	for _, mantissa := range []string{"0", "-1", "10", "1.5", "-0.25", "120.00", "0.070", "99.9"} {
		for _, exponent := range []string{"", "e0", "E1", "e+2", "e-1", "e-2", "e3"} {
			numbers = append(numbers, mantissa+exponent)
		}
	}
	for _, bits := range []int{32, 64} {
		for _, raw := range numbers {
			got, broken := parseInteger([]byte(raw), bits)
			want, fits := exactInteger(raw, bits)
			if (broken == "") != fits || got != want {
				t.Errorf("parseInteger(%s, %d) = %d, %q, want %d, %v", raw, bits, got, broken, want, fits)
			}
		}
	}
}

// exactInteger is the value of raw and whether it is an integer of so many bits.
func exactInteger(raw string, bits int) (int64, bool) {
	if raw == "0e999999999999999999999" { // more than big.Rat reads
		return 0, true
	}
	exact, ok := new(big.Rat).SetString(raw)
	if !ok || !exact.IsInt() || !exact.Num().IsInt64() {
		return 0, false
	}
	i := exact.Num().Int64()
	if bits == 32 && i != int64(int32(i)) {
		return 0, false
	}
	return i, true
}
