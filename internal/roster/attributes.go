package roster

import (
	"context"
	"maps"
	"slices"
)

// Attribute is an instance's switch.
type Attribute struct {
	Type AttributeType
	On   bool
}

// defaultAttributes are the switches of a new instance; those not named are off.
func defaultAttributes(inbound, outbound bool) Attributes {
	return Attributes{
		InboundCalls: inbound, OutboundCalls: outbound,
		"AUTO_RESOLVE_BEST_VOICES": true, "CONTACT_LENS": true, "EARLY_MEDIA": true,
	}
}

// DescribeInstanceAttribute reads one switch.
func (s *Service) DescribeInstanceAttribute(ctx context.Context, c Caller, instance string, t AttributeType) (Attribute, error) {
	i, err := s.readInstance(ctx, c, "DescribeInstanceAttribute", instance)
	return Attribute{Type: t, On: i.Attributes[t]}, err
}

// ListInstanceAttributes lists the switches in the order of AttributeTypes; a position's Name is the last type listed.
func (s *Service) ListInstanceAttributes(ctx context.Context, c Caller, instance string, p Page) (List[Attribute], error) {
	i, err := s.readInstance(ctx, c, "ListInstanceAttributes", instance)
	if err != nil {
		return List[Attribute]{}, err
	}
	var items []Attribute
	for _, t := range AttributeTypes[slices.Index(AttributeTypes, AttributeType(p.After.Name))+1:] {
		items = append(items, Attribute{Type: t, On: i.Attributes[t]})
	}
	return cut(items, p.Limit, func(a *Attribute) Position { return Position{Name: string(a.Type)} }), nil
}

// UpdateInstanceAttribute turns a switch. Custom voices need an allow-listing that nobody can have here.
func (s *Service) UpdateInstanceAttribute(ctx context.Context, c Caller, instance string, a Attribute, token ClientToken) error {
	now := s.now()
	return s.update(ctx, c, askInstance("UpdateInstanceAttribute", instance), func(tx Tx, g *guard) error {
		if a.Type == UseCustomTTSVoices && a.On {
			return Errorf(Denied, "The account is not allowed to use custom voices")
		}
		return token.once(tx, c, "UpdateInstanceAttribute", now, new(string), func() error {
			i := g.instance
			i.Attributes = maps.Clone(i.Attributes)
			i.Attributes[a.Type] = a.On
			return tx.PutInstance(i)
		})
	})
}
