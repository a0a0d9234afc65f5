package model

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The constraints of members that requests of the test break.
var (
	aliasForm       = regexp.MustCompile(`^[0-9a-zA-Z]+(-*[0-9a-zA-Z])*$`)
	profileNameForm = regexp.MustCompile(`^[ a-zA-Z0-9_@-]+$`)
	permissionForm  = regexp.MustCompile(`^[A-Za-z0-9_. -]+$`)
	phoneForm       = regexp.MustCompile(`^\+[1-9][0-9]{1,14}$`)
	emailForm       = regexp.MustCompile(`^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$`)
	tagKeyForm      = regexp.MustCompile(`^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$`)
)

// length says whether a text has so many characters.
func length(s string, least, most int) bool {
	n := utf8.RuneCountInString(s)
	return least <= n && n <= most
}

func goodAlias(s string) bool {
	return length(s, 1, 45) && aliasForm.MatchString(s) && !strings.HasPrefix(s, "d-")
}

func goodPassword(s string) bool {
	has := func(class string) bool { return regexp.MustCompile(class).MatchString(s) }
	return length(s, 8, 64) && has(`[a-z]`) && has(`[A-Z]`) && has(`[0-9]`) && !has(`\s`)
}

func goodTags(tags map[string]string) bool {
	for key, value := range tags {
		if !length(key, 1, 128) || !tagKeyForm.MatchString(key) || strings.HasPrefix(key, "aws:") || !length(value, 0, 256) {
			return false
		}
	}
	return len(tags) <= 50
}

func composed(s string) bool { return norm.NFC.IsNormalString(s) }

// given says whether an optional member is there and is not the empty text.
func given(s *string) bool { return s != nil && *s != "" }
