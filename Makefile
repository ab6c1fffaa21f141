# dealgraph: `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
UI ?= 1
ROUNDS ?= 20
PINS := constraints.txt constraints-cuda.txt
PACKAGES := chromium postgresql-15 openjdk-17-jre-headless maven

.PHONY: help demo test thorough stable check install bench screenshots pin clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(VENV)/.product ## the bundled sample from feed to answer, in .demo/, then the UI (UI=0 stops before it)
	@$(BIN)/dealgraph demo $(if $(filter 0,$(UI)),--no-ui)

install: $(VENV)/.test ## .venv with the project, its tests' tools and the Debian packages that they need
	@tools/packages.sh $(PACKAGES)

test: install ## style, types, room rules and all tests
	@echo "== ruff" && $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "== mypy" && $(BIN)/mypy && $(BIN)/mypy tests tools $(wildcard bench)
	@echo "== import-linter" && $(BIN)/lint-imports
	@echo "== pytest" && $(BIN)/pytest

thorough: install ## the property tests with twenty times as many cases, for some twenty minutes
	@HYPOTHESIS_PROFILE=thorough $(BIN)/pytest --timeout=0 tests/graph/test_*_properties.py tests/graph/test_asof.py

stable: install ## the tests in a browser, twenty times in a row (ROUNDS=n): all must pass each time; some four minutes a round
	@for round in $$(seq $(ROUNDS)); do echo "== round $$round" && $(BIN)/pytest -q tests/ui/test_*_browser.py; done

bench: $(VENV)/.product ## every measurement in bench/, one after the other
	@for program in bench/*.py; do echo "== $$program"; $(BIN)/python "$$program"; done

screenshots: install ## the pictures in docs/images, taken anew on a demo of their own
	@$(BIN)/python tools/screenshots.py

pin: ## writes the pinned dependencies anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@test -x .cache/pin/bin/uv || { tools/venv.sh .cache/pin && .cache/pin/bin/pip install --quiet uv; }
	@PATH="$(CURDIR)/.cache/pin/bin:$$PATH" .cache/pin/bin/python tools/pin.py $(if $(UPGRADE),--upgrade)

clean: ## removes the demo's data and all caches (the environment stays: rm -r .venv)
	rm -rf .demo .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build *.egg-info
	find data graph ingest nlp ui tests -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.made:
	@tools/venv.sh $(VENV)
	@touch $@

$(VENV)/.product: $(PINS) pyproject.toml tools/install.py | $(VENV)/.made
	@echo "== Installing; the first time takes two to ten minutes and up to 7 GB, most of it torch"
	@$(BIN)/python tools/install.py
	@touch $@

$(VENV)/.test: constraints-test.txt | $(VENV)/.made
$(VENV)/.test: $(PINS) pyproject.toml tools/install.py
	@echo "== Installing; the first time takes two to ten minutes and up to 7 GB, most of it torch"
	@$(BIN)/python tools/install.py --test
	@touch $@ $(VENV)/.product
