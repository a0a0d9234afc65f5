package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestUserPhone(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"is made per channel":                      createsPhonePerChannel,
		"mixes both ways where they do not clash":  mixesPhoneSettings,
		"create refuses":                           refusesPhones,
		"UpdateUserPhoneConfig replaces all but":   updatesPhone,
		"UpdateUserPhoneConfig refuses":            refusesPhoneUpdates,
		"per channel, AutoAccept false is a value": keepsAutoAcceptOff,
	})
}

// The channels and the work after a contact, shorter.
const (
	voice = types.ChannelVoice
	chat  = types.ChannelChat
	task  = types.ChannelTask
)

func work(channel types.Channel, limit int32) types.AfterContactWorkConfigPerChannel {
	return types.AfterContactWorkConfigPerChannel{
		Channel: channel, AfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: limit},
	}
}

func createsPhonePerChannel(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "per-channel")
	in := c.user("ada")
	in.PhoneConfig = nil
	in.AutoAcceptConfigs = []types.AutoAcceptConfig{
		{Channel: voice, AutoAccept: true, AgentFirstCallbackAutoAccept: aws.Bool(false)}, {Channel: chat, AutoAccept: true},
	}
	in.AfterContactWorkConfigs = []types.AfterContactWorkConfigPerChannel{work(voice, 10), work(task, 2_000_000)}
	in.AfterContactWorkConfigs[0].AgentFirstCallbackAfterContactWorkConfig = &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: 5}
	in.PhoneNumberConfigs = []types.PhoneNumberConfig{{Channel: voice, PhoneType: types.PhoneTypeDeskPhone, PhoneNumber: aws.String("+14155550100")}}
	in.PersistentConnectionConfigs = []types.PersistentConnectionConfig{{Channel: voice, PersistentConnection: aws.Bool(true)}}
	in.VoiceEnhancementConfigs = []types.VoiceEnhancementConfig{{Channel: voice, VoiceEnhancementMode: types.VoiceEnhancementModeVoiceIsolation}}
	got := c.describe(t, must(client.CreateUser(t.Context(), in))(t).UserId)
	same(t, "auto-accept", got.AutoAcceptConfigs, in.AutoAcceptConfigs)
	same(t, "after-contact work", got.AfterContactWorkConfigs, in.AfterContactWorkConfigs)
	same(t, "the number", got.PhoneNumberConfigs, in.PhoneNumberConfigs)
	same(t, "the connection", got.PersistentConnectionConfigs, in.PersistentConnectionConfigs)
	same(t, "voice enhancement", got.VoiceEnhancementConfigs, in.VoiceEnhancementConfigs)
	same(t, "the older settings", got.PhoneConfig, &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+14155550100"), AutoAccept: true, AfterContactWorkTimeLimit: 10,
		PersistentConnection: aws.Bool(true),
	})
}

func mixesPhoneSettings(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "mixture")
	got := c.describe(t, c.hire(t, "ada", func(in *connect.CreateUserInput) {
		in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+441632960000")}
		in.AutoAcceptConfigs = []types.AutoAcceptConfig{{Channel: voice, AutoAccept: true}}
	}))
	same(t, "the older settings", got.PhoneConfig, &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+441632960000"), AutoAccept: true, PersistentConnection: aws.Bool(false),
	})
	soft := c.describe(t, c.hire(t, "soft", func(in *connect.CreateUserInput) { in.PhoneConfig.DeskPhoneNumber = aws.String("+441632960000") }))
	same(t, "a soft phone's number", soft.PhoneConfig.DeskPhoneNumber, aws.String("+441632960000"))
}

