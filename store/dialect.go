package store

import (
	"strings"

	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/schema"
)

// Texts with a NUL or broken UTF-8 cannot be in a column. Whoever sends one, in an id, a key
// or a name, gets the answer for a text that nobody has, not an error of the database.
type (
	sqliteTexts   struct{ *sqlitedialect.Dialect }
	postgresTexts struct{ *pgdialect.Dialect }
)

var (
	_ schema.Dialect = sqliteTexts{}
	_ schema.Dialect = postgresTexts{}
)

// AppendString implements schema.Dialect.
func (d sqliteTexts) AppendString(b []byte, s string) []byte {
	return d.Dialect.AppendString(b, columnText(s))
}

// AppendString implements schema.Dialect.
func (d postgresTexts) AppendString(b []byte, s string) []byte {
	return d.Dialect.AppendString(b, columnText(s))
}

// columnText puts U+FFFD in place of what no column can hold, so that the text never
// becomes one that exists.
func columnText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "\ufffd")
}
