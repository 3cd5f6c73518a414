# make run    starts everything with the demo shop, prints addresses and sign-ins
# make test   installs what the tests need and runs all of them
# make check  the fast part of it
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build

GO ?= go
TOOL := $(GO) -C tools tool
LISTEN ?= localhost:8460
DATA ?= data

.PHONY: build run test check bench generate generate-check web deps test-deps lint unit browser-test go-test stories test-mirror fmt clean

# --- building -------------------------------------------------------------

node_modules: package.json package-lock.json
	npm install --no-audit --no-fund # not ci: it fails where a registry lacks an optional package of another platform
	@touch node_modules

deps: node_modules

web: deps ## everything that runs in a browser, into the dist folders that the binary embeds
	npm run build --workspaces --if-present

build: web ## bin/samepage
	$(GO) build -trimpath -o bin/ ./cmd/samepage

run: build ## the whole system with a demo shop on embedded parts
	bin/samepage demo --listen $(LISTEN) --data $(DATA)

generate: ## TypeScript of the wire from the Go structs
	$(GO) -C tools build -o ../bin/tygo github.com/gzuidhof/tygo
	bin/tygo generate

generate-check: generate
	git diff --exit-code -- wire/ts/src/generated.ts

# --- testing --------------------------------------------------------------

test-deps:
	tools/install-test-deps.sh

lint: deps
	$(GO) -C tools build -o ../bin/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	bin/golangci-lint run ./...
	npx biome ci .
	npm run check:types --workspaces --if-present

unit: deps ## what needs no browser
	npx vitest run --project unit

browser-test: web ## the mirror, the page script and the console in real browsers
	npx vitest run --project browser

go-test: web
	$(GO) test -race -timeout 20m ./...

stories: build
	npx playwright test --config e2e/playwright.config.ts

check: lint generate-check unit ## the fast part: within three minutes on a warm machine
	$(GO) test ./wire/... ./session/... ./chat/... ./org/... .

test: test-deps build lint generate-check unit go-test browser-test stories ## all of it

test-mirror: deps ## the mirror's own tests, with fuzzers at night size
	MIRROR_FUZZ=1000000 MIRROR_LEAKS=10000 PRIVACY_FUZZ_ROUNDS=200 HOSTILE_FUZZ_ROUNDS=5000 npx vitest run --project browser mirror

bench: build
	npm run bench -w bench

fmt:
	gofmt -w $$(git ls-files '*.go')
	npx biome check --write .

clean:
	rm -rf bin node_modules */dist demo/static/app data
