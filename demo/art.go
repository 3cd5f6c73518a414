package demo

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"text/template"
)

// artist draws the product pictures: an article (art/lantern.svg) painted in one colour inside a frame
// (art/frame-studio.svg). Both are SVG templates; colours are attributes, since the policy of the site
// forbids styles inside pictures too.
type artist struct {
	art *template.Template
}

// pictureViews are the frames a product is shown in, first to last in its gallery.
var pictureViews = []struct{ Name, Label string }{
	{"studio", "Front"}, {"outdoors", "In use"}, {"detail", "Detail"}, {"measure", "Dimensions"},
}

// pictureName is what follows the article in a picture's address, such as studio-2f5d4a.svg.
var pictureName = regexp.MustCompile(`^([a-z]+)-([0-9a-f]{6})\.svg$`)

func newArtist() (*artist, error) {
	art, err := template.ParseFS(files, "art/*.svg")
	if err != nil {
		return nil, fmt.Errorf("parse pictures: %w", err)
	}
	return &artist{art: art}, nil
}

// paint is one colour in the shades that light and shadow need.
type paint struct {
	Pale, Light, Main, Dark, Deep string
	// Article is the drawing that the frame goes around.
	Article string
}

func (a *artist) serve(w http.ResponseWriter, r *http.Request) {
	name := pictureName.FindStringSubmatch(r.PathValue("picture"))
	kind := r.PathValue("kind")
	if name == nil || strings.HasPrefix(kind, "frame-") {
		http.NotFound(w, r)
		return
	}
	article, frame := a.art.Lookup(kind+".svg"), a.art.Lookup("frame-"+name[1]+".svg")
	if article == nil || frame == nil {
		http.NotFound(w, r)
		return
	}
	picture, err := compose(article, frame, name[2])
	if err != nil {
		slog.Error("draw product picture", "picture", path.Join(kind, name[0]), "error", err)
		http.Error(w, "This picture could not be drawn.", http.StatusInternalServerError)
		return
	}
	sendPicture(w, "image/svg+xml", picture)
}

func compose(article, frame *template.Template, hex string) ([]byte, error) {
	colours, err := shadesOf(hex)
	if err != nil {
		return nil, err
	}
	var drawing, picture bytes.Buffer
	if err := article.Execute(&drawing, colours); err != nil {
		return nil, fmt.Errorf("draw article: %w", err)
	}
	colours.Article = drawing.String()
	if err := frame.Execute(&picture, colours); err != nil {
		return nil, fmt.Errorf("frame article: %w", err)
	}
	return picture.Bytes(), nil
}

// shadesOf mixes a colour (six hexadecimal digits) with white and with a blue black.
func shadesOf(hex string) (paint, error) {
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		return paint{}, fmt.Errorf("colour %q: %w", hex, err)
	}
	base := [3]float64{float64(v >> 16 & 255), float64(v >> 8 & 255), float64(v & 255)}
	mix := func(towards [3]float64, share float64) string {
		var c [3]int
		for i := range c {
			c[i] = int(base[i] + (towards[i]-base[i])*share + 0.5)
		}
		return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2])
	}
	white, night := [3]float64{255, 252, 244}, [3]float64{14, 20, 28}
	return paint{
		Pale: mix(white, 0.55), Light: mix(white, 0.22), Main: "#" + hex, Dark: mix(night, 0.28), Deep: mix(night, 0.52),
	}, nil
}

// sendPicture answers with a picture that a browser may keep for a day.
func sendPicture(w http.ResponseWriter, contentType string, picture []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, max-age=86400")
	}
	if _, err := w.Write(picture); err != nil {
		slog.Debug("send picture", "error", err)
	}
}
