package modeltest

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var hoursSteps = []step{
	{"create hours", 4, (*session).createHours, covers("CreateHoursOfOperation", model.InvalidParameter, model.Duplicate)},
	{"describe hours", 2, (*session).describeHours, covers("DescribeHoursOfOperation")},
	{"change hours", 7, (*session).updateHours, covers("UpdateHoursOfOperation", model.InvalidParameter, model.Duplicate)},
	{"delete hours", 3, (*session).deleteHours, covers("DeleteHoursOfOperation", model.InUse)},
	{"list hours", 1, (*session).listHours, covers("ListHoursOfOperations")},
	{"search hours", 3, (*session).searchHours, covers("SearchHoursOfOperations", model.InvalidParameter)},
}

// zone draws a time zone, rarely an unknown one.
func (s *session) zone() string {
	if one(s, "odd zone", 8) {
		return pick(s, "zone", "Mars/Olympus", "Local", "", "europe/Nowhere")
	}
	return pick(s, "zone", "Europe/Vienna", "UTC", "US/Eastern", "EST5EDT")
}

// week draws some entries, which may be none.
func (s *session) week() []types.HoursOfOperationConfig {
	list := []types.HoursOfOperationConfig{}
	for range uniform(s, "entries", 3) {
		c := types.HoursOfOperationConfig{
			Day:       pick(s, "day", types.HoursOfOperationDaysMonday, types.HoursOfOperationDaysSunday),
			StartTime: &types.HoursOfOperationTimeSlice{Hours: ptr(pick[int32](s, "from", 0, 8)), Minutes: ptr[int32](0)},
			EndTime:   &types.HoursOfOperationTimeSlice{Hours: ptr(pick[int32](s, "to", 0, 17, 23)), Minutes: ptr[int32](0)},
		}
		if one(s, "odd time", 8) {
			c.EndTime.Hours, c.EndTime.Minutes = pick(s, "to", ptr[int32](24), ptr[int32](7)), pick(s, "minutes", ptr[int32](0), ptr[int32](60))
		}
		list = append(list, c)
	}
	return list
}

func (s *session) createHours() {
	_, instance := s.instance()
	create(s, &sdk.CreateHoursOfOperationInput{
		InstanceId: instance, Name: s.label("Office", "office", "Night", "Basic Hours"), TimeZone: ptr(s.zone()), Config: s.week(),
		Description: s.description(false), Tags: s.tags("tags"),
	}, s.CreateHoursOfOperation, func(out *sdk.CreateHoursOfOperationOutput) *string { return out.HoursOfOperationId }, s.m.CreateHoursOfOperation)
}

func (s *session) hours() (i *model.Instance, instance, hours *string) {
	i, instance = s.instance()
	return i, instance, ref(s, "hours", i, model.KindHours, i.Hours)
}

func (s *session) describeHours() {
	_, instance, id := s.hours()
	ask(s, &sdk.DescribeHoursOfOperationInput{InstanceId: instance, HoursOfOperationId: id}, s.DescribeHoursOfOperation, s.m.DescribeHoursOfOperation)
}

func (s *session) updateHours() {
	i, instance, id := s.hours()
	in := &sdk.UpdateHoursOfOperationInput{InstanceId: instance, HoursOfOperationId: id, Description: s.description(true)}
	if pick(s, "rename", false, true) {
		in.Name = rename(s, i.Hours, "Office", "Night", "Basic Hours")
	}
	if pick(s, "move", false, true) {
		in.TimeZone = ptr(s.zone())
	}
	if pick(s, "reopen", false, true) {
		in.Config = s.week()
	}
	ask(s, in, s.UpdateHoursOfOperation, s.m.UpdateHoursOfOperation)
}

func (s *session) deleteHours() {
	i, instance, id := s.hours()
	in := &sdk.DeleteHoursOfOperationInput{InstanceId: instance, HoursOfOperationId: id}
	if ask(s, in, s.DeleteHoursOfOperation, s.m.DeleteHoursOfOperation) != nil {
		s.lost(i, model.KindHours, id)
	}
}

func (s *session) listHours() {
	_, instance := s.instance()
	walk(s, &sdk.ListHoursOfOperationsInput{InstanceId: instance}, s.ListHoursOfOperations, s.m.ListHoursOfOperations)
}

func (s *session) searchHours() {
	i, instance := s.instance()
	in := &sdk.SearchHoursOfOperationsInput{InstanceId: instance}
	fields := append(named(s, i, model.KindHours, i.Hours, "Office", "office", "asic", "Night"),
		searchable{"description", []string{"lunch", "Always", "ÜBER"}}, searchable{"timezone", []string{"UTC", "europe", "New_York", "E"}})
	if uniform(s, "with criteria", 4) > 0 {
		in.SearchCriteria = ptr(tree(s, func() types.HoursOfOperationSearchCriteria {
			return types.HoursOfOperationSearchCriteria{StringCondition: s.text(fields...)}
		}, func(or, and []types.HoursOfOperationSearchCriteria) types.HoursOfOperationSearchCriteria {
			return types.HoursOfOperationSearchCriteria{OrConditions: or, AndConditions: and}
		}))
	}
	if f := s.tagFilter(); f != nil {
		in.SearchFilter = &types.HoursOfOperationSearchFilter{TagFilter: f}
	}
	walk(s, in, s.SearchHoursOfOperations, s.m.SearchHoursOfOperations)
}
