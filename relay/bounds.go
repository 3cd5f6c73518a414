package relay

import (
	"encoding/binary"
	"encoding/json"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"strings"
	"unicode/utf8"
)

// Bounds of what customers tell of themselves, in characters.
const (
	maxName  = 100
	maxKey   = 200
	maxEmail = 254 // the longest address that mail can carry
	maxFact  = 60  // one fact about the client
)

// cut bounds a text without breaking a character.
func cut(s string, characters int) string {
	s = strings.ToValidUTF8(s, "")
	if utf8.RuneCountInString(s) <= characters {
		return s
	}
	return string([]rune(s)[:characters])
}

// bounded cuts what a browser tells of itself.
func bounded(c wire.ClientInfo) wire.ClientInfo {
	for _, fact := range []*string{
		&c.OS, &c.OSVersion, &c.Browser, &c.BrowserVersion, &c.Language, &c.TimeZone, &c.ClientVersion,
	} {
		*fact = cut(*fact, maxFact)
	}
	return c
}

func rowOfChat(sc org.Scope, id samepage.ChatID) org.RowRef {
	return org.RowRef{Scope: sc, Kind: org.RowChat, ID: string(id)}
}

func rowOfSession(sc org.Scope, id samepage.SessionID) org.RowRef {
	return org.RowRef{Scope: sc, Kind: org.RowSession, ID: string(id)}
}

// customerState is a session's row as customers get it.
func customerState(s session.Session) (versioned, error) { return encodeState(s, s.CustomerState()) }

// agentState is a session's row as agents get it, with what the owner of its room told last.
func agentState(s session.Session, at *seat) (versioned, error) {
	body := s.State()
	if at != nil {
		body.Tabs = at.told.Load().Tabs
	}
	return encodeState(s, body)
}

func encodeState(s session.Session, body wire.SessionStateBody) (versioned, error) {
	data, err := json.Marshal(body)
	return versioned{version: s.Version, over: !s.Open(), body: data}, err
}

// closeNote is the body of opClose.
func closeNote(code wire.CloseCode, reason string) []byte {
	return append(binary.AppendUvarint(nil, uint64(code)), reason...)
}

func decodeClose(b []byte) (wire.CloseCode, string) {
	code, rest, ok := cutUvarint(b)
	if !ok {
		return wire.CloseRetry, ""
	}
	return wire.CloseCode(code), string(rest)
}

// newAsk makes the id of a question to a customer.
func newAsk() string { return string(samepage.NewConnID()) }
