# Two commands matter: `make run` and `make test`.  Each sets up all that it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= localhost
PORT ?= 8501
# The names by which readers reach this host, separated by spaces, beside localhost.
HOSTS ?=

# What is compiled once is not compiled again: each worker would do so with each test file.
unexport PYTHONDONTWRITEBYTECODE
# Python compiles what it loads; to compile all of every package took half of the time.
PIP_INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile

.PHONY: run test check release lint unit js app browser replicas bench mutants nightly audit sbom upgrade pins messages screenshots clean setup setup-dev

run: setup
	$(BIN)/streamlit run serve.py --server.address $(ADDRESS) --server.port $(PORT) \
		$(if $(HOSTS),$(foreach host,localhost 127.0.0.1 ::1 $(HOSTS),--server.allowedHosts $(host)))

# The fastest first, so that a fault shows early.
test: setup-dev
	$(MAKE) --no-print-directory -j2 lint check
	$(BIN)/python -m pytest tests

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

check: setup
	$(BIN)/python -m strikemap check

# The messages of the code, in the catalogues that translators edit (strikemap/locale).
messages: setup-dev
	$(BIN)/python -m tools.messages

# make release DIR=data/cnn-2023-05-31 [WHY="one reason for all changes that no correction tells of"]
release: setup
	$(BIN)/python -m strikemap release "$(DIR)" --changelog CHANGELOG.md $(if $(WHY),--why "$(WHY)")
	if grep -q "<!-- facts -->" "$(DIR)/README.md"; then $(BIN)/python -m tools.collection_facts "$(DIR)"; fi

unit: setup-dev
	$(BIN)/python -m pytest tests/unit tests/data

js: setup-dev
	$(BIN)/python -m pytest tests/js

app: setup-dev
	$(BIN)/python -m pytest tests/app

browser: setup-dev
	$(BIN)/python -m pytest tests/browser

replicas: setup-dev $(VENV)/.haproxy
	$(BIN)/python -m pytest tests/replicas -m ""

# What takes long and says little more than `make test`, and laws by many more examples.
nightly: setup-dev $(VENV)/.haproxy
	$(BIN)/python -m pytest tests -m nightly --timeout 900 $$(PATH="$$PATH:/usr/sbin:/usr/local/sbin"; \
		command -v haproxy >/dev/null || echo --ignore=tests/replicas)
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest tests/unit --timeout 3600 -k "property or fuzz or hostile"
	$(MAKE) audit

# Known faults in what is pinned; every package must be known where they are listed.
audit: build/audit/bin/pip-audit
	$< --strict --no-deps --disable-pip -r requirements.txt
	$< --strict --no-deps --disable-pip -r requirements-dev.txt
	$< --strict --no-deps --disable-pip -r requirements-mutants.txt

# What a release is made of, in CycloneDX's form: every pin, and no service is asked.
sbom: build/audit/bin/cyclonedx-py
	$< requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o build/sbom.json
	test $$(grep -c '"purl"' build/sbom.json) = $$(grep -c == requirements.txt)

build/audit/bin/pip-audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/pip install --quiet --disable-pip-version-check pip-audit==2.10.1

build/audit/bin/cyclonedx-py: build/audit/bin/pip-audit
	build/audit/bin/pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0

bench: setup-dev
	$(BIN)/python -m bench

# Every page in each size, theme and language, for eyes; and the README's picture anew.
screenshots: setup-dev
	$(BIN)/python -m tools.screenshots build/screenshots
	$(BIN)/python -m tools.screenshots --readme

# Which faults no test notices: minutes a module, and it goes on where it was stopped.
mutants: setup-dev build/mutants/env/.done
	build/mutants/env/bin/python -m tools.mutants $(if $(MOST),--most $(MOST)) $(MODULES)

build/mutants/env/.done: requirements-mutants.txt
	$(PYTHON) -m venv build/mutants/env
	build/mutants/env/bin/pip install --quiet --disable-pip-version-check -r requirements-mutants.txt
	touch $@

# What would break with the newest versions; nothing of the project's own setup changes.
upgrade: setup-dev
	rm -rf build/upgrade && $(PYTHON) -m venv build/upgrade
	sed 's/==[^; ]*//' requirements.in requirements-dev.in | grep -v '^#' > build/upgrade/newest.in
	build/upgrade/bin/pip install --quiet --disable-pip-version-check --upgrade -r build/upgrade/newest.in
	build/upgrade/bin/pip freeze | grep -vxFf requirements.txt | grep -vxFf requirements-dev.txt || true
	build/upgrade/bin/python -m pytest tests

# uvloop is not made for Windows, where Streamlit does without it.
FREEZE := build/pins/bin/pip freeze | sed '/^uvloop==/s/$$/; sys_platform != "win32"/'

pins:
	rm -rf build/pins && $(PYTHON) -m venv build/pins
	build/pins/bin/pip install --quiet -r requirements.in
	(head -1 requirements.txt; $(FREEZE)) > build/requirements.txt
	mv build/requirements.txt requirements.txt
	build/pins/bin/pip install --quiet -r requirements-dev.in
	(head -2 requirements-dev.txt; $(FREEZE) | grep -vxFf requirements.txt) > build/requirements-dev.txt
	mv build/requirements-dev.txt requirements-dev.txt
	rm -rf build/pins && $(PYTHON) -m venv build/pins
	build/pins/bin/pip install --quiet -r requirements-mutants.in
	(head -1 requirements-mutants.txt; build/pins/bin/pip freeze) > build/requirements-mutants.txt
	mv build/requirements-mutants.txt requirements-mutants.txt

setup: $(VENV)/.runtime static/leaflet/leaflet.js

setup-dev: setup $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -c "import sys; assert sys.version_info >= (3, 11), 'Strikemap needs Python 3.11 or later'"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(PIP_INSTALL) -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime tools/find_browser.sh tools/find_node.sh \
		tools/install_package.sh
	$(PIP_INSTALL) -r requirements-dev.txt
	sh tools/find_browser.sh $(BIN)
	sh tools/find_node.sh $(BIN)
	touch $@

$(VENV)/.haproxy: tools/find_haproxy.sh tools/install_package.sh | $(VENV)/bin/python
	sh tools/find_haproxy.sh
	touch $@

static/leaflet/leaflet.js: $(VENV)/.runtime
	$(BIN)/python -m strikemap.host.leaflet
	touch $@

clean:
	rm -rf $(VENV) static/leaflet build
