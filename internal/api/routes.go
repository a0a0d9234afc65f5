package api

import (
	"context"
	"net/http"
	"path"
	"strings"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/rest"
)

// table is what is built: a handler for each operation's name.
type table map[string]http.Handler

func (t table) add(name string, h http.Handler) { t[name] = h }

// operations collects the families.
func (a *API) operations() table {
	t := make(table)
	a.instanceOperations(t)
	a.userOperations(t)
	a.securityProfileOperations(t)
	a.routingProfileOperations(t)
	a.queueOperations(t)
	a.quickConnectOperations(t)
	a.hoursOfOperationOperations(t)
	a.agentStatusOperations(t)
	a.userStatusOperations(t)
	a.predefinedAttributeOperations(t)
	a.proficiencyOperations(t)
	a.hierarchyOperations(t)
	a.tagOperations(t)
	a.authenticationProfileOperations(t)
	return t
}

// Built names the operations that are served.
func (a *API) Built() map[string]bool {
	names := make(map[string]bool)
	for name := range a.operations() {
		names[name] = true
	}
	return names
}

// Handler routes every operation that the API model names. One that is not built answers 501; what is no operation answers 404.
// Nothing is ever answered by the mux itself: it would redirect, or write HTML.
func (a *API) Handler() http.Handler {
	mux := http.NewServeMux()
	built := a.operations()
	for _, op := range append(append([]connect.Operation(nil), connect.Operations...), connect.OutOfScope...) {
		h := built[op.Name]
		if h == nil {
			h = a.refuse(op.Name, &rest.Error{Type: "NotImplementedException", Status: http.StatusNotImplemented, Message: op.Name + " is not implemented"})
		}
		mux.Handle(op.Method+" "+op.Path, h)
	}
	mux.Handle("POST /{$}", a.sts())
	unknown := a.refuse("", &rest.Error{Type: "UnknownOperationException", Status: http.StatusNotFound, Message: "No operation has this method and path"})
	mux.Handle("/", unknown)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead || !clean(r.URL.EscapedPath()) {
			unknown.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// refuse answers every request with the same error.
func (a *API) refuse(operation string, e *rest.Error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.observe(r.Context(), operation, e)
		rest.WriteError(w, e)
	})
}

func (a *API) observe(ctx context.Context, operation string, sent *rest.Error) {
	if a.opts.Observe != nil {
		a.opts.Observe(ctx, operation, sent, nil)
	}
}

// clean says whether the mux takes the path as it is. One that it would clean it would redirect, and one that is no path, such as the *
// of OPTIONS, it would refuse with an answer of its own.
func clean(escaped string) bool {
	cleaned := path.Clean(escaped)
	return strings.HasPrefix(escaped, "/") && (escaped == cleaned || escaped == cleaned+"/" && cleaned != "/")
}
