package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
)

// scrape reads a server's metrics, in Prometheus's text format.
func scrape(address string) (string, error) {
	answer, err := http.Get("http://" + address + "/metrics")
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("/metrics: %d", answer.StatusCode)
	}
	return string(text), err
}

// metric is the sum of all samples of a name; ok says that there are any.
func metric(text, name string) (sum float64, ok bool) {
	samples := regexp.MustCompile(`(?m)^` + name + `(?:\{[^}]*\})? (\S+)$`)
	for _, found := range samples.FindAllStringSubmatch(text, -1) {
		value, _ := strconv.ParseFloat(found[1], 64)
		sum, ok = sum+value, true
	}
	return sum, ok
}

// bucket is one of a histogram's: how many observations were at most as large as the bound.
type bucket struct{ bound, count float64 }

// buckets are a histogram's, all its labels together.
func buckets(text, name string) (all []bucket) {
	samples := regexp.MustCompile(`(?m)^` + name + `_bucket\{(?:[^}]*,)?le="([^"]+)"[^}]*\} (\S+)$`)
	counts := map[float64]float64{}
	for _, found := range samples.FindAllStringSubmatch(text, -1) {
		bound, _ := strconv.ParseFloat(found[1], 64)
		count, _ := strconv.ParseFloat(found[2], 64)
		counts[bound] += count
	}
	for bound, count := range counts {
		all = append(all, bucket{bound, count})
	}
	slices.SortFunc(all, func(a, b bucket) int { return cmp.Compare(a.bound, b.bound) })
	return all
}

// quantile estimates a quantile of what was observed between two readings, as Prometheus does: evenly spread within a bucket. It is not a
// number when nothing was observed, and no more than the largest bound.
func quantile(q float64, before, after []bucket) float64 {
	seen := slices.Clone(after)
	for i := range before {
		seen[i].count -= before[i].count
	}
	if len(seen) == 0 || seen[len(seen)-1].count == 0 {
		return math.NaN()
	}
	rank := q * seen[len(seen)-1].count
	at := slices.IndexFunc(seen, func(b bucket) bool { return b.count >= rank })
	lower := bucket{}
	if at > 0 {
		lower = seen[at-1]
	}
	if math.IsInf(seen[at].bound, 1) {
		return lower.bound
	}
	return lower.bound + (seen[at].bound-lower.bound)*(rank-lower.count)/(seen[at].count-lower.count)
}
