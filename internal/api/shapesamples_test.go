package api_test

import (
	"fmt"
	"regexp"
	"strings"
)

// sample holds texts for a pattern or a check.
type sample struct {
	good, bad []string
	// sized makes a good text of so many characters; nil when the rule leaves no choice of length, so that no bound can be met exactly.
	sized func(n int) string
	// wide is a character of several bytes that may stand anywhere; lengths count it once.
	wide string
}

// of repeats a character.
func of(c string) func(int) string { return func(n int) string { return strings.Repeat(c, n) } }

const uuid = "01234567-89ab-4cde-8f01-23456789abcd"

// samples has texts for each pattern and each check of the contract; that for "" is for texts that any character suits.
var samples = map[string]sample{
	"":                     {sized: of("a"), wide: "\U0001F600"},
	"nfc":                  {sized: of("a"), wide: "\U0001F600", good: []string{"José"}, bad: []string{"Zqxe\u0301"}},
	"tagKey":               {sized: of("k"), good: []string{"team:a/b=c+d-e@f.g_h i", "Ключ"}, bad: []string{"aws:zqx", "zqx#key", "zqx\tkey"}},
	"directoryAlias":       {sized: of("a"), good: []string{"A1--b", "7"}, bad: []string{"d-zqx", "-zqx", "zqx-", "zqx_alias", "zqxé"}},
	"primaryAttributeName": {sized: of("é"), good: []string{"English: level"}, bad: []string{"aws:zqx", "connect:zqx", "zqx\U0001F600"}},
	"secondaryEmail": {
		sized: func(n int) string { return strings.Repeat("a", max(n-12, 0)) + "@example.com" },
		good:  []string{"", "ann+x@mail.example.co"}, bad: []string{"zqx", "zqx@host", "zqx@@example.com", "zqx @example.com", "@example.com"},
	},
	"password": {
		good: []string{"Abcdefg1", "Aa1" + strings.Repeat("ü", 61), "Aa1\"\\ñ#x"},
		bad:  []string{"", "Abcdef1", "Aa1" + strings.Repeat("z", 62), "abcdefg1", "ABCDEFG1", "Abcdefgh", "Abcd efg1"},
	},
	`^(?:\P{Cc}*)$`:                                         {sized: of("é"), bad: []string{"zqx\a", "zqx\r\nBcc: zqx"}},
	`^(?:[ a-zA-Z0-9_@-]+)$`:                                {sized: of("a"), good: []string{" _@-9Z"}, bad: []string{"zqx#", "zqxé"}},
	`^(?:[A-Za-z0-9_. -]*)$`:                                {sized: of("a"), good: []string{"Users.View_x -1"}, bad: []string{"zqx!", "zqxé"}},
	`^(?:[A-Za-z0-9:./]*)$`:                                 {sized: of("a"), good: []string{"10.0.0.0/8", "2001:db8::/32"}, bad: []string{"zqx 1", "zqx-1"}},
	`^(?:[\P{C}\r\n\t]*)$`:                                  {good: []string{"a", "é", "a\r\n\tb"}, bad: []string{"zqx\a", "zqx\u200b"}},
	`^(?:\d{4}-\d{2}-\d{2})$`:                               {good: []string{"2026-01-31"}, bad: []string{"", "2026-1-31", "31.01.2026", "2026-01-31T", "٢٠٢٦-٠١-٣١"}},
	`^(?:d-[0-9a-f]{10})$`:                                  {good: []string{"d-0123456789"}, bad: []string{"d-012345678z", "x-0123456789", "d-012345678A"}},
	`^(?:\+[1-9]\d{1,14})$`:                                 {good: []string{"+12", "+123456789012345"}, bad: []string{"", "+1", "+0123", "+1234567890123456", "491234", "+49 1234"}},
	`^(?:(?:\+[1-9]\d{1,14})?)$`:                            {good: []string{"", "+12", "+123456789012345"}, bad: []string{"+1", "+0123", "+1234567890123456", "491234", "+49 1234"}},
	`^(?:[\x{09}\x{0A}\x{0D}\x{20}-\x{7E}\x{A1}-\x{FF}]+)$`: {sized: of("a"), good: []string{"é\t\n\r"}, bad: []string{"", "zqx\U0001F600", "zqx\a"}},
	`^(?:(arn:(aws|aws-us-gov):connect:[a-z]{2}-[a-z]+-[0-9]{1}:[0-9]{1,20}:instance/)?[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})$`: {
		good: []string{uuid, "arn:aws:connect:us-west-2:111122223333:instance/" + uuid},
		bad:  []string{"zqx", strings.ToUpper(uuid), "arn:aws:connect:us-west-2:111122223333:queue/" + uuid},
	},
}

