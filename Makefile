# Everything a person or the CI does here. `make` alone explains; each target sets up what it needs.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help demo samples test page-check check static lint types arrows locks schemas-fresh \
        template bench presidio quality train schemas dashboards operations lock build clean

PYTHON = $(shell scripts/find-python)
PIP = -m pip --disable-pip-version-check --no-input --quiet
PY = .venv/bin/python
TOOLS = .tools/bin
ARCHITECTURE ?= arm64
WORKERS ?= auto
LAYER = $(MAKE) --silent --no-print-directory PYTHON="$(CURDIR)/.venv/bin/python" \
        ARCHITECTURE=$(if $(filter aarch64 arm64,$(shell uname -m)),arm64,x86_64) -C
# Environments of their own: SAM pins boto3, click and pydantic below what the application uses, and
# checkov pins most of what it names.
APPLICATION = .venv/installed
SAM = .tools/installed
CHECKOV = build/checkov/ready
SOURCES = functions layers/core/raimon local/raimon_local scripts tests
# How every lock is made: for each platform, with hashes and without addresses; grpc stays out
# because opensearch-py names it and never imports it.
COMPILE = build/uv/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
          --no-header --no-python-downloads --no-emit-package grpcio \
          --no-emit-package protobuf --no-emit-package opensearch-protobufs
export SAM_CLI_TELEMETRY = 0
export AWS_DEFAULT_REGION ?= us-east-1
export PYTHONDONTWRITEBYTECODE = 1

define HELP
Raimon: a monitor for Responsible AI on Amazon Bedrock.

See it work (no AWS account needed)
  make demo        the whole pipeline on this machine, fed with sample logs; Ctrl-C stops it
                   make demo ARGS=--once ends by itself; ARGS=--no-opensearch needs no Java
  make samples     write the sample logs of the demo anew, from their seed

Know that it is right
  make test        every test; sets up what it needs        make test ARGS="-k notify -x"
                   a process for each core; WORKERS=0 runs them in this one
  make check       exactly what CI runs: style, types, arrows, locks, schemas, template, tests
  make quality     precision and recall of the scorers, in English and Japanese
  make page-check  look at the demo's page with a real browser (needs chromium)
  make bench       measure speed, memory and cost; writes docs/performance.md
  make presidio    install Presidio beside, so that both compare with it in the same run

Change it
  make train       make the learned parts anew and hold them against those that ship, a minute each
                   make train PARTS=person_en for one; what differs lies in build/train/models
  make schemas     write docs/schemas/ anew from the models
  make dashboards  write dashboards/ anew from their source and the mapping
  make operations  write what docs/deploy.md and docs/operations.md take from the template
  make lock        compile the locked requirements anew     make lock ARGS=--upgrade
  make build       build the functions and both layers as AWS gets them; ARCHITECTURE=x86_64
  make clean       remove all that make has made

The interpreter is found by scripts/find-python; name another with make PYTHON=/path/to/python3.13.
endef
export HELP

help:
	@printf '%s\n' "$$HELP"

# --- Environments: a stamp says that one is whole, so an interrupted set-up is begun anew. ---

.venv/locked: requirements/development.txt
	@echo "Setting up .venv (once, about a minute)" >&2
	@test -e $@ || "$(or $(PYTHON),python3.13)" -m venv --clear .venv
	@rm -f $@
	@$(PY) $(PIP) install --require-hashes --no-deps --only-binary :all: --requirement $<
	@touch $@

$(APPLICATION): pyproject.toml .venv/locked
	@$(PY) $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(SAM): requirements/tools.txt
	@echo "Setting up .tools for SAM (once, about a minute)" >&2
	@test -e $@ || "$(or $(PYTHON),python3.13)" -m venv --clear .tools
	@rm -f $@
	@.tools/bin/python $(PIP) install --require-hashes --no-deps --requirement $<
	@touch $@

$(CHECKOV): requirements/checkov.txt
	@echo "Setting up checkov (once, about half a minute)" >&2
	@rm -rf build/checkov && mkdir -p build
	@"$(or $(PYTHON),python3.13)" -m venv build/checkov
	@build/checkov/bin/python $(PIP) install --require-hashes --no-deps --requirement $<
	@touch $@

