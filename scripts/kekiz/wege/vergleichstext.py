"""How a comparison is told: as Markdown for a pull request, or as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from kekiz.wege.vergleich import LISTE, Vergleich

FORMATE: Final = ("markdown", "json")
HOECHSTENS: Final = 100
"""Rows of one table and pages; a comment to a pull request holds no more than 65,536 characters."""
LANG: Final = 160
"""Longer cells are told by what differs in them."""
DANEBEN: Final = 40
"""So many letters stand beside it."""
NICHTS: Final = "Es ändert sich nichts an dem, was veröffentlicht ist.\n"
EINTRAG_FEHLT: Final = (
    f"Eine veröffentlichte Zahl ändert sich, und in {LISTE} steht unter Daten nichts Neues. Bitte dort sagen, welche "
    "und warum."
)


def as_json(v: Vergleich) -> str:
    """Writes a comparison as JSON, with all rows."""
    inhalt = {**asdict(v), "fehlt_eintrag": v.fehlt_eintrag}
    return json.dumps(inhalt, ensure_ascii=False, indent=1) + "\n"


def as_markdown(v: Vergleich) -> str:
    """Writes a comparison as Markdown; long tables are cut."""
    teile = ["**Fehler in den Daten**\n\n" + "\n".join(f"- {_cell(f)}" for f in v.fehler)] if v.fehler else []
    teile += v.bemerkungen
    if v.teile:
        teile.append(f"**Was sich ändert** ({', '.join(f'{t.titel}: {len(t.zeilen)}' for t in v.teile)})")
    elif not v.bemerkungen:
        return NICHTS
    if v.fehlt_eintrag:
        teile.append(f"**Fehler:** {EINTRAG_FEHLT}")
    elif v.veroeffentlicht and v.eintraege:
        teile.append("Dazu neu in der Liste der Änderungen:\n\n" + "\n".join(f"- {_cell(e)}" for e in v.eintraege))
    elif v.teile and v.eintraege is not None and not v.eintraege:
        teile.append(f"In {LISTE} steht unter Daten nichts Neues. Bitte prüfen, ob etwas davon dort hingehört.")
    teile += [f"### {t.titel}\n\n{_table(t.kopf, t.zeilen)}" for t in v.teile]
    if v.seiten:
        liste = [f"- {_link(v.adresse, s)}" for s in v.seiten[:HOECHSTENS]]
        teile.append(f"### Seiten ({len(v.seiten)})\n\n" + "\n".join(liste) + _more(len(v.seiten)))
    return "\n\n".join(teile) + "\n"


def _link(adresse: str, seite: str) -> str:
    return f"[{seite}]({adresse}{seite})" if adresse else f"`{seite}`"


def _more(anzahl: int) -> str:
    return f"\n\n… und {anzahl - HOECHSTENS} weitere." if anzahl > HOECHSTENS else ""


def _table(kopf: Sequence[str], zeilen: Sequence[Sequence[str]]) -> str:
    """Writes a Markdown table; what a cell says can neither end the cell nor start HTML."""

    def _row(zellen: Sequence[str]) -> str:
        return "| " + " | ".join(_cell(z) for z in zellen) + " |"

    if tuple(kopf[-2:]) == ("vorher", "nachher"):
        zeilen = [(*z[:-2], *shorten(z[-2], z[-1])) for z in zeilen]
    return "\n".join([_row(kopf), "|" + "---|" * len(kopf), *map(_row, zeilen[:HOECHSTENS])]) + _more(len(zeilen))


def shorten(vorher: str, nachher: str) -> tuple[str, str]:
    """Leaves out what two long texts share at their beginning and end, but for some words beside what differs.

    Example:
        >>> lang = "a" * 100
        >>> [len(t) for t in shorten(f"{lang} eins {lang}", f"{lang} zwei {lang}")]
        [86, 86]
        >>> shorten("kurz", "kürzer")
        ('kurz', 'kürzer')
    """
    texte = [vorher, nachher]
    if max(map(len, texte)) <= LANG:
        return vorher, nachher
    for _ in range(2):
        kurz = min(map(len, texte))
        gleich = next((n for n in range(kurz) if texte[0][n] != texte[1][n]), kurz)
        texte = [f"…{t[gleich - DANEBEN :]}" if gleich > DANEBEN else t for t in texte]
        texte = [t[::-1] for t in texte]
    return texte[0], texte[1]


def _cell(text: str) -> str:
    flach = " ".join(text.splitlines())
    for zeichen, ersatz in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\\", "\\\\"), ("|", "\\|"), ("`", "\\`")):
        flach = flach.replace(zeichen, ersatz)
    return flach
