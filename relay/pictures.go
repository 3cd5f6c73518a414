package relay

import "strings"

const (
	// maxPictures is how many pictures of what moves are held: of each canvas and video of a
	// page the last is needed, and nobody says which are.
	maxPictures = 64
	// maxPictureBytes is what they may hold together.
	maxPictureBytes = 8 << 20
)

// pictures holds what canvases and videos showed last, for who joins before the next keyframe.
type pictures struct {
	hold   *holding
	newest []asset // oldest first
	bytes  int
}

// isPicture reports whether a reference stands for a picture of what moves. Such pictures come
// unasked: by the time one could be asked for, the next is there.
// Those of a frame of another origin stand behind the frame's number.
func isPicture(ref string) bool { return strings.HasPrefix(ref[strings.IndexByte(ref, '~')+1:], "p") }

func (p *pictures) add(a asset) {
	p.sync()
	p.newest = append(p.newest, a)
	p.account(len(a.data))
	for len(p.newest) > maxPictures || p.bytes > maxPictureBytes {
		p.account(-len(p.newest[0].data))
		p.newest = p.newest[1:]
	}
}

func (p *pictures) get(ref string) (asset, bool) {
	p.sync()
	for _, a := range p.newest {
		if a.ref == ref {
			return a, true
		}
	}
	return asset{}, false
}

func (p *pictures) account(n int) {
	p.bytes += n
	p.hold.grow(n)
}

// sync lets go of what the budget took away.
func (p *pictures) sync() {
	if p.hold.takeDropped() {
		p.empty()
	}
}

func (p *pictures) empty() {
	p.hold.empty()
	p.newest, p.bytes = nil, 0
}
