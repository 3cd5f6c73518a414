package wire_test

import (
	"samepage/wire"
	"testing"
)

func TestRefusal_W23_APageSaysNoWordsOfItsOwn(t *testing.T) {
	for _, c := range []struct{ said, reason, what string }{
		{"moved", "moved", "other"},
		{"too_fast failed", "failed", "other"},
		{"<b>", "failed", "other"},
		{"", "failed", ""},
		{"file", "failed", "file"},
	} {
		if got := wire.RefusalReason(c.said); got != c.reason {
			t.Errorf("reason %q is told as %q, want %q", c.said, got, c.reason)
		}
		if got := wire.CustomersOwn(c.said); got != c.what {
			t.Errorf("what %q is told as %q, want %q", c.said, got, c.what)
		}
	}
}
