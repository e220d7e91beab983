# One command each. `make site` needs only Python 3.11 or newer, git and make.
# PYTHON=python3.12 chooses the Python; VENV=folder the environment; ARGS passes words on, as in make test ARGS="-k access".

VENV ?= .venv
BIN := $(VENV)/bin
ifndef PYTHON
PYTHON := $(shell for one in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  "$$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$one" && break; done)
endif
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST = $(BIN)/python -m pytest
MADE_FROM := pyproject.toml hatch_build.py package.json package-lock.json constraints.txt
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help site serve test check golden bench long lint types clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

site: $(VENV)/site.stamp ## build the demonstration portal into output/
	@$(BIN)/site-builder build $(ARGS)
	@echo "The site is in output/.  To open it: make serve, then http://127.0.0.1:8000/"
	@echo "Trang web nằm trong output/.  Để xem: make serve, rồi mở http://127.0.0.1:8000/"

serve: $(VENV)/site.stamp ## build, serve on this machine, rebuild on change
	@$(BIN)/site-builder serve $(ARGS)

test: $(VENV)/dev.stamp node_modules/.package-lock.json ## every test, in browsers too
	@$(BIN)/python -m tests.browser.chromium
	@$(PYTEST) -n 2 $(ARGS)

check: lint types test ## all that continuous integration runs

lint: $(VENV)/dev.stamp ## ruff
	@$(BIN)/ruff check

types: $(VENV)/dev.stamp ## mypy --strict
	@$(BIN)/mypy

golden: $(VENV)/dev.stamp node_modules/.package-lock.json ## rewrite what tests/golden expects; review its diff like code
	@GOLDEN=write $(PYTEST) $(wildcard tests/golden) tests/test_documented.py $(ARGS)

bench: $(VENV)/dev.stamp node_modules/.package-lock.json ## measure speed and size
	@$(BIN)/python -m benchmarks $(ARGS)

long: $(VENV)/dev.stamp node_modules/.package-lock.json ## the tests that take minutes
	@$(BIN)/python -m tests.browser.chromium
	@$(PYTEST) -m long -o faulthandler_timeout=0 $(ARGS)

clean: ## remove all that was made, the environment too
	rm -rf output .site-builder node_modules site_builder/vendor dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. Name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "No environment could be made. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/site.stamp: $(MADE_FROM) | $(BIN)/python
	@echo "Installing into $(VENV) (the first time takes a minute)"
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev.stamp: $(MADE_FROM) | $(BIN)/python
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $(VENV)/site.stamp $@

node_modules/.package-lock.json: package.json package-lock.json | $(VENV)/dev.stamp
	@NODE_USE_SYSTEM_CA=1 $(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
