package roster

import "github.com/rollcall-dev/rollcall/internal/search"

// QuickConnect is a destination to which users can transfer a contact.
type QuickConnect struct {
	Meta
	Description string      `json:"description,omitempty"`
	Destination Destination `json:"to"`
}

// Destination is where a quick connect leads. Which of the members are set depends on Type.
type Destination struct {
	Type QuickConnectType `json:"type"`
	// UserID is set for a user. The user may have been deleted since.
	UserID string `json:"user,omitempty"`
	// QueueID is set for a queue.
	QueueID string `json:"queue,omitempty"`
	// FlowID is set for a user, a queue, and a flow. Flows are kept elsewhere.
	FlowID string `json:"flow,omitempty"`
	// PhoneNumber, in E.164, is set for a phone number.
	PhoneNumber string `json:"phone,omitempty"`
}

// QuickConnectType says to what kind of destination a quick connect leads.
type QuickConnectType string

// The types of quick connect.
const (
	UserQuickConnect        QuickConnectType = "USER"
	QueueQuickConnect       QuickConnectType = "QUEUE"
	PhoneNumberQuickConnect QuickConnectType = "PHONE_NUMBER"
	FlowQuickConnect        QuickConnectType = "FLOW"
)

// Document is what can be searched of the quick connect. Its type is for lists alone.
func (q *QuickConnect) Document() search.Document {
	return q.documentWith(map[search.Field]string{search.FieldDescription: q.Description, search.FieldType: string(q.Destination.Type)})
}
