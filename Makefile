# Viva Voce. `make run` and `make test` need nothing but Python 3.11-3.13.
# LITE=1 leaves torch and the models out; MODELS=all, none or names chooses the models;
# PYTHON=... names an interpreter; ONLY= and DATA= go to bench; ARGS= to pytest.
export LITE MODELS PYTHON
PY := .venv/bin/python
PARALLEL := --numprocesses=2 --dist=loadfile
DATA_FOLDER := $(if $(DATA),--data $(DATA))

.PHONY: run demo test cover test-deps check format bench prove audit clean

run:
	@sh scripts/install.sh run
	@exec $(PY) api_server.py

demo:
	@sh scripts/install.sh run
	@exec $(PY) -m scripts.demo

test:
	@sh scripts/install.sh dev
	@$(PY) -m pytest $(PARALLEL) $(ARGS)

cover:
	@sh scripts/install.sh dev
	@$(PY) -m pytest $(PARALLEL) --cov --cov-report=term $(ARGS)

test-deps:
	@sh scripts/test_deps.sh

check:
	@MODELS=none sh scripts/install.sh dev
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy

format:
	@MODELS=none sh scripts/install.sh dev
	@$(PY) -m ruff check --fix . && $(PY) -m ruff format .

bench prove:
	@sh scripts/install.sh dev
	@$(PY) -m bench $@ --only "$(ONLY)" $(DATA_FOLDER)

audit:
	@MODELS=none sh scripts/install.sh run
	@$(PY) -m pip install --quiet pip-audit==2.10.1 && $(PY) -m pip_audit -r requirements.txt

clean:
	rm -rf .venv .test-deps .pytest_cache .mypy_cache .ruff_cache .hypothesis
