package relay

import (
	"context"
	"log/slog"
	"samepage"
	"samepage/org"
)

// What a socket says when it is asked whether it is there.
const (
	wordHere = "here"
	wordGone = "gone"
)

func (e *edge) answer(m Message, word string) {
	if err := e.r.cfg.Bus.Publish(m.Reply, []byte(word)); err != nil {
		e.log.Debug("answer", slog.Any("error", err))
	}
}

// answerAlive tells whether the page at the other end still lives; the socket alone may
// only look as if.
func (c *customer) answerAlive(m Message) {
	c.r.errand(func(context.Context) {
		word := wordGone
		if c.alive(aliveWithin) {
			word = wordHere
		}
		c.answer(m, word)
	})
}

// tabLives asks all nodes whether a living page has this tab id.
func (r *Relay) tabLives(ctx context.Context, sc org.Scope, tab samepage.TabID) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*aliveWithin)
	defer cancel()
	word, err := r.cfg.Bus.Request(ctx, tabSubject(sc, tab), nil)
	return err == nil && string(word) == wordHere
}

// customerHere asks all nodes whether a tab of the chat's customer is connected.
func (r *Relay) customerHere(ctx context.Context, sc org.Scope, id samepage.ChatID) bool {
	ctx, cancel := context.WithTimeout(ctx, aliveWithin)
	defer cancel()
	_, err := r.cfg.Bus.Request(ctx, hereSubject(sc, id), nil)
	return err == nil
}
