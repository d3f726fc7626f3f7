# Everything a newcomer needs is python3 (3.11 or newer) and make: each target makes .venv for itself, and installs again only
# when pyproject.toml has changed.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test test-web lint package check record eval fit bench fuzz faults compat calling rules docs clean

help:  ## what you are reading
	@echo 'make TARGET, where TARGET is one of:'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY)  ## an angry reply becomes a letter, offline
	@$(BIN)/poise rewrite examples/angry-reply.txt --rejection examples/rejection.eml --offline

test: $(READY)  ## the tests; no network, no model
	$(BIN)/pytest

test-web: $(READY)  ## the page in a real browser (needs Chromium; installs Playwright and axe-core for the tests alone)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'playwright>=1.55,<2'
	npm install --silent --no-audit --no-fund --no-save --prefix .venv/axe axe-core@4
	$(BIN)/pytest -m browser tests/web/browser

lint: $(READY)  ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

package: $(READY)  ## build wheel and sdist into dist/, and test that each install holds everything
	rm -rf build dist
	$(BIN)/python -m build --outdir dist .
	$(BIN)/pytest -m slow tests/test_packaging.py

check: test lint package  ## all three: what must be green before a change is sent

record: $(READY)  ## record the conversations of the tests anew, with the model in OPENAI_BASE_URL and POISE_MODEL
	$(BIN)/pytest tests/engines --record

eval: $(READY)  ## how good judge and composer are on the labelled corpus; docs/figures.md is written anew
	cd tests && ../$(BIN)/python -m evaluation.figures --write

fit: $(READY)  ## fit the points of hints on the labelled replies (needs scikit-learn, which it installs)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'scikit-learn>=1.5'
	cd tests && ../$(BIN)/python -m evaluation.fitting corpus/replies.jsonl > ../.venv/points.json
	mv .venv/points.json rules/hints/points.json

bench: $(READY)  ## time poise beside other tools; installs them into benchmarks/
	@test -x benchmarks/.venv/bin/python || $(PYTHON) -m venv benchmarks/.venv
	benchmarks/.venv/bin/python -m pip install --quiet --disable-pip-version-check proselint spacy .
	-npm install --silent --no-audit --no-fund --no-save --prefix benchmarks write-good
	benchmarks/.venv/bin/python benchmarks/letters.py tests/corpus/replies.jsonl
	benchmarks/.venv/bin/python benchmarks/starting.py
	$(BIN)/python benchmarks/growing.py

TIME ?= 600
fuzz: $(READY)  ## ten minutes of texts that nobody would write, judged (installs atheris into .venv)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3'
	cd tests/fuzzing && ../../$(BIN)/python checking.py -max_total_time=$(TIME) -timeout=20 -artifact_prefix=../../.venv/ ../../.venv/seeds

faults: $(READY)  ## what becomes of a letter for each fault of a model server; about two minutes
	@$(BIN)/python benchmarks/faults.py

compat: $(READY)  ## letters from model servers that others have made, on this machine; installs them, which takes ten minutes once
	@test -x .compat/llama/bin/python || $(PYTHON) -m venv .compat/llama
	@test -x .compat/proxy/bin/python || $(PYTHON) -m venv .compat/proxy
	-.compat/llama/bin/python -m pip install --quiet --disable-pip-version-check 'llama-cpp-python[server]' gguf
	-.compat/proxy/bin/python -m pip install --quiet --disable-pip-version-check 'litellm[proxy]'
	-npm install --silent --no-audit --no-fund --prefix .compat/npm @copilotkit/aimock @dwmkerr/mock-llm
	@$(BIN)/python tests/compat/run.py .compat

calling: $(READY)  ## what asking a model costs, beside other clients; installs them into benchmarks/
	@for tool in instructor 'pydantic-ai-slim[openai]' guardrails-ai; do \
		folder=benchmarks/.venv-calling/$$(echo $$tool | sed 's/-slim.*//'); \
		test -x $$folder/bin/python || { $(PYTHON) -m venv $$folder && $$folder/bin/python -m pip install --quiet "$$tool"; }; \
	done
	$(BIN)/python benchmarks/calling/run.py benchmarks/.venv-calling

rules: $(READY)  ## prove every rule by its own examples
	@$(BIN)/poise rules test

docs: $(READY)  ## write again what is generated: rule pages, JSON schema, the letter in the README
	$(BIN)/python docs/generate.py

clean:  ## remove whatever was made here, .venv included
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "poise needs Python 3.11 or newer; say which: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
