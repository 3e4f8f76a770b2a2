# Signpost: `make demo` to try it, `make test` to check it, `make help` for the rest.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
RUN := $(VENV)/bin/python
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.DEFAULT_GOAL := help
.PHONY: help demo demo-api-client demo-reset test check pytest coverage assets format docs pictures bench clean

help: ## Say what each command does
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

demo: $(VENV)/.runtime assets ## Try Signpost on http://127.0.0.1:8000 (PORT= changes it)
	@$(RUN) scripts/demo_env.py
	@$(RUN) manage.py demo --port $(PORT)

demo-api-client: $(VENV)/.runtime ## Print client_id and client_secret of a demo API client with all scopes
	@$(RUN) scripts/demo_env.py --quiet
	@$(RUN) manage.py demo_api_client

demo-reset: ## Throw away the demo's database, files and settings
	@$(PYTHON) scripts/demo_reset.py

test: check ## Run every check and test (on PostgreSQL too: DATABASE_URL=postgres://...)
	@$(MAKE) --no-print-directory coverage
	@$(MAKE) --no-print-directory pytest DATABASE_URL= PYTEST="-m browser"
ifneq ($(DATABASE_URL),)
	@echo "Once more, on the database of DATABASE_URL; the browser tests and the fuzzing have run"
	@$(MAKE) --no-print-directory pytest PYTEST="-m 'not browser and not fuzz'"
endif

check: $(VENV)/.development assets ## Lint, types, layers, templates, migrations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint templates --lint --quiet
	SIGNPOST_TEST=1 $(RUN) manage.py makemigrations --check --dry-run
	SIGNPOST_TEST=1 $(VENV)/bin/mypy

pytest: $(VENV)/.development assets ## Run the tests in parallel
ifeq ($(CHROMIUM),)
	@echo "No Chromium found: the browser tests do NOT run. Install one, for instance: apt-get install chromium"
endif
	$(RUN) -m pytest -n auto --dist loadgroup $(PYTEST)

# Counting the branches makes every test slower by half or more, so it is done once, without the browser.
coverage: ## Run all but the browser tests; refuse less than 95 % branch coverage of conditions/ or triage/
	@$(MAKE) --no-print-directory pytest DATABASE_URL= PYTEST="-m 'not browser' --cov --cov-report="
	$(VENV)/bin/coverage report --include='conditions/*' --fail-under=95
	$(VENV)/bin/coverage report --include='triage/*' --fail-under=95

assets: $(VENV)/.runtime ## Build the design system's styles and fonts
	@$(RUN) scripts/build_assets.py

format: $(VENV)/.development ## Put the code into its one format
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

docs: $(VENV)/.development ## Write the generated documents anew (OpenAPI, state diagram)
	SIGNPOST_TEST=1 $(RUN) manage.py write_docs

pictures: $(VENV)/.development assets ## Make the pictures of docs/editors.md anew (needs Chromium)
	GUIDE_PICTURES=1 REQUIRE_BROWSER=1 $(RUN) -m pytest tests/browser/test_editing_journey.py tests/browser/test_impact_in_the_editor.py \
		tests/browser/test_guide_pictures.py -q -n0

bench: $(VENV)/.runtime assets ## Measure speed as ratios against yardsticks in the same run (needs wrk and nginx)
	$(RUN) benchmarks/run.py

clean: ## Remove everything that can be made again (keeps the demo's data)
	rm -rf $(VENV) build node_modules staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.python:
	@echo "Creating the virtual environment $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit("Signpost needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.txt constraints.txt
	@echo "Installing the requirements (a few minutes the first time)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	@echo "Installing the test requirements"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
