package modeltest

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// phone draws the phone of a new user: stated in the older way, per channel, both or not at all.
func (s *session) phone(in *sdk.CreateUserInput) {
	form := uniform(s, "phone", 6)
	if form == 1 || form == 2 || form == 5 {
		in.PhoneConfig = s.phoneConfig()
	}
	if form >= 3 {
		lists := s.perChannel()
		in.AutoAcceptConfigs, in.AfterContactWorkConfigs, in.PhoneNumberConfigs = lists.AutoAcceptConfigs, lists.AfterContactWorkConfigs, lists.PhoneNumberConfigs
		in.PersistentConnectionConfigs, in.VoiceEnhancementConfigs = lists.PersistentConnectionConfigs, lists.VoiceEnhancementConfigs
	}
}

var phoneTypes = []types.PhoneType{types.PhoneTypeSoftPhone, types.PhoneTypeDeskPhone}

func (s *session) phoneConfig() *types.UserPhoneConfig {
	return &types.UserPhoneConfig{
		PhoneType: value(maybe(s, "phone type", phoneTypes...)), DeskPhoneNumber: maybe(s, "number", s.number(), "+15550100", ""),
		AutoAccept: pick(s, "accept", false, true), AfterContactWorkTimeLimit: s.limit(), PersistentConnection: maybe(s, "persistent", true, false),
	}
}

// number draws a number, rarely a bad one.
func (s *session) number() string {
	if one(s, "bad number", 16) {
		return pick(s, "number", "15550100", "+0", "+1 555")
	}
	return "+4316070"
}

// limit draws seconds, rarely a number out of range.
func (s *session) limit() int32 {
	if one(s, "bad limit", 20) {
		return pick[int32](s, "limit", -1, 2_000_001)
	}
	return pick[int32](s, "limit", 0, 1, 60, 2_000_000)
}

// channel draws mostly VOICE where nothing else is allowed.
func (s *session) channel(voice bool) types.Channel {
	if voice && !one(s, "odd channel", 12) {
		return types.ChannelVoice
	}
	return pick(s, "channel", types.ChannelVoice, types.ChannelChat, types.ChannelTask, types.ChannelEmail)
}

// perChannel draws the five lists.
func (s *session) perChannel() (in sdk.UpdateUserConfigInput) {
	for range uniform(s, "accepts", 3) {
		c := types.AutoAcceptConfig{Channel: s.channel(false), AutoAccept: pick(s, "accept", true, false)}
		if c.Channel == types.ChannelVoice || one(s, "odd callback", 12) {
			c.AgentFirstCallbackAutoAccept = maybe(s, "callback", true, false)
		}
		in.AutoAcceptConfigs = append(in.AutoAcceptConfigs, c)
	}
	for range uniform(s, "works", 3) {
		c := types.AfterContactWorkConfigPerChannel{Channel: s.channel(false), AfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: s.limit()}}
		if c.Channel == types.ChannelVoice && pick(s, "callback", false, true) || one(s, "odd callback", 12) {
			c.AgentFirstCallbackAfterContactWorkConfig = &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: s.limit()}
		}
		in.AfterContactWorkConfigs = append(in.AfterContactWorkConfigs, c)
	}
	if pick(s, "numbers", false, true) {
		number := s.number()
		c := types.PhoneNumberConfig{Channel: s.channel(true), PhoneType: pick(s, "phone type", phoneTypes...), PhoneNumber: maybe(s, "number", number)}
		in.PhoneNumberConfigs = append(in.PhoneNumberConfigs, c)
	}
	if pick(s, "persistents", false, true) {
		c := types.PersistentConnectionConfig{Channel: s.channel(true), PersistentConnection: ptr(pick(s, "persistent", true, false))}
		in.PersistentConnectionConfigs = append(in.PersistentConnectionConfigs, c)
	}
	if pick(s, "voices", false, true) {
		mode := pick(s, "voice", types.VoiceEnhancementModeNone, types.VoiceEnhancementModeVoiceIsolation, types.VoiceEnhancementModeNoiseSuppression)
		in.VoiceEnhancementConfigs = append(in.VoiceEnhancementConfigs, types.VoiceEnhancementConfig{Channel: s.channel(true), VoiceEnhancementMode: mode})
	}
	return in
}
