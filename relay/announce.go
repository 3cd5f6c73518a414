package relay

import (
	"encoding/json"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/session"
)

// hint is an announcement: something has changed, the row is the truth. A hint that is
// lost costs time, never a state: versions are compared every few seconds.
type hint struct {
	Row   org.RowKind   `json:"row,omitempty"`
	ID    string        `json:"id,omitempty"`
	Ver   int64         `json:"ver,omitempty"`
	Fence session.Fence `json:"fence,omitempty"` // of a session's new owner
	Type  *typing       `json:"typing,omitempty"`
	Here  bool          `json:"here,omitempty"` // a customer came or went: ask who is here
}

// typing passes to the other side of a chat and is not kept.
type typing struct {
	From string `json:"from"` // customer | agent
	On   bool   `json:"on"`
}

func (r *Relay) announce(subject string, h hint) {
	data, err := json.Marshal(h)
	if err != nil {
		r.cfg.Log.Error("encode an announcement", slog.Any("error", err))
		return
	}
	if err := r.cfg.Bus.Publish(subject, data); err != nil {
		r.cfg.Log.Warn("announce", slog.Any("error", err)) // who listens compares versions
	}
}

// hear listens to announcements on a subject.
func (r *Relay) hear(subject string, handle func(hint)) (stop func(), err error) {
	return r.cfg.Bus.Subscribe(subject, func(m Message) {
		var h hint
		if err := json.Unmarshal(m.Data, &h); err != nil {
			r.cfg.Log.Warn("malformed announcement", slog.String("subject", m.Subject), slog.Any("error", err))
			return
		}
		handle(h)
	})
}

// announceSession tells that a session's row, and its chat's where lines were added, has changed.
func (r *Relay) announceSession(sc org.Scope, s session.Session) {
	r.announce(sessionSubject(sc, s.ID), hint{Row: org.RowSession, ID: string(s.ID), Ver: s.Version})
	if s.Chat != "" {
		r.announce(chatSubject(sc, s.Chat), hint{Row: org.RowChat, ID: string(s.Chat)})
	}
	for _, p := range s.People {
		r.announce(agentSubject(sc, p.Agent), hint{Row: org.RowSession, ID: string(s.ID), Ver: s.Version})
	}
	for _, g := range s.Guests {
		r.announce(agentSubject(sc, g.Agent), hint{Row: org.RowSession, ID: string(s.ID), Ver: s.Version})
	}
}

// AnnounceSite tells all nodes on the bus that a site's settings or policy have changed. Who
// cannot announce it, such as a command without their bus, is noticed within sitesEvery.
func AnnounceSite(bus Bus, sc org.Scope, site samepage.SiteID) error {
	data, err := json.Marshal(hint{Row: org.RowPolicy, ID: string(site)})
	if err != nil {
		return err
	}
	return bus.Publish(siteSubject(sc, site), data)
}

// AnnounceSignOut tells that a sign-in of an agent was revoked.
func (r *Relay) AnnounceSignOut(sc org.Scope, agent samepage.AgentID) {
	r.announce(agentSubject(sc, agent), hint{Row: org.RowSignIn})
}
