// Package wire is the protocol between the ends and the server: which messages
// exist, who may send them, what they need, and how they look. SPEC.md holds the
// rules with their numbers; ts/ holds the same types for browsers, generated.
package wire

// End names who sends or receives a message. Values combine as a set.
type End uint8

// The four ends of the wire.
const (
	Customer End = 1 << iota // a tab of the customer's browser
	Console                  // an agent's console: chat and the session's life
	Viewer                   // the page on the viewer's origin that shows the mirror
	Server                   // the node that owns the room, or the edge that holds the socket
)

// Grant is what a sender needs besides being the right end. The owner of the room
// decides from deployment, mode, consent and role; no kind's need depends on its payload.
type Grant string

// The grants. The names are also what the ends get, to show or hide their controls.
const (
	GrantNone      Grant = ""           // being the right end is enough
	GrantSee       Grant = "see"        // sees the customer's page
	GrantPoint     Grant = "point"      // shows a labelled pointer on it (A7)
	GrantAnnotate  Grant = "annotate"   // draws on it (A16)
	GrantTruePoint Grant = "true_point" // moves the customer's own pointer (A8)
	GrantControl   Grant = "control"    // operates the page (A9), after consent
	GrantLead      Grant = "lead"       // leads the session: mode, escalation, end
)

// Grants lists all grants but GrantNone, in rising order of what they allow.
func Grants() []Grant {
	return []Grant{GrantSee, GrantPoint, GrantAnnotate, GrantTruePoint, GrantControl, GrantLead}
}

// Scope tells which part of the server handles a kind.
type Scope string

// The scopes. A session kind is decided at the owner of the room; the others by the edge.
const (
	ScopeLink    Scope = "link"    // opening and keeping one connection
	ScopeChat    Scope = "chat"    // an engagement
	ScopeSession Scope = "session" // a session's life: invite, consent, mode, end
	ScopeLive    Scope = "live"    // what passes between the ends of a live session
)

// Row says all that the server knows about a kind before it looks inside.
type Row struct {
	Kind      Kind
	Scope     Scope
	From      End   // who may send it
	To        End   // who gets it: Server means that it is handled there and goes no further as it is
	Grant     Grant // needed by agents; the customer needs none to speak of their own page
	MaxBytes  int   // of the whole frame; larger is refused with too_large
	PerSecond int   // sustained rate a connection; the burst is twice that
}

// Kind names a message.
type Kind string

// Size classes, in bytes. A control message is small by nature; only texts and client
// info need more, and mirror frames are split at MaxFrame.
const (
	sizeTiny  = 1 << 10
	sizeText  = 16 << 10
	sizeLarge = MaxControl
	// MaxFrame is the most a binary frame may hold; larger payloads are split (W7).
	MaxFrame = 256 << 10
	// MaxControl is the most a text frame may hold, whatever its kind.
	MaxControl = 64 << 10
)

// Rates, in messages a second. Pointers go at frame rate; people do not write faster than a few lines.
const (
	rateFrame  = 120 // bound to the display: two displays' worth of frames
	rateKeys   = 60  // a held key repeats some thirty times a second, each with a press and a release
	ratePeople = 10
	rateRare   = 2
)

