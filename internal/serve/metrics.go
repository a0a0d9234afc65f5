package serve

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/rollcall-dev/rollcall/internal/rest"
)

// noOperation labels requests that reached no operation: refused ones, and those for something that does not exist.
const noOperation = "none"

// durations are the histogram's bounds in seconds. A read takes a fraction of a millisecond, a write waits for the disk, a password hash
// takes tens of milliseconds.
var durations = []float64{.00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}

// metrics counts requests in a registry of the server's own, so that nothing else in the process can register there by being imported.
type metrics struct {
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	inFlight prometheus.Gauge
	handler  http.Handler
}

func newMetrics(others []prometheus.Collector) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "rollcall_requests_total", Help: "Requests answered, by operation and HTTP status.",
		}, []string{"operation", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "rollcall_request_duration_seconds", Help: "Time from a request's headers to the end of its answer.", Buckets: durations,
		}, []string{"operation"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "rollcall_requests_in_flight", Help: "Requests being answered now.",
		}),
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(m.requests, m.duration, m.inFlight, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	registry.MustRegister(others...)
	m.handler = promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
	return m
}

func (m *metrics) begin() { m.inFlight.Inc() }

// end counts a request that was answered. Those of programs that watch the server are not worth counting.
func (m *metrics) end(rec *record, status int, took time.Duration) {
	m.inFlight.Dec()
	if rec.own {
		return
	}
	operation := rec.operation
	if operation == "" {
		operation = noOperation
	}
	m.requests.WithLabelValues(operation, strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(operation).Observe(took.Seconds())
}

// serveMetrics answers a listener that is for the metrics alone.
func (s *Server) serveMetrics(w http.ResponseWriter, r *http.Request) {
	if refused := s.opts.Dev.admit(r); refused != nil {
		rest.WriteError(w, wireError(refused))
		return
	}
	if r.URL.Path != metricsPath || r.Method != http.MethodGet && r.Method != http.MethodHead {
		rest.WriteError(w, errNoPage)
		return
	}
	s.metrics.handler.ServeHTTP(w, r)
}
