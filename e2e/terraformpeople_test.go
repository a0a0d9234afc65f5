package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// securityConfig is what aws_connect_security_profile declares.
type securityConfig struct {
	Name, Description string
	Permissions       map[string]bool
}

func (c *centre) declareSecurity(t *testing.T, config securityConfig) *managed[securityConfig] {
	t.Helper()
	created := must(c.CreateSecurityProfile(t.Context(), &connect.CreateSecurityProfileInput{
		InstanceId: c.id, SecurityProfileName: &config.Name, Description: optional(config.Description), Permissions: keys(config.Permissions), Tags: firstTags(),
	}))(t)
	m := &managed[securityConfig]{kind: "security profile", id: *created.SecurityProfileId, arn: created.SecurityProfileArn, declared: config, tags: firstTags()}
	m.read = func(t *testing.T) (got securityConfig, _ map[string]string, err error) {
		out, err := c.DescribeSecurityProfile(t.Context(), &connect.DescribeSecurityProfileInput{InstanceId: c.id, SecurityProfileId: &m.id})
		if err != nil {
			return got, nil, err
		}
		p := out.SecurityProfile
		return securityConfig{*p.SecurityProfileName, aws.ToString(p.Description), set(c.permissions(t, &m.id)...)}, p.Tags, nil
	}
	m.remove = func(t *testing.T) error {
		return errorOf(c.DeleteSecurityProfile(t.Context(), &connect.DeleteSecurityProfileInput{InstanceId: c.id, SecurityProfileId: &m.id}))
	}
	m.plan(t)
	return m
}

// changeSecurity sends only what has changed, and nothing at all after a change of tags.
func (s *stack) changeSecurity(t *testing.T) {
	t.Helper()
	update := func(in connect.UpdateSecurityProfileInput) error {
		in.InstanceId, in.SecurityProfileId = s.id, &s.security.id
		return errorOf(s.UpdateSecurityProfile(t.Context(), &in))
	}
	to := s.security.declared
	s.security.becomes(t, to, update(connect.UpdateSecurityProfileInput{}))
	to.Description = "Leads of teams"
	s.security.becomes(t, to, update(connect.UpdateSecurityProfileInput{Description: &to.Description}))
	to.Permissions = set("Users.View")
	s.security.becomes(t, to, update(connect.UpdateSecurityProfileInput{Permissions: keys(to.Permissions)}))
	to.Description, to.Permissions = "", set[string]()
	s.security.becomes(t, to, update(connect.UpdateSecurityProfileInput{Description: aws.String(""), Permissions: []string{}}))
}

// userConfig is what aws_connect_user declares.
type userConfig struct {
	Name, Email, FirstName, LastName, Group, Routing string
	Profiles                                         map[string]bool
	Phone                                            types.UserPhoneConfig
}

func (u userConfig) identity() *types.UserIdentityInfo {
	return &types.UserIdentityInfo{Email: optional(u.Email), FirstName: optional(u.FirstName), LastName: optional(u.LastName)}
}

func (c *centre) declareUser(t *testing.T, config userConfig) *managed[userConfig] {
	t.Helper()
	created := must(c.CreateUser(t.Context(), &connect.CreateUserInput{
		InstanceId: c.id, Username: &config.Name, Password: aws.String(password), IdentityInfo: config.identity(), PhoneConfig: &config.Phone,
		HierarchyGroupId: &config.Group, RoutingProfileId: &config.Routing, SecurityProfileIds: keys(config.Profiles), Tags: firstTags(),
	}))(t)
	m := &managed[userConfig]{kind: "user", id: *created.UserId, arn: created.UserArn, declared: config, tags: firstTags()}
	m.read = func(t *testing.T) (got userConfig, _ map[string]string, err error) {
		out, err := c.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: &m.id})
		if err != nil {
			return got, nil, err
		}
		u, info := out.User, out.User.IdentityInfo
		got = userConfig{
			*u.Username, aws.ToString(info.Email), *info.FirstName, *info.LastName, aws.ToString(u.HierarchyGroupId), *u.RoutingProfileId,
			set(u.SecurityProfileIds...), *u.PhoneConfig,
		}
		got.Phone.DeskPhoneNumber, got.Phone.PersistentConnection = optional(*got.Phone.DeskPhoneNumber), nil
		return got, u.Tags, nil
	}
	m.remove = func(t *testing.T) error {
		return errorOf(c.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: &m.id}))
	}
	m.plan(t)
	return m
}

func (s *stack) changeUser(t *testing.T) {
	t.Helper()
	user, id := s.user, &s.user.id
	to := user.declared
	move := func() error {
		return errorOf(s.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: s.id, UserId: id, HierarchyGroupId: optional(to.Group)}))
	}
	to.Group = s.groups[2].id
	user.becomes(t, to, move())
	to.Group = ""
	user.becomes(t, to, move())
	to.FirstName, to.Email = "Augusta", "augusta@example.com"
	user.becomes(t, to, s.identify(t, id, *to.identity()))
	to.Phone = types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+41445555555"), AutoAccept: true, AfterContactWorkTimeLimit: 0}
	user.becomes(t, to, s.rephone(t, id, to.Phone))
	to.Phone = types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, AfterContactWorkTimeLimit: 5}
	user.becomes(t, to, s.rephone(t, id, to.Phone))
	to.Routing = s.routing[1].id
	user.becomes(t, to, errorOf(s.UpdateUserRoutingProfile(t.Context(), &connect.UpdateUserRoutingProfileInput{InstanceId: s.id, UserId: id, RoutingProfileId: &to.Routing})))
	agent := s.declareSecurity(t, securityConfig{Name: "Helper", Permissions: set("BasicAgentAccess")})
	profiles := func(ids map[string]bool) {
		t.Helper()
		to.Profiles = ids
		user.becomes(t, to, errorOf(s.UpdateUserSecurityProfiles(t.Context(), &connect.UpdateUserSecurityProfilesInput{InstanceId: s.id, UserId: id, SecurityProfileIds: keys(ids)})))
	}
	profiles(set(agent.id, s.security.id))
	profiles(set(s.security.id))
	agent.disappears(t)
}
