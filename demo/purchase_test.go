package demo

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestBasket_AddChangeRemove(t *testing.T) {
	v := visit(t, Handler(testOptions))
	v.get("/basket").wants(t, "Nothing in here yet")
	v.buyMug()
	p := v.get("/basket")
	p.wants(t, "£28.00", "£4.95", "£32.95", "£47.00 more, and delivery is free")

	v.buyMug()
	v.get("/basket").wants(t, `value="4"`, "£56.00")

	line := "enamel-camp-mug|350 ml|Harbour"
	v.post("/basket/update", url.Values{"line": {line}, "quantity": {"99"}}).wants(t, `value="9"`, "£126.00", "Quantity changed.")
	v.post("/basket/update", url.Values{"line": {line}, "quantity": {"0"}}).wants(t, "Nothing in here yet", "Enamel camp mug was removed.")
}

func TestBasket_AsksForASize(t *testing.T) {
	v := visit(t, Handler(testOptions))
	p := v.post("/basket/add", url.Values{"slug": {"tarn-wool-jumper"}, "colour": {"Oat"}})
	if p.path != "/product/tarn-wool-jumper" {
		t.Errorf("sent to %s, want back to the product", p.path)
	}
	p.wants(t, "Choose a size first.")
}

func TestBasket_KeepsSoldOutAndUnknownGoodsOut(t *testing.T) {
	v := visit(t, Handler(testOptions))
	v.post("/basket/add", url.Values{"slug": {"soup-mug"}, "size": {"600 ml"}, "colour": {"Oat"}}).wants(t, "is sold out")
	if p := v.post("/basket/add", url.Values{"slug": {"gold-bar"}}); p.status != http.StatusNotFound {
		t.Errorf("unknown article: status %d, want 404", p.status)
	}
	v.get("/basket").wants(t, "Nothing in here yet")
}

func goodForm() url.Values {
	return url.Values{
		"first_name": {"Robin"}, "last_name": {"Hale"}, "email": {"robin@example.com"}, "phone": {"+44 117 496 0000"},
		"street": {"14 Ropewalk Lane"}, "postcode": {"BS1 4QA"}, "town": {"Bristol"}, "country": {"GB"},
		"delivery": {"named"}, "delivery_date": {"2026-12-01"}, "payment": {"card"}, "card_name": {"R Hale"},
		"card_number": {"4111 1111 1111 1111"}, "card_expiry": {"11/26"}, "card_code": {"123"},
		"one_time_code": {"246810"}, "terms": {"on"},
	}
}

func TestCheckout_GoodFormBecomesAnOrder(t *testing.T) {
	v := visit(t, shopAt(t, clock))
	v.buyMug()
	p := v.post("/checkout", goodForm())
	if !strings.HasPrefix(p.path, "/order/HP-") {
		t.Fatalf("sent to %s (%d), want the confirmation", p.path, p.status)
	}
	p.wants(t, "Thank you, Robin Hale", "Enamel camp mug", "On 2026-12-01", "£35.95", `<span data-samepage="mask">robin@example.com</span>`)
	v.get("/basket").wants(t, "Nothing in here yet")
}

func TestCheckout_SaysWhatIsWrong(t *testing.T) {
	cases := map[string]struct {
		change   url.Values
		sentence string
	}{
		"no name":             {url.Values{"first_name": {" "}}, "Enter your first name."},
		"bad e-mail":          {url.Values{"email": {"robin"}}, "Enter an e-mail address"},
		"bad phone":           {url.Values{"phone": {"call me"}}, "Enter a phone number"},
		"bad postcode":        {url.Values{"postcode": {"?"}}, "Enter the postcode."},
		"unknown delivery":    {url.Values{"delivery": {"by swan"}}, "Choose how we should deliver."},
		"no day":              {url.Values{"delivery_date": {""}}, "Choose a day."},
		"day in the past":     {url.Values{"delivery_date": {"2026-11-20"}}, "Choose a day from"},
		"card number":         {url.Values{"card_number": {"4111 1111 1111 1112"}}, "Enter the long number"},
		"card number letters": {url.Values{"card_number": {"4111 1111 1111 111x"}}, "Enter the long number"},
		"expired":             {url.Values{"card_expiry": {"10/26"}}, "This card has expired."},
		"expiry form":         {url.Values{"card_expiry": {"13/26"}}, "as MM/YY"},
		"card code":           {url.Values{"card_code": {"12"}}, "Enter the three digits"},
		"one-time code":       {url.Values{"one_time_code": {"12345"}}, "Enter the six digits"},
		"terms":               {url.Values{"terms": {""}}, "Please accept the terms"},
		"too long":            {url.Values{"street": {strings.Repeat("x", 201)}}, "at most 200 characters"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			form := goodForm()
			maps.Copy(form, c.change)
			f := checkOrder(form, clock)
			list := f.InOrder()
			if len(list) != 1 || !strings.Contains(list[0].Sentence, c.sentence) {
				t.Errorf("faults %v, want one with %q", f, c.sentence)
			}
		})
	}
}

