package demo

import (
	"encoding/json"
	"image/png"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestList_FiltersAndSorts(t *testing.T) {
	goods, err := loadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	found := goods.find(query{Category: "wear", Colours: []string{"Rust"}, MaxPrice: 200, Sort: "price"})
	if len(found) < 2 {
		t.Fatalf("found %d products, want several", len(found))
	}
	for _, p := range found {
		if _, inColour := p.colour("Rust"); p.Category != "wear" || p.Price > 20000 || !inColour {
			t.Errorf("%s does not fit", p.Slug)
		}
	}
	if !slices.IsSortedFunc(found, func(a, b product) int { return a.Price - b.Price }) {
		t.Error("not sorted by price")
	}
	for _, p := range goods.find(query{Offers: true, InStock: true}) {
		if p.Was == 0 || p.Stock == 0 {
			t.Errorf("%s is no offer in stock", p.Slug)
		}
	}
}

func TestList_PagesHoldEveryProductOnce(t *testing.T) {
	v := visit(t, Handler(testOptions))
	seen := map[string]bool{}
	for next := "1"; next != "0"; {
		var answer struct {
			Items []card      `json:"items"`
			Next  json.Number `json:"next"`
		}
		if err := json.Unmarshal([]byte(v.get("/shop/items?page="+next).body), &answer); err != nil {
			t.Fatal(err)
		}
		for _, c := range answer.Items {
			if seen[c.Slug] {
				t.Errorf("%s comes twice", c.Slug)
			}
			seen[c.Slug] = true
		}
		next = answer.Next.String()
	}
	goods, err := loadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != len(goods.all) {
		t.Errorf("the pages hold %d products of %d", len(seen), len(goods.all))
	}
}

func TestPictures_EveryProductHasEveryView(t *testing.T) {
	v := visit(t, Handler(testOptions))
	goods, err := loadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range goods.all {
		for _, shown := range pictureViews {
			got := v.get(pictureURL(p, p.Colours[0], shown.Name))
			if got.status != http.StatusOK || !strings.HasPrefix(got.body, "<svg") || strings.Contains(got.body, "<no value>") {
				t.Errorf("%s, %s: status %d", p.Slug, shown.Name, got.status)
			}
		}
	}
	for _, path := range []string{"/art/lantern/studio-xyz.svg", "/art/ufo/studio-2f5d4a.svg", "/art/frame-studio/studio-2f5d4a.svg", "/scenes/noon.png"} {
		if got := v.get(path); got.status != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, got.status)
		}
	}
}

func TestScenes_ArePNG(t *testing.T) {
	v := visit(t, Handler(testOptions))
	got := v.get("/scenes/dawn.png")
	picture, err := png.Decode(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != sceneWidth || size.Y != sceneHeight {
		t.Errorf("scene is %v", size)
	}
}
