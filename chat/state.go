package chat

import (
	"samepage"
	"samepage/wire"
)

// State is the chat as the console gets it. Whether the customer is online is known to
// the sockets, not to the row.
func (c Chat) State(online bool) wire.ChatStateBody {
	b := wire.ChatStateBody{
		Kind: wire.ChatState, Chat: string(c.ID), Version: c.Version, Status: string(c.Status),
		Site: string(c.Site), SiteName: c.SiteName, Customer: c.Customer,
		Last: c.Last, AgentRead: c.AgentRead, CustomerRead: c.CustomerRead, Online: online,
		CoBrowse: c.CoBrowse, Session: string(c.Session), CreatedAt: c.CreatedAt,
		EndedBy: string(c.EndedBy), ExternalKey: c.ExternalKey,
	}
	if c.Agent != "" {
		b.Agent = &wire.Person{Agent: string(c.Agent), Name: c.AgentName}
	}
	if c.Page != (wire.Page{}) {
		page := c.Page
		b.Page = &page
	}
	client := c.Client
	b.Client = &client
	return b
}

// CustomerState is the chat as the customer's page gets it: nothing of what the console
// alone may know.
func (c Chat) CustomerState() wire.ChatStateBody {
	b := c.State(true)
	b.Client, b.Page = nil, nil
	return b
}

// Body is the message as it travels.
func (m Message) Body(c samepage.ChatID) wire.ChatMessageBody {
	return wire.ChatMessageBody{
		Kind: wire.ChatMessage, Chat: string(c), ID: m.ID, Number: m.Number, From: string(m.From),
		Name: m.Name, Text: m.Text, Event: m.Event, Session: string(m.Session), At: m.At,
	}
}

// QueueEntry is the chat as it waits.
func (c Chat) QueueEntry() wire.QueueEntry {
	return wire.QueueEntry{
		Chat: string(c.ID), Site: string(c.Site), SiteName: c.SiteName, Customer: c.Customer,
		First: c.First, Since: c.QueuedAt,
	}
}
