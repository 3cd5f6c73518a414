// Command relay measures the server alone: the very program runs as a process of its own
// with many live pairs of a customer and a viewer, whose frames are timed from the one
// socket to the other. It prints a table and asserts nothing; everything stays on this machine.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// plan is what is run.
type plan struct {
	binary  string        // the program that is measured
	pairs   int           // live sessions, each with one customer and one viewer
	rate    float64       // frames a second that each customer sends
	lasting time.Duration // how long frames are sent and timed
	opening int           // pairs that are opened at the same time
}

// limit is the longest that one plan may take, so that the command always ends by itself.
const limit = 8 * time.Minute

func main() {
	var p plan
	floor := flag.Int("floor", 10, "pairs of the small run that shows the floor; 0 leaves it out")
	flag.StringVar(&p.binary, "binary", "bin/samepage", "the server to measure, as make build leaves it")
	flag.IntVar(&p.pairs, "pairs", 1000, "live pairs of the large run; 0 leaves it out")
	flag.Float64Var(&p.rate, "rate", 2, "frames a second of each customer")
	flag.DurationVar(&p.lasting, "for", 30*time.Second, "how long frames are sent")
	flag.IntVar(&p.opening, "opening", 32, "pairs that are opened at the same time")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, p, *floor); err != nil {
		fmt.Fprintln(os.Stderr, "relay benchmark:", err)
		os.Exit(1)
	}
}

// run measures the floor first, on a server of its own, then the large number.
func run(ctx context.Context, p plan, floor int) error {
	var results []result
	for _, pairs := range []int{floor, p.pairs} {
		if pairs <= 0 {
			continue
		}
		one := p
		one.pairs = pairs
		r, err := measure(ctx, one)
		if err != nil {
			return fmt.Errorf("%d pairs: %w", pairs, err)
		}
		results = append(results, r)
	}
	return printResults(os.Stdout, results)
}

// measure runs one plan on a fresh server with a fresh data folder.
func measure(ctx context.Context, p plan) (r result, err error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	folder, err := os.MkdirTemp("", "samepage-bench-")
	if err != nil {
		return r, fmt.Errorf("data folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	h, err := buildHouse(ctx, folder, p.pairs)
	if err != nil {
		return r, fmt.Errorf("prepare sessions: %w", err)
	}
	s, err := startServer(ctx, p.binary, folder)
	if err != nil {
		return r, fmt.Errorf("start the server: %w", err)
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	return drive(ctx, p, h, s)
}
