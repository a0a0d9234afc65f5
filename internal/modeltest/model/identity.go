package model

import (
	"regexp"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// identity is who a user is; empty texts are not set.
type identity struct{ first, last, email, secondary, mobile string }

func (d identity) shown() *types.UserIdentityInfo {
	return &types.UserIdentityInfo{
		FirstName: text(d.first), LastName: text(d.last), Email: text(d.email), SecondaryEmail: text(d.secondary), Mobile: text(d.mobile),
	}
}

func identityShape(in *types.UserIdentityInfo) Refusal {
	if in == nil {
		return nil
	}
	first, last, second, mobile := value(in.FirstName), value(in.LastName), value(in.SecondaryEmail), value(in.Mobile)
	return breaks(
		rule{!length(first, 0, 255) || !composed(first), InvalidParameter},
		rule{!length(last, 0, 300) || !composed(last), InvalidParameter},
		rule{!length(value(in.Email), 0, 265), InvalidParameter},
		rule{second != "" && !emailForm.MatchString(second), InvalidParameter},
		rule{mobile != "" && !phoneForm.MatchString(mobile), InvalidParameter},
	)
}

// newIdentity is the identity of a new user, by the rules of the instance's identity type.
func (i *Instance) newIdentity(in *types.UserIdentityInfo) (identity, Refusal) {
	in = ptr(value(in))
	d := identity{value(in.FirstName), value(in.LastName), value(in.Email), value(in.SecondaryEmail), value(in.Mobile)}
	return d, i.badNames(in)
}

// badNames are the refusals of names and addresses that an identity type needs or forbids.
func (i *Instance) badNames(in *types.UserIdentityInfo) Refusal {
	managed, saml := i.Type == types.DirectoryTypeConnectManaged, i.Type == types.DirectoryTypeSaml
	return breaks(
		rule{managed && (!given(in.FirstName) || !given(in.LastName)), InvalidRequest},
		rule{saml && (in.FirstName == nil || in.LastName == nil), InvalidRequest},
		rule{saml && given(in.Email), InvalidRequest},
	)
}

// changedIdentity is an identity after an update: what is left out stays, and empty texts clear where they may.
func (i *Instance) changedIdentity(d identity, in *types.UserIdentityInfo) (identity, Refusal) {
	differs := func(given *string, stored string) bool { return given != nil && *given != stored }
	if i.Type == types.DirectoryTypeExistingDirectory {
		if differs(in.FirstName, d.first) || differs(in.LastName, d.last) || differs(in.Email, d.email) {
			return d, because(InvalidRequest)
		}
	} else {
		d.first, d.last = value(in.FirstName), value(in.LastName)
	}
	for part, given := range map[*string]*string{&d.email: in.Email, &d.secondary: in.SecondaryEmail, &d.mobile: in.Mobile} {
		if given != nil {
			*part = *given
		}
	}
	return d, i.badNames(in)
}

var (
	usernameForm = regexp.MustCompile(`^[a-zA-Z0-9_.@-]{1,64}$`)
	addressForm  = regexp.MustCompile(`^[^@]+@[^@]+\.[^@]+$`)
)

func badUsername(i *Instance, name string) Refusal {
	free := i.Type == types.DirectoryTypeExistingDirectory
	return breaks(
		rule{name == "Administrator", InvalidRequest},
		rule{!free && !usernameForm.MatchString(name), InvalidParameter},
		rule{!free && regexp.MustCompile("@").MatchString(name) && !addressForm.MatchString(name), InvalidParameter},
	)
}

// badCredentials are the refusals of a password and of a directory's id.
func badCredentials(i *Instance, in *sdk.CreateUserInput) Refusal {
	managed := i.Type == types.DirectoryTypeConnectManaged
	return breaks(
		rule{managed == (in.Password == nil), InvalidRequest},
		rule{i.Type == types.DirectoryTypeSaml && in.DirectoryUserId != nil, InvalidRequest},
		rule{i.Type == types.DirectoryTypeExistingDirectory && in.DirectoryUserId == nil, InvalidRequest},
	)
}

// tooManyRestrictions refuses more profiles with restrictions than a user can have.
func tooManyRestrictions(profiles []*SecurityProfile) Refusal {
	tags, hierarchy := 0, 0
	for _, p := range profiles {
		if len(p.allowedTags) > 0 {
			tags++
		}
		if len(p.hierarchyRestricted) > 0 {
			hierarchy++
		}
	}
	return breaks(rule{tags > 3 || hierarchy > 2, InvalidRequest})
}
