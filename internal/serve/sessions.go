package serve

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// createSessionRequest asks to sign a user in, who is named by Username and proved by Password, or is named by UserId and vouched for by
// the signature of a caller who may do so.
type createSessionRequest struct {
	InstanceId *string `json:"InstanceId,omitzero" required:"true" min:"1" max:"100"`
	Username   *string `json:"Username,omitzero" min:"1" max:"100"`
	Password   *string `json:"Password,omitzero" sensitive:"true" min:"1" max:"64"`
	UserId     *string `json:"UserId,omitzero" min:"1" max:"256"`
}

// createSessionResponse is what an AWS SDK needs to call as the user.
type createSessionResponse struct {
	AccessKeyId     *string `json:"AccessKeyId,omitzero"`
	SecretAccessKey *string `json:"SecretAccessKey,omitzero" sensitive:"true"`
	SessionToken    *string `json:"SessionToken,omitzero" sensitive:"true"`
	// Expiration is in ISO 8601, as in what the AWS CLI's credential_process reads.
	Expiration *string `json:"Expiration,omitzero"`
	UserArn    *string `json:"UserArn,omitzero"`
}

// createSession opens a session.
func (s *Server) createSession(ctx context.Context, c roster.Caller, in *createSessionRequest) (*createSessionResponse, error) {
	switch {
	case in.UserId != nil && (in.Username != nil || in.Password != nil):
		return nil, roster.Errorf(roster.InvalidParameter, "UserId stands in place of Username and Password")
	case in.UserId != nil && c.ARN == "":
		return nil, sigv4.ErrMissingAuthenticationToken
	case in.UserId != nil:
		return s.issue(s.opts.Roster.CreateSession(ctx, c, *in.InstanceId, *in.UserId))
	case in.Username == nil || in.Password == nil:
		return nil, roster.Errorf(roster.InvalidParameter, "Username and Password, or UserId, are required")
	}
	attempt := roster.SignIn{Instance: *in.InstanceId, Username: *in.Username, Password: *in.Password}
	attempt.Request = c.Request
	attempt.Request.Parameters = struct{ InstanceId string }{attempt.Instance} // a name that is not there may be a password in the wrong place
	return s.issue(s.signIn(ctx, attempt))
}

// signIn counts against the address unless it succeeds.
func (s *Server) signIn(ctx context.Context, in roster.SignIn) (credential.Session, error) {
	rec := recordOf(ctx)
	in.From = rec.address()
	if !s.attempts.take(in.From) {
		return credential.Session{}, roster.Errorf(roster.Busy, "Too many attempts to sign in failed from this address. Try again later")
	}
	session, err := s.opts.Roster.SignIn(ctx, in)
	if err != nil {
		return session, err
	}
	s.attempts.giveBack(in.From)
	rec.account, rec.region, rec.accessKey = session.Account, session.Region, session.ID
	return session, nil
}

// issue makes the credentials of a session that was opened.
func (s *Server) issue(session credential.Session, err error) (*createSessionResponse, error) {
	if err != nil {
		return nil, err
	}
	credentials, err := s.opts.Sealer.IssueSession(session)
	if err != nil {
		return nil, err
	}
	secret, expires, arn := credentials.Secret.Reveal(), session.Expires.Format(time.RFC3339), userOf(session).ARN()
	return &createSessionResponse{
		AccessKeyId: &session.ID, SecretAccessKey: &secret, SessionToken: &credentials.Token, Expiration: &expires, UserArn: &arn,
	}, nil
}

// userOf is the user who signed in.
func userOf(s credential.Session) access.Resource {
	return access.Resource{Region: s.Region, Account: s.Account, Instance: s.Instance, Type: access.TypeUser, ID: s.User}
}

type endSessionRequest struct{}

// endSession ends the session that the request is signed with.
func (s *Server) endSession(ctx context.Context, c roster.Caller, _ *endSessionRequest) (*rest.None, error) {
	if c.User == nil {
		return nil, roster.Errorf(roster.InvalidRequest, "The request is not signed with a session")
	}
	return nil, s.opts.Roster.EndSession(ctx, c, recordOf(ctx).accessKey)
}
