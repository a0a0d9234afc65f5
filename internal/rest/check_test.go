package rest

import (
	"net/http"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for name, test := range map[string]struct{ target, body, want string }{
		"label too long":           {"/things/" + strings.Repeat("x", 41), ``, "ID must have at most 40 characters"},
		"query below":              {"/things/a?max=0", ``, "max must be at least 1"},
		"query above":              {"/things/a?max=101", ``, "max must be at most 100"},
		"query float above":        {"/things/a?ratio=1.6", ``, "ratio must be at most 1.5"},
		"query text too short":     {"/things/a?token=", ``, "token must have at least 2 characters"},
		"query list too long":      {"/things/a?kinds=CHAT&kinds=CHAT&kinds=CHAT", ``, "kinds must include at most 2 items"},
		"query list element":       {"/things/a?kinds=CHAT&kinds=chat", ``, "kinds[1] must be one of VOICE, CHAT"},
		"pattern":                  {"/things/a", `{"Name":"a#"}`, "Name must match the pattern ^[^#]*$"},
		"enum":                     {"/things/a", `{"Channel":"FAX"}`, "Channel must be one of VOICE, CHAT"},
		"enum, empty":              {"/things/a", `{"Channel":""}`, "Channel must be one of VOICE, CHAT"},
		"integer above":            {"/things/a", `{"Count":2000001}`, "Count must be at most 2000000"},
		"float below":              {"/things/a", `{"Level":0.99}`, "Level must be at least 1.0"},
		"nested member missing":    {"/things/a", `{"Person":{}}`, "Person.FirstName is required"},
		"nested member null":       {"/things/a", `{"Person":{"FirstName":null}}`, "Person.FirstName is required"},
		"nested member too long":   {"/things/a", `{"Person":{"FirstName":"12345678901"}}`, "Person.FirstName must have at most 10 characters"},
		"characters, not bytes":    {"/things/a", `{"Person":{"FirstName":"éééééééééé"}}`, ""},
		"call":                     {"/things/a", `{"Person":{"FirstName":"A","Secret":"short"}}`, "Person.Secret must be long"},
		"list too short":           {"/things/a", `{"IDs":[]}`, "IDs must include at least 1 item"},
		"list too long":            {"/things/a", `{"IDs":["a","b","c","d"]}`, "IDs must include at most 3 items"},
		"list far too long":        {"/things/a", `{"IDs":["a","b","c","d",7,{},null]}`, "IDs must include at most 3 items"},
		"list element":             {"/things/a", `{"IDs":["a",""]}`, "IDs[1] must have at least 1 character"},
		"list in a list":           {"/things/a", `{"Rows":[[],[1,2,3]]}`, "Rows[1] must include at most 2 items"},
		"element in a list's list": {"/things/a", `{"Rows":[[],[1,-1]]}`, "Rows[1][1] must be at least 0"},
		"structure in a list":      {"/things/a", `{"People":[{"FirstName":"A"},{}]}`, "People[1].FirstName is required"},
		"map too large":            {"/things/a", `{"Tags":{"a":"","b":"","c":""}}`, "Tags must include at most 2 items"},
		"map far too large":        {"/things/a", `{"Tags":{"a":"","b":"","c":"","d":"","e":7}}`, "Tags must include at most 2 items"},
		"map key":                  {"/things/a", `{"Tags":{"aws:x":""}}`, "Tags.key must not begin with aws:"},
		"map key empty":            {"/things/a", `{"Tags":{"":""}}`, "Tags.key must have at least 1 character"},
		"map value":                {"/things/a", `{"Tags":{"k":"123456789"}}`, "Tags.value must have at most 8 characters"},
		"structure in a map":       {"/things/a", `{"Staff":{"CHAT":{}}}`, "Staff.value.FirstName is required"},
		"recursive":                {"/things/a", `{"Search":{"All":[{"Not":{"Name":"123456"}}]}}`, "Search.All[0].Not.Name must have at most 5 characters"},
		"declaration order":        {"/things/a", `{"Level":9,"Name":"#"}`, "Name must match the pattern ^[^#]*$"},
		"path before body":         {"/things/a?max=0", `{"Name":"#"}`, "max must be at least 1"},
		"types before rules":       {"/things/a?max=0", `{"Name":7}`, "Name must be a string"},
	} {
		t.Run(name, func(t *testing.T) {
			w := send(newMux(nil), test.target, test.body)
			if test.want != "" {
				wantRefusal(t, w, "InvalidParameterException", test.want)
			} else if w.Code != http.StatusOK {
				t.Errorf("status %d: %s, want 200", w.Code, w.Body)
			}
		})
	}
}

// TestCheckRequired covers what is required at the top: a label that is empty, a parameter and a list that are absent.
func TestCheckRequired(t *testing.T) {
	type input struct {
		ID   *string  `json:"-" path:"ID" required:"true"`
		Keys []string `json:"-" query:"keys" required:"true" min:"1"`
		List []string `json:"List" required:"true"`
	}
	h := Handle(newProtocol(), testOperation, echoOf[input])
	for name, test := range map[string]struct{ label, target, body, want string }{
		"label": {"", "/?keys=a", `{"List":[]}`, "ID is required"},
		"query": {"x", "/", `{"List":[]}`, "keys is required"},
		"list":  {"x", "/?keys=a", `{"List":null}`, "List is required"},
	} {
		t.Run(name, func(t *testing.T) {
			set := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.SetPathValue("ID", test.label)
				h.ServeHTTP(w, r)
			})
			wantRefusal(t, send(set, test.target, test.body), "InvalidParameterException", test.want)
		})
	}
	if w := send(newMux(h), "/things/a?keys=", `{"List":[]}`); w.Code != http.StatusOK {
		t.Errorf("empty but present: status %d: %s", w.Code, w.Body)
	}
}

// TestCheckMapDeterministic holds that a map with several bad entries always gets the same answer.
func TestCheckMapDeterministic(t *testing.T) {
	const body = `{"Tags":{"b":"123456789","aws:x":""}}`
	for range 50 {
		wantRefusal(t, send(newMux(nil), "/things/a", body), "InvalidParameterException", "Tags.key must not begin with aws:")
	}
}