// The kinds. The prefix is the subject, the rest the verb.
const (
	// link
	CustomerHello   Kind = "customer.hello"
	CustomerWelcome Kind = "customer.welcome"
	AgentHello      Kind = "agent.hello"
	AgentWelcome    Kind = "agent.welcome"
	ViewerHello     Kind = "viewer.hello"
	ViewerWelcome   Kind = "viewer.welcome"
	WelcomeAck      Kind = "welcome.ack"
	Tokens          Kind = "tokens"
	Ping            Kind = "ping"
	Pong            Kind = "pong"
	ErrorKind       Kind = "error"
	Policy          Kind = "policy"
	PolicyFault     Kind = "policy.fault"
	SiteState       Kind = "site.state"

	// chat
	ChatOpen      Kind = "chat.open"
	ChatState     Kind = "chat.state"
	ChatSend      Kind = "chat.send"
	ChatAck       Kind = "chat.ack"
	ChatMessage   Kind = "chat.message"
	ChatAfter     Kind = "chat.after"
	ChatTyping    Kind = "chat.typing"
	ChatRead      Kind = "chat.read"
	ChatAccept    Kind = "chat.accept"
	ChatTransfer  Kind = "chat.transfer"
	ChatEnd       Kind = "chat.end"
	ChatOffline   Kind = "chat.offline"
	QueueState    Kind = "queue.state"
	AgentPresence Kind = "agent.presence"

	// session
	SessionInvite   Kind = "session.invite"
	SessionWithdraw Kind = "session.withdraw"
	SessionState    Kind = "session.state"
	SessionEnd      Kind = "session.end"
	ModeSet         Kind = "mode.set"
	ConsentAsk      Kind = "consent.ask"
	ConsentAnswer   Kind = "consent.answer"
	ConsentClosed   Kind = "consent.closed"
	ConsentExtend   Kind = "consent.extend"
	ControlRelease  Kind = "control.release"
	ControlRequest  Kind = "control.request"
	ControlWithdraw Kind = "control.withdraw"
	ControlGive     Kind = "control.give"
	PeopleInvite    Kind = "people.invite"
	PeopleInvited   Kind = "people.invited"
	PeopleWithdraw  Kind = "people.withdraw"
	PeopleRefuse    Kind = "people.refuse"
	PeopleJoin      Kind = "people.join"
	PeopleLeave     Kind = "people.leave"
	PeopleLead      Kind = "people.lead"
	CodeMake        Kind = "code.make"
	CodeMade        Kind = "code.made"
	CodeDrop        Kind = "code.drop"
	CodeJoin        Kind = "code.join"
	SessionReceipt  Kind = "session.receipt"
	SessionRate     Kind = "session.rate"
	TabPin          Kind = "tab.pin"
	WatchAsk        Kind = "watch.ask"
	WatchTicket     Kind = "watch.ticket"
	HandoverMake    Kind = "handover.make"
	HandoverMade    Kind = "handover.made"

	// live, customer's page to agents
	TabFocus     Kind = "tab.focus"
	PageChanged  Kind = "page.changed"
	PageEvent    Kind = "page.event"
	MirrorPurge  Kind = "mirror.purge"
	Done         Kind = "done"
	InputRefused Kind = "input.refused"
	ControlPause Kind = "control.pause"
	StepUp       Kind = "stepup"
	CopyText     Kind = "copy.text"
	AnnotateGone Kind = "annotate.gone"

	// live, server to customer's page
	MirrorStart    Kind = "mirror.start"
	MirrorStop     Kind = "mirror.stop"
	MirrorPause    Kind = "mirror.pause"
	MirrorResume   Kind = "mirror.resume"
	MirrorKeyframe Kind = "mirror.keyframe" // also viewer to server: "I cannot go on from what I have"
	MirrorAck      Kind = "mirror.ack"      // also viewer to server: shown up to this frame
	MirrorBlank    Kind = "mirror.blank"    // server to viewer: forget all at once, a stricter rule came
	AssetWant      Kind = "asset.want"

	// live, agents to customer's page
	PointerMove  Kind = "pointer.move"
	PointerLeave Kind = "pointer.leave"

	AnnotateDraw  Kind = "annotate.draw"
	AnnotateUndo  Kind = "annotate.undo"
	AnnotateClear Kind = "annotate.clear"

	InputMove   Kind = "input.move"
	InputPress  Kind = "input.press"
	InputWheel  Kind = "input.wheel"
	InputKey    Kind = "input.key"
	InputText   Kind = "input.text"
	InputPick   Kind = "input.pick"
	InputCopy   Kind = "input.copy"
	InputReveal Kind = "input.reveal"
	NavGo       Kind = "nav.go"
	NavStep     Kind = "nav.step"
)

// Table is the whole permission table. An exhaustive test holds it against every
// combination of end, mode, consent and role.
func Table() []Row { return append([]Row(nil), table...) }

// RowOf finds the row of a kind.
func RowOf(k Kind) (Row, bool) { r, ok := byKind[k]; return r, ok }

var byKind = func() map[Kind]Row {
	m := make(map[Kind]Row, len(table))
	for _, r := range table {
		m[r.Kind] = r
	}
	return m
}()

const agents = Console | Viewer

