package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// These operations take an authentication profile's id alone: its ARN is longer than the contract lets an id be.
func (a *API) authenticationProfileOperations(t table) {
	t.add(handle(a, "DescribeAuthenticationProfile", a.describeAuthenticationProfile))
	t.add(handle(a, "ListAuthenticationProfiles", a.listAuthenticationProfiles))
	t.add(handle(a, "UpdateAuthenticationProfile", a.updateAuthenticationProfile))
}

func (a *API) describeAuthenticationProfile(ctx context.Context, c roster.Caller, in *connect.DescribeAuthenticationProfileRequest) (*connect.DescribeAuthenticationProfileResponse, error) {
	instance := instanceID(c, in.InstanceId)
	p, err := a.roster.DescribeAuthenticationProfile(ctx, c, instance, *in.AuthenticationProfileId)
	if err != nil {
		return nil, err
	}
	wire := &connect.AuthenticationProfile{
		Id: &p.ID, Arn: arn(c, instance, access.TypeAuthenticationProfile, p.ID), Name: &p.Name, Description: text(p.Description),
		AllowedIps: p.AllowedIPs, BlockedIps: p.BlockedIPs, IsDefault: &p.Default, CreatedTime: connect.NewTimestamp(p.Created),
		PeriodicSessionDuration: number[int32](p.PeriodicSession), MaxSessionDuration: number[int32](p.MaxSession),
		SessionInactivityDuration: number[int32](p.SessionInactivity), SessionInactivityHandlingEnabled: &p.InactivityHandling,
	}
	wire.LastModifiedTime, wire.LastModifiedRegion = modified(c, p.LastModified)
	return &connect.DescribeAuthenticationProfileResponse{AuthenticationProfile: wire}, nil
}

func (a *API) listAuthenticationProfiles(ctx context.Context, c roster.Caller, in *connect.ListAuthenticationProfilesRequest) (*connect.ListAuthenticationProfilesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return paged(a, c, "ListAuthenticationProfiles", instance, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.AuthenticationProfile], error) {
			return a.roster.ListAuthenticationProfiles(ctx, c, instance, p)
		},
		func(items []roster.AuthenticationProfile, next *string) *connect.ListAuthenticationProfilesResponse {
			return &connect.ListAuthenticationProfilesResponse{
				AuthenticationProfileSummaryList: each(items, func(p *roster.AuthenticationProfile) connect.AuthenticationProfileSummary {
					s := connect.AuthenticationProfileSummary{
						Id: &p.ID, Arn: arn(c, instance, access.TypeAuthenticationProfile, p.ID), Name: &p.Name, IsDefault: &p.Default,
					}
					s.LastModifiedTime, s.LastModifiedRegion = modified(c, p.LastModified)
					return s
				}),
				NextToken: next,
			}
		})
}

func (a *API) updateAuthenticationProfile(ctx context.Context, c roster.Caller, in *connect.UpdateAuthenticationProfileRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.UpdateAuthenticationProfile(ctx, c, instance, *in.AuthenticationProfileId, roster.AuthenticationProfileUpdate{
		Name: in.Name, Description: in.Description, AllowedIPs: in.AllowedIps, BlockedIPs: in.BlockedIps,
		PeriodicSession: count(in.PeriodicSessionDuration), SessionInactivity: count(in.SessionInactivityDuration),
		InactivityHandling: in.SessionInactivityHandlingEnabled,
	})
}
