package roster_test

import (
	"fmt"
	"net/netip"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// allow is a statement that allows actions on all resources, with conditions.
func allow(actions, conditions string) string {
	return fmt.Sprintf(`{"Effect":"Allow","Action":[%s],"Resource":"*","Condition":{%s}}`, actions, conditions)
}

func TestADenyOnASecurityProfileStopsItsAssignment(t *testing.T) {
	b := newBranch(t)
	deny := fmt.Sprintf(`{"Effect":"Deny","Action":"connect:*","Resource":"%s"}`, b.arn(access.TypeSecurityProfile, "boss"))
	by := holder(t, allowAll+","+deny)
	since := b.revision(t)
	_, err := b.CreateUser(b.ctx, by, b.id, b.hire("eve", func(in *roster.NewUser) { in.SecurityProfileIDs = []string{"agents", "boss"} }))
	b.wantDenied(t, err, access.TypeSecurityProfile, "boss", since)
	b.wantDenied(t, b.UpdateUserSecurityProfiles(b.ctx, by, b.id, b.ann, []string{"boss"}), access.TypeSecurityProfile, "boss", since)
	_, err = b.CreateUser(b.ctx, by, b.id, b.hire("eve"))
	wantKind(t, err, 0)
}

func TestToTagAtACreateIsToTag(t *testing.T) {
	b := newBranch(t)
	by := holder(t, `{"Effect":"Allow","Action":"connect:CreateUser","Resource":"*"}`)
	in := b.hire("eve")
	_, err := b.CreateUser(b.ctx, by, b.id, in)
	wantKind(t, err, 0)
	in.Username, in.Tags = "kim", teamA
	_, err = b.CreateUser(b.ctx, by, b.id, in)
	b.wantDenied(t, err, access.TypeUser, "*", b.revision(t))
	if action := asError(err).Action; action != "connect:TagResource" {
		t.Errorf("denied %s", action)
	}
	both := holder(t, allow(`"connect:CreateUser","connect:TagResource"`, `"StringEquals":{"aws:RequestTag/team":"a"}`))
	_, err = b.CreateUser(b.ctx, both, b.id, in)
	wantKind(t, err, 0)
	in.Username, in.Tags = "lea", teamB
	_, err = b.CreateUser(b.ctx, both, b.id, in)
	wantKind(t, err, roster.Denied)
	_, err = b.CreateInstance(b.ctx, holder(t, `{"Effect":"Allow","Action":"connect:CreateInstance","Resource":"*"}`), roster.NewInstance{
		IdentityType: roster.SAML, Alias: "tagged", Tags: teamA,
	})
	wantKind(t, err, roster.Denied)
}

func TestConditionsOnTheResource(t *testing.T) {
	b := newBranch(t)
	describe := func(by roster.Caller, id string) error {
		_, err := b.DescribeUser(b.ctx, by, b.id, id)
		return err
	}
	byTag := holder(t, allow(`"connect:DescribeUser","connect:DeleteUser"`, `"StringEquals":{"aws:ResourceTag/team":"a"}`))
	wantKind(t, describe(byTag, b.ann), 0)
	wantKind(t, describe(byTag, b.carl), roster.Denied)
	wantKind(t, describe(byTag, "nobody"), roster.Denied)
	wantKind(t, b.DeleteUser(b.ctx, byTag, b.id, b.carl), roster.Denied)

	byGroup := holder(t, allow(`"connect:DescribeUser"`, `"StringEquals":{"connect:HierarchyGroupL1Id":"emea"}`))
	wantKind(t, describe(byGroup, b.carl), 0)
	wantKind(t, describe(byGroup, b.bob), roster.Denied)
	wantKind(t, describe(holder(t, allow(`"connect:DescribeUser"`, `"StringEquals":{"connect:HierarchyGroupL2Id":"de"}`)), b.root), roster.Denied)

	profiles := holder(t, allow(`"connect:UpdateUserSecurityProfiles"`, `"StringEquals":{"aws:ResourceTag/team":"a"}`))
	wantKind(t, b.UpdateUserSecurityProfiles(b.ctx, profiles, b.id, b.ann, []string{"boss"}), 0)
	wantKind(t, b.UpdateUserSecurityProfiles(b.ctx, profiles, b.id, b.ann, []string{b.agent}), roster.Denied)

	instance := holder(t, allow(`"connect:ListUsers","connect:DescribeInstance"`, `"StringEquals":{"aws:ResourceTag/stage":"test"}`))
	_, err := b.ListUsers(b.ctx, instance, b.id, everyone)
	wantKind(t, err, roster.Denied)
	wantKind(t, b.TagResource(b.ctx, b.c, b.res(roster.Reference{Type: access.TypeInstance}), map[string]string{"stage": "test"}), 0)
	list, err := b.ListUsers(b.ctx, instance, b.id, everyone)
	wantKind(t, err, 0)
	if len(list.Items) != 5 {
		t.Errorf("sees %d users of 5", len(list.Items))
	}
}

func TestConditionsOnTheRequest(t *testing.T) {
	b := newBranch(t)
	keys := holder(t, allow(`"connect:TagResource","connect:UntagResource"`, `"ForAllValues:StringEquals":{"aws:TagKeys":["shift"]}`))
	ann := b.res(user(b.ann))
	wantKind(t, b.TagResource(b.ctx, keys, ann, map[string]string{"shift": "late"}), 0)
	wantKind(t, b.TagResource(b.ctx, keys, ann, map[string]string{"shift": "late", "team": "b"}), roster.Denied)
	wantKind(t, b.UntagResource(b.ctx, keys, ann, []string{"team"}), roster.Denied)
	wantKind(t, b.UntagResource(b.ctx, keys, ann, []string{"shift"}), 0)

	near := holder(t, allow(`"connect:DescribeUser"`, `"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}`))
	_, err := b.DescribeUser(b.ctx, near, b.id, b.ann)
	wantKind(t, err, roster.Denied)
	near.SourceIP = netip.MustParseAddr("10.1.2.3")
	_, err = b.DescribeUser(b.ctx, near, b.id, b.ann)
	wantKind(t, err, 0)

	early := holder(t, allow(`"connect:DescribeUser"`, `"DateLessThan":{"aws:CurrentTime":"2026-01-03T00:00:00Z"}`))
	_, err = b.DescribeUser(b.ctx, early, b.id, b.ann)
	wantKind(t, err, 0)
	b.advance(48 * time.Hour)
	_, err = b.DescribeUser(b.ctx, early, b.id, b.ann)
	wantKind(t, err, roster.Denied)
}

// A search is allowed by the tags that it demands of everything that it finds.
func TestSearchTags(t *testing.T) {
	b := newBranch(t)
	by := holder(t, allow(`"connect:SearchUsers","connect:SearchQueues"`, `"StringEquals":{"connect:SearchTag/team":"a"}`))
	a, other := search.TagEquals{Key: "team", Value: ptr("a")}, search.TagEquals{Key: "shift", Value: ptr("late")}
	for name, try := range map[string]struct {
		where search.Criteria
		want  roster.Kind
	}{
		"the tag":               {search.And{a}, 0},
		"the tag and another":   {search.And{search.All{}, search.And{other, a}}, 0},
		"the only alternative":  {search.Or{search.And{a}}, 0},
		"nothing":               {search.All{}, roster.Denied},
		"another tag":           {other, roster.Denied},
		"one of two":            {search.Or{a, other}, roster.Denied},
		"any value of the tag":  {search.TagEquals{Key: "team"}, roster.Denied},
		"another value":         {search.TagEquals{Key: "team", Value: ptr("b")}, roster.Denied},
		"another value, and it": {search.And{search.TagEquals{Key: "team", Value: ptr("b")}, a}, roster.Denied},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := b.SearchUsers(b.ctx, by, b.id, try.where, everyone, username)
			wantKind(t, err, try.want)
			_, err = b.SearchQueues(b.ctx, by, b.id, try.where, everyone)
			wantKind(t, err, try.want)
		})
	}
}
