package main

import (
	"strings"
	"testing"
	"time"
)

func TestQuantile_CoversTheShareOfTheTimes(t *testing.T) {
	var times []time.Duration
	for ms := 1; ms <= 100; ms++ {
		times = append(times, time.Duration(ms)*time.Millisecond)
	}
	for share, want := range map[float64]time.Duration{
		0: time.Millisecond, 0.5: 50 * time.Millisecond, 0.95: 95 * time.Millisecond,
		0.99: 99 * time.Millisecond, 1: 100 * time.Millisecond,
	} {
		if got := quantile(times, share); got != want {
			t.Errorf("quantile %v is %v, not %v", share, got, want)
		}
	}
	if got := quantile(nil, 0.5); got != 0 {
		t.Errorf("of no times it is %v", got)
	}
}

func TestPrintResults_HasAColumnForEachRun(t *testing.T) {
	var out strings.Builder
	runs := []result{
		{plan: plan{pairs: 10}, sent: 3, lasted: time.Second, took: []time.Duration{2 * time.Millisecond}},
		{plan: plan{pairs: 500}, lasted: time.Second, full: usage{resident: 500 << 20}},
	}
	if err := printResults(&out, runs); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"10", "500", "2.00", "1024"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}

func TestSourceAddress_DiffersFromPairToPair(t *testing.T) {
	seen := map[string]bool{}
	for number := range 5000 {
		address := sourceAddress(number)
		if !address.IP.IsLoopback() || seen[address.IP.String()] {
			t.Fatalf("pair %d comes from %s", number, address.IP)
		}
		seen[address.IP.String()] = true
	}
}
