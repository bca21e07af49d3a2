# From nothing but Python, make and git: `make demo` shows it working, `make test` proves it.  `make help` tells the rest.

PYTHON ?= python3
PYTEST_ARGS ?= -n auto
BIN := .venv/bin
# Stamps: of what the command needs, and of all that tests and style need too.
LEAN := .venv/.lean
STAMP := .venv/.installed
INSTALLED := pyproject.toml constraints.txt hatch_build.py parsers/pdf/_questions.c parsers/pdf/_runs.h

.PHONY: help demo test prove lint check bench compare papers format clean

.DEFAULT_GOAL := demo

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(LEAN)  ## read the bundled samples and show what came out
	@start=$$(date +%s%N); $(BIN)/milepael run data/raw --out data/parsed; code=$$?; [ $$code -le 1 ] || exit $$code; \
	echo; echo "Files read, tables and pages written in $$(( ($$(date +%s%N) - start) / 1000000 )) ms."
	@echo; $(BIN)/milepael delayed --from data/parsed --lang en 2>/dev/null | head -18
	@echo; echo "What the meeting and the plan disagree on, as the pages say it in Danish:"
	@$(BIN)/python -c 'from pipeline import load; f = load("data/parsed").findings; print("\n".join("  " + f.message[f.code == "sums_disagree"]))'
	@echo; echo "From here: $(BIN)/milepael delayed, $(BIN)/milepael diff 2031:1 2031:2, $(BIN)/milepael --help; the pages: data/parsed/report/index.html"

test: $(STAMP)  ## the tests
	$(BIN)/pytest $(PYTEST_ARGS) -m "not slow"

prove: $(STAMP)  ## the longer proofs: kills, damage, fuzz, a browser
	$(BIN)/pytest $(PYTEST_ARGS) -m slow

lint: $(STAMP)  ## style, types, layers, exports, dead code and dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs.mend_exports --check
	$(BIN)/python -m docs.find_dead_code
	$(BIN)/deptry .

check: lint test  ## everything that must be green

bench: $(STAMP)  ## how fast, beside what others do
	$(BIN)/python -m benchmarks

compare: $(STAMP)  ## every field that this version reads otherwise than the one before (BASE=commit)
	@$(BIN)/python -m docs.compare_versions $(if $(BASE),--base $(BASE)) || [ $$? -eq 1 ]

papers: $(STAMP)  ## what is made from the code: typed rows, the data dictionary, docs/api.md, the diff's schema, the Danish of the commands
	$(BIN)/python -m docs.make_rows
	$(BIN)/python -m docs.make_api
	$(BIN)/milepael schema --markdown > docs/data-dictionary.md
	$(BIN)/milepael diff --json-schema > docs/diff.schema.json
	$(BIN)/python -m docs.make_messages

format: $(STAMP)  ## style, and what each module exports, mended
	$(BIN)/python -m docs.mend_exports
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## away with all that was made here
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist parsers/pdf/_questions*.so

# A stamp is newer than what it was made from, so a second `make` starts at once.
$(LEAN): $(INSTALLED)
	@[ ! -e $(STAMP) ] || [ -n "$$(find $(INSTALLED) -newer $(STAMP))" ] || { touch $@; exit 0; }; \
	$(call install,.)
	@touch $@

$(STAMP): $(INSTALLED)
	@$(call install,.[dev])
	@touch $@ $(LEAN)

define install
echo "Installing what is needed into .venv; a minute the first time, seconds from a warm cache …" >&2; \
	if command -v uv >/dev/null 2>&1; then \
	  { [ -x $(BIN)/python ] || uv venv --quiet --python '>=3.11' .venv; } && uv pip install --quiet --compile-bytecode --python $(BIN)/python -c constraints.txt -e '$(1)'; \
	else \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: milepael needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3" >&2; exit 1; }; \
	  { [ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "make: $(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv, or install uv" >&2; exit 1; }; } && \
	  $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '$(1)'; \
	fi && \
	$(BIN)/python -m compileall -q parsers pipeline && $(BIN)/python -m pipeline.ingest.keep_expressions data/raw/*.*
endef
