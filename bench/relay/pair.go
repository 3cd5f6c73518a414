package main

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"samepage/wire"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// Sizes of payloads, in bytes: about what a page of some thousand nodes and a change of a
// few nodes take on the wire.
const (
	keyframeBytes = 24 << 10
	changeBytes   = 160
	stampBytes    = 8 // the time of sending, at the payload's begin
)

// pair is one live session: a customer's page and the viewer that shows it.
type pair struct {
	begun    time.Time // the times in the payloads count from here
	customer *websocket.Conn
	viewer   *websocket.Conn
	start    wire.MirrorStartBody
	pictured chan struct{} // closed when the viewer has a keyframe

	sending sync.Mutex // the customer's socket and its numbers
	seq     uint32
	epoch   uint32
	sent    int

	took    []time.Duration // of the viewer's reader alone until it has ended
	arrived atomic.Int64    // how many these are
}

// sourceAddress gives each pair an address of its own in 127/8, as customers have:
// the server bounds how fast one address may open sockets.
func sourceAddress(number int) *net.TCPAddr {
	const perByte = 250 // leaves out the first and last addresses of a range
	return &net.TCPAddr{IP: net.IPv4(127, 1, byte(1+number/perByte), byte(1+number%perByte))}
}

func dial(ctx context.Context, number int, address, origin string) (*websocket.Conn, error) {
	dialer := net.Dialer{LocalAddr: sourceAddress(number)}
	conn, _, err := websocket.Dial(ctx, address, &websocket.DialOptions{
		HTTPClient:   &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}},
		HTTPHeader:   http.Header{"Origin": {origin}},
		Subprotocols: []string{wire.Subprotocol}, CompressionMode: websocket.CompressionDisabled,
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", address, err)
	}
	conn.SetReadLimit(wire.MaxFrame)
	return conn, nil
}

func say(ctx context.Context, conn *websocket.Conn, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return conn.Write(ctx, websocket.MessageText, data)
}

// kindOf reads what kind a control message is. (A welcome has a session of its own where
// other kinds have its id, so that wire.Head does not fit all of them.)
func kindOf(data []byte) (wire.Kind, error) {
	var head struct {
		Kind wire.Kind `json:"kind"`
	}
	err := json.Unmarshal(data, &head)
	return head.Kind, err
}

// openPair opens both sockets up to the point where the viewer shows the page.
func openPair(ctx context.Context, h *house, s *server, number int, begun time.Time) (*pair, error) {
	p := &pair{begun: begun, pictured: make(chan struct{})}
	if err := p.openCustomer(ctx, h, s, number); err != nil {
		return nil, errors.Join(err, p.close())
	}
	if err := p.openViewer(ctx, h, s, number); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

func (p *pair) openCustomer(ctx context.Context, h *house, s *server, number int) (err error) {
	if p.customer, err = dial(ctx, number, "ws://127.0.0.1:"+s.port+"/ws/customer", shopOrigin); err != nil {
		return err
	}
	seat := h.seats[number]
	err = say(ctx, p.customer, wire.CustomerHelloBody{
		Kind: wire.CustomerHello, Site: h.site.Key, Visitor: string(seat.visitor), Tab: string(seat.tab),
		SessionToken: seat.token, Page: wire.Page{URL: shopOrigin + "/", Title: "Home"}, Focused: true,
		PayloadVersion: wire.PayloadVersion,
	})
	for err == nil && p.start.Kind == "" {
		err = p.greeted(ctx)
	}
	if err != nil {
		return fmt.Errorf("customer: %w", err)
	}
	p.seq, p.epoch = p.start.Seq, p.start.Epoch
	return p.send(ctx, wire.FlagKeyStart|wire.FlagKeyEnd, keyframeBytes)
}

// greeted reads one message between the hello and the order to capture.
func (p *pair) greeted(ctx context.Context) error {
	_, data, err := p.customer.Read(ctx)
	if err != nil {
		return err
	}
	kind, err := kindOf(data)
	if err != nil {
		return err
	}
	switch kind {
	case wire.CustomerWelcome:
		return say(ctx, p.customer, wire.WelcomeAckBody{Kind: wire.WelcomeAck})
	case wire.MirrorStart:
		return json.Unmarshal(data, &p.start)
	case wire.ErrorKind:
		return fmt.Errorf("refused: %s", data)
	default: // states and policies are of no matter here
		return nil
	}
}

func (p *pair) openViewer(ctx context.Context, h *house, s *server, number int) (err error) {
	ticket, err := s.ticket(ctx, h.seats[number])
	if err != nil {
		return fmt.Errorf("viewer's ticket: %w", err)
	}
	if p.viewer, err = dial(ctx, number, "ws://127.0.0.1:"+s.port+"/ws/agent", "http://127.0.0.1:"+s.port); err != nil {
		return err
	}
	return say(ctx, p.viewer, wire.ViewerHelloBody{Kind: wire.ViewerHello, Ticket: ticket})
}

// askAgain is how long a viewer without a picture waits before it asks for a keyframe.
const askAgain = 3 * time.Second

// awaitPicture waits until the viewer shows the page; it asks for it as the real one does.
func (p *pair) awaitPicture(ctx context.Context) error {
	ask := time.NewTicker(askAgain)
	defer ask.Stop()
	for {
		select {
		case <-p.pictured:
			return nil
		case <-ctx.Done():
			return fmt.Errorf("viewer waits for its picture: %w", ctx.Err())
		case <-ask.C:
			wish := wire.MirrorRefBody{Kind: wire.MirrorKeyframe, Reason: "no picture"}
			if err := say(ctx, p.viewer, wish); err != nil {
				return fmt.Errorf("viewer: %w", err)
			}
		}
	}
}

// send sends one frame with the time of now in it.
func (p *pair) send(ctx context.Context, flags uint8, size int) error {
	p.sending.Lock()
	defer p.sending.Unlock()
	if flags&wire.FlagKeyStart != 0 {
		p.epoch++
	}
	frame := wire.AppendEnvelope(make([]byte, 0, size+32), wire.Envelope{
		Kind: wire.BinaryMirror, Flags: flags, Stream: p.start.Stream, Epoch: p.epoch, Seq: p.seq, Fence: p.start.Fence,
	})
	frame = binary.LittleEndian.AppendUint64(frame, uint64(time.Since(p.begun)))
	frame = append(frame, make([]byte, size-stampBytes)...)
	p.seq++
	if flags == 0 {
		p.sent++
	}
	return p.customer.Write(ctx, websocket.MessageBinary, frame)
}

// change sends changes at the rate from any phase of its period until ctx is done.
func (p *pair) change(ctx, open context.Context, rate float64) error {
	period := time.Duration(float64(time.Second) / rate)
	wait := time.NewTimer(rand.N(period))
	defer wait.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-wait.C:
		}
		if err := p.send(open, 0, changeBytes); err != nil {
			return fmt.Errorf("customer sends: %w", err)
		}
		wait.Reset(period)
	}
}