// sampleFor finds the samples of a place's pattern or check and holds them against the pattern itself.
func (m *maker) sampleFor(p place) sample {
	rule := p.tag.Get("pattern") + p.tag.Get("call")
	s, ok := samples[rule]
	if !ok {
		m.fail("there are no samples for the rule %q of %s", rule, p.name)
		return samples[""]
	}
	pattern, err := regexp.Compile(p.tag.Get("pattern"))
	if err != nil || !p.limited("pattern") {
		return s
	}
	for _, text := range append(s.sizes(p), s.good...) {
		if !pattern.MatchString(text) {
			m.fail("the sample %q does not match %s", text, rule)
		}
	}
	for _, text := range s.bad {
		if pattern.MatchString(text) {
			m.fail("the sample %q matches %s", text, rule)
		}
	}
	return s
}

// sizes are good texts at both bounds of the length.
func (s sample) sizes(p place) []string {
	var texts []string
	for _, key := range []string{"min", "max"} {
		if s.sized != nil && p.limited(key) {
			texts = append(texts, s.sized(int(p.bound(key, 0))))
		}
	}
	return texts
}

func (m *maker) goodText(p place) string {
	if choices := p.choices(); choices != nil {
		return choices[0]
	}
	s := m.sampleFor(p)
	if s.sized != nil {
		return s.sized(max(int(p.bound("min", 1)), 1))
	}
	return s.good[0]
}

// text tries the lengths, the pattern, the check and the choices of a text.
func (m *maker) text(p place) []variant {
	if choices := p.choices(); choices != nil {
		return enumeration(choices)
	}
	s := m.sampleFor(p)
	var variants []variant
	for i, text := range s.good {
		variants = append(variants, accept(fmt.Sprintf("has form %d", i), text))
	}
	for i, text := range s.bad {
		variants = append(variants, refuse(fmt.Sprintf("has wrong form %d", i), text))
	}
	return append(variants, s.lengths(p)...)
}

// lengths tries both bounds of the length, and one character beyond each.
func (s sample) lengths(p place) []variant {
	sized := s.sized
	if sized == nil {
		sized = of("a") // of wrong length, and of wrong form too
	}
	var variants []variant
	for _, b := range []struct {
		key, kept, broken string
		beyond            int
	}{{"min", "has the least length", "is too short", -1}, {"max", "has the greatest length", "is too long", 1}} {
		if !p.limited(b.key) {
			continue
		}
		n := int(p.bound(b.key, 0))
		variants = append(variants, refuse(b.broken, sized(n+b.beyond)))
		if s.sized != nil {
			variants = append(variants, accept(b.kept, sized(n)))
		}
		if s.wide != "" {
			variants = append(variants, accept(b.kept+" in characters of four bytes", strings.Repeat(s.wide, n)))
		}
	}
	return variants
}

// enumeration tries every choice, and what is none.
func enumeration(choices []string) []variant {
	variants := []variant{refuse("is no choice", "ZQX_UNKNOWN"), refuse("is empty", ""), refuse("is in lower case", strings.ToLower(choices[0]))}
	for _, choice := range choices {
		variants = append(variants, accept("is "+choice, choice))
	}
	return variants
}
