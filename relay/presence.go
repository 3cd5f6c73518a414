package relay

import (
	"context"
	"encoding/json"
	"log/slog"
	"samepage"
	"samepage/org"
	"sync"
	"time"
)

const (
	// presenceEvery is the pause between two lists of a node; a change is told at once.
	presenceEvery = time.Second
	// presenceLife is how long a node's list counts without a newer one: the node is lost.
	presenceLife = 3500 * time.Millisecond

	presenceSubject = "samepage.presence"
)

// presence knows which agents have a console open, on any node. Each node tells the others
// what it holds; what is not repeated is forgotten.
type presence struct {
	r    *Relay
	news chan struct{}

	mu     sync.Mutex
	byNode map[samepage.NodeID]roll
}

// roll is who has a console at one node.
type roll struct {
	Node   samepage.NodeID `json:"node"`
	Agents []present       `json:"agents"`
	at     time.Duration
}

type present struct {
	Org       samepage.OrgID    `json:"org"`
	Agent     samepage.AgentID  `json:"agent"`
	Available bool              `json:"available"`
	Sites     []samepage.SiteID `json:"sites"`
}

func newPresence(r *Relay) *presence {
	return &presence{r: r, news: make(chan struct{}, 1), byNode: map[samepage.NodeID]roll{}}
}

// listen hears the lists of all nodes.
func (p *presence) listen() (stop func(), err error) {
	return p.r.cfg.Bus.Subscribe(presenceSubject, func(m Message) {
		var got roll
		if err := json.Unmarshal(m.Data, &got); err != nil {
			p.r.cfg.Log.Warn("malformed list of agents", slog.Any("error", err))
			return
		}
		if got.Node != p.r.cfg.Node {
			p.take(got)
		}
	})
}

func (p *presence) take(got roll) {
	p.mu.Lock()
	defer p.mu.Unlock()
	got.at = p.r.now()
	p.byNode[got.Node] = got
}

// changed has this node's list told at once.
func (p *presence) changed() {
	p.take(p.own())
	select {
	case p.news <- struct{}{}:
	default:
	}
}

func (p *presence) run(ctx context.Context) {
	tick := time.NewTicker(presenceEvery)
	defer tick.Stop()
	for {
		own := p.own()
		p.take(own)
		data, err := json.Marshal(own)
		if err == nil {
			err = p.r.cfg.Bus.Publish(presenceSubject, data)
		}
		if err != nil {
			p.r.cfg.Log.Debug("tell who is here", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-p.news:
		}
	}
}

// own lists the consoles of this node.
func (p *presence) own() roll {
	p.r.mu.Lock()
	edges := make([]*edge, 0, len(p.r.edges))
	for _, e := range p.r.edges {
		edges = append(edges, e)
	}
	p.r.mu.Unlock()
	own := roll{Node: p.r.cfg.Node, Agents: []present{}}
	for _, e := range edges {
		if c, ok := e.self.(*console); ok {
			c.mu.Lock()
			own.Agents = append(own.Agents, present{
				Org: c.sc.Org(), Agent: c.agent.ID, Available: c.available, Sites: c.agent.Sites,
			})
			c.mu.Unlock()
		}
	}
	return own
}

// each calls see for every console that counts now.
func (p *presence) each(see func(present)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for node, list := range p.byNode {
		if p.r.now()-list.at > presenceLife {
			delete(p.byNode, node)
			continue
		}
		for _, a := range list.Agents {
			see(a)
		}
	}
}

func (p *presence) online(sc org.Scope) map[samepage.AgentID]bool {
	found := map[samepage.AgentID]bool{}
	p.each(func(a present) {
		if a.Org == sc.Org() {
			found[a.Agent] = true
		}
	})
	return found
}
