package main

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const exposition = `# HELP rollcall_search_seconds Time.
# TYPE rollcall_search_seconds histogram
rollcall_search_seconds_bucket{kind="user",le="0.001"} 90
rollcall_search_seconds_bucket{kind="user",le="0.01"} 98
rollcall_search_seconds_bucket{kind="user",le="+Inf"} 100
rollcall_search_seconds_bucket{kind="queue",le="0.001"} 10
rollcall_search_seconds_bucket{kind="queue",le="0.01"} 10
rollcall_search_seconds_bucket{kind="queue",le="+Inf"} 10
rollcall_search_seconds_count{kind="user"} 100
plain_bucket{le="5e-06"} 1
plain_bucket{le="+Inf"} 2
rollcall_search_index_users{instance="a"} 3
rollcall_search_index_users{instance="b"} 4
rollcall_search_index_bytes 1.5e+06
`

func TestMetric(t *testing.T) {
	for name, want := range map[string]float64{"rollcall_search_index_users": 7, "rollcall_search_index_bytes": 1.5e6} {
		if got, ok := metric(exposition, name); got != want || !ok {
			t.Errorf("%s = %v, %v; want %v", name, got, ok, want)
		}
	}
	if got, ok := metric(exposition, "rollcall_search_index"); ok {
		t.Errorf("a metric that is not there is %v", got)
	}
}

func TestBuckets(t *testing.T) {
	for name, want := range map[string][]bucket{
		"rollcall_search_seconds": {{.001, 100}, {.01, 108}, {math.Inf(1), 110}},
		"plain":                   {{5e-6, 1}, {math.Inf(1), 2}},
	} {
		if diff := cmp.Diff(want, buckets(exposition, name), cmp.AllowUnexported(bucket{})); diff != "" {
			t.Error(diff)
		}
	}
}

func TestQuantile(t *testing.T) {
	before := []bucket{{1, 5}, {2, 5}, {math.Inf(1), 5}}
	after := []bucket{{1, 55}, {2, 95}, {math.Inf(1), 105}} // 50, 40 and 10 since
	for q, want := range map[float64]float64{.25: .5, .5: 1, .7: 1.5, .9: 2, .99: 2} {
		if got := quantile(q, before, after); math.Abs(got-want) > 1e-9 {
			t.Errorf("quantile %v = %v, want %v", q, got, want)
		}
	}
	if got := quantile(.5, nil, before); got != .5 {
		t.Errorf("of a histogram that is new: %v, want .5", got)
	}
	for _, none := range [][]bucket{nil, before} {
		if got := quantile(.5, none, none); !math.IsNaN(got) {
			t.Errorf("of nothing: %v", got)
		}
	}
}
