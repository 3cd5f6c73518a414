package relay

import (
	"context"
	"log/slog"
	"maps"
	"samepage/org"
	"slices"
	"time"
)

const (
	// sweepEvery is the pause between two looks for passed deadlines. Every node looks; of
	// many one does what is due.
	sweepEvery = time.Second
	// sweepAtOnce is how many sessions one look takes.
	sweepAtOnce = 100
	// compareEvery is the pause between two comparisons of versions: how late a state
	// arrives whose announcement was lost.
	compareEvery = 5 * time.Second
)

// each calls do once every period, one call after the other, until ctx ends.
func each(ctx context.Context, period time.Duration, do func(context.Context)) {
	tick := time.NewTicker(period)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do(ctx)
		}
	}
}

// sweep ends or moves on what is due, judged by the database's clock.
func (r *Relay) sweep(ctx context.Context) {
	each(ctx, sweepEvery, r.sweepOnce)
}

func (r *Relay) sweepOnce(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	due, err := r.cfg.Sessions.Due(ctx, sweepAtOnce)
	if err != nil {
		r.cfg.Log.Warn("look for deadlines", slog.Any("error", err))
		return
	}
	for _, d := range due {
		applied, err := r.cfg.Sessions.ApplyDue(ctx, d)
		if err != nil {
			r.cfg.Log.Warn("a deadline", slog.String("session", string(d.Session)), slog.Any("error", err))
			continue
		}
		if applied.Changed {
			r.announceSession(d.Scope, applied.Session)
		}
	}
}

// compare asks for the versions of all rows that the ends and rooms of this node show, in
// one question, so that no state depends on an announcement.
func (r *Relay) compare(ctx context.Context) {
	each(ctx, compareEvery, r.compareOnce)
}

func (r *Relay) compareOnce(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	r.mu.Lock()
	ends := make([]end, 0, len(r.edges))
	for _, e := range r.edges {
		ends = append(ends, e.self)
	}
	rooms := slices.Collect(maps.Values(r.rooms))
	r.mu.Unlock()
	rows := map[org.RowRef]bool{}
	shown := make([]map[org.RowRef]int64, len(ends))
	for i, e := range ends {
		shown[i] = e.rows()
		for ref := range shown[i] {
			rows[ref] = true
		}
	}
	for _, o := range rooms {
		rows[rowOfSession(o.sc, o.id)] = true
	}
	versions, err := r.versions(ctx, rows)
	if err != nil {
		r.cfg.Log.Warn("compare versions", slog.Any("error", err))
		return
	}
	for i, e := range ends {
		tellStale(e, shown[i], versions)
	}
	for _, o := range rooms {
		o.announced(hint{Ver: versions[rowOfSession(o.sc, o.id)]})
	}
}

func (r *Relay) versions(ctx context.Context, rows map[org.RowRef]bool) (map[org.RowRef]int64, error) {
	refs := make([]org.RowRef, 0, len(rows))
	for ref := range rows {
		refs = append(refs, ref)
	}
	if len(refs) == 0 {
		return nil, nil
	}
	return r.cfg.Orgs.Versions(ctx, refs)
}

// tellStale has an end read again what is newer than what it shows. Consoles also look for
// what has become theirs, which no version of theirs tells.
func tellStale(e end, shown, versions map[org.RowRef]int64) {
	for ref, version := range shown {
		now, there := versions[ref]
		if now > version || !there && ref.Kind == org.RowSignIn {
			e.stale(ref)
		}
	}
	if c, ok := e.(*console); ok {
		c.stale(org.RowRef{})
	}
}
