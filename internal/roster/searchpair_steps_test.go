package roster_test

import (
	"errors"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// pairSteps are what may happen to a pair's instance, through either service. What is refused changes nothing.
var pairSteps = map[string]func(*pair, *crew){
	"hire": (*pair).hire, "dismiss": (*pair).dismiss, "rename": (*pair).rename, "move": (*pair).move, "assign": (*pair).assign, "tag": (*pair).tag,
	"teach": (*pair).teach, "cut": (*pair).cut, "save": (*pair).save, "restore": (*pair).restore,
}

// drawnSteps has each step as often as it is to be drawn.
var drawnSteps = []string{
	"hire", "hire", "hire", "hire", "dismiss", "dismiss", "rename", "move", "assign", "tag", "teach", "teach", "cut", "cut",
	"save", "restore",
}

// note counts a step that was not refused.
func (p *pair) note(step string, err error) {
	if err == nil {
		p.done[step]++
	} else if asError(err) == nil || roster.IsKind(err, roster.Unavailable) {
		p.Fatalf("%s: %v", step, err)
	}
}

// pick draws one of the values.
func pick[T any](p *pair, of ...T) T { return rapid.SampledFrom(of).Draw(p.T, "one") }

// one draws a user, "" when there is none.
func (p *pair) one(c *crew) string {
	users, err := c.store.Read(c.ctx, c.id).Users(everyone)
	wantKind(p, err, 0)
	if len(users) == 0 {
		return ""
	}
	return pick(p, users...).ID
}

// hire uses few names, so that they are used again.
func (p *pair) hire(c *crew) {
	name := pick(p, "ann", "Ann", "annie", "bea", "user01", "user010", "zoe.e", "strasse")
	_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire(name, func(in *roster.NewUser) {
		in.Identity = names(pick(p, "Ann", "anna", "Bea"), pick(p, "Lee", "Straße"))
		in.HierarchyGroupID = pick(p, "", "site", "team")
		in.SecurityProfileIDs = pick(p, []string{c.agent}, []string{"second"}, []string{c.agent, "second"})
		in.Tags = pick(p, nil, map[string]string{"team": "red"}, map[string]string{"team": ""})
	}))
	p.note("hire", err)
}

func (p *pair) dismiss(c *crew) { p.note("dismiss", c.DeleteUser(c.ctx, c.c, c.id, p.one(c))) }

func (p *pair) rename(c *crew) {
	p.note("rename", c.UpdateUserIdentityInfo(c.ctx, c.c, c.id, p.one(c), names(pick(p, "Ann", "Eve"), pick(p, "Lee", "STRASSE", "Ahn"))))
}

func (p *pair) move(c *crew) {
	p.note("move", c.UpdateUserHierarchy(c.ctx, c.c, c.id, p.one(c), pick(p, "", "site", "team")))
}

func (p *pair) assign(c *crew) {
	p.note("assign", c.UpdateUserSecurityProfiles(c.ctx, c.c, c.id, p.one(c), pick(p, []string{c.agent}, []string{"second"})))
}

func (p *pair) tag(c *crew) {
	of := resource(c.id, access.TypeUser, p.one(c))
	if rapid.Bool().Draw(p.T, "untag") {
		p.note("tag", c.UntagResource(c.ctx, c.c, of, []string{"team"}))
		return
	}
	p.note("tag", c.TagResource(c.ctx, c.c, of, map[string]string{"team": pick(p, "red", "blue", "")}))
}

func (p *pair) teach(c *crew) {
	known := proficiencies{skill(pick(p, "a", "b"), rapid.IntRange(1, 5).Draw(p.T, "level"))}
	call := pick(p, c.AssociateUserProficiencies, c.UpdateUserProficiencies, c.DisassociateUserProficiencies)
	p.note("teach", call(c.ctx, c.c, c.id, p.one(c), known))
}

// cut dismisses two with so much time between them that the feed forgets the first.
func (p *pair) cut(c *crew) {
	first := c.DeleteUser(c.ctx, c.c, c.id, p.one(c))
	for _, e := range p.services {
		e.advance(2 * time.Hour)
	}
	p.note("cut", errors.Join(first, c.DeleteUser(c.ctx, c.c, c.id, p.one(c))))
}

// backup is what an instance was.
type backup struct {
	revision int64
	users    []roster.User
}

func (p *pair) save(c *crew) {
	p.backup = backup{}
	wantKind(p, c.store.View(c.ctx, c.id, func(r roster.Reader) error {
		i, err := r.Instance()
		p.backup.revision = i.Revision
		users, listErr := r.Users(everyone)
		for _, u := range users {
			whole, readErr := r.User(u.ID)
			p.backup.users = append(p.backup.users, whole)
			err = errors.Join(err, readErr)
		}
		return errors.Join(err, listErr)
	}), 0)
	p.done["save"]++
}

// restore leaves the instance as a restored backup does: with the users of then, at the revision of then, without a feed of what was before,
// and in another epoch.
func (p *pair) restore(c *crew) {
	c.put(p, func(tx roster.Tx) error {
		users, err := tx.Users(everyone)
		for _, u := range users {
			err = errors.Join(err, tx.DeleteUser(u.ID, c.now()))
		}
		for _, u := range p.backup.users {
			err = errors.Join(err, tx.PutUser(u))
		}
		return err
	})
	p.exec("update users set revision = $2 where instance_id = $1", c.id, p.backup.revision)
	p.exec("delete from user_tombstones where instance_id = $1", c.id)
	p.exec("update instances set epoch = $2, revision = $3, feed_floor = $4 where id = $1", c.id, uuid.NewString(), p.backup.revision, p.backup.revision)
	p.done["restore"]++
}

func (p *pair) exec(statement string, args ...any) {
	_, err := p.raw.Exec(statement, args...)
	wantKind(p, err, 0)
}
