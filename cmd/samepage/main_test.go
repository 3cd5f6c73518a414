package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

// running is the very program, on free ports, with a data folder of its own.
type running struct {
	demoAnnouncement
	stop func()
}

// startDemo runs `samepage demo --json` until the test ends or stop is called.
func startDemo(t *testing.T, folder string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, []string{"demo", "--json", "--listen=localhost:0", "--data=" + folder, "--log-level=error"}, nil, in, io.Discard)
		_ = in.CloseWithError(io.EOF) // never fails
		ended <- err
	}()
	r := &running{}
	if err := json.NewDecoder(out).Decode(&r.demoAnnouncement); err != nil {
		cancel()
		t.Fatalf("the announcement: %v; the program: %v", err, <-ended)
	}
	stopped := false
	r.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the program ended with %v", err)
		}
	}
	t.Cleanup(r.stop)
	return r
}

func (r *running) signIn(t *testing.T, who demoSignIn) int {
	t.Helper()
	body, err := json.Marshal(map[string]string{"email": who.Email, "password": who.Password})
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Post(r.ConsoleURL+"api/v1/auth/sign-in", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode
}

// S1: one command serves console, shop and people who can sign in; a second start on the
// same folder keeps them.
func TestDemo_S1_ServesAndASecondStartKeepsEverything(t *testing.T) {
	folder := t.TempDir()
	first := startDemo(t, folder)
	for _, url := range []string{first.ShopURL, first.ClubURL, first.ConsoleURL + "readyz"} {
		res, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusOK {
			t.Errorf("%s: %d, %v", url, res.StatusCode, err)
		}
	}
	for _, who := range append(first.Agents, first.Supervisor, first.Admin) {
		if status := first.signIn(t, who); status != http.StatusOK {
			t.Errorf("%s cannot sign in: %d", who.Email, status)
		}
	}
	first.stop()
	second := startDemo(t, folder)
	if second.SiteKey != first.SiteKey || second.Admin != first.Admin {
		t.Errorf("the second start made others: %+v, %+v", first, second)
	}
	if status := second.signIn(t, first.Agents[0]); status != http.StatusOK {
		t.Errorf("after a second start %s cannot sign in: %d", first.Agents[0].Email, status)
	}
}

// S1: the first administrator is made by a command that asks for the password.
func TestAdminCreate_S1_AsksForThePassword(t *testing.T) {
	folder := t.TempDir()
	create := func(password string) error {
		args := []string{"admin", "create", "--email=Ada@Example.com", "--name=Ada", "--data=" + folder}
		return run(t.Context(), args, strings.NewReader(password), io.Discard, io.Discard)
	}
	for _, bad := range []string{"", "short\n"} {
		if err := create(bad); err == nil {
			t.Errorf("password %q is taken", bad)
		}
	}
	if err := create("a long enough password\n"); err != nil {
		t.Errorf("create: %v", err)
	}
	if err := create("a long enough password\n"); err == nil {
		t.Error("the same address is taken twice")
	}
}

// Every fault of the configuration is reported at once, before anything is opened.
func TestServe_ReportsAllFaultsAtOnce(t *testing.T) {
	args := []string{"serve", "--listen=nonsense", "--public-url=https://a.example", "--cluster-route=x:1", "--data=" + t.TempDir()}
	err := run(t.Context(), args, nil, io.Discard, io.Discard)
	if err == nil {
		t.Fatal("it serves")
	}
	for _, fault := range []string{"--listen", "--viewer-origin", "--cluster-route"} {
		if !strings.Contains(err.Error(), fault) {
			t.Errorf("%s is not reported: %v", fault, err)
		}
	}
}
