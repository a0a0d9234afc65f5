package hours

import (
	"regexp"
	"time"
	_ "time/tzdata" // The machine may have no time zones, or old ones.
)

// zoneName is the form of all names in the IANA database. What else lies beside it in a system's folder, such as localtime or posix/UTC,
// does not have it.
var zoneName = regexp.MustCompile(`^[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)*$`)

// ZoneExists says whether the name is one of the IANA time zone database, its old names (backward links) included.
func ZoneExists(name string) bool {
	if name == "Local" || !zoneName.MatchString(name) {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}
