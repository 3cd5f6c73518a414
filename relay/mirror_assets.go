package relay

import (
	"samepage"
	"samepage/wire"
)

// want answers a viewer from what is held, and returns what has to be asked of the page.
func (m *mirror) want(id samepage.ConnID, refs []string) (ask []string) {
	v := m.views[id]
	if v == nil {
		return nil
	}
	held, ask := m.assets.want(id, refs)
	for _, a := range held {
		m.give(id, v, a)
	}
	return ask
}

// resource takes a resource frame of the page and gives what is whole to who asked for it.
func (m *mirror) resource(env wire.Envelope, payload []byte) error {
	if env.Stream != m.stream || env.Fence != m.fence || env.Epoch < m.floor {
		return nil
	}
	a, err := m.assets.take(env, payload)
	if err != nil {
		return err
	}
	if len(a.ask) > 0 {
		m.out.toPage(m.source, wire.AssetWantBody{Kind: wire.AssetWant, Refs: a.ask})
	}
	m.metrics.spared.Add(float64(a.spare))
	for _, g := range a.given {
		m.hand(g)
	}
	return nil
}

// hand gives a resource to the viewers that get it.
func (m *mirror) hand(g gift) {
	for id, v := range m.views {
		_, waits := g.who[id]
		if waits || g.all && v.is != behind {
			m.give(id, v, g.asset)
		}
	}
}

// give sends a resource, under numbers of its own for each viewer.
func (m *mirror) give(id samepage.ConnID, v *view, a asset) {
	env := wire.Envelope{Stream: m.stream, Epoch: m.epoch, Seq: v.resources + 1, Fence: m.fence}
	frames, next := a.frames(env)
	v.resources = next - 1
	for _, f := range frames {
		m.out.toViewer(id, opFrame, f)
	}
}
