package demo

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
)

// pageSize is how many products the list shows before it asks for more.
const pageSize = 9

// maxWords bounds a search, in characters.
const maxWords = 80

type listData struct {
	Query      query
	Found      []product
	Total      int
	Next       int
	NextURL    string
	Categories []category
	Colours    []finishChoice
	Heading    category
	Sorts      []struct{ Value, Name string }
}

type finishChoice struct {
	colour
	Chosen bool
}

func (s *shop) showHome(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "home", view{Title: "Outdoor and home goods", Section: "start", Data: map[string]any{
		"Categories": categories,
		"New":        s.catalogue.find(query{})[:4],
		"Offers":     s.catalogue.find(query{Offers: true}),
	}})
}

func readQuery(r *http.Request) query {
	v := r.URL.Query()
	limit, err := strconv.Atoi(v.Get("max"))
	if err != nil || limit < 0 {
		limit = 0
	}
	words := []rune(v.Get("q"))
	return query{
		Category: v.Get("category"), Colours: v["colour"], MaxPrice: limit, Offers: v.Get("offers") != "",
		InStock: v.Get("stock") != "", Words: string(words[:min(len(words), maxWords)]), Sort: v.Get("sort"),
	}
}

// pageOf cuts one page out of the products found; next is 0 on the last page.
func pageOf(found []product, page int) (items []product, next int) {
	from := min(len(found), (page-1)*pageSize)
	to := min(len(found), from+pageSize)
	if to < len(found) {
		next = page + 1
	}
	return found[from:to], next
}

func pageNumber(r *http.Request) int {
	page, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || page < 1 || page > 1000 {
		return 1
	}
	return page
}

func (s *shop) showList(w http.ResponseWriter, r *http.Request) {
	q := readQuery(r)
	found := s.catalogue.find(q)
	items, next := pageOf(found, pageNumber(r))
	data := listData{
		Query: q, Found: items, Total: len(found), Next: next, Categories: categories, Sorts: sortOrders,
		Heading: category{Name: "Everything", Line: "All that we make and sell"},
	}
	for _, c := range categories {
		if c.Slug == q.Category {
			data.Heading = c
		}
	}
	for _, c := range s.catalogue.colourNames() {
		choice := finishChoice{colour: c}
		for _, chosen := range q.Colours {
			choice.Chosen = choice.Chosen || chosen == c.Name
		}
		data.Colours = append(data.Colours, choice)
	}
	more := q.values()
	more.Set("page", strconv.Itoa(next))
	data.NextURL = "/shop?" + more.Encode()
	s.show(w, r, http.StatusOK, "list", view{Title: data.Heading.Name, Section: q.Category, Data: data})
}

// card is a product as the list's script builds it.
type card struct {
	Slug    string `json:"slug"`
	Name    string `json:"name"`
	Price   string `json:"price"`
	Was     string `json:"was,omitempty"`
	Picture string `json:"picture"`
	Stars   string `json:"stars"`
	Rating  string `json:"rating"`
	Badge   string `json:"badge,omitempty"`
}

func cardOf(p product) card {
	c := card{
		Slug: p.Slug, Name: p.Name, Price: price(p.Price), Picture: p.Picture(), Stars: stars(p.Rating),
		Rating: strconv.FormatFloat(p.Rating, 'f', 1, 64) + " of 5 from " + strconv.Itoa(p.Reviews) + " reviews", Badge: p.Badge(),
	}
	if p.Was > 0 {
		c.Was = price(p.Was)
	}
	return c
}

// Badge is the word on the corner of a product's card, or empty.
func (p product) Badge() string {
	switch {
	case p.Stock == 0:
		return "Sold out"
	case p.Was > 0:
		return "Offer"
	case p.New:
		return "New"
	default:
		return ""
	}
}

// listItems answers the list's script with one more page.
func (s *shop) listItems(w http.ResponseWriter, r *http.Request) {
	items, next := pageOf(s.catalogue.find(readQuery(r)), pageNumber(r))
	cards := []card{}
	for _, p := range items {
		cards = append(cards, cardOf(p))
	}
	sendJSON(w, map[string]any{"items": cards, "next": next})
}

type productData struct {
	product
	Pictures []picture
	Alike    []product
	Missing  bool
	Chosen   colour
}

type picture struct {
	URL, Label string
}

func (s *shop) showProduct(w http.ResponseWriter, r *http.Request) {
	p, ok := s.catalogue.bySlug[r.PathValue("slug")]
	if !ok {
		s.notFound(w, r)
		return
	}
	data := productData{product: p, Alike: s.catalogue.alike(p, 4), Missing: r.URL.Query().Has("missing"), Chosen: p.Colours[0]}
	if c, ok := p.colour(r.URL.Query().Get("colour")); ok {
		data.Chosen = c
	}
	for _, v := range pictureViews {
		data.Pictures = append(data.Pictures, picture{pictureURL(p, data.Chosen, v.Name), v.Label})
	}
	s.show(w, r, http.StatusOK, "product", view{Title: p.Name, Section: p.Category, Data: data})
}

func sendJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		slog.Debug("send json", "error", err)
	}
}
