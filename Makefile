# What can be made; `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
SAYSO_FUZZ ?= 2000000
SAYSO_MUTANTS ?= 280
BROWSERS := chromium chromium-browser google-chrome
TOOLS := jq sqlite3

define STYLE_AND_TYPES
.venv/bin/ruff format --check .
.venv/bin/ruff check .
.venv/bin/mypy
endef

.PHONY: help site check test trust fuzz mutate serve corpus format lock-requirements clean browser tools

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 20

site: .venv/site.stamp ## set up, check, build dataset and site, and print where they are
	@.venv/bin/sayso build

check: .venv/test.stamp ## after each edit, a minute: style, types, and all tests that are quick
	$(STYLE_AND_TYPES)
	.venv/bin/pytest -n auto -m "not slow and not browser and not trust and not collection"

test: .venv/test.stamp browser tools tests/web/node_modules/.stamp ## before each commit, five minutes: all that a change can break, in a real browser too, and a sample of each attack
	$(STYLE_AND_TYPES)
	.venv/bin/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not collection"

trust: .venv/test.stamp browser ## after a change to what is attacked: all attacks, and a table of what was tried and seen
	@mkdir -p build && rm -f build/figures.jsonl
	SAYSO_TRUST=1 SAYSO_FIGURES=$(CURDIR)/build/figures.jsonl .venv/bin/pytest -n auto -m trust
	@.venv/bin/python tests/figures.py build/figures.jsonl

fuzz: .venv/test.stamp ## fuzz for some twenty minutes: SAYSO_FUZZ mutants of written files, and of all else in proportion
	SAYSO_TRUST=1 SAYSO_FUZZ=$(SAYSO_FUZZ) .venv/bin/pytest -n auto tests/test_fuzz_*.py

mutate: .venv/test.stamp browser ## try careless changes of the program by a seed, and tell what notices each: SAYSO_MUTANTS of them, some ten a minute
	.venv/bin/python tests/mutation.py --number $(SAYSO_MUTANTS)

serve: .venv/site.stamp ## show the site on this machine and follow edits of corpus/, docs/ and templates
	NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

corpus: .venv/test.stamp ## after an edit of corpus/: check it, tell what is not yet annotated, and run the tests of its articles
	@.venv/bin/sayso check
	.venv/bin/pytest -m collection tests/collection

format: .venv/test.stamp ## bring the code into shape
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lock-requirements: ## write the two lock files anew (needs uv)
	uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header pyproject.toml --extra build -o requirements.lock
	uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header --extra build --extra test pyproject.toml -o requirements-test.lock

clean: ## take away what was built and set up
	rm -rf build .venv tests/web/node_modules

.venv/site.stamp: requirements.lock pyproject.toml
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: requirements-test.lock .venv/site.stamp
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# The browser comes from the system's packages: where we may install it, we do.
browser:
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else \
	  echo "the tests need Chromium: install it, for instance with: sudo apt-get install chromium" >&2; exit 1; \
	fi

# The recipes of docs/data/use.md are run with these, which are called like their packages.
tools:
	@missing=$$(for name in $(TOOLS); do command -v $$name >/dev/null || echo $$name; done); \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq $$missing >/dev/null; \
	else \
	  echo "the tests need $(TOOLS): install them, for instance with: sudo apt-get install $(TOOLS)" >&2; exit 1; \
	fi

# axe, the Nu checker (which needs Java) and the types of schema.org come from npm.
tests/web/node_modules/.stamp: tests/web/package-lock.json
	@if ! { command -v npm && command -v java; } >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq npm default-jre-headless >/dev/null; \
	  else \
	    echo "the tests need npm and Java: install them, for instance with: sudo apt-get install npm default-jre-headless" >&2; exit 1; \
	  fi; \
	fi
	@cd tests/web && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@
