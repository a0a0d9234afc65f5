package openldap

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"github.com/rollcall-dev/rollcall/bench/people"
)

// writeLDIF writes a company's people as slapadd reads them (RFC 2849).
func writeLDIF(out io.Writer, c *people.Company) error {
	w := bufio.NewWriterSize(out, 1<<20)
	fmt.Fprintf(w, "dn: %s\nobjectClass: organization\no: bench\n\n", suffix)
	for p := range c.People() {
		if err := writePerson(w, p); err != nil {
			return err
		}
	}
	return w.Flush()
}

// writePerson writes one entry. The first error of a bufio.Writer stays, so the last write tells.
func writePerson(w *bufio.Writer, p *people.Person) error {
	line := func(attribute, value string) { writeLine(w, attribute, value) }
	line("dn", "uid="+p.Username+","+suffix)
	line("objectClass", "inetOrgPerson")
	line("objectClass", "benchUser")
	line("uid", p.Username)
	line("cn", p.FirstName+" "+p.LastName)
	line("givenName", p.FirstName)
	line("sn", p.LastName)
	line(AttributeID, p.ID)
	line(attributeDir, p.DirectoryID)
	line(attributeRouting, p.RoutingProfile)
	line(attributeGroup, p.Group.ID)
	line(attributePhone, "SOFT_PHONE, auto accept, 30 seconds of after contact work")
	for _, id := range p.SecurityProfiles {
		line(attributeSecurity, id)
	}
	for _, id := range p.Group.Path {
		line(AttributePath, id)
	}
	for key, value := range p.Tags {
		line(AttributeTag, TagValue(key, value))
	}
	for _, s := range p.Proficiencies {
		line(attributeSkill, fmt.Sprintf("%s=%s=%d", s.Name, s.Value, s.Level))
	}
	_, err := w.WriteString("\n")
	return err
}

// TagValue is a tag as a value of AttributeTag.
func TagValue(key, value string) string { return key + "=" + value }

// writeLine writes an attribute; what is not ASCII in base64, as the format wants it.
func writeLine(w *bufio.Writer, attribute, value string) {
	if strings.ContainsFunc(value, func(r rune) bool { return r > 127 }) {
		fmt.Fprintf(w, "%s:: %s\n", attribute, base64.StdEncoding.EncodeToString([]byte(value)))
		return
	}
	fmt.Fprintf(w, "%s: %s\n", attribute, value)
}
