# Everything the project needs, from a machine with Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := $(shell git ls-files '*.py' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help site serve test check lint types golden bench long clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/site.stamp: pyproject.toml hatch_build.py package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@

site: $(VENV)/site.stamp ## build the demo portal into output/
	$(BIN)/site-builder build
	@echo "Open it with: make serve"

serve: $(VENV)/site.stamp ## build the demo portal, serve it, rebuild on change
	$(BIN)/site-builder serve

test: $(VENV)/test.stamp ## run every test, the browser's too
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .

types: $(VENV)/test.stamp
	$(BIN)/mypy

check: lint types test ## what CI runs

golden: $(VENV)/test.stamp ## rewrite the expected sites of tests/golden
	GOLDEN=write $(BIN)/python -m pytest tests/golden

long: $(VENV)/test.stamp ## the tests that take longer
	$(BIN)/python -m pytest -m long

bench: $(VENV)/test.stamp ## measure speed and size
	$(BIN)/python -m benchmarks

clean: ## remove what is generated
	rm -rf output .site-builder build dist site_builder/vendor
