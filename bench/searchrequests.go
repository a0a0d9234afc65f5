package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/rollcall-dev/rollcall/bench/openldap"
)

// found is as much of a SearchUsers answer as tells whether it is right.
type found struct {
	Users                 []json.RawMessage
	NextToken             string
	ApproximateTotalCount int
}

const searchPath = "/search-users"

// ask prepares the questions for Rollcall, after one answer to each was looked at. answer is the answer to the first.
func (st *stage) ask(k *kind, questions []asked) (requests [][]byte, answer []byte, err error) {
	for i, q := range questions {
		body, err := st.bodyOf(k, q)
		if err != nil {
			return nil, nil, err
		}
		raw, err := st.checked(q, k.lastPage, body)
		if err != nil {
			return nil, nil, err
		}
		text, err := json.Marshal(body)
		if err != nil {
			return nil, nil, err
		}
		request, err := st.rollcall.request("POST", searchPath, text)
		if err != nil {
			return nil, nil, err
		}
		requests = append(requests, request)
		if i == 0 {
			answer = raw
		}
	}
	return requests, answer, nil
}

// bodyOf is the question's request for the page that is measured. For the last one all pages before it are read.
func (st *stage) bodyOf(k *kind, q asked) (map[string]any, error) {
	body := q.body(st.company.ID, "")
	for k.lastPage {
		var page found
		if err := st.rollcall.call("POST", searchPath, body, &page); err != nil {
			return nil, err
		}
		if page.NextToken == "" {
			break
		}
		body = q.body(st.company.ID, page.NextToken)
	}
	return body, nil
}

// checked reads an answer and holds it against what there is to find.
func (st *stage) checked(q asked, lastPage bool, body map[string]any) (answer []byte, err error) {
	if err := st.rollcall.call("POST", searchPath, body, &answer); err != nil {
		return nil, err
	}
	var page found
	if err := json.Unmarshal(answer, &page); err != nil {
		return nil, err
	}
	want := min(q.total, pageSize)
	if lastPage {
		want = (q.total-1)%pageSize + 1
	}
	if page.ApproximateTotalCount != q.total || len(page.Users) != want {
		return nil, fmt.Errorf("Rollcall found %d and sent %d where %d and %d are right; was its data made by this program?",
			page.ApproximateTotalCount, len(page.Users), q.total, want)
	}
	return answer, nil
}

// askOpenLDAP prepares the questions for OpenLDAP, after one answer to each was looked at.
func (st *stage) askOpenLDAP(questions []asked) (requests [][]byte, err error) {
	c, err := openldap.Dial(st.openldap.Address)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	for _, q := range questions {
		request := openldap.Search(q.filter(), pageSize)
		n, err := c.Count(request)
		if err != nil {
			return nil, err
		}
		if want := min(q.total, pageSize); n != want {
			return nil, fmt.Errorf("OpenLDAP sent %d where %d are right; was its data made by this program?", n, want)
		}
		requests = append(requests, request)
	}
	return requests, nil
}
