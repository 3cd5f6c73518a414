package relay

import (
	"encoding/binary"
	"errors"
	"samepage"
	"samepage/org"
	"samepage/session"
	"strconv"
	"time"
)

// op tells what a note between an edge and the owner of a room is.
type op uint8

// From an edge to the owner.
const (
	opAttach op = iota + 1 // request; body: boarding as JSON; the answer is a verdict
	opDetach               // body: departure
	opText                 // body: a control message as it came; also from the owner to the end
	opFrame                // body: a binary frame; also from the owner to a viewer
	opBeat                 // body: the edge's time; comes back with what is left of the lease
	opBehind               // the viewer cannot keep up: no frames until opReady
	opReady                // the viewer has room again
	opClient               // body: what the browser tells of itself, as JSON
	opFinish               // request; body: an order as JSON; the answer is a verdict
)

// From the owner to an edge.
const (
	opSeated    op = iota + 64 // the place is taken; body: the edge's time, the lease left
	opState                    // body: version, whether it is the end, session.state as JSON
	opPaced                    // as opFrame, to the viewer that sets the pace: it is not skipped for its age
	opReplay                   // as opFrame, from the log: never skipped
	opAsk                      // body: consent.ask as JSON
	opAskClosed                // body: consent.closed as JSON
	opBlank                    // body: mirror.blank as JSON; every waiting frame goes first
	opClose                    // body: close code, reason
	opGone                     // the owner gives the room up: look for the next
)

// note is what passes between an edge and an owner on the bus.
type note struct {
	op    op
	fence session.Fence
	conn  samepage.ConnID
	body  []byte
}

var errNote = errors.New("malformed note")

func (n note) encode() []byte {
	b := make([]byte, 0, 2+2*binary.MaxVarintLen32+len(n.conn)+len(n.body))
	b = append(b, byte(n.op))
	b = binary.AppendUvarint(b, uint64(n.fence))
	b = binary.AppendUvarint(b, uint64(len(n.conn)))
	b = append(b, n.conn...)
	return append(b, n.body...)
}

func decodeNote(b []byte) (note, error) {
	if len(b) == 0 {
		return note{}, errNote
	}
	n := note{op: op(b[0])}
	fence, rest, ok := cutUvarint(b[1:])
	if !ok || fence > 1<<32-1 {
		return note{}, errNote
	}
	size, rest, ok := cutUvarint(rest)
	if !ok || size > uint64(len(rest)) {
		return note{}, errNote
	}
	n.fence, n.conn, n.body = session.Fence(fence), samepage.ConnID(rest[:size]), rest[size:]
	return n, nil
}

func cutUvarint(b []byte) (uint64, []byte, bool) {
	v, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, nil, false
	}
	return v, b[n:], true
}

// pulse is the body of opBeat and opSeated: when the edge asked, by its own clock, and how
// long the lease holds from the moment of the answer. The edge relays what the owner says
// until asked + left, which is never later than the end of the lease.
type pulse struct{ asked, left time.Duration }

func (p pulse) encode() []byte {
	b := binary.AppendVarint(nil, int64(p.asked))
	return binary.AppendVarint(b, int64(p.left))
}

func decodePulse(b []byte) (pulse, error) {
	asked, n := binary.Varint(b)
	if n <= 0 {
		return pulse{}, errNote
	}
	left, m := binary.Varint(b[n:])
	if m <= 0 {
		return pulse{}, errNote
	}
	return pulse{time.Duration(asked), time.Duration(left)}, nil
}

// versioned is the body of opState.
type versioned struct {
	version int64
	over    bool // the session has ended
	body    []byte
}

func (v versioned) encode() []byte {
	b := binary.AppendUvarint(nil, uint64(v.version))
	over := byte(0)
	if v.over {
		over = 1
	}
	return append(append(b, over), v.body...)
}

func decodeVersioned(b []byte) (versioned, error) {
	version, rest, ok := cutUvarint(b)
	if !ok || len(rest) == 0 {
		return versioned{}, errNote
	}
	return versioned{version: int64(version), over: rest[0] == 1, body: rest[1:]}, nil
}

// Subjects. All but the list of nodes are under the organisation; identifiers hold only
// letters, digits and "_", so none can name another subject.
func subject(sc org.Scope, words ...string) string {
	s := "samepage.org." + string(sc.Org())
	for _, w := range words {
		s += "." + w
	}
	return s
}

// roomSubject carries the fence: what is sent to an older owner reaches nobody.
func roomSubject(sc org.Scope, id samepage.SessionID, f session.Fence) string {
	return subject(sc, "room", string(id), strconv.FormatUint(uint64(f), 10))
}

func connSubject(sc org.Scope, id samepage.ConnID) string { return subject(sc, "conn", string(id)) }

// Subjects of announcements.
func chatSubject(sc org.Scope, id samepage.ChatID) string { return subject(sc, "chat", string(id)) }

func sessionSubject(sc org.Scope, id samepage.SessionID) string {
	return subject(sc, "session", string(id))
}

func agentSubject(sc org.Scope, id samepage.AgentID) string { return subject(sc, "agent", string(id)) }

func siteSubject(sc org.Scope, id samepage.SiteID) string { return subject(sc, "site", string(id)) }
func queueSubject(sc org.Scope) string                    { return subject(sc, "queue") }

// Subjects of questions: who holds this tab, is anybody of this chat's customer here?
func tabSubject(sc org.Scope, id samepage.TabID) string   { return subject(sc, "tab", string(id)) }
func hereSubject(sc org.Scope, id samepage.ChatID) string { return subject(sc, "here", string(id)) }
