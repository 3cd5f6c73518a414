package relay

import (
	"encoding/json"
	"samepage"
	"samepage/wire"
	"time"
)

const (
	// keyEvery is the least time between two requests for a keyframe in one room.
	keyEvery = 2 * time.Second
	// keyPatience is how long a keyframe may take before it is asked for again: a large
	// page on a slow phone, or a request that got lost.
	keyPatience = 10 * time.Second
	// nobodyFor is how long a room may have no viewer before its page is told to pause.
	nobodyFor = 5 * time.Second
	// replayTrust is how long after a replay a viewer that still cannot go on gets a new
	// keyframe: the log itself seems to be what it cannot read.
	replayTrust = 10 * time.Second
	// streamsAFence keeps the stream numbers of two owners of one session apart.
	streamsAFence = 1 << 12
)

// viewing is how far a viewer is.
//
//	fresh, unsure ──key start / whole──▶ live ──too slow──▶ behind ──caught up──▶ fresh, live
type viewing uint8

const (
	fresh  viewing = iota // begins with the next key start
	unsure                // joined after a purge: begins when the keyframe is whole
	live                  // gets every frame
	behind                // gets none until it has caught up
)

type view struct {
	is         viewing
	replayedAt time.Duration
	resources  uint32 // resource frames sent to it so far
	watch      bool   // the customer's own look: nobody looks by it (W31)
	drift      driftReport
	stuck      bool // it has given up following a page, and was counted
}

// outlet is where the mirror speaks: to the sockets of pages and viewers, by the room.
type outlet interface {
	toPage(samepage.ConnID, any)
	toViewer(samepage.ConnID, op, []byte)
}

// mirror is the stream from the active tab to the viewers of one room: its numbers, its
// log, its pace. It belongs to the goroutine of its room.
type mirror struct {
	out     outlet
	now     func() time.Duration
	metrics *metrics
	fence   uint32
	log     *keyLog
	assets  *assets
	pace    pace
	views   map[samepage.ConnID]*view
	pacer   samepage.ConnID // the viewer that sets the pace, "" = none
	stalled bool            // the pacer shows nothing: it is not waited for

	source samepage.ConnID // socket of the active tab, "" = none
	stream uint32
	epoch  uint32
	floor  uint32 // older epochs are refused, after a purge
	next   uint32 // the number that is due
	began  bool   // the stream's first keyframe has begun
	broken bool   // a frame is missing: nothing passes before a key start
	purged bool   // the keyframe after a purge is not whole yet

	paused  bool
	emptyAt time.Duration // since when nobody views
	askedAt time.Duration // when a keyframe was asked for
	wanted  bool          // a keyframe is to be asked for as soon as that is allowed
}

func newMirror(r *Relay, out outlet, public sitePublic, fence uint32) *mirror {
	return &mirror{
		out: out, now: r.now, metrics: r.metrics, fence: fence, stream: fence * streamsAFence,
		log: newKeyLog(r.budget), assets: newAssets(r.budget, public), views: map[samepage.ConnID]*view{},
		emptyAt: r.now(),
	}
}

func (m *mirror) close() {
	m.log.drop()
	m.assets.forget()
}

// start makes a tab the source: its page captures from now on, and the one before stops.
func (m *mirror) start(tab samepage.ConnID) {
	m.stop("another tab")
	m.source = tab
	m.stream++
	m.next, m.began, m.broken, m.paused, m.wanted = 1, false, false, false, false
	m.emptyAt, m.askedAt = m.now(), m.now()
	m.assets.renew()
	m.out.toPage(tab, wire.MirrorStartBody{
		Kind: wire.MirrorStart, Stream: m.stream, Epoch: max(m.epoch, m.floor), Seq: m.next, Fence: m.fence,
		Held: m.assets.shelf.told(), Challenge: m.assets.challenged(),
	})
}

// stop ends the stream. The viewers keep the last picture.
func (m *mirror) stop(why string) {
	if m.source == "" {
		return
	}
	m.out.toPage(m.source, m.ref(wire.MirrorStop, why))
	m.gone()
}

