package store

import (
	"context"
	"database/sql"
	"errors"
	"samepage"
	"samepage/org"
	"samepage/session"
	"slices"
	"time"

	"github.com/uptrace/bun"
)

type codeRow struct {
	bun.BaseModel `bun:"table:session_code,alias:sc"`

	Org     org.Scope          `bun:"org_id,pk"`
	Hash    string             `bun:"code_hash,pk"`
	Session samepage.SessionID `bun:"session_id"`
}

// Offer implements session.Store.
func (s *Sessions) Offer(ctx context.Context, sc org.Scope, n session.New) (session.Offer, error) {
	var offer session.Offer
	err := s.db.write(ctx, "offer session", func(ctx context.Context, t *tx) error {
		offer = session.Offer{}
		if err := refuseTooManyOffers(ctx, t, sc, n); err != nil {
			return err
		}
		before, err := offerOf(ctx, t, sc, n)
		if err != nil {
			return err
		}
		switch {
		case before.ID == n.ID:
			offer.Applied, err = applyEvent(ctx, t, sc, before, session.NewCode{})
		case before.ID != "":
			if offer.Dropped, err = applyEvent(ctx, t, sc, before, session.DropCode{}); err == nil {
				offer.Applied, err = begin(ctx, t, sc, n)
			}
		default:
			offer.Applied, err = begin(ctx, t, sc, n)
		}
		if err != nil {
			return err
		}
		offer.Code, err = freshCode(ctx, t, sc, n.ID)
		return err
	})
	return offer, err
}

// refuseTooManyOffers keeps the open codes of a site few among all codes. Who has one already
// gets another in its place.
func refuseTooManyOffers(ctx context.Context, t *tx, sc org.Scope, n session.New) error {
	open, err := t.NewSelect().Table("session").
		Where("org_id = ? AND site_id = ? AND status <> 'ended' AND status = ?", sc, n.Site.ID, session.Offered).
		Where("visitor_id <> ?", n.Start.Visitor).Count(ctx)
	if err != nil || open < int64(n.Open) {
		return err
	}
	return samepage.Fault(samepage.CodeTooFast, "Too many codes are open at the moment. Please try again in some minutes.")
}

// offerOf finds an offer that this browser made and nobody has taken up; zero where there is none.
func offerOf(ctx context.Context, t *tx, sc org.Scope, n session.New) (session.Session, error) {
	var r sessionRow
	err := t.forUpdate(t.NewSelect().Model(&r).Where("org_id = ? AND site_id = ? AND visitor_id = ? AND status <> 'ended' AND status = ?",
		sc, n.Site.ID, n.Start.Visitor, session.Offered)).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return session.Session{}, nil
	}
	return r.value(), err
}

// freshCode gives a session a code that no other open offer of the organisation has. Two at
// once meet at the key; the one that loses comes here again and takes another.
func freshCode(ctx context.Context, t *tx, sc org.Scope, id samepage.SessionID) (string, error) {
	if err := dropCode(ctx, t, sc, id); err != nil {
		return "", err
	}
	for {
		code, err := org.NewCode()
		if err != nil {
			return "", err
		}
		r := codeRow{Org: sc, Hash: org.HashCode(sc, code), Session: id}
		taken, err := t.NewSelect().Model(&r).WherePK().Exists(ctx)
		if err != nil {
			return "", err
		}
		if !taken {
			_, err = t.NewInsert().Model(&r).Exec(ctx)
			return code, err
		}
	}
}

func dropCode(ctx context.Context, t *tx, sc org.Scope, id samepage.SessionID) error {
	_, err := t.NewRaw(`DELETE FROM session_code WHERE org_id = ? AND session_id = ?`, sc, string(id)).Exec(ctx)
	return err
}