func TestCheckout_NeverSendsSecretsBack(t *testing.T) {
	v := visit(t, shopAt(t, clock))
	v.buyMug()
	form := goodForm()
	form.Set("town", "")
	p := v.post("/checkout", form)
	if p.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d, want %d", p.status, http.StatusUnprocessableEntity)
	}
	p.wants(t, "Enter the town.", `value="14 Ropewalk Lane"`, `value="R Hale"`, `aria-invalid="true" aria-describedby="town-fault"`)
	for _, secret := range []string{"4111", `value="123"`, "246810"} {
		if strings.Contains(p.body, secret) {
			t.Errorf("the page sends %q back", secret)
		}
	}
	checkPage(t, p)
}

func TestCheckout_InvoiceNeedsNoCard(t *testing.T) {
	form := goodForm()
	form.Set("payment", "invoice")
	form.Set("card_number", "")
	if f := checkOrder(form, clock); len(f) > 0 {
		t.Errorf("faults %v, want none", f)
	}
}

func TestSignIn_RefusesAndKeepsWithinTheShop(t *testing.T) {
	v := visit(t, Handler(testOptions))
	p := v.post("/sign-in", url.Values{"email": {"robin"}, "password": {"pw-7413"}})
	p.wants(t, "Enter the e-mail address of your account.", "at least eight characters")
	if strings.Contains(p.body, "pw-7413") {
		t.Error("the page sends the password back")
	}
	for _, next := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "javascript:alert(1)", ""} {
		if got := localPath(next); got != "/account" {
			t.Errorf("next %q leads to %q", next, got)
		}
	}
}

func TestAccount_NeedsSignIn(t *testing.T) {
	v := visit(t, Handler(testOptions))
	if p := v.get("/account/orders"); p.path != "/sign-in" {
		t.Errorf("shown %s, want the sign-in page", p.path)
	}
	if p := v.get("/api/account"); p.status != http.StatusUnauthorized {
		t.Errorf("data without sign-in: status %d", p.status)
	}
	v.signIn()
	v.post("/sign-out", nil)
	if p := v.get("/api/account"); p.status != http.StatusUnauthorized {
		t.Errorf("data after sign-out: status %d", p.status)
	}
}

func TestAccount_ListsTheOrderJustPlaced(t *testing.T) {
	v := visit(t, shopAt(t, clock))
	v.signIn()
	v.buyMug()
	placed := strings.TrimPrefix(v.post("/checkout", goodForm()).path, "/order/")
	var data accountData
	if err := json.Unmarshal([]byte(v.get("/api/account").body), &data); err != nil {
		t.Fatal(err)
	}
	if data.Name != "Robin" || data.Orders[0].Number != placed || len(data.Orders) < 5 {
		t.Errorf("%s has %d orders, first %s, want %s", data.Name, len(data.Orders), data.Orders[0].Number, placed)
	}
	for _, o := range data.Orders {
		if len(o.Lines) == 0 {
			t.Errorf("order %s of %s has no lines", o.Number, o.Placed.Format(time.DateOnly))
		}
	}
}

func TestHelp_AnswersMessages(t *testing.T) {
	v := visit(t, Handler(testOptions))
	v.post("/help/message", url.Values{"email": {"x"}}).wants(t, "Enter an address that we can answer to.", "Tell us what we can do.")
	v.post("/help/message", url.Values{"email": {"a@b.example"}, "message": {"Hello"}}).wants(t, "We answer within one working day.")
}
