"""The cycle of an invented city, from empty tables to a printed report: commands, pages, paper."""

import csv
import functools
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser
from schlicht import plain
from warten import open_page

from conftest import _Gzip
from paketbau import Zeile
from staedtebau import KREIS, QUELLE_2025, build_site, fill_row, run_apart, write_site

pytestmark = pytest.mark.browser

Q = {"quelle_id": f"bericht-{KREIS}", "fundstelle": "Abschnitt 3"}
FOLGE = {"ziel_id": "1.1", "nr": "1", "befund": "Im Norden fehlten Plätze.", "gremium_id": "rat", "datum": "2025-11",
         "beschluss": "Der Rat beschloss eine zweite Gruppe.", "pruefen_bis": "2026-12", **Q}  # fmt: skip
ABREDE = {"raum_id": "nord", "zeitraum": "2026", "nr": "1", "handlungsfeld": "Familienarbeit", "ziel": "Mehr Familien kennen den Treff.",
          "massnahme": "Ein Frühstück im Monat.", "zustaendig": "Jugendamt", **Q}  # fmt: skip
BLATT = {"blatt_id": "kreis", "titel": "So wird gesteuert", "kurz": "Vom Ziel zum Beschluss.", "reihenfolge": "1",
         "zweck": "kreislauf", "form": "untereinander"}  # fmt: skip
SCHRITTE = [
    {"blatt_id": "kreis", "abschnitt_nr": "1", "abschnitt": "Der Kreislauf", "nr": str(nr), "art": "schritt", "titel": titel,
     "text": f"Schritt {nr}.", "verweis_art": art, "verweis_id": wohin, **Q}
    for nr, (titel, art, wohin) in enumerate(
        (("Ziel", "seite", "ziele"), ("Bericht", "seite", "berichte"), ("Beschluss", "gremium", "rat")), start=1
    )
]  # fmt: skip
TABELLEN = {
    "rueckmeldungen": [FOLGE],
    "zielvereinbarungen": [ABREDE],
    "steuerung": [BLATT],
    "steuerung_teile": SCHRITTE,
}


def _kekiz(projekt: Path, *befehl: str) -> str:
    lauf = run_apart(projekt, "-m", "kekiz", *befehl)
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    return lauf.stdout


def _rewrite(datei: Path, neue: list[Zeile]) -> None:
    """Fills what is open in a table and adds rows, as a spreadsheet would."""
    with datei.open(encoding="utf-8", newline="") as strom:
        leser = csv.DictReader(strom)
        spalten, zeilen = list(leser.fieldnames or []), list(leser)
    with datei.open("w", encoding="utf-8", newline="") as strom:
        schreiber = csv.DictWriter(strom, spalten, restval="", lineterminator="\n")
        schreiber.writeheader()
        schreiber.writerows([*(fill_row(z) if "wertstatus" in z else z for z in zeilen), *neue])


@pytest.fixture
def stadt(tmp_path: Path) -> Iterator[str]:
    """Address of the site of a city that has gone its cycle once."""
    projekt = write_site(tmp_path)
    paket = projekt / "datapackage" / KREIS
    assert "5 Zeilen für 2025" in _kekiz(projekt, "neu", "jahr", "2025", "--kommune", KREIS)
    _rewrite(projekt / "datapackage" / "katalog" / "quellen.csv", [QUELLE_2025])
    _rewrite(paket / "werte.csv", [])
    for tabelle, zeilen in TABELLEN.items():
        if not (paket / f"{tabelle}.csv").is_file():
            _kekiz(projekt, "tabelle", tabelle, "--kommune", KREIS)
        _rewrite(paket / f"{tabelle}.csv", zeilen)
    lauf = build_site(projekt, "--ohne-pdf")
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Gzip, directory=str(projekt / "site"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/kommunen/{KREIS}/"
    server.shutdown()


def test_goal_numbers_report_decision_and_agreement_lead_to_each_other(stadt: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport={"width": 390, "height": 844})
    open_page(seite, f"{stadt}steuerung/")
    seite.locator("article").get_by_role("link", name="Jahresberichte").click()
    seite.locator("article").get_by_role("link", name="Bericht zum Jahr 2025").click()
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    bericht = plain(seite.locator("article").inner_text())
    assert "Ziel 1.1 ist neu erreicht" in bericht
    assert "Von fünf erwarteten Werten liegen drei vor; zwei sind noch offen." in bericht
    assert FOLGE["beschluss"] in bericht
    assert "Zu prüfen bis Dezember 2026." in bericht
    papier = pypdf.PdfReader(io.BytesIO(seite.pdf(format="A4", prefer_css_page_size=True)))
    assert len(papier.pages) <= 2

    assert seite.locator("article a[href$='ziele/1-1/']").count() > 0
    open_page(seite, f"{stadt}ziele/1-1/")
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    ziel = plain(seite.locator("article").inner_text())
    assert "84 %" in ziel.replace("\u202f", " ")
    assert FOLGE["beschluss"] in ziel
    open_page(seite, f"{stadt}sozialraeume/nord/#vereinbarung")
    ort = plain(seite.locator("article").inner_text())
    assert ABREDE["ziel"] in ort
    assert "Jugendamt" in ort
    seite.close()
