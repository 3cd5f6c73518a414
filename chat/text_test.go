package chat_test

import (
	"samepage"
	"samepage/chat"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"
)

func TestMaskCards_A22_KeepsTheLastFour(t *testing.T) {
	for text, want := range map[string]string{
		"4111111111111111":                      "••••••••••••1111",
		"card 4111 1111 1111 1111, thanks":      "card •••• •••• •••• 1111, thanks",
		"5500-0055-5555-5559":                   "••••-••••-••••-5559",
		"378282246310005":                       "•••••••••••0005",
		"my 4111.1111.1111.1111.":               "my ••••.••••.••••.1111.",
		"4111111111111112":                      "4111111111111112", // no Luhn sum
		"order 123456789012":                    "order 123456789012",
		"0000000000000000":                      "0000000000000000",
		"call +49 30 1234567":                   "call +49 30 1234567",
		"4111  1111  1111  1111":                "4111  1111  1111  1111", // two spaces: no one number
		"4111111111111111 and 5500005555555559": "••••••••••••1111 and ••••••••••••5559",
		"4111111111111111 5500005555555559":     "••••••••••••1111 ••••••••••••5559",
		"x4111111111111111x":                    "x••••••••••••1111x",
		"":                                      "",
	} {
		if got := chat.MaskCards(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func FuzzMaskCards(f *testing.F) {
	f.Add("4111 1111 1111 1111")
	f.Add("1-2-3 4.5")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		once := chat.MaskCards(text)
		if utf8.RuneCountInString(once) != utf8.RuneCountInString(text) {
			t.Fatalf("%q became %q: another length", text, once)
		}
	})
}

func TestClean_BoundsWhatIsKept(t *testing.T) {
	got, err := chat.Clean("  Hello\r\nworld\x00\u202e\t! 👩\u200d👧 \n")
	if err != nil || got != "Hello\nworld\t! 👩\u200d👧" {
		t.Errorf("cleaned to %q, %v", got, err)
	}
	for text, code := range map[string]samepage.Code{
		"":                                  samepage.CodeInvalid,
		" \n\t":                             samepage.CodeInvalid,
		strings.Repeat("é", chat.MaxText+1): samepage.CodeTooLarge,
	} {
		if _, err := chat.Clean(text); samepage.CodeOf(err) != code {
			t.Errorf("%.10q: %v, want %s", text, err, code)
		}
	}
	if _, err := chat.Clean(strings.Repeat("é", chat.MaxText)); err != nil {
		t.Errorf("the longest message: %v", err)
	}
}

func TestCleanName_IsOneBoundedLine(t *testing.T) {
	got := chat.CleanName(" Kim\nLee " + strings.Repeat("x", 200))
	if strings.Contains(got, "\n") || utf8.RuneCountInString(got) != chat.MaxName {
		t.Errorf("name is %q", got)
	}
}

func TestLinkAllowed_A22_OnlyWebAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"https://shop.example/a": true, "HTTP://shop.example": true,
		"javascript:alert(1)": false, "data:text/html,x": false, "ftp://x": false, "": false,
		" https://shop.example": false, "java\nscript:https://x": false,
	} {
		if got := chat.LinkAllowed(address); got != want {
			t.Errorf("%q allowed %v", address, got)
		}
	}
}

func TestCleanOffline_NeedsAnAddressToAnswerTo(t *testing.T) {
	m := chat.Offline{ID: uuid.NewString(), Email: "Kim Lee <kim@mail.example>", Text: " Call me ", Name: "Kim"}
	got, err := chat.CleanOffline(m)
	if err != nil || got.Email != "kim@mail.example" || got.Text != "Call me" {
		t.Errorf("cleaned to %+v, %v", got, err)
	}
	for name, change := range map[string]func(*chat.Offline){
		"no UUID":     func(m *chat.Offline) { m.ID = "1" },
		"no address":  func(m *chat.Offline) { m.Email = "kim" },
		"two":         func(m *chat.Offline) { m.Email = "a@b.example, c@d.example" },
		"header":      func(m *chat.Offline) { m.Email = "a@b.example\nBcc: c@d.example" },
		"empty text":  func(m *chat.Offline) { m.Text = " " },
		"long adress": func(m *chat.Offline) { m.Email = strings.Repeat("a", 300) + "@b.example" },
	} {
		bad := m
		change(&bad)
		if _, err := chat.CleanOffline(bad); samepage.CodeOf(err) != samepage.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestState_CustomerGetsNothingOfTheConsole(t *testing.T) {
	c := chat.Chat{ID: "cht_one", Agent: "agt_ana", AgentName: "Ana"}
	if s := c.CustomerState(); s.Client != nil || s.Page != nil || s.Agent == nil || s.Agent.Name != "Ana" {
		t.Errorf("state is %+v", s)
	}
	if s := c.State(false); s.Client == nil || s.Online {
		t.Errorf("state is %+v", s)
	}
}
