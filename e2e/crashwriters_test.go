package e2e

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// standing is what changes of an employee: whether there is such a user, and the last name.
type standing struct {
	there   bool
	surname string
}

// employee is somebody whom a writer hired. What was asked and not acknowledged is what asked and is differ in.
type employee struct {
	name, id  string
	is, asked standing
}

// ask sends what is asked.
func (p *employee) ask(ctx context.Context, c *centre) error {
	switch {
	case !p.is.there:
		made, err := c.CreateUser(ctx, p.application(c, p.asked.surname))
		if err == nil {
			p.id = *made.UserId
		}
		return err
	case !p.asked.there:
		return errorOf(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.id, UserId: &p.id}))
	}
	return errorOf(c.UpdateUserIdentityInfo(ctx, &connect.UpdateUserIdentityInfoInput{
		InstanceId: c.id, UserId: &p.id, IdentityInfo: called(p.asked.surname),
	}))
}

// application asks for a user who fills rows of several tables.
func (p *employee) application(c *centre, surname string) *connect.CreateUserInput {
	in := c.user(p.name)
	in.IdentityInfo = called(surname)
	in.SecurityProfileIds = []string{*c.profiles["Agent"], *c.profiles["QualityAnalyst"]}
	in.Tags = map[string]string{"name": p.name}
	return in
}

func called(surname string) *types.UserIdentityInfo {
	return &types.UserIdentityInfo{FirstName: aws.String("Ada"), LastName: &surname}
}

// crashWriter hires people, renames them, lets them go and hires them again. Nobody else touches them.
type crashWriter struct {
	number int
	dice   *rand.Rand
	drawn  int
	people []*employee
	// touched are those about whom something was asked since the last kill.
	touched map[*employee]bool
}

// work asks one thing after the other until one is not answered, and gives that one's error.
func (w *crashWriter) work(ctx context.Context, c *centre, acknowledged func()) error {
	for {
		p := w.draw()
		if err := p.ask(ctx, c); err != nil {
			return err
		}
		p.is = p.asked
		acknowledged()
	}
}

// draw draws somebody, and what to ask. Every mark is drawn once, and so every name and every last name.
func (w *crashWriter) draw() *employee {
	w.drawn++
	mark := fmt.Sprintf("%d-%d", w.number, w.drawn)
	n := w.dice.IntN(2 * (len(w.people) + 1))
	if n >= len(w.people) {
		n = len(w.people)
		w.people = append(w.people, &employee{name: "user-" + mark})
	}
	p := w.people[n]
	p.asked = standing{true, mark}
	if p.is.there && w.dice.IntN(3) == 0 {
		p.asked = standing{}
	}
	w.touched[p] = true
	return p
}
