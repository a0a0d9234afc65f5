package access

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// pattern is a text with wildcards and variables, compiled.
type pattern []piece

// piece is a part of a pattern.
type piece struct {
	kind pieceKind
	text string // of a literal
}

type pieceKind int

const (
	literal      pieceKind = iota
	userName               // ${aws:username}: the name of the caller's key
	oneCharacter           // ?
	oneWithin              // ? that is no colon
	anything               // *
	anyWithin              // * that crosses no colon
)

// syntax says what is special in a pattern.
type syntax struct {
	// variables are known since version 2012-10-17 of the policy language.
	variables bool
	wildcards bool
	// within keeps wildcards inside of a segment of an ARN. Only a * that ends its segment goes beyond.
	within bool
}

// compile appends the pieces of a text. Its errors complete a sentence that begins with the text.
func (p pattern) compile(text string, s syntax) (pattern, error) {
	for text != "" {
		var (
			next piece
			size = 1
			err  error
		)
		switch {
		case s.variables && strings.HasPrefix(text, "${"):
			next, size, err = variable(text)
		case s.wildcards && text[0] == '*':
			next = piece{kind: anything}
			if s.within && size < len(text) && text[size] != ':' {
				next.kind = anyWithin
			}
		case s.wildcards && text[0] == '?':
			next = piece{kind: oneCharacter}
			if s.within {
				next.kind = oneWithin
			}
		default:
			next = piece{text: text[:1]}
		}
		if err != nil {
			return nil, err
		}
		p, text = p.add(next), text[size:]
	}
	return p, nil
}

// add appends a piece and joins literals.
func (p pattern) add(next piece) pattern {
	if last := len(p) - 1; last >= 0 && next.kind == literal && p[last].kind == literal {
		p[last].text += next.text
		return p
	}
	return append(p, next)
}

// variable reads the variable that a text begins with, and its size in the text. ${*}, ${?} and ${$} are those characters themselves:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
func variable(text string) (piece, int, error) {
	name, _, closed := strings.Cut(text[len("${"):], "}")
	size := len("${") + len(name) + len("}")
	switch {
	case !closed:
		return piece{}, 0, errors.New("has a variable that does not end")
	case name == "*" || name == "?" || name == "$":
		return piece{text: name}, size, nil
	case strings.EqualFold(name, "aws:username"):
		return piece{kind: userName}, size, nil
	}
	return piece{}, 0, errors.New("has a variable other than ${aws:username}, ${*}, ${?} and ${$}")
}

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

// expand is the text of a pattern without wildcards, for the user with the name.
func (p pattern) expand(user string) string {
	if len(p) == 1 && p[0].kind == literal {
		return p[0].text
	}
	var b strings.Builder
	for i := range p {
		if p[i].kind == userName {
			b.WriteString(user)
		}
		b.WriteString(p[i].text)
	}
	return b.String()
}
