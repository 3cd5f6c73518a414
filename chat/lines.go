package chat

import (
	"samepage"

	"github.com/google/uuid"
)

// EventTransferred is the one system line of the chat itself; the others are a session's.
const EventTransferred = "transferred"

// lineTexts are the words for ends that do not know an event.
var lineTexts = map[string]string{
	"invited":        "Screen sharing: invitation sent",
	"accepted":       "Screen sharing: accepted",
	"link":           "View customer's screen",
	"declined":       "Screen sharing: declined",
	"expired":        "Screen sharing: the invitation expired",
	"withdrawn":      "Screen sharing: the invitation was withdrawn",
	"joined":         "Screen sharing: another agent has joined",
	"left":           "Screen sharing: an agent has left",
	"ended":          "Screen sharing: ended",
	EventTransferred: "The chat was transferred",
}

// SystemLine is a line that nobody wrote. Name is who caused it, or "".
func SystemLine(event, name string, session samepage.SessionID) Message {
	return Message{
		ID: uuid.NewString(), From: System, Name: name, Text: lineTexts[event], Event: event, Session: session,
	}
}
