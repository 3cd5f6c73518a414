package demo

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// product is one article of the shop. Amounts are in pence.
type product struct {
	Slug     string   `json:"slug"`
	Name     string   `json:"name"`
	Category string   `json:"category"`
	Art      string   `json:"art"`
	Price    int      `json:"price"`
	Was      int      `json:"was"`
	Colours  []colour `json:"colours"`
	Sizes    []string `json:"sizes"`
	Blurb    string   `json:"blurb"`
	Details  []string `json:"details"`
	Rating   float64  `json:"rating"`
	Reviews  int      `json:"reviews"`
	Stock    int      `json:"stock"`
	New      bool     `json:"new"`
}

// colour is one finish of a product; Hex paints its picture.
type colour struct {
	Name string `json:"name"`
	Hex  string `json:"hex"`
}

func (p product) hasSize(size string) bool { return slices.Contains(p.Sizes, size) }

func (p product) colour(name string) (colour, bool) {
	i := slices.IndexFunc(p.Colours, func(c colour) bool { return c.Name == name })
	if i < 0 {
		return colour{}, false
	}
	return p.Colours[i], true
}

// Picture is the address of the product's first picture in its first colour.
func (p product) Picture() string { return pictureURL(p, p.Colours[0], "studio") }

// CategoryName is the department's name as people read it.
func (p product) CategoryName() string {
	for _, c := range categories {
		if c.Slug == p.Category {
			return c.Name
		}
	}
	return p.Category
}

// pictureURL is the address of one view of a product in one colour.
func pictureURL(p product, c colour, view string) string {
	return "/art/" + p.Art + "/" + view + "-" + strings.TrimPrefix(c.Hex, "#") + ".svg"
}

type category struct {
	Slug, Name, Line string
}

var categories = []category{
	{"camp", "Camp", "Tents, light and fire for nights outside"},
	{"wear", "Wear", "Layers for wind, rain and the walk home"},
	{"home", "Home", "Wool, wax and wood for slow evenings"},
	{"kitchen", "Kitchen", "Enamel and steel that outlive fashions"},
}

type catalogue struct {
	all    []product
	bySlug map[string]product
}

func loadCatalogue() (*catalogue, error) {
	raw, err := files.ReadFile("data/products.json")
	if err != nil {
		return nil, fmt.Errorf("read products: %w", err)
	}
	c := &catalogue{bySlug: map[string]product{}}
	if err := json.Unmarshal(raw, &c.all); err != nil {
		return nil, fmt.Errorf("decode products: %w", err)
	}
	for _, p := range c.all {
		if len(p.Colours) == 0 || len(p.Sizes) == 0 {
			return nil, fmt.Errorf("product %s has no colour or no size", p.Slug)
		}
		c.bySlug[p.Slug] = p
	}
	return c, nil
}

// query is what a visitor asked the list for.
type query struct {
	Category string
	Colours  []string
	// MaxPrice is in pounds; 0 means no limit.
	MaxPrice int
	Offers   bool
	InStock  bool
	Words    string
	Sort     string
}

// sortOrders are the orders the list offers, by the value of the form field.
var sortOrders = []struct{ Value, Name string }{
	{"featured", "Featured"},
	{"price", "Price, low to high"},
	{"price-desc", "Price, high to low"},
	{"rating", "Best rated"},
	{"name", "Name"},
}

func (q query) wants(p product) bool {
	words := strings.ToLower(p.Name + " " + p.Blurb + " " + p.Category)
	return (q.Category == "" || q.Category == p.Category) &&
		(q.MaxPrice == 0 || p.Price <= q.MaxPrice*100) &&
		(!q.Offers || p.Was > 0) &&
		(!q.InStock || p.Stock > 0) &&
		(len(q.Colours) == 0 || slices.ContainsFunc(p.Colours, func(c colour) bool { return slices.Contains(q.Colours, c.Name) })) &&
		strings.Contains(words, strings.ToLower(q.Words))
}

// find returns the products that fit, in the order asked for.
func (c *catalogue) find(q query) []product {
	var found []product
	for _, p := range c.all {
		if q.wants(p) {
			found = append(found, p)
		}
	}
	slices.SortStableFunc(found, func(a, b product) int {
		switch q.Sort {
		case "price":
			return cmp.Compare(a.Price, b.Price)
		case "price-desc":
			return cmp.Compare(b.Price, a.Price)
		case "rating":
			return cmp.Compare(b.Rating, a.Rating)
		case "name":
			return cmp.Compare(a.Name, b.Name)
		default:
			return 0
		}
	})
	return found
}

// values writes the query as the list's own form would send it.
func (q query) values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("category", q.Category)
	set("q", q.Words)
	set("sort", q.Sort)
	if q.MaxPrice > 0 {
		v.Set("max", fmt.Sprint(q.MaxPrice))
	}
	if q.Offers {
		v.Set("offers", "on")
	}
	if q.InStock {
		v.Set("stock", "on")
	}
	for _, c := range q.Colours {
		v.Add("colour", c)
	}
	return v
}

// Fields are the query without its order, for the form that changes the order.
func (q query) Fields() url.Values {
	v := q.values()
	v.Del("sort")
	return v
}

// colourNames are all finishes on sale, once each, in catalogue order.
func (c *catalogue) colourNames() []colour {
	var names []colour
	for _, p := range c.all {
		for _, finish := range p.Colours {
			if !slices.ContainsFunc(names, func(n colour) bool { return n.Name == finish.Name }) {
				names = append(names, finish)
			}
		}
	}
	return names
}

// alike returns up to n other products of the same category.
func (c *catalogue) alike(p product, n int) []product {
	var others []product
	for _, o := range c.find(query{Category: p.Category}) {
		if o.Slug != p.Slug && len(others) < n {
			others = append(others, o)
		}
	}
	return others
}
