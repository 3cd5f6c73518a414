package relay

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
)

// Who is not in a session yet has no place in its room: what brings people in is written to
// the row, and the owner reads it from there (W28).

// askColleague asks a colleague to join, wherever their consoles are (A18).
func (c *console) askColleague(ctx context.Context, raw []byte) error {
	s, about, err := c.aboutColleague(ctx, wire.PeopleInvite, raw)
	if err != nil {
		return err
	}
	colleague, err := c.colleague(ctx, about, s.Site)
	if err != nil {
		return err
	}
	return c.change(ctx, s.ID, session.AskColleague{By: c.sessionActor(), Colleague: colleague.Person()})
}

// unaskColleague takes that question back; the colleague's consoles close it.
func (c *console) unaskColleague(ctx context.Context, raw []byte) error {
	s, about, err := c.aboutColleague(ctx, wire.PeopleWithdraw, raw)
	if err != nil {
		return err
	}
	return c.change(ctx, s.ID, session.UnaskColleague{By: c.sessionActor(), Agent: about})
}

// aboutColleague reads which colleague a message is about, and in which session of this agent.
func (c *console) aboutColleague(ctx context.Context, kind wire.Kind, raw []byte) (session.Session, samepage.AgentID, error) {
	body, err := read[wire.PersonRefBody](raw)
	if err != nil {
		return session.Session{}, "", err
	}
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, samepage.SessionID(body.Session))
	if err != nil {
		return s, "", err
	}
	row, _ := wire.RowOf(kind)
	return s, samepage.AgentID(body.Agent), mayPass(s, wire.Console, c.agent.ID, row)
}

// colleague finds somebody who could come: an agent of the site with a console open.
func (c *console) colleague(ctx context.Context, id samepage.AgentID, site samepage.SiteID) (org.Agent, error) {
	a, err := c.r.cfg.Orgs.Agent(ctx, c.sc, id)
	switch {
	case err != nil:
		return a, err
	case !a.Has(org.RoleAgent) || !a.Serves(site):
		return a, samepage.Fault(samepage.CodeNotAllowed, "%s does not work for this site.", a.Name)
	case !c.r.agents.online(c.sc)[id]:
		return a, samepage.Fault(samepage.CodeNotAllowed, "%s is not online.", a.Name)
	}
	return a, nil
}

func (c *console) sessionActor() session.Actor {
	return session.Actor{End: session.ByAgent, Agent: c.agent.ID, Name: c.agent.Name}
}

// change writes what comes from outside the room, shows it here and tells everybody else.
func (c *console) change(ctx context.Context, id samepage.SessionID, ev session.Event) error {
	applied, err := c.afterEnd(ctx, func() (session.Applied, error) {
		return c.r.cfg.Sessions.Change(ctx, c.sc, id, ev)
	})
	if err != nil {
		return err
	}
	if _, in := applied.Session.Person(c.agent.ID); in {
		if err := c.showSession(applied.Session); err != nil {
			return err
		}
	}
	c.r.announceSession(c.sc, applied.Session)
	c.r.announce(agentSubject(c.sc, c.agent.ID), hint{Row: org.RowSession, ID: string(id)}) // the agent's other consoles
	return nil
}

// join lets this agent into a session: by the lead's invitation, or as a supervisor of the
// site, who first only watches and may begin to act.
func (c *console) join(ctx context.Context, raw []byte) error {
	body, err := read[wire.PeopleJoinBody](raw)
	if err != nil {
		return err
	}
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, samepage.SessionID(body.Session))
	if err != nil {
		return err
	}
	me, err := c.r.cfg.Orgs.Agent(ctx, c.sc, c.agent.ID) // roles and sites as they are now
	if err != nil {
		return err
	}
	return c.change(ctx, s.ID, session.Join{
		Agent: me.Person(), Role: session.Role(body.Role), Supervises: me.Has(org.RoleSupervisor) && me.Serves(s.Site),
	})
}

func (c *console) refuseToJoin(ctx context.Context, raw []byte) error {
	body, err := read[wire.SessionRefBody](raw)
	if err != nil {
		return err
	}
	return c.change(ctx, samepage.SessionID(body.Session), session.RefuseToJoin{Agent: c.agent.ID})
}

// refreshAsked shows the questions to this agent that are open, and takes away those that
// are not any more.
func (c *console) refreshAsked(ctx context.Context) error {
	sessions, err := c.r.cfg.Sessions.AskedToJoin(ctx, c.sc, c.agent.ID)
	if err != nil {
		return err
	}
	open := map[samepage.SessionID]bool{}
	for _, s := range sessions {
		if g, asked := s.Guest(c.agent.ID); asked {
			open[s.ID] = true
			if err := c.showAsked(s, g); err != nil {
				return err
			}
		}
	}
	for _, id := range c.forgetAsked(open) {
		c.send(wire.PeopleInvitedBody{Kind: wire.PeopleInvited, Session: string(id), Closed: true})
	}
	return nil
}

// showAsked asks once, and follows the session until the question is closed.
func (c *console) showAsked(s session.Session, g session.Guest) error {
	c.mu.Lock()
	_, shown := c.asked[s.ID]
	c.mu.Unlock()
	if shown {
		return nil
	}
	stop, err := c.r.hear(sessionSubject(c.sc, s.ID), func(hint) { c.refreshSoon("asked", c.refreshAsked) })
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.asked[s.ID] = stop
	c.mu.Unlock()
	c.send(wire.PeopleInvitedBody{
		Kind: wire.PeopleInvited, Session: string(s.ID), SiteName: s.SiteName, Customer: s.Customer,
		By: wire.Person{Agent: string(g.By.Agent), Name: g.By.Name},
	})
	return nil
}

// forgetAsked stops following the sessions whose question is not open, and returns them.
func (c *console) forgetAsked(open map[samepage.SessionID]bool) []samepage.SessionID {
	c.mu.Lock()
	defer c.mu.Unlock()
	var closed []samepage.SessionID
	for id, stop := range c.asked {
		if !open[id] {
			stop()
			delete(c.asked, id)
			closed = append(closed, id)
		}
	}
	return closed
}

// leaveSession: this agent is no longer in it. Nothing of it is shown from here on.
func (c *console) leaveSession(id samepage.SessionID) {
	c.mu.Lock()
	delete(c.seen, id)
	c.mu.Unlock()
	c.do(job{run: func(context.Context) error { c.stand(id); return nil }})
}
