package api

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func (a *API) proficiencyOperations(t table) {
	t.add(handle(a, "AssociateUserProficiencies", a.associateUserProficiencies))
	t.add(handle(a, "UpdateUserProficiencies", a.updateUserProficiencies))
	t.add(handle(a, "DisassociateUserProficiencies", a.disassociateUserProficiencies))
	t.add(handle(a, "ListUserProficiencies", a.listUserProficiencies))
}

// proficiencies reads a list of proficiencies. A level is a number with decimals on the wire, and has none.
func proficiencies(in []connect.UserProficiency) ([]search.Proficiency, error) {
	list := make([]search.Proficiency, len(in))
	for i, p := range in {
		level := int(*p.Level)
		if float32(level) != *p.Level {
			return nil, roster.Errorf(roster.InvalidParameter, "UserProficiencies.Level must be a whole number")
		}
		list[i] = search.Proficiency{Name: *p.AttributeName, Value: *p.AttributeValue, Level: level}
	}
	return list, nil
}

func (a *API) associateUserProficiencies(ctx context.Context, c roster.Caller, in *connect.AssociateUserProficienciesRequest) (*rest.None, error) {
	list, err := proficiencies(in.UserProficiencies)
	if err != nil {
		return nil, err
	}
	instance, id := userPath(c, in.InstanceId, in.UserId)
	return nil, a.roster.AssociateUserProficiencies(ctx, c, instance, id, list)
}

func (a *API) updateUserProficiencies(ctx context.Context, c roster.Caller, in *connect.UpdateUserProficienciesRequest) (*rest.None, error) {
	list, err := proficiencies(in.UserProficiencies)
	if err != nil {
		return nil, err
	}
	instance, id := userPath(c, in.InstanceId, in.UserId)
	return nil, a.roster.UpdateUserProficiencies(ctx, c, instance, id, list)
}

func (a *API) disassociateUserProficiencies(ctx context.Context, c roster.Caller, in *connect.DisassociateUserProficienciesRequest) (*rest.None, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	list := each(in.UserProficiencies, func(p *connect.UserProficiencyDisassociate) search.Proficiency {
		return search.Proficiency{Name: *p.AttributeName, Value: *p.AttributeValue}
	})
	return nil, a.roster.DisassociateUserProficiencies(ctx, c, instance, id, list)
}

func (a *API) listUserProficiencies(ctx context.Context, c roster.Caller, in *connect.ListUserProficienciesRequest) (*connect.ListUserProficienciesResponse, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	var changed time.Time
	return paged(a, c, "ListUserProficiencies", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (list roster.List[search.Proficiency], err error) {
			list, changed, err = a.roster.ListUserProficiencies(ctx, c, instance, id, p)
			return list, err
		},
		func(items []search.Proficiency, next *string) *connect.ListUserProficienciesResponse {
			at, where := modified(c, changed)
			return &connect.ListUserProficienciesResponse{
				UserProficiencyList: each(items, wireProficiency), NextToken: next, LastModifiedTime: at, LastModifiedRegion: where,
			}
		}, id)
}

func wireProficiency(p *search.Proficiency) connect.UserProficiency {
	level := float32(p.Level)
	return connect.UserProficiency{AttributeName: &p.Name, AttributeValue: &p.Value, Level: &level}
}
