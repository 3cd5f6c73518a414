// Package org holds an organisation's sites, people, settings and keys, and everything
// that proves who somebody is: sign-ins, tickets and customers' tokens.
package org

import (
	"database/sql/driver"
	"fmt"
	"samepage"
)

// Scope says whose rows a caller may touch. Every store method takes one. It has no
// constructor on purpose: a scope is only ever read from a row that a sign-in, a ticket,
// a token, a site key or an organisation's id was looked up in, so that no request can
// name an organisation by hand. The zero Scope finds nothing.
type Scope struct{ id samepage.OrgID }

// Org returns the organisation, for subjects, asset keys and paths.
func (s Scope) Org() samepage.OrgID { return s.id }

// IsZero reports whether the scope was never looked up.
func (s Scope) IsZero() bool { return s.id == "" }

// Scan reads the scope from an org_id column; only the store calls it.
func (s *Scope) Scan(src any) error {
	switch v := src.(type) {
	case string:
		s.id = samepage.OrgID(v)
	case []byte:
		s.id = samepage.OrgID(v)
	default:
		return fmt.Errorf("scope: cannot read %T", src)
	}
	return nil
}

// Value writes the scope into a query.
func (s Scope) Value() (driver.Value, error) { return string(s.id), nil }