// gone forgets the source: its socket is closed.
func (m *mirror) gone() {
	m.source, m.paused = "", false
	m.log.drop()
	m.assets.lost()
	m.pace = pace{}
	for _, v := range m.views {
		if v.is == live {
			v.is = fresh
		}
	}
}

// take is a mirror frame of the page.
func (m *mirror) take(env wire.Envelope, raw []byte) {
	if env.Stream != m.stream || env.Fence != m.fence || env.Epoch < m.floor {
		return
	}
	keyStart := env.Flags&wire.FlagKeyStart != 0
	switch {
	case m.began && env.Seq < m.next:
		return // came before
	case keyStart:
		m.began, m.broken, m.wanted, m.epoch = true, false, false, env.Epoch
		m.assets.renew()
	case !m.began || m.broken || env.Seq != m.next || env.Epoch != m.epoch:
		m.hole(env.Seq)
		return
	}
	m.next = env.Seq + 1
	m.log.add(env, raw)
	m.pace.take(env.Seq, len(raw), time.Now())
	m.pass(raw, keyStart)
	if env.Flags&wire.FlagKeyEnd != 0 {
		m.whole()
	}
}

// hole notes that a frame is missing: what came is of no use to anybody.
func (m *mirror) hole(seq uint32) {
	m.broken = true
	m.next = max(m.next, seq+1)
	m.log.drop()
	m.pace.skip(seq)
	m.wantKey()
}

func (m *mirror) pass(raw []byte, keyStart bool) {
	for id, v := range m.views {
		if v.is == fresh && keyStart {
			v.is = live
		}
		if v.is != live {
			continue
		}
		o := opFrame
		if id == m.pacer && !m.stalled {
			o = opPaced
		}
		m.out.toViewer(id, o, raw)
	}
	m.metrics.frames.Inc()
	m.metrics.bytes.Add(float64(len(raw)))
}

// whole: the keyframe has ended; who waited for that begins.
func (m *mirror) whole() {
	m.purged = false
	for id, v := range m.views {
		if v.is == unsure {
			m.serve(id, v)
		}
	}
}

// purge: a stricter rule holds from epoch on. Everything older goes, everywhere, before
// anything newer comes (W21).
func (m *mirror) purge(epoch uint32) {
	m.floor = max(m.floor, epoch)
	m.broken, m.purged = true, true
	m.log.drop()
	m.assets.forget()
	m.pace.showAll()
	blank := m.ref(wire.MirrorBlank, "")
	blank.Epoch = m.floor
	body, _ := json.Marshal(blank) // plain numbers and words: cannot fail
	for id, v := range m.views {
		v.is = fresh
		m.out.toViewer(id, opBlank, body)
	}
	m.metrics.purges.Inc()
}

// join brings an agent's viewer in.
func (m *mirror) join(id samepage.ConnID) {
	v := &view{}
	m.views[id] = v
	if m.paused {
		m.paused = false
		m.out.toPage(m.source, m.ref(wire.MirrorResume, ""))
	}
	m.serve(id, v)
}

// watch brings the customer's own look in: the page goes on as if nobody had come.
func (m *mirror) watch(id samepage.ConnID) {
	v := &view{watch: true}
	m.views[id] = v
	m.serve(id, v)
}

// serve gives a viewer what it needs to begin: from the log where that is whole enough,
// else it waits for a keyframe.
func (m *mirror) serve(id samepage.ConnID, v *view) {
	frames := m.log.replay()
	if len(frames) == 0 || m.purged && !m.log.complete() {
		v.is = fresh
		if m.purged {
			v.is = unsure
		}
		if m.began && !m.purged {
			m.wantKey()
		}
		return
	}
	for _, f := range frames {
		m.out.toViewer(id, opReplay, f.data)
	}
	v.is, v.replayedAt = live, m.now()
	v.drift.replayed(len(frames))
	m.metrics.replays.Inc()
}

