package audit_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// trail is one on a store of its own, with a way to tamper with it.
type trail struct {
	*sqlstore.Store
	t  *testing.T
	db *sql.DB
}

// newTrail has n events, a second apart.
func newTrail(t *testing.T, n int) *trail {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rollcall.db")
	store, err := sqlstore.Open(t.Context(), "sqlite:"+path, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	trail := &trail{store, t, db}
	trail.record(n)
	return trail
}

// record adds events. They take their time from their number in this call.
func (tr *trail) record(n int) {
	tr.t.Helper()
	if err := tr.Update(tr.t.Context(), "i", func(tx roster.Tx) error {
		for i := range n {
			tx.Record(storetest.Event(strconv.Itoa(i+1), func(c *audit.Call) { c.At = storetest.Now.Add(time.Duration(i) * time.Second) }))
		}
		return nil
	}); err != nil {
		tr.t.Fatal(err)
	}
}

func (tr *trail) exec(statement string) {
	tr.t.Helper()
	if _, err := tr.db.Exec(statement); err != nil {
		tr.t.Fatal(err)
	}
}

func (tr *trail) verify(known *audit.Head) (audit.Head, error) {
	return audit.Verify(tr.t.Context(), tr, storetest.AuditKeys, "i", known)
}

func (tr *trail) whole() audit.Head {
	tr.t.Helper()
	head, err := tr.verify(nil)
	if err != nil {
		tr.t.Fatal(err)
	}
	return head
}

// trim removes all events older than the time of the one with the number.
func (tr *trail) trim(before int) {
	tr.t.Helper()
	older := storetest.Now.Add(time.Duration(before-1) * time.Second)
	if err := audit.Trim(tr.t.Context(), tr, storetest.AuditKeys, older, storetest.Now.Add(time.Hour)); err != nil {
		tr.t.Fatal(err)
	}
}

// many is more than a page.
const many = 600

func TestTampering(t *testing.T) {
	const cutTail = "delete from audit_events where seq > 590;" +
		" update audit_trails set seq = 590, mac = (select mac from audit_events where seq = 590)"
	tests := map[string]struct {
		tamper string
		broken int64
	}{
		"a byte of a record":     {`update audit_events set record = replace(record, '"readOnly":false', '"readOnly":true ') where seq = 300`, 300},
		"the time":               {"update audit_events set at = at + 1 where seq = 300", 300},
		"the actor":              {"update audit_events set actor = 'somebody' where seq = 300", 300},
		"what it is about":       {"update audit_events set user_id = 'x' where seq = 300", 300},
		"an event and its MAC":   {"update audit_events set action = 'x', mac = (select mac from audit_events where seq = 299) where seq = 300", 300},
		"a MAC that is none":     {"update audit_events set mac = 'x' where seq = 300", 300},
		"a row":                  {"delete from audit_events where seq = 300", 300},
		"the first row":          {"delete from audit_events where seq = 1", 1},
		"two rows change places": {"update audit_events set seq = -1 where seq = 300; update audit_events set seq = 300 where seq = 301; update audit_events set seq = 301 where seq = -1", 300},
		"a row moves up": {"delete from audit_events where seq = 300; update audit_events set seq = seq - 100000 where seq > 300;" +
			" update audit_events set seq = seq + 99999 where seq < 0", 300},
		"the tail":                      {"delete from audit_events where seq > 590", 591},
		"everything but the head":       {"delete from audit_events", 1},
		"the head":                      {"update audit_trails set mac = 'x'", 600},
		"a checkpoint made by hand":     {"delete from audit_events where seq <= 9; update audit_trails set floor_seq = 9, floor_mac = mac, floor_signature = mac", 9},
		"a tail that only a head knows": {cutTail, 591},
		"everything that there was":     {"delete from audit_events; delete from audit_trails", 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			tr := newTrail(t, many)
			head := tr.whole()
			tr.exec(test.tamper)
			_, err := tr.verify(&head)
			var broken *audit.BrokenError
			if !errors.As(err, &broken) || broken.Seq != test.broken || broken.Trail != "i" {
				t.Errorf("verify = %v, want it broken at %d", err, test.broken)
			}
		})
	}
}

func TestAnotherKeyProvesNothing(t *testing.T) {
	tr := newTrail(t, 1)
	others := audit.NewKeys(func(purpose string, _ []byte) []byte { return []byte(purpose) })
	if _, err := audit.Verify(t.Context(), tr, others, "i", nil); !errors.As(err, new(*audit.BrokenError)) {
		t.Errorf("verify under another key = %v", err)
	}
}

func TestAnotherHead(t *testing.T) {
	tr := newTrail(t, 3)
	head := tr.whole()
	head.MAC[0]++
	if _, err := tr.verify(&head); !errors.As(err, new(*audit.BrokenError)) {
		t.Errorf("verify against another head = %v", err)
	}
	head.Seq = 0
	if _, err := tr.verify(&head); !errors.As(err, new(*audit.BrokenError)) {
		t.Errorf("verify against a head of nothing = %v", err)
	}
}

func TestNoTrail(t *testing.T) {
	tr := newTrail(t, 1)
	if _, err := audit.Verify(t.Context(), tr, storetest.AuditKeys, "j", nil); err == nil {
		t.Error("a trail that does not exist is whole")
	}
}

func TestHeadText(t *testing.T) {
	head := newTrail(t, 1).whole()
	if got, err := audit.ParseHead(head.String()); err != nil || got != head {
		t.Errorf("%s reads as %v, %v", head, got, err)
	}
	for _, text := range []string{"", "1", ":", "1:x", "-1:" + head.MAC.String(), head.String() + "A", "x" + head.String()} {
		if _, err := audit.ParseHead(text); err == nil {
			t.Errorf("%q was taken for a head", text)
		}
	}
}

func TestTrim(t *testing.T) {
	tr := newTrail(t, many)
	head := tr.whole()
	tr.trim(301)
	first, err := tr.AuditEntries(t.Context(), audit.Query{Trail: "i", Limit: 1})
	if err != nil || len(first) != 1 || first[0].Seq != 301 {
		t.Fatalf("the first event is now %v, %v", first, err)
	}
	if _, err := tr.verify(&head); err != nil {
		t.Error(err)
	}
	old := first[0].Head
	old.Seq = 299
	if _, err := tr.verify(&old); err == nil || errors.As(err, new(*audit.BrokenError)) {
		t.Errorf("a head that retention passed = %v, want an error that says so", err)
	}
	tr.record(1) // older than what stands before it
	tr.trim(many + 1)
	if got := tr.whole(); got.Seq != many+1 {
		t.Errorf("the trail ends at %d", got.Seq)
	}
	t.Run("nothing is left", func(t *testing.T) {
		tr.record(1)
		if got := tr.whole(); got.Seq != many+2 {
			t.Errorf("the trail ends at %d", got.Seq)
		}
	})
	t.Run("a checkpoint that is moved", func(t *testing.T) {
		tr.exec("update audit_trails set floor_at = floor_at + 1")
		if _, err := tr.verify(nil); !errors.As(err, new(*audit.BrokenError)) {
			t.Errorf("verify = %v", err)
		}
	})
}

func TestTrimKeepsWhatIsBehindAYoungEvent(t *testing.T) {
	tr := newTrail(t, 3)
	tr.exec("update audit_events set at = at + 1000000 where seq = 2")
	tr.trim(many)
	left, err := tr.AuditEntries(t.Context(), audit.Query{Trail: "i", Limit: 10})
	if err != nil || len(left) != 2 {
		t.Errorf("%d events are left, %v; want 2", len(left), err)
	}
}
