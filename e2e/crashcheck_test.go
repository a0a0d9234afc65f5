package e2e

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// checkTouched looks at everybody about whom something was asked since the last kill, and at how many users there are. What was not
// acknowledged is from now on as it was found.
func (d *disaster) checkTouched(t *testing.T) {
	t.Helper()
	d.present = 0
	for _, w := range d.writers {
		for p := range w.touched {
			d.checkEmployee(t, p)
		}
		for _, p := range w.people {
			if p.is.there {
				d.present++
			}
		}
	}
	found := must(d.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: d.id, MaxResults: aws.Int32(1)}))(t)
	same(t, "the total of a search", *found.ApproximateTotalCount, int64(d.present))
}

func (d *disaster) checkEmployee(t *testing.T, p *employee) {
	t.Helper()
	seen := d.look(t, p)
	switch {
	case seen != p.is && seen != p.asked:
		t.Errorf("%s is %+v, was acknowledged as %+v and asked to be %+v", p.name, seen, p.is, p.asked)
	case p.is == p.asked:
	case seen == p.asked:
		d.done++
	default:
		d.undone++
	}
	p.is, p.asked = seen, seen
}

// look finds an employee by name and by id, and expects to see a whole user or none.
func (d *disaster) look(t *testing.T, p *employee) standing {
	t.Helper()
	found := must(d.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: d.id, SearchCriteria: leaf(named(p.name, exact))}))(t).Users
	if p.id != "" && (len(found) == 0 || *found[0].Id != p.id) {
		notFound(t, errorOf(d.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: d.id, UserId: &p.id})))
	}
	if len(found) == 0 {
		return standing{}
	}
	if p.is.there {
		same(t, "the id of "+p.name, *found[0].Id, p.id)
	}
	p.id = *found[0].Id
	u := d.describe(t, &p.id)
	want := p.application(d.centre, *u.IdentityInfo.LastName)
	same(t, "the identity of "+p.name, u.IdentityInfo, want.IdentityInfo)
	same(t, "the security profiles of "+p.name, u.SecurityProfileIds, want.SecurityProfileIds)
	same(t, "the tags of "+p.name, u.Tags, want.Tags)
	return standing{true, *u.IdentityInfo.LastName}
}

// checkEverybody expects in the list and in a search exactly those who are there, each with the last name last seen, and a whole audit trail.
func (d *disaster) checkEverybody(t *testing.T) {
	t.Helper()
	want := map[string]string{}
	for _, w := range d.writers {
		for _, p := range w.people {
			if p.is.there {
				want[p.name] = p.is.surname
			}
		}
	}
	found, names := map[string]string{}, []string{}
	for _, u := range slices.Concat(d.searched(t)...) {
		found[*u.Username] = *u.IdentityInfo.LastName
		names = append(names, *u.Username)
	}
	same(t, "the last names by user name", found, want)
	same(t, "the list", usernames(slices.Concat(d.listed(t)...)), names)
	rollcall(t, "audit", "verify", "--store", d.store)
}

func (d *disaster) listed(t *testing.T) [][]types.UserSummary {
	t.Helper()
	return walk(t, func(token *string) ([]types.UserSummary, *string, error) {
		out, err := d.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: d.id, NextToken: token, MaxResults: aws.Int32(1000)})
		if err != nil {
			return nil, nil, err
		}
		return out.UserSummaryList, out.NextToken, nil
	})
}

func (d *disaster) searched(t *testing.T) [][]types.UserSearchSummary {
	t.Helper()
	return walk(t, func(token *string) ([]types.UserSearchSummary, *string, error) {
		out, err := d.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: d.id, NextToken: token, MaxResults: aws.Int32(500)})
		if err != nil {
			return nil, nil, err
		}
		return out.Users, out.NextToken, nil
	})
}
