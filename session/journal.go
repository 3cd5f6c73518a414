package session

import "time"

// Class tells how an entry of the journal reaches the database.
type Class string

// The classes.
const (
	ClassState  Class = "state"  // in the transaction of the state that it tells of
	ClassDetail Class = "detail" // batched once a second; a dying node may lose the last one
)

// Entry is one line of a session's journal. The transcript of the chat never holds these (A23).
type Entry struct {
	At     time.Time // set by the store
	Class  Class
	Kind   string // what happened, such as "mode_set"
	By     Actor
	ByPage bool              // reported by the customer's page, not seen by the server itself
	Detail map[string]string // addresses are origin and path only, see MaskAddress
}

// Line is a system line for the transcript of the chat (A23): invitation, acceptance,
// link, who joined and left, and the end, and nothing else.
type Line struct {
	Event string // invited | accepted | link | joined | left | declined | expired | withdrawn | ended
	Name  string // who did it
}

// Outcome is what an event led to.
type Outcome struct {
	Session Session
	Changed bool // false: nothing to write
	Journal []Entry
	Lines   []Line
}
