"""Which Hinweise stand where, and links to them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from kekiz.seiten.seite import Seite
from kekiz.wissen.sprache import begin, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort
from kekiz.zeichnen.vorlage import render


@dataclass(frozen=True)
class Verweis:
    """Where a Hinweis stands.

    Attributes:
        url: Address relative to the page.
        titel: Title of the Hinweis.
    """

    url: str
    titel: str


def goal_hints(seite: Seite, ziel_id: str) -> list[str]:
    """Ids of the Hinweise that concern a goal or one of its Kennzahlen, in order."""
    b = seite.tabelle("hinweis_bezuege")
    kennzahlen = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    treffer = list(b.loc[b["ziel_id"].eq(ziel_id) | b["kennzahl_id"].isin(kennzahlen), "hinweis_id"])
    for kennzahl_id in kennzahlen:
        for liste in seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)["hinweis_id"]:
            treffer.extend(liste.split())
    return list(dict.fromkeys(treffer))


def find_hints(seite: Seite, werte: pd.DataFrame, hier: Collection[str] = ()) -> dict[str, Verweis]:
    """Says where the Hinweise of values stand: on this page, else with the goal of the value.

    Args:
        seite: The page.
        werte: Rows of the Ergebnis.
        hier: Ids of the Hinweise on this page.

    Returns:
        Verweis by id; a Hinweis that stands nowhere is left out.
    """
    titel = seite.ergebnis.hinweise["titel"]
    gefunden: dict[str, Verweis] = {}
    for (ziel_id, liste), _ in werte.groupby(["ziel_id", "hinweis_id"], sort=False):
        for h in str(liste).split():
            if h in hier:
                gefunden[h] = Verweis(f"#{h}", str(titel[h]))
            elif h not in gefunden and ziel_id and h in goal_hints(seite, str(ziel_id)):
                gefunden[h] = Verweis(f"{seite.zu('ziel', str(ziel_id))}#{h}", str(titel[h]))
    return gefunden


def remark_hints(ids: Collection[str], verweise: Mapping[str, Verweis]) -> Markup:
    """Refers to Hinweise beside a value: "siehe Hinweis", "siehe Hinweis 1, Hinweis 2", as links where they stand somewhere.

    Args:
        ids: The Hinweise of the value.
        verweise: Where they stand.
    """
    if not any(i in verweise for i in ids):
        return (
            Markup("")
            if not ids
            else Markup(sag_n("siehe Hinweis", "siehe {anzahl} Hinweise", len(ids), anzahl=len(ids)))
        )
    teile = []
    for nr, i in enumerate(ids, start=1):
        name = sag_n("Hinweis", "Hinweis {nr}", len(ids), nr=nr)
        v = verweise.get(i)
        teile.append(
            Markup('<a href="{}" aria-label="{}: {}">{}</a>').format(v.url, name, v.titel, name) if v else Markup(name)
        )
    return Markup(sag("siehe ")) + Markup(", ").join(teile)


OFFEN = 4
"""How many Hinweise a page says openly; more of them nobody reads."""


def draw_hints(seite: Seite, ids: Iterable[str], *, kurz: bool = False) -> str:
    """Writes Hinweise by id: first those that matter for reading a number, folded what is a small thing in a document.

    Args:
        seite: The page.
        ids: Their ids; the order stays within both parts.
        kurz: Show the first ones by their titles; what they say unfolds.
    """
    alle = [{"id": i, **seite.ergebnis.hinweise.loc[i].to_dict()} for i in ids]
    wichtig = [h for h in alle if h["gewicht"] != "am_rand"][:OFFEN]
    weitere = [h for h in alle if h not in wichtig]
    aufschrift = _further_words(len(weitere), ist_mehr=bool(wichtig))
    return render("hinweise", kurz=kurz, wichtig=wichtig, weitere=weitere, aufschrift=aufschrift)


def _further_words(anzahl: int, *, ist_mehr: bool) -> str:
    """Names the folded Hinweise; they are further ones only where others stand openly."""
    wort = begin(format_anzahl_wort(anzahl))
    if ist_mehr:
        return sag_n(
            "Ein weiterer Hinweis", "{anzahl} weitere Hinweise, meist Kleinigkeiten im Dokument", anzahl, anzahl=wort
        )
    return sag_n(
        "Ein Hinweis zu einer Kleinigkeit im Dokument",
        "{anzahl} Hinweise, meist Kleinigkeiten im Dokument",
        anzahl,
        anzahl=wort,
    )


def hint_section(seite: Seite, ids: Collection[str], *, kurz: bool = False) -> str:
    """Writes Hinweise under their heading; nothing where there are none. Arguments as for :func:`draw_hints`."""
    if not ids:
        return ""
    return f"## {sag('Gut zu wissen')} {{#gut-zu-wissen}}\n\n" + draw_hints(seite, ids, kurz=kurz)
