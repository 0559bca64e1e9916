"""Each chart offers exactly its rows, for programs and for spreadsheets, with what they are beside them."""

import csv
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import frictionless
import pytest

from kekiz.daten.einstellungen import Einstellungen
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.wege.auszug import write_extracts
from kekiz.wege.export import ergebnisse, pooled_values
from kekiz.wege.zwischenstand import Auszug, add_extract, clear, read_extracts
from kekiz.wissen.fehler import ErgebnisFehler
from paketbau import Projekt
from staedtebau import packages

SEITE = Einstellungen("Zwei Städte", "quellstadt", adresse="https://staedte.example/")
# As kekiz.wert has it: written out, since addresses and programs rely on it.
SCHLUESSEL = ("kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe")
STADT = ("quellstadt", "plaetze", "quellstadt", "2024", "")
NORD = ("quellstadt", "plaetze", "nord", "2023+2024", "")


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    return build(load(Projekt(tmp_path_factory.mktemp("pakete"), packages()).pfad))


def written(ordner: Path, ergebnis: Ergebnis, **auszuege: tuple[tuple[str, ...], ...]) -> Path:
    alle = {n: Auszug(f"ziele/1-1/#diagramm-{n}", "Plätze", "Quellstadt", z) for n, z in auszuege.items()}
    write_extracts(ordner, alle, ergebnis, ergebnisse(ergebnis), pooled_values(ergebnis), SEITE)
    return ordner / "auszug"


def keys(datei: Path) -> list[tuple[str, ...]]:
    with datei.open(encoding="utf-8", newline="") as strom:
        return [tuple(z.get(s, "") for s in SCHLUESSEL) for z in csv.DictReader(strom)]


def test_extract_has_its_rows_in_their_order_and_says_what_they_are(ergebnis: Ergebnis, tmp_path: Path) -> None:
    ordner = written(tmp_path, ergebnis, eins=(STADT,), zwei=(NORD, STADT))
    assert keys(ordner / "eins.csv") == [STADT]
    assert keys(ordner / "zwei.csv") == [NORD, STADT]
    buero = (ordner / "tabellenkalkulation/zwei.csv").read_bytes().decode("utf-8-sig")
    assert (buero.count("\r\n"), buero.partition(";")[0]) == (3, "kommune_id")
    for name in ("eins", "zwei"):
        datei = ordner / f"{name}.datapackage.json"
        bericht = frictionless.validate(datei)
        assert bericht.valid, bericht.flatten(["fieldName", "note"])
        paket = json.loads(datei.read_text(encoding="utf-8"))
        assert paket["homepage"] == f"https://staedte.example/ziele/1-1/#diagramm-{name}"
        assert paket["$schema"].endswith("/2.0/datapackage.json")
        assert [q["title"] for q in paket["sources"]] == ["Stadt Quellstadt: Kinderbericht"]
        (ressource,) = paket["resources"]
        assert ressource["bytes"] == (ordner / f"{name}.csv").stat().st_size
    (ordner / "eins.csv").write_text("kaputt\n", encoding="utf-8")
    assert not frictionless.validate(ordner / "eins.datapackage.json").valid


def test_row_that_is_not_published_is_a_fault(ergebnis: Ergebnis, tmp_path: Path) -> None:
    with pytest.raises(ErgebnisFehler, match="quellstadt · plaetze · nord · 2031"):
        written(tmp_path, ergebnis, eins=(STADT, ("quellstadt", "plaetze", "nord", "2031", "")))


def test_without_charts_there_is_no_folder(ergebnis: Ergebnis, tmp_path: Path) -> None:
    assert not written(tmp_path, ergebnis).exists()


def test_what_pages_note_comes_back_and_is_forgotten_by_the_next_build(tmp_path: Path) -> None:
    auszug = Auszug("ziele/1/", "„Titel“", "Ort, 2018", (STADT, NORD))
    add_extract(tmp_path, "b", auszug)
    add_extract(tmp_path, "a", auszug)
    add_extract(tmp_path, "b", auszug)
    # A page is written again while it is edited.
    assert read_extracts(tmp_path) == {"a": auszug, "b": auszug}
    add_extract(tmp_path, "b", replace(auszug, zeilen=(STADT,)))
    with pytest.raises(ErgebnisFehler, match="zwei verschiedene Auszüge heißen b"):
        read_extracts(tmp_path)
    clear(tmp_path)
    assert read_extracts(tmp_path) == {}


