package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestUpdateUserIdentityInfo(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"CONNECT_MANAGED":    updatesManagedIdentity,
		"SAML":               updatesSAMLIdentity,
		"EXISTING_DIRECTORY": updatesDirectoryIdentity,
		"any type refuses":   refusesIdentityUpdates,
	})
}

// identify changes a user's identity.
func (c *centre) identify(t *testing.T, id *string, info types.UserIdentityInfo) error {
	return errorOf(c.UpdateUserIdentityInfo(t.Context(), &connect.UpdateUserIdentityInfoInput{InstanceId: c.id, UserId: id, IdentityInfo: &info}))
}

// becomes changes an identity and expects what it is then.
func (c *centre) becomes(t *testing.T, id *string, info, want types.UserIdentityInfo) {
	t.Helper()
	ok(t, c.identify(t, id, info))
	same(t, "the identity", c.describe(t, id).IdentityInfo, &want)
}

// stays expects that a change of identity is refused and changes nothing.
func (c *centre) stays(t *testing.T, id *string, want refusal, info types.UserIdentityInfo) {
	t.Helper()
	before := c.describe(t, id)
	want(t, c.identify(t, id, info))
	same(t, "the user after a refusal", c.describe(t, id), before)
}

func updatesManagedIdentity(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeConnectManaged, "managed-updates")
	id := c.hire(t, "grace", func(in *connect.CreateUserInput) { in.Password, in.IdentityInfo = aws.String(password), identity() })
	first, last := aws.String("Ada"), aws.String("King")
	kept := *identity()
	kept.FirstName, kept.LastName = first, last
	c.becomes(t, id, types.UserIdentityInfo{FirstName: first, LastName: last}, kept)
	kept.Email, kept.SecondaryEmail, kept.Mobile = aws.String("ada@example.com"), nil, nil
	c.becomes(t, id, types.UserIdentityInfo{
		FirstName: first, LastName: last, Email: kept.Email, SecondaryEmail: aws.String(""), Mobile: aws.String(""),
	}, kept)
	c.stays(t, id, invalidRequest, types.UserIdentityInfo{LastName: last})
	c.stays(t, id, invalidRequest, types.UserIdentityInfo{FirstName: aws.String(""), LastName: last})
	c.stays(t, id, invalidParameter, types.UserIdentityInfo{FirstName: first, LastName: last, Mobile: aws.String("1")})
	c.stays(t, id, invalidParameter, types.UserIdentityInfo{FirstName: first, LastName: last, SecondaryEmail: aws.String("x@example.com\n")})
}

func updatesSAMLIdentity(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "saml-updates")
	id := c.hire(t, "ada")
	first, last, second := aws.String("Ada"), aws.String("King"), aws.String("king@example.org")
	c.becomes(t, id, types.UserIdentityInfo{FirstName: first, LastName: last, SecondaryEmail: second, Mobile: aws.String("+4912345")},
		types.UserIdentityInfo{FirstName: first, LastName: last, SecondaryEmail: second, Mobile: aws.String("+4912345")})
	c.becomes(t, id, types.UserIdentityInfo{FirstName: aws.String(""), LastName: aws.String(""), Mobile: aws.String("")},
		types.UserIdentityInfo{SecondaryEmail: second})
	c.stays(t, id, invalidRequest, types.UserIdentityInfo{FirstName: first, LastName: last, Email: aws.String("a@example.com")})
	c.stays(t, id, invalidRequest, types.UserIdentityInfo{FirstName: first})
}

func updatesDirectoryIdentity(t *testing.T, client *connect.Client) {
	in := newInstance(types.DirectoryTypeExistingDirectory, "directory-updates")
	in.DirectoryId = aws.String("d-3333333333")
	c := newCentreFrom(t, client, in)
	id := c.hire(t, "grace", func(in *connect.CreateUserInput) { in.IdentityInfo, in.DirectoryUserId = identity(), aws.String("S-1") })
	want := *identity()
	want.SecondaryEmail, want.Mobile = aws.String("new@example.org"), nil
	c.becomes(t, id, types.UserIdentityInfo{SecondaryEmail: want.SecondaryEmail, Mobile: aws.String("")}, want)
	// Tools send back what they read.
	c.becomes(t, id, want, want)
	c.stays(t, id, invalidRequest, types.UserIdentityInfo{FirstName: aws.String("Ada")})
	c.stays(t, id, invalidRequest, types.UserIdentityInfo{LastName: aws.String("")})
	c.stays(t, id, invalidRequest, types.UserIdentityInfo{Email: aws.String("other@example.com")})
}

func refusesIdentityUpdates(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "update-refusals")
	names := types.UserIdentityInfo{FirstName: aws.String("A"), LastName: aws.String("B")}
	notFound(t, c.identify(t, aws.String(nobody), names))
	notFound(t, c.identify(t, aws.String("no-uuid"), names))
	c.id = aws.String(nobody)
	notFound(t, c.identify(t, aws.String(nobody), names))
}
