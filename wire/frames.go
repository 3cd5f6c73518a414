package wire

import "time"

// Head is what every control message begins with. Unknown kinds and fields are ignored.
type Head struct {
	Kind Kind `json:"kind"`
	// Session names the room a session or live message is for; empty on the customer's
	// socket, which is in one room at most.
	Session string `json:"session,omitempty"`
}

// Problem is the body of kind "error": two faces, only the public one travels.
type Problem struct {
	Kind    Kind   `json:"kind"`
	Code    string `json:"code"`          // see samepage.Code
	Message string `json:"message"`       // one sentence for people
	Next    string `json:"next"`          // retry | final | ask
	Re      string `json:"re,omitempty"`  // the kind that was refused
	Ref     string `json:"ref,omitempty"` // the id that was refused, where it had one
}

// --- link -----------------------------------------------------------------

// ClientInfo is what the customer's browser tells of itself (A12). Every field may be
// empty: "not told".
type ClientInfo struct {
	OS             string  `json:"os"`
	OSVersion      string  `json:"os_version"`
	Browser        string  `json:"browser"`
	BrowserVersion string  `json:"browser_version"`
	Mobile         bool    `json:"mobile"`
	Language       string  `json:"language"`
	TimeZone       string  `json:"time_zone"`
	Width          int     `json:"width"`  // layout viewport, CSS pixels
	Height         int     `json:"height"` // layout viewport, CSS pixels
	DPR            float64 `json:"dpr"`    // device pixels a CSS pixel
	ClientVersion  string  `json:"client_version"`
	RTT            int     `json:"rtt"` // milliseconds, 0 = not measured yet
}

// Page is where the customer is: origin and path only, query and fragment dropped.
type Page struct {
	URL   string `json:"url"`
	Title string `json:"title"`
}

// CustomerHelloBody opens /ws/customer.
type CustomerHelloBody struct {
	Kind           Kind       `json:"kind"`
	Site           string     `json:"site"` // the site key: names, proves nothing
	Visitor        string     `json:"visitor,omitempty"`
	Tab            string     `json:"tab,omitempty"` // as given by the server to this tab before
	ChatToken      string     `json:"chat_token,omitempty"`
	SessionToken   string     `json:"session_token,omitempty"`
	ChatAfter      int64      `json:"chat_after"` // the last message number this end has
	Page           Page       `json:"page"`
	Client         ClientInfo `json:"client"`
	Focused        bool       `json:"focused"`
	PayloadVersion int        `json:"payload_version"`
	// Stopped names sessions that the customer ended while there was no connection:
	// the customer's end is final (C4).
	Stopped []string `json:"stopped,omitempty"`
}

// Branding is how the customer-side parts look for the site.
type Branding struct {
	Name     string `json:"name"`     // of the company, as customers know it
	Accent   string `json:"accent"`   // a CSS colour
	Position string `json:"position"` // bottom-right | bottom-left
	Language string `json:"language"` // fallback language
}

// CustomerWelcomeBody answers a hello. Tokens are single use: the ones used are void once
// welcome.ack has come from this socket.
type CustomerWelcomeBody struct {
	Kind         Kind              `json:"kind"`
	Conn         string            `json:"conn"`
	Visitor      string            `json:"visitor"`
	Tab          string            `json:"tab"`
	Branding     Branding          `json:"branding"`
	CoBrowse     bool              `json:"cobrowse"`      // A1
	AgentsOnline bool              `json:"agents_online"` // C12
	Policy       PolicyBody        `json:"policy"`
	Chat         *ChatStateBody    `json:"chat,omitempty"`
	Session      *SessionStateBody `json:"session,omitempty"`
	ChatToken    string            `json:"chat_token,omitempty"`
	SessionToken string            `json:"session_token,omitempty"`
	Ask          *ConsentAskBody   `json:"ask,omitempty"` // an open question, asked again after a reload
	ServerTime   time.Time         `json:"server_time"`
}

// PolicyBody carries the site's privacy rules (P1). Stricter wins; no policy, no session.
type PolicyBody struct {
	Kind    Kind   `json:"kind"`
	Version int64  `json:"version"`
	MaskAll bool   `json:"mask_all"` // mask everything, then allow
	Rules   []Rule `json:"rules"`
}

// Rule is one privacy rule. Of the conditions those that are set must all hold.
type Rule struct {
	Do       string `json:"do"`                 // mask | hide | block | readonly | stepup | viewonly | exclude | allow
	Selector string `json:"selector,omitempty"` // CSS selector of the elements
	URL      string `json:"url,omitempty"`      // pattern of origin + path, * for any run of characters
	Field    string `json:"field,omitempty"`    // kind of form field: text email tel number date search url textarea select file
	Pattern  string `json:"pattern,omitempty"`  // RE2 text pattern
	Mode     string `json:"mode,omitempty"`     // instant | advanced; empty = both
}

