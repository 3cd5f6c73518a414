package store

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/session"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

type entryRow struct {
	bun.BaseModel `bun:"table:journal,alias:j"`

	Org     org.Scope          `bun:"org_id,pk"`
	Session samepage.SessionID `bun:"session_id,pk"`
	ID      string             `bun:"entry_id,pk"`
	At      stamp              `bun:"at"`
	Class   session.Class      `bun:"class"`
	Kind    string             `bun:"kind"`
	ByEnd   session.End        `bun:"by_end"`
	ByAgent samepage.AgentID   `bun:"by_agent"`
	ByName  string             `bun:"by_name"`
	ByPage  bool               `bun:"by_page"`
	Detail  map[string]string  `bun:"detail"`
}

// rowsOfEntries gives each entry its key. Version 7 UUIDs rise, so that entries of one
// moment keep their order.
func rowsOfEntries(sc org.Scope, id samepage.SessionID, now time.Time, entries []session.Entry) []entryRow {
	rows := make([]entryRow, 0, len(entries))
	for _, e := range entries {
		at := e.At
		if at.IsZero() {
			at = now
		}
		detail := e.Detail
		if detail == nil {
			detail = map[string]string{}
		}
		rows = append(rows, entryRow{
			Org: sc, Session: id, ID: uuid.Must(uuid.NewV7()).String(), At: stampOf(at), Class: e.Class,
			Kind: e.Kind, ByEnd: e.By.End, ByAgent: e.By.Agent, ByName: e.By.Name, ByPage: e.ByPage,
			Detail: detail,
		})
	}
	return rows
}

func (r entryRow) value() session.Entry {
	return session.Entry{
		At: r.At.time(), Class: r.Class, Kind: r.Kind, ByPage: r.ByPage, Detail: r.Detail,
		By: session.Actor{End: r.ByEnd, Agent: r.ByAgent, Name: r.ByName},
	}
}

// readJournal returns the first entries of a session in order, at most limit.
func readJournal(ctx context.Context, db bun.IDB, sc org.Scope, id samepage.SessionID, limit int64) ([]session.Entry, error) {
	var rows []entryRow
	err := db.NewSelect().Model(&rows).Where("org_id = ? AND session_id = ?", sc, id).
		Order("at", "entry_id").Limit(limit).Scan(ctx)
	return values(rows), err
}

// Journal implements session.Store.
func (s *Sessions) Journal(ctx context.Context, sc org.Scope, id samepage.SessionID) ([]session.Entry, error) {
	entries, err := readJournal(ctx, s.db.reader, sc, id, maxTimeline)
	return entries, wrap("read journal", err)
}

func writeJournal(
	ctx context.Context, t *tx, sc org.Scope, id samepage.SessionID, now time.Time, entries []session.Entry,
) error {
	if len(entries) == 0 {
		return nil
	}
	rows := rowsOfEntries(sc, id, now, entries)
	_, err := t.NewInsert().Model(&rows).Exec(ctx)
	return err
}

// Record implements session.Store.
func (s *Sessions) Record(sc org.Scope, id samepage.SessionID, entries ...session.Entry) {
	s.details.add(rowsOfEntries(sc, id, s.details.clock.Now(), entries))
}
