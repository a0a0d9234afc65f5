package roster

import (
	"github.com/rollcall-dev/rollcall/internal/access"
)

// authorize refuses the request unless the caller may do it to everything that it touches: what it is about, and all that its body names.
func (g *guard) authorize() error {
	if err := g.authorizeMain(); err != nil {
		return err
	}
	for _, named := range g.request.names {
		t, err := g.target(named)
		if err != nil {
			return err
		}
		if err := g.allow(g.request.operation, t); err != nil {
			return err
		}
	}
	return nil
}

// authorizeMain decides about what the request is about.
func (g *guard) authorizeMain() error {
	if g.request.creates {
		return g.authorizeCreate()
	}
	t, err := g.target(g.request.on)
	if err != nil {
		return err
	}
	if g.caller.Rights != nil {
		kept := t // so that t itself stays off the heap for everybody else
		g.on = &kept
	}
	return g.allow(g.request.operation, t)
}

// authorizeCreate decides about a new resource. Who has a policy needs to be allowed to tag, too, what it makes with tags:
// https://docs.aws.amazon.com/connect/latest/adminguide/security_iam_id-based-policy-examples.html
func (g *guard) authorizeCreate() error {
	q := &g.request
	t := access.Target{Resource: g.resource(q.on)}
	if g.caller.Rights != nil {
		return g.authorizeNew(t)
	}
	if err := g.allow(q.operation, t); err != nil || len(q.tags) == 0 {
		return err
	}
	return g.allow("TagResource", t)
}

// authorizeNew decides about what a Connect user makes, which has to lie within what that user reaches.
func (g *guard) authorizeNew(t access.Target) (err error) {
	t.Tags = g.request.tags
	if t.HierarchyPath, err = pathTo(g.reader, g.request.group); err != nil {
		return err
	}
	d, added := g.caller.Rights.DecideCreate(actionOf(g.request.operation), t)
	if !d.Allowed {
		return refusal(g.request.operation, t.Resource)
	}
	g.added = added
	return nil
}

// pathTo is the path of a group. One that does not exist lies nowhere.
func pathTo(r Reader, group string) ([]string, error) {
	if group == "" {
		return nil, nil
	}
	g, err := r.UserHierarchyGroups().Get(group)
	if IsKind(err, NotFound) {
		return []string{group}, nil
	}
	return g.Path, err
}

// allow refuses the operation on the target unless the caller may perform it.
func (g *guard) allow(operation string, t access.Target) error {
	if g.decide(operation, t).Allowed {
		return nil
	}
	return refusal(operation, t.Resource)
}

func (g *guard) decide(operation string, t access.Target) access.Decision {
	q := access.Request{Action: actionOf(operation), Target: t}
	if g.caller.Policy != nil {
		q.SourceIP, q.Time, q.Tags, q.TagKeys = g.caller.SourceIP, g.service.opts.Now(), g.request.tags, g.request.tagKeys
		if g.request.where != nil {
			q.SearchTags = demandedTags(g.request.where)
		}
	}
	return access.Decide(g.caller.Principal, q)
}

// target is a resource with what a decision looks at, if anything. One that does not exist has nothing.
func (g *guard) target(of Reference) (t access.Target, err error) {
	t.Resource = g.resource(of)
	if g.instance.ID == "" || !g.caller.isReadAbout() {
		return t, nil
	}
	switch {
	case t.Type == access.TypeInstance:
		t.Tags = g.instance.Tags
	case t.Type == access.TypeUser:
		var u User
		u, err = g.reader.User(t.ID)
		t.Tags, t.HierarchyPath = u.Tags, u.HierarchyPath
	case taggable[t.Type] != "":
		var m Meta
		m, err = g.reader.Header(t.Type, t.ID)
		t.Tags = m.Tags
	}
	if IsKind(err, NotFound) {
		err = nil
	}
	return t, err
}

// resource is what a reference stands for. A predefined attribute has no ARN: who asks for one asks the instance.
func (g *guard) resource(of Reference) access.Resource {
	if of.Type == access.TypePredefinedAttribute {
		of = Reference{Type: access.TypeInstance}
	}
	return g.caller.resource(g.request.instance, of.Type, of.ID)
}

// resource is one of the caller's account and Region.
func (c *Caller) resource(instance string, kind access.ResourceType, id string) access.Resource {
	return access.Resource{Region: c.Region, Account: c.Account, Instance: instance, Type: kind, ID: id}
}

func actionOf(operation string) string { return "connect:" + operation }

// refusal is the denial of an operation on a resource.
func refusal(operation string, on access.Resource) *Error {
	return &Error{Kind: Denied, Message: "Access denied", Action: actionOf(operation), Resource: on}
}
