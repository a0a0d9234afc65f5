package main

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// searchDuration measures searches in an index, which take microseconds.
type searchDuration struct{ prometheus.Histogram }

func newSearchDuration() searchDuration {
	return searchDuration{prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "rollcall_search_seconds", Help: "Time that searches for users spent in the search index.",
		Buckets: []float64{5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, .001, .002, .005, .01, .1, 1},
	})}
}

func (d searchDuration) took(t time.Duration) { d.Observe(t.Seconds()) }

// The metrics of search indexes.
var (
	perInstance    = []string{"instance"}
	indexUsers     = prometheus.NewDesc("rollcall_search_index_users", "Users in the instance's search index.", perInstance, nil)
	indexBytes     = prometheus.NewDesc("rollcall_search_index_bytes", "Memory of the instance's search index, cached rows apart.", perInstance, nil)
	indexRowBytes  = prometheus.NewDesc("rollcall_search_index_row_bytes", "Memory of the cached rows of the instance's users.", perInstance, nil)
	indexLoads     = prometheus.NewDesc("rollcall_search_index_builds_total", "Search indexes built.", nil, nil)
	indexLoadTime  = prometheus.NewDesc("rollcall_search_index_build_seconds", "Time that the last build of a search index took.", nil, nil)
	indexesMetrics = []*prometheus.Desc{indexUsers, indexBytes, indexRowBytes, indexLoads, indexLoadTime}
)

// searchMetrics tell what the search indexes take.
type searchMetrics struct{ roster *roster.Service }

// Describe is part of prometheus.Collector.
func (searchMetrics) Describe(descs chan<- *prometheus.Desc) {
	for _, d := range indexesMetrics {
		descs <- d
	}
}

// Collect is part of prometheus.Collector.
func (m searchMetrics) Collect(metrics chan<- prometheus.Metric) {
	stats := m.roster.SearchStats()
	metrics <- prometheus.MustNewConstMetric(indexLoads, prometheus.CounterValue, float64(stats.Loads))
	metrics <- prometheus.MustNewConstMetric(indexLoadTime, prometheus.GaugeValue, stats.LastLoad.Seconds())
	for _, x := range stats.Indexes {
		gauge := func(d *prometheus.Desc, value int) {
			metrics <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(value), x.Instance)
		}
		gauge(indexUsers, x.Users)
		gauge(indexBytes, x.Bytes)
		gauge(indexRowBytes, x.RowBytes)
	}
}
