package relay

import (
	"context"
	"errors"
)

// Bus carries values between nodes, and between the parts of one node by the same calls.
// Delivery is at most once; what one Bus publishes reaches a subscription in that order.
type Bus interface {
	// Publish sends data to everybody who listens on subject. It does not wait for them.
	Publish(subject string, data []byte) error
	// Subscribe calls handle for each message on subject, one at a time and in order,
	// until stop is called. A "*" stands for one word of the subject, ">" for the rest.
	// When it returns, messages that are published afterwards by this Bus arrive.
	Subscribe(subject string, handle func(Message)) (stop func(), err error)
	// Request sends data to the one who listens on subject and waits for the answer.
	// The error is ErrNobody when nobody listens.
	Request(ctx context.Context, subject string, data []byte) ([]byte, error)
}

// Message is what a subscription gets.
type Message struct {
	Subject string
	Reply   string // where an answer goes; empty where none is expected
	Data    []byte // valid as long as the receiver keeps it
}

// ErrNobody is returned by Bus.Request when nobody listens on the subject.
var ErrNobody = errors.New("nobody listens on the subject")
