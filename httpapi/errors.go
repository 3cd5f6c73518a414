package httpapi

import (
	"errors"
	"net/http"
	"samepage"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

// apiError is how every error leaves: a code for programs, a sentence for people, and
// what to do next.
type apiError struct {
	Code    samepage.Code `json:"code"`
	Message string        `json:"message"`
	Next    samepage.Next `json:"next"`
	status  int
}

func (e *apiError) Error() string  { return e.Message }
func (e *apiError) GetStatus() int { return e.status }

var statuses = map[samepage.Code]int{
	samepage.CodeInvalid:        http.StatusUnprocessableEntity,
	samepage.CodeNotFound:       http.StatusNotFound,
	samepage.CodeUnauthorised:   http.StatusUnauthorized,
	samepage.CodeForbidden:      http.StatusForbidden,
	samepage.CodeConflict:       http.StatusConflict,
	samepage.CodeEngaged:        http.StatusConflict,
	samepage.CodeNotAllowed:     http.StatusForbidden,
	samepage.CodeDisabled:       http.StatusForbidden,
	samepage.CodeOriginUnlisted: http.StatusForbidden,
	samepage.CodeExpired:        http.StatusGone,
	samepage.CodeEnded:          http.StatusGone,
	samepage.CodeTooLarge:       http.StatusRequestEntityTooLarge,
	samepage.CodeTooFast:        http.StatusTooManyRequests,
	samepage.CodeUnavailable:    http.StatusServiceUnavailable,
}

func statusOf(code samepage.Code) int {
	if status, ok := statuses[code]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// public turns any error into what may leave, and logs what may not.
func (s *server) public(err error) error {
	if err == nil {
		return nil
	}
	e := samepage.Public(err)
	if e.Code == samepage.CodeInternal || e.Code == samepage.CodeUnavailable {
		s.Log.Error("request failed", "err", err)
	}
	return &apiError{Code: e.Code, Message: e.Message, Next: e.Next, status: statusOf(e.Code)}
}

// The library makes its own errors (validation, unknown bodies) through one package-wide
// hook; they leave in our form too.
var ownErrors = sync.OnceFunc(func() {
	huma.NewError = func(status int, message string, causes ...error) huma.StatusError {
		if cause := errors.Join(causes...); cause != nil {
			message += ": " + cause.Error()
		}
		return &apiError{Code: codeOf(status), Message: message, Next: samepage.NextFinal, status: status}
	}
})

func codeOf(status int) samepage.Code {
	switch {
	case status == http.StatusRequestEntityTooLarge:
		return samepage.CodeTooLarge
	case status == http.StatusNotFound:
		return samepage.CodeNotFound
	case status >= http.StatusInternalServerError:
		return samepage.CodeInternal
	default:
		return samepage.CodeInvalid
	}
}
