package relay

import (
	"bytes"
	"net/http"
	"strings"
)

// sniffed is how many bytes a type is judged by.
const sniffed = 512

// viewable judges a resource by its bytes and returns the type that the viewer gets. What
// the page claims decides nothing but between kinds of text. Only what a replica shows
// passes: pictures, fonts, sound and film.
func viewable(data []byte) (string, bool) {
	head := data[:min(len(data), sniffed)]
	if t, ok := sniffContainer(head); ok {
		return t, true
	}
	if isSVG(head) {
		return "image/svg+xml", true
	}
	t, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch {
	case strings.HasPrefix(t, "image/"), strings.HasPrefix(t, "font/"),
		strings.HasPrefix(t, "video/"), strings.HasPrefix(t, "audio/"):
		return t, true
	case t == "application/ogg":
		return "audio/ogg", true
	default:
		return "", false
	}
}

// sniffContainer knows the pictures that net/http does not: they are brands of one container.
func sniffContainer(head []byte) (string, bool) {
	if len(head) < 12 || !bytes.Equal(head[4:8], []byte("ftyp")) {
		return "", false
	}
	switch string(head[8:12]) {
	case "avif", "avis":
		return "image/avif", true
	case "heic", "heix", "mif1":
		return "image/heic", true
	default:
		return "", false
	}
}

// isSVG looks for the root element behind what XML allows before it.
func isSVG(head []byte) bool {
	rest := bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		var end string
		switch {
		case bytes.HasPrefix(rest, []byte("<svg")):
			return true
		case bytes.HasPrefix(rest, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<!DOCTYPE svg")):
			return true
		default:
			return false
		}
		at := bytes.Index(rest, []byte(end))
		if at < 0 {
			return false
		}
		rest = rest[at+len(end):]
	}
}
