package api

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) listSecurityProfiles(ctx context.Context, c roster.Caller, in *connect.ListSecurityProfilesRequest) (*connect.ListSecurityProfilesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return paged(a, c, "ListSecurityProfiles", instance, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.SecurityProfile], error) {
			return a.roster.ListSecurityProfiles(ctx, c, instance, p)
		},
		func(items []roster.SecurityProfile, next *string) *connect.ListSecurityProfilesResponse {
			return &connect.ListSecurityProfilesResponse{
				SecurityProfileSummaryList: each(items, func(p *roster.SecurityProfile) connect.SecurityProfileSummary {
					s := connect.SecurityProfileSummary{Id: &p.ID, Arn: securityProfileARN(c, instance, p.ID), Name: &p.Name}
					s.LastModifiedTime, s.LastModifiedRegion = modified(c, p.LastModified)
					return s
				}),
				NextToken: next,
			}
		})
}

// part reads a page of what a resource holds, and when the resource last changed.
type part[T any] func(ctx context.Context, c roster.Caller, instance, id string, p roster.Page) (roster.List[T], time.Time, error)

// pagedPart is paged for a list inside a resource, whose time is told once for the whole page.
func pagedPart[T, Out any](ctx context.Context, a *API, c roster.Caller, operation, instance, id string, token *string, max *int32, limit int,
	read part[T], answer func([]T, *string, *connect.Timestamp, *string) *Out) (*Out, error) {
	var changed time.Time
	return paged(a, c, operation, instance, token, max, limit,
		func(p roster.Page) (list roster.List[T], err error) {
			list, changed, err = read(ctx, c, instance, id, p)
			return list, err
		},
		func(items []T, next *string) *Out {
			at, region := modified(c, changed)
			return answer(items, next, at, region)
		}, id)
}

func (a *API) listSecurityProfilePermissions(ctx context.Context, c roster.Caller, in *connect.ListSecurityProfilePermissionsRequest) (*connect.ListSecurityProfilePermissionsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return pagedPart(ctx, a, c, "ListSecurityProfilePermissions", instance, securityProfileID(c, instance, in.SecurityProfileId), in.NextToken, in.MaxResults, 1000,
		a.roster.ListSecurityProfilePermissions,
		func(items []string, next *string, at *connect.Timestamp, region *string) *connect.ListSecurityProfilePermissionsResponse {
			return &connect.ListSecurityProfilePermissionsResponse{Permissions: items, NextToken: next, LastModifiedTime: at, LastModifiedRegion: region}
		})
}

func (a *API) listSecurityProfileApplications(ctx context.Context, c roster.Caller, in *connect.ListSecurityProfileApplicationsRequest) (*connect.ListSecurityProfileApplicationsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return pagedPart(ctx, a, c, "ListSecurityProfileApplications", instance, securityProfileID(c, instance, in.SecurityProfileId), in.NextToken, in.MaxResults, 1000,
		a.roster.ListSecurityProfileApplications,
		func(items []roster.Application, next *string, at *connect.Timestamp, region *string) *connect.ListSecurityProfileApplicationsResponse {
			return &connect.ListSecurityProfileApplicationsResponse{
				Applications: each(items, wireApplication), NextToken: next, LastModifiedTime: at, LastModifiedRegion: region,
			}
		})
}

func (a *API) listSecurityProfileFlowModules(ctx context.Context, c roster.Caller, in *connect.ListSecurityProfileFlowModulesRequest) (*connect.ListSecurityProfileFlowModulesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return pagedPart(ctx, a, c, "ListSecurityProfileFlowModules", instance, securityProfileID(c, instance, in.SecurityProfileId), in.NextToken, in.MaxResults, 1000,
		a.roster.ListSecurityProfileFlowModules,
		func(items []roster.FlowModule, next *string, at *connect.Timestamp, region *string) *connect.ListSecurityProfileFlowModulesResponse {
			return &connect.ListSecurityProfileFlowModulesResponse{
				AllowedFlowModules: each(items, wireFlowModule), NextToken: next, LastModifiedTime: at, LastModifiedRegion: region,
			}
		})
}
