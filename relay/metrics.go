package relay

import (
	"samepage"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics are the relay's figures (S4).
type metrics struct {
	frames    prometheus.Counter
	bytes     prometheus.Counter
	keyframes prometheus.Counter
	replays   prometheus.Counter
	skips     prometheus.Counter
	purges    prometheus.Counter
	checked   prometheus.Counter
	drifted   prometheus.Counter
	stuck     prometheus.Counter
	spared    prometheus.Counter
	owned     prometheus.Gauge
	refusals  *prometheus.CounterVec
	sockets   prometheus.GaugeFunc
	held      prometheus.GaugeFunc
}

func newMetrics(r *Relay) *metrics {
	return &metrics{
		frames:    counter("mirror_frames_total", "Mirror frames that rooms of this node took."),
		bytes:     counter("mirror_bytes_total", "Bytes of these frames."),
		keyframes: counter("mirror_keyframes_asked_total", "Keyframes asked of customers' pages."),
		replays:   counter("mirror_replays_total", "Viewers served from a keyframe log."),
		skips:     counter("mirror_skips_total", "Viewers that fell behind and were skipped to a keyframe."),
		purges:    counter("mirror_purges_total", "Purges by a stricter rule."),
		checked:   counter("mirror_checked_nodes_total", "Nodes that viewers compared with the customer's page."),
		drifted:   counter("mirror_drifted_nodes_total", "Nodes of these that were not as in the page."),
		stuck:     counter("mirror_stuck_viewers_total", "Viewers that gave up following a page after fresh starts that did not help."),
		spared:    counter("resource_bytes_spared_total", "Bytes of resources that pages need not send, as a session of the site has brought them."),
		owned: prometheus.NewGauge(prometheus.GaugeOpts{
			Namespace: "samepage", Subsystem: "relay", Name: "rooms", Help: "Rooms that this node owns.",
		}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: "samepage", Subsystem: "relay", Name: "refused_total", Help: "Messages refused, by code.",
		}, []string{"code"}),
		sockets: gauge("sockets", "Open sockets of this node.", func() float64 {
			r.mu.Lock()
			defer r.mu.Unlock()
			return float64(len(r.edges))
		}),
		held: gauge("held_bytes", "Bytes of keyframe logs and resources.", func() float64 {
			return float64(r.budget.bytesUsed())
		}),
	}
}

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "samepage", Subsystem: "relay", Name: name, Help: help})
}

func gauge(name, help string, value func() float64) prometheus.GaugeFunc {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "samepage", Subsystem: "relay", Name: name, Help: help}, value)
}

func (m *metrics) refused(err error) {
	m.refusals.WithLabelValues(string(samepage.CodeOf(err))).Inc()
}

func (m *metrics) collectors() []prometheus.Collector {
	return []prometheus.Collector{
		m.frames, m.bytes, m.keyframes, m.replays, m.skips, m.purges, m.checked, m.drifted, m.stuck, m.spared,
		m.owned, m.refusals, m.sockets, m.held,
	}
}
