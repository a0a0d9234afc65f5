package e2e

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestConcurrency(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"a name is given once":               givesNameOnce,
		"an alias is given once":             givesAliasOnce,
		"a client token makes one instance":  makesOneInstance,
		"no user is left in a deleted group": leavesNobodyBehind,
		"the last profile to administer":     keepsOneAdministrator,
		"no change of tags is lost":          losesNoTags,
	})
}

// atOnce runs a call as often as told, all at the same time, and gives their errors in order.
func atOnce(n int, call func(i int) error) []error {
	errs := make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { errs[i] = call(i) })
	}
	group.Wait()
	return errs
}

// onlyOne expects one success, and the refusal for all the others.
func onlyOne(t *testing.T, errs []error, refused refusal) {
	t.Helper()
	good := 0
	for _, err := range errs {
		if err == nil {
			good++
			continue
		}
		refused(t, err)
	}
	if good != 1 {
		t.Errorf("%d of %d succeeded, want one", good, len(errs))
	}
}

func givesNameOnce(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "one-name")
	for n := range 5 {
		name := fmt.Sprint("ada-", n)
		onlyOne(t, atOnce(16, func(int) error { return errorOf(c.CreateUser(t.Context(), c.user(name))) }), duplicate)
	}
	same(t, "the users", c.after(t, nil), []string{"ada-0", "ada-1", "ada-2", "ada-3", "ada-4"})
}

func givesAliasOnce(t *testing.T, client *connect.Client) {
	onlyOne(t, atOnce(16, func(int) error {
		return errorOf(client.CreateInstance(t.Context(), newInstance(types.DirectoryTypeSaml, "one-alias")))
	}), invalidRequest)
}

func makesOneInstance(t *testing.T, client *connect.Client) {
	ids := make([]*string, 16)
	for _, err := range atOnce(len(ids), func(i int) error {
		in := newInstance(types.DirectoryTypeSaml, "one-token")
		in.ClientToken = aws.String("token")
		out, err := client.CreateInstance(t.Context(), in)
		if err == nil {
			ids[i] = out.Id
		}
		return err
	}) {
		ok(t, err)
	}
	for _, id := range ids {
		same(t, "the instance", id, ids[0])
	}
}

func leavesNobodyBehind(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "one-group")
	c.levels(t, "Site")
	for n := range 10 {
		group := c.group(t, fmt.Sprint("site-", n), nil)
		errs := atOnce(2, func(i int) error {
			if i == 0 {
				return errorOf(c.DeleteUserHierarchyGroup(t.Context(), &connect.DeleteUserHierarchyGroupInput{InstanceId: c.id, HierarchyGroupId: group}))
			}
			in := c.user(fmt.Sprint("user-", n))
			in.HierarchyGroupId = group
			return errorOf(c.CreateUser(t.Context(), in))
		})
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("deleting the group gave %v and filling it %v, want one of them refused", errs[0], errs[1])
		}
	}
}

func keepsOneAdministrator(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "one-admin")
	ids := []*string{c.profiles["Admin"]}
	for n := range 3 {
		ids = append(ids, c.profile(t, fmt.Sprint("admin-", n), func(in *connect.CreateSecurityProfileInput) {
			in.Permissions = []string{"SecurityProfiles.Edit", "Users.EditPermission"}
		}))
	}
	errs := atOnce(len(ids), func(i int) error {
		return errorOf(c.DeleteSecurityProfile(t.Context(), &connect.DeleteSecurityProfileInput{InstanceId: c.id, SecurityProfileId: ids[i]}))
	})
	refusedOnes := slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	if len(refusedOnes) != 1 {
		t.Fatalf("the refusals are %v, want one", errors.Join(refusedOnes...))
	}
	denied(t, refusedOnes[0])
}

func losesNoTags(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "all-tags")
	arn := c.arnOf("agent", c.hire(t, "ada"))
	want := manyTags(40)
	for _, err := range atOnce(40, func(i int) error {
		key := fmt.Sprint("key ", i)
		return c.tag(t, arn, map[string]string{key: want[key]})
	}) {
		ok(t, err)
	}
	same(t, "the tags", c.tags(t, arn), want)
}
