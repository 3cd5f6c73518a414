package wire

import "encoding/json"

// SiteConfigBody is what a page has to know of its site before any connection, as
// GET /api/v1/sites/KEY/page gives it to pages of the site's origins. It is public.
type SiteConfigBody struct {
	Branding  Branding  `json:"branding"`
	CoBrowse  bool      `json:"cobrowse"` // A1
	Launchers Launchers `json:"launchers"`
	// Texts are the site's own words by language (BCP 47, lower case), shaped as the page script's language
	// files; what is not in them stays as it is shipped.
	Texts map[string]json.RawMessage `json:"texts" tstype:"{ [language: string]: Words }"`
	// Origins of the site, as patterns: a link to one of them is followed by the session, any other leaves it (C7, C8).
	Origins []string `json:"origins"`
	// Pages that may be shared, as patterns of origin + path (* for any run of characters); empty = all of the
	// origins. Also in the policy, where capture holds them.
	Pages    []string `json:"pages"`
	Feedback string   `json:"feedback,omitempty"` // address of a page to open after a session (C5)
	Receipt  bool     `json:"receipt"`            // C14
	Hooks    []string `json:"hooks"`              // questions that the company's page may ask itself: instant | control (C13)
}

//tygo:emit
var _ = `/** Words of a language: sentences, lists of them, and groups of both. */
export type Words = { [name: string]: string | readonly string[] | Words };
`

// Launchers are the ways in which a customer may begin (C9); the JavaScript API always works.
type Launchers struct {
	Button   bool   `json:"button"`             // our own button, without being asked for
	Selector string `json:"selector,omitempty"` // elements of the page that open the chat when pressed
	HotKey   string `json:"hot_key,omitempty"`  // such as "Control+Alt+H": modifiers as KeyboardEvent.key names them, then one key
	Code     bool   `json:"code"`               // the customer may make a 6-digit code (A19)
}
