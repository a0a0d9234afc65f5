package e2e

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/sdktest"
)

// branches are two sites with a team below each, ten users in each of the four, every other one with the tag.
func branches(t *testing.T, c *centre) (site *string, inside []string) {
	t.Helper()
	c.levels(t, "Site", "Team")
	for _, name := range []string{"berlin", "paris"} {
		top := c.group(t, name, nil)
		team := c.group(t, name+"-team", top)
		if name == "berlin" {
			site = top
		}
		for n := range 20 {
			id := c.hire(t, fmt.Sprintf("%s-%02d", name, n), func(in *connect.CreateUserInput) {
				in.HierarchyGroupId = []*string{top, team}[n%2]
				in.Tags = map[string]string{"line": []string{"sales", "support"}[n/10]}
			})
			if name == "berlin" && n < 10 {
				inside = append(inside, *id)
			}
		}
	}
	return site, inside
}

// as is the AWS SDK with a session.
func (s *server) as(o session) *connect.Client {
	return connect.New(connect.Options{
		BaseEndpoint: &s.url, Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClient(), Credentials: o.provider(),
	})
}

// A supervisor who is bound to a branch and a tag sees just those users and itself, on every way, with exact totals and full pages.
func TestRestrictedSupervisor(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "supervised")
	site, inside := branches(t, c)
	profile := c.profile(t, "Supervisor", func(in *connect.CreateSecurityProfileInput) {
		in.Permissions = []string{"Users.View", "Users.Edit"}
		in.TagRestrictedResources, in.AllowedAccessControlTags = []string{"User"}, map[string]string{"line": "sales"}
		in.HierarchyRestrictedResources, in.AllowedAccessControlHierarchyGroupId = []string{"User"}, site
	})
	self := c.hire(t, "supervisor", func(in *connect.CreateUserInput) { in.SecurityProfileIds = []string{*profile} })
	outside := c.hire(t, "paris-99")
	mine := s.as(s.postSession(t, map[string]string{"InstanceId": *c.id, "UserId": *self}, true).session(t))
	want := append(inside, *self)

	t.Run("searches", func(t *testing.T) {
		var found []string
		in := &connect.SearchUsersInput{InstanceId: c.id, MaxResults: aws.Int32(4)}
		for {
			page := must(mine.SearchUsers(t.Context(), in))(t)
			same(t, "the total", *page.ApproximateTotalCount, int64(len(want)))
			for _, u := range page.Users {
				found = append(found, *u.Id)
			}
			if in.NextToken = page.NextToken; in.NextToken == nil {
				break
			}
			same(t, "the length of a page", len(page.Users), 4)
		}
		same(t, "who is found", found, want)
	})
	t.Run("lists", func(t *testing.T) {
		page := must(mine.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id}))(t)
		var listed []string
		for _, u := range page.UserSummaryList {
			listed = append(listed, *u.Id)
		}
		same(t, "who is listed", listed, want)
	})
	t.Run("reaches", func(t *testing.T) {
		must(mine.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: &inside[0]}))(t)
		for _, id := range []*string{outside, aws.String(nobody)} {
			refusedAs(t, errorOf(mine.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: id})), "AccessDeniedException")
			refusedAs(t, errorOf(mine.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: id})), "AccessDeniedException")
		}
		refusedAs(t, errorOf(mine.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{
			InstanceId: c.id, UserId: outside, HierarchyGroupId: site,
		})), "AccessDeniedException")
	})
	t.Run("no longer than the profile says", func(t *testing.T) {
		must(c.UpdateSecurityProfile(t.Context(), &connect.UpdateSecurityProfileInput{
			InstanceId: c.id, SecurityProfileId: profile, Permissions: []string{"BasicAgentAccess"},
		}))(t)
		refusedAs(t, errorOf(mine.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: c.id})), "AccessDeniedException")
		refusedAs(t, errorOf(mine.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: &inside[0]})), "AccessDeniedException")
	})
}
