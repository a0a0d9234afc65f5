package e2e

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestIdentity(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"CONNECT_MANAGED keeps what it is given":    createsManagedUser,
		"CONNECT_MANAGED refuses":                   refusesManagedUsers,
		"SAML keeps what it is given":               createsSAMLUser,
		"SAML refuses":                              refusesSAMLUsers,
		"EXISTING_DIRECTORY keeps what it is given": createsDirectoryUser,
		"EXISTING_DIRECTORY refuses":                refusesDirectoryUsers,
		"user names":                                refusesUsernames,
	})
}

// identity is everything that can be said of a person.
func identity() *types.UserIdentityInfo {
	return &types.UserIdentityInfo{
		FirstName: aws.String("Grace"), LastName: aws.String("Hopper"), Email: aws.String("grace@example.com"),
		SecondaryEmail: aws.String("hopper@example.org"), Mobile: aws.String("+14155550100"),
	}
}

// refuseUser is a call that creates a user which only a change makes wrong.
func (c *centre) refuseUser(t *testing.T, name string, want refusal, change func(*connect.CreateUserInput)) call {
	return call{name, func() error {
		in := c.user("refused")
		switch must(c.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: c.id}))(t).Instance.IdentityManagementType {
		case types.DirectoryTypeConnectManaged:
			in.Password = aws.String(password)
		case types.DirectoryTypeExistingDirectory:
			in.DirectoryUserId = aws.String("S-1-5-21")
		}
		change(in)
		return errorOf(c.CreateUser(t.Context(), in))
	}, want}
}

func createsManagedUser(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeConnectManaged, "managed")
	id := c.hire(t, "grace", func(in *connect.CreateUserInput) {
		in.Password, in.IdentityInfo, in.DirectoryUserId = aws.String(password), identity(), aws.String("ignored")
	})
	got := c.describe(t, id)
	same(t, "the identity", got.IdentityInfo, identity())
	if directory := aws.ToString(got.DirectoryUserId); len(directory) != 36 || directory == *id {
		t.Errorf("the directory's id is %q, want a UUID that is not the user's", directory)
	}
	bare := c.describe(t, c.hire(t, "ada", func(in *connect.CreateUserInput) { in.Password = aws.String(password) }))
	same(t, "an identity of names alone", bare.IdentityInfo, &types.UserIdentityInfo{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace")})
}

func refusesManagedUsers(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeConnectManaged, "managed-not")
	with := func(name string, want refusal, change func(*connect.CreateUserInput)) call {
		return c.refuseUser(t, name, want, change)
	}
	withPassword := func(name, text string) call {
		return with("a password "+name, invalidParameter, func(in *connect.CreateUserInput) { in.Password = &text })
	}
	refusals(t, []call{
		with("no password", invalidRequest, func(in *connect.CreateUserInput) { in.Password = nil }),
		withPassword("of 7 characters", "Abcdef1"),
		withPassword("of 65 characters", "A1"+strings.Repeat("a", 63)),
		withPassword("without a digit", "Abcdefgh"),
		withPassword("without a capital", "abcdefg1"),
		withPassword("without a small letter", "ABCDEFG1"),
		withPassword("with a blank", "Abcdefg 1"),
		with("no identity", invalidRequest, func(in *connect.CreateUserInput) { in.IdentityInfo = nil }),
		with("no first name", invalidRequest, func(in *connect.CreateUserInput) { in.IdentityInfo.FirstName = nil }),
		with("an empty last name", invalidRequest, func(in *connect.CreateUserInput) { in.IdentityInfo.LastName = aws.String("") }),
		with("a first name of 256 characters", invalidParameter, func(in *connect.CreateUserInput) { in.IdentityInfo.FirstName = aws.String(strings.Repeat("é", 256)) }),
		with("a last name of 257 characters", invalidRequest, func(in *connect.CreateUserInput) { in.IdentityInfo.LastName = aws.String(strings.Repeat("é", 257)) }),
		with("a name that is not composed", invalidParameter, func(in *connect.CreateUserInput) { in.IdentityInfo.FirstName = aws.String("Rene\u0301") }),
		with("an e-mail address of 266 characters", invalidParameter, func(in *connect.CreateUserInput) { in.IdentityInfo.Email = aws.String(strings.Repeat("e", 266)) }),
		with("an e-mail address with a line break", invalidParameter, func(in *connect.CreateUserInput) { in.IdentityInfo.Email = aws.String("a@b.c\n") }),
		with("a secondary address without a domain", invalidParameter, func(in *connect.CreateUserInput) { in.IdentityInfo.SecondaryEmail = aws.String("a@b") }),
		with("a mobile number without its plus", invalidParameter, func(in *connect.CreateUserInput) { in.IdentityInfo.Mobile = aws.String("4155550100") }),
		with("a mobile number of 16 digits", invalidParameter, func(in *connect.CreateUserInput) { in.IdentityInfo.Mobile = aws.String("+1234567890123456") }),
	})
	same(t, "the users", c.after(t, nil), []string{})
}

