package e2e

import (
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestInstances(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"is active at once and described in full": describesInstance,
		"a directory needs no alias":              describesDirectoryInstance,
		"has the built-in contents":               hasBuiltInContents,
		"create refuses":                          refusesInstances,
		"a client token makes create once only":   createsInstanceOnce,
		"a deleted instance is gone at once":      deletesInstance,
		"other operations refuse":                 refusesUnknownInstances,
	})
}

func describesInstance(t *testing.T, client *connect.Client) {
	in := newInstance(types.DirectoryTypeSaml, "Shown-Centre")
	in.OutboundCallsEnabled, in.Tags = aws.Bool(false), map[string]string{"stage": "test"}
	created := must(client.CreateInstance(t.Context(), in))(t)
	if want := "arn:aws:connect:" + region + ":" + account + ":instance/" + *created.Id; *created.Arn != want {
		t.Errorf("the ARN is %s, want %s", *created.Arn, want)
	}
	for _, id := range []*string{created.Id, created.Arn} {
		got := must(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: id}))(t)
		role := checkServiceRole(t, got.Instance.ServiceRole)
		same(t, "the instance", got, &connect.DescribeInstanceOutput{Instance: &types.Instance{
			Id: created.Id, Arn: created.Arn, IdentityManagementType: types.DirectoryTypeSaml, InstanceAlias: in.InstanceAlias, CreatedTime: now(),
			InstanceStatus: types.InstanceStatusActive, InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(false),
			InstanceAccessUrl: aws.String("https://shown-centre.my.connect.aws"), ServiceRole: role, Tags: in.Tags,
		}}, recent)
	}
}

var serviceRole = regexp.MustCompile(`^arn:aws:iam::` + account + `:role/aws-service-role/connect\.amazonaws\.com/AWSServiceRoleForAmazonConnect_\w+$`)

// checkServiceRole gives back a role whose name ends in something random.
func checkServiceRole(t *testing.T, role *string) *string {
	t.Helper()
	if !serviceRole.MatchString(aws.ToString(role)) {
		t.Errorf("the service role is %q", aws.ToString(role))
	}
	return role
}

func describesDirectoryInstance(t *testing.T, client *connect.Client) {
	in := newInstance(types.DirectoryTypeExistingDirectory, "")
	in.InstanceAlias, in.DirectoryId = nil, aws.String("d-aaaaaaaaaa")
	created := must(client.CreateInstance(t.Context(), in))(t)
	got := must(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: created.Id}))(t).Instance
	if got.InstanceAlias != nil || got.InstanceAccessUrl != nil || got.Tags == nil || got.IdentityManagementType != types.DirectoryTypeExistingDirectory {
		t.Errorf("an instance without alias and tags is %+v", got)
	}
}

func hasBuiltInContents(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "contents")
	for _, name := range []string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst"} {
		if c.profiles[name] == nil {
			t.Errorf("there is no security profile %s", name)
		}
	}
	if users := must(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id}))(t); len(users.UserSummaryList) != 0 || users.UserSummaryList == nil {
		t.Errorf("a new instance lists users: %v", users.UserSummaryList)
	}
	structure := must(client.DescribeUserHierarchyStructure(t.Context(), &connect.DescribeUserHierarchyStructureInput{InstanceId: c.id}))(t)
	same(t, "the structure of a new instance", structure.HierarchyStructure, &types.HierarchyStructure{})
}

