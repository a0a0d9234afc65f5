package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// The settings that tests of phones use.
type (
	accepts = []roster.PerChannel[roster.AutoAccept]
	works   = []roster.PerChannel[roster.AfterContactWork]
	phones  = []roster.PerChannel[roster.PhoneNumber]
	flags   = []roster.PerChannel[bool]
	modes   = []roster.PerChannel[string]
)

// everywhere is a limit on every channel.
func everywhere(seconds int) map[roster.Channel]roster.AfterContactWork {
	m := map[roster.Channel]roster.AfterContactWork{}
	for _, c := range roster.Channels {
		m[c] = roster.AfterContactWork{Limit: seconds}
	}
	return m
}

func voiceAccepts(on bool) map[roster.Channel]roster.AutoAccept {
	return map[roster.Channel]roster.AutoAccept{roster.Voice: {On: on}}
}

func TestNewPhone(t *testing.T) {
	tests := []struct {
		name string
		in   roster.PhoneSettings
		want roster.Phone
	}{
		{"defaults", roster.PhoneSettings{}, roster.Phone{Type: roster.SoftPhone, AutoAccept: voiceAccepts(false), AfterContactWork: everywhere(0)}},
		{"the older way", roster.PhoneSettings{Config: &roster.PhoneConfig{
			Type: ptr(roster.DeskPhone), Number: ptr("+15550100"), AutoAccept: ptr(true), AfterContactWork: ptr(30), PersistentConnection: ptr(true),
		}}, roster.Phone{
			Type: roster.DeskPhone, Number: "+15550100", PersistentConnection: true, AutoAccept: voiceAccepts(true), AfterContactWork: everywhere(30),
		}},
		{"a soft phone may have a number", roster.PhoneSettings{Config: &roster.PhoneConfig{Type: ptr(roster.SoftPhone), Number: ptr("+15550100")}},
			roster.Phone{Type: roster.SoftPhone, Number: "+15550100", AutoAccept: voiceAccepts(false), AfterContactWork: everywhere(0)}},
		{"per channel", roster.PhoneSettings{
			AutoAccept:           accepts{{Channel: "CHAT", Setting: roster.AutoAccept{On: true}}},
			AfterContactWork:     works{{Channel: roster.Voice, Setting: roster.AfterContactWork{Limit: roster.MaxAfterContactWork, FirstCallback: ptr(60)}}},
			Numbers:              phones{{Channel: roster.Voice, Setting: roster.PhoneNumber{Type: roster.DeskPhone, Number: "+15550100"}}},
			PersistentConnection: flags{{Channel: roster.Voice, Setting: true}},
			VoiceEnhancement:     modes{{Channel: roster.Voice, Setting: "NONE"}},
		}, roster.Phone{
			Type: roster.DeskPhone, Number: "+15550100", PersistentConnection: true, VoiceEnhancement: "NONE",
			AutoAccept:       map[roster.Channel]roster.AutoAccept{"CHAT": {On: true}},
			AfterContactWork: map[roster.Channel]roster.AfterContactWork{roster.Voice: {Limit: roster.MaxAfterContactWork, FirstCallback: ptr(60)}},
		}},
		{"a mixture", roster.PhoneSettings{
			Config:     &roster.PhoneConfig{Type: ptr(roster.SoftPhone), Number: ptr(""), AfterContactWork: ptr(5)},
			AutoAccept: accepts{{Channel: roster.Voice, Setting: roster.AutoAccept{On: true, FirstCallback: ptr(false)}}},
		}, roster.Phone{
			Type: roster.SoftPhone, AutoAccept: map[roster.Channel]roster.AutoAccept{roster.Voice: {On: true, FirstCallback: ptr(false)}},
			AfterContactWork: everywhere(5),
		}},
	}
	c := newCrew(t, roster.SAML)
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u := c.user(t, c.hire(numbered("user", i), func(in *roster.NewUser) { in.Phone = tt.in }))
			if diff := cmp.Diff(tt.want, u.Phone); diff != "" {
				t.Errorf("phone (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPhoneSettingsRefused(t *testing.T) {
	number := phones{{Channel: roster.Voice, Setting: roster.PhoneNumber{Type: roster.SoftPhone}}}
	on := roster.PerChannel[bool]{Channel: roster.Voice, Setting: true}
	limit := func(c roster.Channel, seconds int) roster.PerChannel[roster.AfterContactWork] {
		return roster.PerChannel[roster.AfterContactWork]{Channel: c, Setting: roster.AfterContactWork{Limit: seconds}}
	}
	callback := works{{Channel: "TASK", Setting: roster.AfterContactWork{FirstCallback: ptr(1)}}}
	longCallback := works{{Channel: roster.Voice, Setting: roster.AfterContactWork{FirstCallback: ptr(roster.MaxAfterContactWork + 1)}}}
	accept := accepts{{Channel: roster.Voice}}
	type config = roster.PhoneConfig
	type settings = roster.PhoneSettings
	tests := []struct {
		name string
		in   settings
		want roster.Kind
	}{
		{"desk phone without a number", settings{Config: &config{Type: ptr(roster.DeskPhone)}}, roster.InvalidParameter},
		{"desk phone with an empty number", settings{Config: &config{Type: ptr(roster.DeskPhone), Number: ptr("")}}, roster.InvalidParameter},
		{"desk phone without a number per channel",
			settings{Numbers: phones{{Channel: roster.Voice, Setting: roster.PhoneNumber{Type: roster.DeskPhone}}}}, roster.InvalidParameter},
		{"limit below 0", settings{Config: &config{AfterContactWork: ptr(-1)}}, roster.InvalidParameter},
		{"limit too long", settings{Config: &config{AfterContactWork: ptr(roster.MaxAfterContactWork + 1)}}, roster.InvalidParameter},
		{"limit too long per channel", settings{AfterContactWork: works{limit("CHAT", roster.MaxAfterContactWork+1)}}, roster.InvalidParameter},
		{"callback limit too long", settings{AfterContactWork: longCallback}, roster.InvalidParameter},
		{"limit twice", settings{AfterContactWork: works{limit("CHAT", 1), limit("CHAT", 1)}}, roster.InvalidParameter},
		{"auto-accept twice", settings{AutoAccept: append(accept, accept...)}, roster.InvalidParameter},
		{"number twice", settings{Numbers: append(number, number...)}, roster.InvalidParameter},
		{"number for chats", settings{Numbers: phones{{Channel: "CHAT", Setting: roster.PhoneNumber{Type: roster.SoftPhone}}}}, roster.InvalidParameter},
		{"persistent connection for tasks", settings{PersistentConnection: flags{{Channel: "TASK"}}}, roster.InvalidParameter},
		{"persistent connection twice", settings{PersistentConnection: flags{on, on}}, roster.InvalidParameter},
		{"voice enhancement for e-mail", settings{VoiceEnhancement: modes{{Channel: "EMAIL", Setting: "NONE"}}}, roster.InvalidParameter},
		{"callback auto-accept for chats",
			settings{AutoAccept: accepts{{Channel: "CHAT", Setting: roster.AutoAccept{FirstCallback: ptr(true)}}}}, roster.InvalidParameter},
		{"callback limit for tasks", settings{AfterContactWork: callback}, roster.InvalidParameter},
		{"auto-accept both ways", settings{Config: &config{AutoAccept: ptr(false)}, AutoAccept: accept}, roster.InvalidRequest},
		{"limit both ways", settings{Config: &config{AfterContactWork: ptr(0)}, AfterContactWork: works{limit("CHAT", 1)}}, roster.InvalidRequest},
		{"kind both ways", settings{Config: &config{Type: ptr(roster.SoftPhone)}, Numbers: number}, roster.InvalidRequest},
		{"number both ways", settings{Config: &config{Number: ptr("+15550100")}, Numbers: number}, roster.InvalidRequest},
		{"persistent connection both ways",
			settings{Config: &config{PersistentConnection: ptr(true)}, PersistentConnection: flags{on}}, roster.InvalidRequest},
	}
	c := newCrew(t, roster.SAML)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.CreateUser(c.ctx, c.c, c.id, c.hire("ann", func(in *roster.NewUser) { in.Phone = tt.in }))
			wantKind(t, err, tt.want)
		})
	}
}