// AgentHelloBody opens a console's socket with a ticket from POST /api/v1/tickets.
type AgentHelloBody struct {
	Kind   Kind   `json:"kind"`
	Ticket string `json:"ticket"`
}

// Person is how an agent appears to others.
type Person struct {
	Agent string `json:"agent"`
	Name  string `json:"name"`
}

// AgentWelcomeBody gives the console all that it shows at first; states follow as they change.
type AgentWelcomeBody struct {
	Kind       Kind               `json:"kind"`
	Conn       string             `json:"conn"`
	Me         Person             `json:"me"`
	Available  bool               `json:"available"`
	Queue      []QueueEntry       `json:"queue"`
	Chats      []ChatStateBody    `json:"chats"`
	Sessions   []SessionStateBody `json:"sessions"`
	ServerTime time.Time          `json:"server_time"`
}

// ViewerHelloBody opens a viewer's socket with a ticket for one session.
type ViewerHelloBody struct {
	Kind   Kind   `json:"kind"`
	Ticket string `json:"ticket"`
}

// ViewerWelcomeBody tells the viewer its room.
type ViewerWelcomeBody struct {
	Kind    Kind             `json:"kind"`
	Conn    string           `json:"conn"`
	Session SessionStateBody `json:"session"`
	Me      Person           `json:"me"`
	Fence   uint32           `json:"fence"`
}

// WelcomeAckBody voids the tokens that the hello used.
type WelcomeAckBody struct {
	Kind Kind `json:"kind"`
}

// TokensBody gives a customer's tab what it continues with later: sent when a chat was opened
// and to each tab of the chat when its session went live. An empty field changes nothing.
type TokensBody struct {
	Kind         Kind   `json:"kind"`
	ChatToken    string `json:"chat_token,omitempty"`
	SessionToken string `json:"session_token,omitempty"`
}

// PingBody measures the round trip; Pong returns it as it is.
type PingBody struct {
	Kind Kind  `json:"kind"`
	ID   int64 `json:"id"`
	RTT  int   `json:"rtt"` // the sender's last measured round trip, milliseconds
}

// --- chat -----------------------------------------------------------------

// ChatOpenBody begins an engagement.
type ChatOpenBody struct {
	Kind        Kind   `json:"kind"`
	Name        string `json:"name,omitempty"`
	ExternalKey string `json:"external_key,omitempty"`
	First       string `json:"first,omitempty"`    // first message
	FirstID     string `json:"first_id,omitempty"` // its UUID
}

// ChatStateBody is the whole state of one engagement: a state, not an event.
type ChatStateBody struct {
	Kind         Kind        `json:"kind"`
	Chat         string      `json:"chat"`
	Version      int64       `json:"version"` // only rises; a gap means: read again
	Status       string      `json:"status"`  // queued | active | ended
	Site         string      `json:"site"`
	SiteName     string      `json:"site_name"`
	Customer     string      `json:"customer"` // name or ""
	Agent        *Person     `json:"agent,omitempty"`
	Last         int64       `json:"last"`       // number of the newest message
	AgentRead    int64       `json:"agent_read"` // read up to, by the agent
	CustomerRead int64       `json:"customer_read"`
	Online       bool        `json:"online"` // the customer has a connection
	Page         *Page       `json:"page,omitempty"`
	CoBrowse     bool        `json:"cobrowse"`          // A1: whether Screen Sharing may be offered
	Session      string      `json:"session,omitempty"` // the newest session of this chat
	CreatedAt    time.Time   `json:"created_at"`
	EndedBy      string      `json:"ended_by,omitempty"` // customer | agent | system
	ExternalKey  string      `json:"external_key,omitempty"`
	Client       *ClientInfo `json:"client,omitempty"` // to consoles only
}

// ChatSendBody sends one message. A repeated id is acknowledged, not stored again.
type ChatSendBody struct {
	Kind Kind   `json:"kind"`
	Chat string `json:"chat,omitempty"` // consoles name the chat
	ID   string `json:"id"`             // client-made UUID
	Text string `json:"text"`           // at most 4,000 characters; card numbers are masked before sending and again here
}

// ChatAckBody comes after the commit.
type ChatAckBody struct {
	Kind   Kind   `json:"kind"`
	Chat   string `json:"chat"`
	ID     string `json:"id"`
	Number int64  `json:"number"`
}

