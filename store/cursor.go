package store

import (
	"samepage"
	"strconv"
	"strings"
)

// A cursor is the time and the id of the last row of a page.
func writeCursor(at stamp, id string) string { return strconv.FormatInt(int64(at), 36) + "-" + id }

func readCursor(cursor string) (stamp, string, error) {
	at, id, ok := strings.Cut(cursor, "-")
	n, err := strconv.ParseInt(at, 36, 64)
	if !ok || err != nil {
		return 0, "", samepage.Fault(samepage.CodeInvalid, "The cursor is not one of ours.")
	}
	return stamp(n), id, nil
}
