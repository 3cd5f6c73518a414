package demo

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

const (
	// maxLines keeps a basket within one cookie.
	maxLines = 20
	// maxQuantity is the most of one article in one order.
	maxQuantity = 9
	// freeDeliveryFrom is the total in pence from which standard delivery costs nothing.
	freeDeliveryFrom = 7500
	standardDelivery = 495
)

// line is one article in a basket.
type line struct {
	Product  product
	Size     string
	Colour   colour
	Quantity int
}

// Total is the line's price in pence.
func (l line) Total() int { return l.Product.Price * l.Quantity }

// Key names the line within its basket.
func (l line) Key() string { return l.Product.Slug + "|" + l.Size + "|" + l.Colour.Name }

// Picture is the article in the colour chosen.
func (l line) Picture() string { return pictureURL(l.Product, l.Colour, "studio") }

// basket is what a visitor means to buy. It lives in a cookie.
type basket []line

func (b basket) count() int {
	n := 0
	for _, l := range b {
		n += l.Quantity
	}
	return n
}

// Goods is the price of all lines in pence, without delivery.
func (b basket) Goods() int {
	sum := 0
	for _, l := range b {
		sum += l.Total()
	}
	return sum
}

// Delivery is the price of standard delivery in pence.
func (b basket) Delivery() int {
	if len(b) == 0 || b.Goods() >= freeDeliveryFrom {
		return 0
	}
	return standardDelivery
}

// Total is what the visitor pays with standard delivery, in pence.
func (b basket) Total() int { return b.Goods() + b.Delivery() }

// ToFreeDelivery is how many pence are missing until delivery is free.
func (b basket) ToFreeDelivery() int { return max(0, freeDeliveryFrom-b.Goods()) }

// set gives a line a new quantity; none or fewer removes it, a new line goes to the end.
func (b basket) set(l line) basket {
	l.Quantity = min(l.Quantity, maxQuantity)
	var kept basket
	found := false
	for _, old := range b {
		if old.Key() == l.Key() {
			old.Quantity, found = l.Quantity, true
		}
		if old.Quantity > 0 {
			kept = append(kept, old)
		}
	}
	if !found && l.Quantity > 0 && len(kept) < maxLines {
		kept = append(kept, l)
	}
	return kept
}

func (b basket) quantityOf(key string) int {
	for _, l := range b {
		if l.Key() == key {
			return l.Quantity
		}
	}
	return 0
}

// readBasket takes the basket from the request; lines that the catalogue does not know are left out.
func readBasket(r *http.Request, goods *catalogue) basket {
	var b basket
	for part := range strings.SplitSeq(cookie(r, basketCookie), "\n") {
		key, quantity, ok := strings.Cut(part, "×")
		count, err := strconv.Atoi(quantity)
		if !ok || err != nil {
			continue
		}
		if l, ok := goods.line(key); ok && count > 0 && len(b) < maxLines {
			l.Quantity = min(count, maxQuantity)
			b = append(b, l)
		}
	}
	return b
}

// line finds the article, size and colour that a line's key names.
func (c *catalogue) line(key string) (line, bool) {
	parts := strings.Split(key, "|")
	if len(parts) != 3 {
		return line{}, false
	}
	p, known := c.bySlug[parts[0]]
	finish, inColour := p.colour(parts[2])
	return line{Product: p, Size: parts[1], Colour: finish}, known && inColour && p.hasSize(parts[1])
}

func writeBasket(w http.ResponseWriter, r *http.Request, b basket) {
	var parts []string
	for _, l := range b {
		parts = append(parts, l.Key()+"×"+strconv.Itoa(l.Quantity))
	}
	setCookie(w, r, basketCookie, strings.Join(parts, "\n"))
}

func (s *shop) showBasket(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "basket", view{Title: "Your basket", Data: readBasket(r, s.catalogue)})
}

// addToBasket puts an article into the basket. A visitor who chose no size is sent back to choose one.
func (s *shop) addToBasket(w http.ResponseWriter, r *http.Request) {
	slug := r.FormValue("slug")
	p, ok := s.catalogue.bySlug[slug]
	if !ok {
		s.notFound(w, r)
		return
	}
	l, ok := s.catalogue.line(slug + "|" + r.FormValue("size") + "|" + r.FormValue("colour"))
	if !ok {
		redirect(w, r, "/product/"+url.PathEscape(slug)+"?missing=size", "")
		return
	}
	if p.Stock == 0 {
		redirect(w, r, "/product/"+url.PathEscape(slug), p.Name+" is sold out at the moment.")
		return
	}
	quantity, err := strconv.Atoi(r.FormValue("quantity"))
	if err != nil || quantity < 1 {
		quantity = 1
	}
	b := readBasket(r, s.catalogue)
	l.Quantity = b.quantityOf(l.Key()) + quantity
	writeBasket(w, r, b.set(l))
	redirect(w, r, "/basket", p.Name+" is in your basket.")
}

// updateBasket changes the quantity of one line, or removes it.
func (s *shop) updateBasket(w http.ResponseWriter, r *http.Request) {
	l, ok := s.catalogue.line(r.FormValue("line"))
	quantity, err := strconv.Atoi(r.FormValue("quantity"))
	if !ok || err != nil {
		redirect(w, r, "/basket", "That line is no longer in your basket.")
		return
	}
	l.Quantity = max(0, quantity)
	writeBasket(w, r, readBasket(r, s.catalogue).set(l))
	notice := "Quantity changed."
	if l.Quantity == 0 {
		notice = l.Product.Name + " was removed."
	}
	redirect(w, r, "/basket", notice)
}
