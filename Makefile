# Needs Python 3.11 or newer (with venv) and make; fetches the rest itself. A bare `make` lists the targets.

# The first of these that truly runs (a version manager's shim may exist and fail) and can make a venv.
# Name another one with `make PYTHON=/path/to/python3 …`.
PYTHON ?= $(shell for candidate in python3.14 python3.13 python3.12 python3.11 python3; do \
	if $$candidate -c '$(PYTHON_FITS)' >/dev/null 2>&1; then command -v $$candidate; break; fi; done)
PYTHON_FITS = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

VENV := .venv
RUN := $(VENV)/bin/python
DATELINE := PYTHONPATH=generator $(RUN) -m dateline
# feedgen, pure Python, is published as source alone; older pips build it the deprecated way unless told otherwise.
PIP_INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --use-pep517 -r

# Extra arguments for the tests: make test ARGS="-k quotation"
ARGS ?=
# Processes that run them: as many as there are processors, or make test JOBS=0 for none beside the one.
JOBS ?= auto

# Where the guide goes: make publish-guide TO=s3://our-guide
TO ?=

# Entries of the archives that `make bench` builds; 100000 takes half an hour more.
SIZES ?= 1000 10000

# The lock files are made with the oldest Python supported, which needs the most packages.
LOCK_PYTHON ?= python3.11
PIP_TOOLS := pip-tools==7.6.2
# make lock UPGRADE=--upgrade also moves what is pinned already.
UPGRADE ?=
PIP_COMPILE := .tools/lock/bin/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-header \
	--no-annotate --constraint constraints.txt --no-emit-index-url --no-emit-find-links --no-emit-trusted-host $(UPGRADE)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve test bench lint format setup words guide publish-guide lock clean distclean

help:
	@echo 'Dateline: a static-site generator for curated live-blog archives.'
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-13s %s\n' "$$name" "$$text"; done
	@echo
	@echo 'Each target prepares what it needs in $(VENV)/ first; that is repeated only when a lock file changes.'

site: $(VENV)/.run-time ## build content/ into output/
	@$(DATELINE) build

serve: $(VENV)/.run-time ## show the site at a local address and rebuild it on every change
	@$(DATELINE) serve

test: $(VENV)/.development ## run every test, the fast ones first (ARGS="-k word" picks some)
	@$(RUN) -m tests.outside_tools
	@$(RUN) -m pytest --numprocesses $(JOBS) $(ARGS)

bench: $(VENV)/.run-time ## measure Dateline against its peers (SIZES="1000 10000 100000"; a quiet machine)
	@$(RUN) -m bench.run $(SIZES)

lint: $(VENV)/.development ## check style (ruff) and types (mypy); changes nothing
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy

format: $(VENV)/.development ## put the code into the house style
	@$(RUN) -m ruff check --fix-only --quiet
	@$(RUN) -m ruff format

setup: $(VENV)/.development ## prepare everything for developing, and run nothing
	@$(RUN) -m tests.outside_tools

words: $(VENV)/.development ## gather the phrases of the interface and bring the catalogues up to date
	@PYTHONPATH=generator $(RUN) -m dateline.words.extract

guide: $(VENV)/.development ## make the users' guide of docs/ as HTML in dist/guide
	@PYTHONPATH=generator $(RUN) docs/_guide/make.py dist/guide

publish-guide: ## make the guide and send it to TO=TARGET: a folder, sftp://… or s3://… (ARGS="--endpoint …")
	@test -n '$(TO)' || { echo 'Say where to: make publish-guide TO=/srv/www/guide' >&2; exit 1; }
	@$(MAKE) --no-print-directory guide
	@$(DATELINE) publish $(ARGS) --output dist/guide -- '$(TO)'

lock: ## pin the newest fitting dependencies again (UPGRADE=--upgrade moves existing pins too)
	@$(LOCK_PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || { \
		echo 'make lock needs Python 3.11, the oldest that Dateline supports: make lock LOCK_PYTHON=/path/to/python3.11' >&2; \
		exit 1; }
	@$(LOCK_PYTHON) -m venv --clear .tools/lock
	@.tools/lock/bin/python -m pip install --quiet --disable-pip-version-check '$(PIP_TOOLS)'
	$(PIP_COMPILE) --output-file requirements.lock pyproject.toml
	$(PIP_COMPILE) --output-file requirements-dev.lock pyproject.toml requirements-dev.in

clean: ## remove the built site, the build state and the caches
	@find output -mindepth 1 ! -name .gitkeep -delete
	@rm -rf .dateline .*.dateline-staging dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find generator tests -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## remove also .venv/ and the tools that `make` fetched
	@rm -rf $(VENV) .tools/node_modules .tools/lock .tools/replaywebpage

# Each stamp is a copy of the lock file that is installed, so that a file with a new date only is not installed again.
$(VENV)/.run-time: requirements.lock
	@$(make_venv)
	@cmp -s $< $@ || { echo 'Installing what Dateline needs ($<) …'; $(PIP_INSTALL) $<; }
	@cp $< $@

# The development lock holds every pin of the run-time lock: installing it does for both.
$(VENV)/.development: requirements-dev.lock requirements.lock
	@$(make_venv)
	@cmp -s $< $@ || { echo 'Installing what developing Dateline needs ($<) …'; $(PIP_INSTALL) $<; }
	@cp requirements.lock $(VENV)/.run-time
	@cp $< $@

define make_venv
if ! $(RUN) -c '$(PYTHON_FITS)' >/dev/null 2>&1; then \
	python='$(PYTHON)'; \
	if ! "$${python:-none}" -c '$(PYTHON_FITS)' >/dev/null 2>&1; then \
		echo "Dateline needs Python 3.11 or newer with its venv module (on Debian: apt install python3 python3-venv)." >&2; \
		echo "Tried: $${python:-python3.13, python3.12, python3.11, python3}. Name one that does: make PYTHON=/path/to/python3 …" >&2; \
		exit 1; \
	fi; \
	echo "Making $(VENV)/ with $$("$$python" --version) …"; \
	rm -rf $(VENV); "$$python" -m venv $(VENV); \
fi
endef
