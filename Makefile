# Everything that is typed here; `make` alone lists it.
#
# PYTHON   which Python makes .venv: 3.11, 3.12 or 3.13     make serve PYTHON=python3.13
# ADDRESS  where `make serve` serves                        make serve ADDRESS=0.0.0.0:9000
# FONTS    which sets `make test-fonts` looks with          make test-fonts FONTS=noto
# TESTS    which tests `make test` runs, and how            make test TESTS="tests/neural -x"
# HOW      how any of the tests are run                     make test-fonts HOW="-n 0 --last-failed"

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
FONTS ?= none dejavu noto
TESTS ?= tests

# Material announces the end of MkDocs 1 at every start; TensorFlow reports which CPU it found.
export NO_MKDOCS_2_WARNING = 1
export TF_CPP_MIN_LOG_LEVEL ?= 2
# Hundreds of processes load the same modules: what one of them compiles is kept for the others.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
SPREAD := -n $(shell expr $(CORES) + 1) --maxprocesses=8  # one more than cores: browsers and servers are waited for
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
READY := .venv/requirements-installed
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
UV := .venv/uv.txt
WITH_UV := sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(UV) && $(PIP) --only-binary :all: --require-hashes -r $(UV) && \
  $(BIN)/python -m uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
WITH_PIP := { echo "uv could not install them; pip tries now"; $(PIP) --require-hashes -r requirements.lock; }
# For every supported Python and system at once; versions that are there stay, unless what is chosen needs others.
COMPILE := $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11.5 --no-annotate \
  --no-emit-index-url --custom-compile-command "make lock" requirements.in
FRAMEWORKS := .venv/frameworks-installed

.PHONY: help serve test test-fonts test-firefox build pdf epub archive book figures chromium frameworks format lint lock clean
.DEFAULT_GOAL := help

help:  ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

serve: $(READY)  ## draw what is stale and serve the site; a saved file shows at once
	@$(BIN)/python -m figures || echo "The pages show the faults above until the scripts are mended."
	@$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

test: chromium  ## run the tests; fetches a Chromium where there is none
	@$(BIN)/python -m pytest $(SPREAD) $(TESTS) $(HOW)

test-fonts: chromium  ## look at every page on a phone with no fonts but its own, with DejaVu and with Noto
	@for fonts in $(FONTS); do \
	  echo "Fonts of the machine: $$fonts"; \
	  FONTS=$$fonts $(BIN)/python -m pytest $(SPREAD) -m fonts tests/site $(HOW) || exit 1; done

test-firefox: $(READY)  ## turn, drag, answer, search, draw, play and press keys in Firefox too; fetches one where there is none
	@$(BIN)/python -m tests.site.firefox
	@BROWSER=firefox $(BIN)/python -m pytest $(SPREAD) -m "not chromium" $(HOW) $(addprefix tests/site/test_,$(addsuffix .py, \
	  controls dragging figure_menu panel answers readable_search drawing playground keys))

build: $(READY)  ## build the site into site/; any warning fails
	@$(BIN)/mkdocs build --strict

pdf: build chromium  ## print the book into book/, on A4 and on Letter; needs Chromium
	@$(BIN)/python -m figures.engine.press pdf letter --out book

epub: build  ## the book for readers, in book/
	@$(BIN)/python -m figures.engine.press epub --out book

archive: build  ## the site in one ZIP, in book/; opens without a server
	@$(BIN)/python -m figures.engine.press zip --out book

book: chromium  ## the site with the book in all its forms, linked from its pages, as it is published
	@TAKE_ALONG=assets/book $(BIN)/mkdocs build --strict
	@$(BIN)/python -m figures.engine.press pdf letter epub zip --out site/assets/book

figures: $(READY)  ## draw what is stale
	@$(BIN)/python -m figures

chromium: $(READY)
	@$(BIN)/python -m tests.site.chromium

frameworks: $(FRAMEWORKS)  ## add PyTorch and JAX; without them the pages that need them show their code only

format: $(READY)  ## lay out Python, scripts and style sheets
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python -m tests.layout.prettier --write

lint: $(READY)  ## check the style of the code, the scripts and the style sheets, and the types
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m tests.layout.prettier
	@$(BIN)/python -m tests.style_sheets.check

lock: $(READY)  ## work out all versions and digests anew from those chosen in requirements.in
	@$(COMPILE) --output-file requirements.txt
	@$(COMPILE) --output-file requirements.lock --generate-hashes --no-emit-package figures-engine

clean:  ## remove what was drawn and built; .venv stays
	@rm -rf .cache site book .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The versions are exact, so they are installed anew just when requirements.lock changes. pip brings uv, uv all others in a
# fraction of the time, and both compare every file with its digest there; compiled on all cores, because what draws and what
# executes notebooks loads them often and keeps no compiled file. Where uv cannot (it knows nothing of pip's own
# settings, which may name another registry), pip goes on. Then it puts our own engine beside them, which has no digest.
$(READY): requirements.lock
	@$(PYTHON) -c '$(FITS)' 2>/dev/null || { \
	  echo "Python 3.11, 3.12 or 3.13 is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo missing)." \
	       "Name another one: make PYTHON=python3.13 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -c 'import pip; $(FITS)' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@echo "Installing the exact versions of requirements.lock into .venv (at first some minutes, 3 GB)"
	@( spent=0; while sleep 10 >/dev/null 2>&1; do \
	      spent=$$((spent + 10)); echo "  $$spent s, $$(du -sh .venv 2>/dev/null | cut -f 1)"; done ) & \
	  ticker=$$!; \
	  $(WITH_UV) || $(WITH_PIP) && $(PIP) --no-deps --no-build-isolation -e .; code=$$?; \
	  kill $$ticker; exit $$code
	@touch $(READY)

$(FRAMEWORKS): $(READY) requirements-frameworks.txt
	@echo "Adding PyTorch and JAX to .venv (some minutes; on Linux see the head of requirements-frameworks.txt)"
	@$(PIP) -r requirements-frameworks.txt
	@touch $(FRAMEWORKS)
