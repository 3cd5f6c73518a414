package demo

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// order is one purchase as the confirmation page and the account area show it. Amounts are in pence.
type order struct {
	Number string      `json:"number"`
	Placed time.Time   `json:"placed"`
	State  string      `json:"state"`
	Lines  []orderLine `json:"lines"`
	Total  int         `json:"total"`
	// Name, Email and Place say to whom and where the goods go.
	Name     string `json:"name"`
	Email    string `json:"email"`
	Place    string `json:"place"`
	Delivery string `json:"delivery"`
}

type orderLine struct {
	Name     string `json:"name"`
	Picture  string `json:"picture"`
	Choice   string `json:"choice"`
	Quantity int    `json:"quantity"`
	Total    int    `json:"total"`
}

// firstOrder starts the order numbers: they are in seconds from this day, which gives numbers of a length people can read out.
var firstOrder = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

func newOrder(b basket, form url.Values, now time.Time) order {
	o := order{
		Number: fmt.Sprintf("HP-%d", int(now.Sub(firstOrder).Seconds())), Placed: now.UTC(), State: "Received",
		Name: form.Get("first_name") + " " + form.Get("last_name"), Email: form.Get("email"),
		Place: form.Get("street") + ", " + form.Get("postcode") + " " + form.Get("town"),
		Total: b.Goods(),
	}
	for _, l := range b {
		o.Lines = append(o.Lines, orderLine{l.Product.Name, l.Picture(), l.Size + ", " + l.Colour.Name, l.Quantity, l.Total()})
	}
	for _, speed := range deliverySpeeds {
		if speed.Value == form.Get("delivery") {
			o.Delivery = speed.Name + " · " + speed.Line
			o.Total += deliveryPrice(speed, b)
		}
	}
	if form.Get("delivery") == "named" {
		o.Delivery = "On " + form.Get("delivery_date") + ", between 8 and 18 h"
	}
	return o
}

func deliveryPrice(speed deliverySpeed, b basket) int {
	if speed.Value == "standard" {
		return b.Delivery()
	}
	return speed.Price
}

// encode writes the order for a cookie. Lines that would make it too long are left out from the end.
func (o order) encode() string {
	for {
		raw, err := json.Marshal(o)
		if err != nil {
			return ""
		}
		text := base64.RawURLEncoding.EncodeToString(raw)
		if len(text) <= maxCookieBytes || len(o.Lines) == 0 {
			return text
		}
		o.Lines = o.Lines[:len(o.Lines)-1]
	}
}

// lastOrder reads the order that this browser placed last.
func lastOrder(r *http.Request) (order, bool) {
	raw, err := base64.RawURLEncoding.DecodeString(cookie(r, orderCookie))
	if err != nil {
		return order{}, false
	}
	var o order
	if err := json.Unmarshal(raw, &o); err != nil || o.Number == "" {
		return order{}, false
	}
	return o, true
}

func (s *shop) showOrder(w http.ResponseWriter, r *http.Request) {
	o, ok := lastOrder(r)
	if !ok || o.Number != r.PathValue("number") {
		s.notFound(w, r)
		return
	}
	s.show(w, r, http.StatusOK, "order", view{Title: "Thank you", Data: o})
}

// pastOrders is the purchase history that every customer of the demo has, counted back from now.
func (s *shop) pastOrders() []order {
	history := []struct {
		daysAgo int
		state   string
		keys    []string
	}{
		{3, "On its way", []string{"tarn-wool-jumper|M|Oat", "lookout-beanie|One size|Mustard"}},
		{19, "Delivered", []string{"skerry-storm-lantern|One size|Brick"}},
		{41, "Delivered", []string{"day-flask|750 ml|Pine", "enamel-camp-mug|350 ml|Harbour"}},
		{66, "Returned", []string{"ridge-walking-boots|42|Rust"}},
		{98, "Delivered", []string{"hearth-wool-blanket|130 × 180 cm|Rust"}},
		{130, "Delivered", []string{"carrick-rucksack|26 litres|Mustard", "camp-kettle|1 litre|Moss"}},
		{171, "Delivered", []string{"resin-candle|70 hours|Pine"}},
		{214, "Delivered", []string{"birkdale-two-person-tent|2 person|Moss"}},
		{260, "Delivered", []string{"fell-walker-jacket|M|Pine", "watch-cap|One size|Oat"}},
		{301, "Delivered", []string{"stove-top-kettle|1.6 litres|Chalk"}},
	}
	form := url.Values{
		"first_name": {"Robin"}, "last_name": {"Hale"}, "email": {"robin.hale@example.com"}, "delivery": {"standard"},
		"street": {"14 Ropewalk Lane"}, "postcode": {"BS1 4QA"}, "town": {"Bristol"},
	}
	var orders []order
	for _, past := range history {
		var b basket
		for _, key := range past.keys {
			if l, ok := s.catalogue.line(key); ok {
				l.Quantity = 1
				b = b.set(l)
			}
		}
		o := newOrder(b, form, s.now().AddDate(0, 0, -past.daysAgo))
		o.State = past.state
		orders = append(orders, o)
	}
	return orders
}
