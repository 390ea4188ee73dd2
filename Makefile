# Every target works on a machine with Python 3.11, pip and make: .venv is made on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check format bench clean

$(BIN)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(BIN)/.ready
	$(BIN)/feeds build --config seeds/feeds.toml --output output
	@echo "Open output/index.html in a browser, or run: $(BIN)/feeds serve --output output"

test: $(BIN)/.ready
	$(BIN)/pytest

check: $(BIN)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(BIN)/.ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(BIN)/.ready
	$(BIN)/python -m benchmarks.run

clean:
	rm -rf $(VENV) .feeds .pytest_cache .mypy_cache .ruff_cache
	find output -mindepth 1 -not -name .gitkeep -delete
