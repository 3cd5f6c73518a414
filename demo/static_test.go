package demo

import (
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var localPattern = regexp.MustCompile(`(?:src|href)="(/(?:static|art|scenes)/[^"]+)"`)

func TestStatic_WhatPagesNameIsServed(t *testing.T) {
	_, err := fs.Stat(files, "static/app/shop.js")
	built := err == nil
	v := visit(t, Handler(testOptions))
	v.signIn()
	checked := map[string]bool{}
	for _, c := range shopPaths {
		for _, match := range localPattern.FindAllStringSubmatch(v.get(c.path).body, -1) {
			path := match[1]
			if checked[path] || !built && strings.HasPrefix(path, "/static/app/") {
				continue
			}
			checked[path] = true
			if p := v.get(path); p.status != http.StatusOK {
				t.Errorf("%s names %s: status %d", c.path, path, p.status)
			}
		}
	}
	if len(checked) < 10 {
		t.Errorf("only %d files were named", len(checked))
	}
}

func TestStatic_UnchangedFilesAreNotSentAgain(t *testing.T) {
	v := visit(t, Handler(testOptions))
	first := v.get("/static/css/base.css")
	req, err := http.NewRequest(http.MethodGet, v.server+"/static/css/base.css", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("If-None-Match", first.header.Get("Etag"))
	if p := v.read(v.client.Do(req)); p.status != http.StatusNotModified {
		t.Errorf("status %d, want 304", p.status)
	}
	if p := v.get("/static/css/"); p.status != http.StatusNotFound {
		t.Errorf("a folder is listed: status %d", p.status)
	}
}
