package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) tagOperations(t table) {
	t.add(handle(a, "TagResource", a.tagResource))
	t.add(handle(a, "UntagResource", a.untagResource))
	t.add(handle(a, "ListTagsForResource", a.listTagsForResource))
	t.add(handle(a, "SearchResourceTags", a.searchResourceTags))
}

// taggedResource reads the ARN by which the operations on tags name a resource: it may be any resource, of any account and Region.
func taggedResource(arn *string) (access.Resource, error) {
	r, ok := access.ParseARN(*arn)
	if !ok {
		return r, roster.Errorf(roster.InvalidParameter, "resourceArn must be the ARN of a resource of an instance, or of an instance")
	}
	return r, nil
}

func (a *API) tagResource(ctx context.Context, c roster.Caller, in *connect.TagResourceRequest) (*rest.None, error) {
	r, err := taggedResource(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	return nil, a.roster.TagResource(ctx, c, r, in.Tags)
}

func (a *API) untagResource(ctx context.Context, c roster.Caller, in *connect.UntagResourceRequest) (*rest.None, error) {
	r, err := taggedResource(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	return nil, a.roster.UntagResource(ctx, c, r, in.TagKeys)
}

func (a *API) listTagsForResource(ctx context.Context, c roster.Caller, in *connect.ListTagsForResourceRequest) (*connect.ListTagsForResourceResponse, error) {
	r, err := taggedResource(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	tags, err := a.roster.ListTagsForResource(ctx, c, r)
	if err != nil {
		return nil, err
	}
	return &connect.ListTagsForResourceResponse{Tags: tags}, nil
}
