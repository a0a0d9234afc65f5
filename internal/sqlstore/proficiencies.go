package sqlstore

import "github.com/rollcall-dev/rollcall/internal/search"

// PredefinedAttributeLike finds a predefined attribute by its folded name; see roster.Reader.
func (r reader) PredefinedAttributeLike(name string) (string, error) {
	return r.text("select name from predefined_attributes"+inInstance+" and name_folded = $2", r.instance, search.Fold(name))
}

// UserWithProficiency finds a user by what it is proficient in; see roster.UserReader.
func (r reader) UserWithProficiency(attribute, value string) (string, error) {
	with := func(more string) string {
		return "select id from users where seq = (select user_seq from user_proficiencies" + inInstance + " and attribute_id = $2" + more + " limit 1)"
	}
	if value == "" {
		return r.text(with(""), r.instance, attribute)
	}
	return r.text(with(" and value = $3"), r.instance, attribute, value)
}
