package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// takeStock looks through a node what there is when the crowd has gone home: everybody who was acknowledged, and each of them once. What it
// sees of the names that the crowd fought for belongs to the history.
func (r *faultReport) takeStock(t *testing.T, c *cluster, node int) {
	t.Helper()
	listed := c.nodes[node].centre.Load().allUsers(t)
	slices.Sort(listed)
	lost := 0
	for name, operations := range c.crowd.byName() {
		if strings.HasPrefix(name, "shared") {
			c.crowd.do(&operation{client: crowdSize, node: node, name: name, action: findingName})
		}
		if _, there := slices.BinarySearch(listed, name); !there && stays(operations) {
			t.Errorf("%s was acknowledged and is lost at node %d", name, node)
			lost++
		}
	}
	twice := len(listed) - len(slices.Compact(listed))
	if twice > 0 {
		t.Errorf("%d names are there twice at node %d", twice, node)
	}
	r.lost, r.twice = max(r.lost, lost), max(r.twice, twice)
}

// stays says that a user was hired for certain, and that nobody tried to let it go.
func stays(operations []*operation) bool {
	return slices.ContainsFunc(operations, func(o *operation) bool { return o.action == hiring && o.outcome == succeeded }) &&
		!slices.ContainsFunc(operations, func(o *operation) bool { return o.action == dismissing })
}

// allUsers are the names of all users.
func (c *centre) allUsers(t *testing.T) []string {
	t.Helper()
	return slices.Concat(pluck(walk(t, func(token *string) ([]types.UserSummary, *string, error) {
		out, err := c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id, NextToken: token, MaxResults: aws.Int32(1000)})
		if err != nil {
			return nil, nil, err
		}
		return out.UserSummaryList, out.NextToken, nil
	}), usernames)...)
}