var table = []Row{
	{CustomerHello, ScopeLink, Customer, Server, GrantNone, sizeText, rateRare},
	{CustomerWelcome, ScopeLink, Server, Customer, GrantNone, sizeLarge, 0},
	{AgentHello, ScopeLink, Console, Server, GrantNone, sizeTiny, rateRare},
	{AgentWelcome, ScopeLink, Server, Console, GrantNone, MaxControl, 0},
	{ViewerHello, ScopeLink, Viewer, Server, GrantNone, sizeTiny, rateRare},
	{ViewerWelcome, ScopeLink, Server, Viewer, GrantNone, sizeText, 0},
	{WelcomeAck, ScopeLink, Customer | agents, Server, GrantNone, sizeTiny, rateRare},
	{Tokens, ScopeLink, Server, Customer, GrantNone, sizeTiny, 0},
	{Ping, ScopeLink, Customer | agents, Server, GrantNone, sizeTiny, rateRare},
	{Pong, ScopeLink, Server, Customer | agents, GrantNone, sizeTiny, 0},
	{ErrorKind, ScopeLink, Server, Customer | agents, GrantNone, sizeTiny, 0},
	{Policy, ScopeLink, Server, Customer, GrantNone, sizeLarge, 0},
	{SiteState, ScopeLink, Server, Customer, GrantNone, sizeTiny, 0},
	{PolicyFault, ScopeLink, Customer, Server, GrantNone, sizeText, rateRare},

	{ChatOpen, ScopeChat, Customer, Server, GrantNone, sizeText, rateRare},
	{ChatState, ScopeChat, Server, Customer | Console, GrantNone, sizeText, 0},
	{ChatSend, ScopeChat, Customer | Console, Server, GrantNone, sizeText, ratePeople},
	{ChatAck, ScopeChat, Server, Customer | Console, GrantNone, sizeTiny, 0},
	{ChatMessage, ScopeChat, Server, Customer | Console, GrantNone, sizeText, 0},
	{ChatAfter, ScopeChat, Customer | Console, Server, GrantNone, sizeTiny, ratePeople},
	{ChatTyping, ScopeChat, Customer | Console, Customer | Console, GrantNone, sizeTiny, ratePeople},
	{ChatRead, ScopeChat, Customer | Console, Server, GrantNone, sizeTiny, ratePeople},
	{ChatAccept, ScopeChat, Console, Server, GrantNone, sizeTiny, ratePeople},
	{ChatTransfer, ScopeChat, Console, Server, GrantNone, sizeTiny, rateRare},
	{ChatEnd, ScopeChat, Customer | Console, Server, GrantNone, sizeTiny, rateRare},
	{ChatOffline, ScopeChat, Customer, Server, GrantNone, sizeText, rateRare},
	{QueueState, ScopeChat, Server, Console, GrantNone, MaxControl, 0},
	{AgentPresence, ScopeChat, Console, Server, GrantNone, sizeTiny, rateRare},

	{SessionInvite, ScopeSession, Console, Server, GrantNone, sizeTiny, rateRare},
	{SessionWithdraw, ScopeSession, Console, Server, GrantLead, sizeTiny, rateRare},
	{SessionState, ScopeSession, Server, Customer | agents, GrantNone, sizeText, 0},
	{SessionEnd, ScopeSession, Customer | agents, Server, GrantLead, sizeTiny, rateRare},
	{ModeSet, ScopeSession, agents, Server, GrantLead, sizeTiny, ratePeople},
	{ConsentAsk, ScopeSession, Server, Customer, GrantNone, sizeTiny, 0},
	{ConsentAnswer, ScopeSession, Customer, Server, GrantNone, sizeTiny, rateRare},
	{ConsentClosed, ScopeSession, Server, Customer, GrantNone, sizeTiny, 0},
	{ConsentExtend, ScopeSession, Customer, Server, GrantNone, sizeTiny, rateRare},
	{ControlRelease, ScopeSession, Customer | agents, Server, GrantNone, sizeTiny, rateRare},
	{ControlRequest, ScopeSession, agents, Server, GrantSee, sizeTiny, rateRare},
	{ControlWithdraw, ScopeSession, agents, Server, GrantSee, sizeTiny, rateRare},
	{ControlGive, ScopeSession, agents, Server, GrantSee, sizeTiny, rateRare},
	{PeopleInvite, ScopeSession, Console, Server, GrantLead, sizeTiny, rateRare},
	{PeopleInvited, ScopeSession, Server, Console, GrantNone, sizeTiny, 0},
	{PeopleWithdraw, ScopeSession, Console, Server, GrantLead, sizeTiny, rateRare},
	{PeopleRefuse, ScopeSession, Console, Server, GrantNone, sizeTiny, rateRare},
	{PeopleJoin, ScopeSession, Console, Server, GrantNone, sizeTiny, rateRare},
	{PeopleLeave, ScopeSession, agents, Server, GrantSee, sizeTiny, rateRare},
	{PeopleLead, ScopeSession, agents, Server, GrantLead, sizeTiny, rateRare},
	{CodeMake, ScopeSession, Customer, Server, GrantNone, sizeTiny, rateRare},
	{CodeMade, ScopeSession, Server, Customer, GrantNone, sizeTiny, 0},
	{CodeDrop, ScopeSession, Customer, Server, GrantNone, sizeTiny, rateRare},
	{CodeJoin, ScopeSession, Console, Server, GrantNone, sizeTiny, rateRare},
	{SessionReceipt, ScopeSession, Server, Customer, GrantNone, MaxControl, 0},
	{SessionRate, ScopeSession, Customer, Server, GrantNone, sizeText, rateRare},
	{TabPin, ScopeSession, agents, Server, GrantLead, sizeTiny, rateRare},
	{WatchAsk, ScopeSession, Customer, Server, GrantNone, sizeTiny, rateRare},
	{WatchTicket, ScopeSession, Server, Customer, GrantNone, sizeTiny, 0},
	{HandoverMake, ScopeSession, Customer, Server, GrantNone, sizeTiny, ratePeople},
	{HandoverMade, ScopeSession, Server, Customer, GrantNone, sizeTiny, 0},

	{TabFocus, ScopeLive, Customer, Server, GrantNone, sizeTiny, ratePeople},
	{PageChanged, ScopeLive, Customer, agents, GrantNone, sizeText, ratePeople},
	{PageEvent, ScopeLive, Customer, agents, GrantNone, sizeTiny, ratePeople},
	{MirrorPurge, ScopeLive, Customer, Server, GrantNone, sizeTiny, rateRare},
	{Done, ScopeLive, Customer, Server, GrantNone, sizeTiny, ratePeople},
	{InputRefused, ScopeLive, Customer, agents, GrantNone, sizeTiny, rateFrame},
	{ControlPause, ScopeLive, Customer, agents, GrantNone, sizeTiny, ratePeople},
	{StepUp, ScopeLive, Customer, agents, GrantNone, sizeTiny, ratePeople},
	{CopyText, ScopeLive, Customer, agents, GrantNone, sizeText, ratePeople},
	{AnnotateGone, ScopeLive, Customer, agents, GrantNone, sizeTiny, ratePeople},

	{MirrorStart, ScopeLive, Server, Customer, GrantNone, sizeText, 0},
	{MirrorStop, ScopeLive, Server, Customer, GrantNone, sizeTiny, 0},
	{MirrorPause, ScopeLive, Server, Customer, GrantNone, sizeTiny, 0},
	{MirrorResume, ScopeLive, Server, Customer, GrantNone, sizeTiny, 0},
	{MirrorKeyframe, ScopeLive, Server | Viewer, Server | Customer, GrantSee, sizeTiny, rateRare},
	{MirrorAck, ScopeLive, Server | Viewer, Server | Customer, GrantSee, sizeTiny, rateFrame},
	{MirrorBlank, ScopeLive, Server, Viewer, GrantNone, sizeTiny, 0},
	{AssetWant, ScopeLive, Viewer, Customer, GrantSee, sizeText, rateFrame},

	{PointerMove, ScopeLive, Viewer, Customer, GrantPoint, sizeTiny, rateFrame},
	{PointerLeave, ScopeLive, Viewer, Customer, GrantPoint, sizeTiny, ratePeople},

	{AnnotateDraw, ScopeLive, Viewer, Customer, GrantAnnotate, sizeText, rateFrame},
	{AnnotateUndo, ScopeLive, Viewer, Customer, GrantAnnotate, sizeTiny, ratePeople},
	{AnnotateClear, ScopeLive, Viewer, Customer, GrantAnnotate, sizeTiny, ratePeople},

	{InputMove, ScopeLive, Viewer, Customer, GrantControl, sizeTiny, rateFrame},
	{InputPress, ScopeLive, Viewer, Customer, GrantControl, sizeTiny, rateKeys},
	{InputWheel, ScopeLive, Viewer, Customer, GrantControl, sizeTiny, rateFrame},
	{InputKey, ScopeLive, Viewer, Customer, GrantControl, sizeTiny, rateKeys},
	{InputText, ScopeLive, Viewer, Customer, GrantControl, sizeText, rateKeys},
	{InputPick, ScopeLive, Viewer, Customer, GrantControl, sizeText, ratePeople},
	{InputCopy, ScopeLive, Viewer, Customer, GrantControl, sizeTiny, ratePeople},
	{InputReveal, ScopeLive, Viewer, Customer, GrantControl, sizeTiny, ratePeople},
	{NavGo, ScopeLive, agents, Customer, GrantControl, sizeText, rateRare},
	{NavStep, ScopeLive, agents, Customer, GrantControl, sizeTiny, ratePeople},
}
