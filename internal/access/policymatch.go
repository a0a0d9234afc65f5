package access

import (
	"strings"
	"unicode/utf8"
)

// matchAny says whether any of the patterns matches.
func matchAny(patterns []pattern, s, user string, fold bool) bool {
	for _, p := range patterns {
		if p.match(s, user, fold) {
			return true
		}
	}
	return false
}

// match says whether the whole of s matches, for the user with the name. With fold, ASCII letters match without case.
func (p pattern) match(s, user string, fold bool) bool {
	m := matcher{pattern: p, text: s, user: user, fold: fold}
	for {
		for m.forward() {
		}
		if m.done() {
			return true
		}
		if !m.back() {
			return false
		}
	}
}

// matcher takes the pieces of a pattern as they come, each * with as little as it can, and returns to the last * when one does not fit. A *
// that crosses no colon may run out of room; then the last one that does cross them is asked again.
type matcher struct {
	pattern
	text, user string
	fold       bool

	piece, at      int // the next piece, and where in the text
	within, beyond retry
}

// retry is a * that can match more: the piece after it, and where in the text that piece was tried. The zero one is none.
type retry struct{ piece, at int }

// forward takes the next piece, if it fits.
func (m *matcher) forward() bool {
	if m.piece == len(m.pattern) {
		return false
	}
	switch next := &m.pattern[m.piece]; next.kind {
	case anything:
		m.beyond, m.within = retry{m.piece + 1, m.at}, retry{}
	case anyWithin:
		m.within = retry{m.piece + 1, m.at}
	default:
		size, fits := next.take(m.text[m.at:], m.user, m.fold)
		if !fits {
			return false
		}
		m.at += size
	}
	m.piece++
	return true
}

// done says whether everything matches, at the end of the pattern. A last * matches what is left.
func (m *matcher) done() bool {
	return m.piece == len(m.pattern) && (m.at == len(m.text) || m.piece > 0 && m.piece == m.beyond.piece)
}

// back lets a * match more, if there is one that can.
func (m *matcher) back() bool {
	if m.widen(&m.within, true) {
		m.piece, m.at = m.within.piece, m.within.at
		return true
	}
	more := m.widen(&m.beyond, false)
	m.piece, m.at = m.beyond.piece, m.beyond.at
	return more
}

// widen lets a * match up to the next place where the piece after it may fit, if there is one within its reach.
func (m *matcher) widen(star *retry, within bool) bool {
	if star.piece == 0 || star.piece == len(m.pattern) || star.at == len(m.text) {
		return false
	}
	rest := m.text[star.at:]
	_, size := utf8.DecodeRuneInString(rest)
	if next := &m.pattern[star.piece]; next.kind == literal && !m.fold {
		ahead := strings.Index(rest[size:], next.text)
		if ahead < 0 {
			return false
		}
		size += ahead
	}
	if within && strings.IndexByte(rest[:size], ':') >= 0 {
		return false
	}
	star.at += size
	return true
}

// take says how much of the beginning of s a piece that is no * matches.
func (p *piece) take(s, user string, fold bool) (size int, ok bool) {
	text := p.text
	switch p.kind {
	case oneCharacter, oneWithin:
		_, size = utf8.DecodeRuneInString(s)
		return size, size > 0 && (p.kind == oneCharacter || s[0] != ':')
	case userName:
		text = user
	}
	if len(s) < len(text) {
		return 0, false
	}
	return len(text), s[:len(text)] == text || fold && strings.EqualFold(s[:len(text)], text)
}
