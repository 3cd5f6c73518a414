package store

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/wire"

	"github.com/uptrace/bun"
)

type siteRow struct {
	bun.BaseModel `bun:"table:site,alias:si"`

	Org           org.Scope       `bun:"org_id,pk"`
	ID            samepage.SiteID `bun:"site_id,pk"`
	Key           string          `bun:"site_key"`
	Name          string          `bun:"name"`
	Origins       []string        `bun:"origins"`
	CoBrowse      bool            `bun:"cobrowse"`
	Deployment    org.Deployment  `bun:"deployment"`
	Limits        org.Limits      `bun:"limits"`
	Branding      wire.Branding   `bun:"branding"`
	Face          org.Face        `bun:"face"`
	Policy        org.Policy      `bun:"policy"`
	PolicyVersion int64           `bun:"policy_version"`
	QueueVersion  int64           `bun:"queue_version"`
	CreatedAt     stamp           `bun:"created_at"`
}

func (r siteRow) value() org.Site {
	policy := r.Policy
	policy.Version = r.PolicyVersion
	return org.Site{
		Scope: r.Org, ID: r.ID, Key: r.Key, Name: r.Name, Origins: r.Origins, CoBrowse: r.CoBrowse,
		Deployment: r.Deployment, Limits: r.Limits, Branding: r.Branding, Face: r.Face, Policy: policy,
		CreatedAt: r.CreatedAt.time(),
	}
}

func rowOfSite(sc org.Scope, s org.Site) siteRow {
	return siteRow{
		Org: sc, ID: s.ID, Key: s.Key, Name: s.Name, Origins: append([]string{}, s.Origins...),
		CoBrowse: s.CoBrowse, Deployment: s.Deployment, Limits: s.Limits, Branding: s.Branding, Face: s.Face,
		Policy: s.Policy, PolicyVersion: 1, CreatedAt: stampOf(s.CreatedAt),
	}
}

// CreateSite implements org.Sites.
func (s *Store) CreateSite(ctx context.Context, sc org.Scope, site org.Site) error {
	return s.db.write(ctx, "create site", func(ctx context.Context, t *tx) error {
		r := rowOfSite(sc, site)
		r.CreatedAt = stampOf(t.now)
		_, err := t.NewInsert().Model(&r).Exec(ctx)
		return err
	})
}

// UpdateSite implements org.Sites.
func (s *Store) UpdateSite(ctx context.Context, sc org.Scope, site org.Site) (int64, error) {
	var version int64
	err := s.db.write(ctx, "update site", func(ctx context.Context, t *tx) error {
		r := rowOfSite(sc, site)
		err := t.NewUpdate().Model(&r).
			Column("site_key", "name", "origins", "cobrowse", "deployment", "limits", "branding", "face", "policy").
			Set("policy_version = policy_version + 1").
			WherePK().Returning("policy_version").Scan(ctx, &version)
		return found(err, "site")
	})
	return version, err
}

// SiteByKey implements org.Sites.
func (s *Store) SiteByKey(ctx context.Context, key string) (org.Site, error) {
	var r siteRow
	err := s.db.reader.NewSelect().Model(&r).Where("site_key = ?", key).Scan(ctx)
	return r.value(), wrap("find site", found(err, "site"))
}

// Site implements org.Sites.
func (s *Store) Site(ctx context.Context, sc org.Scope, id samepage.SiteID) (org.Site, error) {
	site, err := readSite(ctx, s.db.reader, sc, id)
	return site, wrap("read site", err)
}

func readSite(ctx context.Context, db bun.IDB, sc org.Scope, id samepage.SiteID) (org.Site, error) {
	r := siteRow{Org: sc, ID: id}
	err := db.NewSelect().Model(&r).WherePK().Scan(ctx)
	return r.value(), found(err, "site")
}

// Sites implements org.Sites.
func (s *Store) Sites(ctx context.Context, sc org.Scope) ([]org.Site, error) {
	var rows []siteRow
	err := s.db.reader.NewSelect().Model(&rows).Where("org_id = ?", sc).Order("name", "site_id").Scan(ctx)
	return values(rows), wrap("list sites", err)
}

// oneRow is not_found where a statement should have changed a row and did not.
func oneRow(n int64, err error, what string) error {
	if err == nil && n == 0 {
		return samepage.Fault(samepage.CodeNotFound, "This %s does not exist.", what)
	}
	return err
}
