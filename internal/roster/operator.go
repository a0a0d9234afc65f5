package roster

import "context"

// Operator is who holds the store itself. Access control does not ask about it, and no lock keeps it out: it is the way in when nobody
// else can, such as the first time, or when the last administrator is locked out. Users go by their names.
type Operator struct {
	Store  Store
	Hasher PasswordHasher
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
	err = o.Store.Update(ctx, instance, func(tx Tx) error {
		id, err := o.managedUser(tx, username)
		if err != nil {
			return err
		}
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
	return o.Store.Update(ctx, instance, func(tx Tx) error {
		if _, err := o.user(tx, username); err != nil {
			return err
		}
		return tx.ForgetSignInFailures(signInDigest(instance, username))
	})
}

// EndSessions ends all sessions of a user, and says how many there were. NotFound as SetPassword has it.
func (o Operator) EndSessions(ctx context.Context, instance, username string) (ended int, err error) {
	err = o.Store.Update(ctx, instance, func(tx Tx) error {
		id, err := o.user(tx, username)
		if err != nil {
			return err
		}
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