// listen reads what the customer's page is told. Like the real page it begins with a keyframe
// when it is asked for one, when somebody looks again, and when another owner starts it anew.
func (p *pair) listen(ctx context.Context) error {
	for {
		_, data, err := p.customer.Read(ctx)
		if err != nil {
			return endOf(ctx, "customer", err)
		}
		kind, err := kindOf(data)
		if err != nil {
			return fmt.Errorf("customer reads: %w", err)
		}
		switch kind {
		case wire.MirrorStart:
			if err := p.restart(data); err != nil {
				return fmt.Errorf("customer reads: %w", err)
			}
		case wire.MirrorKeyframe, wire.MirrorResume:
		default:
			continue
		}
		if err := p.send(ctx, wire.FlagKeyStart|wire.FlagKeyEnd, keyframeBytes); err != nil {
			return endOf(ctx, "customer", err)
		}
	}
}

// restart begins the stream that an owner has asked for.
func (p *pair) restart(data []byte) error {
	p.sending.Lock()
	defer p.sending.Unlock()
	if err := json.Unmarshal(data, &p.start); err != nil {
		return err
	}
	p.seq, p.epoch = p.start.Seq, p.start.Epoch
	return nil
}

// watch reads what the viewer gets, notes how long it took, and acknowledges it as shown.
func (p *pair) watch(ctx context.Context) error {
	for {
		kind, data, err := p.viewer.Read(ctx)
		if err != nil {
			return endOf(ctx, "viewer", err)
		}
		if kind != websocket.MessageBinary {
			if err := p.answerServer(ctx, data); err != nil {
				return endOf(ctx, "viewer", err)
			}
			continue
		}
		now := time.Since(p.begun)
		env, payload, err := wire.ParseEnvelope(data)
		if err != nil || len(payload) < stampBytes {
			return fmt.Errorf("viewer reads %d bytes: %w", len(data), errors.Join(err, wire.ErrEnvelope))
		}
		p.note(env, now-time.Duration(binary.LittleEndian.Uint64(payload)))
		shown := wire.MirrorAckBody{Kind: wire.MirrorAck, Stream: env.Stream, Epoch: env.Epoch, Seq: env.Seq}
		if err := say(ctx, p.viewer, shown); err != nil {
			return endOf(ctx, "viewer", err)
		}
	}
}

func (p *pair) note(env wire.Envelope, took time.Duration) {
	if env.Flags&wire.FlagKeyStart == 0 {
		p.took = append(p.took, took)
		p.arrived.Add(1)
		return
	}
	select {
	case <-p.pictured:
	default:
		close(p.pictured)
	}
}

// answerServer acknowledges the welcome; a refusal is the end.
func (p *pair) answerServer(ctx context.Context, data []byte) error {
	kind, err := kindOf(data)
	if err != nil {
		return err
	}
	switch kind {
	case wire.ViewerWelcome:
		return say(ctx, p.viewer, wire.WelcomeAckBody{Kind: wire.WelcomeAck})
	case wire.ErrorKind:
		return fmt.Errorf("refused: %s", data)
	default:
		return nil
	}
}

// endOf is nil when the run itself has ended the socket.
func endOf(ctx context.Context, who string, err error) error {
	select {
	case <-ctx.Done():
		return nil
	default:
		return fmt.Errorf("%s: %w", who, err)
	}
}

func (p *pair) close() error {
	var errs []error
	for _, conn := range []*websocket.Conn{p.customer, p.viewer} {
		if conn != nil {
			errs = append(errs, conn.CloseNow())
		}
	}
	return errors.Join(errs...)
}
