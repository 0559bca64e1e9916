# make site   builds the website into site/
# make veroeffentlichen   does so for publication: refuses placeholders and missing legal texts
# make test   checks everything (data, code, built pages in a browser; what takes times runs alone, first)
# make quick  what make test does, without the browser
# make serve  live preview while editing
# PDF=0       make site PDF=0 leaves the PDFs out
.PHONY: site veroeffentlichen test quick serve benchmark barrierefrei weekly vnu test-webkit lighthouse kontaktbogen mutation check clean
.DEFAULT_GOAL := site

UV_VERSION := 0.13.8
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
ADRESSE := $(SITE_URL)
export NO_MKDOCS_2_WARNING := 1
# Bytecode of the libraries is kept, whatever the machine says: each start is then about two seconds shorter.
export PYTHONDONTWRITEBYTECODE :=

site: .venv/.ready
	$(RUN) kekiz bauen $(if $(filter 0,$(PDF)),--ohne-pdf)

veroeffentlichen: .venv/.ready
	$(RUN) kekiz bauen --veroeffentlichen

test: export KEKIZ_TESTBAU := $(CURDIR)/.cache/testbau
# Only the site of this project is tested under the address of publication; sites of examples have their own.
test: export KEKIZ_TESTADRESSE := $(ADRESSE)
test: export SITE_URL :=
test: .venv/.ready node_modules/.ready
	@sh scripts/check_machine.sh
	@rm -rf "$(KEKIZ_TESTBAU)"
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) pytest -n 0 tests/browser/test_lighthouse.py
	$(RUN) pytest -n auto --maxprocesses 2 --dist loadfile --no-loadscope-reorder --ignore=tests/browser/test_lighthouse.py

quick: .venv/.ready
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) pytest -n auto --maxprocesses 2 --dist loadfile --no-loadscope-reorder --ignore=tests/browser

serve: .venv/.ready
	$(RUN) kekiz vorschau

benchmark: site
	$(RUN) python -m kekiz.werkzeug.benchmark
	$(RUN) python -m kekiz.werkzeug.seitenbenchmark --datei docs/assets/leistung.json
	$(RUN) python -m kekiz.werkzeug.kommunenbenchmark --datei docs/assets/leistung.json
	$(RUN) python -m kekiz.werkzeug.pruefbenchmark --datei docs/assets/leistung.json

# judges every kind of page with Lighthouse; make test does so for the pages most visited
lighthouse: .venv/.ready node_modules/.ready
	@sh scripts/check_machine.sh
	LIGHTHOUSE=alle $(RUN) pytest -n 0 tests/browser/test_lighthouse.py

# every page, not only every kind: what axe finds in light and dark, at both widths, unfolded, with charts taken over;
# and each in Firefox; three quarters of an hour
barrierefrei: .venv/.ready node_modules/.ready
	@sh scripts/check_machine.sh
	$(RUN) pytest -n auto --maxprocesses 2 tests/browser/alle_seiten.py

# tests of our own measuring tools, which build sites of their own
weekly: .venv/.ready
	$(RUN) pytest -n 0 -m weekly

# every page, style sheet and picture by the Nu Html Checker, which needs Java; weekly (pflege.yml)
vnu: .venv/.ready node_modules/.ready
	@command -v java >/dev/null || sh scripts/check_machine.sh default-jre-headless
	$(RUN) pytest -n 0 tests/html_vnu.py

# every kind of page in WebKit, by the driver of WebKitGTK; by hand
test-webkit: .venv/.ready node_modules/.ready
	@command -v WebKitWebDriver >/dev/null && command -v xvfb-run >/dev/null || sh scripts/check_machine.sh webkit2gtk-driver xvfb xauth
	$(RUN) pytest -n 0 tests/browser/webkit_seiten.py

# every kind of page beside the others, as pictures in .cache/kontaktbogen/
kontaktbogen: site
	$(RUN) python -m kekiz.werkzeug.kontaktbogen

# small faults in the rules, one at a time: does a test notice? MUTATION="--anzahl 300", "--alle", "--nur rechnen/assess.py"
mutation: .venv/.ready
	$(RUN) python -m kekiz.werkzeug.mutation $(MUTATION)

clean:
	rm -rf site .cache

.uv/bin/uv:
	@python3 -c 'import ensurepip' 2>/dev/null || sh scripts/check_machine.sh python3-venv
	python3 -m venv .uv
	.uv/bin/pip install --quiet uv==$(UV_VERSION)

.venv/.ready: pyproject.toml uv.lock $(UV)
	$(UV) sync --frozen --quiet
	@touch $@

node_modules/.ready: package.json package-lock.json
	@sh scripts/check_machine.sh
	npm ci --silent --no-fund --no-audit --ignore-scripts
	@touch $@
