package roster

import "time"

// IdentityType says who holds the users' passwords. It never changes.
type IdentityType string

// The identity management types.
const (
	ConnectManaged    IdentityType = "CONNECT_MANAGED"
	SAML              IdentityType = "SAML"
	ExistingDirectory IdentityType = "EXISTING_DIRECTORY"
)

// Instance is a contact centre: a directory of users of its own.
type Instance struct {
	ID, Account, Region string
	IdentityType        IdentityType
	// Alias is the host name part of the access URL; empty when none was given (directories only).
	Alias string `sensitive:"true"`
	// DirectoryID is the directory of an EXISTING_DIRECTORY instance.
	DirectoryID string
	// RoleSuffix ends the name of the instance's service role.
	RoleSuffix string
	Created    time.Time
	// ActiveFrom is when creation is complete.
	ActiveFrom time.Time
	Attributes Attributes
	// Levels are the hierarchy's levels from LevelOne down, without gaps.
	Levels []UserHierarchyLevel
	Tags   map[string]string
	// Epoch and Revision identify a state of the instance; see Changes.
	Epoch    string
	Revision int64
}

// Active says whether creation is complete.
func (i *Instance) Active(now time.Time) bool { return !now.Before(i.ActiveFrom) }

// AttributeType names a switch of an instance.
type AttributeType string

// AttributeTypes are all switches in the order in which they are listed.
var AttributeTypes = []AttributeType{
	InboundCalls, OutboundCalls, "CONTACTFLOW_LOGS", "CONTACT_LENS", "AUTO_RESOLVE_BEST_VOICES", UseCustomTTSVoices, "EARLY_MEDIA",
	"MULTI_PARTY_CONFERENCE", "HIGH_VOLUME_OUTBOUND", "ENHANCED_CONTACT_MONITORING", "ENHANCED_CHAT_MONITORING",
	"MULTI_PARTY_CHAT_CONFERENCE", "MESSAGE_STREAMING",
}

// The switches that rules speak of.
const (
	InboundCalls       AttributeType = "INBOUND_CALLS"
	OutboundCalls      AttributeType = "OUTBOUND_CALLS"
	UseCustomTTSVoices AttributeType = "USE_CUSTOM_TTS_VOICES"
)

// Attributes are an instance's switches; an absent one is off.
type Attributes map[AttributeType]bool
