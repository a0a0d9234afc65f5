package model

import (
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// bad refuses channels that come twice, and what is for VOICE alone elsewhere.
func (l perChannel) bad() Refusal {
	var all [5][]types.Channel
	var callback bool
	for _, c := range l.accept {
		all[0], callback = append(all[0], c.Channel), callback || c.AgentFirstCallbackAutoAccept != nil && c.Channel != types.ChannelVoice
	}
	for _, c := range l.work {
		all[1], callback = append(all[1], c.Channel), callback || c.AgentFirstCallbackAfterContactWorkConfig != nil && c.Channel != types.ChannelVoice
	}
	for _, c := range l.numbers {
		all[2] = append(all[2], c.Channel)
	}
	for _, c := range l.persistent {
		all[3] = append(all[3], c.Channel)
	}
	for _, c := range l.voice {
		all[4] = append(all[4], c.Channel)
	}
	bad := callback
	for n, list := range all {
		for at, c := range list {
			bad = bad || slices.Contains(list[:at], c) || n >= 2 && c != types.ChannelVoice
		}
	}
	return breaks(rule{bad, InvalidParameter})
}

// with is the phone after the lists, which replace the channels that they name.
func (p phone) with(l perChannel) phone {
	accept, work := map[types.Channel]types.AutoAcceptConfig{}, map[types.Channel]types.AfterContactWorkConfigPerChannel{}
	maps.Copy(accept, p.accept)
	maps.Copy(work, p.work)
	p.accept, p.work = accept, work
	for _, c := range l.accept {
		p.accept[c.Channel] = c
	}
	for _, c := range l.work {
		p.work[c.Channel] = c
	}
	for _, c := range l.numbers {
		p.kind, p.number = c.PhoneType, value(c.PhoneNumber)
	}
	for _, c := range l.persistent {
		p.persistent = *c.PersistentConnection
	}
	for _, c := range l.voice {
		p.voice = c.VoiceEnhancementMode
	}
	return p
}

// show fills in the parts of an answer that tell of the phone; unit is how many units of the answer make a second.
func (p phone) show(s *types.UserSearchSummary, unit int32) {
	voice := types.ChannelVoice
	s.PhoneConfig = &types.UserPhoneConfig{
		PhoneType: p.kind, DeskPhoneNumber: &p.number, AutoAccept: p.accept[voice].AutoAccept, PersistentConnection: &p.persistent,
		AfterContactWorkTimeLimit: value(p.work[voice].AfterContactWorkConfig).AfterContactWorkTimeLimit * unit,
	}
	s.AutoAcceptConfigs, s.AfterContactWorkConfigs = []types.AutoAcceptConfig{}, []types.AfterContactWorkConfigPerChannel{}
	for _, c := range channels {
		if a, ok := p.accept[c]; ok {
			s.AutoAcceptConfigs = append(s.AutoAcceptConfigs, a)
		}
		if w, ok := p.work[c]; ok {
			s.AfterContactWorkConfigs = append(s.AfterContactWorkConfigs, types.AfterContactWorkConfigPerChannel{
				Channel: c, AfterContactWorkConfig: times(w.AfterContactWorkConfig, unit),
				AgentFirstCallbackAfterContactWorkConfig: times(w.AgentFirstCallbackAfterContactWorkConfig, unit),
			})
		}
	}
	s.PhoneNumberConfigs = []types.PhoneNumberConfig{{Channel: voice, PhoneType: p.kind, PhoneNumber: text(p.number)}}
	s.PersistentConnectionConfigs = []types.PersistentConnectionConfig{{Channel: voice, PersistentConnection: &p.persistent}}
	s.VoiceEnhancementConfigs = []types.VoiceEnhancementConfig{}
	if p.voice != "" {
		s.VoiceEnhancementConfigs = append(s.VoiceEnhancementConfigs, types.VoiceEnhancementConfig{Channel: voice, VoiceEnhancementMode: p.voice})
	}
}

func times(c *types.AfterContactWorkConfig, unit int32) *types.AfterContactWorkConfig {
	if c == nil {
		return nil
	}
	return &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: c.AfterContactWorkTimeLimit * unit}
}
