# Everything sets itself up: a virtual environment in .venv, the package and what it needs, then the work.
# Only Python 3.11 or newer and make are assumed. `make help` lists what there is.

VENV ?= .venv
PY := $(VENV)/bin/python
ROOMS := graph loaders queries views cli
# Installed in development mode: a changed or new module is seen at once; a changed project file installs anew.
STAMP := $(VENV)/.installed
PIP := $(PY) -m pip --disable-pip-version-check install --quiet

.PHONY: help demo test lint bench train clean distclean
.DEFAULT_GOAL := help

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(STAMP)-core ## load the bundled facts, ask the showcase questions, write the views to demo/
	@$(VENV)/bin/govgraph demo --out demo $(ARGS)

test: $(STAMP)-dev ## run the tests (ARGS="-k name" for some of them)
	@$(PY) -m pytest $(ARGS)

lint: $(STAMP)-dev $(VENV)/types/govgraph ## ruff and mypy --strict
	@failed=0; \
	$(PY) -m ruff check --output-format concise . || failed=1; \
	MYPYPATH=$(VENV)/types $(PY) -m mypy --strict --namespace-packages --explicit-package-bases \
		$(ROOMS:%=-p govgraph.%) -p tests -p bench || failed=1; \
	exit $$failed

bench: $(STAMP)-bench ## time things against their peers (ARGS="load --rows 2000" for some of them)
	@$(PY) -m bench $(ARGS)

train: $(STAMP)-train ## learn the extractor's weights anew
	@$(VENV)/bin/govgraph train $(ARGS)

clean: ## delete what was built or cached, but not .venv
	rm -rf build dist demo *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find $(ROOMS) tests bench -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## delete .venv, too
	rm -rf $(VENV)

$(STAMP)-core: pyproject.toml $(PY)
	@echo "Installing govgraph into $(VENV) (once; some minutes the first time)"
	@$(PIP) --editable .
	@touch $@

$(STAMP)-train: pyproject.toml $(PY)
	@echo "Installing govgraph and what training needs into $(VENV) (once)"
	@$(PIP) --editable '.[train]'
	@touch $@ $(STAMP)-core

$(STAMP)-dev: pyproject.toml $(PY)
	@echo "Installing govgraph and what its tests need into $(VENV) (once; some minutes the first time)"
	@$(PIP) --editable '.[dev]' 'setuptools>=77'
	@touch $@ $(STAMP)-core $(STAMP)-train

# A peer that does not install is left out of the table, and told.
$(STAMP)-bench: $(STAMP)-dev
	@for peer in jieba cpca jiojio; do $(PIP) $$peer 2>/dev/null || echo "$$peer does not install here"; done
	@touch $@

$(PY):
	@sh .ci/make-venv $(VENV)

# The type checker reads the rooms by the names that they install under.
$(VENV)/types/govgraph: $(PY)
	@mkdir -p $(@D)
	@ln -sfn "$(CURDIR)" $@
