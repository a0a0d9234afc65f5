package roster

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// UserStatus is what was last said of a user's availability, and since when.
type UserStatus struct {
	UserID, AgentStatusID string
	Since                 time.Time
}

// PutUserStatus sets a user's status. The status that the user has is refused, and so is one that is disabled (InvalidRequest). As long as
// none was set, a user is offline.
func (s *Service) PutUserStatus(ctx context.Context, c Caller, instance, userID, statusID string) error {
	q := ask("PutUserStatus", instance, access.TypeUser, userID).naming(access.TypeAgentStatus, statusID)
	next := UserStatus{UserID: userID, AgentStatusID: statusID, Since: s.now()}
	return s.update(ctx, c, q, func(tx Tx, _ *guard) error {
		if _, err := tx.User(userID); err != nil {
			return notFound(err, "User")
		}
		status, err := agentStatuses.get(tx, statusID)
		if err != nil {
			return err
		}
		if has, err := hasStatus(tx, userID, &status); err != nil {
			return err
		} else if has {
			return Errorf(InvalidRequest, "User already in requested status")
		}
		if !status.Enabled {
			return Errorf(InvalidRequest, "The agent status is disabled")
		}
		return tx.PutUserStatus(next)
	})
}

// hasStatus says whether the user is in the status.
func hasStatus(r Reader, userID string, status *AgentStatus) (bool, error) {
	current, err := r.UserStatus(userID)
	if IsKind(err, NotFound) {
		return status.Type == Offline, nil
	}
	return current.AgentStatusID == status.ID, err
}
