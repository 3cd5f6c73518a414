package chat

import (
	"net/mail"
	"samepage"

	"github.com/google/uuid"
)

// CleanOffline brings an offline message into the form that is stored. Fault invalid where
// it has no UUID, text or plain reply address.
func CleanOffline(m Offline) (Offline, error) {
	if uuid.Validate(m.ID) != nil {
		return m, samepage.Fault(samepage.CodeInvalid, "A message needs a UUID.")
	}
	address, err := mail.ParseAddress(m.Email)
	if err != nil || len(m.Email) > maxEmail {
		return m, samepage.Fault(samepage.CodeInvalid, "Please give an e-mail address that we can answer to.")
	}
	text, err := Clean(m.Text)
	if err != nil {
		return m, err
	}
	m.Email, m.Name, m.Text = address.Address, CleanName(m.Name), text
	return m, nil
}

// maxEmail is the longest address of RFC 5321.
const maxEmail = 254
