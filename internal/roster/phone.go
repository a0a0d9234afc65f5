package roster

// Channel is a way in which contacts reach an agent.
type Channel string

// Channels are all channels, in the order in which settings are listed.
var Channels = []Channel{Voice, "CHAT", "TASK", "EMAIL"}

// Voice is the channel that the phone settings and the older PhoneConfig structure speak of.
const Voice Channel = "VOICE"

// The kinds of phone.
const (
	SoftPhone = "SOFT_PHONE"
	DeskPhone = "DESK_PHONE"
)

// MaxAfterContactWork is the longest after-contact work limit in seconds; 0 means no limit.
const MaxAfterContactWork = 2_000_000

// Phone is how a user takes contacts.
type Phone struct {
	Type string `json:"type"`
	// Number is the desk phone's number in E.164; empty when there is none.
	Number               string `json:"number,omitempty" sensitive:"true"`
	PersistentConnection bool   `json:"persistent,omitempty"`
	// VoiceEnhancement is empty until it is set.
	VoiceEnhancement string                       `json:"enhancement,omitempty"`
	AutoAccept       map[Channel]AutoAccept       `json:"accept,omitempty"`
	AfterContactWork map[Channel]AfterContactWork `json:"acw,omitempty"`
}

// AutoAccept says whether contacts of a channel connect by themselves. FirstCallback is nil until it is set, and only for Voice.
type AutoAccept struct {
	On            bool  `json:"on,omitempty"`
	FirstCallback *bool `json:"callback,omitempty"`
}

// AfterContactWork is the time for work after a contact of a channel, in seconds. FirstCallback is nil until it is set, and only for Voice.
type AfterContactWork struct {
	Limit         int  `json:"limit,omitempty"`
	FirstCallback *int `json:"callback,omitempty"`
}