# --- See it work ---

demo: $(APPLICATION)
	@.venv/bin/raimon demo $(ARGS)

samples: $(APPLICATION)
	@$(PY) -m raimon_local.sample_maker.make

# --- Know that it is right ---

test: $(APPLICATION) $(SAM) build/layers/ready
	@$(PY) -m pytest --numprocesses $(WORKERS) --dist loadscope $(ARGS)

page-check: $(APPLICATION)
	@$(PY) -m pytest tests/browser $(ARGS)

quality: $(APPLICATION)
	@$(PY) -m pytest tests/quality -rP $(ARGS)

# The learned parts: the same data give the same bytes, whatever order the interpreter hashes in.
PARTS = $(patsubst layers/core/raimon/models/%.model,%,$(wildcard layers/core/raimon/models/*.model))

build/train/ready: requirements/train.txt
	@echo "Setting up build/train (once, about half a minute)" >&2
	@rm -rf build/train && mkdir -p build
	@"$(or $(PYTHON),python3.13)" -m venv build/train
	@build/train/bin/python $(PIP) install --require-hashes --no-deps --requirement $<
	@touch $@

train: build/train/ready
	@mkdir -p build/train/models && for part in $(PARTS); do \
	  PYTHONPATH=.:layers/core OMP_NUM_THREADS=1 RAIMON_MODELS=build/train/models \
	    build/train/bin/python -m train.$$part && \
	  cmp build/train/models/$$part.model layers/core/raimon/models/$$part.model || exit; \
	done

bench: $(APPLICATION)
	@PYTHONPATH=. $(PY) -m tests.performance.bench $(ARGS)

# Presidio, for comparisons in `make bench` and `make quality`: in an environment of its own, which
# nothing of ours imports.
presidio: build/presidio/ready

build/presidio/ready:
	@rm -rf build/presidio && mkdir -p build
	@"$(or $(PYTHON),python3.13)" -m venv build/presidio
	@build/presidio/bin/python $(PIP) install presidio-analyzer==2.2.366
	@touch $@

check: static test

static: lint types arrows locks schemas-fresh template

lint: $(APPLICATION)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(APPLICATION)
	@$(PY) -m mypy

arrows: $(APPLICATION)
	@PYTHONPATH=.:layers/core:local .venv/bin/lint-imports

schemas-fresh: $(APPLICATION)
	@$(PY) scripts/schemas.py --check

# The source alone hides most faults: SAM's translation of it is linted and scanned too. W2001:
# translating resolves parameters and leaves them unused. W1030, W1031: an empty default is unused;
# tests/template lints every choice of parameters with its values. .checkov.yaml holds its reasons.
template: $(SAM) $(CHECKOV)
	@$(TOOLS)/sam validate --lint
	@mkdir -p build
	@$(TOOLS)/python scripts/translate.py template.yaml build/template.json
	@$(TOOLS)/cfn-lint --ignore-checks W2001 W1030 W1031 --regions us-east-1 ap-northeast-1 -- build/template.json
	@for file in template.yaml build/template.json; do \
	  build/checkov/bin/checkov --config-file .checkov.yaml --file $$file || exit; \
	done

# --- Change it ---

schemas: $(APPLICATION)
	@$(PY) scripts/schemas.py

dashboards: $(APPLICATION)
	@$(PY) -m scripts.dashboards.write $(ARGS)

operations: $(APPLICATION)
	@$(PY) -m scripts.operations $(ARGS)

LOCKS = layers/dependencies/requirements layers/japanese-names/requirements requirements/development requirements/tools \
        requirements/checkov requirements/train requirements/uv

build/uv/ready: requirements/uv.txt
	@rm -rf build/uv && mkdir -p build
	@"$(or $(PYTHON),python3.13)" -m venv build/uv
	@build/uv/bin/python $(PIP) install --require-hashes --no-deps --only-binary :all: --requirement $<
	@touch $@

lock: build/uv/ready
	@for lock in $(LOCKS); do \
	  $(COMPILE) $(ARGS) $$lock.in --output-file $$lock.txt || exit; \
	done

# Fresh: compiled again with the lock in place, nothing moves.
locks: build/uv/ready
	@mkdir -p build/locks && for lock in $(LOCKS); do \
	  copy=build/locks/$$(basename $$lock).txt; cp $$lock.txt $$copy && \
	  $(COMPILE) $$lock.in --output-file $$copy && \
	  cmp $$lock.txt $$copy || { echo "$$lock.txt is stale: make lock" >&2; exit 1; }; \
	done

# Both layers for this host, so that the tests can import from them.
build/layers/ready: layers/dependencies/requirements.txt layers/dependencies/Makefile \
                    layers/core/Makefile $(shell find layers/core/raimon -name "*.py" -o -name "*.toml" -o -name "*.model") \
                    | $(APPLICATION)
	@rm -rf build/layers/core && mkdir -p build/layers
	@test build/layers/dependencies/python -nt layers/dependencies/requirements.txt || { \
	  rm -rf build/layers/dependencies && $(LAYER) layers/dependencies build-DependenciesLayer \
	    ARTIFACTS_DIR="$(CURDIR)/build/layers/dependencies" && \
	  touch build/layers/dependencies/python; }
	@$(LAYER) layers/core build-CoreLayer ARTIFACTS_DIR="$(CURDIR)/build/layers/core"
	@touch $@

# The layers of both processors, so that the tests can look into what AWS would get.
build/artefacts/ready: build/layers/ready
	@rm -rf build/artefacts && mkdir -p build/artefacts
	@for architecture in arm64 x86_64; do for layer in Dependencies Core; do \
	  folder=$$(echo $$layer | tr DC dc) && \
	  $(MAKE) --silent --no-print-directory PYTHON="$(CURDIR)/.venv/bin/python" ARCHITECTURE=$$architecture \
	    -C layers/$$folder build-$${layer}Layer \
	    ARTIFACTS_DIR="$(CURDIR)/build/artefacts/$$architecture/$$folder" || exit; \
	done; done
	@touch $@

# The optional layer of Japanese names for this host: 44 MB to fetch, so only who asks builds it.
build/japanese-names/ready: layers/japanese-names/requirements.txt layers/japanese-names/Makefile \
                            | $(APPLICATION)
	@rm -rf build/japanese-names && mkdir -p build/japanese-names
	@$(LAYER) layers/japanese-names build-JapaneseNamesLayer ARTIFACTS_DIR="$(CURDIR)/build/japanese-names"
	@touch $@

# The engine of EventBridge, for the tests of the rules' patterns.
RULER = software.amazon.event.ruler:event-ruler:1.7.0 com.fasterxml.jackson.core:jackson-core:2.15.3 \
        com.fasterxml.jackson.core:jackson-databind:2.15.3 \
        com.fasterxml.jackson.core:jackson-annotations:2.15.3
build/event-ruler/ready:
	@mkdir -p build/event-ruler
	@for jar in $(RULER); do \
	  mvn --batch-mode --quiet dependency:copy -Dartifact=$$jar -DoutputDirectory=build/event-ruler || exit; \
	done
	@touch $@

# AWS's own emulator of a function's runtime, for the tests that start each function.
RIE = github.com/aws/aws-lambda-runtime-interface-emulator/cmd/aws-lambda-rie
build/rie/aws-lambda-rie:
	@GOBIN="$(CURDIR)/build/rie" go install $(RIE)@v0.0.0-20261030222936-bef5c4ba774d

build: $(SAM)
	@PATH="$$(dirname "$(PYTHON)"):$$PATH" ARCHITECTURE=$(ARCHITECTURE) $(TOOLS)/sam build \
	  --parameter-overrides Architecture=$(ARCHITECTURE) $(ARGS)
	@for layer in .aws-sam/build/*Layer; do \
	  "$(PYTHON)" -m tests.template.artefacts $$layer $(ARCHITECTURE) || exit; \
	done

clean:
	@rm -rf .venv .tools .aws-sam build dist .mypy_cache .pytest_cache .ruff_cache \
	  .import_linter_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +
