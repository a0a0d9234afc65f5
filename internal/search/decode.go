package search

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Decode reads a document from the JSON that it was stored as. It is for going through very many: the memory of what was in the document is used
// again, and its new texts are parts of the given one. The plain form is read directly; what looks otherwise goes the long way. It is no judge
// of JSON that is not a stored document's.
func (d *Document) Decode(text string) error {
	*d = Document{
		SecurityProfileIDs: d.SecurityProfileIDs[:0], HierarchyPath: d.HierarchyPath[:0], Proficiencies: d.Proficiencies[:0], Tags: d.Tags,
	}
	clear(d.Tags)
	s := scanner{rest: text}
	if s.document(d); s.failed || s.rest != "" {
		*d = Document{}
		return json.Unmarshal([]byte(text), d)
	}
	return nil
}

// scanner reads JSON without blanks and escapes. It gives up where it meets any, or a member that it does not know.
type scanner struct {
	rest   string
	failed bool
}

// take reads one expected byte, if it is there.
func (s *scanner) take(c byte) bool {
	if s.rest == "" || s.rest[0] != c {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

func (s *scanner) need(c byte) {
	if !s.take(c) {
		s.fail()
	}
}

func (s *scanner) fail() { s.failed, s.rest = true, "" }

// text reads a string without escapes.
func (s *scanner) text() string {
	s.need('"')
	end := strings.IndexByte(s.rest, '"')
	if end < 0 || strings.IndexByte(s.rest[:end], '\\') >= 0 {
		s.fail()
		return ""
	}
	text := s.rest[:end]
	s.rest = s.rest[end+1:]
	return text
}

// number reads a small whole number.
func (s *scanner) number() int {
	end := strings.IndexAny(s.rest, ",}")
	if end < 0 {
		s.fail()
		return 0
	}
	n, err := strconv.Atoi(s.rest[:end])
	if err != nil {
		s.fail()
		return 0
	}
	s.rest = s.rest[end:]
	return n
}

// members calls read for each member of an object, with its name; read reads the value.
func (s *scanner) members(read func(name string)) {
	s.need('{')
	for !s.failed && !s.take('}') {
		name := s.text()
		s.need(':')
		read(name)
		if !s.take(',') && !strings.HasPrefix(s.rest, "}") {
			s.fail()
		}
	}
}

// elements calls read for each element of a list, which reads it.
func (s *scanner) elements(read func()) {
	s.need('[')
	for !s.failed && !s.take(']') {
		read()
		if !s.take(',') && !strings.HasPrefix(s.rest, "]") {
			s.fail()
		}
	}
}

func (s *scanner) document(d *Document) {
	s.members(func(name string) {
		switch name {
		case "id":
			d.ID = s.text()
		case "n":
			d.Name = s.text()
		case "f":
			d.FirstName = s.text()
		case "l":
			d.LastName = s.text()
		case "r":
			d.RoutingProfileID = s.text()
		case "s":
			s.elements(func() { d.SecurityProfileIDs = append(d.SecurityProfileIDs, s.text()) })
		case "h":
			s.elements(func() { d.HierarchyPath = append(d.HierarchyPath, s.text()) })
		case "t":
			s.tags(d)
		case "p":
			s.elements(func() { d.Proficiencies = append(d.Proficiencies, s.proficiency()) })
		default: // Attributes, and what a later version may add
			s.fail()
		}
	})
}

func (s *scanner) tags(d *Document) {
	if d.Tags == nil {
		d.Tags = make(map[string]string)
	}
	s.members(func(key string) { d.Tags[key] = s.text() })
}

func (s *scanner) proficiency() (p Proficiency) {
	s.members(func(name string) {
		switch name {
		case "n":
			p.Name = s.text()
		case "v":
			p.Value = s.text()
		case "l":
			p.Level = s.number()
		default:
			s.fail()
		}
	})
	return p
}
