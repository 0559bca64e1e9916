"""The page about downloads: a term says which document explains it, or stands as a term of general use."""

from kekiz.ergebnis import read_ergebnis
from kekiz.seiten import datenseite
from kekiz.seiten.seite import Seite


def test_glossary_says_where_a_term_comes_from() -> None:
    ergebnis = read_ergebnis()
    g = ergebnis.bestand.frame("glossar").set_index("begriff_id")
    assert g["quelle_id"].eq("").equals(g["fundstelle"].eq(""))
    text = datenseite.draw_glossar(Seite(ergebnis, "hamm", str, lambda *_, **__: "", {}))
    assert "Wo kein Dokument genannt ist, ist es ein allgemeiner Begriff mit eigener Erklärung." in text
    assert text.count('class="kp-quelle"') == g["quelle_id"].ne("").sum() > 0
    # No document knows "Wohnbereiche"; Hamm counts children in care, not places.
    assert "wohnbereich" not in g.index
    assert g.at["versorgungsquote", "erklaerung"].startswith("Plätze oder Kinder in Betreuung je 100 Kinder")
