package modeltest

import (
	"reflect"
	"regexp"
	"time"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

// expiredToken counts tokens that were tried too late.
const expiredToken = "a page token after a day"

// smallPages are the operations whose largest page is below the common default of 100.
var smallPages = map[string]int{"ListInstances": 10, "ListInstanceAttributes": 7}

// walk sends a paged request page by page, with sizes that change on the way, and compares every page, and where the pages end, with the
// model's whole list. It gives the answers.
func walk[I, O any](s *session, in *I, do send[I, O], predict func(*I) (*O, model.Refusal)) []*O {
	s.Helper()
	size, token := field[*int32](in, "MaxResults"), field[*string](in, "NextToken")
	whole, refusal := predict(in)
	if len(refusal) > 0 {
		ask(s, in, do, predict)
		return nil
	}
	if one(s, "bad page", 24) {
		*size = pick(s, "size", ptr[int32](0), ptr[int32](1001), ptr[int32](-1))
		ask(s, in, do, predict)
		*size = nil
	}
	s.strayToken(in, token, func() { ask(s, in, do, func(*I) (*O, model.Refusal) { return nil, badToken[I]() }) })
	total := list(whole).Len()
	var pages []*O
	for from := 0; ; {
		*size = pageSize(s, total)
		to := min(from+pageLength[I](*size), total)
		page := askPage(s, in, do, whole, from, to)
		pages = append(pages, page)
		if *token = *field[*string](page, "NextToken"); *token == nil {
			return pages
		}
		s.token, s.tokenOf = **token, walkOf(in)
		if from = to; uniform(s, "expire", 32) == 31 {
			s.clock.advance(24 * time.Hour)
			s.tally.count(expiredToken, "")
			ask(s, in, do, func(*I) (*O, model.Refusal) { return nil, badToken[I]() })
			return pages
		}
	}
}

// askPage asks for one page and compares it with its part of the whole.
func askPage[I, O any](s *session, in *I, do send[I, O], whole *O, from, to int) *O {
	s.Helper()
	return asked(s, in, do, func(got *O) (*O, model.Refusal) {
		want := *whole
		list(&want).Set(list(whole).Slice(from, to))
		next := field[*string](got, "NextToken")
		if more := to < list(whole).Len(); more != (*next != nil) {
			s.Fatalf("%s %s: from %d to %d of the list a token must follow: %v", operation[I](), written(in), from, to, more)
		}
		*field[*string](&want, "NextToken") = *next
		return &want, nil
	})
}

// strayToken sometimes tries a token that was given for something else.
func (s *session) strayToken(in any, token **string, try func()) {
	if s.token == "" || s.tokenOf == walkOf(in) || !one(s, "stray token", 6) {
		return
	}
	*token = pick(s, "stray", &s.token, ptr("nonsense"))
	try()
	*token = nil
}

// badToken is the refusal of a token.
func badToken[I any]() model.Refusal {
	if operation[I]() == "ListInstances" {
		return model.Refusal{model.InvalidRequest}
	}
	return model.Refusal{model.InvalidParameter}
}

// pageSize draws a size that makes several pages, but not hundreds.
func pageSize(s *session, total int) *int32 {
	sizes := []int32{1, 2, 3, 5, 7}
	if total > 12 {
		sizes = []int32{7}
		if total > 40 {
			sizes = []int32{97}
		}
	}
	return maybe(s, "size", sizes...)
}

func pageLength[I any](size *int32) int {
	limit, small := smallPages[operation[I]()]
	switch {
	case size != nil:
		return int(*size)
	case small:
		return limit
	}
	return 100
}

// arnStart is what an ARN has before a bare id: requests that differ in it ask for the same.
var arnStart = regexp.MustCompile(`arn:aws:connect:[^"]*/`)

// walkOf is what a token continues: the operation and the request beside size and token.
func walkOf(in any) string {
	bare := reflect.New(reflect.TypeOf(in).Elem())
	bare.Elem().Set(reflect.ValueOf(in).Elem())
	for _, name := range []string{"MaxResults", "NextToken"} {
		bare.Elem().FieldByName(name).SetZero()
	}
	return bare.Type().String() + arnStart.ReplaceAllString(written(bare.Interface()), "")
}

// field is the member of a request or answer with the name.
func field[T any](in any, name string) *T {
	return reflect.ValueOf(in).Elem().FieldByName(name).Addr().Interface().(*T)
}

// list is the only list of an answer.
func list(out any) reflect.Value {
	v := reflect.ValueOf(out).Elem()
	for n := range v.NumField() {
		if v.Field(n).Kind() == reflect.Slice {
			return v.Field(n)
		}
	}
	panic("no list in " + v.Type().String())
}
