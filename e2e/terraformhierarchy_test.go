package e2e

import (
	"strconv"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// structureConfig is what aws_connect_user_hierarchy_structure declares: the names of the five levels, empty for those that are not there.
type structureConfig [5]string

func (c *centre) restructure(t *testing.T, to structureConfig) error {
	return errorOf(c.UpdateUserHierarchyStructure(t.Context(), c.structure(to[:]...)))
}

func (c *centre) declareStructure(t *testing.T, config structureConfig) *managed[structureConfig] {
	t.Helper()
	ok(t, c.restructure(t, config))
	m := &managed[structureConfig]{kind: "hierarchy structure", id: *c.id, declared: config}
	m.read = func(t *testing.T) (names structureConfig, _ map[string]string, err error) {
		out, err := c.DescribeUserHierarchyStructure(t.Context(), &connect.DescribeUserHierarchyStructureInput{InstanceId: c.id})
		if err != nil {
			return names, nil, err
		}
		h := out.HierarchyStructure // the provider takes it for an error when there is none
		for n, level := range []*types.HierarchyLevel{h.LevelOne, h.LevelTwo, h.LevelThree, h.LevelFour, h.LevelFive} {
			if level != nil {
				names[n] = *level.Name
			}
		}
		return names, nil, nil
	}
	m.remove = func(t *testing.T) error { return c.restructure(t, structureConfig{}) }
	m.plan(t)
	return m
}

// groupConfig is what aws_connect_user_hierarchy_group declares and works out.
type groupConfig struct {
	Name, Level string
	// Path are the names of the groups from level one down to the group.
	Path []string
}

func (c *centre) declareGroup(t *testing.T, name string, above []*managed[groupConfig]) *managed[groupConfig] {
	t.Helper()
	in := &connect.CreateUserHierarchyGroupInput{InstanceId: c.id, Name: &name, Tags: firstTags()}
	config := groupConfig{Name: name, Level: strconv.Itoa(len(above) + 1)}
	for _, group := range above {
		in.ParentGroupId = &group.id
		config.Path = append(config.Path, group.declared.Name)
	}
	config.Path = append(config.Path, name)
	created := must(c.CreateUserHierarchyGroup(t.Context(), in))(t)
	m := &managed[groupConfig]{kind: "hierarchy group", id: *created.HierarchyGroupId, arn: created.HierarchyGroupArn, declared: config, tags: firstTags()}
	m.read = func(t *testing.T) (got groupConfig, _ map[string]string, err error) {
		out, err := c.DescribeUserHierarchyGroup(t.Context(), &connect.DescribeUserHierarchyGroupInput{InstanceId: c.id, HierarchyGroupId: &m.id})
		if err != nil {
			return got, nil, err
		}
		g := out.HierarchyGroup
		got = groupConfig{Name: *g.Name, Level: *g.LevelId}
		p := g.HierarchyPath
		for _, step := range []*types.HierarchyGroupSummary{p.LevelOne, p.LevelTwo, p.LevelThree, p.LevelFour, p.LevelFive} {
			if step != nil {
				got.Path = append(got.Path, *step.Name)
			}
		}
		return got, g.Tags, nil
	}
	m.remove = func(t *testing.T) error {
		return errorOf(c.DeleteUserHierarchyGroup(t.Context(), &connect.DeleteUserHierarchyGroupInput{InstanceId: c.id, HierarchyGroupId: &m.id}))
	}
	m.plan(t)
	return m
}

// changeHierarchy renames levels, which are all in use, and the group above all others, which shows in the path of each.
func (s *stack) changeHierarchy(t *testing.T) {
	t.Helper()
	to := structureConfig{"Region", "Country", "Place", "Floor", "Squad"}
	s.structure.becomes(t, to, s.restructure(t, to))
	refused[*types.ResourceInUseException](t, s.restructure(t, structureConfig{"Region", "Country", "Place", "Floor"}))
	s.structure.plan(t)
	top := s.groups[0]
	err := errorOf(s.UpdateUserHierarchyGroupName(t.Context(), &connect.UpdateUserHierarchyGroupNameInput{
		InstanceId: s.id, HierarchyGroupId: &top.id, Name: aws.String("Eurasia"),
	}))
	renamed := top.declared
	renamed.Name, renamed.Path = "Eurasia", []string{"Eurasia"}
	top.becomes(t, renamed, err)
	for _, group := range s.groups[1:] {
		group.declared.Path[0] = "Eurasia"
		group.plan(t)
	}
}
