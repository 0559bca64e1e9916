"""The glossary: a term says which document explains it, or stands as a term of general use."""

from kekiz.ergebnis import read_ergebnis
from kekiz.seiten import glossarseite
from kekiz.seiten.seite import Seite


def test_glossary_says_where_a_term_comes_from() -> None:
    ergebnis = read_ergebnis()
    g = ergebnis.bestand.frame("glossar").set_index("begriff_id")
    assert g["quelle_id"].eq("").equals(g["fundstelle"].eq(""))
    text = glossarseite.draw_glossar(Seite(ergebnis, "hamm", str, lambda *_, **__: "", {}))
    assert "Wo kein Dokument genannt ist, ist es ein allgemeiner Begriff mit eigener Erklärung." in text
    assert text.count('class="kp-quelle"') == g["quelle_id"].ne("").sum() > 0
    # No document knows "Wohnbereiche"; Hamm counts children in care, not places.
    assert "wohnbereich" not in g.index
    assert g.at["versorgungsquote", "erklaerung"].startswith("Plätze oder Kinder in Betreuung je 100 Kinder")


def test_every_term_has_an_anchor_and_long_forms_stand_beside() -> None:
    ergebnis = read_ergebnis()
    g = ergebnis.bestand.frame("glossar")
    text = glossarseite.draw_glossar(Seite(ergebnis, "hamm", str, lambda *_, **__: "", {}))
    assert all(f'<dt id="begriff-{b}">' in text for b in g["begriff_id"])
    assert '>KAoA <span class="kp-glossar__langform">Kein Abschluss ohne Anschluss</span></dt>' in text


def test_terms_that_readers_stumble_over_are_explained() -> None:
    formen = ";".join(read_ergebnis().bestand.frame("glossar")["formen"]).split(";")
    woerter = "Wilson Vertrauensbereich KAoA SOPESS U8 VERA LRS Diversion Clearing Verbleibquote Prozentpunkt Kohorte Dispersion"
    assert {*woerter.split(), "Hilfen zur Erziehung"} <= set(formen)
