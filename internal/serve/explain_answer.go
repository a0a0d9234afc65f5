package serve

import (
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// ExplainResponse is the answer to a question about access control. The member that the question asks for is there.
type ExplainResponse struct {
	Decision  *ExplainedDecision  `json:",omitempty"`
	Who       []ExplainedGrant    `json:",omitzero"`
	Sees      *ExplainedSight     `json:",omitempty"`
	Takeovers *ExplainedTakeovers `json:",omitempty"`
	// Next is there when the list goes on.
	Next *ExplainPosition `json:",omitempty"`
}

// ExplainedDecision says whether something may be done, and why.
type ExplainedDecision struct {
	Allowed bool
	Reason  string
	// Statement is that of a policy which decided, and Condition that because of which it does not allow: an operator and a key.
	Statement string `json:",omitempty"`
	Condition string `json:",omitempty"`
	// Profiles are the security profiles that allow it, or all of the user's with what each lacks.
	Profiles []ExplainedProfile `json:",omitempty"`
	// Except says what of an allowed action is refused nevertheless.
	Except string `json:",omitempty"`
	// ResourceMissing says that the resource does not exist.
	ResourceMissing bool `json:",omitempty"`
}

// ExplainedProfile is what a security profile has to do with a decision.
type ExplainedProfile struct {
	Id, Name string
	Granted  []string `json:",omitempty"`
	Failed   []string `json:",omitempty"`
}

// ExplainedActor is the holder of an access key or a Connect user.
type ExplainedActor struct {
	Arn, Name   string
	AccessKeyId string `json:",omitempty"`
	UserId      string `json:",omitempty"`
}

// ExplainedGrant is somebody who may do what was asked about.
type ExplainedGrant struct {
	ExplainedActor
	Decision ExplainedDecision
}

// ExplainedSight is what somebody sees: all resources if Listing allows it, those on this page under Resources.
type ExplainedSight struct {
	Action    string
	Listing   ExplainedDecision
	Total     int
	Resources []ExplainedResource
}

// ExplainedResource is a resource by its id and its name.
type ExplainedResource struct{ Id, Name string }

// ExplainedTakeovers tells who can change whose e-mail address. Administrators can change everybody's.
type ExplainedTakeovers struct {
	Administrators []ExplainedActor
	Victims        []ExplainedVictim
}

// ExplainedVictim is a user with those who can change its e-mail address.
type ExplainedVictim struct {
	User ExplainedActor
	By   []ExplainedActor
}

func shownDecision(e roster.Explanation) ExplainedDecision {
	d := ExplainedDecision{
		Allowed: e.Allowed, Reason: e.Reason, Statement: e.Statement, Condition: e.Condition, Except: e.Except, ResourceMissing: e.Absent,
	}
	for _, v := range e.Detail {
		d.Profiles = append(d.Profiles, shownProfile(v))
	}
	return d
}

func shownProfile(v access.ProfileVerdict) ExplainedProfile {
	p := ExplainedProfile{Id: v.ID, Name: v.Name, Granted: v.Granted}
	for _, f := range v.Failed {
		p.Failed = append(p.Failed, f.String())
	}
	return p
}

func shownActor(a roster.Actor) ExplainedActor {
	shown := ExplainedActor{Arn: a.ARN, Name: a.Name, AccessKeyId: a.KeyID}
	if a.User != nil {
		shown.UserId = a.User.ID
	}
	return shown
}

func shownActors(all []roster.Actor) []ExplainedActor {
	shown := make([]ExplainedActor, len(all))
	for i, a := range all {
		shown[i] = shownActor(a)
	}
	return shown
}

func shownGrants(all []roster.Grant) []ExplainedGrant {
	shown := make([]ExplainedGrant, len(all))
	for i, g := range all {
		shown[i] = ExplainedGrant{shownActor(g.Actor), shownDecision(g.Explanation)}
	}
	return shown
}

func shownSight(s roster.Sight) *ExplainedSight {
	shown := &ExplainedSight{Action: s.Action, Listing: shownDecision(s.Explanation), Total: s.Total, Resources: make([]ExplainedResource, len(s.Items))}
	for i, seen := range s.Items {
		shown.Resources[i] = ExplainedResource{Id: seen.ID, Name: seen.Name}
	}
	return shown
}

func shownTakeovers(t roster.Takeovers) *ExplainedTakeovers {
	shown := &ExplainedTakeovers{Administrators: shownActors(t.Administrators), Victims: make([]ExplainedVictim, len(t.Victims.Items))}
	for i, v := range t.Victims.Items {
		shown.Victims[i] = ExplainedVictim{shownActor(v.Victim), shownActors(v.By)}
	}
	return shown
}

func shownPosition(p *roster.Position) *ExplainPosition {
	if p == nil {
		return nil
	}
	return &ExplainPosition{Name: p.Name, Id: p.ID}
}
