"""Small printed counts are hidden with all they would follow from, on pages and in packages; the rest stays."""

import csv
import io
from pathlib import Path

import pytest

from kekiz.daten.geheimhaltung import find_leaks
from kekiz.daten.geheimwissen import read_rules
from kekiz.daten.load import load
from kekiz.rechnen.compute import compute_werte
from kekiz.rechnen.kleinezahlen import list_small_counts
from kekiz.rechnen.verbergen import hide_small_counts, published_csv
from kleindaten import KENNZAHL, build_bestand, wert
from paketbau import Projekt

ANZAHL = KENNZAHL | {
    "mindestfallzahl": 5,
    "art": "anzahl",
    "einheit": "Anzahl",
    "dezimalstellen": "0",
    "zufallsmodell": "keins",
}
RAEUME = [
    {"raum_id": "stadt", "name": "Stadt", "typ": "stadt"},
    *({"raum_id": r, "name": r, "typ": "sozialraum", "gehoert_zu": "stadt"} for r in ("nord", "sued", "west")),
]


def counts(**je_raum: int) -> list[dict[str, object]]:
    return [wert("2018", wert=n, raum_id=r, gedruckt=str(n)) for r, n in je_raum.items()]


def hidden(*zeilen: dict[str, object]) -> list[str]:
    bestand = hide_small_counts(build_bestand(list(zeilen), kennzahlen=[ANZAHL], raeume=RAEUME))
    tabelle = bestand.find("ort", "werte")
    assert tabelle is not None
    # Nothing hidden can be computed from what is left.
    assert find_leaks(tabelle.zeilen, read_rules(bestand, "ort")) == []
    verborgen = [z for z in tabelle.zeilen if z["wertstatus"] == "geheim"]
    assert all(z["wert"] is None and z["zaehler"] is None and z["gedruckt"] == "" for z in verborgen)
    return [str(z["raum_id"]) for z in verborgen]


@pytest.mark.parametrize(("anzahl", "verborgen"), [(0, []), (1, ["nord"]), (4, ["nord"]), (5, []), (6, [])])
def test_a_count_below_the_threshold_is_hidden(anzahl: int, verborgen: list[str]) -> None:
    assert hidden(*counts(nord=anzahl, sued=50)) == verborgen


def test_what_a_small_count_would_follow_from_is_hidden_with_it() -> None:
    """The sum of the town and two areas give the third away: one more of them goes."""
    ohne_summe = hidden(*counts(nord=3, sued=50, west=60))
    mit_summe = hidden(*counts(stadt=113, nord=3, sued=50, west=60))
    assert ohne_summe == ["nord"]
    assert set(mit_summe) > {"nord"}
    assert "stadt" not in mit_summe


def test_nothing_is_changed_where_no_count_is_small() -> None:
    bestand = build_bestand(counts(nord=30), kennzahlen=[ANZAHL], raeume=RAEUME)
    assert hide_small_counts(bestand) is bestand


def test_package_shows_what_the_pages_show(tmp_path: Path) -> None:
    """Also the Hinweis that names the number goes; rows beside it stay letter by letter."""
    projekt = Projekt(tmp_path)
    projekt.zeile("hamm/werte", 2).update(wert="75", zaehler="3", nenner="4", gedruckt="75%", hinweis_id="h-rundung")
    projekt.zeile("hamm/hinweise").update(erwartet="quote_u8|pelkum|2017/18||wert = 75", befund="Es sind 3 von 4.")
    projekt.tabellen["hamm"]["hinweis_bezuege"] = [{"hinweis_id": "h-rundung", "kennzahl_id": "quote_u8"}]
    assert projekt.fehler() == []
    gezeigt = hide_small_counts(load(projekt.pfad))
    assert list_small_counts(compute_werte(gezeigt)).empty
    vorher = projekt.datei("hamm/werte").read_text(encoding="utf-8")
    nachher = published_csv(gezeigt, "hamm", "werte", vorher)
    alt, neu = (list(csv.DictReader(io.StringIO(t))) for t in (vorher, nachher))
    assert neu[:2] == alt[:2]
    leer = dict.fromkeys(("wert", "zaehler", "nenner", "gedruckt", "hinweis_id"), "")
    assert neu[2:] == [{**alt[2], **leer, "wertstatus": "geheim"}]
    for name in ("hinweise", "hinweis_bezuege"):
        text = projekt.datei(f"hamm/{name}").read_text(encoding="utf-8")
        assert published_csv(gezeigt, "hamm", name, text).count("\n") == 1


@pytest.mark.parametrize(
    ("bezug", "bleibt"),
    [
        ({"kennzahl_id": "quote_u8"}, False),
        ({"kennzahl_id": "quote_u8", "raum_id": "pelkum"}, False),
        ({"kennzahl_id": "quote_u8", "raum_id": "pelkum", "zeitraum": "2017/18"}, False),
        ({"kennzahl_id": "quote_u8", "raum_id": "hamm"}, True),
    ],
)
def test_a_hinweis_goes_where_its_reference_covers_what_is_hidden(
    tmp_path: Path, bezug: dict[str, str], *, bleibt: bool
) -> None:
    projekt = Projekt(tmp_path)
    projekt.zeile("hamm/werte", 2).update(wert="75", zaehler="3", nenner="4", gedruckt="75%")
    for zeile in projekt.tabellen["hamm"]["werte"]:
        zeile["hinweis_id"] = ""
    projekt.zeile("hamm/hinweise").update(erwartet="")
    projekt.tabellen["hamm"]["hinweis_bezuege"] = [{"hinweis_id": "h-rundung", **bezug}]
    assert projekt.fehler() == []
    gezeigt = hide_small_counts(load(projekt.pfad))
    for name in ("hinweise", "hinweis_bezuege"):
        tabelle = gezeigt.find("hamm", name)
        assert tabelle is not None
        assert bool(tabelle.zeilen) is bleibt
