package roster_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// naming are the operations whose bodies name further resources. Each names, in every member that can, what the member is called.
var naming = map[string]func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error{
	"CreateUser": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		_, err := s.CreateUser(ctx, c, i, roster.NewUser{
			SecurityProfileIDs: []string{"first", "SecurityProfileIds"}, RoutingProfileID: "RoutingProfileId", HierarchyGroupID: "HierarchyGroupId",
		})
		return err
	},
	"UpdateUserSecurityProfiles": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.UpdateUserSecurityProfiles(ctx, c, i, "u", []string{"first", "SecurityProfileIds"})
	},
	"UpdateUserRoutingProfile": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.UpdateUserRoutingProfile(ctx, c, i, "u", "RoutingProfileId")
	},
	"UpdateUserHierarchy": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.UpdateUserHierarchy(ctx, c, i, "u", "HierarchyGroupId")
	},
	"PutUserStatus": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.PutUserStatus(ctx, c, i, "u", "AgentStatusId")
	},
	"CreateSecurityProfile": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		_, err := s.CreateSecurityProfile(ctx, c, i, roster.SecurityProfile{AllowedGroupID: "AllowedAccessControlHierarchyGroupId"})
		return err
	},
	"UpdateSecurityProfile": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.UpdateSecurityProfile(ctx, c, i, "p", roster.SecurityProfileUpdate{AllowedGroupID: ptr("AllowedAccessControlHierarchyGroupId")})
	},
	"CreateUserHierarchyGroup": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		_, err := s.CreateUserHierarchyGroup(ctx, c, i, roster.NewUserHierarchyGroup{ParentID: "ParentGroupId"})
		return err
	},
	"CreateRoutingProfile": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		_, err := s.CreateRoutingProfile(ctx, c, i, roster.RoutingProfile{
			DefaultOutboundQueueID: "DefaultOutboundQueueId",
			Queues:                 []roster.QueueConfig{{QueueID: "first"}, {QueueID: "QueueConfigs.QueueReference.QueueId"}},
			ManualQueues:           []roster.ManualQueue{{QueueID: "ManualAssignmentQueueConfigs.QueueReference.QueueId"}},
		})
		return err
	},
	"UpdateRoutingProfileDefaultOutboundQueue": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.UpdateRoutingProfileDefaultOutboundQueue(ctx, c, i, "p", "DefaultOutboundQueueId")
	},
	"UpdateRoutingProfileQueues": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.UpdateRoutingProfileQueues(ctx, c, i, "p", []roster.QueueConfig{{QueueID: "QueueConfigs.QueueReference.QueueId"}})
	},
	"AssociateRoutingProfileQueues": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.AssociateRoutingProfileQueues(ctx, c, i, "p", []roster.QueueConfig{{QueueID: "QueueConfigs.QueueReference.QueueId"}},
			[]roster.ManualQueue{{QueueID: "ManualAssignmentQueueConfigs.QueueReference.QueueId"}})
	},
	"DisassociateRoutingProfileQueues": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.DisassociateRoutingProfileQueues(ctx, c, i, "p", []roster.QueueChannel{{QueueID: "QueueReferences.QueueId"}},
			[]roster.QueueChannel{{QueueID: "ManualAssignmentQueueReferences.QueueId"}})
	},
	"CreateQueue": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		_, err := s.CreateQueue(ctx, c, i, roster.Queue{HoursOfOperationID: "HoursOfOperationId", QuickConnectIDs: []string{"first", "QuickConnectIds"}})
		return err
	},
	"UpdateQueueHoursOfOperation": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.UpdateQueueHoursOfOperation(ctx, c, i, "q", "HoursOfOperationId")
	},
	"AssociateQueueQuickConnects": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.AssociateQueueQuickConnects(ctx, c, i, "q", []string{"first", "QuickConnectIds"})
	},
	"DisassociateQueueQuickConnects": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.DisassociateQueueQuickConnects(ctx, c, i, "q", []string{"first", "QuickConnectIds"})
	},
	"CreateQuickConnect": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		_, err := s.CreateQuickConnect(ctx, c, i, roster.QuickConnect{Destination: everyDestination})
		return err
	},
	"UpdateQuickConnectConfig": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.UpdateQuickConnectConfig(ctx, c, i, "q", everyDestination)
	},
	"CreateHoursOfOperation": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		_, err := s.CreateHoursOfOperation(ctx, c, i, roster.HoursOfOperation{ParentIDs: []string{"first", "ParentHoursOfOperationConfigs.HoursOfOperationId"}})
		return err
	},
	"AssociateHoursOfOperations": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.AssociateHoursOfOperations(ctx, c, i, "h", []string{"first", "ParentHoursOfOperationConfigs.HoursOfOperationId"})
	},
	"DisassociateHoursOfOperations": func(s *roster.Service, ctx context.Context, c roster.Caller, i string) error {
		return s.DisassociateHoursOfOperations(ctx, c, i, "h", []string{"first", "ParentHoursOfOperationIds"})
	},
}

// everyDestination leads to more than a quick connect can.
var everyDestination = roster.Destination{UserID: "QuickConnectConfig.UserConfig.UserId", QueueID: "QuickConnectConfig.QueueConfig.QueueId"}

// Each resource that a body names is decided on: to deny the operation on that one alone refuses the request.
func TestEveryReferenceIsDecidedOn(t *testing.T) {
	c := newCrew(t, roster.SAML)
	since := c.revision(t)
	for _, operation := range operations() {
		references := access.References(operation)
		if (len(references) > 0) != (naming[operation] != nil) {
			t.Errorf("%s has %d references; the table of this test says otherwise", operation, len(references))
			continue
		}
		for _, reference := range references {
			t.Run(operation+"/"+reference.Member, func(t *testing.T) {
				deny := fmt.Sprintf(`{"Effect":"Deny","Action":"connect:%s","Resource":"%s"}`, operation, c.arn(reference.Type, reference.Member))
				c.wantDenied(t, naming[operation](c.Service, c.ctx, holder(t, allowAll+","+deny), c.id), reference.Type, reference.Member, since)

				allowed := naming[operation](c.Service, c.ctx, holder(t, allowAll), c.id)
				if roster.IsKind(allowed, roster.Denied) {
					t.Errorf("without the Deny: %v", allowed)
				}
			})
		}
	}
}
