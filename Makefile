# make run: the app. make test: all tests. Both do all of their own set-up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Packages are compiled as they are imported, and stay so: all 13,000 files of them take 40 seconds.
INSTALL := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test bench load soak lint constraints fonts clean

run: $(VENV)/run.done
	$(BIN)/python -m streamlit run app.py

test: $(VENV)/test.done lint
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder tests

bench: $(VENV)/test.done
	$(BIN)/python -m tests.bench

load: $(VENV)/test.done
	$(BIN)/python -m tests.load

soak: $(VENV)/test.done
	$(BIN)/python -m tests.load.soak

lint: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=. $(BIN)/lint-imports

# The version of every package that the app brings along, as they fit together today.
constraints: | $(BIN)/python
	sed '/^-c/d' requirements.txt > $(VENV)/bare.txt
	$(BIN)/python -m pip install --quiet --dry-run --ignore-installed --report $(VENV)/report.json -r $(VENV)/bare.txt
	$(BIN)/python -m tests.constraints $(VENV)/report.json > constraints.txt

# The letters and icons of Streamlit's fonts that a first visit needs.
fonts: $(VENV)/test.done
	$(BIN)/python -m tests.fonts

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.txt constraints.txt | $(BIN)/python
	$(INSTALL) -r requirements.txt
	touch $@

$(VENV)/test.done: tests/requirements.txt requirements.txt constraints.txt | $(BIN)/python
	$(INSTALL) -r tests/requirements.txt
	touch $@ $(VENV)/run.done

clean:
	rm -rf $(VENV)
