package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// NewInstance is what an instance is made from.
type NewInstance struct {
	IdentityType  IdentityType
	Alias         string
	DirectoryID   string
	InboundCalls  bool
	OutboundCalls bool
	Tags          map[string]string
	Token         ClientToken
}

// CreateInstance makes an instance with the contents that every new one has. An alias is unique over the whole server, without case.
// The error for a taken alias is InvalidRequest, as the service gives it. QuotaExceeded when the account may have no more.
func (s *Service) CreateInstance(ctx context.Context, c Caller, in NewInstance) (Instance, error) {
	q := askInstance("CreateInstance", "")
	q.creates, q.tags = true, in.Tags
	if err := s.enterAccount(c, q); err != nil {
		return Instance{}, err
	}
	if err := checkNewInstance(in); err != nil {
		return Instance{}, err
	}
	instance := s.newInstance(c, in)
	contents := s.defaultContents(instance.Created)
	draft := s.draft(c)
	var id string
	err := s.store.Update(ctx, instance.ID, func(tx Tx) error {
		id = instance.ID // also when this runs again, after it found a use of the token that came to nothing
		return in.Token.once(tx, c, "CreateInstance", instance.Created, &id, func() error {
			return recorded(tx, c, instance.ID, draft, func(tx Tx) error { return s.putNew(tx, c, in, instance, &contents) })
		})
	})
	if err == nil && id != instance.ID {
		err = s.change(ctx, c, id, func(Tx) error { return nil }) // the first instance's trail has the repetition
	}
	instance.ID = id
	return instance, err
}

// putNew puts a new instance with its contents where there is a place for it.
func (s *Service) putNew(tx Tx, c Caller, in NewInstance, instance Instance, contents *contents) error {
	if err := checkPlaceFree(tx, in); err != nil {
		return err
	}
	if err := s.opts.Quotas.checkNewInstance(tx, c, instance.Created); err != nil {
		return err
	}
	if err := tx.PutInstance(instance); err != nil {
		return err
	}
	if err := tx.PutInstanceChange(c.Account, instance.Created); err != nil {
		return err
	}
	return contents.put(tx)
}

func (s *Service) newInstance(c Caller, in NewInstance) Instance {
	now := s.now()
	return Instance{
		ID:           s.newID(),
		Account:      c.Account,
		Region:       c.Region,
		IdentityType: in.IdentityType,
		Alias:        in.Alias,
		DirectoryID:  in.DirectoryID,
		RoleSuffix:   s.roleSuffix(),
		Created:      now,
		ActiveFrom:   now.Add(s.opts.CreationDelay),
		Attributes:   defaultAttributes(in.InboundCalls, in.OutboundCalls),
		Tags:         in.Tags,
		Epoch:        s.newID(),
	}
}

func checkNewInstance(in NewInstance) error {
	switch {
	case in.IdentityType == ExistingDirectory && in.DirectoryID == "":
		return Errorf(InvalidRequest, "DirectoryId is required for EXISTING_DIRECTORY")
	case in.IdentityType != ExistingDirectory && in.DirectoryID != "":
		return Errorf(InvalidRequest, "DirectoryId is only allowed for EXISTING_DIRECTORY")
	case in.IdentityType != ExistingDirectory && in.Alias == "":
		return Errorf(InvalidRequest, "InstanceAlias is required for %s", in.IdentityType)
	}
	return nil
}

func checkPlaceFree(r Reader, in NewInstance) error {
	if in.Alias != "" {
		if taken, err := r.AliasTaken(search.Fold(in.Alias)); err != nil {
			return err
		} else if taken {
			return Errorf(InvalidRequest, "Invalid Input. Instance alias is already used.")
		}
	}
	if in.DirectoryID != "" {
		if taken, err := r.DirectoryTaken(in.DirectoryID); err != nil {
			return err
		} else if taken {
			return Errorf(InvalidRequest, "The directory already serves another instance")
		}
	}
	return nil
}

// DescribeInstance reads an instance.
func (s *Service) DescribeInstance(ctx context.Context, c Caller, id string) (Instance, error) {
	return s.readInstance(ctx, c, "DescribeInstance", id)
}

// readInstance reads an instance for an operation that shows some of it.
func (s *Service) readInstance(ctx context.Context, c Caller, operation, id string) (Instance, error) {
	return look(ctx, s, c, askInstance(operation, id), func(_ Reader, g *guard) (Instance, error) { return g.instance, nil })
}

// ListInstances lists the caller's instances in its Region, by alias.
func (s *Service) ListInstances(ctx context.Context, c Caller, p Page) (List[Instance], error) {
	if err := s.enterAccount(c, askInstance("ListInstances", "")); err != nil {
		return List[Instance]{}, err
	}
	items, err := s.store.Instances(ctx, c.Account, c.Region, Page{After: p.After, Limit: p.Limit + 1})
	return cut(items, p.Limit, func(i *Instance) Position { return Position{Name: i.Alias, ID: i.ID} }), err
}

// DeleteInstance removes an instance at once. Its rows are swept away later.
func (s *Service) DeleteInstance(ctx context.Context, c Caller, id string, token ClientToken) error {
	q := askInstance("DeleteInstance", id)
	now := s.now()
	err := s.change(ctx, c, id, func(tx Tx) error {
		_, missing := s.enter(tx, &c, &q)
		if missing != nil && !IsKind(missing, NotFound) {
			return missing
		}
		return token.once(tx, c, "DeleteInstance", now, &id, func() error {
			if missing != nil {
				return missing
			}
			if err := tx.DeleteInstance(now); err != nil {
				return err
			}
			return tx.PutInstanceChange(c.Account, now)
		})
	})
	if err == nil {
		s.indexes.drop(id)
	}
	return err
}
