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
	// Claim is the hand-over that the page of another origin put into this page's address (C7).
	Claim string `json:"claim,omitempty"`
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
	// Logo is a picture as data: URL (PNG, JPEG or WebP), empty = none.
	Logo string `json:"logo,omitempty"`
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

// SiteStateBody tells a page what has changed about its site since the welcome.
type SiteStateBody struct {
	Kind         Kind `json:"kind"`
	AgentsOnline bool `json:"agents_online"` // C12
}

// PolicyBody carries the site's privacy rules (P1). Stricter wins; no policy, no session.
type PolicyBody struct {
	Kind    Kind   `json:"kind"`
	Version int64  `json:"version"`
	MaskAll bool   `json:"mask_all"` // mask everything, then allow
	Rules   []Rule `json:"rules"`
	// Pages that may be shared, as patterns like Rule.URL; empty = all. Every other page is as one that a rule excludes.
	Pages []string `json:"pages,omitempty"`
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

// PolicyFaultBody reports rules that the customer's browser could not understand: while there is one, the
// whole page is masked.
type PolicyFaultBody struct {
	Kind    Kind         `json:"kind"`
	Version int64        `json:"version"` // of the policy
	Faults  []PolicyFlaw `json:"faults"`
}

// PolicyFlaw is one rule that was not understood.
type PolicyFlaw struct {
	Rule int    `json:"rule"` // its place in the policy, from 0; -1 where a part of the page script did not load
	Why  string `json:"why"`  // selector | pattern | effect | field | url | load
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
	Watch  bool   `json:"watch,omitempty"` // the ticket came with watch.ticket: the customer's own look (C11)
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
	Controller     string        `json:"controller,omitempty"` // agent who has, or asks for, Full Control
	Wishes         []string      `json:"wishes,omitempty"`     // agents who asked the controller or the lead for control (A18)
	Invited        []Person      `json:"invited,omitempty"`    // colleagues asked to join who have not answered
	Tabs           []TabState    `json:"tabs,omitempty"`       // the customer's open tabs, to agents only
	Pinned         string        `json:"pinned,omitempty"`     // the tab that the lead holds on to
}

// TabState is one open tab of the customer.
type TabState struct {
	Tab     string `json:"tab"`
	Page    Page   `json:"page"`
	Focused bool   `json:"focused"`
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
	// Asker is "page" where the company's own page asked in place of our dialog (C13): taken only from
	// sites that have it switched on, and never for Advanced.
	Asker string `json:"asker,omitempty"`
}

// ConsentExtendBody: the customer needs more time to answer. The server sends the question again
// with its new end; it grants that ten times (WCAG 2.2.1).
type ConsentExtendBody struct {
	Kind Kind   `json:"kind"`
	Ask  string `json:"ask"`
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

// PersonRefBody names an agent of a session, or a colleague: invite, give control, hand the lead over.
type PersonRefBody struct {
	Kind    Kind   `json:"kind"`
	Session string `json:"session,omitempty"`
	Agent   string `json:"agent,omitempty"`
}

// PeopleInvitedBody asks a colleague into a running session (A18). Closed takes the question away again.
type PeopleInvitedBody struct {
	Kind     Kind   `json:"kind"`
	Session  string `json:"session"`
	By       Person `json:"by"`
	SiteName string `json:"site_name"`
	Customer string `json:"customer"`
	Closed   bool   `json:"closed,omitempty"`
}

// PeopleJoinBody: an invited colleague, or a supervisor, comes in.
type PeopleJoinBody struct {
	Kind    Kind   `json:"kind"`
	Session string `json:"session"`
	Role    string `json:"role"` // joined | supervisor
}

// CodeMadeBody is the code that the customer reads out (A19). An agent who types it makes it a question.
type CodeMadeBody struct {
	Kind      Kind      `json:"kind"`
	Session   string    `json:"session"`
	Code      string    `json:"code"` // six digits
	ExpiresAt time.Time `json:"expires_at"`
}

// CodeJoinBody is the code as an agent typed it; the answer is a session.state or an error.
type CodeJoinBody struct {
	Kind Kind   `json:"kind"`
	Code string `json:"code"`
}

// SessionReceiptBody is what the customer keeps of a session (C14): never a text that was typed.
type SessionReceiptBody struct {
	Kind     Kind              `json:"kind"`
	Session  string            `json:"session"`
	SiteName string            `json:"site_name"`
	LiveAt   *time.Time        `json:"live_at,omitempty"`
	EndedAt  *time.Time        `json:"ended_at,omitempty"`
	EndedBy  string            `json:"ended_by"` // customer | agent | system
	Agents   []string          `json:"agents"`
	Pages    []ReceiptPage     `json:"pages"`
	Done     []ReceiptAction   `json:"done"`
	Consents []ReceiptDecision `json:"consents"`
}

// ReceiptPage is one page that was seen.
type ReceiptPage struct {
	At    time.Time `json:"at"`
	URL   string    `json:"url"`
	Title string    `json:"title"`
}

// ReceiptAction is one thing that an agent did in the page, as the page reported it.
type ReceiptAction struct {
	At     time.Time `json:"at"`
	Agent  string    `json:"agent"`
	Action string    `json:"action"` // as in DoneBody
	Label  string    `json:"label"`
	Chars  int       `json:"chars"` // characters typed, for fields
}

// ReceiptDecision is one answer of the customer.
type ReceiptDecision struct {
	At     time.Time `json:"at"`
	What   string    `json:"what"`   // instant | control | advanced | stepup
	Answer string    `json:"answer"` // accept | decline | expired | taken_back
	Agent  string    `json:"agent"`
	Asker  string    `json:"asker"` // samepage | page: asked by the company's own page (C13)
}

// SessionRateBody is the customer's feedback after the end (C5).
type SessionRateBody struct {
	Kind    Kind   `json:"kind"`
	Session string `json:"session"`
	Stars   int    `json:"stars"` // 1 to 5
	Text    string `json:"text,omitempty"`
}

// TabPinBody holds the view on one tab, or with an empty tab lets it follow the active one again (C7).
type TabPinBody struct {
	Kind    Kind   `json:"kind"`
	Session string `json:"session,omitempty"`
	Tab     string `json:"tab"`
}

// WatchTicketBody opens the agents' very view for the customer (C11). The address is good once, for 30 s.
type WatchTicketBody struct {
	Kind Kind   `json:"kind"`
	URL  string `json:"url"`
}

// HandoverMakeBody: the customer is about to go to another origin of the site (C7).
type HandoverMakeBody struct {
	Kind   Kind   `json:"kind"`
	Origin string `json:"origin"`
}

// HandoverMadeBody is the claim for the address of that origin: single use, 15 s, bound to it.
type HandoverMadeBody struct {
	Kind   Kind   `json:"kind"`
	Origin string `json:"origin"`
	Claim  string `json:"claim"`
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
	Event string `json:"event"` // hidden | visible | loading | left | back | view_only | excluded | shared | secret | covered
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
	Agent  string `json:"agent"`  // who did it, as the input said
	Action string `json:"action"` // click | type | pick | submit | navigate | drag | copy | paste | stepup
	Label  string `json:"label"`
	Page   string `json:"page"`
	Result string `json:"result"` // done | refused | allowed | denied
	Chars  int    `json:"chars"`  // characters that the field holds after typing; never the text
}

// MirrorStartBody tells the active tab to capture.
type MirrorStartBody struct {
	Kind   Kind   `json:"kind"`
	Stream uint32 `json:"stream"`
	Epoch  uint32 `json:"epoch"` // the first keyframe's epoch must be larger
	Seq    uint32 `json:"seq"`   // the first frame's number
	Fence  uint32 `json:"fence"`
	// Held is what the page need not send again (W38).
	Held []string `json:"held,omitempty"`
	// Challenge is what the page proves by that it has what it offers (W39); without one it offers nothing.
	Challenge string `json:"challenge,omitempty"`
}

// MirrorRefBody names a stream: stop, pause, resume, keyframe, blank.
type MirrorRefBody struct {
	Kind   Kind   `json:"kind"`
	Stream uint32 `json:"stream"`
	Epoch  uint32 `json:"epoch"`
	Reason string `json:"reason,omitempty"`
}

// MirrorAckBody: all frames up to Seq have arrived (owner to page) or are shown (viewer to owner).
// Checked and Drifted are nodes that the viewer's drift check has compared since its last ack,
// and those of them that were not as the page's (M12). Stuck: the viewer has given up following
// the page, after fresh starts that did not help.
type MirrorAckBody struct {
	Kind    Kind   `json:"kind"`
	Stream  uint32 `json:"stream"`
	Epoch   uint32 `json:"epoch"`
	Seq     uint32 `json:"seq"`
	Checked uint32 `json:"checked,omitempty"`
	Drifted uint32 `json:"drifted,omitempty"`
	Stuck   bool   `json:"stuck,omitempty"`
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

// At is a place on the customer's page: a point of a node's box, both axes 0 to 1. The page looks
// again whether that point still is that node's before it acts.
type At struct {
	Epoch uint32  `json:"epoch"`
	Node  uint32  `json:"node"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
}

// Modifiers are the modifier keys held during an input: the sum of those that are down.
type Modifiers int

// The modifier keys.
const (
	ModifierShift   Modifiers = 1
	ModifierControl Modifiers = 2
	ModifierAlt     Modifiers = 4
	ModifierMeta    Modifiers = 8
)

// InputMoveBody moves the controlling agent's pointer in the page: hover, and drag while a button is down.
// Of all inputs, Ref is the sender's number for answers; From is set by the server.
type InputMoveBody struct {
	Kind      Kind      `json:"kind"`
	Session   string    `json:"session,omitempty"`
	Ref       uint32    `json:"ref"`
	At        At        `json:"at"`
	Modifiers Modifiers `json:"modifiers,omitempty"`
	From      *Pointing `json:"from,omitempty"`
}

// InputPressBody presses or releases a button of the pointer. Down and up of one button make a click;
// Count 2 makes the second one a double click.
type InputPressBody struct {
	Kind      Kind      `json:"kind"`
	Session   string    `json:"session,omitempty"`
	Ref       uint32    `json:"ref"`
	At        At        `json:"at"`
	Phase     string    `json:"phase"`  // down | up | cancel
	Button    int       `json:"button"` // 0 main, 1 middle, 2 second
	Count     int       `json:"count"`
	Modifiers Modifiers `json:"modifiers,omitempty"`
	From      *Pointing `json:"from,omitempty"`
}

// InputWheelBody scrolls what is under the point, and what is around it when that is at its end. CSS pixels.
type InputWheelBody struct {
	Kind      Kind      `json:"kind"`
	Session   string    `json:"session,omitempty"`
	Ref       uint32    `json:"ref"`
	At        At        `json:"at"`
	DX        float64   `json:"dx"`
	DY        float64   `json:"dy"`
	Modifiers Modifiers `json:"modifiers,omitempty"`
	From      *Pointing `json:"from,omitempty"`
}

// InputKeyBody is a key as the agent's keyboard gives it: names of KeyboardEvent.key and .code.
type InputKeyBody struct {
	Kind      Kind      `json:"kind"`
	Session   string    `json:"session,omitempty"`
	Ref       uint32    `json:"ref"`
	Phase     string    `json:"phase"` // press (down, its effect, up) | down | up
	Key       string    `json:"key"`
	Code      string    `json:"code"`
	Repeat    bool      `json:"repeat,omitempty"`
	Modifiers Modifiers `json:"modifiers,omitempty"`
	From      *Pointing `json:"from,omitempty"`
}

// InputTextBody enters text at once where the page's focus is: an input method's commit, or a paste.
type InputTextBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	Ref     uint32    `json:"ref"`
	Text    string    `json:"text"`
	Source  string    `json:"source"` // ime | paste
	From    *Pointing `json:"from,omitempty"`
}

// InputPickBody sets a field that has a picker of its own: select, date, time, month, week, colour, range.
type InputPickBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	Ref     uint32    `json:"ref"`
	Epoch   uint32    `json:"epoch"`
	Node    uint32    `json:"node"`
	Value   string    `json:"value"`             // for all but select
	Options []uint32  `json:"options,omitempty"` // node numbers of the chosen options, for select
	From    *Pointing `json:"from,omitempty"`
}

// InputCopyBody asks for the selected text; the page answers with copy.text or a refusal.
type InputCopyBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	Ref     uint32    `json:"ref"`
	Cut     bool      `json:"cut,omitempty"`
	From    *Pointing `json:"from,omitempty"`
}

// InputRevealBody scrolls an element into the customer's view.
type InputRevealBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	Ref     uint32    `json:"ref"`
	Epoch   uint32    `json:"epoch"`
	Node    uint32    `json:"node"`
	From    *Pointing `json:"from,omitempty"`
}

// NavGoBody opens another page of the site; the server has held the address against its origins.
type NavGoBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	Ref     uint32    `json:"ref"`
	URL     string    `json:"url"`
	From    *Pointing `json:"from,omitempty"`
}

// NavStepBody goes back or forward, or loads the page again.
type NavStepBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	Ref     uint32    `json:"ref"`
	To      string    `json:"to"` // back | forward | reload
	From    *Pointing `json:"from,omitempty"`
}

// InputRefusedBody tells the agent who acted why nothing happened, or what has to happen first. It goes
// to that agent alone.
type InputRefusedBody struct {
	Kind  Kind   `json:"kind"`
	Agent string `json:"agent"` // as the input said
	Ref   uint32 `json:"ref"`
	// Reason is one of RefusalReasons.
	Reason string `json:"reason"`
	Node   uint32 `json:"node,omitempty"`
	What   string `json:"what,omitempty"` // for needs_customer: one of CustomersOwns
}

// ControlPauseBody: the customer uses the page; the agent's input waits until Until milliseconds have passed (A10).
type ControlPauseBody struct {
	Kind  Kind `json:"kind"`
	Until int  `json:"until"` // milliseconds from now; 0 = over
}

// StepUpBody tells where a press that the customer has to allow stands (P6).
type StepUpBody struct {
	Kind  Kind   `json:"kind"`
	Agent string `json:"agent"`
	Ref   uint32 `json:"ref"`
	State string `json:"state"` // asked | allowed | denied | expired
	Label string `json:"label"`
}

// CopyTextBody is the masked text of the selection, for the agent who asked alone.
type CopyTextBody struct {
	Kind  Kind   `json:"kind"`
	Agent string `json:"agent"`
	Ref   uint32 `json:"ref"`
	Text  string `json:"text"`
}

// AnnotateDrawBody is one annotation, sent again as it grows: the page shows the newest of an id. It goes
// to the customer alone (A17).
type AnnotateDrawBody struct {
	Kind    Kind    `json:"kind"`
	Session string  `json:"session,omitempty"`
	ID      string  `json:"id"`
	Epoch   uint32  `json:"epoch"`
	Node    uint32  `json:"node"` // the element that it is anchored to
	Tool    string  `json:"tool"` // freehand | arrow | box | highlight
	Colour  string  `json:"colour"`
	Width   float64 `json:"width"` // CSS pixels of the customer's page
	// Points are x, y in turn, in the node's box, 0 to 1 within it and beyond outside. Offset counts the
	// points that came before, so that a growing stroke sends only what is new.
	Points []float64 `json:"points"`
	Offset int       `json:"offset,omitempty"`
	Done   bool      `json:"done"`
	From   *Pointing `json:"from,omitempty"`
}

// AnnotateRefBody takes annotations of the sending agent away: one (undo), or all (clear).
type AnnotateRefBody struct {
	Kind    Kind      `json:"kind"`
	Session string    `json:"session,omitempty"`
	ID      string    `json:"id,omitempty"`
	From    *Pointing `json:"from,omitempty"`
}

// AnnotateGoneBody tells the agent who drew that their annotations are off the customer's page.
type AnnotateGoneBody struct {
	Kind  Kind     `json:"kind"`
	Agent string   `json:"agent"`
	IDs   []string `json:"ids"` // empty = all of this agent
	Why   string   `json:"why"` // scroll | resize | left | anchor_gone | cleared
}
