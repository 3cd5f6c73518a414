package demo

import (
	"fmt"
	"net/http"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// faults are the sentences to show beside the fields of a form, by field name.
type faults map[string]string

// checkoutFields are the fields that can be at fault, from the top of the form to its end.
var checkoutFields = []string{
	"first_name", "last_name", "email", "phone", "birthday", "street", "street2", "postcode", "town", "gift_text",
	"delivery", "delivery_date", "card_name", "card_number", "card_expiry", "card_code", "one_time_code", "terms",
}

// fault is one sentence and the field it is about.
type fault struct {
	Field, Sentence string
}

// InOrder lists the faults as the form goes, for the summary above it.
func (f faults) InOrder() []fault {
	var list []fault
	for _, field := range checkoutFields {
		if sentence, ok := f[field]; ok {
			list = append(list, fault{field, sentence})
		}
	}
	return list
}

type checkoutData struct {
	Basket   basket
	Values   url.Values
	Faults   faults
	Speeds   []deliverySpeed
	Earliest string
	Latest   string
}

// Value is what the visitor entered in a field; card numbers and codes are never sent back.
func (d checkoutData) Value(field string) string { return d.Values.Get(field) }

type deliverySpeed struct {
	Value, Name, Line string
	// Price is in pence.
	Price int
}

var deliverySpeeds = []deliverySpeed{
	{"standard", "Standard", "3 to 5 working days", standardDelivery},
	{"named", "Day of your choice", "Between 8 and 18 h", 795},
	{"collect", "Collect from a shop", "Ready in two hours, free", 0},
}

const (
	dateFormat = "2006-01-02"
	// latestDelivery is how far ahead a delivery may be booked, in days.
	latestDelivery = 60
	// maxFieldLength bounds one field, in bytes.
	maxFieldLength = 200
)

var (
	// secretFields are emptied before a form is shown again.
	secretFields = []string{"card_number", "card_code", "one_time_code"}
	postcode     = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 -]{2,9}$`)
	phone        = regexp.MustCompile(`^\+?[0-9 ()-]{7,20}$`)
	expiry       = regexp.MustCompile(`^(0[1-9]|1[0-2]) ?/ ?([0-9]{2})$`)
	sixDigits    = regexp.MustCompile(`^[0-9]{6}$`)
	cardCode     = regexp.MustCompile(`^[0-9]{3,4}$`)
)

func (s *shop) showCheckout(w http.ResponseWriter, r *http.Request) {
	values := url.Values{"delivery": {"standard"}, "payment": {"card"}, "country": {"GB"}}
	s.renderCheckout(w, r, http.StatusOK, values, nil)
}

func (s *shop) renderCheckout(w http.ResponseWriter, r *http.Request, status int, values url.Values, f faults) {
	today := s.now()
	b := readBasket(r, s.catalogue)
	speeds := slices.Clone(deliverySpeeds)
	for i := range speeds {
		speeds[i].Price = deliveryPrice(speeds[i], b)
	}
	s.show(w, r, status, "checkout", view{Title: "Check out", Data: checkoutData{
		Basket: b, Values: values, Faults: f, Speeds: speeds,
		Earliest: today.AddDate(0, 0, 2).Format(dateFormat), Latest: today.AddDate(0, 0, latestDelivery).Format(dateFormat),
	}})
}

// placeOrder checks the form; a good one becomes an order in the visitor's cookie and empties the basket.
func (s *shop) placeOrder(w http.ResponseWriter, r *http.Request) {
	b := readBasket(r, s.catalogue)
	if len(b) == 0 {
		redirect(w, r, "/basket", "Your basket is empty.")
		return
	}
	if err := r.ParseForm(); err != nil {
		http.Error(w, "The form could not be read.", http.StatusBadRequest)
		return
	}
	if f := checkOrder(r.PostForm, s.now()); len(f) > 0 {
		values := url.Values{}
		for name, v := range r.PostForm {
			values[name] = v
		}
		for _, name := range secretFields {
			values.Del(name)
		}
		s.renderCheckout(w, r, http.StatusUnprocessableEntity, values, f)
		return
	}
	o := newOrder(b, r.PostForm, s.now())
	setCookie(w, r, orderCookie, o.encode())
	writeBasket(w, r, nil)
	redirect(w, r, "/order/"+o.Number, "")
}

// checkOrder finds what is missing or wrong in the check-out form.
func checkOrder(v url.Values, now time.Time) faults {
	f := faults{}
	need := func(field, sentence string) {
		if strings.TrimSpace(v.Get(field)) == "" {
			f[field] = sentence
		}
	}
	match := func(field string, pattern *regexp.Regexp, sentence string) {
		if !pattern.MatchString(strings.TrimSpace(v.Get(field))) {
			f[field] = sentence
		}
	}
	need("first_name", "Enter your first name.")
	need("last_name", "Enter your last name.")
	if _, err := mail.ParseAddress(v.Get("email")); err != nil {
		f["email"] = "Enter an e-mail address such as name@example.com."
	}
	match("phone", phone, "Enter a phone number, digits only or with a leading +.")
	need("street", "Enter street and house number.")
	need("town", "Enter the town.")
	match("postcode", postcode, "Enter the postcode.")
	checkDelivery(v, now, f)
	if v.Get("payment") == "card" {
		checkCard(v, now, f)
	}
	match("one_time_code", sixDigits, "Enter the six digits that we sent to your phone.")
	if v.Get("terms") == "" {
		f["terms"] = "Please accept the terms of sale."
	}
	for _, field := range checkoutFields {
		if len(v.Get(field)) > maxFieldLength {
			f[field] = fmt.Sprintf("Please use at most %d characters.", maxFieldLength)
		}
	}
	return f
}

func checkDelivery(v url.Values, now time.Time, f faults) {
	known := false
	for _, speed := range deliverySpeeds {
		known = known || speed.Value == v.Get("delivery")
	}
	if !known {
		f["delivery"] = "Choose how we should deliver."
	}
	if v.Get("delivery") != "named" {
		return
	}
	day, err := time.Parse(dateFormat, v.Get("delivery_date"))
	switch {
	case err != nil:
		f["delivery_date"] = "Choose a day."
	case day.Before(now.AddDate(0, 0, 1)) || day.After(now.AddDate(0, 0, latestDelivery)):
		f["delivery_date"] = fmt.Sprintf("Choose a day from the day after tomorrow, within %d days.", latestDelivery)
	}
}

func checkCard(v url.Values, now time.Time, f faults) {
	if strings.TrimSpace(v.Get("card_name")) == "" {
		f["card_name"] = "Enter the name on the card."
	}
	if !luhn(v.Get("card_number")) {
		f["card_number"] = "Enter the long number on the card."
	}
	if !cardCode.MatchString(v.Get("card_code")) {
		f["card_code"] = "Enter the three digits on the back."
	}
	m := expiry.FindStringSubmatch(strings.TrimSpace(v.Get("card_expiry")))
	if m == nil {
		f["card_expiry"] = "Enter month and year as MM/YY."
		return
	}
	ends, err := time.Parse("01/06", m[1]+"/"+m[2])
	if err != nil || ends.AddDate(0, 1, 0).Before(now) {
		f["card_expiry"] = "This card has expired."
	}
}

// luhn checks the last digit of a card number of 13 to 19 digits, blanks and dashes allowed.
func luhn(number string) bool {
	digits := strings.NewReplacer(" ", "", "-", "").Replace(number)
	if len(digits) < 13 || len(digits) > 19 {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d, err := strconv.Atoi(digits[len(digits)-1-i : len(digits)-i])
		if err != nil {
			return false
		}
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}
