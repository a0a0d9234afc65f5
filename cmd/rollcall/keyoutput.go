package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

// keyOutput is an access key as the commands print it.
type keyOutput struct {
	ID      string `json:"accessKeyId"`
	Secret  string `json:"secretAccessKey,omitempty"` // of a key just made
	Name    string `json:"name"`
	Account string `json:"account"`
	Admin   bool   `json:"admin"`
	// Policy is null for an administrator, and for a key that may do nothing.
	Policy  json.RawMessage `json:"policy"`
	Created time.Time       `json:"created"`
	Revoked *time.Time      `json:"revoked"` // null while the key is good
}

func shownKey(k credential.AccessKey) keyOutput {
	shown := keyOutput{ID: k.ID, Name: k.Name, Account: k.Account, Admin: k.Admin, Created: k.Created, Revoked: k.Revoked}
	if k.Policy != "" {
		shown.Policy = json.RawMessage(k.Policy)
	}
	return shown
}

// rights says in a word what lets the key do anything.
func (k keyOutput) rights() string {
	switch {
	case k.Admin:
		return "admin"
	case k.Policy != nil:
		return "policy"
	}
	return "none"
}

// printNewKey prints a key with its secret, this once, as a line that a shell can run.
func (f keyFlags) printNewKey(w io.Writer, key credential.AccessKey, secret credential.Secret) error {
	if f.JSON {
		shown := shownKey(key)
		shown.Secret = secret.Reveal()
		return printJSON(w, shown)
	}
	_, err := fmt.Fprintf(w, "export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s\n", key.ID, shellQuote(secret.Reveal()))
	return err
}

func (f keyFlags) printKeys(w io.Writer, keys []credential.AccessKey) error {
	shown := make([]keyOutput, len(keys))
	for i, k := range keys {
		shown[i] = shownKey(k)
	}
	if f.JSON {
		return printJSON(w, shown)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tNAME\tACCOUNT\tRIGHTS\tCREATED\tREVOKED")
	for _, k := range shown {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", k.ID, k.Name, k.Account, k.rights(), k.Created.Format(time.RFC3339), k.revoked())
	}
	return table.Flush()
}

func (k keyOutput) revoked() string {
	if k.Revoked == nil {
		return "-"
	}
	return k.Revoked.Format(time.RFC3339)
}

func (f keyFlags) printRevoked(w io.Writer, key credential.AccessKey) error {
	shown := shownKey(key)
	if f.JSON {
		return printJSON(w, shown)
	}
	_, err := fmt.Fprintf(w, "%s (%s) is revoked since %s\n", shown.ID, shown.Name, shown.revoked())
	return err
}

func (f keyFlags) printPolicySet(w io.Writer, key credential.AccessKey) error {
	shown := shownKey(key)
	if f.JSON {
		return printJSON(w, shown)
	}
	_, err := fmt.Fprintf(w, "%s (%s) has the policy\n", shown.ID, shown.Name)
	return err
}
