package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"samepage/org"
)

// cookieName is that of the sign-in where the server has no TLS.
const cookieName = "samepage"

// ticket asks the server for what lets the agent of a seat open its viewer, as a console does.
// It holds for 30 s only, so it is asked for when it is needed.
func (s *server) ticket(ctx context.Context, of seat) (ticket string, err error) {
	body, err := json.Marshal(map[string]string{"for": string(org.TicketViewer), "session": string(of.session)})
	if err != nil {
		return "", err
	}
	address := "http://localhost:" + s.port + "/api/v1/tickets"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/json")
	request.AddCookie(&http.Cookie{Name: cookieName, Value: of.signIn})
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	if response.StatusCode >= http.StatusMultipleChoices {
		return "", fmt.Errorf("refused with %s", response.Status)
	}
	var answer struct {
		Ticket string `json:"ticket"`
	}
	err = json.NewDecoder(response.Body).Decode(&answer)
	return answer.Ticket, err
}
