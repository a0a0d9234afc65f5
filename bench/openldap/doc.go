// Package openldap runs OpenLDAP's slapd on a company and asks it what Rollcall is asked, so that searches can be compared. It speaks as
// much LDAP (RFC 4511) as a search takes: requests are encoded once and answers are read to their end without decoding them, so that the
// client costs little. slapd runs on loopback with a configuration and a database of its own, as the user who runs the program.
package openldap