// ChatMessageBody is one line of the transcript.
type ChatMessageBody struct {
	Kind    Kind      `json:"kind"`
	Chat    string    `json:"chat"`
	ID      string    `json:"id"`
	Number  int64     `json:"number"` // 1, 2, 3 … within the chat, no gaps
	From    string    `json:"from"`   // customer | agent | system
	Name    string    `json:"name,omitempty"`
	Text    string    `json:"text"`
	Event   string    `json:"event,omitempty"`   // system lines: invited accepted declined expired withdrawn link ended transferred joined left
	Session string    `json:"session,omitempty"` // system lines of a session (A23)
	At      time.Time `json:"at"`
}

// ChatAfterBody asks for everything after the last number.
type ChatAfterBody struct {
	Kind   Kind   `json:"kind"`
	Chat   string `json:"chat,omitempty"`
	Number int64  `json:"number"`
}

// ChatTypingBody goes to the other side as it is.
type ChatTypingBody struct {
	Kind Kind   `json:"kind"`
	Chat string `json:"chat,omitempty"`
	On   bool   `json:"on"`
}

// ChatReadBody tells how far this side has read.
type ChatReadBody struct {
	Kind   Kind   `json:"kind"`
	Chat   string `json:"chat,omitempty"`
	Number int64  `json:"number"`
}

// ChatRefBody names a chat: accept, end.
type ChatRefBody struct {
	Kind Kind   `json:"kind"`
	Chat string `json:"chat,omitempty"`
}

// ChatTransferBody gives the chat to another agent, or back to the queue when To is empty.
type ChatTransferBody struct {
	Kind Kind   `json:"kind"`
	Chat string `json:"chat"`
	To   string `json:"to,omitempty"`
}

// ChatOfflineBody leaves a message while no agent is online.
type ChatOfflineBody struct {
	Kind  Kind   `json:"kind"`
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	Email string `json:"email"`
	Text  string `json:"text"`
}

// QueueEntry is one waiting customer.
type QueueEntry struct {
	Chat     string    `json:"chat"`
	Site     string    `json:"site"`
	SiteName string    `json:"site_name"`
	Customer string    `json:"customer"`
	First    string    `json:"first"` // first line
	Since    time.Time `json:"since"`
}

// QueueStateBody is the whole queue that the agent may serve.
type QueueStateBody struct {
	Kind    Kind         `json:"kind"`
	Version int64        `json:"version"`
	Entries []QueueEntry `json:"entries"`
}

// AgentPresenceBody: whether the agent takes new chats.
type AgentPresenceBody struct {
	Kind      Kind `json:"kind"`
	Available bool `json:"available"`
}

// --- session --------------------------------------------------------------

// SessionInviteBody starts an invitation in a chat (A2).
type SessionInviteBody struct {
	Kind Kind   `json:"kind"`
	Chat string `json:"chat"`
}

// SessionRefBody names a session: withdraw, end.
type SessionRefBody struct {
	Kind    Kind   `json:"kind"`
	Session string `json:"session,omitempty"`
}

// Participant is one person in a session.
type Participant struct {
	Agent     string   `json:"agent"`
	Name      string   `json:"name"`
	Role      string   `json:"role"`   // lead | joined | supervisor
	Colour    string   `json:"colour"` // of the pointer, a CSS colour
	Connected bool     `json:"connected"`
	Grants    []string `json:"grants"` // see Grant
}

// SessionStateBody is the whole state of one session as all its ends may know it.
type SessionStateBody struct {
	Kind           Kind          `json:"kind"`
	Session        string        `json:"session"`
	Chat           string        `json:"chat"`
	Site           string        `json:"site"`
	SiteName       string        `json:"site_name"`
	Customer       string        `json:"customer"`
	Version        int64         `json:"version"`
	Status         string        `json:"status"`     // offered | asked | invited | live | ended
	Escalation     string        `json:"escalation"` // instant | inviting | starting | advanced
	Mode           string        `json:"mode"`       // view | pointer | true_pointer | full
	Modes          []string      `json:"modes"`      // what deployment and escalation allow
	Control        string        `json:"control"`    // none | requested | granted | denied
	People         []Participant `json:"people"`
	Page           *Page         `json:"page,omitempty"`
	CustomerOnline bool          `json:"customer_online"`
	CustomerSince  *time.Time    `json:"customer_since,omitempty"` // of being online or not
	LeadSince      *time.Time    `json:"lead_since,omitempty"`     // since when the lead is away
	Tab            string        `json:"tab,omitempty"`            // the active tab
	Client         *ClientInfo   `json:"client,omitempty"`         // to agents only (A12)
	InvitedAt      time.Time     `json:"invited_at"`
	ExpiresAt      *time.Time    `json:"expires_at,omitempty"` // of the invitation
	LiveAt         *time.Time    `json:"live_at,omitempty"`
	EndedAt        *time.Time    `json:"ended_at,omitempty"`
	EndReason      string        `json:"end_reason,omitempty"` // ended | declined | expired | withdrawn | lost | chat_ended | failed | unreachable_ui
	EndedBy        string        `json:"ended_by,omitempty"`   // customer | agent | system
	EndedName      string        `json:"ended_name,omitempty"`
}

