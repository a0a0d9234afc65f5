package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/bench/people"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// usersPerUpdate is how many users are added in one transaction. PostgreSQL's plans follow what was committed, so there it is few.
func usersPerUpdate(storeURL string) int {
	if sqlstore.IsPostgres(storeURL) {
		return 250
	}
	return 50_000
}

// seed writes a company into a store that no server has open, as an instance with the company's id. Nothing but the writing of it takes
// another way than CreateUser's.
func seed(ctx context.Context, storeURL string, c *people.Company) (err error) {
	store, err := sqlstore.Open(ctx, storeURL, sqlstore.Options{Exclusive: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	s := &seeding{company: c, now: time.Now().Truncate(time.Millisecond), piece: usersPerUpdate(storeURL)}
	if err := store.Update(ctx, c.ID, s.putContents); err != nil {
		return err
	}
	next := func(users []roster.User) error {
		return store.Update(ctx, c.ID, func(tx roster.Tx) error { return addAll(tx, users) })
	}
	return s.inPieces(next)
}

// seeding writes a company; everything in it is of one time.
type seeding struct {
	company *people.Company
	now     time.Time
	piece   int
}

// inPieces hands out all users, a piece at a time.
func (s *seeding) inPieces(next func([]roster.User) error) error {
	users := make([]roster.User, 0, s.piece)
	for p := range s.company.People() {
		if users = append(users, s.user(p)); len(users) < s.piece {
			continue
		}
		if err := next(users); err != nil {
			return err
		}
		users = users[:0]
	}
	return next(users)
}

func addAll(tx roster.Tx, users []roster.User) error {
	for _, u := range users {
		if err := tx.AddUser(u); err != nil {
			return err
		}
	}
	return nil
}

// user is the person as the server knows people.
func (s *seeding) user(p *people.Person) roster.User {
	u := roster.User{
		ID: p.ID, Username: p.Username, DirectoryUserID: p.DirectoryID,
		Identity: roster.Identity{FirstName: p.FirstName, LastName: p.LastName},
		Phone: roster.Phone{
			Type:             roster.SoftPhone,
			AutoAccept:       map[roster.Channel]roster.AutoAccept{roster.Voice: {On: true}},
			AfterContactWork: map[roster.Channel]roster.AfterContactWork{roster.Voice: {Limit: 30}},
		},
		RoutingProfileID: p.RoutingProfile, SecurityProfileIDs: p.SecurityProfiles, HierarchyPath: p.Group.Path, Tags: p.Tags,
		LastModified: s.now,
	}
	for _, has := range p.Proficiencies {
		u.Proficiencies = append(u.Proficiencies, search.Proficiency{Name: has.Name, Value: has.Value, Level: has.Level})
	}
	return u
}

// putContents writes the instance and what its users refer to.
func (s *seeding) putContents(tx roster.Tx) error {
	return errors.Join(tx.PutInstance(s.instance()), s.putProfiles(tx), s.putGroups(tx), s.putAttributes(tx))
}

func (s *seeding) instance() roster.Instance {
	i := roster.Instance{
		// The account of keys that are made without naming one.
		ID: s.company.ID, Account: "000000000000", Region: region, IdentityType: roster.SAML, Alias: "bench", RoleSuffix: "bench",
		Created: s.now, ActiveFrom: s.now, Epoch: s.company.ID,
	}
	for _, name := range people.Levels {
		i.Levels = append(i.Levels, roster.UserHierarchyLevel{Name: name, LastModified: s.now})
	}
	return i
}

func (s *seeding) putProfiles(tx roster.Tx) error {
	hours := roster.HoursOfOperation{Meta: s.meta(people.Named{ID: s.company.ID, Name: "Hours"}), TimeZone: "UTC"}
	queue := roster.Queue{Meta: s.meta(people.Named{ID: s.company.ID, Name: "Queue"}), HoursOfOperationID: hours.ID, Enabled: true}
	err := errors.Join(tx.PutHoursOfOperation(hours), tx.PutQueue(queue))
	for _, p := range s.company.RoutingProfiles {
		err = errors.Join(err, tx.PutRoutingProfile(roster.RoutingProfile{
			Meta: s.meta(p), DefaultOutboundQueueID: queue.ID, AvailabilityTimer: roster.TimeSinceLastActivity,
		}))
	}
	for _, p := range s.company.SecurityProfiles {
		err = errors.Join(err, tx.PutSecurityProfile(roster.SecurityProfile{Meta: s.meta(p)}))
	}
	return err
}

func (s *seeding) putGroups(tx roster.Tx) (err error) {
	for _, g := range slices.Concat(s.company.Groups...) {
		level := len(g.Path)
		group := roster.UserHierarchyGroup{Meta: s.meta(people.Named{ID: g.ID, Name: g.Name}), Level: level, Path: g.Path}
		if level > 1 {
			group.ParentID = g.Path[level-2]
		}
		err = errors.Join(err, tx.PutUserHierarchyGroup(group))
	}
	return err
}

func (s *seeding) putAttributes(tx roster.Tx) (err error) {
	for _, a := range s.company.Attributes {
		err = errors.Join(err, tx.PutPredefinedAttribute(roster.PredefinedAttribute{
			Meta: s.meta(people.Named{ID: a.Name, Name: a.Name}), Values: a.Values,
		}))
	}
	return err
}

func (s *seeding) meta(n people.Named) roster.Meta {
	return roster.Meta{ID: n.ID, Name: n.Name, LastModified: s.now}
}
