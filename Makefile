# Each target makes .venv from requirements.lock when needed: with uv if it is there, else pip.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: practice lab test lint bench fit messages lock clean

practice: $(READY) ## open the exercises in the browser
	$(BIN)/workbench serve

lab: $(READY) ## open the notebooks in JupyterLab
	$(BIN)/workbench lab

test: $(READY) lint ## all tests: needs Chromium and PostgreSQL's programs
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## speed and memory, side by side in one run
	$(BIN)/python -m bench.run

fit: $(READY) ## fit the heads; PUBLIC=DIR names the folder of public difficulty ratings
	$(BIN)/python -m workbench.train $(PUBLIC)

messages: $(READY) ## collect the interface messages and compile the catalogues
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k say -k _ --no-location --sort-output \
	  --no-wrap --project "Reply Workbench" -o workbench/locale/workbench.pot .
	$(BIN)/pybabel -q update -i workbench/locale/workbench.pot -d workbench/locale \
	  -D workbench --no-wrap --no-fuzzy-matching
	$(BIN)/pybabel -q compile -d workbench/locale -D workbench

lock: ## resolve pyproject.toml anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --group dev pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=python3.12")'
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv -q --allow-existing --python $(PYTHON) .venv && \
	  uv pip sync -q --python $(BIN)/python --require-hashes requirements.lock && \
	  uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(PYTHON) -m venv .venv && \
	  $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(READY)

clean:
	rm -rf .venv build dist *.egg-info bench-results screenshots
