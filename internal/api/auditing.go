package api

import (
	"reflect"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// createdMembers are the members of an answer that tell the id or the ARN of what was created: every text whose name ends so. Answers that
// tell something else as well are no creation's.
func createdMembers(answer reflect.Type) (names []string) {
	if answer == nil {
		return nil
	}
	for _, f := range reflect.VisibleFields(answer) {
		name := strings.ToLower(f.Name)
		if f.Type != reflect.TypeFor[*string]() || !strings.HasSuffix(name, "id") && !strings.HasSuffix(name, "arn") {
			return nil
		}
		names = append(names, f.Name)
	}
	return names
}

// userMember is the member of a request's shape that names a user, nil when there is none.
func userMember(request reflect.Type) []int {
	if request.Kind() != reflect.Struct {
		return nil
	}
	f, ok := request.FieldByName("UserId")
	if !ok || f.Type != reflect.TypeFor[*string]() {
		return nil
	}
	return f.Index
}

// userOf is the id of the user whom a request names by id or ARN; empty when it names none.
func userOf(request any, member []int) string {
	if member == nil {
		return ""
	}
	given := value(reflect.ValueOf(request).Elem().FieldByIndex(member).Interface().(*string))
	if r, ok := access.ParseARN(given); ok && r.Type == access.TypeUser {
		return r.ID
	}
	return given
}
