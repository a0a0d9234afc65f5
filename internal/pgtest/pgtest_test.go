package pgtest

import (
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestDatabasesAreApart(t *testing.T) {
	template := Template{Fill: func(url string) error { return run(url, "create table filled ()") }}
	first, second := template.New(t), template.New(t)
	if err := run(first, "drop table filled"); err != nil {
		t.Fatal(err)
	}
	if err := run(second, "drop table filled"); err != nil {
		t.Errorf("the second copy lost its table with the first: %v", err)
	}
	if err := run(New(t), "drop table filled"); err == nil {
		t.Error("a new database is not empty")
	}
}

func TestServerKeepsItsDataOverAStop(t *testing.T) {
	s := StartServer(t)
	if err := run(s.URL(), "create table kept ()"); err != nil {
		t.Fatal(err)
	}
	s.Stop(t)
	if conn, err := pgx.Connect(t.Context(), s.URL()); err == nil {
		conn.Close(t.Context())
		t.Error("a stopped server answers")
	}
	s.Start(t)
	if err := run(s.URL(), "drop table kept"); err != nil {
		t.Errorf("after the restart: %v\n%s", err, s.Log())
	}
	s.end()
	if _, err := os.Stat(s.dir); !os.IsNotExist(err) {
		t.Errorf("the folder of a server that ended: %v", err)
	}
}

func TestReplicaTakesOver(t *testing.T) {
	first := StartServer(t)
	second := first.StartReplica(t)
	if err := run(first.URL(), "create table kept ()"); err != nil {
		t.Fatal(err)
	}
	if err := run(second.URL(), "create table refused ()"); err == nil {
		t.Error("a replica is written to")
	}
	first.Fence()
	second.Promote(t)
	third := second.StartReplica(t)
	if err := run(second.URL(), "drop table kept"); err != nil {
		t.Errorf("the replica does not have what its primary acknowledged: %v", err)
	}
	third.Stop(t)
	third.Start(t)
	second.AwaitReplica(t)
}
