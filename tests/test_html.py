"""Every page is sound HTML (html-validate, one process, offline), and no title is cut where results are listed."""

import json
import re
import subprocess
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from kekiz.wege.schutz import EINBETTEN
from paketbau import REPO

ERLAUBT = tomllib.loads(Path(__file__).with_name("html.toml").read_text("utf-8"))


def validate(site: Path, ordner: Path, seiten: list[str]) -> list[dict[str, Any]]:
    """Reads pages of a site and gives what was found, alike findings once."""
    regeln = dict.fromkeys(("long-title", "no-inline-style"), "error")
    regeln |= dict.fromkeys(ERLAUBT["regeln"], "off")
    arten = [f"html-validate:{art}" for art in ("standard", "a11y", "document")]
    (ordner / "regeln.json").write_text(json.dumps({"root": True, "extends": arten, "rules": regeln}), "utf-8")
    befehl = ["node", Path(__file__).with_name("html_validate.mjs"), site, ordner / "regeln.json", *seiten]
    return json.loads(subprocess.run(befehl, cwd=REPO, capture_output=True, text=True, check=True).stdout)


def allowed(befund: dict[str, Any], eintrag: dict[str, str]) -> bool:
    return befund["rule"] == eintrag["regel"] and bool(re.search(eintrag["meldung"], befund["message"]))


def test_built_pages_are_sound(gebaut: Path, tmp_path: Path) -> None:
    seiten = sorted(d.relative_to(gebaut).as_posix() for d in gebaut.rglob("*.html"))
    assert len(seiten) > 400
    befunde = validate(gebaut, tmp_path, seiten)
    eintraege = ERLAUBT["erlaubt"]
    assert [b for b in befunde if not any(allowed(b, e) for e in eintraege)] == []
    # What is allowed and occurs no more goes from the list.
    assert [e for e in eintraege if not any(allowed(b, e) for b in befunde)] == []


FALSCH = {
    "long-title": "<title>{}</title>".format("x" * 71),
    "no-dup-id": '<title>x</title><body><p id="a"></p><p id="a"></p></body>',
    "element-permitted-content": "<title>x</title><body><span><div></div></span></body>",
    "prefer-native-element": '<title>x</title><body><div role="button"></div></body>',
}


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    for regel, html in FALSCH.items():
        (tmp_path / f"{regel}.html").write_text(f'<!doctype html><html lang="de"><head>{html}</html>', "utf-8")
    befunde = validate(tmp_path, tmp_path, [f"{regel}.html" for regel in FALSCH])
    assert FALSCH.keys() <= {b["rule"] for b in befunde}


def test_lists_of_terms_name_each_term_once(gebaut: Path, staedte: Path) -> None:
    doppelt = {}
    for datei in (*gebaut.rglob("index.html"), *staedte.rglob("index.html")):
        for liste in re.findall(r"<dl\b.*?</dl>", datei.read_text(encoding="utf-8"), re.DOTALL):
            namen = re.findall(r"<dt\b[^>]*>(.*?)</dt>", liste, re.DOTALL)
            if len(set(namen)) < len(namen):
                doppelt[datei.parent.name] = namen
    assert doppelt == {}


TITEL = re.compile(r"<title>([^<]*)</title>")


def test_no_title_is_longer_than_lists_of_results_show(gebaut: Path, staedte: Path) -> None:
    titel = {
        f"{site.name}/{datei.relative_to(site)}": treffer
        for site in (gebaut, staedte)
        for datei in site.rglob("*.html")
        # Charts for other sites are in no list of results.
        if not datei.is_relative_to(site / EINBETTEN)
        for treffer in TITEL.findall(datei.read_text(encoding="utf-8"))[:1]
    }
    assert {ort: t for ort, t in titel.items() if not 0 < len(t) <= 70} == {}


class _Sections(HTMLParser):
    """Collects the classes of sections that have neither a heading nor a name."""

    def __init__(self) -> None:
        super().__init__()
        self.ohne: list[str] = []
        self._offen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            werte = dict(attrs)
            self._offen.append("" if {"aria-label", "aria-labelledby"} & werte.keys() else str(werte.get("class")))
        elif re.fullmatch("h[1-6]", tag):
            # A heading stands in each section around it.
            self._offen = [""] * len(self._offen)

    def handle_endtag(self, tag: str) -> None:
        if tag == "section" and (klasse := self._offen.pop()):
            self.ohne.append(klasse)


def test_each_section_has_a_heading(gebaut: Path, staedte: Path) -> None:
    """What has none is no section; vnu says so, too, but only once a week."""
    ohne = {}
    for datei in (*gebaut.rglob("index.html"), *staedte.rglob("index.html")):
        leser = _Sections()
        leser.feed(datei.read_text(encoding="utf-8"))
        if leser.ohne:
            ohne[str(datei)] = leser.ohne
    assert ohne == {}
