package relay

import "time"

const (
	// paceWindow is how much may be on its way to the viewer that sets the pace, in bytes.
	paceWindow = 256 << 10
	// paceStall is how long that viewer may show nothing before the page is no longer held
	// back for it: it may be gone, and others watch too.
	paceStall = 2 * time.Second
)

// pace says how far the page is acknowledged: as far as frames were taken, but no further
// than paceWindow ahead of what the pacing viewer has shown.
type pace struct {
	marks   []mark // frames taken and not shown yet, in order
	total   int64  // bytes taken
	shown   int64  // bytes shown by the pacing viewer
	taken   uint32 // newest number taken
	acked   uint32 // newest number acknowledged
	any     bool   // anything was taken
	movedAt time.Time
}

type mark struct {
	seq uint32
	end int64 // total after this frame
}

func (p *pace) take(seq uint32, n int, now time.Time) {
	if len(p.marks) == 0 {
		p.movedAt = now
	}
	p.total += int64(n)
	p.taken, p.any = seq, true
	p.marks = append(p.marks, mark{seq, p.total})
}

// show notes that the pacing viewer has shown everything up to seq.
func (p *pace) show(seq uint32, now time.Time) {
	n := 0
	for n < len(p.marks) && p.marks[n].seq <= seq {
		p.shown = p.marks[n].end
		n++
	}
	if n > 0 {
		p.movedAt = now
		p.marks = p.marks[n:]
	}
}

// showAll is for when no viewer sets the pace.
func (p *pace) showAll() {
	p.shown = p.total
	p.marks = nil
}

// stalled reports whether the pacing viewer has shown nothing for too long.
func (p *pace) stalled(now time.Time) bool {
	return len(p.marks) > 0 && now.Sub(p.movedAt) > paceStall
}

// due returns the number to acknowledge, if there is one that was not yet.
func (p *pace) due() (uint32, bool) {
	upTo := p.taken
	begin := p.shown // bytes before the frame that is looked at
	for i, m := range p.marks {
		if begin-p.shown >= paceWindow {
			upTo = m.seq - 1
			if i > 0 {
				upTo = p.marks[i-1].seq
			}
			break
		}
		begin = m.end
	}
	if !p.any || upTo == p.acked {
		return 0, false
	}
	p.acked = upTo
	return upTo, true
}

// skip notes frames that came and were of no use: the page need not wait for them.
func (p *pace) skip(seq uint32) {
	p.showAll()
	p.taken, p.any = seq, true
}
