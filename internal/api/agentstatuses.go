package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) agentStatusOperations(t table) {
	t.add(handle(a, "CreateAgentStatus", a.createAgentStatus))
	t.add(handle(a, "DescribeAgentStatus", a.describeAgentStatus))
	t.add(handle(a, "UpdateAgentStatus", a.updateAgentStatus))
	t.add(handle(a, "ListAgentStatuses", a.listAgentStatuses))
	t.add(handle(a, "SearchAgentStatuses", a.searchAgentStatuses))
}

// agentStatusPath is the instance and the status that a request's path names.
func agentStatusPath(c roster.Caller, instance, status *string) (instanceBare, statusBare string) {
	id := instanceID(c, instance)
	return id, resourceID(c, id, access.TypeAgentStatus, status)
}

func agentStatusARN(c roster.Caller, instance, id string) *string {
	return arn(c, instance, access.TypeAgentStatus, id)
}

func (a *API) createAgentStatus(ctx context.Context, c roster.Caller, in *connect.CreateAgentStatusRequest) (*connect.CreateAgentStatusResponse, error) {
	instance := instanceID(c, in.InstanceId)
	id, err := a.roster.CreateAgentStatus(ctx, c, instance, roster.AgentStatus{
		Meta:         roster.Meta{Name: *in.Name, Tags: in.Tags},
		Description:  value(in.Description),
		Enabled:      *in.State == connect.AgentStatusStateEnabled,
		DisplayOrder: count(in.DisplayOrder),
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateAgentStatusResponse{AgentStatusId: &id, AgentStatusARN: agentStatusARN(c, instance, id)}, nil
}

func (a *API) describeAgentStatus(ctx context.Context, c roster.Caller, in *connect.DescribeAgentStatusRequest) (*connect.DescribeAgentStatusResponse, error) {
	instance, id := agentStatusPath(c, in.InstanceId, in.AgentStatusId)
	s, err := a.roster.DescribeAgentStatus(ctx, c, instance, id)
	if err != nil {
		return nil, err
	}
	shown := agentStatus(c, instance, &s)
	return &connect.DescribeAgentStatusResponse{AgentStatus: &shown}, nil
}

func agentStatus(c roster.Caller, instance string, s *roster.AgentStatus) connect.AgentStatus {
	state := connect.AgentStatusStateDisabled
	if s.Enabled {
		state = connect.AgentStatusStateEnabled
	}
	shown := connect.AgentStatus{
		AgentStatusARN: agentStatusARN(c, instance, s.ID), AgentStatusId: &s.ID, Name: &s.Name, Description: text(s.Description),
		Type: text(connect.AgentStatusType(s.Type)), State: &state, Tags: s.Tags,
	}
	if s.DisplayOrder != nil {
		shown.DisplayOrder = number[int32](*s.DisplayOrder)
	}
	shown.LastModifiedTime, shown.LastModifiedRegion = modified(c, s.LastModified)
	return shown
}

func (a *API) updateAgentStatus(ctx context.Context, c roster.Caller, in *connect.UpdateAgentStatusRequest) (*rest.None, error) {
	instance, id := agentStatusPath(c, in.InstanceId, in.AgentStatusId)
	u := roster.AgentStatusUpdate{
		Name: in.Name, Description: in.Description, DisplayOrder: count(in.DisplayOrder), ResetOrder: value(in.ResetOrderNumber),
	}
	if in.State != nil {
		enabled := *in.State == connect.AgentStatusStateEnabled
		u.Enabled = &enabled
	}
	return nil, a.roster.UpdateAgentStatus(ctx, c, instance, id, u)
}

func (a *API) listAgentStatuses(ctx context.Context, c roster.Caller, in *connect.ListAgentStatusRequest) (*connect.ListAgentStatusResponse, error) {
	instance := instanceID(c, in.InstanceId)
	types := each(in.AgentStatusTypes, func(t *connect.AgentStatusType) roster.AgentStatusType { return roster.AgentStatusType(*t) })
	return paged(a, c, "ListAgentStatuses", instance, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.AgentStatus], error) {
			return a.roster.ListAgentStatuses(ctx, c, instance, types, p)
		},
		func(items []roster.AgentStatus, next *string) *connect.ListAgentStatusResponse {
			return &connect.ListAgentStatusResponse{AgentStatusSummaryList: each(items, agentStatusSummary(c, instance)), NextToken: next}
		}, types)
}

func agentStatusSummary(c roster.Caller, instance string) func(*roster.AgentStatus) connect.AgentStatusSummary {
	return func(s *roster.AgentStatus) connect.AgentStatusSummary {
		at, where := modified(c, s.LastModified)
		return connect.AgentStatusSummary{
			Id: &s.ID, Arn: agentStatusARN(c, instance, s.ID), Name: &s.Name, Type: text(connect.AgentStatusType(s.Type)),
			LastModifiedTime: at, LastModifiedRegion: where,
		}
	}
}