// JoinByCode implements session.Store.
func (s *Sessions) JoinByCode(ctx context.Context, sc org.Scope, try session.CodeTry) (session.Applied, error) {
	var done session.Applied
	wrong := false
	err := s.db.write(ctx, "join by code", func(ctx context.Context, t *tx) error {
		counters := countersOf(try)
		if err := countWrong(ctx, t, sc, counters); err != nil {
			return err
		}
		v, err := offered(ctx, t, sc, try)
		if wrong = samepage.CodeOf(err) == samepage.CodeNotFound; wrong {
			return nil // committed, so that the try counts
		}
		if err != nil {
			return err
		}
		if err := uncountWrong(ctx, t, sc, counters); err != nil {
			return err
		}
		if err := refuseEngagedAgent(ctx, t, sc, v.ID, samepage.AgentID(try.Agent.Agent), inAnother); err != nil {
			return err
		}
		done, err = applyEvent(ctx, t, sc, v, session.AgentJoinsByCode{Agent: try.Agent, Ask: try.Ask})
		return err
	})
	if err == nil && wrong {
		err = samepage.Fault(samepage.CodeNotFound, "This code is not right, or it has expired.")
	}
	return done, err
}

// offered finds and locks the session that a code stands for, if it is one of the sites that
// the agent serves; not_found otherwise.
func offered(ctx context.Context, t *tx, sc org.Scope, try session.CodeTry) (session.Session, error) {
	r := codeRow{Org: sc, Hash: org.HashCode(sc, try.Code)}
	if err := t.NewSelect().Model(&r).WherePK().Scan(ctx); err != nil {
		return session.Session{}, found(err, "code")
	}
	v, err := lockSession(ctx, t, sc, r.Session)
	if err != nil {
		return v, err
	}
	if v.Status != session.Offered || !t.now.Before(v.AskDue) || !slices.Contains(try.Sites, v.Site) {
		return v, found(sql.ErrNoRows, "code")
	}
	return v, nil
}

// counter is what wrong codes are counted for, and how many it may have in a period.
type counter struct {
	counted string
	most    int
	period  time.Duration
}

// countersOf are in the order of their names, so that two tries never wait for each other.
func countersOf(try session.CodeTry) []counter {
	list := []counter{{"address " + try.Address, org.WrongCodesOfAddress, org.CodeAddressPeriod}}
	sites := slices.Clone(try.Sites)
	slices.Sort(sites)
	for _, site := range slices.Compact(sites) {
		list = append(list, counter{"site " + string(site), org.WrongCodesOfSite, org.CodeSitePeriod})
	}
	return list
}

// countWrong takes a try before it is known whether it is right: the rows stay locked, so
// that many tries at once are counted one after the other, whichever node they come to.
func countWrong(ctx context.Context, t *tx, sc org.Scope, counters []counter) error {
	const count = `INSERT INTO code_try (org_id, counted, wrong, began_at) VALUES (?0, ?1, 1, ?2)
		ON CONFLICT (org_id, counted) DO UPDATE SET
			wrong = CASE WHEN code_try.began_at <= ?3 THEN 1 ELSE code_try.wrong + 1 END,
			began_at = CASE WHEN code_try.began_at <= ?3 THEN ?2 ELSE code_try.began_at END
		RETURNING wrong`
	for _, c := range counters {
		var wrong int
		began, over := stampOf(t.now), stampOf(t.now.Add(-c.period))
		if err := t.NewRaw(count, sc, c.counted, began, over).Scan(ctx, &wrong); err != nil {
			return err
		}
		if wrong > c.most {
			return samepage.Fault(samepage.CodeTooFast, "Too many wrong codes. Please wait %d minutes.", int(c.period.Minutes()))
		}
	}
	return nil
}

func uncountWrong(ctx context.Context, t *tx, sc org.Scope, counters []counter) error {
	const back = `UPDATE code_try SET wrong = wrong - 1 WHERE org_id = ? AND counted = ?`
	for _, c := range counters {
		if _, err := t.NewRaw(back, sc, c.counted).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
