package e2e

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// do does an operation and notes how it went.
func (c *crowd) do(o *operation) {
	ctx, cancel := context.WithTimeout(context.Background(), answerTime)
	defer cancel()
	o.began = c.now()
	err := c.call(ctx, c.nodes[o.node].centre.Load(), o)
	o.ended = c.now()
	if o.settle(err); o.outcome == turnedDown && o.action != hiring {
		c.learn(o.name, person{})
	}
	c.add(o)
}

func (c *crowd) call(ctx context.Context, at *centre, o *operation) error {
	switch o.action {
	case hiring:
		return c.hire(ctx, at, o)
	case changing:
		return errorOf(at.UpdateUserIdentityInfo(ctx, &connect.UpdateUserIdentityInfoInput{
			InstanceId: at.id, UserId: &o.id, IdentityInfo: o.about.identity(),
		}))
	case dismissing:
		return errorOf(at.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: at.id, UserId: &o.id}))
	case describing:
		return c.describe(ctx, at, o)
	case findingName:
		return c.find(ctx, at, o, where("Username", o.name, exact))
	default:
		return c.find(ctx, at, o, where("FirstName", o.about.value, exact))
	}
}

func (c *crowd) hire(ctx context.Context, at *centre, o *operation) error {
	in := at.user(o.name)
	in.IdentityInfo = o.about.identity()
	out, err := at.CreateUser(ctx, in)
	if err == nil {
		c.learn(o.name, person{*out.UserId, o.about})
	}
	return err
}

func (c *crowd) describe(ctx context.Context, at *centre, o *operation) error {
	out, err := at.DescribeUser(ctx, &connect.DescribeUserInput{InstanceId: at.id, UserId: &o.id})
	if err != nil {
		return err
	}
	return c.see(o, *out.User.Id, *out.User.Username, *out.User.IdentityInfo.LastName, *out.User.IdentityInfo.FirstName)
}

// find searches for the one whom the operation means.
func (c *crowd) find(ctx context.Context, at *centre, o *operation, by *types.StringCondition) error {
	out, err := at.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: at.id, SearchCriteria: leaf(by)})
	switch {
	case err != nil:
		return err
	case *out.ApproximateTotalCount != int64(len(out.Users)) || len(out.Users) > 1:
		return fmt.Errorf("%w: %d users of %d", errWrong, len(out.Users), *out.ApproximateTotalCount)
	case len(out.Users) == 1:
		u := out.Users[0]
		return c.see(o, *u.Id, *u.Username, *u.IdentityInfo.LastName, *u.IdentityInfo.FirstName)
	case o.action == findingName:
		c.learn(o.name, person{})
	}
	return nil
}

// errWrong says that an answer was given that cannot be.
var errWrong = errors.New("wrong answer")

// see notes who was shown. It has to be the one who was asked for.
func (c *crowd) see(o *operation, id, name, hire, value string) error {
	o.seen = record{hire, value}
	switch {
	case name != o.name, o.action == describing && (id != o.id || hire != o.about.hire), o.action == findingValue && value != o.about.value:
		return fmt.Errorf("%w: %s %s %v", errWrong, id, name, o.seen)
	}
	c.learn(name, person{id, o.seen})
	return nil
}
