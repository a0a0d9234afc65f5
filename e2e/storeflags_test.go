package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/jackc/pgx/v5"
)

// TestStoreTimeoutAndConnections holds a lock that every request needs: more of them than there are connections are told soon to come back.
func TestStoreTimeoutAndConnections(t *testing.T) {
	t.Parallel()
	database := newDatabase(t)
	s := newServerOn(t, database, "--store-timeout", "500ms", "--store-connections", "3")
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "locked")
	c.hire(t, "ada")
	other := must(pgx.Connect(t.Context(), database))(t)
	defer other.Close(t.Context())
	lock := must(other.Begin(t.Context()))(t)
	must(lock.Exec(t.Context(), "lock table instances"))(t)
	for _, err := range atOnce(12, func(i int) error {
		if i%2 == 0 {
			return errorOf(c.CreateUser(t.Context(), c.user("alan")))
		}
		return errorOf(c.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id}))
	}) {
		refusedAs(t, err, "ServiceUnavailableException")
	}
	var connections int
	ok(t, lock.QueryRow(t.Context(), "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'rollcall'").Scan(&connections))
	if connections > 3 {
		t.Errorf("the server has %d connections, want 3 at most", connections)
	}
	ok(t, lock.Rollback(t.Context()))
	c.hire(t, "alan")
	same(t, "the users", c.after(t, nil), []string{"ada", "alan"})
}
