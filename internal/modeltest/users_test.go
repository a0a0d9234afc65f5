package modeltest

import (
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var userSteps = []step{
	{"create a user", 14, (*session).createUser, covers("CreateUser", model.InvalidParameter, model.InvalidRequest, model.NotFound, model.Duplicate)},
	{"describe a user", 6, (*session).describeUser, covers("DescribeUser", model.NotFound)},
	{"list users", 3, (*session).listUsers, covers("ListUsers")},
	{"delete a user", 4, (*session).deleteUser, covers("DeleteUser", model.NotFound)},
}

var loginPool = []string{"ann", "Ann", "bob", "bob.b", "carl@example.com", "dora-d", "eve_2", "fritz"}

func (s *session) createUser() {
	i, id := s.instance()
	in := &sdk.CreateUserInput{
		InstanceId: id, Username: ptr(pick(s, "login", loginPool...)), IdentityInfo: s.identity(i.Type), Tags: s.tags("tags"),
		RoutingProfileId: ref(s, "routing", i, model.KindRoutingProfile, i.RoutingProfiles), SecurityProfileIds: s.profileIDs(i),
	}
	if one(s, "odd login", 12) {
		in.Username = ptr(pick(s, "login", "Administrator", "a b", "ann@example", strings.Repeat("n", 65), strings.Repeat("n", 101), "Zoe\u0308", "Zoë"))
	}
	s.credentials(i.Type, in)
	if pick(s, "in a group", false, true) {
		in.HierarchyGroupId = ref(s, "group", i, model.KindGroup, i.Groups)
		if len(i.Groups) == 0 {
			in.HierarchyGroupId = ptr("")
		}
	}
	s.phone(in)
	out := create(s, in, s.CreateUser, func(out *sdk.CreateUserOutput) *string { return out.UserId }, s.m.CreateUser)
	if out != nil {
		s.adoptUser(i, out.UserId)
	}
}

// adoptUser reads a new user back, with the directory's id that the server drew.
func (s *session) adoptUser(i *model.Instance, id *string) {
	s.Helper()
	in := &sdk.DescribeUserInput{InstanceId: &i.ID, UserId: id}
	asked(s, in, s.DescribeUser, func(out *sdk.DescribeUserOutput) (*sdk.DescribeUserOutput, model.Refusal) {
		if out.User != nil && len(value(out.User.DirectoryUserId)) == len(nobody) && *out.User.DirectoryUserId != *id {
			i.Users[len(i.Users)-1].AdoptDirectoryID(*out.User.DirectoryUserId)
		}
		return s.m.DescribeUser(in)
	})
}

// credentials draws what the identity type needs, and sometimes what it does not.
func (s *session) credentials(kind types.DirectoryType, in *sdk.CreateUserInput) {
	if (kind == types.DirectoryTypeConnectManaged) != one(s, "odd password", 16) {
		in.Password = ptr(pick(s, "password", "Passw0rd", "Correct-horse-7"))
	}
	if in.Password != nil && one(s, "bad password", 16) {
		in.Password = ptr(pick(s, "password", "passw0rd", "PASSW0RD", "Password", "Pw0", "Passw0rd with blanks"))
	}
	if (kind == types.DirectoryTypeExistingDirectory) != one(s, "odd directory id", 16) {
		in.DirectoryUserId = ptr(pick(s, "directory id", "S-1-5-21-1", "S-1-5-21-2"))
	}
}

// profileIDs draws security profiles: mostly some that are there.
func (s *session) profileIDs(i *model.Instance) []string {
	ids := []string{}
	for range 1 + uniform(s, "profiles", 3) {
		ids = append(ids, *ref(s, "profile", i, model.KindSecurityProfile, i.SecurityProfiles))
	}
	switch uniform(s, "odd profiles", 16) {
	case 15:
		return pick(s, "profiles", []string{}, strings.Split(strings.Repeat(ids[0]+" ", 10)+ids[0], " "))
	case 14, 13:
		for _, p := range i.SecurityProfiles[:min(10, len(i.SecurityProfiles))] { // all of them, to have too many restrictions
			ids = append(ids, p.ID)
		}
		return ids[:min(10, len(ids))]
	}
	return ids
}

func (s *session) identity(kind types.DirectoryType) *types.UserIdentityInfo {
	if one(s, "no identity", 20) {
		return nil
	}
	in := &types.UserIdentityInfo{
		FirstName: ptr(pick(s, "first", "Ann", "Bo", "ANNA", "Éva")), LastName: ptr(pick(s, "last", "Lee", "leeds", "Straße")),
		SecondaryEmail: maybe(s, "second address", "a@example.org", ""), Mobile: maybe(s, "mobile", "+4366012345", ""),
	}
	if kind != types.DirectoryTypeSaml && uniform(s, "with address", 2) == 1 {
		in.Email = ptr(pick(s, "address", "ann@example.org", "example.com"))
	}
	switch odd(s, "odd identity", 10) {
	case 9:
		in.FirstName = pick(s, "first", nil, ptr(""), ptr(strings.Repeat("x", 256)), ptr("Zoe\u0308"))
	case 8:
		in.LastName = pick(s, "last", nil, ptr(""), ptr(strings.Repeat("x", 301)))
	case 7:
		in.Email = ptr(pick(s, "address", "ann@example.org", strings.Repeat("x", 266)))
	case 6:
		in.SecondaryEmail = ptr(pick(s, "second address", "ann", "ann@example", "@example.org"))
	case 5:
		in.Mobile = ptr(pick(s, "mobile", "4366012345", "+0123", "+1", "+1234567890123456"))
	}
	return in
}

func (s *session) describeUser() {
	i, id := s.instance()
	ask(s, &sdk.DescribeUserInput{InstanceId: id, UserId: ref(s, "user", i, model.KindUser, i.Users)}, s.DescribeUser, s.m.DescribeUser)
}

func (s *session) listUsers() {
	_, id := s.instance()
	walk(s, &sdk.ListUsersInput{InstanceId: id}, s.ListUsers, s.m.ListUsers)
}

func (s *session) deleteUser() {
	i, id := s.instance()
	user := ref(s, "user", i, model.KindUser, i.Users)
	if ask(s, &sdk.DeleteUserInput{InstanceId: id, UserId: user}, s.DeleteUser, s.m.DeleteUser) != nil {
		s.lost(i, model.KindUser, user)
	}
}

// lost remembers the id of what was deleted, to ask for it again.
func (s *session) lost(i *model.Instance, kind string, id *string) {
	s.gone[kind] = append(s.gone[kind], strings.TrimPrefix(*id, i.ARN(kind, "")))
}
