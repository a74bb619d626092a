# Every target sets up what it needs in .venv; nothing is installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH := .venv-bench

PORT ?= 8000
WORKERS ?= auto

.PHONY: help demo demo-desk test check bench bench-desk archive-bench gold sentences stream docs clean chains names reports pictures

help:  ## show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort

# On a bare Debian `python3 -m venv` may lack ensurepip: then its package is installed first.
$(STAMP): pyproject.toml requirements/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer; set PYTHON=…"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c requirements/constraints.txt -e '.[dev]'
	@touch $@

# The page that the project began with is read as well where it lies beside the repository.
demo: $(STAMP)  ## read the bundled reports and show their records
	@$(BIN)/dateline read demo/short.txt --published 2018-06-01
	@$(BIN)/dateline read demo/lavrov-in-pyongyang.html --published 2018-06-01
	@$(BIN)/dateline read demo/summit
	@seed="$${DATELINE_SHARED:-../shared}/seed.txt"; test ! -e "$$seed" || $(BIN)/dateline read "$$seed" --published 2018-06-01

demo-desk: $(STAMP)  ## make a ledger of the demo reports and open the desk on it (PORT=8000)
	@mkdir -p build
	@test -e build/demo.db || { rm -f build/demo-new.db*; $(BIN)/dateline add build/demo-new.db demo/summit && \
		$(BIN)/dateline add build/demo-new.db demo/lavrov-in-pyongyang.html --published 2018-06-01 && \
		mv build/demo-new.db build/demo.db; }  # under its name when it is whole
	@$(BIN)/dateline desk build/demo.db --port $(PORT)

# The tests of a ledger start a PostgreSQL of their own; without one they run on SQLite alone, and say so. Those of the desk
# open a Chromium; without one they are skipped, and say so. They wait more than they work, so they run beside each other, a file
# in one process: `make test WORKERS=0` runs them one after another.
test: $(STAMP)  ## run all tests
	@test -d /usr/lib/postgresql || test "$$(id -u)" != 0 || { apt-get update -qq && apt-get install -y -qq postgresql; } >/dev/null 2>&1 || true
	@command -v chromium >/dev/null || test "$$(id -u)" != 0 || { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null 2>&1 || true
	@$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(STAMP)  ## ruff, mypy, import contract, fast tests
	@$(BIN)/ruff check src tests training
	@$(BIN)/ruff format --check src tests training
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -m 'not slow'

gold: $(STAMP)  ## read the development gold, print its scores, hold the floors
	@$(BIN)/python -m dateline.evaluation.gold

sentences: $(STAMP)  ## read single sentences, print who did what to whom
	@$(BIN)/python -m dateline.evaluation.sentences training/data/sentences/*.jsonl

reports: $(STAMP)  ## read the short reports, print what the gold's scorer says of them
	@$(BIN)/python -m dateline.evaluation.reports training/data/reports/train training/data/reports/dev

stream: $(STAMP)  ## speed and losses of the gate on a mixed stream; writes docs/gate.md
	@$(BIN)/python -m dateline.evaluation.stream --write docs/gate.md

chains: $(STAMP)  ## put the chains of the gold into a ledger, print what it holds after each report
	@$(BIN)/python -m dateline.evaluation.chains

names: $(STAMP)  ## put hard pairs of names into ledgers, print which became one
	@for list in tests/ledger/name_pairs*.tsv; do echo; $(BIN)/python -m dateline.evaluation.names $$list; done

$(BENCH)/.installed: requirements/bench.txt
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install -qq --disable-pip-version-check --upgrade pip
	@$(BENCH)/bin/python -m pip install -qq --disable-pip-version-check -r $<
	@touch $@

bench: $(STAMP) $(BENCH)/.installed  ## speed and memory beside spaCy, pages beside trafilatura; writes docs/bench.md
	@$(BIN)/python -m dateline.evaluation.bench --peer $(BENCH)/bin/python --write docs/bench.md
	@pages="$${DATELINE_SHARED:-../shared}/data/pages/wcxb"; test ! -e "$$pages" || $(BIN)/python -m dateline.evaluation.pages "$$pages" --peer $(BENCH)/bin/python

archive-bench: $(STAMP) $(BENCH)/.installed  ## speed of the archive on made-up files, beside others; writes docs/archive-bench.md
	@$(BIN)/python -m dateline.evaluation.archive --peer $(BENCH)/bin/python --workers --write docs/archive-bench.md

bench-desk: $(STAMP)  ## speed of the desk on a large ledger, on one core (LEDGER=big.db, else one is made)
	@$(BIN)/python -m dateline.evaluation.desk $(if $(LEDGER),--ledger $(LEDGER))

docs: $(STAMP)  ## renew the made parts of README.md and docs/
	@$(BIN)/python -m dateline.evaluation.documents .

pictures: $(STAMP)  ## take the pictures of the desk in docs/img anew, in the Chromium of the tests
	@PYTHONPATH=tests $(BIN)/python -m desk.pictures docs/img

clean:  ## remove what the targets made
	rm -rf $(VENV) $(BENCH) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