// part lets a viewer go.
func (m *mirror) part(id samepage.ConnID) {
	if _, in := m.views[id]; !in {
		return
	}
	looked := m.looked()
	delete(m.views, id)
	if looked && !m.looked() {
		m.emptyAt = m.now()
	}
}

// looked reports whether an agent views.
func (m *mirror) looked() bool {
	for _, v := range m.views {
		if !v.watch {
			return true
		}
	}
	return false
}

// fellBehind and caughtUp are told by the viewer's edge.
func (m *mirror) fellBehind(id samepage.ConnID) {
	if v := m.views[id]; v != nil {
		v.is = behind
		m.metrics.skips.Inc()
	}
}

func (m *mirror) caughtUp(id samepage.ConnID) {
	if v := m.views[id]; v != nil {
		m.serve(id, v)
	}
}

// lostThread: a viewer cannot go on from what it has.
func (m *mirror) lostThread(id samepage.ConnID) {
	v := m.views[id]
	if v == nil {
		return
	}
	if m.log.complete() && (v.replayedAt == 0 || m.now()-v.replayedAt > replayTrust) {
		m.serve(id, v)
		return
	}
	v.is = fresh
	m.wantKey()
}

// shown: a viewer has shown everything up to seq.
func (m *mirror) shown(id samepage.ConnID, ack wire.MirrorAckBody) {
	if v := m.views[id]; v != nil && !v.watch {
		if v.drift.plausible(ack, m.now()) {
			m.metrics.checked.Add(float64(ack.Checked))
			m.metrics.drifted.Add(float64(ack.Drifted))
		}
		if ack.Stuck && !v.stuck {
			v.stuck = true
			m.metrics.stuck.Inc()
		}
	}
	if id == m.pacer && ack.Stream == m.stream {
		m.stalled = false
		m.pace.show(ack.Seq, time.Now())
	}
}

// setPacer says whose viewer sets the pace.
func (m *mirror) setPacer(id samepage.ConnID) {
	if id != m.pacer {
		m.pacer, m.stalled = id, false
	}
}

// acknowledge tells the page how far its frames were taken.
func (m *mirror) acknowledge() {
	v := m.views[m.pacer]
	if v == nil || v.is != live || m.stalled {
		m.pace.showAll()
	} else if m.pace.stalled(time.Now()) {
		m.stalled = true
		m.pace.showAll()
	}
	if m.source == "" {
		return
	}
	if seq, due := m.pace.due(); due {
		m.out.toPage(m.source, wire.MirrorAckBody{Kind: wire.MirrorAck, Stream: m.stream, Epoch: m.epoch, Seq: seq})
	}
}

// tick does what is due by time.
func (m *mirror) tick() {
	if m.source == "" {
		return
	}
	if !m.looked() && !m.paused && m.now()-m.emptyAt >= nobodyFor {
		m.paused = true
		m.out.toPage(m.source, m.ref(wire.MirrorPause, "nobody is looking"))
	}
	if m.wanted || m.waits() && m.now()-m.askedAt > keyPatience {
		m.wantKey()
	}
	m.acknowledge()
}

func (m *mirror) waits() bool {
	for _, v := range m.views {
		if v.is == fresh || v.is == unsure {
			return true
		}
	}
	return false
}

// wantKey asks the page for a keyframe, now or as soon as keyEvery allows.
func (m *mirror) wantKey() {
	if m.source == "" || m.paused {
		return
	}
	if m.now()-m.askedAt < keyEvery {
		m.wanted = true
		return
	}
	m.wanted, m.askedAt = false, m.now()
	m.out.toPage(m.source, m.ref(wire.MirrorKeyframe, ""))
	m.metrics.keyframes.Inc()
}

func (m *mirror) ref(kind wire.Kind, why string) wire.MirrorRefBody {
	return wire.MirrorRefBody{Kind: kind, Stream: m.stream, Epoch: m.epoch, Reason: why}
}
