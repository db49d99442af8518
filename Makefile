# One target per thing a person wants; `make` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check unit integration simulation simulate format serve bench screenshots clean

help: ## List what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Install everything into .venv

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[dev,postgresql,queue]'
	@touch $@

demo: $(READY) ## Run both workflows against the sandbox, in demo-data/
	@$(BIN)/temu-jtl demo --data demo-data

test: check unit simulation integration ## Run everything that proves the product works

check: $(READY) ## Look at style, types and import rules; changes nothing
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

unit: $(READY) ## Run the tests that need nothing but Python
	@$(BIN)/pytest -q -n auto tests/unit

integration: $(READY) ## Run the tests over databases, HTTP and whole processes
	@$(BIN)/pytest -q -n auto -rs tests/integration tests/e2e

simulation: $(READY) ## Run the tests that break everything on purpose, in memory
	@$(BIN)/pytest -q -n auto tests/simulation

simulate: $(READY) ## Play 100,000 simulated days and print what they came to
	@$(BIN)/temu-jtl simulate --seeds 100000 --workers 2

format: $(READY) ## Put all code in order
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format .

serve: $(READY) ## Serve REST, the live log and the scheduler over the sandbox until stopped
	@$(BIN)/temu-jtl serve --demo --data demo-data

bench: $(READY) ## Measure what we promise about speed, and put the figures into the pages
	@$(BIN)/python -m benchmarks --json benchmarks/results.json
	@$(BIN)/python -m benchmarks --render benchmarks/results.json

screenshots: $(READY) ## Make the pictures of the web app in docs/ anew; needs Chromium
	@$(BIN)/python -m tests.e2e.app.take_screenshots

clean: ## Remove what was installed and made
	@rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
