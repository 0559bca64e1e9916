"""The glossary: every term that pages use, with an anchor each."""

from collections.abc import Callable

from kekiz.ergebnis import Ergebnis
from kekiz.seiten.anatomie import Eintrag, Seitenart
from kekiz.seiten.seite import Seite
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.vorlage import render


def draw_glossar(seite: Seite) -> str:
    """Lists the glossary by group, with the document that explains a term where one does."""
    g = seite.ergebnis.bestand.frame("glossar")
    g = g.assign(quelle=g["quelle_id"].map(seite.ergebnis.quellen["titel"]).fillna(""))
    gruppen = [
        (str(name), teil.sort_values("begriff", key=lambda b: b.str.lower()).to_dict("records"))
        for name, teil in g.groupby("gruppe", sort=False)
    ]
    return render("glossar", gruppen=gruppen)


def list_glossary(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the one page, where there are terms."""
    beschreibung = sag("Was Fachwörter und Abkürzungen auf diesen Seiten heißen, in einfachen Worten.")
    return [Eintrag("", "", sag("Glossar"), beschreibung)] if len(ergebnis.bestand.frame("glossar")) else []


MACROS: dict[str, Callable[[Seite], str]] = {"glossar_liste": draw_glossar}

ARTEN = (Seitenart("glossar", "katalog/glossar.csv", ("glossar_liste",), list_glossary),)
