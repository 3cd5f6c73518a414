package relay

import "samepage/wire"

// logFloor is what a keyframe log may always hold: with small pages twice a keyframe would
// be over after seconds of typing.
const logFloor = 8 << 20

// keyLog is the last keyframe of a stream and what followed, as the frames came, so that
// who joins or comes back is served without touching the customer's page.
type keyLog struct {
	hold     *holding
	frames   []logged
	bytes    int
	keyBytes int
	whole    bool // the keyframe has ended
}

type logged struct {
	data     []byte
	keyStart bool
}

func newKeyLog(b *budget) *keyLog { return &keyLog{hold: b.open()} }

// add takes a frame. A key start forgets all before it; a log that has no beginning or has
// grown over its bound holds nothing.
func (l *keyLog) add(env wire.Envelope, data []byte) {
	l.sync()
	if env.Flags&wire.FlagKeyStart != 0 {
		l.drop()
	} else if len(l.frames) == 0 {
		return
	}
	l.frames = append(l.frames, logged{data, env.Flags&wire.FlagKeyStart != 0})
	l.bytes += len(data)
	l.hold.grow(len(data))
	if !l.whole {
		l.keyBytes = l.bytes
		l.whole = env.Flags&wire.FlagKeyEnd != 0
		return
	}
	if l.bytes > max(2*l.keyBytes, logFloor) {
		l.drop()
	}
}

// replay returns what somebody who saw nothing needs; nothing when the log has no beginning.
func (l *keyLog) replay() []logged {
	l.sync()
	if len(l.frames) > 0 {
		l.hold.touch()
	}
	return l.frames
}

// complete reports whether the log holds a whole keyframe.
func (l *keyLog) complete() bool {
	l.sync()
	return l.whole && len(l.frames) > 0
}

// sync lets go of what the budget took away.
func (l *keyLog) sync() {
	if l.hold.takeDropped() {
		l.drop()
	}
}

func (l *keyLog) drop() {
	l.hold.empty()
	l.frames, l.bytes, l.keyBytes, l.whole = nil, 0, 0, false
}
