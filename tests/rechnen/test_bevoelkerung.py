"""Population is a value like any other: its period is what the document says, in any Land, for towns and districts."""

from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.seiten.kommunenseite import population_as_of
from kekiz.seiten.profilseite import draw_kopf
from kekiz.seiten.seite import Seite
from kekiz.wege.export import tables
from paketbau import Projekt


def result(pfad: Path, zeitraum: str, *, typ: str = "kreisfreie_stadt") -> Ergebnis:
    projekt = Projekt(pfad)
    kreis = typ == "kreis"
    projekt.zeile("katalog/kommunen").update(ags="16055" if kreis else "16055000", typ=typ)
    projekt.zeile("hamm/raeume", 1)["typ"] = "kreis" if kreis else "stadt"
    projekt.tabellen["katalog"]["kennzahlen"].append(
        {**projekt.zeile("katalog/kennzahlen"), "kennzahl_id": "anteil_unter_18", "name": "Anteil unter 18"}
    )
    projekt.tabellen["hamm"]["werte"].append(
        {
            "kennzahl_id": "anteil_unter_18", "raum_id": "hamm", "zeitraum": zeitraum, "zaehler": "32000",
            "nenner": "180000", "wertstatus": "berechnet", "quelle_id": "bericht", "fundstelle": "Tabelle 1",
        }
    )  # fmt: skip
    assert projekt.fehler() == []
    return build(load(pfad))


@pytest.mark.parametrize("typ", ["kreisfreie_stadt", "kreis"])
@pytest.mark.parametrize(
    ("zeitraum", "worte"),
    [
        ("2024-12-31", "31.12.2024"),
        ("2024", "2024"),
        ("bis 2013-09-23", "ohne Stichtag (Dokument vom 23.09.2013)"),
        ("bis 2016", "ohne Stichtag (Dokument von 2016)"),
    ],
)
def test_stichtag_comes_out_as_such(tmp_path: Path, zeitraum: str, worte: str, typ: str) -> None:
    e = result(tmp_path, zeitraum, typ=typ)
    zeile = e.latest("hamm", "anteil_unter_18")
    assert (zeile["zeitraum"], zeile["wert"], zeile["raum"]) == (zeitraum, pytest.approx(17.7778, abs=1e-4), "Hamm")
    k = e.kommunen.loc["hamm"]
    assert (int(k["einwohner"]), int(k["unter_18"]), k["bevoelkerung_zeitraum"]) == (180_000, 32_000, zeitraum)
    assert population_as_of(k).removeprefix("am ") == worte
    download = tables(e)["kommunen"].iloc[0]
    assert (download["zeitraum"], download["stand"], download["quelle_id"]) == (zeitraum, worte, "bericht")
    kopf = draw_kopf(Seite(e, "hamm", lambda pfad: "../" + pfad, lambda *_, **__: "", {}))
    assert worte in kopf


def test_figures_of_a_document_without_stichtag_have_no_year_by_default() -> None:
    """The profiles of the eighteen print population without a date; only the document has one."""
    w = read_ergebnis().werte
    w = w[w["kennzahl_id"].eq("anteil_unter_18") & w["zeitart"].eq("ohne_stichtag")]
    assert w["kommune_id"].nunique() == len(w) > 0
    stand = read_ergebnis().quellen["jahr"]
    assert {z.removeprefix("bis ")[:4] for z in w["zeitraum"]} == {str(stand[q]) for q in w["quelle_id"]}


def test_series_breaks_where_a_date_is_missing(tmp_path: Path) -> None:
    """A figure of unknown date is no point of a series of years."""
    projekt = Projekt(tmp_path)
    projekt.zeile("hamm/werte")["zeitraum"] = "bis 2017"
    assert projekt.fehler() == []
    assert build(load(tmp_path)).latest("hamm", "quote_u3")["vorperiode"] == ""
