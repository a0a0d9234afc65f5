package openldap

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
)

// ErrMissing says that OpenLDAP's server is not installed here. On Debian it is the package slapd.
var ErrMissing = errors.New("OpenLDAP's slapd is not installed")

// installation is where OpenLDAP lies. modules is empty when the mdb backend is built in.
type installation struct{ slapd, slapadd, modules, schemas string }

// find looks where distributions put OpenLDAP.
func find() (installation, error) {
	i := installation{
		slapd:   program("slapd"),
		slapadd: program("slapadd"),
		modules: folderWith("back_mdb.so", "/usr/lib/ldap", "/usr/lib/openldap", "/usr/lib64/openldap", "/usr/local/libexec/openldap"),
		schemas: folderWith("inetorgperson.schema", "/etc/ldap/schema", "/etc/openldap/schema", "/usr/local/etc/openldap/schema"),
	}
	if i.slapd == "" || i.slapadd == "" || i.schemas == "" {
		return i, ErrMissing
	}
	return i, nil
}

// program finds a server's program, which the path of ordinary users often leaves out; "" when there is none.
func program(name string) string {
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	if folder := folderWith(name, "/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/usr/local/libexec"); folder != "" {
		return filepath.Join(folder, name)
	}
	return ""
}

func folderWith(name string, folders ...string) string {
	for _, folder := range folders {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			return folder
		}
	}
	return ""
}
