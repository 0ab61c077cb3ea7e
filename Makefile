# Every task of the project, `make help` lists them. Only python3 (3.11 or newer) is needed beforehand.

PYTHON ?= python3
PORT ?= 8000
SOURCES ?= ../shared

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SERVING := .venv/.serving
READY := .venv/.ready
DATABASE := data/cog.duckdb

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run run-demo test coverage mutation check evaluate bench soak switching refresh faults screenshots openapi \
	released reglages data requirements clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: $(READY) ## Make .venv with the project and its tools, when it is not up to date

# To serve, the dependencies of the project, and what installs it as it is edited; the tools are ten times as large.
$(SERVING): pyproject.toml requirements.txt requirements-build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make setup PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.txt -r requirements-build.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY): $(SERVING) requirements-dev.txt
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

# What the database is made of: the facts, and the code that compiles them.
DATABASE_INPUTS := $(shell find data/reference data_pipeline service/transcogage/resolution service/transcogage/database -type f \
	-not -path '*/__pycache__/*' 2>/dev/null)

$(DATABASE): $(SERVING) $(DATABASE_INPUTS)
	$(BIN)/transcogage data build

run: $(DATABASE) ## Serve on http://127.0.0.1:8000 (PORT=8000)
	$(BIN)/transcogage serve --port $(PORT)

run-demo: $(DATABASE) ## Serve with the quotient familial proxy on, in front of a stand-in upstream
	@$(BIN)/python -m tests.upstream --port 8001 & stand_in=$$!; trap "kill $$stand_in 2>/dev/null || true" EXIT INT TERM; \
		TRANSCOGAGE_QF_URL=http://127.0.0.1:8001 $(BIN)/transcogage serve --port $(PORT)

test: $(READY) $(DATABASE) ## Run the tests
	$(BIN)/pytest

coverage: $(READY) $(DATABASE) ## Run the tests that go case by case, print the lines and branches of the code that they leave out
	$(BIN)/pytest --ignore=tests/property --ignore=tests/browser --ignore=tests/bench \
		--cov --cov-report=term-missing:skip-covered

mutation: $(READY) $(DATABASE) ## Break the rules on purpose, one at a time; print each, and the test that holds it: all have one
	$(BIN)/python -m tests.mutation

check: $(READY) $(DATABASE) ## Lint, types, import rules, specification and what it breaks, evaluation against the baseline
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m transcogage.http.openapi --check openapi.yaml
	$(BIN)/python -m tests.http.compatibility docs/openapi/released.yaml
	$(BIN)/python -m tests.evaluation --check

evaluate: $(READY) $(DATABASE) ## Measure the answers on real births, people-weighted
	$(BIN)/python -m tests.evaluation

bench: $(READY) $(DATABASE) ## Measure the speed, as ratios (MEASURES="debit processus" for those alone)
	$(BIN)/python -m tests.bench $(MEASURES)

soak: $(READY) $(DATABASE) ## Load the service for a minute and 200,000 requests, then stop it: nothing lost, memory flat
	$(BIN)/python -m tests.bench.soak

screenshots: $(READY) $(DATABASE) ## Write docs/captures from the page, in a real Chromium
	$(BIN)/python -m tests.browser.screenshots

switching: $(READY) $(DATABASE) ## Switch release twenty times under 32 connections: nothing lost, nothing mixed, memory flat
	$(BIN)/python -m tests.bench.switching

refresh: $(READY) ## Refresh from the vintage of 2024 to those of 2025 and 2026: time, events, evaluation
	$(BIN)/python -m tests.bench.refresh

faults: $(READY) $(DATABASE) ## Kill every command, fill the disk, damage files and a release: the last good one is served
	$(BIN)/python -m tests.bench.faults

openapi: $(READY) ## Write openapi.yaml from the application
	$(BIN)/python -m transcogage.http.openapi --write openapi.yaml

released: ## Keep openapi.yaml as that of the last release, which the next must not break
	cp openapi.yaml docs/openapi/released.yaml

reglages: $(READY) ## Write docs/reglages.md from the settings
	$(BIN)/python -m transcogage.settings > docs/reglages.md

data: $(READY) ## Derive data/reference from the source files (SOURCES=../shared), build, verify
	$(BIN)/transcogage data derive --sources $(SOURCES)
	$(BIN)/transcogage data build
	$(BIN)/transcogage data verify --sources $(SOURCES)

PIP_COMPILE := CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet $(UPGRADE)

# In an environment of Python 3.11, the oldest: it needs all that the others need.
requirements: $(READY) ## Pin the dependencies of pyproject.toml, with hashes (UPGRADE=--upgrade for newer ones)
	$(PIP_COMPILE) --output-file=requirements.txt pyproject.toml
	$(PIP_COMPILE) --only-build-deps --build-deps-for=editable --output-file=requirements-build.txt pyproject.toml
	$(PIP_COMPILE) --extra=dev --extra=spark --no-strip-extras --constraint=requirements.txt \
		--constraint=requirements-build.txt --output-file=requirements-dev.txt pyproject.toml

clean: ## Remove what was made: environment, database, caches
	rm -rf .venv $(DATABASE) dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
