# Bare make lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

GO ?= go
# The race detector needs a C compiler, which a machine with nothing but Go does not have.
RACE := $(shell command -v $$($(GO) env CC) >/dev/null 2>&1 && [ "$$($(GO) env CGO_ENABLED)" = 1 ] && echo -race)
# The real OpenStack that test-cloud brings up, unless CLOUD names another one of clouds.yaml.
DEVCLOUD ?= ../shared/devcloud
DEVCLOUD_STATE ?= /var/lib/devcloud
export DEVCLOUD_STATE

.PHONY: help
help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | column -t -s "$$(printf '\t')" 2>/dev/null || \
	grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

.PHONY: bench
bench: ## rehearse all features on the simulated cloud, write the page, print its path
	@mkdir -p features/out
	@$(GO) test -c -o features/out/features.test ./features
	@cd features && ./out/features.test

.PHONY: test
test: ## run the tests; with the race detector where there is a C compiler
	@$(GO) vet ./...
	@[ -n "$(RACE)" ] || echo "no C compiler: the tests run without the race detector"
	$(GO) test $(RACE) -shuffle=on $$($(GO) list ./... | grep -v /features$$)
	$(GO) test -count=1 ./features ./fixtures/cleanup

.PHONY: test-kills
test-kills: ## end a process that keeps a run 20 times with kill -9, and look at what is left
	PACENOTE_KILLS=20 $(GO) test -count=1 -v -run Killed ./harness/store

.PHONY: test-features-race
test-features-race: ## run all features but the soak with the race detector
	$(GO) test -race -count=1 ./features -godog.tags '~@soak'

.PHONY: test-cloud
test-cloud: ## run the features, the contract and the clean-up after kill -9 on a real OpenStack, brought up on this machine unless CLOUD names another one
ifdef CLOUD
	$(GO) test -count=1 -v -timeout 60m -p 1 ./features ./features/catalogue -cloud=$(CLOUD)
else
	$(DEVCLOUD)/up
	OS_CLIENT_CONFIG_FILE=$(DEVCLOUD_STATE)/clouds.yaml $(GO) test -count=1 -v -timeout 60m -p 1 ./features ./features/catalogue -cloud=devcloud
	OS_CLIENT_CONFIG_FILE=$(DEVCLOUD_STATE)/clouds.yaml $(GO) run . cleanup --cloud devcloud features | tee -a /dev/stderr | grep -qx 'nothing is left behind'
	OS_CLIENT_CONFIG_FILE=$(DEVCLOUD_STATE)/clouds.yaml PACENOTE_CLOUD=devcloud $(GO) test -count=1 -v -timeout 10m -run 'Contract|RealCloud' ./fixtures
	OS_CLIENT_CONFIG_FILE=$(DEVCLOUD_STATE)/clouds.yaml PACENOTE_CLOUD=devcloud $(GO) test -count=1 -v -timeout 10m -run EveryKind ./fixtures/cleanup
	OS_CLIENT_CONFIG_FILE=$(DEVCLOUD_STATE)/clouds.yaml PACENOTE_CLOUD=devcloud $(GO) test -count=1 -v -timeout 20m -run CleanupAfterKill ./harness/cli
endif

.PHONY: test-services
test-services: ## run the samples and the contract of the services that the real OpenStack lacks, on those of Debian's packages beside it
	$(DEVCLOUD)/up
	trap '.ci/services down' EXIT; .ci/services up; export OS_CLIENT_CONFIG_FILE=$(DEVCLOUD_STATE)/clouds.yaml; \
	$(GO) test -count=1 -v -timeout 20m ./features/catalogue -run TestCatalogue -cloud=devcloud -godog.tags @optional; \
	PACENOTE_CLOUD=devcloud $(GO) test -count=1 -v -timeout 10m -run ContractReal ./fixtures; \
	$(GO) run . cleanup --cloud devcloud features | tee -a /dev/stderr | grep -qx 'nothing is left behind'

.PHONY: bench-engine
bench-engine: ## measure what the engine itself costs, as benchstat reads it: COUNT=5
	$(GO) test -run '^$$' -bench . -benchmem -timeout 60m -count $${COUNT:-5} ./harness ./harness/cloud ./harness/load ./fixtures/simcloud
	$(GO) test -run '^$$' -bench 'Hour|Storm' -benchtime 1x -timeout 60m -count $${COUNT:-5} ./scenarios/nova

.PHONY: golden
golden: ## write golden files and generated documents anew
	$(GO) test ./steps ./reports ./harness/cli -update

.PHONY: lint
lint: ## gofmt, go vet and go mod tidy have nothing to say
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) mod tidy -diff

.PHONY: fuzz
fuzz: ## fuzz every parser for a while: FUZZTIME=10s
	@for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep ^Fuzz || true); do \
			echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $${FUZZTIME:-10s} $$p; \
		done; \
	done

.PHONY: clean
clean: ## remove what bench and test leave
	rm -rf features/out
