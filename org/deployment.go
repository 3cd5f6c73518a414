package org

import "slices"

// Mode is a control mode: what agents may do with what they see.
type Mode string

// The control modes, in rising order of what they allow (A6–A9).
const (
	ModeView        Mode = "view"
	ModePointer     Mode = "pointer"
	ModeTruePointer Mode = "true_pointer" // Advanced only
	ModeFull        Mode = "full"         // after the customer's consent
)

// Modes lists the control modes in rising order.
func Modes() []Mode { return []Mode{ModeView, ModePointer, ModeTruePointer, ModeFull} }

// Deployment says which modes a site offers, separately for Instant and Advanced (R1).
type Deployment struct {
	Instant  ModeSet `json:"instant"`
	Advanced ModeSet `json:"advanced"`
}

// ModeSet is what one escalation mode offers.
type ModeSet struct {
	On      bool   `json:"on"`
	Modes   []Mode `json:"modes"`
	Default Mode   `json:"default"`
}

// DefaultDeployment is what a new site has: Instant without Full Control, no Advanced.
func DefaultDeployment() Deployment {
	return Deployment{
		Instant:  ModeSet{On: true, Modes: []Mode{ModeView, ModePointer}, Default: ModePointer},
		Advanced: ModeSet{On: false, Modes: []Mode{ModeView, ModePointer, ModeTruePointer, ModeFull}, Default: ModeView},
	}
}

// Has reports whether the set offers a mode.
func (m ModeSet) Has(mode Mode) bool { return m.On && slices.Contains(m.Modes, mode) }

// Start is the mode that a session starts with: the default where it is offered, else
// the least that is.
func (m ModeSet) Start() Mode {
	if m.Has(m.Default) {
		return m.Default
	}
	for _, mode := range Modes() {
		if m.Has(mode) {
			return mode
		}
	}
	return ModeView
}
