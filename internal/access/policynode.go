package access

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// PolicyError says what is wrong with a policy document and where: the line and the column (in characters), both counted from one, and
// the JSON Pointer (RFC 6901) of the member. It never repeats a value of the document.
type PolicyError struct {
	Line, Column int
	Path         string
	Problem      string

	offset int // in bytes
}

func (e *PolicyError) Error() string {
	subject := e.Path
	if subject == "" {
		subject = "the policy"
	}
	return fmt.Sprintf("line %d, column %d: %s %s", e.Line, e.Column, subject, e.Problem)
}

// locate turns the offset into the line and the column.
func (e *PolicyError) locate(text []byte) {
	before := text[:min(max(e.offset, 0), len(text))]
	e.Line = bytes.Count(before, []byte("\n")) + 1
	e.Column = len(bytes.Runes(before[bytes.LastIndexByte(before, '\n')+1:])) + 1
}

// node is a JSON value of a policy document that knows where it stands.
type node struct {
	kind jsontext.Kind
	// text is a string's value or a number's digits.
	text string
	// name is that of the member whose value this is.
	name string
	// items are an array's elements or an object's members, in their order.
	items  []node
	path   jsontext.Pointer
	offset int // of the value or, for a member, of its name
}

// errorf says what is wrong with the value. The format completes a sentence that begins with its path.
func (n *node) errorf(format string, args ...any) error {
	return &PolicyError{Path: string(n.path), Problem: fmt.Sprintf(format, args...), offset: n.offset}
}

// member is the object's member with the name, or nil.
func (n *node) member(name string) *node {
	i := slices.IndexFunc(n.items, func(m node) bool { return m.name == name })
	if i < 0 {
		return nil
	}
	return &n.items[i]
}

// list is what stands in a place that takes one thing or a list of them.
func (n *node) list() ([]node, error) {
	if n.kind != '[' {
		return []node{*n}, nil
	}
	if len(n.items) == 0 {
		return nil, n.errorf("must not be empty")
	}
	return n.items, nil
}

// readDocument reads a text that is one JSON value. Its errors are PolicyErrors.
func readDocument(text []byte) (node, error) {
	r := nodeReader{text: text, decoder: jsontext.NewDecoder(bytes.NewReader(text))}
	root, err := r.value()
	if err != nil {
		return node{}, syntaxError(err, len(text))
	}
	end := r.next()
	if _, err := r.decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return node{}, &PolicyError{Problem: "must end with its first value", offset: end}
	}
	return root, nil
}

// nodeReader reads nodes. The decoder refuses what is no UTF-8, and members that come twice.
type nodeReader struct {
	text    []byte
	decoder *jsontext.Decoder
}

// value reads the next value, with all that is in it.
func (r *nodeReader) value() (node, error) {
	offset := r.next()
	token, err := r.decoder.ReadToken()
	if err != nil {
		return node{}, err
	}
	n := node{kind: token.Kind(), path: r.decoder.StackPointer(), offset: offset}
	switch n.kind {
	case '"', '0':
		n.text = token.String()
	case '{', '[':
		n.items, err = r.items(n.kind)
	}
	return n, err
}

// items reads what is in an array or an object, and its end.
func (r *nodeReader) items(kind jsontext.Kind) (items []node, err error) {
	for {
		switch r.decoder.PeekKind() {
		case '}', ']':
			_, err = r.decoder.ReadToken()
			return items, err
		}
		offset, name := r.next(), ""
		if kind == '{' {
			token, err := r.decoder.ReadToken()
			if err != nil {
				return nil, err
			}
			name = token.String()
		}
		item, err := r.value()
		if err != nil {
			return nil, err
		}
		item.name, item.offset = name, offset
		items = append(items, item)
	}
}

// next is where the next token begins: after what may stand between two tokens.
func (r *nodeReader) next() int {
	at := int(r.decoder.InputOffset())
	return at + len(r.text[at:]) - len(bytes.TrimLeft(r.text[at:], " \t\r\n,:"))
}

// syntaxError says in the words of this package what the decoder refused.
func syntaxError(err error, size int) error {
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntactic) && errors.Is(err, jsontext.ErrDuplicateName):
		return &PolicyError{Path: string(syntactic.JSONPointer), Problem: "is there twice", offset: int(syntactic.ByteOffset)}
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return &PolicyError{Problem: "ends too early", offset: size}
	case syntactic != nil:
		return &PolicyError{Path: string(syntactic.JSONPointer), Problem: "is no JSON: " + syntactic.Err.Error(), offset: int(syntactic.ByteOffset)}
	}
	return err
}
