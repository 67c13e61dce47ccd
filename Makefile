# The commands of this project; `make` alone lists them. Everything happens inside .venv, which is made from the
# hashed lock files when it is missing or when they have changed. It needs Python 3.11 or later and a package index.

PYTHON ?= python3
# More than there are cores: journeys, and programs that are started, wait much of their time.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 2)')
UV ?= .venv/bin/uv

# Whatever the caller's settings: the program runs from compiled bytecode, and only from this checkout.
unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONPATH
export PYTHON

BIN := .venv/bin
PY := $(BIN)/python
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV) pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links

# What is being done, before it is done.
say = @printf '\n== %s\n'

.DEFAULT_GOAL := help
.PHONY: help demo test test-whole check lint types imports texts coverage bench soak lock upgrade translations venv venv-dev clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

demo: venv ## build a sample department over 12 months and look at it
	@$(BIN)/csi demo

test: venv-dev ## run the tests, with fewer examples, kills and bits turned over than `make check`
	$(say) 'The tests, on $(WORKERS) workers'
	CSI_TESTS=quick $(PY) -m pytest -n $(WORKERS) --dist worksteal -q

test-whole: venv-dev
	$(say) 'All tests with all their examples, on $(WORKERS) workers'
	CSI_TESTS=whole $(PY) -m pytest -n $(WORKERS) --dist worksteal -q

check: lint types imports texts test-whole ## everything that must be green before a commit; what CI runs

lint: venv-dev
	$(say) 'The style of the code'
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: venv-dev
	$(say) 'The types'
	$(BIN)/mypy

imports: venv-dev
	$(say) 'Who may import whom'
	$(BIN)/lint-imports

texts: venv-dev
	$(say) 'The texts and their translations'
	$(PY) -m pytest -q tests/test_translations.py

coverage: venv-dev ## run the tests and say which lines they do not reach
	$(PY) -m coverage erase
	$(PY) -m coverage run -m pytest -q
	$(PY) -m coverage combine -q
	$(PY) -m coverage report

bench: ## measure, each figure beside its reference; half an hour and 3 GB of disk
	@tools/venv.sh bench
	$(PY) -m benchmarks

soak: venv-dev ## the long tests, and whatever tries more than in `make check`: property tests, stories, damage
	CSI_TESTS=soak $(PY) -m pytest -n $(WORKERS) -q -o faulthandler_timeout=0 -m 'soak or hypothesis or by_effort'

lock: ## bring the lock files in step with pyproject.toml, keeping the versions that still fit
	@command -v $(UV) >/dev/null || tools/venv.sh dev
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) -c requirements.lock -o requirements-build.lock --group build
	$(COMPILE) -c requirements.lock -c requirements-build.lock -o requirements-dev.lock --group dev
	$(COMPILE) -c requirements.lock -c requirements-dev.lock -o requirements-bench.lock --group bench

upgrade: COMPILE += --upgrade
upgrade: lock ## the same, with the newest versions

translations: venv-dev ## collect, update and compile the Chinese texts, and list what is missing
	@$(PY) -m tools.translations

venv: ## make .venv for running the program
	@tools/venv.sh run

venv-dev: ## make .venv for developing it
	@tools/venv.sh dev

clean: ## remove everything that was made here, .venv too
	rm -rf .venv build dist htmlcov .coverage .coverage.* snapshot_report.html
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find csi_tui db tests tools benchmarks -name __pycache__ -type d -exec rm -rf {} + 2>/dev/null || true
