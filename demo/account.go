package demo

import (
	"net/http"
	"net/mail"
	"net/url"
	"strings"
)

// minPassword is the shortest password that the sign-in form takes, in characters.
const minPassword = 8

type signInData struct {
	Email  string
	Next   string
	Faults faults
}

// customerName is the first name of who is signed in, or empty.
func customerName(r *http.Request) string {
	name, _, _ := strings.Cut(cookie(r, customerCookie), "@")
	name, _, _ = strings.Cut(name, ".")
	if name == "" {
		return ""
	}
	first := []rune(name)
	return strings.ToUpper(string(first[:1])) + string(first[1:])
}

// localPath keeps a redirect within the shop: anything but a plain path becomes the account page.
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
		return "/account"
	}
	return next
}

func (s *shop) showSignIn(w http.ResponseWriter, r *http.Request) {
	data := signInData{Next: localPath(r.URL.Query().Get("next"))}
	s.show(w, r, http.StatusOK, "sign-in", view{Title: "Sign in", Data: data})
}

// signIn takes any address with any password that is long enough: there is nothing to protect in a demo.
func (s *shop) signIn(w http.ResponseWriter, r *http.Request) {
	data := signInData{Email: r.PostFormValue("email"), Next: localPath(r.PostFormValue("next")), Faults: faults{}}
	if _, err := mail.ParseAddress(data.Email); err != nil || len(data.Email) > maxFieldLength {
		data.Faults["email"] = "Enter the e-mail address of your account."
	}
	if len(r.PostFormValue("password")) < minPassword {
		data.Faults["password"] = "The password has at least eight characters."
	}
	if len(data.Faults) > 0 {
		s.show(w, r, http.StatusUnprocessableEntity, "sign-in", view{Title: "Sign in", Data: data})
		return
	}
	setCookie(w, r, customerCookie, data.Email)
	redirect(w, r, data.Next, "Welcome back.")
}

func (s *shop) signOut(w http.ResponseWriter, r *http.Request) {
	setCookie(w, r, customerCookie, "")
	redirect(w, r, "/", "You are signed out.")
}

// showAccount sends the page in which the account area's script draws every view.
func (s *shop) showAccount(w http.ResponseWriter, r *http.Request) {
	if customerName(r) == "" {
		http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.Path), http.StatusSeeOther)
		return
	}
	s.show(w, r, http.StatusOK, "account", view{Title: "Your account", Section: "account"})
}

type accountData struct {
	Name    string `json:"name"`
	Email   string `json:"email"`
	Number  string `json:"number"`
	Points  int    `json:"points"`
	Balance int    `json:"balance"`
	// Spent is pence by month, oldest first, with the month's short name.
	Spent  []monthSum    `json:"spent"`
	Shares []categorySum `json:"shares"`
	// Walks is kilometres by day: the club's walking diary that the dashboard draws on a canvas.
	Walks     []float64 `json:"walks"`
	Orders    []order   `json:"orders"`
	Addresses []address `json:"addresses"`
}

type monthSum struct {
	Month string `json:"month"`
	Pence int    `json:"pence"`
}

type categorySum struct {
	Name  string `json:"name"`
	Pence int    `json:"pence"`
}

type address struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Name     string `json:"name"`
	Street   string `json:"street"`
	Town     string `json:"town"`
	Postcode string `json:"postcode"`
	Default  bool   `json:"default"`
}

// accountData answers the account area's script with all that it shows.
func (s *shop) accountData(w http.ResponseWriter, r *http.Request) {
	name := customerName(r)
	if name == "" {
		http.Error(w, "Sign in first.", http.StatusUnauthorized)
		return
	}
	orders := s.pastOrders()
	if o, ok := lastOrder(r); ok {
		orders = append([]order{o}, orders...)
	}
	sendJSON(w, accountData{
		Name: name, Email: cookie(r, customerCookie), Number: "4471 0092 3318", Points: 2480, Balance: 3720,
		Spent: s.spentByMonth(orders), Shares: s.spentByCategory(orders), Walks: walkingDiary(), Orders: orders,
		Addresses: []address{
			{"home", "Home", name + " Hale", "14 Ropewalk Lane", "Bristol", "BS1 4QA", true},
			{"work", "Work", name + " Hale", "Unit 6, The Old Sail Loft", "Portishead", "BS20 7GD", false},
		},
	})
}

// monthsShown is how far the spending chart looks back.
const monthsShown = 9

func (s *shop) spentByMonth(orders []order) []monthSum {
	now := s.now().UTC()
	var sums []monthSum
	for back := monthsShown - 1; back >= 0; back-- {
		month := now.AddDate(0, -back, 1-now.Day())
		sum := monthSum{Month: month.Format("Jan")}
		for _, o := range orders {
			if o.Placed.Year() == month.Year() && o.Placed.Month() == month.Month() && o.State != "Returned" {
				sum.Pence += o.Total
			}
		}
		sums = append(sums, sum)
	}
	return sums
}

func (s *shop) spentByCategory(orders []order) []categorySum {
	byName := map[string]string{}
	for _, p := range s.catalogue.all {
		byName[p.Name] = p.Category
	}
	var sums []categorySum
	for _, c := range categories {
		sum := categorySum{Name: c.Name}
		for _, o := range orders {
			for _, l := range o.Lines {
				if byName[l.Name] == c.Slug && o.State != "Returned" {
					sum.Pence += l.Total
				}
			}
		}
		sums = append(sums, sum)
	}
	return sums
}

// walkingDiary is four weeks of walks in kilometres: short ones on weekdays, long ones at the weekend.
func walkingDiary() []float64 {
	return []float64{
		2.1, 3.4, 0, 2.8, 1.9, 9.6, 12.4, 2.4, 0, 3.1, 2.2, 4.0, 14.8, 6.2,
		1.8, 2.9, 3.3, 0, 2.6, 8.1, 11.7, 3.0, 2.5, 0, 3.8, 2.7, 16.3, 7.4,
	}
}
