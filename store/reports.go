package store

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/report"
	"time"

	"github.com/uptrace/bun"
)

// SessionsReport implements report.Store.
func (s *Store) SessionsReport(ctx context.Context, sc org.Scope, f report.Filter) (report.Page, error) {
	f = f.Clamp()
	now, err := s.db.now(ctx, s.db.reader)
	if err != nil {
		return report.Page{}, wrap("report sessions", err)
	}
	var rows []sessionRow
	q := filterSessions(s.db.reader.NewSelect().Model(&rows), sc, f)
	total, err := q.Count(ctx)
	if err != nil {
		return report.Page{}, wrap("count sessions", err)
	}
	q = filterSessions(s.db.reader.NewSelect().Model(&rows), sc, f).
		OrderExpr("s.invited_at DESC, s.session_id DESC").Limit(int64(f.Limit) + 1)
	if f.Cursor != "" {
		at, id, err := readCursor(f.Cursor)
		if err != nil {
			return report.Page{}, err
		}
		q = q.Where("s.invited_at < ?0 OR (s.invited_at = ?0 AND s.session_id < ?1)", at, id)
	}
	if err := q.Scan(ctx); err != nil {
		return report.Page{}, wrap("report sessions", err)
	}
	page := report.Page{Total: int(total)}
	if len(rows) > f.Limit {
		rows = rows[:f.Limit]
		last := rows[f.Limit-1]
		page.Next = writeCursor(last.InvitedAt, string(last.ID))
	}
	page.Rows, err = reportRows(ctx, s.db.reader, sc, rows, now)
	return page, wrap("report sessions", err)
}

func filterSessions(q *bun.SelectQuery, sc org.Scope, f report.Filter) *bun.SelectQuery {
	q = q.Where("s.org_id = ?", sc)
	if !f.From.IsZero() {
		q = q.Where("s.invited_at >= ?", stampOf(f.From))
	}
	if !f.To.IsZero() {
		q = q.Where("s.invited_at < ?", stampOf(f.To))
	}
	if f.Agent != "" {
		q = q.Where(`EXISTS (SELECT 1 FROM session_person AS p
			WHERE p.org_id = s.org_id AND p.session_id = s.session_id AND p.agent_id = ?)`, f.Agent)
	}
	if f.Site != "" {
		q = q.Where("s.site_id = ?", f.Site)
	}
	if f.EndReason != "" {
		q = q.Where("s.end_reason = ?", f.EndReason)
	}
	return q
}

// reportRows adds the people to each session.
func reportRows(ctx context.Context, db bun.IDB, sc org.Scope, rows []sessionRow, now time.Time) ([]report.Row, error) {
	out := make([]report.Row, 0, len(rows))
	if len(rows) == 0 {
		return out, nil
	}
	ids := make([]samepage.SessionID, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	var people []personRow
	err := db.NewSelect().Model(&people).Where("org_id = ? AND session_id IN (?)", sc, bun.List(ids)).
		Order("session_id", "position", "agent_id").Scan(ctx)
	if err != nil {
		return nil, err
	}
	names := map[samepage.SessionID][]string{}
	for _, p := range people {
		names[p.Session] = append(names[p.Session], p.Name)
	}
	for _, r := range rows {
		out = append(out, report.RowOf(r.value(), append([]string{}, names[r.ID]...), now))
	}
	return out, nil
}

// SessionReport implements report.Store.
func (s *Store) SessionReport(ctx context.Context, sc org.Scope, id samepage.SessionID) (report.Drilldown, error) {
	now, err := s.db.now(ctx, s.db.reader)
	if err != nil {
		return report.Drilldown{}, wrap("report session", err)
	}
	r := sessionRow{Org: sc, ID: id}
	if err := s.db.reader.NewSelect().Model(&r).WherePK().Scan(ctx); err != nil {
		return report.Drilldown{}, wrap("report session", found(err, "session"))
	}
	rows, err := reportRows(ctx, s.db.reader, sc, []sessionRow{r}, now)
	if err != nil {
		return report.Drilldown{}, wrap("report session", err)
	}
	entries, err := readJournal(ctx, s.db.reader, sc, id, maxTimeline)
	if err != nil {
		return report.Drilldown{}, wrap("report time line", err)
	}
	moments := make([]report.Moment, 0, len(entries))
	for _, e := range entries {
		moments = append(moments, report.MomentOf(e))
	}
	people, err := s.tookPart(ctx, sc, id)
	if err != nil {
		return report.Drilldown{}, wrap("report people", err)
	}
	return report.Drilldown{Row: rows[0], Timeline: moments, People: people}, nil
}

// tookPart lists all who were in a session, also those who left.
func (s *Store) tookPart(ctx context.Context, sc org.Scope, id samepage.SessionID) ([]samepage.AgentID, error) {
	var people []personRow
	err := s.db.reader.NewSelect().Model(&people).Where("org_id = ? AND session_id = ?", sc, id).Scan(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]samepage.AgentID, 0, len(people))
	for _, p := range people {
		ids = append(ids, p.Agent)
	}
	return ids, nil
}

// maxTimeline bounds one time line.
const maxTimeline = 5000
