package access

import (
	"errors"
	"strings"
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