func refusesPhones(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "phone-refusals")
	with := func(name string, want refusal, change func(*connect.CreateUserInput)) call {
		return c.refuseUser(t, name, want, change)
	}
	on := types.AutoAcceptConfig{Channel: voice, AutoAccept: true}
	refusals(t, []call{
		with("a desk phone without a number", invalidParameter, func(in *connect.CreateUserInput) { in.PhoneConfig.PhoneType = types.PhoneTypeDeskPhone }),
		with("a desk phone with an empty number", invalidParameter, func(in *connect.CreateUserInput) {
			in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("")}
		}),
		with("a number that is not E.164", invalidParameter, func(in *connect.CreateUserInput) { in.PhoneConfig.DeskPhoneNumber = aws.String("0100") }),
		with("an unknown type", invalidParameter, func(in *connect.CreateUserInput) { in.PhoneConfig.PhoneType = "FAX" }),
		with("negative work", invalidParameter, func(in *connect.CreateUserInput) { in.PhoneConfig.AfterContactWorkTimeLimit = -1 }),
		with("work of 24 days", invalidParameter, func(in *connect.CreateUserInput) { in.PhoneConfig.AfterContactWorkTimeLimit = 2_000_001 }),
		with("work of 24 days on one channel", invalidParameter, func(in *connect.CreateUserInput) {
			in.AfterContactWorkConfigs = []types.AfterContactWorkConfigPerChannel{work(chat, 2_000_001)}
		}),
		with("a channel twice", invalidParameter, func(in *connect.CreateUserInput) { in.AutoAcceptConfigs = []types.AutoAcceptConfig{on, on} }),
		with("an unknown channel", invalidParameter, func(in *connect.CreateUserInput) {
			in.AutoAcceptConfigs = []types.AutoAcceptConfig{{Channel: "FAX", AutoAccept: true}}
		}),
		with("a callback without a voice", invalidParameter, func(in *connect.CreateUserInput) {
			in.AutoAcceptConfigs = []types.AutoAcceptConfig{{Channel: chat, AutoAccept: true, AgentFirstCallbackAutoAccept: aws.Bool(true)}}
		}),
		with("a persistent connection for chat", invalidParameter, func(in *connect.CreateUserInput) {
			in.PersistentConnectionConfigs = []types.PersistentConnectionConfig{{Channel: chat, PersistentConnection: aws.Bool(true)}}
		}),
		with("the type twice over", invalidRequest, func(in *connect.CreateUserInput) {
			in.PhoneNumberConfigs = []types.PhoneNumberConfig{{Channel: voice, PhoneType: types.PhoneTypeSoftPhone}}
		}),
		with("auto-accept twice over", invalidRequest, func(in *connect.CreateUserInput) {
			in.PhoneConfig.AutoAccept, in.AutoAcceptConfigs = true, []types.AutoAcceptConfig{on}
		}),
		with("work twice over", invalidRequest, func(in *connect.CreateUserInput) {
			in.PhoneConfig.AfterContactWorkTimeLimit = 1
			in.AfterContactWorkConfigs = []types.AfterContactWorkConfigPerChannel{work(voice, 1)}
		}),
	})
	same(t, "the users", c.after(t, nil), []string{})
}

// rephone changes a user's phone in the older way.
func (c *centre) rephone(t *testing.T, id *string, phone types.UserPhoneConfig) error {
	return errorOf(c.UpdateUserPhoneConfig(t.Context(), &connect.UpdateUserPhoneConfigInput{InstanceId: c.id, UserId: id, PhoneConfig: &phone}))
}

func updatesPhone(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "rephoned")
	id := c.hire(t, "ada", func(in *connect.CreateUserInput) {
		in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, PersistentConnection: aws.Bool(true)}
		in.AutoAcceptConfigs = []types.AutoAcceptConfig{{Channel: chat, AutoAccept: true}}
		in.AfterContactWorkConfigs = []types.AfterContactWorkConfigPerChannel{work(chat, 7)}
	})
	ok(t, c.rephone(t, id, types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+14155550100"), AutoAccept: true, AfterContactWorkTimeLimit: 9,
	}))
	got := c.describe(t, id)
	same(t, "the settings", got.PhoneConfig, &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+14155550100"), AutoAccept: true, AfterContactWorkTimeLimit: 9,
		PersistentConnection: aws.Bool(true),
	})
	same(t, "after-contact work", got.AfterContactWorkConfigs, workOnAllChannels(9))
	same(t, "auto-accept", got.AutoAcceptConfigs, []types.AutoAcceptConfig{{Channel: voice, AutoAccept: true}, {Channel: chat, AutoAccept: true}})
	ok(t, c.rephone(t, id, types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, PersistentConnection: aws.Bool(false)}))
	same(t, "the settings set back", c.describe(t, id).PhoneConfig, &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeSoftPhone, DeskPhoneNumber: aws.String(""), PersistentConnection: aws.Bool(false),
	})
	// What was read can be written.
	before := c.describe(t, id)
	ok(t, c.rephone(t, id, *before.PhoneConfig))
	same(t, "the settings written back", c.describe(t, id).PhoneConfig, before.PhoneConfig)
}

func refusesPhoneUpdates(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "rephoned-not")
	id := c.hire(t, "ada")
	before := c.describe(t, id)
	invalidParameter(t, c.rephone(t, id, types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone}))
	invalidParameter(t, c.rephone(t, id, types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, AfterContactWorkTimeLimit: 2_000_001}))
	invalidParameter(t, c.rephone(t, id, types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, DeskPhoneNumber: aws.String("+0123")}))
	same(t, "the user after refusals", c.describe(t, id), before)
}

func keepsAutoAcceptOff(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "off")
	configs := []types.AutoAcceptConfig{{Channel: voice}, {Channel: task}}
	got := c.describe(t, c.hire(t, "ada", func(in *connect.CreateUserInput) { in.AutoAcceptConfigs = configs }))
	same(t, "auto-accept", got.AutoAcceptConfigs, configs)
}
