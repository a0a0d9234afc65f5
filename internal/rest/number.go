package rest

import (
	"bytes"
	"strconv"
	"strings"
)

// number is a JSON number taken apart without loss: 0.digits times ten to the power of point. Its digits neither begin
// nor end with a zero; zero has none.
type number struct {
	negative bool
	digits   string
	point    int
}

// parseNumber takes a well-formed JSON number apart.
func parseNumber(raw []byte) number {
	unsigned, negative := bytes.CutPrefix(raw, []byte{'-'})
	mantissa, exponent := string(unsigned), 0
	if i := bytes.IndexAny(unsigned, "eE"); i >= 0 {
		mantissa, exponent = string(unsigned[:i]), parseExponent(string(unsigned[i+1:]))
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	point := exponent + len(digits) - len(fraction)
	return number{negative: negative, digits: strings.TrimRight(digits, "0"), point: point}
}

// parseExponent reads an exponent; one too large for any type is cut to a size that still is.
func parseExponent(digits string) int {
	const enough = 1 << 30 // more than a body has digits
	exponent, err := strconv.Atoi(digits)
	if err != nil && digits[0] == '-' {
		return -enough
	}
	if err != nil {
		return enough
	}
	return max(-enough, min(exponent, enough))
}

// integral reports whether n has no fraction.
func (n number) integral() bool { return n.digits == "" || n.point >= len(n.digits) }

// integer returns n, which must be integral, and whether it fits into so many bits.
func (n number) integer(bits int) (int64, bool) {
	if n.digits == "" {
		return 0, true
	}
	if n.point > 19 { // more digits than 64 bits hold
		return 0, false
	}
	digits := n.digits + strings.Repeat("0", n.point-len(n.digits))
	if n.negative {
		digits = "-" + digits
	}
	i, err := strconv.ParseInt(digits, 10, bits)
	return i, err == nil
}

// parseInteger reads an integer, written in whichever way; broken is the rule that it breaks, or "".
func parseInteger(raw []byte, bits int) (value int64, broken string) {
	if i, err := strconv.ParseInt(string(raw), 10, bits); err == nil {
		return i, ""
	}
	n := parseNumber(raw)
	if !n.integral() {
		return 0, mustBe[integer]
	}
	i, ok := n.integer(bits)
	if !ok {
		return 0, tooManyBits(bits)
	}
	return i, ""
}

func tooManyBits(bits int) string {
	return "must be an integer of at most " + strconv.Itoa(bits) + " bits"
}

// parseFloat reads a number that a float of 32 bits can hold.
func parseFloat(raw string) (value float64, broken string) {
	f, err := strconv.ParseFloat(raw, 32)
	if err != nil {
		return 0, "must be a number that a float of 32 bits can hold"
	}
	return f, ""
}