func refusesInstances(t *testing.T, client *connect.Client) {
	must(client.CreateInstance(t.Context(), newInstance(types.DirectoryTypeConnectManaged, "taken")))(t)
	directory := newInstance(types.DirectoryTypeExistingDirectory, "directory")
	directory.DirectoryId = aws.String("d-bbbbbbbbbb")
	must(client.CreateInstance(t.Context(), directory))(t)
	refuse := func(name string, kind types.DirectoryType, change func(*connect.CreateInstanceInput)) call {
		return call{name, func() error {
			in := newInstance(kind, "free")
			change(in)
			return errorOf(client.CreateInstance(t.Context(), in))
		}, invalidRequest}
	}
	managed, saml, existing := types.DirectoryTypeConnectManaged, types.DirectoryTypeSaml, types.DirectoryTypeExistingDirectory
	refusals(t, []call{
		refuse("an alias that is taken", managed, func(in *connect.CreateInstanceInput) { in.InstanceAlias = aws.String("taken") }),
		refuse("an alias that is taken in another case", saml, func(in *connect.CreateInstanceInput) { in.InstanceAlias = aws.String("TAKEN") }),
		refuse("no alias for CONNECT_MANAGED", managed, func(in *connect.CreateInstanceInput) { in.InstanceAlias = nil }),
		refuse("no alias for SAML", saml, func(in *connect.CreateInstanceInput) { in.InstanceAlias = nil }),
		refuse("an alias like a directory's id", saml, func(in *connect.CreateInstanceInput) { in.InstanceAlias = aws.String("d-x") }),
		refuse("an alias that ends in a hyphen", saml, func(in *connect.CreateInstanceInput) { in.InstanceAlias = aws.String("x-") }),
		refuse("an alias of 46 characters", saml, func(in *connect.CreateInstanceInput) { in.InstanceAlias = aws.String(strings.Repeat("a", 46)) }),
		refuse("no directory for EXISTING_DIRECTORY", existing, func(in *connect.CreateInstanceInput) { in.DirectoryId = nil }),
		refuse("a malformed directory", existing, func(in *connect.CreateInstanceInput) { in.DirectoryId = aws.String("d-012345678") }),
		refuse("a directory that serves already", existing, func(in *connect.CreateInstanceInput) { in.DirectoryId = directory.DirectoryId }),
		refuse("a directory for SAML", saml, func(in *connect.CreateInstanceInput) { in.DirectoryId = aws.String("d-cccccccccc") }),
		refuse("an unknown type", "LDAP", func(*connect.CreateInstanceInput) {}),
		refuse("a tag of the service's", saml, func(in *connect.CreateInstanceInput) { in.Tags = map[string]string{"aws:x": ""} }),
	})
	must(client.CreateInstance(t.Context(), newInstance(managed, "free")))(t)
}

func createsInstanceOnce(t *testing.T, client *connect.Client) {
	in := newInstance(types.DirectoryTypeSaml, "once")
	in.ClientToken = aws.String("a-token")
	first := must(client.CreateInstance(t.Context(), in))(t)
	again := must(client.CreateInstance(t.Context(), in))(t)
	same(t, "the answer to a repeated request", again, first)
	in.InstanceAlias = aws.String("twice")
	invalidRequest(t, errorOf(client.CreateInstance(t.Context(), in)))
}

func deletesInstance(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "brief")
	user := c.hire(t, "ada")
	must(client.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: c.id, ClientToken: aws.String("gone")}))(t)
	must(client.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: c.id, ClientToken: aws.String("gone")}))(t)
	refusals(t, []call{
		{"describe", func() error {
			return errorOf(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: c.id}))
		}, notFound},
		{"delete", func() error {
			return errorOf(client.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: c.id}))
		}, notFound},
		{"its user", func() error {
			return errorOf(client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: user}))
		}, notFound},
	})
	if again := newCentre(t, client, types.DirectoryTypeSaml, "brief"); *again.id == *c.id {
		t.Error("the alias was given to the deleted instance again")
	}
}

func refusesUnknownInstances(t *testing.T, client *connect.Client) {
	for _, id := range []string{nobody, "x", "arn:aws:connect:" + region + ":999999999999:instance/" + nobody} {
		notFound(t, errorOf(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &id})))
		notFound(t, errorOf(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: &id})))
	}
	long := strings.Repeat("x", 101)
	invalidRequest(t, errorOf(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &long})))
	invalidParameter(t, errorOf(client.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: &long})))
}
