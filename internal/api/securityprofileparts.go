package api

import (
	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// given converts the elements of a list that may be absent; what is absent stays nil.
func given[S, T any](items []S, convert func(*S) T) []T {
	if items == nil {
		return nil
	}
	return each(items, convert)
}

func applications(list []connect.Application) []roster.Application {
	return given(list, func(a *connect.Application) roster.Application {
		return roster.Application{Namespace: value(a.Namespace), Permissions: a.ApplicationPermissions, Type: string(value(a.Type))}
	})
}

func wireApplication(a *roster.Application) connect.Application {
	return connect.Application{Namespace: text(a.Namespace), ApplicationPermissions: a.Permissions, Type: text(connect.ApplicationType(a.Type))}
}

// typeFlowModule is a kind that lives elsewhere, of which only ids come along.
const typeFlowModule access.ResourceType = "flow-module"

func flowModules(c roster.Caller, instance string, list []connect.FlowModule) []roster.FlowModule {
	return given(list, func(m *connect.FlowModule) roster.FlowModule {
		return roster.FlowModule{Type: string(value(m.Type)), ID: resourceID(c, instance, typeFlowModule, m.FlowModuleId)}
	})
}

func wireFlowModule(m *roster.FlowModule) connect.FlowModule {
	return connect.FlowModule{Type: text(connect.FlowModuleType(m.Type)), FlowModuleId: &m.ID}
}

// primaryAttributes is the list inside a granular access control configuration: nil without a configuration, empty when one holds nothing.
func primaryAttributes(g *connect.GranularAccessControlConfiguration) []roster.PrimaryValue {
	if g == nil {
		return nil
	}
	list := value(value(g.DataTableAccessControlConfiguration).PrimaryAttributeAccessControlConfiguration).PrimaryAttributeValues
	return each(list, func(v *connect.PrimaryAttributeValue) roster.PrimaryValue {
		return roster.PrimaryValue{AccessType: string(value(v.AccessType)), Attribute: value(v.AttributeName), Values: v.Values}
	})
}

// granularAccess is the configuration around the list, absent when there is nothing in it.
func granularAccess(list []roster.PrimaryValue) *connect.GranularAccessControlConfiguration {
	if len(list) == 0 {
		return nil
	}
	values := each(list, func(v *roster.PrimaryValue) connect.PrimaryAttributeValue {
		return connect.PrimaryAttributeValue{AccessType: text(connect.AccessType(v.AccessType)), AttributeName: text(v.Attribute), Values: v.Values}
	})
	return &connect.GranularAccessControlConfiguration{
		DataTableAccessControlConfiguration: &connect.DataTableAccessControlConfiguration{
			PrimaryAttributeAccessControlConfiguration: &connect.PrimaryAttributeAccessControlConfigurationItem{PrimaryAttributeValues: values},
		},
	}
}