// ModeSetBody asks for a control mode.
type ModeSetBody struct {
	Kind    Kind   `json:"kind"`
	Session string `json:"session,omitempty"`
	Mode    string `json:"mode"`
}

// ConsentAskBody is a question to the customer. What decides the words: instant | control | advanced.
type ConsentAskBody struct {
	Kind      Kind      `json:"kind"`
	Ask       string    `json:"ask"` // id of the question
	What      string    `json:"what"`
	Agent     Person    `json:"agent"`
	Mode      string    `json:"mode"`    // the mode that it starts with
	Origins   []string  `json:"origins"` // the company's pages the agent will see
	ExpiresAt time.Time `json:"expires_at"`
}

// ConsentAnswerBody is the customer's answer.
type ConsentAnswerBody struct {
	Kind   Kind   `json:"kind"`
	Ask    string `json:"ask"`
	Answer string `json:"answer"` // accept | decline | unsupported
}

// ConsentClosedBody takes the question away again.
type ConsentClosedBody struct {
	Kind   Kind   `json:"kind"`
	Ask    string `json:"ask"`
	Reason string `json:"reason"` // answered | withdrawn | expired | ended
}

// SessionEndBody ends a session. Why is only used by the customer's page for its own reasons.
type SessionEndBody struct {
	Kind    Kind   `json:"kind"`
	Session string `json:"session,omitempty"`
	Why     string `json:"why,omitempty"` // "" | unreachable_ui | failed
}

// --- live -----------------------------------------------------------------

// TabFocusBody: the customer looks at this tab, or away.
type TabFocusBody struct {
	Kind    Kind `json:"kind"`
	Focused bool `json:"focused"`
}

// PageChangedBody: the customer went to another page.
type PageChangedBody struct {
	Kind Kind `json:"kind"`
	Page Page `json:"page"`
}

// PageEventBody tells the agents what the customer's page does (A20).
type PageEventBody struct {
	Kind  Kind   `json:"kind"`
	Event string `json:"event"` // hidden | visible | loading | left | view_only | excluded | secret | covered
	Page  *Page  `json:"page,omitempty"`
}

// MirrorPurgeBody: a stricter rule holds from Epoch on; everything older must go (DESIGN Purge).
type MirrorPurgeBody struct {
	Kind  Kind   `json:"kind"`
	Epoch uint32 `json:"epoch"`
}

// DoneBody reports what was done in the page for the customer, after masking.
type DoneBody struct {
	Kind   Kind   `json:"kind"`
	Action string `json:"action"`
	Label  string `json:"label"`
	Page   string `json:"page"`
	Result string `json:"result"`
}

// MirrorStartBody tells the active tab to capture.
type MirrorStartBody struct {
	Kind   Kind   `json:"kind"`
	Stream uint32 `json:"stream"`
	Epoch  uint32 `json:"epoch"` // the first keyframe's epoch must be larger
	Seq    uint32 `json:"seq"`   // the first frame's number
	Fence  uint32 `json:"fence"`
}

// MirrorRefBody names a stream: stop, pause, resume, keyframe, blank.
type MirrorRefBody struct {
	Kind   Kind   `json:"kind"`
	Stream uint32 `json:"stream"`
	Epoch  uint32 `json:"epoch"`
	Reason string `json:"reason,omitempty"`
}

// MirrorAckBody: all frames up to Seq have arrived (owner to page) or are shown (viewer to owner).
type MirrorAckBody struct {
	Kind   Kind   `json:"kind"`
	Stream uint32 `json:"stream"`
	Epoch  uint32 `json:"epoch"`
	Seq    uint32 `json:"seq"`
}

// AssetWantBody asks for resources by the references that the stream named.
type AssetWantBody struct {
	Kind Kind     `json:"kind"`
	Refs []string `json:"refs"`
}

// PointerMoveBody: the agent's pointer over an element. X and Y are relative to the
// element's box, 0 to 1. From is set by the server.
type PointerMoveBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	Epoch   uint32    `json:"epoch"`
	Node    uint32    `json:"node"`
	X       float64   `json:"x"`
	Y       float64   `json:"y"`
	From    *Pointing `json:"from,omitempty"`
}

// PointerLeaveBody: the agent's pointer is no longer over the page.
type PointerLeaveBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	From    *Pointing `json:"from,omitempty"`
}

// Pointing says whose pointer it is; filled in by the server, never trusted from an end.
type Pointing struct {
	Agent  string `json:"agent"`
	Name   string `json:"name"`
	Colour string `json:"colour"`
}
