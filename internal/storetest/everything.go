package storetest

import (
	"context"
	"errors"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Everything puts something into every place of a new store: keys, trails, the instance i with something of every kind and members full, an
// instance j with the least, and what is left of the deleted instance gone. The user i-jane signed in; i-joe is deleted.
func Everything(ctx context.Context, s interface {
	roster.Store
	KeyStore
}) error {
	for _, id := range []string{"a", "b"} {
		if err := errors.Join(s.AddAccessKey(ctx, accessKey(id, 0)), s.AddKeyringKey(ctx, id, Now, "sealed "+id)); err != nil {
			return err
		}
	}
	in, j, gone := NewSample("i"), NewSample("j"), NewSample("gone")
	for _, put := range []struct {
		instance string
		fn       func(roster.Tx) error
	}{
		{"i", in.Put}, {"i", in.putRest}, {"i", in.putPeople}, {"i", putTraces}, {"j", j.Put}, {"gone", gone.Put},
		{"gone", func(tx roster.Tx) error { return tx.DeleteInstance(Now) }},
		{"account/111111111111", func(tx roster.Tx) error { tx.Record(Event("ListInstances")); return nil }},
	} {
		if err := s.Update(ctx, put.instance, put.fn); err != nil {
			return err
		}
	}
	return errors.Join(s.SetAccessKeyPolicy(ctx, "b", `{"Statement":[]}`), s.RevokeAccessKey(ctx, "b", Now.Add(time.Hour)))
}

// putRest puts what a sample lacks, some of it with texts that are easily lost.
func (s Sample) putRest(tx roster.Tx) error {
	odd := meta("odd", "Ω <&>\u2028\"\\ e\u0301 𝄞")
	odd.Tags = map[string]string{"<&>": "\u2028"}
	top := group("top", "Top", nil)
	below := group("below", odd.Name, &top)
	queue, profile := fullQueue(s, meta("queue", "Queue")), fullSecurityProfile(s, meta("profile", "Profile"))
	queue.QuickConnectIDs, profile.AllowedGroupID = []string{odd.ID}, below.ID
	return errors.Join(
		tx.PutUserHierarchyGroup(top), tx.PutUserHierarchyGroup(below), tx.PutSecurityProfile(profile),
		tx.PutHoursOfOperation(fullHours(s, odd)), tx.PutHoursOfOperationOverride(fullOverride(s, odd)),
		tx.PutQuickConnect(fullQuickConnect(s, odd)), tx.PutQueue(queue), tx.PutRoutingProfile(fullRoutingProfile(s, odd)),
		tx.PutAgentStatus(fullAgentStatus(s, odd)), tx.PutPredefinedAttribute(fullPredefinedAttribute(s, odd)),
		tx.PutAuthenticationProfile(fullAuthenticationProfile(s, odd)),
	)
}

// putPeople puts users: jane with everything that a user can have, jim with the least, and joe who is gone.
func (s Sample) putPeople(tx roster.Tx) error {
	jane := s.FullUser("jane", "top", "below")
	jane.SecurityProfileIDs = append(jane.SecurityProfileIDs, "profile")
	return errors.Join(
		tx.AddUser(s.User("joe")), tx.AddUser(jane), tx.AddUser(s.User("jim")), tx.DeleteUser("i-joe", Now), tx.PutPassword(jane.ID, "hash"),
		tx.PutUserStatus(roster.UserStatus{UserID: jane.ID, AgentStatusID: s.Status.ID, Since: Now}), tx.AddSession(sessionOf(jane.ID, "session", 0)),
	)
}

// putTraces puts what stays behind when something was done.
func putTraces(tx roster.Tx) error {
	tx.Record(Event("CreateUser"))
	tx.Record(Event("UpdateUserIdentityInfo"))
	return errors.Join(putToken(token, roster.TokenUse{Fingerprint: "f", Result: "i", At: Now})(tx),
		tx.PutInstanceChange("111111111111", Now), tx.PutInstanceChange("111111111111", Now),
		tx.PutSignInFailures("digest", roster.SignInFailures{Count: 3, Last: Now}))
}
