package serve

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// explainPage answers a question about access control: a JSON object in, another out.
func (s *Server) explainPage(w http.ResponseWriter, r *http.Request, c roster.Caller) {
	observe(r.Context(), "Explain", nil, nil)
	var in ExplainRequest
	out, err := ExplainResponse{}, decode(r, &in)
	if err == nil {
		out, err = s.explainer.Explain(r.Context(), c, in)
	}
	if err != nil {
		c.Request.Operation, c.Request.Parameters = "Explain", in
		s.refuseCall(w, r, c, err)
		return
	}
	writeJSON(w, http.StatusOK, out)
}

// decode reads a request's body into a structure, whose members are all that it may have.
func decode(r *http.Request, into any) error {
	body, refused := rest.ReadBody(r)
	if refused != nil {
		return refused
	}
	if bytes.Contains(body, []byte(`\u0000`)) { // which no database could look for
		return roster.Errorf(roster.InvalidRequest, "The request body must not have the character U+0000")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return roster.Errorf(roster.InvalidRequest, "The request body has to be a JSON object with the members that this page knows")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return roster.Errorf(roster.InvalidRequest, "The request body has to end with its JSON object")
	}
	return nil
}
