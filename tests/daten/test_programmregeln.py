"""Whoever says what became of a plan says from where and of when; who knows nothing says nothing."""

import pytest

from paketbau import Projekt

PLAN = {
    "nr": "1", "jahr": "2019", "bereich": "Kita", "vorhaben": "Ein Fest feiern.", "quelle_id": "bericht",
    "fundstelle": "Tabelle 1",
}  # fmt: skip
BELEG = {"umsetzung_am": "2019-06", "umsetzung_quelle_id": "bericht", "umsetzung_fundstelle": "Seite 2"}
EINTRAGEN = "Bitte eintragen, oder umsetzung auf unbekannt setzen."
LEEREN = "Bitte umsetzung auf offen oder erledigt setzen oder die Zelle leeren."


@pytest.mark.parametrize(
    ("angaben", "meldungen"),
    [
        ({"umsetzung": "unbekannt"}, []),
        ({"umsetzung": "offen", **BELEG}, []),
        ({"umsetzung": "erledigt", **BELEG}, []),
        ({"umsetzung": "erledigt", **BELEG, "umsetzung_am": ""}, [f"umsetzung_am fehlt (umsetzung ist erledigt). {EINTRAGEN}"]),
        ({"umsetzung": "offen", **BELEG, "umsetzung_quelle_id": ""}, [f"umsetzung_quelle_id fehlt (umsetzung ist offen). {EINTRAGEN}"]),
        ({"umsetzung": "offen", **BELEG, "umsetzung_fundstelle": ""}, [f"umsetzung_fundstelle fehlt (umsetzung ist offen). {EINTRAGEN}"]),
        ({"umsetzung": "unbekannt", "umsetzung_am": "2019-06"}, [f"umsetzung_am ist „2019-06“, umsetzung aber unbekannt (erwartet leer). {LEEREN}"]),
        ({"umsetzung": ""}, ["umsetzung fehlt. Bitte eintragen; diese Spalte ist Pflicht."]),
    ],
)  # fmt: skip
def test_a_statement_about_a_plan_has_its_source(
    projekt: Projekt, angaben: dict[str, str], meldungen: list[str]
) -> None:
    projekt.tabellen["hamm"]["arbeitsprogramm"] = [{**PLAN, **angaben}]
    projekt.write()
    assert projekt.fehler() == [f"hamm/arbeitsprogramm.csv Zeile 2 [1]: {m}" for m in meldungen]
