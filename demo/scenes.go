package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"math"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
)

// scene is a landscape of ridges that fade into mist.
type scene struct {
	seed              uint64
	skyTop, skyBottom color.RGBA
	// far and near are the colours of the most distant and of the closest ridge.
	far, near color.RGBA
	// sunX and sunY are shares of the picture's width and height.
	sunX, sunY float64
}

const (
	sceneWidth  = 1400
	sceneHeight = 640
	ridgeCount  = 6
)

// gallery is the landscapes by name, each as a PNG.
type gallery map[string]func() []byte

// newGallery names the landscapes; each is painted when it is first asked for.
func newGallery() gallery {
	painted := gallery{}
	for name, s := range map[string]scene{
		"dawn":    {seed: 7, skyTop: rgb(0x6f93ab), skyBottom: rgb(0xf6d9b8), far: rgb(0xb9b7b4), near: rgb(0x1d3a36), sunX: 0.72, sunY: 0.40},
		"forest":  {seed: 21, skyTop: rgb(0x9db6b3), skyBottom: rgb(0xe9ece0), far: rgb(0xa9bdb2), near: rgb(0x18332b), sunX: 0.3, sunY: 0.3},
		"evening": {seed: 40, skyTop: rgb(0x24364f), skyBottom: rgb(0xd98f63), far: rgb(0x84697a), near: rgb(0x141f30), sunX: 0.45, sunY: 0.52},
	} {
		painted[name] = sync.OnceValue(s.paint)
	}
	return painted
}

func rgb(v uint32) color.RGBA {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

func (g gallery) serve(w http.ResponseWriter, r *http.Request) {
	painted, ok := g[strings.TrimSuffix(r.PathValue("scene"), ".png")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	sendPicture(w, "image/png", painted())
}

// paint draws sky, sun and ridges from far to near, as a PNG.
func (s scene) paint() []byte {
	img := image.NewRGBA(image.Rect(0, 0, sceneWidth, sceneHeight))
	s.paintSky(img)
	random := rand.New(rand.NewPCG(s.seed, s.seed))
	for ridge := range ridgeCount {
		depth := float64(ridge) / (ridgeCount - 1)
		s.paintRidge(img, random, depth)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		slog.Error("paint demo scene", "error", fmt.Errorf("encode png: %w", err))
	}
	return out.Bytes()
}

func (s scene) paintSky(img *image.RGBA) {
	for y := range sceneHeight {
		base := blend(s.skyTop, s.skyBottom, math.Pow(float64(y)/(sceneHeight*0.75), 1.2))
		for x := range sceneWidth {
			dx := (float64(x)/sceneWidth - s.sunX) * sceneWidth / sceneHeight
			dy := float64(y)/sceneHeight - s.sunY
			glow := math.Exp(-(dx*dx + dy*dy) * 9)
			if dx*dx+dy*dy < 0.0024 {
				glow = 1
			}
			img.SetRGBA(x, y, blend(base, color.RGBA{R: 255, G: 244, B: 222, A: 255}, glow*0.85))
		}
	}
}

// paintRidge fills one ridge; depth runs from 0 (far, pale, smooth) to 1 (near, dark, wooded).
func (s scene) paintRidge(img *image.RGBA, random *rand.Rand, depth float64) {
	crest := ridgeLine(random, sceneHeight*(0.42+0.40*depth), 92-28*depth)
	if depth > 0.35 {
		plantTrees(random, crest, 6+34*depth*depth)
	}
	body := blend(s.far, s.near, math.Pow(depth, 0.8))
	mist := blend(body, s.skyBottom, 0.55*(1-depth))
	for x := range sceneWidth {
		top := int(crest[x])
		for y := max(0, top); y < sceneHeight; y++ {
			fade := float64(y-top) / (sceneHeight * 0.32)
			img.SetRGBA(x, y, blend(body, mist, min(1, fade)))
		}
	}
}

// ridgeLine is a sum of waves of rising frequency and falling height around a mean height in pixels.
func ridgeLine(random *rand.Rand, mean, height float64) []float64 {
	line := make([]float64, sceneWidth)
	for octave := range 6 {
		frequency := math.Pow(2, float64(octave)) * (0.9 + random.Float64()*0.5)
		amplitude := height / math.Pow(1.95, float64(octave))
		phase := random.Float64() * 2 * math.Pi
		for x := range line {
			line[x] += amplitude * math.Sin(phase+frequency*2*math.Pi*float64(x)/sceneWidth)
		}
	}
	for x := range line {
		line[x] += mean
	}
	return line
}

// plantTrees raises a ridge line by overlapping conifers of about the given height in pixels.
func plantTrees(random *rand.Rand, line []float64, height float64) {
	ground := append([]float64(nil), line...)
	for x := 0; x < len(line); x += 2 + random.IntN(int(4+height/5)) {
		if random.Float64() < 0.18 {
			x += int(height * (1 + random.Float64()*3))
			continue
		}
		tall := height * (0.6 + random.Float64()*0.9)
		half := tall * 0.2
		for dx := -half; dx <= half; dx++ {
			i := x + int(dx)
			if i < 0 || i >= len(line) {
				continue
			}
			slope := tall * (1 - math.Abs(dx)/half)
			branch := math.Mod(slope, tall/5) * 0.25
			line[i] = math.Min(line[i], ground[min(x, len(ground)-1)]-slope+branch)
		}
	}
}

func blend(a, b color.RGBA, share float64) color.RGBA {
	t := max(0, min(1, share))
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return color.RGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 255}
}
