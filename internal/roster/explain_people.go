package roster

import (
	"errors"
	"slices"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// people makes the rights of many users of an instance. Each security profile is read once.
type people struct {
	r        Reader
	i        Instance
	profiles map[string]*SecurityProfile
	// judged are the profiles as anybody holds them; those that reach their holder's own group are not among them.
	judged map[string]access.Profile
}

func newPeople(r Reader, i Instance) people {
	return people{r: r, i: i, profiles: make(map[string]*SecurityProfile), judged: make(map[string]access.Profile)}
}

// named is a user as somebody who acts, without its rights.
func (p *people) named(id, name string) Actor {
	on := p.user(id)
	return Actor{Principal: access.Principal{ARN: on.ARN(), Account: on.Account, Name: name, User: &access.ConnectUser{Instance: on.Instance, ID: id}}}
}

// user is a user of the instance as a resource.
func (p *people) user(id string) access.Resource {
	return access.Resource{Region: p.i.Region, Account: p.i.Account, Instance: p.i.ID, Type: access.TypeUser, ID: id}
}

// acting is a user as somebody who acts, with its rights. It lives longer than the document.
func (p *people) acting(d *search.Document) (Actor, error) {
	given := make([]access.Profile, len(d.SecurityProfileIDs))
	for n, id := range d.SecurityProfileIDs {
		profile, err := p.profile(id)
		if err != nil {
			return Actor{}, err
		}
		given[n] = profile.grants()
	}
	as := p.named(d.ID, d.Name)
	as.Rights = access.NewRights(access.Target{Resource: p.user(d.ID), HierarchyPath: slices.Clone(d.HierarchyPath)}, given)
	return as, nil
}

// held is what the profiles give to a user with the hierarchy path.
func (p *people) held(ids, path []string) ([]access.Profile, error) {
	given := make([]access.Profile, len(ids))
	for n, id := range ids {
		var err error
		if given[n], err = p.heldOne(id, path); err != nil {
			return nil, err
		}
	}
	return given, nil
}

func (p *people) heldOne(id string, path []string) (access.Profile, error) {
	if given, ok := p.judged[id]; ok {
		return given, nil
	}
	profile, err := p.profile(id)
	if err != nil {
		return access.Profile{}, err
	}
	given, err := heldBy(p.r, profile, path)
	if err == nil && !profile.reachesOwnGroup() {
		p.judged[id] = given
	}
	return given, err
}

func (p *people) profile(id string) (*SecurityProfile, error) {
	if profile, ok := p.profiles[id]; ok {
		return profile, nil
	}
	profile, err := p.r.SecurityProfiles().Get(id)
	if err != nil {
		return nil, err
	}
	p.profiles[id] = &profile
	return &profile, nil
}

// alike is the same text for users to whom their security profiles give the same.
func (p *people) alike(d *search.Document) string {
	text := strings.Join(d.SecurityProfileIDs, " ")
	own := func(id string) bool { return p.profiles[id] != nil && p.profiles[id].reachesOwnGroup() }
	if n := len(d.HierarchyPath); n > 0 && slices.ContainsFunc(d.SecurityProfileIDs, own) {
		text += " of " + d.HierarchyPath[n-1]
	}
	return text
}

// errEnough ends a walk over users that has found what it looked for.
var errEnough = errors.New("enough")

// from calls yield with the search document of each user after the name, until yield says that it has enough.
func (p *people) from(after string, yield func(*search.Document) (more bool, err error)) error {
	err := p.r.UserDocumentsAfter(after, func(d *search.Document) error {
		more, err := yield(d)
		if err == nil && !more {
			err = errEnough
		}
		return err
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}
