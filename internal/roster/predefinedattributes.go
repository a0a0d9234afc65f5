package roster

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// PredefinedAttribute is a vocabulary for proficiencies. Its name is its id.
type PredefinedAttribute struct {
	Meta
	Values   []string `json:"values,omitempty"`
	Purposes []string `json:"purposes,omitempty"`
	// ValidateValues holds contacts to the values. Users' proficiencies are held to them anyway.
	ValidateValues bool `json:"validate,omitempty"`
	// System marks an attribute that belongs to the service.
	System bool `json:"system,omitempty"`
}

// subtypeAttribute is the system attribute that cannot even be given values.
const subtypeAttribute = "connect:Subtype"

// ReadOnly says that nothing of the attribute can change.
func (a *PredefinedAttribute) ReadOnly() bool { return a.System && a.Name == subtypeAttribute }

var predefinedAttributes = collection[PredefinedAttribute, *PredefinedAttribute]{
	kind: access.TypePredefinedAttribute, what: "Predefined attribute", table: Reader.PredefinedAttributes,
}

// CreatePredefinedAttribute makes an attribute, whose time it draws itself. No other attribute has its name, not even in other case.
func (s *Service) CreatePredefinedAttribute(ctx context.Context, c Caller, instance string, a PredefinedAttribute) error {
	a.ID, a.LastModified, a.System = a.Name, s.now(), false
	a.Values, a.Purposes = distinct(a.Values), distinct(a.Purposes)
	return s.update(ctx, c, askInstance("CreatePredefinedAttribute", instance), func(tx Tx, _ *guard) error {
		if err := checkVocabulary("Name", a.Name); err != nil {
			return err
		}
		if err := checkVocabulary("Values", a.Values...); err != nil {
			return err
		}
		if taken, err := tx.PredefinedAttributeLike(a.Name); err != nil {
			return err
		} else if taken != "" {
			return Errorf(Duplicate, "A predefined attribute with this name already exists; names are compared without case")
		}
		if err := s.opts.Quotas.checkRoom(tx, PredefinedAttributeQuota); err != nil {
			return err
		}
		return tx.PutPredefinedAttribute(a)
	})
}

// vocabulary has the characters that the service documents for names and values, among them all from + to @.
var vocabulary = regexp.MustCompile(`^[\p{L}\p{Z}\p{N}_'+-@]+$`)

// checkVocabulary checks names or values that are not the service's own.
func checkVocabulary(member string, texts ...string) error {
	for _, text := range texts {
		if !vocabulary.MatchString(text) {
			return Errorf(InvalidParameter, "%s may only have letters, digits, separators and the characters _ ' + , - . / : ; < = > ? @", member)
		}
		if strings.HasPrefix(text, "aws:") || strings.HasPrefix(text, "connect:") {
			return Errorf(InvalidParameter, "%s may not begin with aws: or connect:", member)
		}
	}
	return nil
}

// DescribePredefinedAttribute reads an attribute.
func (s *Service) DescribePredefinedAttribute(ctx context.Context, c Caller, instance, name string) (PredefinedAttribute, error) {
	return predefinedAttributes.describe(ctx, s, c, "DescribePredefinedAttribute", instance, name)
}

// ListPredefinedAttributes lists the attributes by name.
func (s *Service) ListPredefinedAttributes(ctx context.Context, c Caller, instance string, p Page) (List[PredefinedAttribute], error) {
	return predefinedAttributes.list(ctx, s, c, "ListPredefinedAttributes", instance, p)
}

// SearchPredefinedAttributes finds attributes by name.
func (s *Service) SearchPredefinedAttributes(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (Found[PredefinedAttribute], error) {
	return predefinedAttributes.search(ctx, s, c, "SearchPredefinedAttributes", instance, where, p)
}

// PredefinedAttributeUpdate is what changes of an attribute. What is nil stays; an empty list clears.
type PredefinedAttributeUpdate struct {
	Values, Purposes []string
	ValidateValues   *bool
}

// UpdatePredefinedAttribute changes an attribute. A value that a user has stays, and of a system attribute nothing but values changes
// (InvalidRequest).
func (s *Service) UpdatePredefinedAttribute(ctx context.Context, c Caller, instance, name string, u PredefinedAttributeUpdate) error {
	q := ask("UpdatePredefinedAttribute", instance, access.TypePredefinedAttribute, name)
	return predefinedAttributes.update(ctx, s, c, q, Tx.PutPredefinedAttribute, func(tx Tx, a *PredefinedAttribute) error {
		before := *a
		u.apply(a)
		return checkAttributeChange(tx, &before, a)
	})
}

func (u *PredefinedAttributeUpdate) apply(a *PredefinedAttribute) {
	if u.Values != nil {
		a.Values = distinct(u.Values)
	}
	if u.Purposes != nil {
		a.Purposes = distinct(u.Purposes)
	}
	replace(&a.ValidateValues, u.ValidateValues)
}

// checkAttributeChange holds the rules on what may become of an attribute.
func checkAttributeChange(r Reader, before, after *PredefinedAttribute) error {
	if before.ReadOnly() && !slices.Equal(before.Values, after.Values) {
		return Errorf(InvalidRequest, "The values of this system attribute cannot be changed")
	}
	if before.System && (!slices.Equal(before.Purposes, after.Purposes) || before.ValidateValues != after.ValidateValues) {
		return Errorf(InvalidRequest, "Only the values of a system attribute can be changed")
	}
	if err := checkVocabulary("Values", after.Values...); err != nil {
		return err
	}
	for _, v := range before.Values {
		if slices.Contains(after.Values, v) {
			continue
		}
		if user, err := r.UserWithProficiency(before.Name, v); err != nil {
			return err
		} else if user != "" {
			// The value is one that is stored, so it may be named.
			return Errorf(InvalidRequest, "Values must keep %q: users have it as a proficiency", v)
		}
	}
	return nil
}

// DeletePredefinedAttribute removes an attribute in which no user is proficient (InUse). The service's own stay (InvalidRequest).
func (s *Service) DeletePredefinedAttribute(ctx context.Context, c Caller, instance, name string) error {
	return s.update(ctx, c, askInstance("DeletePredefinedAttribute", instance), func(tx Tx, g *guard) error {
		a, err := predefinedAttributes.get(tx, name)
		if err != nil {
			return err
		}
		if a.System {
			return Errorf(InvalidRequest, "A system attribute cannot be deleted")
		}
		if user, err := tx.UserWithProficiency(name, ""); err != nil {
			return err
		} else if user != "" {
			return g.inUse(predefinedAttributes.what, Reference{Type: access.TypeUser, ID: user})
		}
		return tx.Delete(access.TypePredefinedAttribute, name)
	})
}
