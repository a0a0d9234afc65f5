package serve_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// audited gives the server an audit trail.
func audited(o *serve.Options) {
	o.AuditKeys, o.AuditRetention = storetest.AuditKeys, time.Hour
	o.Roster = roster.NewService(o.Store.(roster.Store), roster.Options{Now: o.Now, Rand: rand.Reader, Audit: audit.NewRecorder(o.AuditKeys)})
}

// trail asks for the audit trail, signed with the credentials unless they are empty, and gives the answer and its lines.
func (f *fixture) trail(c aws.Credentials, query string) (*http.Response, []map[string]any) {
	f.t.Helper()
	answer, body := f.send(http.MethodGet, "/_rollcall/audit?"+query, func(r *http.Request) {
		if c.AccessKeyID == "" {
			return
		}
		nothing := sha256.Sum256(nil)
		if err := v4.NewSigner().SignHTTP(r.Context(), c, r, hex.EncodeToString(nothing[:]), "connect", region, time.Now()); err != nil {
			f.t.Fatal(err)
		}
	})
	var lines []map[string]any
	for scanner := bufio.NewScanner(strings.NewReader(body)); scanner.Scan(); {
		var line map[string]any
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			f.t.Fatalf("%s: %v", scanner.Text(), err)
		}
		lines = append(lines, line)
	}
	return answer, lines
}

func TestAuditPage(t *testing.T) {
	f := newServer(t, audited)
	admin := f.adminKey(account)
	id := *newInstance(t, f.client(admin), "audited")
	for n := range 300 {
		if _, err := f.client(admin).TagResource(t.Context(), &sdk.TagResourceInput{
			ResourceArn: aws.String("arn:aws:connect:" + region + ":" + account + ":instance/" + id), Tags: map[string]string{"n": fmt.Sprint(n)},
		}); err != nil {
			t.Fatal(err)
		}
	}
	answer, all := f.trail(admin, "instance="+id)
	if answer.StatusCode != http.StatusOK || len(all) != 301 || all[0]["eventName"] != "CreateInstance" || all[300]["sequence"] != 301.0 {
		t.Fatalf("%s with %d events", answer.Status, len(all))
	}
	if all[1]["sourceIPAddress"] != "127.0.0.1" || !strings.Contains(all[1]["userAgent"].(string), "aws-sdk-go") || all[1]["requestID"] == "" {
		t.Errorf("the event is %v", all[1])
	}
	for query, want := range map[string]int{
		"&action=TagResource&limit=280": 280, "&after=299": 2, "&action=DeleteUser": 0, "&user=somebody": 0,
		"&actor=arn:aws:iam::" + account + ":root&after=290": 11, "&since=2020-01-01T00:00:00Z&until=2021-01-01T00:00:00Z": 0,
	} {
		if answer, got := f.trail(admin, "instance="+id+query); answer.StatusCode != http.StatusOK || len(got) != want {
			t.Errorf("%s: %s with %d events, want %d", query, answer.Status, len(got), want)
		}
	}
}

func TestAuditPageRefuses(t *testing.T) {
	f := newServer(t, audited)
	admin, powerless := f.adminKey(account), f.key(credential.AccessKeyOwner{Name: "ci", Account: account})
	id := *newInstance(t, f.client(admin), "audited")
	tests := map[string]struct {
		by     aws.Credentials
		query  string
		status int
		code   string
	}{
		"no signature":         {aws.Credentials{}, "instance=" + id, http.StatusForbidden, "MissingAuthenticationTokenException"},
		"no rights":            {powerless, "instance=" + id, http.StatusForbidden, "AccessDeniedException"},
		"another account":      {f.adminKey(otherAccount), "instance=" + id, http.StatusNotFound, "ResourceNotFoundException"},
		"no instance":          {admin, "instance=none", http.StatusNotFound, "ResourceNotFoundException"},
		"an unknown parameter": {admin, "instanceId=" + id, http.StatusBadRequest, "InvalidParameterException"},
		"no time":              {admin, "since=yesterday", http.StatusBadRequest, "InvalidParameterException"},
		"no limit":             {admin, "limit=0", http.StatusBadRequest, "InvalidParameterException"},
		"no number":            {admin, "after=x", http.StatusBadRequest, "InvalidParameterException"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			answer, _ := f.trail(test.by, test.query)
			if answer.StatusCode != test.status || answer.Header.Get("X-Amzn-Errortype") != test.code {
				t.Errorf("%s %s, want %d %s", answer.Status, answer.Header.Get("X-Amzn-Errortype"), test.status, test.code)
			}
		})
	}
	if answer, _ := f.send(http.MethodPost, "/_rollcall/audit", nil); answer.StatusCode == http.StatusOK {
		t.Errorf("POST: %s", answer.Status)
	}
}

// TestStoppingServerKeepsDenials holds that a denial is recorded though the server stops at once, and that the end of the trail is logged.
func TestStoppingServerKeepsDenials(t *testing.T) {
	f := newServer(t, audited)
	id := *newInstance(t, f.client(f.adminKey(account)), "stopping")
	powerless := f.client(f.key(credential.AccessKeyOwner{Name: "ci", Account: account}))
	_, err := powerless.DescribeUser(t.Context(), &sdk.DescribeUserInput{InstanceId: &id, UserId: aws.String("jane")})
	wantError(t, err, "AccessDeniedException", http.StatusForbidden)
	f.serveBriefly(t)
	entries, err := f.store.AuditEntries(t.Context(), audit.Query{Trail: id, Limit: 10})
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d events, %v; want 2", len(entries), err)
	}
	last := entries[1]
	if last.Action != "DescribeUser" || last.User != "jane" || last.Actor != "arn:aws:iam::"+account+":user/ci" ||
		!strings.Contains(string(last.Record), `"errorMessage":"User: arn:aws:iam::`+account+`:user/ci is not authorized to perform: connect:DescribeUser on resource: `) {
		t.Errorf("the event is %s", last.Record)
	}
	f.serveBriefly(t)
	if head := fmt.Sprintf(`"trail":"%s","head":"%s"`, id, last.Head); !strings.Contains(f.log.String(), head) {
		t.Errorf("the log has no %s:\n%s", head, f.log)
	}
}

// serveBriefly runs the server until it has stopped.
func (f *fixture) serveBriefly(t *testing.T) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Serve(ctx, listener); err != nil {
		t.Error(err)
	}
}

func TestRetention(t *testing.T) {
	f := newServer(t, func(o *serve.Options) {
		audited(o)
		o.AuditRetention = -time.Hour // what is recorded now is too old already
	})
	id := *newInstance(t, f.client(f.adminKey(account)), "old")
	f.TrimAudit(t.Context())
	entries, err := f.store.AuditEntries(t.Context(), audit.Query{Trail: id, Limit: 10})
	if err != nil || len(entries) != 0 {
		t.Errorf("%d events are left, %v", len(entries), err)
	}
	if _, err := audit.Verify(t.Context(), f.store, storetest.AuditKeys, id, nil); err != nil {
		t.Error(err)
	}
}
