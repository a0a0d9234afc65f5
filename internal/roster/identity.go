package roster

import "unicode/utf8"

// IdentityChange is identity information as a request gives it; nil where it is absent.
type IdentityChange struct {
	FirstName, LastName, Email, SecondaryEmail, Mobile *string
}

// need says whether something has to be given, may be, or must not be.
type need int

const (
	optional need = iota
	// given wants the member, which may be empty.
	given
	// filled wants the member, and something in it.
	filled
	forbidden
)

// identityRules are what the identity types ask of new users and of changes.
type identityRules struct {
	password, directoryUserID, names, email need
	// maxFirstName and maxLastName are in characters; 0 leaves it to the shape.
	maxFirstName, maxLastName int
	// fixed says that names and primary address belong to the directory, once the user exists.
	fixed bool
}

var identityRulesOf = map[IdentityType]identityRules{
	ConnectManaged:    {password: filled, directoryUserID: optional, names: filled, maxFirstName: 255, maxLastName: 256},
	SAML:              {password: forbidden, directoryUserID: forbidden, names: given, email: forbidden},
	ExistingDirectory: {password: forbidden, directoryUserID: filled, fixed: true},
}

// check applies the need to a member. An empty member is no harm where none is wanted.
func (n need) check(t IdentityType, member string, value *string) error {
	empty := value == nil || *value == ""
	switch {
	case n == forbidden && !empty:
		return Errorf(InvalidRequest, "%s is not allowed for %s", member, t)
	case n == filled && empty, n == given && value == nil:
		return Errorf(InvalidRequest, "%s is required for %s", member, t)
	}
	return nil
}

// checkCredentials checks what a new user signs in with and is recognised by.
func checkCredentials(t IdentityType, password, directoryUserID string) error {
	rules := identityRulesOf[t]
	if err := rules.password.check(t, "Password", &password); err != nil {
		return err
	}
	return rules.directoryUserID.check(t, "DirectoryUserId", &directoryUserID)
}

// newIdentity is the identity of a new user.
func newIdentity(t IdentityType, in IdentityChange) (Identity, error) {
	if err := checkIdentity(t, in); err != nil {
		return Identity{}, err
	}
	return Identity{}.with(in), nil
}

// changedIdentity is an identity after a change. What the change leaves out is kept; a secondary address and a mobile number can be
// removed, but not the primary address: without it nobody gets into a forgotten account.
func changedIdentity(t IdentityType, old Identity, in IdentityChange) (Identity, error) {
	if err := checkIdentity(t, in); err != nil {
		return Identity{}, err
	}
	changed := old.with(in)
	names := changed.FirstName != old.FirstName || changed.LastName != old.LastName
	if identityRulesOf[t].fixed && (names || changed.Email != old.Email) {
		return Identity{}, Errorf(InvalidRequest, "FirstName, LastName and Email come from the directory and cannot be changed")
	}
	if changed.Email == "" && old.Email != "" {
		return Identity{}, Errorf(InvalidRequest, "Email can be replaced but not removed")
	}
	return changed, nil
}

// checkIdentity checks what the type asks of every request that gives an identity.
func checkIdentity(t IdentityType, in IdentityChange) error {
	rules := identityRulesOf[t]
	for _, m := range []struct {
		name  string
		value *string
		need  need
		max   int
	}{
		{"IdentityInfo.FirstName", in.FirstName, rules.names, rules.maxFirstName},
		{"IdentityInfo.LastName", in.LastName, rules.names, rules.maxLastName},
		{"IdentityInfo.Email", in.Email, rules.email, 0},
	} {
		if err := m.need.check(t, m.name, m.value); err != nil {
			return err
		}
		if m.max > 0 && m.value != nil && utf8.RuneCountInString(*m.value) > m.max {
			return Errorf(InvalidRequest, "%s must have at most %d characters for %s", m.name, m.max, t)
		}
	}
	return nil
}

// redirects says whether the change gives another address or number: whatever lets somebody back into a forgotten account goes there.
func (in *IdentityChange) redirects(old *Identity) bool {
	changed := old.with(*in)
	return changed.Email != old.Email || changed.SecondaryEmail != old.SecondaryEmail || changed.Mobile != old.Mobile
}

// with is the identity with the members that a change gives.
func (i Identity) with(in IdentityChange) Identity {
	for _, m := range []struct{ to, from *string }{
		{&i.FirstName, in.FirstName}, {&i.LastName, in.LastName}, {&i.Email, in.Email}, {&i.SecondaryEmail, in.SecondaryEmail}, {&i.Mobile, in.Mobile},
	} {
		if m.from != nil {
			*m.to = *m.from
		}
	}
	return i
}