func TestUpdateUserPhoneConfig(t *testing.T) {
	old := roster.Phone{
		Type: roster.DeskPhone, Number: "+15550100", PersistentConnection: true, VoiceEnhancement: "NONE",
		AutoAccept:       map[roster.Channel]roster.AutoAccept{roster.Voice: {On: true, FirstCallback: ptr(true)}, "CHAT": {On: true}},
		AfterContactWork: map[roster.Channel]roster.AfterContactWork{roster.Voice: {Limit: 10, FirstCallback: ptr(20)}, "CHAT": {Limit: 30}},
	}
	fannedOut := func(seconds int) map[roster.Channel]roster.AfterContactWork {
		m := everywhere(seconds)
		m[roster.Voice] = roster.AfterContactWork{Limit: seconds, FirstCallback: ptr(20)}
		return m
	}
	accept := func(on bool) map[roster.Channel]roster.AutoAccept {
		return map[roster.Channel]roster.AutoAccept{roster.Voice: {On: on, FirstCallback: ptr(true)}, "CHAT": {On: true}}
	}
	tests := []struct {
		name string
		in   roster.PhoneConfig
		want roster.Phone
		err  roster.Kind
	}{
		{"after-contact work goes to every channel, auto-accept to voice",
			roster.PhoneConfig{Type: ptr(roster.SoftPhone), AutoAccept: ptr(true), AfterContactWork: ptr(5), PersistentConnection: ptr(false)},
			roster.Phone{Type: roster.SoftPhone, VoiceEnhancement: "NONE", AutoAccept: accept(true), AfterContactWork: fannedOut(5)}, 0},
		{"what is left out takes its default, but for kind and persistent connection",
			roster.PhoneConfig{Number: ptr("+15550101")},
			roster.Phone{Type: roster.DeskPhone, Number: "+15550101", PersistentConnection: true, VoiceEnhancement: "NONE",
				AutoAccept: accept(false), AfterContactWork: fannedOut(0)}, 0},
		{"a desk phone does not lose its number", roster.PhoneConfig{AutoAccept: ptr(true)}, old, roster.InvalidParameter},
		{"a limit too long", roster.PhoneConfig{Number: ptr("+15550101"), AfterContactWork: ptr(roster.MaxAfterContactWork + 1)}, old, roster.InvalidParameter},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newCrew(t, roster.SAML)
			u := roster.User{ID: "u", Username: "ann", DirectoryUserID: "d", Phone: old, RoutingProfileID: c.routing, SecurityProfileIDs: []string{c.agent}}
			c.put(t, func(tx roster.Tx) error { return tx.PutUser(u) })
			wantKind(t, c.UpdateUserPhoneConfig(c.ctx, c.c, c.id, "u", tt.in), tt.err)
			if diff := cmp.Diff(tt.want, c.read(t, "u").Phone); diff != "" {
				t.Errorf("phone (-want +got):\n%s", diff)
			}
		})
	}
}
