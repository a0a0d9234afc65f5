package model

import (
	"cmp"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// skill is a proficiency, known by name and value.
type skill struct {
	name, value string
	level       float32
}

func (s skill) same(t skill) bool { return s.name == t.name && s.value == t.value }

// skillShape refuses levels that are out of range or not whole.
func skillShape(list []types.UserProficiency) Refusal {
	return breaks(rule{slices.ContainsFunc(list, func(p types.UserProficiency) bool {
		return *p.Level < 1 || *p.Level > 5 || *p.Level != float32(int(*p.Level)) || !length(*p.AttributeName, 1, 100) || !length(*p.AttributeValue, 1, 100)
	}), InvalidParameter})
}

// skills are those of a request: repeats count once, and no two contradict each other. Between that and what they refer to no order is
// promised.
func skills(list []types.UserProficiency) (all []skill, no Refusal) {
	for _, p := range list {
		s := skill{*p.AttributeName, *p.AttributeValue, *p.Level}
		no = either(no, breaks(rule{slices.ContainsFunc(all, func(t skill) bool { return s.same(t) && s != t }), InvalidRequest}))
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all, no
}

// changeSkills replaces what a user is proficient in.
func (m *Model) changeSkills(u *User, next []skill) {
	slices.SortFunc(next, func(a, b skill) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.value, b.value)) })
	u.touch(m, !slices.Equal(u.skills, next))
	u.skills = next
}

// AssociateUserProficiencies adds proficiencies.
func (m *Model) AssociateUserProficiencies(in *sdk.AssociateUserProficienciesInput) (*sdk.AssociateUserProficienciesOutput, Refusal) {
	i, u, missing := m.user(in.InstanceId, in.UserId)
	if no := first(skillShape(in.UserProficiencies), missing); no != nil {
		return nil, no
	}
	more, contradiction := skills(in.UserProficiencies)
	var unknown, rules Refusal
	next := slices.Clone(u.skills)
	for _, s := range more {
		w := i.word(s.name)
		unknown = either(unknown, breaks(rule{w == nil || !slices.Contains(w.values, s.value), NotFound}))
		if slices.Contains(next, s) {
			continue
		}
		rules = either(rules, breaks(rule{slices.ContainsFunc(u.skills, s.same), InvalidRequest}))
		next = append(next, s)
	}
	if no := first(either(unknown, contradiction), either(rules, breaks(rule{len(next) > 10, InvalidRequest}))); no != nil {
		return nil, no
	}
	m.changeSkills(u, next)
	return &sdk.AssociateUserProficienciesOutput{}, nil
}

// UpdateUserProficiencies changes levels of what the user has.
func (m *Model) UpdateUserProficiencies(in *sdk.UpdateUserProficienciesInput) (*sdk.UpdateUserProficienciesOutput, Refusal) {
	_, u, missing := m.user(in.InstanceId, in.UserId)
	if no := first(skillShape(in.UserProficiencies), missing); no != nil {
		return nil, no
	}
	changed, contradiction := skills(in.UserProficiencies)
	next := slices.Clone(u.skills)
	var unknown Refusal
	for _, s := range changed {
		at := slices.IndexFunc(next, s.same)
		if at < 0 {
			unknown = because(NotFound)
			continue
		}
		next[at] = s
	}
	if no := either(unknown, contradiction); no != nil {
		return nil, no
	}
	m.changeSkills(u, next)
	return &sdk.UpdateUserProficienciesOutput{}, nil
}

// DisassociateUserProficiencies removes what the user has.
func (m *Model) DisassociateUserProficiencies(in *sdk.DisassociateUserProficienciesInput) (*sdk.DisassociateUserProficienciesOutput, Refusal) {
	_, u, no := m.user(in.InstanceId, in.UserId)
	if no != nil {
		return nil, no
	}
	next := slices.Clone(u.skills)
	for _, p := range in.UserProficiencies {
		gone := skill{name: *p.AttributeName, value: *p.AttributeValue}
		if !slices.ContainsFunc(u.skills, gone.same) {
			return nil, because(NotFound)
		}
		next = slices.DeleteFunc(next, gone.same)
	}
	m.changeSkills(u, next)
	return &sdk.DisassociateUserProficienciesOutput{}, nil
}

// Proficiencies are what a user is proficient in, by name, then value.
func (u *User) Proficiencies() []types.UserProficiency {
	return each(u.skills, func(s skill) types.UserProficiency {
		return types.UserProficiency{AttributeName: &s.name, AttributeValue: &s.value, Level: &s.level}
	})
}

// ListUserProficiencies lists by name, then value.
func (m *Model) ListUserProficiencies(in *sdk.ListUserProficienciesInput) (*sdk.ListUserProficienciesOutput, Refusal) {
	i, u, no := m.user(in.InstanceId, in.UserId)
	if no := first(badPage(in.MaxResults, 100), no); no != nil {
		return nil, no
	}
	at, region := i.stamp(&u.Header)
	return &sdk.ListUserProficienciesOutput{UserProficiencyList: u.Proficiencies(), LastModifiedTime: at, LastModifiedRegion: region}, nil
}