@pytest.mark.parametrize("welche", ["staedte", "gebaut"])
def test_every_chart_and_table_of_a_built_site_leads_to_its_extract(
    welche: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(welche)
    ordner = site / "daten/auszug"
    alle = {p.name: keys(p) for p in ordner.glob("*.csv")}
    einzeln = {tuple(z) for z in keys(site / "daten/ergebnisse.csv")}
    for name, zeilen in alle.items():
        assert zeilen, name
        assert len(set(zeilen)) == len(zeilen), name
        assert {z for z in zeilen if "+" not in z[3]} <= einzeln, name
    verlinkt = set()
    ohne = []
    for datei in site.rglob("index.html"):
        verlinkt |= set(re.findall(r'/auszug/([^"/]*\.csv)"', datei.read_text(encoding="utf-8")))
        for figur in re.findall(
            r'<figure class="kp-diagramm [^>]*data-figur.*?</figure>', datei.read_text(encoding="utf-8"), re.DOTALL
        ):
            hier = re.findall(r'href="([^"]*/auszug/[^"]*\.csv)"', figur)
            ohne += [] if hier else re.findall(r'id="([^"]+)"', figur)[:1]
    assert verlinkt == set(alle)
    # What is drawn from another table than that of the values is offered as that table.
    assert set(ohne) <= {"diagramm-ausgangslage-kosten"}


class _Tafeln(HTMLParser):
    """Finds each table of a page with the download that is offered with it, and all downloads of the page.

    With it is what stands in the fold, section or figure that holds the table, or before the next table or heading.
    """

    HALTER = ("details", "section", "figure")

    def __init__(self, ort: str) -> None:
        super().__init__()
        self.ort = ort
        self.tafeln: list[dict[str, Any]] = []
        self.adressen: set[str] = set()
        self._offen: list[list[dict[str, Any]]] = []
        self._danach: dict[str, Any] | None = None
        self._teil = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        werte = {k: v or "" for k, v in attrs}
        if tag in self.HALTER:
            self._offen.append([])
        elif re.fullmatch("h[1-6]", tag):
            self._danach = None
        elif tag == "table":
            tafel = {"klassen": werte.get("class", ""), "titel": "", "kopf": "", "zeilen": 0, "laden": set()}
            self.tafeln.append(tafel)
            self._danach = tafel
            if self._offen:
                self._offen[-1].append(tafel)
        elif tag == "tr" and self.tafeln:
            self.tafeln[-1]["zeilen"] += 1
        elif tag == "a":
            adresse = urljoin(self.ort, werte.get("href", ""))
            if adresse.startswith("/daten/") and adresse.endswith(".csv"):
                self.adressen.add(adresse)
                for tafel in (self._offen[-1] if self._offen else []) + ([self._danach] if self._danach else []):
                    tafel["laden"].add(adresse)
        if tag in ("caption", "thead", "tbody"):
            self._teil = {"caption": "titel", "thead": "kopf"}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.HALTER and self._offen:
            self._offen.pop()
            self._danach = None
        self._teil = "" if tag in ("caption", "thead") else self._teil

    def handle_data(self, data: str) -> None:
        if self._teil:
            self.tafeln[-1][self._teil] += data


_ORT = r"/(kommunen/[\w-]+/)?"
"""Pages of the municipality at the start, and of any other."""
GANZ = {
    r"/kennzahlen/\w+/: ": r"/daten/kennzahl/\w+/ergebnisse",
    r"/daten/: Spalten ": "/daten/spalten",
    "/kommunen/vergleich/: Wie viele Kommunen gleich zählen": "/daten/vergleichbarkeit",
    r"/kommunen/(?!vergleich/)[\w-]+/: .* \[kp-tabelle kp-tabelle--paare\]": r"/daten/kommunen/[\w-]+/ergebnisse",
    _ORT + "methodik/ausgangslage/: Was gefragt werden sollte": "/daten/befragungen",
    _ORT + "methodik/ausgangslage/: Kosten": "/daten/kosten",
    _ORT + "methodik/ausgangslage/: ": "/daten/bsc",
    _ORT + "module/weiterbildungen/: ": "/daten/weiterbildungen",
}
"""Tables that show a published table, as it stands or counted, which their page offers: page and caption, address."""
OHNE = {
    _ORT + "daten/stand/: ": "zählt die Zeilen der Wertetabelle",
    "/(kommunen/)?mitmachen/": "Anleitung: sagt, was in eine Tabelle gehört",
    "/methodik/: ": "erklärt Wörter, nennt Schwellen oder Ergebnisse erfundener Reihen",
    "/methodik/leistung/: ": "misst das Programm",
    r"/kommunen/vergleich/: (Werte, jeder für sich|So gezählt)? \[": "leer, bis jemand Kommunen wählt",
    _ORT + "werkzeuge/pilotraeume/: .*kp-pilottabelle": "rechnet mit den Gewichten, die jemand wählt",
}
"""Tables that show no rows of data, with the reason."""


@pytest.mark.parametrize("welche", ["staedte", "gebaut"])
def test_every_table_offers_its_rows(welche: str, request: pytest.FixtureRequest) -> None:
    """Its own, or the published table that it shows."""
    site: Path = request.getfixturevalue(welche)
    offen, gebraucht, zeilen = [], set(), {}
    for datei in sorted(site.rglob("index.html")):
        seite = _Tafeln("/" if datei.parent == site else f"/{datei.parent.relative_to(site).as_posix()}/")
        seite.feed(datei.read_text(encoding="utf-8"))
        for tafel in seite.tafeln:
            name = f"{seite.ort}: {' '.join(tafel['titel'].split())} [{tafel['klassen']}]"
            if "Fundstelle" in tafel["kopf"] and (
                eigen := [a for a in tafel["laden"] if "/auszug/" in a and "tabellenk" not in a]
            ):
                zeilen[name] = (tafel["zeilen"], {a: len(keys(site / a[1:])) for a in eigen})
            if tafel["laden"]:
                continue
            muster = next((m for m in (*GANZ, *OHNE) if re.match(m, name)), "")
            gebraucht.add(muster)
            if muster not in OHNE and not any(re.match(GANZ.get(muster, "-"), a) for a in seite.adressen):
                offen.append(name)
    assert offen == []
    assert welche == "staedte" or gebraucht == {*GANZ, *OHNE}
    # A table of values has a row for each row of its extract, and its head.
    assert len(zeilen) > 5
    assert {n: z for n, z in zeilen.items() if z[0] - 1 not in z[1].values()} == {}


def test_extract_of_a_goal_is_what_its_chart_shows(staedte: Path) -> None:
    (name,) = (p for p in (staedte / "daten/auszug").glob("1-1-*entwicklung*.csv"))
    assert [(z[0], z[2], z[3]) for z in keys(name)] == [
        ("quellstadt", "quellstadt", "2023"),
        ("quellstadt", "quellstadt", "2024"),
    ]
