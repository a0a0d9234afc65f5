package audit

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// Recorder makes events.
type Recorder struct{ keys *Keys }

// NewRecorder makes a recorder whose events the keys chain.
func NewRecorder(keys *Keys) *Recorder { return &Recorder{keys: keys} }

// Draft is an event whose outcome is open. It holds all that can be written before the change is made, so that little is left to do while
// others wait to make theirs. It does not change, and may be completed more than once.
type Draft struct {
	event  Event
	answer []string
	// open is the record without its end.
	open []byte
}

// roomForHead in bytes is what most heads need.
const roomForHead = 1 << 10

// Draft begins the event of a call.
func (r *Recorder) Draft(c Call) *Draft {
	w := writer{r.keys}
	return &Draft{
		event: Event{
			At: c.At, Account: c.Account, Region: c.Region, Actor: c.ARN, Action: c.Operation, User: c.Request.User, keys: r.keys,
		},
		answer: c.Answer,
		open:   w.appendHead(append(make([]byte, 0, roomForHead), '{'), &c),
	}
}

// roomForChange in bytes is what most events need beside their beginning, so that few have to grow while others wait.
const roomForChange = 2 << 10

// Changed is the event of a call that succeeded in the instance, with what it changed, which may be nothing.
func (d *Draft) Changed(instance access.Resource, changes []Change) Event {
	e, w := d.event, writer{d.event.keys}
	record := append(make([]byte, 0, len(d.open)+roomForChange), d.open...)
	record = append(record, `,"responseElements":`...)
	record = d.appendAnswer(record, changes)
	record = append(record, `,"additionalEventData":{"changes":[`...)
	about := []access.Resource{instance}
	for i := range changes {
		if i > 0 {
			record = append(record, ',')
		}
		record = w.change(record, &changes[i])
		about = appendResource(about, changes[i].Resource)
		if e.User == "" && changes[i].Resource.Type == access.TypeUser {
			e.User = changes[i].Resource.ID
		}
	}
	record = append(record, `]},"resources":`...)
	e.Record = append(appendResources(record, about), '}')
	return e
}

// Count is how many denials an event stands for, by the names of their operations, and when the last of them was.
type Count struct {
	Operations map[string]int
	Last       time.Time
}

// Denied is the event of a call that was denied on the resource. message is what the caller was told. An event that stands for many denials
// has their count; else it is nil.
func (d *Draft) Denied(on access.Resource, message string, count *Count) Event {
	e, w := d.event, writer{d.event.keys}
	if e.User == "" && on.Type == access.TypeUser && on.ID != "*" {
		e.User = on.ID
	}
	record := text(slices.Clone(d.open), `,"errorCode":"AccessDenied","errorMessage":`, message)
	record = append(record, `,"responseElements":null`...)
	if count != nil {
		record = append(record, `,"additionalEventData":{"counted":`...)
		record = append(w.value(record, reflect.ValueOf(count), false), '}')
	}
	record = append(record, `,"resources":`...)
	e.Record = append(appendResources(record, []access.Resource{on}), '}')
	return e
}

// change writes what became of one resource.
func (w writer) change(to []byte, c *Change) []byte {
	to = text(to, `{"type":`, c.What)
	to = text(to, `,"id":`, idOf(c.Resource))
	to = w.value(append(to, `,"before":`...), reflect.ValueOf(c.Before), false)
	to = w.value(append(to, `,"after":`...), reflect.ValueOf(c.After), false)
	return append(to, '}')
}

// appendAnswer writes the members of the answer, which tell the id and the ARN of what was created: the first of the changed resources that
// was not there before.
func (d *Draft) appendAnswer(to []byte, changes []Change) []byte {
	first := slices.IndexFunc(changes, func(c Change) bool { return c.Before == nil })
	if len(d.answer) == 0 || first < 0 {
		return append(to, "null"...)
	}
	made := changes[first].Resource
	to = append(to, '{')
	for i, name := range d.answer {
		if i > 0 {
			to = append(to, ',')
		}
		value := idOf(made)
		if strings.HasSuffix(strings.ToLower(name), "arn") {
			value = made.ARN()
		}
		to = quote(append(quote(to, name), ':'), value)
	}
	return append(to, '}')
}

// idOf is the id of a resource; an instance has no id inside itself.
func idOf(r access.Resource) string {
	if r.Type == access.TypeInstance {
		return r.Instance
	}
	return r.ID
}

// appendResource adds a resource that has an ARN of its own, once.
func appendResource(all []access.Resource, r access.Resource) []access.Resource {
	if resourceTypes[r.Type] == "" || slices.Contains(all, r) {
		return all
	}
	return append(all, r)
}

func appendResources(to []byte, all []access.Resource) []byte {
	to = append(to, '[')
	for i, r := range all {
		if i > 0 {
			to = append(to, ',')
		}
		to = text(to, `{"accountId":`, r.Account)
		if name := resourceTypes[r.Type]; name != "" {
			to = text(to, `,"type":`, name)
		}
		to = append(text(to, `,"ARN":`, r.ARN()), '}')
	}
	return append(to, ']')
}
