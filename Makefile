# make run: the app. make test: all tests. Both do all of their own set-up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test bench load lint clean

run: $(VENV)/run.done
	$(BIN)/python -m streamlit run app.py

test: $(VENV)/test.done lint
	$(BIN)/python -m pytest -n auto --dist loadgroup tests

bench: $(VENV)/test.done
	$(BIN)/python -m tests.bench

load: $(VENV)/test.done
	$(BIN)/python -m tests.load

lint: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=. $(BIN)/lint-imports

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/test.done: tests/requirements.txt requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@ $(VENV)/run.done

clean:
	rm -rf $(VENV)
