package storetest

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// Now is the time of everything in a sample.
var Now = time.Date(2025, time.March, 4, 5, 6, 7, 89_000_000, time.UTC)

// Sample is an instance with the least that users need. Its ids are the instance's with a suffix, so they are unique.
type Sample struct {
	Instance roster.Instance
	Hours    roster.HoursOfOperation
	Queue    roster.Queue
	Routing  roster.RoutingProfile
	Security roster.SecurityProfile
	// Attributes are those in which a full user is proficient.
	Attributes []roster.PredefinedAttribute
	Status     roster.AgentStatus
}

// NewSample makes a sample whose instance has the id, and an alias of the same text.
func NewSample(id string) Sample {
	s := Sample{
		Instance: roster.Instance{
			ID: id, Account: "111111111111", Region: "us-west-2", IdentityType: roster.ConnectManaged, Alias: id, RoleSuffix: "suffix",
			Created: Now, ActiveFrom: Now, Attributes: roster.Attributes{roster.InboundCalls: true},
			Levels: []roster.UserHierarchyLevel{{Name: "Site", LastModified: Now}}, Tags: map[string]string{"env": "test"}, Epoch: id + "-epoch",
		},
		Hours: roster.HoursOfOperation{
			Meta: meta(id+"-hours", "Basic Hours"), TimeZone: "UTC", Config: []roster.OpenTime{{Day: "MONDAY", Start: 540, End: 1020}},
		},
		Security: roster.SecurityProfile{Meta: meta(id+"-security", "Agent"), Permissions: []string{"BasicAgentAccess"}},
	}
	s.Queue = roster.Queue{Meta: meta(id+"-queue", "BasicQueue"), HoursOfOperationID: s.Hours.ID, Enabled: true}
	s.Routing = roster.RoutingProfile{
		Meta: meta(id+"-routing", "Basic Routing Profile"), DefaultOutboundQueueID: s.Queue.ID, AvailabilityTimer: roster.TimeSinceLastActivity,
		MediaConcurrencies: []roster.MediaConcurrency{{Channel: roster.Voice, Limit: 1, CrossChannel: roster.RouteCurrentChannelOnly}},
	}
	for _, name := range []string{"connect:Language", "skill"} {
		s.Attributes = append(s.Attributes, roster.PredefinedAttribute{Meta: meta(name, name)})
	}
	s.Status = roster.AgentStatus{Meta: meta(id+"-status", "Available"), Type: roster.Routable, Enabled: true}
	return s
}

// Put writes the sample. It is a function for Store.Update on the sample's instance.
func (s Sample) Put(tx roster.Tx) error {
	if err := tx.PutInstance(s.Instance); err != nil {
		return err
	}
	if err := tx.PutHoursOfOperation(s.Hours); err != nil {
		return err
	}
	if err := tx.PutQueue(s.Queue); err != nil {
		return err
	}
	if err := tx.PutRoutingProfile(s.Routing); err != nil {
		return err
	}
	for _, a := range s.Attributes {
		if err := tx.PutPredefinedAttribute(a); err != nil {
			return err
		}
	}
	if err := tx.PutAgentStatus(s.Status); err != nil {
		return err
	}
	return tx.PutSecurityProfile(s.Security)
}

// User makes a user of the sample's instance with what every user has. Its id is the instance's with the name.
func (s Sample) User(name string) roster.User {
	id := s.Instance.ID + "-" + name
	return roster.User{
		ID: id, Username: name, DirectoryUserID: id + "-directory", Phone: roster.Phone{Type: roster.SoftPhone},
		RoutingProfileID: s.Routing.ID, SecurityProfileIDs: []string{s.Security.ID}, LastModified: Now,
	}
}

// FullUser makes a user with something in every member. Its hierarchy group is not in the sample.
func (s Sample) FullUser(name string, path ...string) roster.User {
	u := s.User(name)
	yes, seconds := true, 30
	u.Identity = roster.Identity{
		FirstName: "Zoë <&>", LastName: "O'Hara", Email: "zoe@example.com", SecondaryEmail: "z@example.com", Mobile: "+15555550100",
	}
	u.Phone = roster.Phone{
		Type: roster.DeskPhone, Number: "+15555550101", PersistentConnection: true, VoiceEnhancement: "NOISE_SUPPRESSION",
		AutoAccept:       map[roster.Channel]roster.AutoAccept{roster.Voice: {On: true, FirstCallback: &yes}},
		AfterContactWork: map[roster.Channel]roster.AfterContactWork{"CHAT": {Limit: 60, FirstCallback: &seconds}},
	}
	u.HierarchyPath = path
	u.Proficiencies = []search.Proficiency{{Name: "connect:Language", Value: "fr_FR", Level: 4}, {Name: "skill", Value: "billing", Level: 1}}
	u.Tags = map[string]string{"team": "Ω", "empty": ""}
	return u
}

// group makes a hierarchy group below a parent, or at level one.
func group(id, name string, parent *roster.UserHierarchyGroup) roster.UserHierarchyGroup {
	g := roster.UserHierarchyGroup{Meta: meta(id, name), Level: 1, Path: []string{id}}
	if parent != nil {
		g.ParentID, g.Level = parent.ID, parent.Level+1
		g.Path = append(append([]string(nil), parent.Path...), id)
	}
	return g
}

func meta(id, name string) roster.Meta { return roster.Meta{ID: id, Name: name, LastModified: Now} }
