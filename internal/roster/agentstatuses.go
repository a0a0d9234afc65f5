package roster

import (
	"context"
	"fmt"
	"strconv"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// AgentStatus is what a user may say of its availability.
type AgentStatus struct {
	Meta
	Description string          `json:"description,omitempty"`
	Type        AgentStatusType `json:"type"`
	Enabled     bool            `json:"enabled"`
	// DisplayOrder is nil when there is none.
	DisplayOrder *int `json:"order,omitempty"`
}

// AgentStatusType says what a status means for routing.
type AgentStatusType string

// The types of status. Each instance is born with one that is Routable and one that is Offline; all others are Custom.
const (
	Routable AgentStatusType = "ROUTABLE"
	Offline  AgentStatusType = "OFFLINE"
	Custom   AgentStatusType = "CUSTOM"
)

// state is what the service calls being enabled or not.
func (s *AgentStatus) state() string {
	if s.Enabled {
		return "ENABLED"
	}
	return "DISABLED"
}

// Document is what can be searched of the status. Its display order is compared as text.
func (s *AgentStatus) Document() search.Document {
	order := ""
	if s.DisplayOrder != nil {
		order = strconv.Itoa(*s.DisplayOrder)
	}
	return s.documentWith(map[search.Field]string{
		search.FieldDescription: s.Description, search.FieldState: s.state(), search.FieldType: string(s.Type), search.FieldDisplayOrder: order,
	})
}

// place is the status's place in lists: by display order, then name, then id. Those without an order come last.
func (s *AgentStatus) place() Position {
	order := "99" // no order that can be given is as high
	if s.DisplayOrder != nil {
		order = fmt.Sprintf("%02d", *s.DisplayOrder)
	}
	return Position{Name: order + s.Name, ID: s.ID}
}

var agentStatuses = collection[AgentStatus, *AgentStatus]{
	kind: access.TypeAgentStatus, what: "Agent status", table: Reader.AgentStatuses, place: (*AgentStatus).place,
}

// CreateAgentStatus makes a custom status, whose id and time it draws itself, and gives the id. Its name is unique.
func (s *Service) CreateAgentStatus(ctx context.Context, c Caller, instance string, status AgentStatus) (id string, err error) {
	status.ID, status.LastModified, status.Type = s.newID(), s.now(), Custom
	q := askNew("CreateAgentStatus", instance, access.TypeAgentStatus, status.Tags)
	return status.ID, s.update(ctx, c, q, func(tx Tx, g *guard) (err error) {
		if status.Tags, err = g.tagged(); err != nil {
			return err
		}
		if err := agentStatuses.checkNameFree(tx, status.Name, status.ID); err != nil {
			return err
		}
		if err := s.checkStatusRoom(tx, false, status.Enabled); err != nil {
			return err
		}
		return tx.PutAgentStatus(status)
	})
}

// checkStatusRoom refuses one more enabled status. was and is say whether the status was enabled, and whether it is to be.
func (s *Service) checkStatusRoom(r Reader, was, is bool) error {
	if was || !is {
		return nil
	}
	return s.opts.Quotas.check(AgentStatusQuota, func(n int) (bool, error) {
		all, err := r.AgentStatuses().List(Page{Limit: -1})
		for i := range all {
			if all[i].Enabled {
				n--
			}
		}
		return n <= 0, err
	})
}

// DescribeAgentStatus reads a status.
func (s *Service) DescribeAgentStatus(ctx context.Context, c Caller, instance, id string) (AgentStatus, error) {
	return agentStatuses.describe(ctx, s, c, "DescribeAgentStatus", instance, id)
}

// ListAgentStatuses lists the statuses of the types, of all types when there are none, by display order and name.
func (s *Service) ListAgentStatuses(ctx context.Context, c Caller, instance string, types []AgentStatusType, p Page) (List[AgentStatus], error) {
	found, err := agentStatuses.search(ctx, s, c, "ListAgentStatuses", instance, ofTypes(types), p)
	return found.List, err
}

// SearchAgentStatuses finds statuses, by display order and name.
func (s *Service) SearchAgentStatuses(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (Found[AgentStatus], error) {
	return agentStatuses.search(ctx, s, c, "SearchAgentStatuses", instance, where, p)
}

// AgentStatusUpdate is what changes of a status. What is nil stays; an empty description clears. ResetOrder removes the display order,
// whatever DisplayOrder says.
type AgentStatusUpdate struct {
	Name, Description *string
	Enabled           *bool
	DisplayOrder      *int
	ResetOrder        bool
}

// UpdateAgentStatus changes a status. Those that an instance is born with cannot be disabled (InvalidRequest). To enable one needs room
// for it (LimitExceeded).
func (s *Service) UpdateAgentStatus(ctx context.Context, c Caller, instance, id string, u AgentStatusUpdate) error {
	q := ask("UpdateAgentStatus", instance, access.TypeAgentStatus, id)
	return agentStatuses.update(ctx, s, c, q, Tx.PutAgentStatus, func(tx Tx, status *AgentStatus) error {
		was := status.Enabled
		u.apply(status)
		if !status.Enabled && status.Type != Custom {
			return Errorf(InvalidRequest, "An agent status of type %s cannot be disabled", status.Type)
		}
		if err := agentStatuses.checkNameFree(tx, status.Name, id); err != nil {
			return err
		}
		return s.checkStatusRoom(tx, was, status.Enabled)
	})
}

func (u *AgentStatusUpdate) apply(s *AgentStatus) {
	replace(&s.Name, u.Name)
	replace(&s.Description, u.Description)
	replace(&s.Enabled, u.Enabled)
	if u.DisplayOrder != nil {
		s.DisplayOrder = u.DisplayOrder
	}
	if u.ResetOrder {
		s.DisplayOrder = nil
	}
}
