package main

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"
)

// quantile is the smallest of the sorted times that the share of them does not exceed.
func quantile(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(0, int(math.Ceil(share*float64(len(sorted))))-1)]
}

func printResults(w io.Writer, results []result) error {
	fmt.Fprintf(w, "\nServer alone, %d cores shared with the ends, loopback; frames of %d bytes, keyframes of %d\n",
		runtime.NumCPU(), changeBytes, keyframeBytes)
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	row := func(label string, cell func(result) string) {
		fmt.Fprintf(t, "  %s\t", label)
		for _, r := range results {
			fmt.Fprintf(t, "%s\t", cell(r))
		}
		fmt.Fprintln(t)
	}
	row("live pairs", func(r result) string { return fmt.Sprint(r.pairs) })
	row("opened within, s", func(r result) string { return fmt.Sprintf("%.1f", r.opened.Seconds()) })
	row("frames sent", func(r result) string { return fmt.Sprint(r.sent) })
	row("frames arrived", func(r result) string { return fmt.Sprint(len(r.took)) })
	row("frames a second", func(r result) string { return fmt.Sprintf("%.0f", float64(r.sent)/r.lasted.Seconds()) })
	for _, q := range []struct {
		label string
		share float64
	}{{"time through the relay p50, ms", 0.50}, {"p95, ms", 0.95}, {"p99, ms", 0.99}} {
		row(q.label, func(r result) string {
			slices.Sort(r.took)
			return fmt.Sprintf("%.2f", quantile(r.took, q.share).Seconds()*1e3)
		})
	}
	row("memory of the server, MiB", func(r result) string { return fmt.Sprintf("%.0f", mib(r.full.resident)) })
	row("before the first pair, MiB", func(r result) string { return fmt.Sprintf("%.0f", mib(r.idle.resident)) })
	row("memory of a session, KiB", func(r result) string {
		return fmt.Sprintf("%.0f", mib(r.full.resident-r.idle.resident)*1024/float64(r.pairs))
	})
	row("cores that the server used", func(r result) string { return fmt.Sprintf("%.2f", r.spent.Seconds()/r.lasted.Seconds()) })
	row("processor time of a frame, µs", func(r result) string {
		return fmt.Sprintf("%.0f", float64(r.spent.Microseconds())/float64(max(1, r.sent)))
	})
	return t.Flush()
}

func mib(bytes int64) float64 { return float64(bytes) / (1 << 20) }
