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
//
// It takes literals as they come and returns to the last * when one does not fit. A * that crosses no colon may run out of room; then the
// last one that does is asked again.
func (p pattern) match(s, user string, fold bool) bool {
	var within, beyond retry
	for i, at := 0, 0; ; {
		if i == len(p) && at == len(s) {
			return true
		}
		if i < len(p) {
			switch kind := p[i].kind; kind {
			case anything:
				beyond, within = retry{true, i + 1, at}, retry{}
				i++
				continue
			case anyWithin:
				within = retry{true, i + 1, at}
				i++
				continue
			default:
				if size, ok := p[i].take(s[at:], user, fold); ok {
					i, at = i+1, at+size
					continue
				}
			}
		}
		switch {
		case within.widen(s, true):
			i, at = within.piece, within.at
		case beyond.widen(s, false):
			within = retry{}
			i, at = beyond.piece, beyond.at
		default:
			return false
		}
	}
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

// retry is a * that can match one more character: the piece after it, and where in the text that piece was tried.
type retry struct {
	possible  bool
	piece, at int
}

// widen lets the * match one more character, if there is one that it may.
func (r *retry) widen(s string, within bool) bool {
	if !r.possible || r.at == len(s) || within && s[r.at] == ':' {
		return false
	}
	_, size := utf8.DecodeRuneInString(s[r.at:])
	r.at += size
	return true
}