func createsSAMLUser(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "saml")
	given := identity()
	given.Email = nil
	got := c.describe(t, c.hire(t, "grace", func(in *connect.CreateUserInput) { in.IdentityInfo = given }))
	same(t, "the identity", got.IdentityInfo, given)
	if aws.ToString(got.DirectoryUserId) == "" {
		t.Error("there is no directory user id")
	}
	nameless := c.describe(t, c.hire(t, "nameless", func(in *connect.CreateUserInput) {
		in.IdentityInfo = &types.UserIdentityInfo{FirstName: aws.String(""), LastName: aws.String(strings.Repeat("x", 300))}
	}))
	same(t, "an empty first name", nameless.IdentityInfo, &types.UserIdentityInfo{LastName: aws.String(strings.Repeat("x", 300))})
}

func refusesSAMLUsers(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "saml-not")
	with := func(name string, want refusal, change func(*connect.CreateUserInput)) call {
		return c.refuseUser(t, name, want, change)
	}
	refusals(t, []call{
		with("a password", invalidRequest, func(in *connect.CreateUserInput) { in.Password = aws.String(password) }),
		with("a directory user id", invalidRequest, func(in *connect.CreateUserInput) { in.DirectoryUserId = aws.String("x") }),
		with("an e-mail address", invalidRequest, func(in *connect.CreateUserInput) { in.IdentityInfo.Email = aws.String("a@b.example") }),
		with("no identity", invalidRequest, func(in *connect.CreateUserInput) { in.IdentityInfo = nil }),
		with("no last name", invalidRequest, func(in *connect.CreateUserInput) { in.IdentityInfo.LastName = nil }),
		with("a last name of 301 characters", invalidParameter, func(in *connect.CreateUserInput) { in.IdentityInfo.LastName = aws.String(strings.Repeat("x", 301)) }),
	})
	same(t, "the users", c.after(t, nil), []string{})
}

func createsDirectoryUser(t *testing.T, client *connect.Client) {
	in := newInstance(types.DirectoryTypeExistingDirectory, "directory")
	in.DirectoryId = aws.String("d-1111111111")
	c := newCentreFrom(t, client, in)
	got := c.describe(t, c.hire(t, "Grace Hopper", func(in *connect.CreateUserInput) {
		in.IdentityInfo, in.DirectoryUserId = identity(), aws.String("S-1-5-21")
	}))
	same(t, "the identity", got.IdentityInfo, identity())
	same(t, "the directory user id", got.DirectoryUserId, aws.String("S-1-5-21"))
	same(t, "the user name", got.Username, aws.String("Grace Hopper"))
	unknown := c.describe(t, c.hire(t, "unknown", func(in *connect.CreateUserInput) { in.IdentityInfo, in.DirectoryUserId = nil, aws.String("S-1-5-22") }))
	same(t, "no identity", unknown.IdentityInfo, &types.UserIdentityInfo{})
}

func refusesDirectoryUsers(t *testing.T, client *connect.Client) {
	in := newInstance(types.DirectoryTypeExistingDirectory, "directory-not")
	in.DirectoryId = aws.String("d-2222222222")
	c := newCentreFrom(t, client, in)
	refusals(t, []call{
		c.refuseUser(t, "a password", invalidRequest, func(in *connect.CreateUserInput) { in.Password = aws.String(password) }),
		c.refuseUser(t, "no directory user id", invalidRequest, func(in *connect.CreateUserInput) { in.DirectoryUserId = nil }),
		c.refuseUser(t, "an empty directory user id", invalidParameter, func(in *connect.CreateUserInput) { in.DirectoryUserId = aws.String("") }),
		c.refuseUser(t, "a name of 101 characters", invalidParameter, func(in *connect.CreateUserInput) { in.Username = aws.String(strings.Repeat("x", 101)) }),
	})
	same(t, "the users", c.after(t, nil), []string{})
}

func refusesUsernames(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "usernames")
	for _, name := range []string{"x", "Ann", "ann", "a_b.c-d", "testuser@example.com", strings.Repeat("x", 64)} {
		c.hire(t, name)
	}
	withName := func(what, name string, want refusal) call {
		return c.refuseUser(t, what, want, func(in *connect.CreateUserInput) { in.Username = &name })
	}
	refusals(t, []call{
		withName("taken", "Ann", duplicate),
		withName("empty", "", invalidParameter),
		withName("of 65 characters", strings.Repeat("x", 65), invalidParameter),
		withName("with a blank", "a b", invalidParameter),
		withName("with a letter beyond ASCII", "andré", invalidParameter),
		withName("with @ but no dotted domain", "testuser@example", invalidParameter),
		withName("with two @", "a@b@example.com", invalidParameter),
		withName("reserved", "Administrator", invalidRequest),
	})
}
