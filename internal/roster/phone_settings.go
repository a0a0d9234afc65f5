package roster

import "slices"

// PhoneSettings state a user's phone as a request does: in the older way, per channel, or as a mixture that does not say the same twice.
type PhoneSettings struct {
	// Config is nil when it is absent.
	Config               *PhoneConfig
	AutoAccept           []PerChannel[AutoAccept]
	AfterContactWork     []PerChannel[AfterContactWork]
	Numbers              []PerChannel[PhoneNumber]
	PersistentConnection []PerChannel[bool]
	VoiceEnhancement     []PerChannel[string]
}

// PerChannel is a setting for one channel.
type PerChannel[T any] struct {
	Channel Channel
	Setting T
}

// PhoneNumber is the kind of phone and its number, empty when there is none.
type PhoneNumber struct{ Type, Number string }

// check checks the lists, and that nothing is stated both in the older way and per channel.
func (in PhoneSettings) check() error {
	if err := in.checkChannels(); err != nil {
		return err
	}
	c := in.Config
	if c == nil {
		return nil
	}
	for _, both := range []struct {
		list   string
		clash  bool
		member string
	}{
		{"AutoAcceptConfigs", c.AutoAccept != nil && len(in.AutoAccept) > 0, "AutoAccept"},
		{"AfterContactWorkConfigs", c.AfterContactWork != nil && len(in.AfterContactWork) > 0, "AfterContactWorkTimeLimit"},
		{"PhoneNumberConfigs", (c.Type != nil || orZero(c.Number) != "") && len(in.Numbers) > 0, "PhoneType or DeskPhoneNumber"},
		{"PersistentConnectionConfigs", c.PersistentConnection != nil && len(in.PersistentConnection) > 0, "PersistentConnection"},
	} {
		if both.clash {
			return Errorf(InvalidRequest, "%s cannot be given together with PhoneConfig.%s", both.list, both.member)
		}
	}
	return nil
}

// checkChannels refuses channels given twice or where they do not belong.
func (in PhoneSettings) checkChannels() error {
	for _, s := range in.AutoAccept {
		if s.Setting.FirstCallback != nil && s.Channel != Voice {
			return Errorf(InvalidParameter, "AgentFirstCallbackAutoAccept is for the channel VOICE only")
		}
	}
	for _, s := range in.AfterContactWork {
		if s.Setting.FirstCallback != nil && s.Channel != Voice {
			return Errorf(InvalidParameter, "AgentFirstCallbackAfterContactWorkConfig is for the channel VOICE only")
		}
	}
	for _, list := range []struct {
		name     string
		channels []Channel
		allowed  []Channel
	}{
		{"AutoAcceptConfigs", channels(in.AutoAccept), Channels},
		{"AfterContactWorkConfigs", channels(in.AfterContactWork), Channels},
		{"PhoneNumberConfigs", channels(in.Numbers), []Channel{Voice}},
		{"PersistentConnectionConfigs", channels(in.PersistentConnection), []Channel{Voice}},
		{"VoiceEnhancementConfigs", channels(in.VoiceEnhancement), []Channel{Voice}},
	} {
		for i, c := range list.channels {
			if !slices.Contains(list.allowed, c) {
				return Errorf(InvalidParameter, "%s has a channel that it cannot have", list.name)
			}
			if slices.Contains(list.channels[:i], c) {
				return Errorf(InvalidParameter, "%s has a channel twice", list.name)
			}
		}
	}
	return nil
}

func channels[T any](list []PerChannel[T]) []Channel {
	names := make([]Channel, len(list))
	for i := range list {
		names[i] = list[i].Channel
	}
	return names
}
