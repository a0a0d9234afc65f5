package openldap

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
)

const suffix = "o=bench"

// The attributes of a user beside those of inetOrgPerson.
const (
	AttributeID       = "benchID"
	AttributeTag      = "benchTag"  // key=value, for each tag
	AttributePath     = "benchPath" // the id of each group from the root down to the user's own
	attributeGroup    = "benchGroup"
	attributeRouting  = "benchRoutingProfile"
	attributeSecurity = "benchSecurityProfile"
	attributeDir      = "benchDirectoryID"
	attributePhone    = "benchPhone"
	attributeSkill    = "benchProficiency"
)

// shown are the attributes that SearchUsers shows of a user: neither groups above the user's own nor proficiencies.
var shown = []string{"uid", "givenName", "sn", AttributeID, AttributeTag, attributeGroup, attributeRouting, attributeSecurity, attributeDir, attributePhone}

// schema defines the attributes, below the number that OpenLDAP keeps for experiments. Ids, tags and proficiencies differ by case.
func schema() string {
	const arc = "1.3.6.1.4.1.4203.666.11.2255"
	text := ""
	own := append(append([]string(nil), shown[3:]...), AttributePath, attributeSkill)
	may := ""
	for i, name := range own {
		text += fmt.Sprintf("attributetype ( %s.1.%d NAME '%s' EQUALITY caseExactMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )\n", arc, i+1, name)
		may += " $ " + name
	}
	return text + fmt.Sprintf("objectclass ( %s.2.1 NAME 'benchUser' SUP top AUXILIARY MAY ( uid%s ) )\n", arc, may)
}

// configuration is a slapd.conf for reading: the indexes that the searches can use, no limits, no log, and as much room as it may want.
// It has two threads for each processor, which on two was faster than its default of 16 wherever it sent many users. Everything else is as
// it comes. With larger index slots (idlexp 18), among a million users a search for two tags was faster and all others were slower.
func configuration(i installation, dir string) string {
	text := ""
	for _, name := range []string{"core", "cosine", "inetorgperson"} {
		text += "include " + filepath.Join(i.schemas, name+".schema") + "\n"
	}
	text += schema()
	if i.modules != "" {
		text += "modulepath " + i.modules + "\nmoduleload back_mdb\n"
	}
	return text + `pidfile ` + filepath.Join(dir, "slapd.pid") + `
threads ` + strconv.Itoa(2*runtime.NumCPU()) + `
tool-threads ` + strconv.Itoa(max(2, runtime.NumCPU())) + `
loglevel 0
sizelimit unlimited
timelimit unlimited
database mdb
suffix "` + suffix + `"
directory ` + filepath.Join(dir, "data") + `
maxsize 34359738368
dbnosync
access to * by * read
index objectClass eq
index uid,sn,givenName eq,sub
index ` + AttributeTag + `,` + AttributePath + `,` + AttributeID + `,` + attributeRouting + `,` + attributeSecurity + `,` + attributeSkill + ` eq
`
}

// configure writes the configuration and makes the folder of the database.
func configure(i installation, dir string) (file string, err error) {
	file = filepath.Join(dir, "slapd.conf")
	return file, errors.Join(
		os.MkdirAll(filepath.Join(dir, "data"), 0o700),
		os.WriteFile(file, []byte(configuration(i, dir)), 0o600),
	)
}
