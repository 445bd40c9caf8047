# One line of help per target: run `make`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test test-postgres check format messages demo bench audit \
	crowd drill drill-short kill-drill mail-drill pins rehearse test-next clean

PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := DEBUG=1 LOG_LEVEL=WARNING SITE_URL=http://localhost:$(PORT) $(BIN)/python manage.py
INSTALL = -m pip install --disable-pip-version-check --require-hashes --only-binary :all:
# More than the usual two processors: some tests wait for browsers and servers.
WORKERS ?= 3
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder
# Of `make audit` alone. Three rounds see every pair of two choices, six see everything.
AUDIT := .audit
AUDITORS := html_codesniffer@2.5.1 lighthouse@12.8.2
ROUNDS ?= 6

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/develop.stamp  ## Make .venv with everything that development needs

# Two stamps, so that a first `make run` installs only what serves.
$(VENV)/serve.stamp: requirements.txt
	@.ci/venv $(PYTHON) $(VENV)
	@echo "Installing $$(grep -c '==' $<) packages that serve …"
	@$(BIN)/python $(INSTALL) -r $<
	@touch $@

$(VENV)/develop.stamp: requirements-dev.txt $(VENV)/serve.stamp
	@echo "Installing $$(grep -c '==' $<) packages for development …"
	@$(BIN)/python $(INSTALL) -r $<
	@touch $@

run: $(VENV)/serve.stamp  ## Fill an empty database, serve on PORT (8000), send mail
	@echo "Preparing the database …"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_reference_data
	@$(MANAGE) load_demo --if-empty
	@$(MANAGE) build_documents --if-missing
	@$(MANAGE) schedule_work > /dev/null
	@$(MANAGE) load_demo_people
	@echo "Open http://localhost:$(PORT), and http://localhost:$(PORT)/dev/mailbox/"
	@echo "for the mail that the site sends. Ctrl-C stops."
	@PORT=$(PORT) .ci/run-site

demo: $(VENV)/serve.stamp  ## Load the demo listings again, dated from today
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_reference_data
	@$(MANAGE) load_demo
	@$(MANAGE) load_demo_people
	@$(MANAGE) build_documents

test: setup  ## Run every test on SQLite, with coverage
	@.ci/packages age chromium-headless-shell gettext nginx postgresql systemd
	@$(PYTEST) --cov --cov-report term:skip-covered

test-postgres: setup  ## Run every test on a PostgreSQL started for it
	@.ci/packages age chromium-headless-shell gettext nginx postgresql systemd
	@$(BIN)/python -m tests.postgres $(PYTEST)

audit: setup $(AUDIT)/stamp  ## Accessibility of every page and state in every way (needs Node)
	@.ci/packages chromium
	@$(BIN)/python -m tests.audit $(AUDIT) --rounds $(ROUNDS)

$(AUDIT)/stamp: Makefile
	@.ci/audit-tools $(AUDIT) $(AUDITORS)
	@touch $@

check: setup  ## Lint, types, migrations, deployment files
	@.ci/check

format: setup  ## Format Python and templates
	@.ci/format

messages: setup  ## Collect the texts to translate and compile them
	@.ci/packages gettext
	@.ci/messages

bench: setup  ## Measure everything beside its rivals
	@.ci/packages postgresql
	@$(BIN)/python -m benchmarks

crowd: setup  ## Fifty people in each other's way, on SQLite and on PostgreSQL
	@.ci/packages postgresql
	@$(BIN)/python -m benchmarks.crowd
	@$(BIN)/python -m tests.postgres $(BIN)/python -m benchmarks.crowd

kill-drill: setup  ## Kill what serves (`make run` as well) while 1,000 forms are sent
	@.ci/packages postgresql
	@$(BIN)/python -m benchmarks.kill_drill 1000 20 make-run
	@$(BIN)/python -m tests.postgres $(BIN)/python -m benchmarks.kill_drill

mail-drill: setup  ## Kill the queue in the middle of 500 mails, on both databases
	@.ci/packages postgresql
	@$(BIN)/python -m benchmarks.mail_drill
	@$(BIN)/python -m tests.postgres $(BIN)/python -m benchmarks.mail_drill

drill: setup  ## Break everything for an hour while people use two nodes
	@.ci/packages nginx postgresql redis-server
	@$(BIN)/python -m deploy.drill.run

drill-short: setup  ## The same for a minute, each fault once
	@.ci/packages nginx postgresql redis-server
	@$(BIN)/python -m deploy.drill.run --short

rehearse: setup  ## Try the Dockerfile's steps outside a container
	@.ci/packages nginx postgresql
	@.ci/rehearse

pins: setup  ## Pin the newest versions that pyproject.toml allows
	@.ci/pins

test-next:  ## Run the tests on Python 3.13 and Django 6.1
	@.ci/test-next

clean:  ## Remove what the other targets made, except the database
	rm -rf $(VENV) .venv-* $(AUDIT) .coverage* .hypothesis .mypy_cache .pytest_cache \
		.ruff_cache collected htmlcov screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
