package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func parents(ids ...*string) []types.ParentHoursOfOperationConfig {
	return pluck(ids, func(id *string) types.ParentHoursOfOperationConfig {
		return types.ParentHoursOfOperationConfig{HoursOfOperationId: id}
	})
}

// childOf makes hours the child of others.
func childOf(ids ...*string) func(*connect.CreateHoursOfOperationInput) {
	return func(in *connect.CreateHoursOfOperationInput) { in.ParentHoursOfOperationConfigs = parents(ids...) }
}

func (c *centre) link(t *testing.T, child *string, ids ...*string) error {
	return errorOf(c.AssociateHoursOfOperations(t.Context(), &connect.AssociateHoursOfOperationsInput{
		InstanceId: c.id, HoursOfOperationId: child, ParentHoursOfOperationConfigs: parents(ids...),
	}))
}

func (c *centre) unlink(t *testing.T, child *string, ids ...*string) error {
	return errorOf(c.DisassociateHoursOfOperations(t.Context(), &connect.DisassociateHoursOfOperationsInput{
		InstanceId: c.id, HoursOfOperationId: child, ParentHoursOfOperationIds: aws.ToStringSlice(ids),
	}))
}

// identified is how hours name others.
func (c *centre) identified(id *string, name string) types.HoursOfOperationsIdentifier {
	return types.HoursOfOperationsIdentifier{Id: id, Arn: c.arnOf("operating-hours", id), Name: &name}
}

func linksHours(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "hours-parents")
	swiss, french := c.hours(t, "Swiss holidays"), c.hours(t, "French holidays")
	child := c.hours(t, "Office", childOf(c.arnOf("operating-hours", swiss), swiss))
	is := func(want ...types.HoursOfOperationsIdentifier) {
		t.Helper()
		same(t, "the parents", c.readHours(t, child).ParentHoursOfOperations, append([]types.HoursOfOperationsIdentifier{}, want...))
	}
	is(c.identified(swiss, "Swiss holidays"))
	ok(t, c.link(t, c.arnOf("operating-hours", child), french, swiss))
	is(c.identified(swiss, "Swiss holidays"), c.identified(french, "French holidays"))
	sibling := c.hours(t, "Branch", childOf(swiss))
	list := func(id *string) *connect.ListChildHoursOfOperationsOutput {
		t.Helper()
		return must(client.ListChildHoursOfOperations(t.Context(), &connect.ListChildHoursOfOperationsInput{InstanceId: c.id, HoursOfOperationId: id}))(t)
	}
	same(t, "the children", list(swiss), &connect.ListChildHoursOfOperationsOutput{
		ChildHoursOfOperationsSummaryList: []types.HoursOfOperationsIdentifier{c.identified(sibling, "Branch"), c.identified(child, "Office")},
		LastModifiedTime:                  c.readHours(t, swiss).LastModifiedTime, LastModifiedRegion: aws.String(region),
	})
	same(t, "the children of a child", list(child).ChildHoursOfOperationsSummaryList, []types.HoursOfOperationsIdentifier{})
	out := must(client.ListChildHoursOfOperations(t.Context(), &connect.ListChildHoursOfOperationsInput{InstanceId: c.id, HoursOfOperationId: swiss, MaxResults: aws.Int32(1)}))(t)
	out = must(client.ListChildHoursOfOperations(t.Context(), &connect.ListChildHoursOfOperationsInput{InstanceId: c.id, HoursOfOperationId: swiss, NextToken: out.NextToken}))(t)
	same(t, "the second page of children", out.ChildHoursOfOperationsSummaryList, []types.HoursOfOperationsIdentifier{c.identified(child, "Office")})
	ok(t, c.unlink(t, child, swiss, aws.String(nobody)))
	ok(t, c.unlink(t, child, swiss))
	is(c.identified(french, "French holidays"))
}

func refusesParents(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "hours-parents-refused")
	var ids []*string
	for _, name := range []string{"one", "two", "three", "four"} {
		ids = append(ids, c.hours(t, name))
	}
	free := c.hours(t, "free")
	child := c.hours(t, "child", childOf(ids[:3]...))
	before := c.readHours(t, child)
	refusals(t, []call{
		{"a fourth parent", func() error { return c.link(t, child, ids[3]) }, typed[*types.ServiceQuotaExceededException]},
		{"four parents at once", func() error { return c.link(t, free, ids...) }, invalidParameter},
		{"four parents from the beginning", func() error {
			in := c.newHours("refused")
			childOf(ids...)(in)
			return errorOf(client.CreateHoursOfOperation(t.Context(), in))
		}, invalidParameter},
		{"an unknown parent", func() error { return c.link(t, free, aws.String(nobody)) }, notFound},
		{"an unknown parent from the beginning", func() error {
			in := c.newHours("refused")
			childOf(aws.String(nobody))(in)
			return errorOf(client.CreateHoursOfOperation(t.Context(), in))
		}, notFound},
		{"a child as parent", func() error { return c.link(t, free, child) }, invalidRequest},
		{"a parent of a parent", func() error { return c.link(t, ids[0], free) }, invalidRequest},
		{"its own parent", func() error { return c.link(t, free, free) }, invalidRequest},
		{"parents of unknown hours", func() error { return c.link(t, aws.String(nobody), free) }, notFound},
		{"unlinking unknown hours", func() error { return c.unlink(t, aws.String(nobody), free) }, notFound},
		{"unlinking four", func() error { return c.unlink(t, child, ids...) }, invalidParameter},
		{"the children of unknown hours", func() error {
			return errorOf(client.ListChildHoursOfOperations(t.Context(), &connect.ListChildHoursOfOperationsInput{InstanceId: c.id, HoursOfOperationId: aws.String(nobody)}))
		}, notFound},
	})
	same(t, "the child after refusals", c.readHours(t, child), before)
}
