package roster

import (
	"context"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
)

// Operator is who holds the store itself. Access control does not ask about it, and no lock keeps it out: it is the way in when nobody
// else can, such as the first time, or when the last administrator is locked out. Users go by their names.
type Operator struct {
	Store  Store
	Hasher PasswordHasher
	// Audit makes the events of what the operator does; nil where the trail's keys are not at hand, which keeps nobody out.
	Audit *audit.Recorder
	// Now and Rand are the time and the ids of events.
	Now  func() time.Time
	Rand io.Reader
}

// operatorARN is how the trail calls the operator, who has no ARN.
const operatorARN = "operator"

// change runs fn on a user in a transaction, and records it in that.
func (o Operator) change(ctx context.Context, instance, username, operation string, fn func(tx Tx, id string) error) error {
	r := o.Store.Read(ctx, instance)
	about, err := o.user(r, username)
	if err != nil {
		return err
	}
	i, err := r.Instance()
	if err != nil {
		return notFound(err, "Instance")
	}
	c := Caller{Principal: access.Principal{ARN: operatorARN, Account: i.Account}, Region: i.Region}
	c.Request = audit.Request{Operation: operation, User: about}
	draft, err := o.draft(c)
	if err != nil {
		return err
	}
	return o.Store.Update(ctx, instance, func(tx Tx) error {
		return recorded(tx, c, instance, draft, func(tx Tx) error {
			id, err := o.user(tx, username)
			if err != nil {
				return err
			}
			return fn(tx, id)
		})
	})
}

// draft begins an event, if there are any.
func (o Operator) draft(c Caller) (*audit.Draft, error) {
	if o.Audit == nil {
		return nil, nil
	}
	id, err := uuid.NewRandomFromReader(o.Rand)
	if err != nil {
		return nil, err
	}
	at := o.Now().UTC().Truncate(time.Millisecond)
	return o.Audit.Draft(audit.Call{Principal: c.Principal, Region: c.Region, Request: c.Request, At: at, EventID: id.String()}), nil
}

// SetPassword gives a user of a CONNECT_MANAGED instance a password, ends the user's sessions and forgets what failed. It says how many
// sessions there were. The form of the password is for the caller to check. The error is of kind NotFound when there is no such instance
// or user, InvalidRequest when users of the instance have no passwords.
func (o Operator) SetPassword(ctx context.Context, instance, username, password string) (ended int, err error) {
	if _, err := o.managedUser(o.Store.Read(ctx, instance), username); err != nil {
		return 0, err
	}
	hash, err := o.Hasher.Hash(ctx, password)
	if err != nil {
		return 0, err
	}
	err = o.change(ctx, instance, username, "SetPassword", func(tx Tx, id string) (err error) {
		if err := tx.PutPassword(id, hash); err != nil {
			return err
		}
		if err := tx.ForgetSignInFailures(signInDigest(instance, username)); err != nil {
			return err
		}
		ended, err = tx.EndSessions(id)
		return err
	})
	return ended, err
}

// Unlock forgets how often signing in as the user failed, so that the next attempt need not wait. NotFound as SetPassword has it.
func (o Operator) Unlock(ctx context.Context, instance, username string) error {
	return o.change(ctx, instance, username, "Unlock", func(tx Tx, _ string) error {
		return tx.ForgetSignInFailures(signInDigest(instance, username))
	})
}

// EndSessions ends all sessions of a user, and says how many there were. NotFound as SetPassword has it.
func (o Operator) EndSessions(ctx context.Context, instance, username string) (ended int, err error) {
	err = o.change(ctx, instance, username, "EndSessions", func(tx Tx, id string) (err error) {
		ended, err = tx.EndSessions(id)
		return err
	})
	return ended, err
}

// managedUser is user, where users have passwords.
func (o Operator) managedUser(r Reader, username string) (id string, err error) {
	if id, err = o.user(r, username); err != nil {
		return "", err
	}
	i, err := r.Instance()
	if err == nil && i.IdentityType != ConnectManaged {
		err = Errorf(InvalidRequest, "Users of the instance have no passwords here: its type is %s", i.IdentityType)
	}
	return id, err
}

// user is the id of the user with the name.
func (o Operator) user(r Reader, username string) (id string, err error) {
	if _, err := r.Instance(); err != nil {
		return "", notFound(err, "Instance")
	}
	if id, err = r.UserNamed(username); err == nil && id == "" {
		err = Errorf(NotFound, "User not found")
	}
	return id, err
}
