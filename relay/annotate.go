package relay

import (
	"regexp"
	"samepage"
	"samepage/wire"
	"slices"
)

// Bounds of one annotation (A16).
const (
	maxPoints    = 2000 // of one message; a growing stroke sends only what is new
	maxStroke    = 1e6  // points of one stroke in all: hours of drawing
	minWidth     = 1    // CSS pixels
	maxWidth     = 32   // CSS pixels: a broad marker
	maxElsewhere = 1e4  // how far a point may be outside its element, in its boxes: it may be tiny
	maxStrokeID  = 64   // characters
)

// annotationTools are what an agent draws with.
var annotationTools = []string{"freehand", "arrow", "box", "highlight"}

// hexColour is a colour as a picker gives it.
var hexColour = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// annotate hands an agent's drawing to the customer's page, and to nobody else: no other
// agent ever sees it (A17, W25).
func (o *room) annotate(p *place, kind wire.Kind, raw []byte) error {
	switch kind {
	case wire.AnnotateDraw:
		body, err := read[wire.AnnotateDrawBody](raw)
		if err != nil {
			return err
		}
		if err := checkAnnotation(body); err != nil {
			return err
		}
	default:
		body, err := read[wire.AnnotateRefBody](raw)
		if err != nil {
			return err
		}
		if len(body.ID) > maxStrokeID {
			return samepage.Fault(samepage.CodeInvalid, "The name of an annotation has at most %d characters.", maxStrokeID)
		}
	}
	if o.active == "" {
		return errNoPage()
	}
	o.toActive(p, raw)
	return nil
}

// checkAnnotation refuses what no drawing tool makes.
func checkAnnotation(a wire.AnnotateDrawBody) error {
	refuse := func(format string, args ...any) error {
		return samepage.Fault(samepage.CodeInvalid, format, args...)
	}
	switch {
	case a.ID == "" || len(a.ID) > maxStrokeID:
		return refuse("An annotation has a name of at most %d characters.", maxStrokeID)
	case !slices.Contains(annotationTools, a.Tool):
		return refuse("Annotations are drawn with freehand, arrow, box or highlight.")
	case !hexColour.MatchString(a.Colour):
		return refuse("The colour of an annotation is written #rgb or #rrggbb.")
	case !(a.Width >= minWidth && a.Width <= maxWidth):
		return refuse("The width of an annotation is %d to %d pixels.", minWidth, maxWidth)
	case len(a.Points)%2 != 0 || len(a.Points) > 2*maxPoints:
		return refuse("An annotation sends at most %d points at once, two numbers each.", maxPoints)
	case a.Offset < 0 || a.Offset > maxStroke:
		return refuse("This annotation is too long.")
	case slices.ContainsFunc(a.Points, func(v float64) bool { return v < -maxElsewhere || v > maxElsewhere }):
		return refuse("A point of the annotation is too far away from its element.")
	}
	return nil
}
