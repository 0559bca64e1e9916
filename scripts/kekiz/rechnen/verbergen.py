"""Hides small counts that documents have printed, and what they would follow from (complementary suppression).

A site may switch this on (``kleine_zahlen`` in ``kekiz.toml``). The packages stay as they are; what is hidden is neither
on pages nor in downloads. What to hide beside a small count is found as for values that are hidden by hand
(:mod:`kekiz.daten.geheimhaltung`).
"""

import csv
import io
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from kekiz.daten.bestand import WERT_SCHLUESSEL, Bestand, Tabelle, Zeile
from kekiz.daten.geheim import ZAHLEN
from kekiz.daten.geheimwissen import Schluessel, read_rules
from kekiz.daten.load import rows_of
from kekiz.rechnen.compute import compute_werte
from kekiz.rechnen.kleinezahlen import list_small_counts
from kekiz.wissen.codes import Wertstatus

_MIT_HINWEIS: Final = ("werte", "massnahmen", "weiterbildungen")
"""Tables whose rows may point to a Hinweis."""
_AUS_HINWEISEN: Final = ("hinweise", "hinweis_bezuege", "zusagen")
"""Tables whose rows go with a Hinweis that speaks of what is hidden."""
_OHNE_ZAHL: Final = {**dict.fromkeys(ZAHLEN), "gedruckt": ""}


def hide_small_counts(bestand: Bestand) -> Bestand:
    """Hides every row of values that shows a small count, and every row that one of them would follow from.

    Hinweise about hidden rows go with them, since their words name the numbers.

    Args:
        bestand: The checked packages.

    Returns:
        The packages as they may be shown; the same object where no count is small.
    """
    klein = list_small_counts(compute_werte(bestand))
    if klein.empty:
        return bestand
    tabellen = {(t.paket, t.name): t for t in bestand.tabellen}
    for paket, eigene in klein.groupby("kommune_id", sort=False):
        verborgen = set(eigene[WERT_SCHLUESSEL].itertuples(index=False, name=None))
        mit_nenner = eigene.loc[eigene["feld"].eq("nenner"), WERT_SCHLUESSEL].itertuples(index=False, name=None)
        if werte := tabellen.get((str(paket), "werte")):
            verborgen = _complete(bestand, werte, verborgen)
            zeilen = _blank(werte.zeilen, verborgen, set(mit_nenner))
            tabellen[str(paket), "werte"] = replace(werte, inhalt=zeilen)
        if kurse := tabellen.get((str(paket), "weiterbildungen")):
            gruppen = {gruppe for *_, gruppe in verborgen}
            ohne = {"teilnahmen": None, "gedruckt": ""}
            zeilen = [{**z, **ohne} if z["weiterbildung_id"] in gruppen else z for z in kurse.zeilen]
            tabellen[str(paket), "weiterbildungen"] = replace(kurse, inhalt=zeilen)
        _drop_hints(tabellen, str(paket), verborgen)
    return replace(bestand, tabellen=list(tabellen.values()))


def _key(zeile: Zeile) -> Schluessel:
    k, r, z, g = (str(zeile[s]) for s in WERT_SCHLUESSEL)
    return k, r, z, g


def _complete(bestand: Bestand, werte: Tabelle, verborgen: Collection[Schluessel]) -> set[Schluessel]:
    """Adds to the hidden rows of a town what they would follow from, until none follows from what is left."""
    # Only here: SciPy's solvers take long to import.
    from kekiz.daten.geheimhaltung import find_leaks  # noqa: PLC0415

    regeln = read_rules(bestand, werte.paket)
    alle = set(verborgen)
    while True:
        lecks = find_leaks(_blank(werte.zeilen, alle), regeln)
        mehr = {k for leck in lecks for k in (leck.ergaenzen or leck.quellen)} - alle
        if not mehr:
            return alle
        alle |= mehr


def _blank(
    zeilen: Collection[Zeile], verborgen: Collection[Schluessel], mit_nenner: Collection[Schluessel] = ()
) -> list[Zeile]:
    """Takes the numbers out of hidden rows; the denominator only where it is small itself."""
    neu = []
    for z in zeilen:
        if (k := _key(z)) in verborgen:
            ohne = {"nenner": None} if k in mit_nenner else {}
            neu.append({**z, **_OHNE_ZAHL, **ohne, "wertstatus": str(Wertstatus.GEHEIM)})
        else:
            neu.append(z)
    return neu


def _drop_hints(tabellen: dict[tuple[str, str], Tabelle], paket: str, verborgen: Collection[Schluessel]) -> None:
    """Takes the Hinweise about hidden rows out of all tables of a package."""
    weg: set[str] = set()
    if werte := tabellen.get((paket, "werte")):
        weg |= {str(z["hinweis_id"]) for z in werte.zeilen if _key(z) in verborgen and z["hinweis_id"]}
    if bezuege := tabellen.get((paket, "hinweis_bezuege")):
        for z in bezuege.zeilen:
            bezug = _key(z)
            if bezug[0] and any(
                all(not soll or soll == ist for soll, ist in zip(bezug, k, strict=True)) for k in verborgen
            ):
                weg.add(str(z["hinweis_id"]))
    if not weg:
        return
    for name in _AUS_HINWEISEN:
        if tabelle := tabellen.get((paket, name)):
            zeilen = [z for z in tabelle.zeilen if z["hinweis_id"] not in weg]
            tabellen[paket, name] = replace(tabelle, inhalt=zeilen)
    for name in _MIT_HINWEIS:
        if tabelle := tabellen.get((paket, name)):
            zeilen = [{**z, "hinweis_id": ""} if z["hinweis_id"] in weg else z for z in tabelle.zeilen]
            tabellen[paket, name] = replace(tabelle, inhalt=zeilen)


def published_csv(bestand: Bestand, paket: str, name: str, text: str) -> str:
    """Writes the file of a table as it is shown: without rows that are gone, with empty cells where values are hidden.

    Args:
        bestand: The packages as they are shown.
        paket: Package of the table.
        name: Its name.
        text: Its file as it is kept.
    """
    tabelle = bestand.find(paket, name)
    if tabelle is None:
        return text
    gezeigt = {z["_zeile"]: z for z in tabelle.zeilen}
    offen = {z["_zeile"] for z in bestand.offen if z["paket"] == paket} if name == "werte" else set()
    kopf = [str(f["name"]) for f in tabelle.schema["fields"]]
    puffer = io.StringIO()
    schreiber = csv.DictWriter(puffer, kopf, lineterminator="\n")
    schreiber.writeheader()
    for nr, zeile in enumerate(rows_of(text), start=2):
        if jetzt := gezeigt.get(nr):
            neu = {s: "" if jetzt[s] in ("", None) else zelle for s, zelle in zeile.items()}
            schreiber.writerow(neu | ({"wertstatus": str(jetzt["wertstatus"])} if name == "werte" else {}))
        elif nr in offen:
            schreiber.writerow(zeile)
    return puffer.getvalue()
