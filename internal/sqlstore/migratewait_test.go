package sqlstore

import (
	"context"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// TestMigrationDoesNotQueue lets a newer release change a table that something holds on to, as a backup does. It is not ready then, and
// nobody waits behind it; later it succeeds by itself.
func TestMigrationDoesNotQueue(t *testing.T) {
	url, sample := migrated.New(t), storetest.NewSample("i")
	older := openURL(t, url, Options{Exclusive: true})
	mustUpdate(t, older, "i", sample.Put)
	holding, err := rawDB(t, url).BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer holding.Rollback() //nolint:errcheck // ended below, unless the test fails before
	if _, err := holding.ExecContext(t.Context(), "lock table users in access share mode"); err != nil {
		t.Fatal(err)
	}
	const later = "-- +goose Up\nalter table users add column later text;\n"
	newer, err := open(context.Background(), url, Options{Exclusive: true}, schemaAnd(t, "postgres", laterFile(t), later))
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()
	if err := newer.Ready(t.Context()); !isUnavailable(err) {
		t.Errorf("ready beside one who holds the table: %v, want Unavailable", err)
	}
	mustUpdate(t, older, "i", func(tx roster.Tx) error { return tx.AddUser(sample.User("ada")) })
	if err := holding.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := newer.Ready(t.Context()); err != nil {
		t.Errorf("ready after that: %v", err)
	}
	checkUser(t, newer, "i-ada")
}
