package model

import (
	"maps"
	"reflect"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// phone is how a user takes contacts. Channels that are not in a map are not set. Times are in seconds.
type phone struct {
	kind       types.PhoneType
	number     string
	accept     map[types.Channel]types.AutoAcceptConfig
	work       map[types.Channel]types.AfterContactWorkConfigPerChannel
	persistent bool
	voice      types.VoiceEnhancementMode
}

var channels = []types.Channel{types.ChannelVoice, types.ChannelChat, types.ChannelTask, types.ChannelEmail}

func phoneShape(in *types.UserPhoneConfig) Refusal {
	c := value(in)
	number := value(c.DeskPhoneNumber)
	return breaks(rule{!goodLimit(c.AfterContactWorkTimeLimit), InvalidParameter}, rule{number != "" && !phoneForm.MatchString(number), InvalidParameter})
}

func goodLimit(seconds int32) bool { return 0 <= seconds && seconds <= 2_000_000 }

// newPhone is the phone of a new user, stated in the older way, per channel or as a mixture that says nothing twice.
func newPhone(in *sdk.CreateUserInput) (phone, Refusal) {
	lists := listsOf(in)
	older := value(in.PhoneConfig)
	p := phone{kind: types.PhoneTypeSoftPhone}.legacy(&older)
	if len(lists.accept) > 0 {
		p.accept = nil
	}
	if len(lists.work) > 0 {
		p.work = nil
	}
	p = p.with(lists)
	return p, either(lists.bad(), p.bad(), breaks(
		rule{older.AutoAccept && len(lists.accept) > 0, InvalidRequest},
		rule{older.AfterContactWorkTimeLimit != 0 && len(lists.work) > 0, InvalidRequest},
		rule{(older.PhoneType != "" || given(older.DeskPhoneNumber)) && len(lists.numbers) > 0, InvalidRequest},
		rule{older.PersistentConnection != nil && len(lists.persistent) > 0, InvalidRequest},
	))
}

// legacy is the phone after a PhoneConfig, which states all but the phone type and the persistent connection anew. After-contact work goes to
// every channel, auto-accept to VOICE.
func (p phone) legacy(in *types.UserPhoneConfig) phone {
	p.accept = maps.Clone(p.accept)
	if p.accept == nil {
		p.accept = map[types.Channel]types.AutoAcceptConfig{}
	}
	if in.PhoneType != "" {
		p.kind = in.PhoneType
	}
	p.number = value(in.DeskPhoneNumber)
	if in.PersistentConnection != nil {
		p.persistent = *in.PersistentConnection
	}
	p.accept[types.ChannelVoice] = types.AutoAcceptConfig{
		Channel: types.ChannelVoice, AutoAccept: in.AutoAccept, AgentFirstCallbackAutoAccept: p.accept[types.ChannelVoice].AgentFirstCallbackAutoAccept,
	}
	work := map[types.Channel]types.AfterContactWorkConfigPerChannel{}
	for _, c := range channels {
		work[c] = types.AfterContactWorkConfigPerChannel{
			Channel: c, AfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: in.AfterContactWorkTimeLimit},
			AgentFirstCallbackAfterContactWorkConfig: p.work[c].AgentFirstCallbackAfterContactWorkConfig,
		}
	}
	p.work = work
	return p
}

// bad refuses a desk phone without a number.
func (p phone) bad() Refusal {
	return breaks(rule{p.kind == types.PhoneTypeDeskPhone && p.number == "", InvalidParameter})
}

func (p phone) equal(q phone) bool { return reflect.DeepEqual(p, q) }

// perChannel are the lists by which requests state a phone per channel.
type perChannel struct {
	accept     []types.AutoAcceptConfig
	work       []types.AfterContactWorkConfigPerChannel
	numbers    []types.PhoneNumberConfig
	persistent []types.PersistentConnectionConfig
	voice      []types.VoiceEnhancementConfig
}

func listsOf(in *sdk.CreateUserInput) perChannel {
	return perChannel{in.AutoAcceptConfigs, in.AfterContactWorkConfigs, in.PhoneNumberConfigs, in.PersistentConnectionConfigs, in.VoiceEnhancementConfigs}
}

func (l perChannel) shape() Refusal {
	return breaks(
		rule{slices.ContainsFunc(l.work, func(w types.AfterContactWorkConfigPerChannel) bool {
			return !goodLimit(w.AfterContactWorkConfig.AfterContactWorkTimeLimit) || !goodLimit(value(w.AgentFirstCallbackAfterContactWorkConfig).AfterContactWorkTimeLimit)
		}), InvalidParameter},
		rule{slices.ContainsFunc(l.numbers, func(n types.PhoneNumberConfig) bool {
			return given(n.PhoneNumber) && !phoneForm.MatchString(*n.PhoneNumber)
		}), InvalidParameter},
	)
}
