package modeltest

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var proficiencySteps = []step{
	{"create a predefined attribute", 7, (*session).createWord, covers("CreatePredefinedAttribute", model.InvalidParameter, model.Duplicate)},
	{"describe a predefined attribute", 2, (*session).describeWord, covers("DescribePredefinedAttribute", model.NotFound)},
	{"change a predefined attribute", 9, (*session).updateWord, covers("UpdatePredefinedAttribute", model.InvalidRequest, model.NotFound)},
	{"delete a predefined attribute", 5, (*session).deleteWord, covers("DeletePredefinedAttribute", model.InvalidRequest, model.NotFound, model.InUse)},
	{"list predefined attributes", 1, (*session).listWords, covers("ListPredefinedAttributes")},
	{"associate proficiencies", 16, (*session).associateSkills, covers("AssociateUserProficiencies", model.InvalidParameter, model.InvalidRequest, model.NotFound)},
	{"change proficiencies", 6, (*session).updateSkills, covers("UpdateUserProficiencies", model.NotFound)},
	{"disassociate proficiencies", 4, (*session).disassociateSkills, covers("DisassociateUserProficiencies", model.NotFound)},
	{"search by proficiency", 10, (*session).searchSkills, covers(foundByLevel)},
	{"list proficiencies", 3, (*session).listSkills, covers("ListUserProficiencies", model.NotFound)},
}

var wordNames, wordValues = []string{"Skill", "skill", "Lang/a:b"}, []string{"de", "DE", "en", "connect"}

// values draws the values of an attribute; nil when they are absent.
func (s *session) values() types.PredefinedAttributeValues {
	if uniform(s, "values absent", 4) == 3 {
		return nil
	}
	list := append([]string{}, some(s, "value", 4, wordValues...)...)
	if one(s, "odd value", 8) {
		list = append(list, pick(s, "value", "connect:x", "aws:y", "a#b"))
	}
	return &types.PredefinedAttributeValuesMemberStringList{Value: list}
}

// word draws the name of an attribute, now and then one of the system's.
func (s *session) word() *string {
	if uniform(s, "system", 8) == 7 {
		return ptr(pick(s, "word", "connect:Language", "connect:Subtype"))
	}
	return ptr(pick(s, "word", append(wordNames, "SKILL")...))
}

func (s *session) createWord() {
	_, instance := s.instance()
	in := &sdk.CreatePredefinedAttributeInput{InstanceId: instance, Name: s.word(), Values: s.values(), Purposes: some(s, "purpose", 2, "ATTRIBUTE_LINKING", "x")}
	if pick(s, "configured", false, true) {
		in.AttributeConfiguration = &types.InputPredefinedAttributeConfiguration{EnableValueValidationOnAssociation: pick(s, "validates", true, false)}
	}
	ask(s, in, s.CreatePredefinedAttribute, s.m.CreatePredefinedAttribute)
}

func (s *session) describeWord() {
	_, instance := s.instance()
	ask(s, &sdk.DescribePredefinedAttributeInput{InstanceId: instance, Name: s.word()}, s.DescribePredefinedAttribute, s.m.DescribePredefinedAttribute)
}

// updateWord leaves the system's attributes alone, which have rules of their own.
func (s *session) updateWord() {
	_, instance := s.instance()
	in := &sdk.UpdatePredefinedAttributeInput{InstanceId: instance, Name: ptr(pick(s, "word", wordNames...)), Values: s.values()}
	in.Purposes = some(s, "purpose", 2, "ATTRIBUTE_LINKING", "x")
	if pick(s, "configured", false, true) {
		in.AttributeConfiguration = &types.InputPredefinedAttributeConfiguration{EnableValueValidationOnAssociation: pick(s, "validates", true, false)}
	}
	ask(s, in, s.UpdatePredefinedAttribute, s.m.UpdatePredefinedAttribute)
}

func (s *session) deleteWord() {
	i, instance := s.instance()
	in := &sdk.DeletePredefinedAttributeInput{InstanceId: instance, Name: s.word()}
	if can := i.Proficiencies(); len(can) > 0 && uniform(s, "with values", 2) == 1 {
		in.Name = pick(s, "word", can...).AttributeName
	}
	ask(s, in, s.DeletePredefinedAttribute, s.m.DeletePredefinedAttribute)
}

func (s *session) listWords() {
	_, instance := s.instance()
	walk(s, &sdk.ListPredefinedAttributesInput{InstanceId: instance}, s.ListPredefinedAttributes, s.m.ListPredefinedAttributes)
}

// skills draws proficiencies: of those that would do, or any.
func (s *session) skills(good []types.UserProficiency) []types.UserProficiency {
	list := []types.UserProficiency{}
	for range 1 + uniform(s, "skills", 2) {
		p := types.UserProficiency{AttributeName: ptr(pick(s, "skill", wordNames...)), AttributeValue: ptr(pick(s, "skill value", wordValues...))}
		if len(good) > 0 && uniform(s, "good", 4) > 0 {
			p = pick(s, "skill", good...)
		}
		p.Level = ptr(pick[float32](s, "level", 3, 1, 5))
		if one(s, "odd level", 8) {
			p.Level = ptr(pick[float32](s, "level", 2.5, 0, 6))
		}
		list = append(list, p)
	}
	return list
}

