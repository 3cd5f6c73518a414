package org

import (
	"encoding/json"
	"samepage/wire"
	"slices"
)

// Face is what a site sets for the parts that customers see, besides its branding. The
// zero value is what a new site has: the button, a receipt, nothing of its own.
type Face struct {
	NoButton  bool                       `json:"no_button,omitempty"`
	NoReceipt bool                       `json:"no_receipt,omitempty"`
	NoCode    bool                       `json:"no_code,omitempty"`
	Selector  string                     `json:"selector,omitempty"` // elements of the page that open the chat
	HotKey    string                     `json:"hot_key,omitempty"`
	Feedback  string                     `json:"feedback,omitempty"` // address of a page to open after a session
	Texts     map[string]json.RawMessage `json:"texts,omitempty"`    // by language, see wire.SiteConfigBody
	Hooks     []string                   `json:"hooks,omitempty"`    // questions that the company's page may ask itself (C13)
}

// MayAsk reports whether the company's own page may put that question in our place (C13).
// The desktop is never asked for that way.
func (f Face) MayAsk(what string) bool {
	return what != "advanced" && slices.Contains(f.Hooks, what)
}

// PageConfig is what the site's pages may know of it before any connection.
func (s Site) PageConfig() wire.SiteConfigBody {
	texts := s.Face.Texts
	if texts == nil {
		texts = map[string]json.RawMessage{}
	}
	return wire.SiteConfigBody{
		Branding: s.Branding, CoBrowse: s.CoBrowse, Texts: texts,
		Launchers: wire.Launchers{
			Button: !s.Face.NoButton, Code: !s.Face.NoCode && s.CoBrowse, Selector: s.Face.Selector, HotKey: s.Face.HotKey,
		},
		Origins: append([]string{}, s.Origins...), Pages: append([]string{}, s.Policy.Pages...),
		Feedback: s.Face.Feedback, Receipt: !s.Face.NoReceipt, Hooks: append([]string{}, s.Face.Hooks...),
	}
}
