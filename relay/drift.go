package relay

import (
	"samepage/wire"
	"time"
)

const (
	// checkNodes is the most that the drift check compares of one frame.
	checkNodes = 64
	// checkEvery is the least time between two frames of a page that are checked.
	checkEvery = time.Second
	// checkLead is how many checks a viewer may be behind: what came while it was slow.
	checkLead = 30
)

// driftReport bounds what one viewer may report of its drift check (M12): a viewer's numbers
// are only as good as its browser, and must not drown those of the others.
type driftReport struct {
	allowed uint32 // nodes that it may report now
	at      time.Duration
	began   bool
}

// replayed allows for what frames of a keyframe log may hold.
func (d *driftReport) replayed(frames int) {
	d.allowed += uint32(min(frames, checkLead)) * checkNodes
}

// plausible reports whether a viewer can have compared so many nodes since it last told; what
// it cannot have done counts for nothing.
func (d *driftReport) plausible(ack wire.MirrorAckBody, now time.Duration) bool {
	const most = checkLead * checkNodes
	if !d.began {
		d.began, d.at, d.allowed = true, now, d.allowed+checkNodes
	}
	if checks := (now - d.at) / checkEvery; checks > 0 {
		d.at += checks * checkEvery
		d.allowed += uint32(min(checks, checkLead)) * checkNodes
	}
	d.allowed = min(d.allowed, most)
	if ack.Checked == 0 || ack.Drifted > ack.Checked || ack.Checked > d.allowed {
		return false
	}
	d.allowed -= ack.Checked
	return true
}
