package roster_test

import (
	"maps"
	"reflect"
	"slices"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// step does something at random, as one of the walkers, and tells what.
func (w *walk) step() (string, error) {
	by := w.as(one(w, w.walkers))
	if w.r.IntN(2) == 0 {
		return w.anything(by)
	}
	name := one(w, sortedSteps)
	return name, walkerSteps[name](w, by)
}

func one[T any](w *walk, list []T) T { return list[w.r.IntN(len(list))] }

func some[T any](w *walk, list []T) (chosen []T) {
	for range w.r.IntN(3) {
		chosen = append(chosen, one(w, list))
	}
	return chosen
}

func (w *walk) name() string {
	w.made++
	return numbered("made", w.made)
}

func (w *walk) newProfile() roster.SecurityProfile {
	p := roster.SecurityProfile{Meta: roster.Meta{Name: w.name(), Tags: one(w, someTags)}, Permissions: some(w, w.all)}
	if w.r.IntN(2) == 0 {
		p.Permissions = []string{"Users.View", "Users.Edit", "Users.Delete", "SecurityProfiles.Edit"}
	}
	if w.r.IntN(3) > 0 {
		byTags(one(w, someTags[1:]))(&p)
	}
	if w.r.IntN(3) > 0 {
		byGroup(one(w, w.groups))(&p)
	}
	return p
}

// joined makes a walker of a user that a walker acts for from now on.
func (w *walk) joined(id string, err error) error {
	if err == nil && !slices.Contains(w.walkers, id) {
		w.walkers = append(w.walkers, id)
	}
	return err
}

// walkerSteps are what is worth trying most.
var walkerSteps = map[string]func(w *walk, by roster.Caller) error{
	"take over": func(w *walk, by roster.Caller) error {
		id := one(w, w.users)
		return w.joined(id, w.UpdateUserIdentityInfo(w.ctx, by, w.id, id, mail(w.name()+"@example.com")))
	},
	"create a user": func(w *walk, by roster.Caller) error {
		made, err := w.CreateUser(w.ctx, by, w.id, w.hire(w.name(), func(in *roster.NewUser) {
			in.SecurityProfileIDs, in.HierarchyGroupID, in.Tags = append(some(w, w.profiles), one(w, w.profiles)), one(w, w.groups), one(w, someTags)
		}))
		if err == nil {
			w.users = append(w.users, made.ID)
		}
		return w.joined(made.ID, err)
	},
	"assign": func(w *walk, by roster.Caller) error {
		return w.UpdateUserSecurityProfiles(w.ctx, by, w.id, one(w, w.users), append(some(w, w.profiles), one(w, w.profiles)))
	},
	"move": func(w *walk, by roster.Caller) error {
		return w.UpdateUserHierarchy(w.ctx, by, w.id, one(w, w.users), one(w, w.groups))
	},
	"tag": func(w *walk, by roster.Caller) error {
		return w.TagResource(w.ctx, by, w.res(w.anyTagged()), one(w, someTags[1:]))
	},
	"untag": func(w *walk, by roster.Caller) error {
		return w.UntagResource(w.ctx, by, w.res(w.anyTagged()), []string{one(w, []string{"team", "site"})})
	},
	"create a profile": func(w *walk, by roster.Caller) error {
		id, err := w.CreateSecurityProfile(w.ctx, by, w.id, w.newProfile())
		if err == nil {
			w.profiles = append(w.profiles, id)
		}
		return err
	},
	"update a profile": func(w *walk, by roster.Caller) error {
		p := w.newProfile()
		u := roster.SecurityProfileUpdate{Permissions: p.Permissions, AllowedTags: p.AllowedTags, TagRestricted: p.TagRestricted}
		if w.r.IntN(2) == 0 {
			u = roster.SecurityProfileUpdate{HierarchyRestricted: p.HierarchyRestricted, AllowedGroupID: &p.AllowedGroupID}
		}
		return w.UpdateSecurityProfile(w.ctx, by, w.id, one(w, w.profiles), u)
	},
}

var sortedSteps = slices.Sorted(maps.Keys(walkerSteps))

func (w *walk) anyTagged() roster.Reference {
	return one(w, []roster.Reference{user(one(w, w.users)), profile(one(w, w.profiles)), group(one(w, w.groups))})
}

// anything calls an operation with whatever there is, but nothing that would take the instance away.
func (w *walk) anything(by roster.Caller) (string, error) {
	m := one(w, methods())
	args := []reflect.Value{reflect.ValueOf(w.Service), reflect.ValueOf(w.ctx), reflect.ValueOf(by)}
	for n := 3; n < m.Type.NumIn(); n++ {
		arg := reflect.New(m.Type.In(n)).Elem()
		w.fill(arg)
		if n == 3 && arg.Kind() == reflect.String {
			arg.SetString(w.id)
		}
		args = append(args, arg)
	}
	results := m.Func.Call(args)
	err, _ := results[len(results)-1].Interface().(error)
	return m.Name, err
}

// fill makes a value up.
func (w *walk) fill(v reflect.Value) {
	switch v.Interface().(type) {
	case access.Resource:
		v.Set(reflect.ValueOf(w.res(w.anyTagged())))
		return
	case roster.Page:
		v.Set(reflect.ValueOf(everyone))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(one(w, slices.Concat(w.users, w.profiles, w.groups, w.others, []string{w.name()})))
	case reflect.Int:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(w.r.IntN(2) == 0)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), w.r.IntN(2), 2))
		for n := range v.Len() {
			w.fill(v.Index(n))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		w.fill(v.Elem())
	case reflect.Struct:
		for n := range v.NumField() {
			if v.Field(n).CanSet() {
				w.fill(v.Field(n))
			}
		}
	case reflect.Func:
		v.Set(reflect.ValueOf(username))
	case reflect.Map:
		if v.Type() == reflect.TypeFor[map[string]string]() {
			v.Set(reflect.ValueOf(one(w, someTags)))
		}
	case reflect.Interface:
		if v.Type() == reflect.TypeFor[search.Criteria]() {
			v.Set(reflect.ValueOf(search.All{}))
		}
	}
}
