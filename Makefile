# The commands of this project; `make help` lists them. Set-up happens by itself, once.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
APP := .venv/.app-is-installed
TOOLS := .venv/.test-tools-are-installed
BUILT := .venv/.forms-and-resources-are-built
SAMPLE := demo/vientiane-2024.programme

# Tests and pictures never open a window on the screen of whoever runs them.
OFFSCREEN := QT_QPA_PLATFORM=offscreen
PYTEST := $(OFFSCREEN) $(BIN)/python -m pytest
# A process that is done takes over half of what another one still has before it.
PYTEST_ARGS ?= -q -n auto --dist worksteal

.PHONY: help demo test quick run check lint types contracts bench screenshots built clean

help: ## these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(BUILT) ## set up, build the sample week in demo/, open it where there is a display
	@$(BIN)/facilitator demo demo
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname -s)" != Linux ]; then \
	    $(BIN)/facilitator $(SAMPLE); \
	else \
	    echo "No display here: the window was not opened (make run opens it)."; \
	fi

test: $(TOOLS) $(BUILT) ## set up and run the whole test suite
	@$(PYTEST) $(PYTEST_ARGS)

quick: $(TOOLS) $(BUILT) ## the tests without the slow ones
	@$(PYTEST) $(PYTEST_ARGS) -m "not slow"

run: $(BUILT) ## open the app
	@$(BIN)/facilitator

check: lint types contracts ## lint, types, import contracts

lint: $(TOOLS)
	@$(BIN)/ruff check

types: $(TOOLS) $(BUILT)
	@$(BIN)/mypy

contracts: $(TOOLS) $(BUILT)
	@$(BIN)/lint-imports

bench: $(TOOLS) $(BUILT) ## measure what we claim about speed
	@$(OFFSCREEN) $(BIN)/python -m benchmarks

screenshots: $(BUILT) ## every page, light and dark, into screenshots/
	@$(OFFSCREEN) $(BIN)/python -m facilitator.ui.app.screenshots screenshots

built: $(APP) ## compile changed forms, copy changed resources
	@$(BIN)/python packaging/build_hook.py
	@touch $(BUILT)

clean: ## remove what these commands made, .venv and demo/ too
	rm -rf .venv demo screenshots dist build src/facilitator/_built
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests packaging benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(APP): pyproject.toml packaging/setup.sh
	@bash packaging/setup.sh app
	@touch $@

$(TOOLS): $(APP)
	@bash packaging/setup.sh test
	@touch $@

$(BUILT): $(APP) packaging/build_hook.py $(shell find forms resources 2>/dev/null)
	@$(BIN)/python packaging/build_hook.py
	@$(BIN)/python -m compileall -q src/facilitator
	@touch $@
