package relay_test

import (
	"samepage"
	"samepage/wire"
	"testing"
)

// A17, W25: what an agent draws is on the customer's page; no other agent's socket ever
// carries a stroke.
func TestAnnotate_A17_W25_NoOtherAgentEverGetsAStroke(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	ana := w.nodes[1].screen(w.house.Ana, l.session)
	benDesk := w.nodes[0].desk(w.house.Ben)
	ben := l.bringIn(w.nodes[0])
	l.key("the page")
	ben.expectPayload("the page")

	stroke := wire.AnnotateDrawBody{
		Kind: wire.AnnotateDraw, ID: "s1", Epoch: l.epoch, Node: 4, Tool: "freehand", Colour: "#d6336c", Width: 4,
		Points: []float64{0, 0, 0.5, 0.5, 1, 1}, Done: true,
	}
	ana.send(stroke)
	got := expect[wire.AnnotateDrawBody](l.tab.client, wire.AnnotateDraw, nil)
	if got.From == nil || got.From.Agent != string(w.house.Ana.ID) || len(got.Points) != 6 {
		t.Errorf("the stroke came as %+v from %+v", got, got.From)
	}
	ana.send(wire.AnnotateRefBody{Kind: wire.AnnotateUndo, ID: "s1"})
	expect[wire.AnnotateRefBody](l.tab.client, wire.AnnotateUndo, nil)
	ana.send(wire.AnnotateRefBody{Kind: wire.AnnotateClear})
	expect[wire.AnnotateRefBody](l.tab.client, wire.AnnotateClear, nil)
	l.tab.send(wire.AnnotateGoneBody{Kind: wire.AnnotateGone, Agent: string(w.house.Ana.ID), Why: "cleared"})
	expect[wire.AnnotateGoneBody](ana.client, wire.AnnotateGone, nil)

	l.mirror(0, "behind all strokes")
	ben.expectPayload("behind all strokes")
	for _, c := range []*client{ben.client, benDesk.client, l.desk.client} {
		c.expectNever(wire.AnnotateDraw, wire.AnnotateUndo, wire.AnnotateClear, wire.AnnotateGone)
	}
	ana.expectNever(wire.AnnotateDraw)
}

// A16: values that no drawing tool makes are refused with a reason and reach nobody.
func TestAnnotate_A16_W25_ValuesAreBounded(t *testing.T) {
	w := newWorld(t)
	l := goLive(t, w, w.nodes[0], w.nodes[0])
	ana := w.nodes[0].screen(w.house.Ana, l.session)
	good := wire.AnnotateDrawBody{
		Kind: wire.AnnotateDraw, ID: "s1", Tool: "box", Colour: "#abc", Width: 2, Points: []float64{0, 0, 1, 1},
	}
	for name, spoil := range map[string]func(*wire.AnnotateDrawBody){
		"a tool of its own":       func(a *wire.AnnotateDrawBody) { a.Tool = "spray" },
		"a colour that is CSS":    func(a *wire.AnnotateDrawBody) { a.Colour = "red;background:url(//evil.example)" },
		"no width":                func(a *wire.AnnotateDrawBody) { a.Width = 0 },
		"a width over the screen": func(a *wire.AnnotateDrawBody) { a.Width = 33 },
		"half a point":            func(a *wire.AnnotateDrawBody) { a.Points = []float64{1} },
		"too many points":         func(a *wire.AnnotateDrawBody) { a.Points = make([]float64, 2*2001) },
		"a point beyond":          func(a *wire.AnnotateDrawBody) { a.Points = []float64{0, 1e9} },
		"no name":                 func(a *wire.AnnotateDrawBody) { a.ID = "" },
		"a negative offset":       func(a *wire.AnnotateDrawBody) { a.Offset = -1 },
	} {
		bad := good
		spoil(&bad)
		ana.send(bad)
		if p := ana.expectError(samepage.CodeInvalid); p.Re != string(wire.AnnotateDraw) {
			t.Errorf("%s: %+v", name, p)
		}
	}
	ana.send(good)
	expect(l.tab.client, wire.AnnotateDraw, func(a wire.AnnotateDrawBody) bool {
		if a.Tool != "box" || a.Width != 2 || len(a.Points) != 4 {
			t.Errorf("the page got %+v", a)
		}
		return true
	})
}
