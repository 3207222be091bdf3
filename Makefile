# `make demo` shows the project at work, `make test` checks it; each sets up .venv first.

PYTHON ?= python3
TORCH_INDEX ?=# an index that has the torch build you want, such as https://download.pytorch.org/whl/cpu
DATA ?=# data of your own for `make demo`: parquet, JSON lines, or text
T ?= tests# the part of the tests that `make test` runs

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet
NO_VENV := "this Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"
NOT_INSTALLED := "the packages could not be installed; the lines above have the reason. Is there a network?"
PARALLEL := --numprocesses 3 --dist loadfile --no-loadscope-reorder

.PHONY: demo fast test lint evaluate bench bench-batch release site dist clean

demo: .venv/ready  ## release, verify, grade a few samples, draw the losses
	$(BIN)/python tools/demo.py $(if $(DATA),--data "$(DATA)")

fast: lint  ## ruff, mypy and the quick tests
	$(BIN)/pytest -m "not slow" $(PARALLEL)

test: lint  ## ruff, mypy and all tests; `make test T=tests/unit` runs a part of them
	$(BIN)/pytest $(PARALLEL) $(T)

lint: .venv/ready  ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

evaluate: .venv/ready  ## error rates of grades and diagnoses, and the tables of docs/evaluation.md
	$(BIN)/autograder evaluate --generated 40 --page docs/evaluation.md

bench: .venv/ready  ## time and memory of one grade compared with stock otter
	$(BIN)/python tools/bench/grade.py

bench-batch: .venv/ready  ## submissions per minute and memory of a batch compared with nbgrader
	$(BIN)/python tools/bench/batch.py

release: .venv/ready  ## student_release/ and solutions/ from assignment/
	$(BIN)/autograder release

site: .venv/site  ## build/site: documentation, example pages, explorer, notebook; to read without a network
	$(BIN)/python tools/build_site.py

dist: site  ## the wheel, the zips for students and Gradescope, and the site, with one version
	$(BIN)/python tools/build_dist.py

.venv/site: .venv/ready
	@$(INSTALL) --editable '.[site]' || { echo $(NOT_INSTALLED) >&2; exit 1; }
	touch $@

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; (3, 11) <= sys.version_info[:2] < (3, 15) or sys.exit("this project needs Python 3.11 to 3.14: make PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { echo $(NO_VENV) >&2; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	@$(INSTALL) $(if $(TORCH_INDEX),--index-url "$(TORCH_INDEX)") "$$(sed -n 's/^ *"\(torch==[^"]*\)".*/\1/p' pyproject.toml)" \
		&& $(INSTALL) --editable '.[dev]' || { echo $(NOT_INSTALLED) >&2; exit 1; }
	touch $@

clean:
	rm -rf .venv build dist demo *.egg-info
