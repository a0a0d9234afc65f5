package main

import (
	"fmt"
	"slices"
	"strings"
)

// role says in words what a structure is for.
func (w *writer) role(name string, s *shape) string {
	if role := w.roles[name]; role != "" {
		return role
	}
	if s.Exception {
		return fmt.Sprintf("the body of an error with status %d", s.Error.HTTPStatusCode)
	}
	kind := "a part of "
	if s.Union {
		kind = "a union, of which one member is set, in "
	}
	users := slices.DeleteFunc(slices.Clone(w.users[name]), func(u string) bool { return u == name })
	if len(users) > 3 {
		users = append(users[:3:3], "others")
	}
	return kind + enumerate(users)
}

// bounds says in words how long, how many or how much, or nothing.
func bounds(s *shape, r rule) string {
	switch s.Type {
	case "integer", "long", "float":
		return phrase("is", r.Min, r.Max, r.Unit)
	case "list":
		return phrase("has", r.Min, r.Max, "element")
	case "map":
		return phrase("has", r.Min, r.Max, "entry")
	}
	return phrase("has", r.Min, r.Max, "character")
}

// phrase words a range of a value (is) or of a size (has), where a size is never below zero.
func phrase(verb, lowest, highest, unit string) string {
	if verb == "has" && lowest == "0" {
		lowest = ""
	}
	last := highest
	var size string
	switch {
	case lowest == "" && highest == "":
		return ""
	case verb == "has" && lowest == "1" && highest == "":
		return "is not empty"
	case lowest == "":
		size = "at most " + highest
	case highest == "":
		size, last = "at least "+lowest, lowest
	case lowest == highest:
		size = "exactly " + highest
	default:
		size = lowest + " to " + highest
	}
	if unit != "" && verb == "has" {
		unit = plural(unit, last)
	}
	return strings.TrimSpace(verb + " " + size + " " + unit)
}

func plural(unit, count string) string {
	switch {
	case count == "1":
		return unit
	case unit == "entry":
		return "entries"
	}
	return unit + "s"
}

// enumerate joins words as "a, b and c".
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
