package samepage

import (
	"errors"
	"fmt"
)

// Code names a fault for programs; Next says what the receiver can do about it.
type Code string

// The codes that reach people and programs outside. They are data: ends choose
// words and behaviour by them, so a code is never renamed.
const (
	CodeInternal       Code = "internal"        // our fault; the log knows more
	CodeInvalid        Code = "invalid"         // the request is malformed; the message says where
	CodeNotFound       Code = "not_found"       // no such thing, or not yours
	CodeUnauthorised   Code = "unauthorised"    // sign in, or the token is void
	CodeForbidden      Code = "forbidden"       // signed in, but not allowed
	CodeConflict       Code = "conflict"        // somebody else was first
	CodeEngaged        Code = "engaged"         // this agent or customer is in a session already (A3)
	CodeNotAllowed     Code = "not_allowed"     // the current mode or consent does not allow it
	CodeDisabled       Code = "disabled"        // co-browse is off for the site (A1)
	CodeOriginUnlisted Code = "origin_unlisted" // the site does not list this origin
	CodeExpired        Code = "expired"         // came after its deadline
	CodeEnded          Code = "ended"           // the session or chat is over
	CodeTooLarge       Code = "too_large"       // over the size that its kind may have
	CodeTooFast        Code = "too_fast"        // over the rate; slow down and go on
	CodeUnavailable    Code = "unavailable"     // the database or a node is away; try again
	CodeReplaced       Code = "replaced"        // a newer connection of the same end took over
)

// Next tells an end what to do after an error.
type Next string

// What an end can do about an error.
const (
	NextRetry Next = "retry" // the same again, later
	NextFinal Next = "final" // never again in this form
	NextAsk   Next = "ask"   // a person has to decide or act
)

// Error has two faces: Code and Message for the other side, the wrapped cause for the log.
type Error struct {
	Code    Code
	Message string // one plain sentence that can be shown to a person
	Next    Next
	cause   error
}

func (e *Error) Error() string {
	if e.cause != nil {
		return fmt.Sprintf("%s: %s: %v", e.Code, e.Message, e.cause)
	}
	return fmt.Sprintf("%s: %s", e.Code, e.Message)
}

func (e *Error) Unwrap() error { return e.cause }

// Fault makes an error that the other side may read. What to do next follows from the code.
func Fault(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Next: nextOf(code)}
}

// Because adds the cause, which only the log shows.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

func nextOf(c Code) Next {
	switch c {
	case CodeInternal, CodeTooFast, CodeUnavailable:
		return NextRetry
	case CodeUnauthorised, CodeEngaged, CodeConflict, CodeNotAllowed:
		return NextAsk
	default:
		return NextFinal
	}
}

// Public gives the face that may be sent to the other side; what is not an *Error becomes "internal".
func Public(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Fault(CodeInternal, "Something went wrong on our side. Please try again.").Because(err)
}

// CodeOf returns the code of err, CodeInternal where it has none, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	return Public(err).Code
}
