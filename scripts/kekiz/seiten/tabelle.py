"""Value tables: the same rows as the charts, in words and figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
from markupsafe import Markup

from kekiz.sagen.satz import value_text
from kekiz.seiten.hinweis import Verweis, remark_hints
from kekiz.wissen import texte
from kekiz.wissen.codes import Wertstatus
from kekiz.wissen.zahlen import format_wert, format_zahl, format_zeitraum


@dataclass(frozen=True)
class Tabelle:
    """A table ready to be written.

    Attributes:
        anker: Id on the page.
        titel: Caption.
        kopf: Column heads.
        zeilen: Cells as text or Markup, first cell is the row head.
        zahlspalten: Indices of right-aligned columns.
        verweise: Address per row head that is a link.
    """

    anker: str
    titel: str
    kopf: list[str]
    zeilen: list[list[str]]
    zahlspalten: list[int] = field(default_factory=list)
    verweise: Mapping[str, str] = field(default_factory=dict)


def _remark(zeile: pd.Series, hinweise: Mapping[str, Verweis]) -> str:
    status = Wertstatus(zeile["wertstatus"])
    teile = ["" if status == Wertstatus.GEDRUCKT else texte.WERTSTATUS[status]]
    teile.append(remark_hints(zeile["hinweis_zelle"].split(), hinweise))
    return Markup(", ").join(t for t in teile if t)


def draw_werttabelle(
    werte: pd.DataFrame,
    *,
    anker: str,
    titel: str,
    verweise: Mapping[str, str] | None = None,
    hinweise: Mapping[str, Verweis] | None = None,
) -> Tabelle:
    """Lists values with counts, interval and source.

    Args:
        werte: Rows of the Ergebnis, in the order to be shown; columns without content are left out.
        anker: Id on the page.
        titel: Caption.
        verweise: Address per row head that is to be a link.
        hinweise: Where the Hinweise of the values stand.
    """
    raeume, gruppen = werte["raum"].nunique() > 1, werte["gruppe_name"].ne("").any()
    zeiten = werte["zeitraum"].nunique() > 1 or not (raeume or gruppen)
    kopf, felder = [], []
    if raeume:
        kopf.append("Raum")
        felder.append("raum")
    if gruppen:
        kopf.append("Gruppe")
        felder.append("gruppe")
    if zeiten:
        kopf.append("Zeitraum")
        felder.append("zeit")
    for name, feld, zeigen in (
        ("Wert", "wert", True),
        ("Nachgerechnet", "berechnet", werte["wert_berechnet"].notna().any()),
        ("Zähler", "zaehler", werte["zaehler"].notna().any()),
        ("Nenner", "nenner", werte["nenner"].notna().any()),
        (f"{texte.VERTRAUENSBEREICH} (95\u202f%)", "ki", werte["ki_unten"].notna().any()),
        ("Anmerkung", "anmerkung", True),
        ("Fundstelle", "fundstelle", True),
    ):
        if zeigen:
            kopf.append(name)
            felder.append(feld)
    zeilen = [[_cell(zeile, feld, hinweise or {}) for feld in felder] for _, zeile in werte.iterrows()]
    if "anmerkung" in felder and not any(z[felder.index("anmerkung")] for z in zeilen):
        stelle = felder.index("anmerkung")
        kopf.pop(stelle)
        felder.pop(stelle)
        for z in zeilen:
            z.pop(stelle)
    zahl = [i for i, f in enumerate(felder) if f in ("wert", "berechnet", "zaehler", "nenner", "ki")]
    return Tabelle(anker, titel, kopf, zeilen, zahl, verweise or {})


def _cell(zeile: pd.Series, feld: str, hinweise: Mapping[str, Verweis]) -> str:
    einheit = zeile["einheit"]
    stellen = 1 if einheit == "%" else 0
    if feld == "raum":
        return str(zeile["raum"])
    if feld == "gruppe":
        return str(zeile["gruppe_name"]) or "insgesamt"
    if feld == "zeit":
        return format_zeitraum(zeile["zeitraum"])
    if feld == "wert":
        return value_text(zeile) if pd.notna(zeile["wert"]) else "–"
    if feld == "berechnet":
        return format_wert(zeile["wert_berechnet"], einheit, 1)
    if feld in ("zaehler", "nenner"):
        return format_zahl(float(zeile[feld])) if pd.notna(zeile[feld]) else "–"
    if feld == "ki":
        if pd.isna(zeile["ki_unten"]):
            return "–"
        return f"{format_zahl(zeile['ki_unten'], stellen)} bis {format_wert(zeile['ki_oben'], einheit, stellen)}"
    if feld == "anmerkung":
        return _remark(zeile, hinweise)
    return str(zeile["fundstelle"])
