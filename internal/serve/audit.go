package serve

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

const (
	// auditPageSize is how many events are in memory at once, maxAuditEvents how many one request answers at most.
	auditPageSize  = 256
	maxAuditEvents = 10000
)

// auditPage answers with events of an audit trail, the oldest first, a JSON object on each line. The caller goes on after the sequence of
// the last one that it got.
func (s *Server) auditPage(w http.ResponseWriter, r *http.Request, c roster.Caller) {
	const operation = "ReadAudit"
	observe(r.Context(), operation, nil, nil)
	q, limit, err := auditQuery(r.URL.Query())
	if err == nil {
		c.Request.Operation, c.Request.Parameters = operation, struct{ InstanceId string }{q.Trail}
		err = s.writeAudit(w, r, c, q, limit)
	}
	if err != nil {
		s.refuseCall(w, r, c, err)
	}
}

// writeAudit writes page by page. An error is one from before anything was written.
func (s *Server) writeAudit(w http.ResponseWriter, r *http.Request, c roster.Caller, q audit.Query, limit int) error {
	for written := 0; written < limit; {
		q.Limit = min(auditPageSize, limit-written)
		entries, err := s.opts.Roster.ReadAudit(r.Context(), c, q)
		if err != nil && written > 0 {
			panic(http.ErrAbortHandler) // so that the caller does not take it for the whole answer
		}
		if err != nil {
			return err
		}
		if written == 0 {
			w.Header().Set("Content-Type", "application/x-ndjson")
		}
		for i := range entries {
			if _, err := w.Write(entries[i].Line()); err != nil {
				return nil //nolint:nilerr // the caller is gone
			}
			q.After = entries[i].Seq
		}
		if written += len(entries); len(entries) < q.Limit {
			return nil
		}
	}
	return nil
}

// auditQuery reads what is asked for. Unlike elsewhere a parameter that is unknown is an error: its filter would be missed.
func auditQuery(given url.Values) (q audit.Query, limit int, err error) {
	limit = 1000
	for name, values := range given {
		text := values[len(values)-1]
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			name = "" // which no database could look for
		}
		switch name {
		case "instance":
			q.Trail = text
		case "user":
			q.User = text
		case "actor":
			q.Actor = text
		case "action":
			q.Action = text
		case "since":
			q.Since, err = time.Parse(time.RFC3339, text)
		case "until":
			q.Until, err = time.Parse(time.RFC3339, text)
		case "after":
			q.After, err = strconv.ParseInt(text, 10, 64)
		case "limit":
			limit, err = strconv.Atoi(text)
		default:
			err = errors.New("unknown")
		}
		if err != nil {
			return q, 0, roster.Errorf(roster.InvalidParameter, "The parameters are instance, user, actor, action, since and until (RFC 3339), after and limit (numbers)")
		}
	}
	if limit < 1 || limit > maxAuditEvents {
		return q, 0, roster.Errorf(roster.InvalidParameter, "limit must be between 1 and %d", maxAuditEvents)
	}
	return q, limit, nil
}
