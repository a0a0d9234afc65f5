package roster

import "maps"

// PhoneConfig states a user's phone in the older way: one setting for all channels. A nil member is absent. Times are in seconds.
type PhoneConfig struct {
	Type                 *string
	AutoAccept           *bool
	AfterContactWork     *int
	Number               *string
	PersistentConnection *bool
}

// newPhone is the phone of a new user.
func newPhone(in PhoneSettings) (Phone, error) {
	if err := in.check(); err != nil {
		return Phone{}, err
	}
	config := in.Config
	if config == nil {
		config = &PhoneConfig{}
	}
	p, err := Phone{Type: SoftPhone}.with(*config)
	if err != nil {
		return Phone{}, err
	}
	// A list stands in place of the older setting: the channels that it does not name are not set.
	if len(in.AutoAccept) > 0 {
		p.AutoAccept = nil
	}
	if len(in.AfterContactWork) > 0 {
		p.AfterContactWork = nil
	}
	return p.perChannel(in)
}

// with is the phone after the settings of a PhoneConfig. What they leave out takes its default, except the kind of phone and the
// persistent connection, which stay. After-contact work goes to every channel, auto-accept to Voice alone. Settings that a PhoneConfig
// does not know stay.
func (p Phone) with(in PhoneConfig) (Phone, error) {
	if in.Type != nil {
		p.Type = *in.Type
	}
	p.Number = orZero(in.Number)
	if in.PersistentConnection != nil {
		p.PersistentConnection = *in.PersistentConnection
	}
	p.AutoAccept = withChannel(p.AutoAccept, Voice, AutoAccept{On: orZero(in.AutoAccept), FirstCallback: p.AutoAccept[Voice].FirstCallback})
	for _, c := range Channels {
		work := AfterContactWork{Limit: orZero(in.AfterContactWork), FirstCallback: p.AfterContactWork[c].FirstCallback}
		p.AfterContactWork = withChannel(p.AfterContactWork, c, work)
	}
	return p, p.check()
}

// perChannel is the phone after the settings of the lists. They replace the channels that they name and leave the others.
func (p Phone) perChannel(in PhoneSettings) (Phone, error) {
	for _, s := range in.AutoAccept {
		p.AutoAccept = withChannel(p.AutoAccept, s.Channel, s.Setting)
	}
	for _, s := range in.AfterContactWork {
		p.AfterContactWork = withChannel(p.AfterContactWork, s.Channel, s.Setting)
	}
	for _, s := range in.Numbers {
		p.Type, p.Number = s.Setting.Type, s.Setting.Number
	}
	for _, s := range in.PersistentConnection {
		p.PersistentConnection = s.Setting
	}
	for _, s := range in.VoiceEnhancement {
		p.VoiceEnhancement = s.Setting
	}
	return p, p.check()
}

// check checks what must hold of a phone however it came to be.
func (p Phone) check() error {
	if p.Type == DeskPhone && p.Number == "" {
		return Errorf(InvalidParameter, "A DESK_PHONE needs a phone number")
	}
	for _, w := range p.AfterContactWork {
		if !validLimit(w.Limit) || w.FirstCallback != nil && !validLimit(*w.FirstCallback) {
			return Errorf(InvalidParameter, "AfterContactWorkTimeLimit must be 0 to %d seconds", MaxAfterContactWork)
		}
	}
	return nil
}

func validLimit(seconds int) bool { return 0 <= seconds && seconds <= MaxAfterContactWork }

// withChannel is a copy of the map with an entry more: the map itself may be one that the store shares.
func withChannel[T any](m map[Channel]T, c Channel, v T) map[Channel]T {
	with := make(map[Channel]T, len(Channels))
	maps.Copy(with, m)
	with[c] = v
	return with
}

func orZero[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
