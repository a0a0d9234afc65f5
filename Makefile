# Two commands are all that a fresh machine with Go, git and make needs: make run and make test.

GO ?= go
BIN := bin/rollcall
# How long each fuzz target runs in make fuzz.
FUZZTIME ?= 60s
# How long make test searches for a question that the search index answers wrongly.
SEARCHFUZZTIME ?= 20s
# How many steps make soak takes against the reference model.
SOAKSTEPS ?= 100000
# How often make kills kills the server.
KILLS ?= 1000
# How often make faults lets every fault strike.
FAULTROUNDS ?= 10
# Among how many users make bench searches, separated by commas. 1000000 takes ten to fifteen minutes by itself, most of it to make them.
USERS ?= 10000,100000

.PHONY: run test build check lint tools fuzz soak kills faults bench generate

## run: build and serve with the embedded store, for development
run: build
	$(BIN) serve --dev

## build: the one binary
build:
	CGO_ENABLED=0 $(GO) build -o $(BIN) ./cmd/rollcall

## test: everything that CI runs. Go does not see that the tests of e2e build the server, so they never count as done already.
test: check lint tools
	$(GO) test -race -timeout 30m $$($(GO) list ./... | grep -v /e2e$$)
	$(GO) test -race -timeout 30m -count 1 ./e2e
	$(GO) test -race -timeout 30m -count 1 ./e2e ./internal/modeltest -store=postgres
	$(GO) test ./internal/search -run '^$$' -fuzz '^FuzzIndexAgreesWithEvaluate$$' -fuzztime $(SEARCHFUZZTIME)

## check: formatting and vet
check:
	@unformatted="$$(gofmt -l .)"; test -z "$$unformatted" || { echo "not formatted with gofmt:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...

## lint: golangci-lint, where it is installed
lint:
	@if command -v golangci-lint >/dev/null; then golangci-lint run ./...; else echo "golangci-lint is not installed: skipping its checks"; fi

## tools: the programs that tests need beside Go. Those that are missing are installed where that may be done. Tests that need one of those
## which ROLLCALL_TEST_WITHOUT names are left out; ROLLCALL_TEST_POSTGRES, the URL of a server, stands in for PostgreSQL's (initdb).
tools:
	@has() { command -v "$$1" || command -v "/usr/sbin/$$1" || ls /usr/lib/postgresql/*/bin/"$$1"; }; \
	without="$$ROLLCALL_TEST_WITHOUT"; test -z "$$ROLLCALL_TEST_POSTGRES" || without="$$without initdb"; \
	for tool in initdb:postgresql haproxy:haproxy buildah:buildah strace:strace systemd-analyze:systemd; do \
		name=$${tool%:*}; \
		case " $$without " in *" $$name "*) continue;; esac; \
		has $$name >/dev/null 2>&1 || { names="$$names $$name"; packages="$$packages $${tool#*:}"; }; \
	done; \
	if test -z "$$packages"; then :; \
	elif test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then apt-get update -q && apt-get install -y -q --no-install-recommends $$packages; \
	else \
		echo "The tests need these programs:$$names."; \
		echo "Install them (Debian: apt-get install$$packages). For initdb, which is PostgreSQL's server from version 15 on, ROLLCALL_TEST_POSTGRES"; \
		echo "may name a server to use. Tests that need the others are left out with ROLLCALL_TEST_WITHOUT, such as \"haproxy buildah\"."; exit 1; \
	fi

## fuzz: every fuzz target, one after the other, for FUZZTIME each
fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "== $$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

## soak: random requests against the reference model, for SOAKSTEPS steps
soak:
	$(GO) test ./internal/modeltest -run TestModel -v -timeout 0 -model.steps $(SOAKSTEPS)

## kills: a server that is killed in the middle of writes, KILLS times
kills:
	$(GO) test ./e2e -run '^TestKilledWhileWriting$$' -v -count 1 -timeout 0 -kills $(KILLS)

## faults: nodes, their database and the networks between them fail under load, FAULTROUNDS times
faults: tools
	$(GO) test ./e2e -run TestFaults -v -count 1 -timeout 0 -store=postgres -faults.rounds $(FAULTROUNDS)

## bench: micro benchmarks, then the load programs against the built server
bench: build
	$(GO) test -run '^$$' -bench . -benchmem ./internal/...
	$(GO) run ./bench -rollcall $(BIN) -users $(USERS)

## generate: the wire shapes from the model
generate:
	$(GO) generate ./...