func proficientUsers(i *model.Instance) []*model.User {
	return slices.DeleteFunc(slices.Clone(i.Users), func(u *model.User) bool { return len(u.Proficiencies()) == 0 })
}

// proficientUser draws a user, mostly one who is proficient in something.
func (s *session) proficientUser() (instance, user *string, held []types.UserProficiency) {
	i, instance := s.instance()
	users := proficientUsers(i)
	if len(users) == 0 || uniform(s, "any", 4) == 3 {
		return instance, ref(s, "user", i, model.KindUser, i.Users), nil
	}
	u := pick(s, "user", users...)
	return instance, &u.ID, u.Proficiencies()
}

func (s *session) associateSkills() {
	i, instance, user := s.user()
	in := &sdk.AssociateUserProficienciesInput{InstanceId: instance, UserId: user, UserProficiencies: s.skills(i.Proficiencies())}
	ask(s, in, s.AssociateUserProficiencies, s.m.AssociateUserProficiencies)
}

func (s *session) updateSkills() {
	instance, user, held := s.proficientUser()
	in := &sdk.UpdateUserProficienciesInput{InstanceId: instance, UserId: user, UserProficiencies: s.skills(held)}
	ask(s, in, s.UpdateUserProficiencies, s.m.UpdateUserProficiencies)
}

func (s *session) disassociateSkills() {
	instance, user, held := s.proficientUser()
	in := &sdk.DisassociateUserProficienciesInput{InstanceId: instance, UserId: user, UserProficiencies: []types.UserProficiencyDisassociate{}}
	for _, p := range s.skills(held) {
		in.UserProficiencies = append(in.UserProficiencies, types.UserProficiencyDisassociate{AttributeName: p.AttributeName, AttributeValue: p.AttributeValue})
	}
	ask(s, in, s.DisassociateUserProficiencies, s.m.DisassociateUserProficiencies)
}

func (s *session) listSkills() {
	_, instance, user := s.user()
	walk(s, &sdk.ListUserProficienciesInput{InstanceId: instance, UserId: user}, s.ListUserProficiencies, s.m.ListUserProficiencies)
}

// proficient draws a list condition.
func (s *session) proficient() *types.ListCondition {
	c := &types.ListCondition{TargetListType: types.TargetListTypeProficiencies}
	for range uniform(s, "parts", 3) + 1 {
		var part types.Condition
		if form := uniform(s, "part", 3); form != 1 {
			part.StringCondition = &types.StringCondition{
				FieldName: ptr(pick(s, "part field", "name", "value", "Value")), Value: ptr(pick(s, "part text", "Skill", "de", "DE", "en")),
				ComparisonType: pick(s, "comparison", types.StringComparisonTypeExact, types.StringComparisonTypeStartsWith, types.StringComparisonTypeContains),
			}
		}
		if part.StringCondition == nil || uniform(s, "both", 3) == 2 {
			part.NumberCondition = &types.NumberCondition{
				FieldName: ptr("limit"), MinValue: maybe[int32](s, "least", 1, 3), MaxValue: maybe[int32](s, "most", 3, 5),
				ComparisonType: pick(s, "number", types.NumberComparisonType("").Values()...),
			}
		}
		c.Conditions = append(c.Conditions, part)
	}
	return c
}

// foundByLevel counts searches that found somebody by the level of a proficiency.
const foundByLevel = "SearchUsers by level"

// searchSkills searches with bounds close to the level of a proficiency that somebody has.
func (s *session) searchSkills() {
	i, _ := s.instance()
	users := proficientUsers(i)
	if len(users) == 0 {
		s.createWord()
		s.associateSkills()
		return
	}
	p := pick(s, "skill", pick(s, "user", users...).Proficiencies()...)
	level := int32(*p.Level)
	c := &types.ListCondition{TargetListType: types.TargetListTypeProficiencies, Conditions: []types.Condition{
		{StringCondition: &types.StringCondition{FieldName: ptr("name"), Value: p.AttributeName, ComparisonType: types.StringComparisonTypeExact}},
		{NumberCondition: &types.NumberCondition{
			FieldName: ptr("limit"), ComparisonType: pick(s, "number", types.NumberComparisonType("").Values()...),
			MinValue: ptr(level + pick[int32](s, "least", 0, -1, 1)), MaxValue: ptr(level + pick[int32](s, "most", 0, 1, 2)),
		}},
	}}
	if one(s, "one bound", 3) {
		c.Conditions[1].NumberCondition.MinValue = nil
	}
	in := &sdk.SearchUsersInput{InstanceId: &i.ID, SearchCriteria: &types.UserSearchCriteria{ListCondition: c}}
	for _, page := range walk(s, in, s.SearchUsers, s.m.SearchUsers) {
		if len(page.Users) > 0 {
			s.tally.count(foundByLevel, "")
		}
	}
}
