package relay

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"samepage"
	"samepage/wire"
	"time"

	"github.com/coder/websocket"
)

// conn is one socket: one goroutine reads (its caller), one writes, one sees to it that
// the other side lives. Sending never waits.
type conn struct {
	id     samepage.ConnID
	ws     *websocket.Conn
	out    *queue
	log    *slog.Logger
	ctx    context.Context
	cancel context.CancelFunc
	done   chan struct{} // the writer has ended
	// caughtUp is called by the writer when a viewer that fell behind has read everything.
	caughtUp func()
}

func newConn(ctx context.Context, ws *websocket.Conn, log *slog.Logger) *conn {
	c := &conn{
		id: samepage.NewConnID(), ws: ws, out: newQueue(), done: make(chan struct{}),
		caughtUp: func() {},
	}
	c.log = log.With(slog.String("conn", string(c.id)))
	c.ctx, c.cancel = context.WithCancel(ctx)
	return c
}

// start begins to write and to look after the other side.
func (c *conn) start() {
	go c.write()
	go c.keepAlive()
}

// send queues a control message.
func (c *conn) send(body any) {
	data, err := json.Marshal(body)
	if err != nil {
		c.log.Error("encode a message", slog.Any("error", err))
		return
	}
	c.sendRaw(data)
}

func (c *conn) sendRaw(data []byte) {
	if !c.out.text(data) {
		c.shut(wire.CloseSlow, "This connection is too slow. Connecting again.")
		c.cancel() // what waits would not be read either
	}
}

// refuse tells the other side why something was not done. Only the public face travels.
func (c *conn) refuse(re wire.Kind, ref string, err error) {
	p := samepage.Public(err)
	if p.Code == samepage.CodeInternal || p.Code == samepage.CodeUnavailable {
		c.log.Error("message failed", slog.String("kind", string(re)), slog.Any("error", err))
	}
	c.send(problemOf(re, ref, err))
}

// shut closes the socket after what waits. The reason is a sentence fit to show.
func (c *conn) shut(code wire.CloseCode, reason string) { c.out.close(code, reason) }

func (c *conn) write() {
	defer close(c.done)
	defer c.cancel()
	for {
		it, end, err := c.out.next(c.ctx)
		if err != nil {
			_ = c.ws.CloseNow() // it may be closed already
			return
		}
		if end != nil {
			_ = c.ws.Close(websocket.StatusCode(end.code), end.reason) // the other side may be gone
			return
		}
		if err := c.writeOne(it); err != nil {
			_ = c.ws.CloseNow() // it may be closed already
			return
		}
		if c.out.written() {
			c.caughtUp()
		}
	}
}

func (c *conn) writeOne(it item) error {
	ctx, cancel := context.WithTimeout(c.ctx, writeWithin)
	defer cancel()
	typ := websocket.MessageText
	if it.binary {
		typ = websocket.MessageBinary
	}
	return c.ws.Write(ctx, typ, it.data)
}

// keepAlive ends the socket when the other side does not answer pings, which browsers do
// even for tabs that they hold back.
func (c *conn) keepAlive() {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-tick.C:
			if !c.alive(pongWithin) && c.ctx.Err() == nil {
				c.log.Debug("no answer to a ping")
				c.cancel()
				return
			}
		}
	}
}

// alive asks the other side for a sign of life.
func (c *conn) alive(within time.Duration) bool {
	ctx, cancel := context.WithTimeout(c.ctx, within)
	defer cancel()
	return c.ws.Ping(ctx) == nil
}

// first reads the hello (W10).
func (c *conn) first() ([]byte, error) {
	late := time.AfterFunc(helloWithin, func() {
		_ = c.ws.Close(websocket.StatusCode(wire.CloseBadHello), "No hello came.") // the read below reports it
	})
	defer late.Stop()
	typ, data, err := c.ws.Read(c.ctx)
	if err != nil {
		return nil, err
	}
	if typ != websocket.MessageText || len(data) > wire.MaxControl {
		return nil, errors.New("the first frame is no hello")
	}
	return data, nil
}

// departure tells how a socket ended: by a page load or for another reason.
type departure string

const (
	departPageHide departure = "pagehide" // the page said so: the next one is on its way
	departLost     departure = "lost"
)

// pageHideReason is what link.ts closes with on pagehide.
const pageHideReason = "pagehide"

func departureOf(err error) departure {
	var ce websocket.CloseError
	if errors.As(err, &ce) && (ce.Code == websocket.StatusGoingAway || ce.Reason == pageHideReason) {
		return departPageHide
	}
	return departLost
}
