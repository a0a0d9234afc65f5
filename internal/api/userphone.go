package api

import (
	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// newPhoneSettings reads everything that a new user's request says of the phone.
func newPhoneSettings(in *connect.CreateUserRequest) roster.PhoneSettings {
	s := phoneSettings(&connect.UpdateUserConfigRequest{
		AutoAcceptConfigs: in.AutoAcceptConfigs, AfterContactWorkConfigs: in.AfterContactWorkConfigs, PhoneNumberConfigs: in.PhoneNumberConfigs,
		PersistentConnectionConfigs: in.PersistentConnectionConfigs, VoiceEnhancementConfigs: in.VoiceEnhancementConfigs,
	})
	s.Config = phoneConfig(in.PhoneConfig)
	return s
}

// phoneSettings reads the settings per channel.
func phoneSettings(in *connect.UpdateUserConfigRequest) roster.PhoneSettings {
	return roster.PhoneSettings{
		AutoAccept:       each(in.AutoAcceptConfigs, autoAccept),
		AfterContactWork: each(in.AfterContactWorkConfigs, afterContactWork),
		Numbers: each(in.PhoneNumberConfigs, func(n *connect.PhoneNumberConfig) roster.PerChannel[roster.PhoneNumber] {
			return perChannel(n.Channel, roster.PhoneNumber{Type: string(*n.PhoneType), Number: value(n.PhoneNumber)})
		}),
		PersistentConnection: each(in.PersistentConnectionConfigs, func(p *connect.PersistentConnectionConfig) roster.PerChannel[bool] {
			return perChannel(p.Channel, *p.PersistentConnection)
		}),
		VoiceEnhancement: each(in.VoiceEnhancementConfigs, func(v *connect.VoiceEnhancementConfig) roster.PerChannel[string] {
			return perChannel(v.Channel, string(*v.VoiceEnhancementMode))
		}),
	}
}

func perChannel[T any](c *connect.Channel, setting T) roster.PerChannel[T] {
	return roster.PerChannel[T]{Channel: roster.Channel(*c), Setting: setting}
}

func autoAccept(in *connect.AutoAcceptConfig) roster.PerChannel[roster.AutoAccept] {
	return perChannel(in.Channel, roster.AutoAccept{On: *in.AutoAccept, FirstCallback: in.AgentFirstCallbackAutoAccept})
}

func afterContactWork(in *connect.AfterContactWorkConfigPerChannel) roster.PerChannel[roster.AfterContactWork] {
	work := roster.AfterContactWork{Limit: value(count(in.AfterContactWorkConfig.AfterContactWorkTimeLimit))}
	if callback := in.AgentFirstCallbackAfterContactWorkConfig; callback != nil {
		limit := value(count(callback.AfterContactWorkTimeLimit))
		work.FirstCallback = &limit
	}
	return perChannel(in.Channel, work)
}

// phoneConfig reads the older structure; nil when it is absent.
func phoneConfig(in *connect.UserPhoneConfig) *roster.PhoneConfig {
	if in == nil {
		return nil
	}
	return &roster.PhoneConfig{
		Type: (*string)(in.PhoneType), AutoAccept: in.AutoAccept, AfterContactWork: count(in.AfterContactWorkTimeLimit),
		Number: in.DeskPhoneNumber, PersistentConnection: in.PersistentConnection,
	}
}

// timeUnit is how many units of an answer make a second.
type timeUnit int

// After-contact work is in seconds everywhere but in what SearchUsers answers.
const (
	inSeconds      timeUnit = 1
	inMilliseconds timeUnit = 1000
)

// phoneAnswer is a phone as answers show it: in the older way, and per channel.
type phoneAnswer struct {
	config               *connect.UserPhoneConfig
	autoAccept           []connect.AutoAcceptConfig
	afterContactWork     []connect.AfterContactWorkConfigPerChannel
	numbers              []connect.PhoneNumberConfig
	persistentConnection []connect.PersistentConnectionConfig
	voiceEnhancement     []connect.VoiceEnhancementConfig
}

// wirePhone shows a phone. The older structure has what holds for voice, and an empty number when there is none.
func wirePhone(p *roster.Phone, unit timeUnit) phoneAnswer {
	voice, kind := connect.ChannelVoice, connect.PhoneType(p.Type)
	accept := p.AutoAccept[roster.Voice].On
	answer := phoneAnswer{
		config: &connect.UserPhoneConfig{
			PhoneType: &kind, AutoAccept: &accept, AfterContactWorkTimeLimit: unit.of(p.AfterContactWork[roster.Voice].Limit),
			DeskPhoneNumber: &p.Number, PersistentConnection: &p.PersistentConnection,
		},
		autoAccept:           wireAutoAccept(p),
		afterContactWork:     wireAfterContactWork(p, unit),
		numbers:              []connect.PhoneNumberConfig{{Channel: &voice, PhoneType: &kind, PhoneNumber: text(p.Number)}},
		persistentConnection: []connect.PersistentConnectionConfig{{Channel: &voice, PersistentConnection: &p.PersistentConnection}},
	}
	if p.VoiceEnhancement != "" {
		mode := connect.VoiceEnhancementMode(p.VoiceEnhancement)
		answer.voiceEnhancement = []connect.VoiceEnhancementConfig{{Channel: &voice, VoiceEnhancementMode: &mode}}
	}
	return answer
}

func wireAutoAccept(p *roster.Phone) (list []connect.AutoAcceptConfig) {
	for _, c := range roster.Channels {
		if s, ok := p.AutoAccept[c]; ok {
			channel := connect.Channel(c)
			list = append(list, connect.AutoAcceptConfig{Channel: &channel, AutoAccept: &s.On, AgentFirstCallbackAutoAccept: s.FirstCallback})
		}
	}
	return list
}

func wireAfterContactWork(p *roster.Phone, unit timeUnit) (list []connect.AfterContactWorkConfigPerChannel) {
	for _, c := range roster.Channels {
		s, ok := p.AfterContactWork[c]
		if !ok {
			continue
		}
		channel := connect.Channel(c)
		work := connect.AfterContactWorkConfigPerChannel{
			Channel: &channel, AfterContactWorkConfig: &connect.AfterContactWorkConfig{AfterContactWorkTimeLimit: unit.of(s.Limit)},
		}
		if s.FirstCallback != nil {
			work.AgentFirstCallbackAfterContactWorkConfig = &connect.AfterContactWorkConfig{AfterContactWorkTimeLimit: unit.of(*s.FirstCallback)}
		}
		list = append(list, work)
	}
	return list
}

// of is a time of whole seconds in the unit. The longest limit fits in milliseconds too.
func (u timeUnit) of(seconds int) *int32 { return number[int32](seconds * int(u)) }
