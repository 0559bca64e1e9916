"""Addition breaks nothing: the real data one period on, and two municipalities that have hardly anything yet.

What a Hinweis promises about the newest period rightly asks for a look when there is a newer one; nothing else may.
"""

import csv
import shutil
from pathlib import Path

import pytest

from kekiz.befehl.ergaenzen import add_row
from kekiz.befehl.neu import create_package
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.wege.export import tables
from kekiz.wissen.zahlen import OHNE_STICHTAG, zeitraum_key
from paketbau import DATEN, REPO
from staedtebau import make_site_apart

MINDESTENS = 200
"""So many series the real data have; each gets one more row."""


def next_period(zeitraum: str) -> str:
    """The period one year on.

    Example:
        >>> next_period("2018"), next_period("2018/19"), next_period("2018-09-30")
        ('2019', '2019/20', '2019-09-30')
    """
    jahr = int(zeitraum[:4]) + 1
    return f"{jahr}/{(jahr + 1) % 100:02d}" if "/" in zeitraum else f"{jahr}{zeitraum[4:]}"


def add_year(datei: Path) -> int:
    """Copies the newest row of each dated series one period on; gives how many rows were added."""
    with datei.open(encoding="utf-8", newline="") as strom:
        zeilen = list(csv.DictReader(strom))
    neueste: dict[tuple[str, ...], dict[str, str]] = {}
    for z in zeilen:
        # A share above 100 stands only with the Hinweis that explains it for its own period.
        ueber_100 = z["kennzahl_id"] == "versorgung_ue3" and float(z["wert"] or 0) > 100
        if z["zeitraum"].startswith(OHNE_STICHTAG) or ueber_100:
            continue
        reihe = (z["kennzahl_id"], z["raum_id"], z["gruppe"])
        if reihe not in neueste or zeitraum_key(z["zeitraum"]) > zeitraum_key(neueste[reihe]["zeitraum"]):
            neueste[reihe] = z
    neu = [{**z, "zeitraum": next_period(z["zeitraum"]), "hinweis_id": ""} for z in neueste.values()]
    with datei.open("w", encoding="utf-8", newline="") as strom:
        schreiber = csv.DictWriter(strom, zeilen[0], lineterminator="\n")
        schreiber.writeheader()
        schreiber.writerows([*zeilen, *neu])
    return len(neu)


@pytest.fixture(scope="module")
def gewachsen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose data have grown; gives its root."""
    wurzel = tmp_path_factory.mktemp("zuwachs")
    daten = wurzel / "datapackage"
    shutil.copytree(DATEN, daten)
    assert sum(add_year(datei) for datei in sorted(daten.glob("*/werte.csv"))) >= MINDESTENS
    katalog = daten / "katalog" / "kommunen.csv"
    with katalog.open("a", encoding="utf-8") as strom:
        strom.write("neustadt,Neustadt,16055000,kreisfreie_stadt,\nkreis-neu,Kreis Neu,09571,kreis,\n")
    for name in ("neustadt", "kreis-neu"):
        create_package(daten, name)
    with (daten / "kreis-neu" / "werte.csv").open("a", encoding="utf-8") as strom:
        strom.write("flaeche,kreis-neu,2024-12-31,,900,,,,900,gedruckt,nrw-fachbericht-2013,Seite 1,\n")
    for paket in ("kreis-neu", "bochum"):
        _declare(daten / paket / "zaehlweisen.csv", paket, "flaeche")
    for name in ("docs", "scripts", "mkdocs.yml", "kekiz.toml", "CHANGELOG.md"):
        (wurzel / name).symlink_to(REPO / name)
    return wurzel


def _declare(datei: Path, paket: str, kennzahl_id: str) -> None:
    """Says in codes how a package counts what two municipalities now have."""
    with datei.open(encoding="utf-8", newline="") as strom:
        leser = csv.DictReader(strom)
        spalten, zeilen = list(leser.fieldnames or []), [z for z in leser if z["kennzahl_id"] != kennzahl_id]
    codes = {"zaehler_code": "nicht_genannt", "nenner_code": "ohne_nenner", "einschluss_code": "nicht_genannt"}
    zeilen.append(
        {
            "kommune_id": paket, "kennzahl_id": kennzahl_id, **codes, "stichtag": "nicht genannt",
            "herkunft": "gedruckt", "quelle_id": "nrw-fachbericht-2013", "fundstelle": "Seite 1",
        }
    )  # fmt: skip
    with datei.open("w", encoding="utf-8", newline="") as strom:
        schreiber = csv.DictWriter(strom, spalten, restval="", lineterminator="\n")
        schreiber.writeheader()
        schreiber.writerows(zeilen)


@pytest.fixture(scope="module")
def ergebnis(gewachsen: Path) -> Ergebnis:
    return build(load(gewachsen / "datapackage"))


def test_everything_is_computed(ergebnis: Ergebnis) -> None:
    alle = tables(ergebnis)
    assert {"neustadt", "kreis-neu"} <= set(alle["kommunen"]["kommune_id"])
    assert ergebnis.latest("hamm", "besuchsquote_neugeborene")["zeitraum"] == "2019"
    flaeche = ergebnis.latest("kreis-neu", "flaeche")
    assert (flaeche["zeitraum"], flaeche["raum_typ"]) == ("2024-12-31", "stadt")


def test_goal_can_be_added_to_real_data(gewachsen: Path) -> None:
    datei, leer = add_row(gewachsen / "datapackage", "ziel", "1", "neustadt", {"ebene": "strategisch"})
    try:
        assert leer == ["titel", "kurzfassung", "quelle_id", "fundstelle"]
    finally:
        datei.write_text(datei.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


def test_whole_site_is_built(gewachsen: Path, tmp_path: Path) -> None:
    lauf = make_site_apart(tmp_path, gewachsen)
    assert (lauf.returncode, lauf.stderr) == (0, "")
    kommunen = tmp_path / "site" / "kommunen"
    neu = (kommunen / "neustadt" / "index.html").read_text(encoding="utf-8")
    assert "Aus dieser Kommune liegt noch kein Dokument vor." in neu
    assert "31.12.2024" in (kommunen / "kreis-neu" / "index.html").read_text(encoding="utf-8")
