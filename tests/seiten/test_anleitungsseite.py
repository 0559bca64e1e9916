"""The guides: what may stand in a column comes from the schemas, the way from the settings, the steps are counted right."""

import re
from pathlib import Path
from typing import Any

import pytest

from kekiz.daten.bestand import read_schema
from kekiz.daten.einstellungen import Kontakt
from kekiz.daten.load import load
from kekiz.ergebnis import build
from kekiz.seiten import anleitungsseite
from kekiz.seiten.anatomie import Abschnitt, split_words
from kekiz.seiten.anleitungsseite import ARTEN, allowed, draw_einreichen, draw_fehlerbild, draw_status
from kekiz.seiten.seite import Seite
from kekiz.wissen.zahlen import format_anzahl_wort
from paketbau import DATEN, REPO, Projekt

WORTE = REPO / "docs" / "mitmachen"
QUELLE = {"mitmachen": "index", "neuesjahr": "neues-jahr", "neuekennzahl": "neue-kennzahl", "neuerhinweis": "hinweis"}


@pytest.mark.parametrize(
    ("feld", "erwartet"),
    [
        ({"type": "integer", "constraints": {"minimum": 0}}, ("ganze Zahl ab 0", [])),
        ({"type": "number", "constraints": {"minimum": 0, "maximum": 100}}, ("Zahl von 0 bis 100", [])),
        ({"type": "number"}, ("Zahl", [])),
        ({"type": "boolean"}, ("ja oder nein", [])),
        ({"type": "string", "constraints": {"enum": ["a", "b"]}}, ("", ["a", "b"])),
        ({"type": "string", "constraints": {"maxLength": 90}}, ("höchstens 90 Zeichen", [])),
        ({"type": "string"}, ("", [])),
    ],
)
def test_what_a_column_may_hold_is_what_its_schema_says(feld: dict[str, Any], erwartet: tuple[str, list[str]]) -> None:
    assert allowed({"name": "x", **feld}, {}, "ort") == erwartet


def test_an_id_names_the_table_that_it_comes_from() -> None:
    schema = read_schema(DATEN, "werte")
    felder = {f["name"]: f for f in schema["fields"]}
    assert allowed(felder["raum_id"], schema, "ort") == ("eine Kennung aus", ["ort/raeume.csv"])
    assert allowed(felder["kennzahl_id"], schema, "ort") == (
        "eine Kennung aus",
        ["katalog/kennzahlen.csv"],
    )


def page(projekt: Projekt, **mehr: Any) -> Seite:
    projekt.write()
    return Seite(build(load(projekt.pfad)), "hamm", str, lambda *a, **k: "", {}, start="hamm", **mehr)


def test_every_code_of_the_status_is_explained_with_whether_a_number_stands_there(projekt: Projekt) -> None:
    html = draw_status(page(projekt))
    codes = next(f for f in read_schema(DATEN, "werte")["fields"] if f["name"] == "wertstatus")["constraints"]["enum"]
    zeilen = re.findall(r"<code>(\w+)</code></th><td>([^<]+)</td><td>(\w+)</td>", html)
    assert [z[0] for z in zeilen] == codes
    assert {c: w for c, _, w in zeilen} == dict.fromkeys(codes, "leer") | dict.fromkeys(
        ("gedruckt", "berechnet"), "ausfüllen"
    )


@pytest.mark.parametrize("mit_konto", [True, False])
def test_the_way_without_an_account_is_the_mail_of_the_settings(projekt: Projekt, mit_konto: bool) -> None:
    kontakt = Kontakt("Jugendamt", "kette@stadt.example")
    html = draw_einreichen(page(projekt, kontakt=kontakt, website="Seite"), mit_konto=mit_konto)
    assert 'href="mailto:kette@stadt.example?subject=Vorschlag%20f%C3%BCr%20Seite"' in html
    assert "Jugendamt" in html
    assert ("Mit einem Konto" in html) == mit_konto
    ohne = draw_einreichen(page(projekt), mit_konto=mit_konto)
    assert "mailto:" not in ohne
    # No dead end: who publishes the documents can be reached, and a published site names its own address.
    assert "an die Stelle, die das Dokument herausgegeben hat: Stadt Hamm." in ohne
    assert ">Impressum</a>" in ohne
    assert ">Impressum</a>" not in html
    mit_ort = draw_einreichen(page(projekt, hochladen="https://x.example/{ordner}"), mit_konto=True)
    assert 'href="https://x.example/hamm"' in mit_ort


def test_without_an_example_its_parts_are_absent(projekt: Projekt) -> None:
    seite = page(projekt)
    assert (anleitungsseite.draw_bild(seite), draw_fehlerbild(seite)) == ("", "")
    assert "Beispiel</th>" not in anleitungsseite.draw_werte(seite)
    assert "Beispiel</th>" in anleitungsseite.draw_kennzahlen(seite)


def test_words_count_the_steps_that_there_are() -> None:
    """The doors say in how many steps."""
    schritte = {
        art.art: sum(isinstance(a, Abschnitt) and a.titel.startswith("Schritt ") for a in art.ordnung) for art in ARTEN
    }
    assert schritte.pop("mitmachen") == 0
    tueren = split_words((WORTE / "index.md").read_text(encoding="utf-8"))["Was kann ich tun?"]
    for art, anzahl in schritte.items():
        (zeile,) = re.findall(rf"^- .*\({QUELLE.get(art, art)}\.md\).*$", tueren, re.MULTILINE)
        assert f"in {format_anzahl_wort(anzahl)} Schritten" in zeile
        titel = [a.titel for a in ARTEN[[a.art for a in ARTEN].index(art)].ordnung if isinstance(a, Abschnitt)]
        nummern = [t.split()[1] for t in titel if t.startswith("Schritt ")]
        assert nummern == [f"{n}:" for n in range(1, anzahl + 1)]


def test_guides_of_another_city_show_its_own_rows(staedte: Path) -> None:
    seiten = {d.parent.name: d.read_text(encoding="utf-8") for d in (staedte / "mitmachen").rglob("index.html")}
    assert {"mitmachen", "neues-jahr", "korrektur", "neue-kennzahl", "hinweis"} <= seiten.keys()
    jahr = seiten["neues-jahr"]
    assert "kekiz vorlage quellstadt" in jahr
    assert "<code>plaetze</code>" in jahr
    assert jahr.count("<dt>") > 5
    assert "Hamm" not in "".join(seiten.values())
