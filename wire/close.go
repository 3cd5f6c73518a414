package wire

// CloseCode is sent when a socket is closed by the server. The range tells what to do:
// 4000–4099 retry here, 4100–4199 retry elsewhere (at once, another node), 4200–4299 final.
type CloseCode int

// The close codes. The reason sent with each is a sentence fit to show.
const (
	CloseRetry        CloseCode = 4000 // trouble on our side; come back with jitter
	CloseSlow         CloseCode = 4001 // the end did not read; come back
	CloseElsewhere    CloseCode = 4100 // this node is going away; another serves you
	CloseBadHello     CloseCode = 4200 // the first frame was not a hello that we understand
	CloseUnauthorised CloseCode = 4201 // ticket or token void: get a new one from the page
	CloseForbidden    CloseCode = 4202 // origin not listed, co-browse off, or no right
	CloseReplaced     CloseCode = 4203 // a newer socket of the same end took over
	CloseEnded        CloseCode = 4204 // the session is over
	CloseAbuse        CloseCode = 4205 // far over the limits, or not this protocol
	CloseVersion      CloseCode = 4206 // the end is too old for this server: reload
)

// Final reports whether the end must not come back with what it has.
func (c CloseCode) Final() bool { return c >= 4200 && c < 4300 }
