package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"samepage/wire"
	"strings"
	"testing"
)

// site runs `samepage site …` on a data folder and returns what it prints.
func site(t *testing.T, folder string, words ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(t.Context(), append([]string{"site"}, append(words, "--data="+folder)...), nil, &out, io.Discard)
	return out.String(), err
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "site.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// R1, P1: a site is written down, changed in the file, compared and applied while the
// server runs, which serves what the file says.
func TestSite_R1_ShownChangedComparedAppliedWhileTheServerRuns(t *testing.T) {
	folder := t.TempDir()
	r := startDemo(t, folder)
	text, err := site(t, folder, "show", r.SiteKey)
	if err != nil || !strings.Contains(text, "site: "+r.SiteKey) || !strings.Contains(text, "stepup") {
		t.Fatalf("shown is %s, %v", text, err)
	}
	same := writeFile(t, text)
	if out, err := site(t, folder, "diff", same); err != nil || out != "Nothing changes.\n" {
		t.Errorf("the file that was shown differs: %s, %v", out, err)
	}
	changed := writeFile(t, strings.Replace(text, "accent: \"#1f6f5c\"", "accent: \"#aa0000\"", 1)+
		"texts:\n  de:\n    send: Los\n")
	out, err := site(t, folder, "diff", changed)
	if err != nil || !strings.Contains(out, "+ branding.accent: #aa0000\n") || !strings.Contains(out, "+ texts.de.send: Los\n") {
		t.Errorf("differs in %q, %v", out, err)
	}
	if out, err := site(t, folder, "apply", changed); err != nil || !strings.Contains(out, "as version 2") {
		t.Errorf("applied: %q, %v", out, err)
	}
	if out, err := site(t, folder, "apply", changed); err != nil || out != "Nothing changes.\n" {
		t.Errorf("applied again: %q, %v", out, err)
	}
	res, err := http.Get(r.ConsoleURL + "api/v1/sites/" + r.SiteKey + "/page")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var got wire.SiteConfigBody
	if err := json.NewDecoder(res.Body).Decode(&got); err != nil || got.Branding.Accent != "#aa0000" || string(got.Texts["de"]) != `{"send":"Los"}` {
		t.Errorf("pages are told %+v, %v", got, err)
	}
}

// R1: a key that is new makes a site; a bad file is refused with file, line and reason, and changes nothing.
func TestSite_R1_MakesAndRefuses(t *testing.T) {
	folder := t.TempDir()
	good := "site: new-shop\nname: New\norigins: [https://new.example]\nbranding: {name: New}\n"
	if out, err := site(t, folder, "apply", writeFile(t, good)); err != nil || !strings.Contains(out, "Made the site new-shop") {
		t.Fatalf("%q, %v", out, err)
	}
	bad := writeFile(t, good+"privacy:\n  rules:\n    - {do: hide, selector: 'p['}\n")
	_, err := site(t, folder, "apply", bad)
	if want := bad + ": line 7: privacy.rules[0].selector: a bracket is not closed"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("refused with %v, want %s", err, want)
	}
	if _, err := site(t, folder, "show", "none"); err == nil {
		t.Error("a site that does not exist is shown")
	}
}
