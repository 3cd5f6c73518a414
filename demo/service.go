package demo

import (
	"net/http"
	"net/mail"
	"strings"
)

func (s *shop) showAbout(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "about", view{Title: "Our story", Section: "about"})
}

func (s *shop) showStudio(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "studio", view{Title: "Gift studio", Section: "studio"})
}

type helpData struct {
	Faults  faults
	Email   string
	Message string
	Topics  []string
}

var helpTopics = []string{"An order", "A delivery", "A return", "A repair", "Something else"}

func (s *shop) showHelp(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "help", view{Title: "Help and contact", Section: "help", Data: helpData{Topics: helpTopics}})
}

// receiveMessage thanks for a message of the contact form; the demo keeps none.
func (s *shop) receiveMessage(w http.ResponseWriter, r *http.Request) {
	data := helpData{Topics: helpTopics, Faults: faults{}, Email: r.PostFormValue("email"), Message: r.PostFormValue("message")}
	if _, err := mail.ParseAddress(data.Email); err != nil {
		data.Faults["email"] = "Enter an address that we can answer to."
	}
	if strings.TrimSpace(data.Message) == "" {
		data.Faults["message"] = "Tell us what we can do."
	}
	if len(data.Faults) > 0 {
		s.show(w, r, http.StatusUnprocessableEntity, "help", view{Title: "Help and contact", Section: "help", Data: data})
		return
	}
	redirect(w, r, "/help", "Thank you. We answer within one working day.")
}
