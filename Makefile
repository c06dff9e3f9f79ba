# The project's commands. `make` alone names them; README.md has the plain pip and python equivalents.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
REGISTRY_DATA ?= ./var
ARGS ?=

RUN := $(VENV)/bin/python
# One stamp for each requirements file: pip runs again only when the file has changed.
TO_RUN := $(VENV)/.installed-to-run
TO_TEST := $(VENV)/.installed-to-test
INSTALL = echo "Installing $(<) into $(VENV)" \
	&& { $(RUN) -m pip --version >/dev/null 2>&1 || $(RUN) -m ensurepip; } \
	&& $(RUN) -m pip install --disable-pip-version-check --quiet --requirement $(<)
# An environment whose interpreter is gone is made anew, and then nothing is installed in it.
$(shell test -x $(RUN) || rm -f $(TO_RUN) $(TO_TEST))

# What the checks look at, as far as it is there.
SOURCES := $(wildcard registry schemas tests benchmarks wsgi.py)
LANGUAGES := zh

.DEFAULT_GOAL := help
.PHONY: help run test check format bench soak openapi translations upgrade clean

help: ## Name these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s%s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "Variables: PORT=$(PORT) REGISTRY_DATA=$(REGISTRY_DATA) PYTHON=$(PYTHON) VENV=$(VENV) ARGS (for pytest, bench)"

run: export REGISTRY_DATA := $(REGISTRY_DATA)
run: $(TO_RUN) ## Start a registry with demonstration data on http://127.0.0.1:8000/ (PORT= to change)
	@$(RUN) -m registry init
	@$(RUN) -m registry demo --if-empty
	@exec $(RUN) -m registry serve --host 127.0.0.1 --port $(PORT)

test: check ## Run the checks, then every test on SQLite and PostgreSQL (ARGS="-k versions" for some)
	$(RUN) -m pytest $(ARGS)

check: $(TO_TEST) ## Look at style, types, directions of imports and declared dependencies
	$(RUN) -m ruff check $(SOURCES)
	$(RUN) -m ruff format --check $(SOURCES)
	$(RUN) -m mypy $(SOURCES)
	$(VENV)/bin/lint-imports --no-logo
	$(RUN) -m deptry .

format: $(TO_TEST) ## Put the sources into the common form
	$(RUN) -m ruff check --fix $(SOURCES)
	$(RUN) -m ruff format $(SOURCES)

bench: $(TO_TEST) ## Measure speed against the stated goals (takes minutes)
	$(RUN) -m benchmarks $(ARGS)

soak: $(TO_TEST) ## Let a whole simulated year pass and kill the webhook worker a hundred times (an hour)
	REGISTRY_SOAK=1 $(RUN) -m pytest tests/year tests/faults/test_webhook_crash.py $(ARGS)

openapi: $(TO_TEST) ## Write the API description that tests/contract holds the API to
	export REGISTRY_DATA=$$(mktemp -d) && $(RUN) -m registry init \
		&& $(RUN) -m flask --app wsgi openapi write --format json tests/contract/openapi.json

translations: $(TO_TEST) ## Collect the texts of pages and compile their translations
	$(RUN) -m babel.messages.frontend extract --mapping-file pyproject.toml --no-location \
		--output-file registry/translations/messages.pot registry
	for language in $(LANGUAGES); do \
		$(RUN) -m babel.messages.frontend update --init-missing --locale $$language \
			--input-file registry/translations/messages.pot --output-dir registry/translations || exit; \
	done
	$(RUN) -m babel.messages.frontend compile --directory registry/translations

upgrade: $(TO_TEST) ## Show which pinned libraries have newer releases
	$(RUN) -m pip list --outdated --disable-pip-version-check

clean: ## Remove the virtual environment and what tools left behind; data stays
	@if test -f $(VENV)/pyvenv.cfg; then rm -rf $(VENV); fi
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -path ./var -prune -o -type d -name __pycache__ -exec rm -rf {} +

# Only what is an environment already may be cleared: VENV may have been set to any folder.
$(RUN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "The registry needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)."; \
		echo "Name another with: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; \
		exit 1; }
	@$(PYTHON) -m venv $(if $(wildcard $(VENV)/pyvenv.cfg),--clear) $(VENV)

$(TO_RUN): requirements.txt $(RUN)
	@$(INSTALL)
	@touch $@

$(TO_TEST): tests/requirements.txt requirements.txt $(RUN)
	@$(INSTALL)
	@touch $@ $(TO_RUN)
