package rest

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// bind sends a request that must succeed and returns what the handler got.
func bind(t *testing.T, target, body string) *request {
	t.Helper()
	var got *request
	h := Handle(newProtocol(), testOperation, func(_ context.Context, in *request) (*None, error) {
		got = in
		return nil, nil
	})
	if w := send(newMux(h), target, body); w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return got
}

func TestBind(t *testing.T) {
	for name, test := range map[string]struct {
		target, body string
		want         *request
	}{
		"nothing":           {"/things/a", ``, &request{ID: new("a")}},
		"empty object":      {"/things/a", ` {} `, &request{ID: new("a")}},
		"ARN in the path":   {"/things/arn%3Aaws%3Aconnect%2Finstance%2Fx", ``, &request{ID: new("arn:aws:connect/instance/x")}},
		"query":             {"/things/a?max=7&ratio=1.25e0&deep=true&token=%C3%A9+b", ``, &request{ID: new("a"), Max: new(int32(7)), Ratio: new(float32(1.25)), Deep: new(true), Token: new("é b")}},
		"repeated":          {"/things/a?kinds=CHAT&kinds=VOICE", ``, &request{ID: new("a"), Kinds: []channel{"CHAT", "VOICE"}}},
		"unknown parameter": {"/things/a?Max=700&X-Amz-Date=1&X-Amz-Date=2", ``, &request{ID: new("a")}},
		"scalars": {"/things/a", `{"Name":"Ann \u00e9\ud83d\ude00","Channel":"VOICE","Count":-5,"Total":9223372036854775807,"Level":2.5,"Active":false}`,
			&request{ID: new("a"), Name: new("Ann é😀"), Channel: new(channel("VOICE")), Count: new(int32(-5)), Total: new(int64(9223372036854775807)), Level: new(float32(2.5)), Active: new(false)}},
		"timestamp":           {"/things/a", `{"Since":1700000000}`, &request{ID: new("a"), Since: &moment{time.Unix(1700000000, 0).UTC()}}},
		"integers as floats":  {"/things/a", `{"Count":1.0,"Total":1.2e3}`, &request{ID: new("a"), Count: new(int32(1)), Total: new(int64(1200))}},
		"empty is not absent": {"/things/a", `{"Name":"","Person":{"FirstName":""},"Rows":[],"Tags":{}}`, &request{ID: new("a"), Name: new(""), Person: &person{FirstName: new("")}, Rows: [][]int32{}, Tags: map[string]string{}}},
		"null is absent":      {"/things/a", `{"Name":null,"Person":null,"IDs":null,"Tags":null}`, &request{ID: new("a")}},
		"exact names only":    {"/things/a", `{"name":1,"NAME":2,"Name ":3,"count":{}}`, &request{ID: new("a")}},
		"unknown skipped":     {"/things/a", `{"New":[{"a":[1,null]}],"Name":"x","Newer":{"Name":7}}`, &request{ID: new("a"), Name: new("x")}},
		"escaped name":        {"/things/a", `{"\u004eame":"x"}`, &request{ID: new("a"), Name: new("x")}},
		"lists":               {"/things/a", `{"IDs":["a","b"],"Rows":[[1],[],[2,3]]}`, &request{ID: new("a"), IDs: []string{"a", "b"}, Rows: [][]int32{{1}, {}, {2, 3}}}},
		"structures":          {"/things/a", `{"People":[{"FirstName":"A"},{"FirstName":"B"}]}`, &request{ID: new("a"), People: []person{{FirstName: new("A")}, {FirstName: new("B")}}}},
		"maps": {"/things/a", `{"Tags":{"k":"v","l":""},"Staff":{"CHAT":{"FirstName":"A"}}}`,
			&request{ID: new("a"), Tags: map[string]string{"k": "v", "l": ""}, Staff: map[channel]person{"CHAT": {FirstName: new("A")}}}},
		"recursive": {"/things/a", `{"Search":{"All":[{"Name":"a"},{"Not":{"Name":"b"}}]}}`,
			&request{ID: new("a"), Search: &criteria{All: []criteria{{Name: new("a")}, {Not: &criteria{Name: new("b")}}}}}},
		"as deep as it may": {"/things/a", `{"New":` + strings.Repeat("[", 63) + strings.Repeat("]", 63) + `}`, &request{ID: new("a")}},
		"brackets in text":  {"/things/a", `{"Name":"` + strings.Repeat(`[\"{\\`, 99) + `"}`, &request{ID: new("a"), Name: new(strings.Repeat(`["{\`, 99))}},
		"no U+0000 at all":  {"/things/a", `{"Name":"\\u0000"}`, &request{ID: new("a"), Name: new(`\u0000`)}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, bind(t, test.target, test.body)); diff != "" {
				t.Errorf("bound (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBindParameterErrors covers the values that are wrong by themselves, whatever their member's rules say.
func TestBindParameterErrors(t *testing.T) {
	for name, test := range map[string]struct{ target, body, want string }{
		"integer spelled as float":  {"/things/a?max=7.0", ``, "max must be an integer"},
		"integer with plus":         {"/things/a?max=%2B7", ``, "max must be an integer"},
		"integer with zeros":        {"/things/a?max=007", ``, "max must be an integer"},
		"integer empty":             {"/things/a?max=", ``, "max must be an integer"},
		"integer too large":         {"/things/a?max=2147483648", ``, "max must be an integer of at most 32 bits"},
		"float in hexadecimal":      {"/things/a?ratio=0x1p-2", ``, "ratio must be a number"},
		"float infinite":            {"/things/a?ratio=inf", ``, "ratio must be a number"},
		"float too large":           {"/things/a?ratio=1e39", ``, "ratio must be a number that a float of 32 bits can hold"},
		"boolean capital":           {"/things/a?deep=True", ``, "deep must be true or false"},
		"parameter twice":           {"/things/a?token=ab&token=ab", ``, "token must be given only once"},
		"parameter in bad UTF-8":    {"/things/a?token=%ff%fe", ``, "token must be valid UTF-8"},
		"parameter with U+0000":     {"/things/a?token=a%00b", ``, "token must not contain the character U+0000"},
		"list element with U+0000":  {"/things/a?kinds=CHAT&kinds=%00", ``, "kinds[1] must not contain the character U+0000"},
		"unknown with U+0000":       {"/things/a?other=a%00b", ``, "The query string must not contain the character U+0000"},
		"malformed query":           {"/things/a?max=%zz", ``, "The query string is not well-formed"},
		"label with U+0000":         {"/things/a%00", ``, "ID must not contain the character U+0000"},
		"label in bad UTF-8":        {"/things/%ff", ``, "ID must be valid UTF-8"},
		"string wanted":             {"/things/a", `{"Name":1}`, "Name must be a string"},
		"integer wanted":            {"/things/a", `{"Count":"1"}`, "Count must be an integer"},
		"integer with fraction":     {"/things/a", `{"Count":1.5}`, "Count must be an integer"},
		"integer of 33 bits":        {"/things/a", `{"Count":2147483648}`, "Count must be an integer of at most 32 bits"},
		"integer of 65 bits":        {"/things/a", `{"Total":9223372036854775808}`, "Total must be an integer of at most 64 bits"},
		"integer huge":              {"/things/a", `{"Total":1e999999999999}`, "Total must be an integer of at most 64 bits"},
		"number wanted":             {"/things/a", `{"Level":[]}`, "Level must be a number"},
		"number too large":          {"/things/a", `{"Level":1e39}`, "Level must be a number that a float of 32 bits can hold"},
		"boolean wanted":            {"/things/a", `{"Active":0}`, "Active must be true or false"},
		"timestamp wanted":          {"/things/a", `{"Since":"2026-01-01"}`, "Since must be a timestamp in seconds since 1970"},
		"timestamp out of bounds":   {"/things/a", `{"Since":253402300800}`, "Since must be a timestamp in seconds since 1970"},
		"structure wanted":          {"/things/a", `{"Person":[]}`, "Person must be an object"},
		"list wanted":               {"/things/a", `{"IDs":"a"}`, "IDs must be a list"},
		"map wanted":                {"/things/a", `{"Tags":[]}`, "Tags must be an object"},
		"null in a list":            {"/things/a", `{"IDs":["a",null]}`, "IDs[1] must be a string"},
		"null as a structure":       {"/things/a", `{"People":[null]}`, "People[0] must be an object"},
		"null as a map's value":     {"/things/a", `{"Tags":{"k":null}}`, "Tags.value must be a string"},
		"nested member":             {"/things/a", `{"People":[{"FirstName":"A"},{"Secret":7}]}`, "People[1].Secret must be a string"},
		"list of lists":             {"/things/a", `{"Rows":[[1],[2,"x"]]}`, "Rows[1][1] must be an integer"},
		"member of a map's value":   {"/things/a", `{"Staff":{"CHAT":{"FirstName":{}}}}`, "Staff.value.FirstName must be a string"},
		"deep member":               {"/things/a", `{"Search":{"All":[{},{"Not":{"Name":1}}]}}`, "Search.All[1].Not.Name must be a string"},
		"member with U+0000":        {"/things/a", `{"Name":"a\u0000b"}`, "Name must not contain the character U+0000"},
		"key with U+0000":           {"/things/a", `{"Tags":{"a\u0000":"b"}}`, "Tags.key must not contain the character U+0000"},
		"value with U+0000":         {"/things/a", `{"Tags":{"a":"\u0000b"}}`, "Tags.value must not contain the character U+0000"},
		"unknown value with U+0000": {"/things/a", `{"New":"\u0000"}`, "The request body must not contain the character U+0000"},
		"unknown name with U+0000":  {"/things/a", `{"\u0000":1}`, "The request body must not contain the character U+0000"},
		"path before query":         {"/things/%ff?max=x", `{`, "ID must be valid UTF-8"},
		"query before body":         {"/things/a?max=x", `{`, "max must be an integer"},
	} {
		t.Run(name, func(t *testing.T) {
			wantRefusal(t, send(newMux(nil), test.target, test.body), "InvalidParameterException", test.want)
		})
	}
}
