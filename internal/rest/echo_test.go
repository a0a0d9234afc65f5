package rest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestNothingSubmittedIsShown puts a marker into every place where a request can be wrong. It must be refused, and the
// marker must not come back.
func TestNothingSubmittedIsShown(t *testing.T) {
	const marker = "zqmarkerqz"
	targets := []string{
		"/things/" + marker + "%00", "/things/" + marker + "%ff", "/things/" + strings.Repeat(marker, 5),
		"/things/a?max=" + marker, "/things/a?max=1&max=" + marker, "/things/a?ratio=" + marker, "/things/a?deep=" + marker,
		"/things/a?token=" + marker + "%00", "/things/a?kinds=" + marker, "/things/a?" + marker + "=%00", "/things/a?" + marker + "=%zz",
	}
	bodies := []string{
		`%s`, `"%s"`, `["%s"]`, `{%s}`, `{"%s"}`, `{"%s":}`, `{"%s":1,"%[1]s":2}`, `{"Tags":{"%s":"1","%[1]s":"2"}}`, `{} %s`, `{"Name":"%s`,
		`{"%s":"\u0000"}`, `{"%s\u0000":1}`, `{"Name":%s}`, `{"Name":"%s\ud800"}`, `{"Name":"%s#"}`, `{"Name":["%s"]}`, `{"Name":{"%s":1}}`,
		`{"Channel":"%s"}`, `{"Count":"%s"}`, `{"Total":"%s"}`, `{"Level":"%s"}`, `{"Active":"%s"}`, `{"Since":"%s"}`, `{"Person":"%s"}`,
		`{"Person":{"FirstName":"%s12"}}`, `{"Person":{"FirstName":"A","Secret":["%s"]}}`, `{"Person":{"Secret":"%s"}}`,
		`{"IDs":"%s"}`, `{"IDs":["%s"]}`, `{"IDs":[["%s"]]}`, `{"Rows":[["%s"]]}`, `{"People":["%s"]}`, `{"Tags":"%s"}`,
		`{"Tags":{"%s":""}}`, `{"Tags":{"%s":1}}`, `{"Tags":{"%s\u0000":""}}`, `{"Tags":{"k":"%s"}}`, `{"Tags":{"aws:%s":"%[1]s"}}`,
		`{"Staff":{"%s":{}}}`, `{"Staff":{"%s":7}}`, `{"Staff":{"%s":{"FirstName":7}}}`, `{"Search":{"Name":"%s"}}`, `{"Search":{"All":[{"Not":{"Name":"%s"}}]}}`,
	}
	mux := newMux(nil)
	refusal := func(target, body string) {
		w := send(mux, target, body)
		if w.Code != http.StatusBadRequest {
			t.Errorf("%s %s: status %d, want 400", target, body, w.Code)
		}
		if shown := fmt.Sprint(w.Header(), w.Body); strings.Contains(shown, marker) {
			t.Errorf("%s %s: the answer shows what was submitted: %s", target, body, shown)
		}
	}
	for _, target := range targets {
		refusal(target, "")
	}
	for _, body := range bodies {
		refusal("/things/a", fmt.Sprintf(body, marker))
	}
}
