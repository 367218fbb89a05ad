# make demo and make test need only Python 3.11 or newer and make; everything else goes into .venv
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint bench corpus floors clean

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	touch $@

demo: $(STAMP)
	@echo "== three saved pages, read and tagged"
	$(BIN)/kr-localgov read corpus/pages/01_bullets_mostread.txt corpus/pages/13_wordpress_jsonld.html corpus/pages/14_two_articles_lost_marks.txt
	@echo "== every shipped page into tables (a page without an article is among the rejects: exit code 3)"
	rm -rf out/demo
	$(BIN)/kr-localgov tag corpus/pages -o out/demo --csv || test $$? -eq 3
	@ls out/demo

test: $(STAMP)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python -m benchmarks.run

corpus: $(STAMP)
	$(BIN)/python -m kr_localgov_nlp.training.corpus build corpus

# Pins the gate to the corpus as it is and raises the floors; lowers none (add FLOORS=--allow-regression to say so).
floors: corpus
	$(BIN)/kr-localgov evaluate --gate --update $(FLOORS)
	test -z "$$KR_LOCALGOV_TEXTS" || for name in core-dev core-awards-a core-awards-b; do \
		$(BIN)/kr-localgov evaluate --data real:$$name --gate --update $(FLOORS) || exit 1; done

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache out
