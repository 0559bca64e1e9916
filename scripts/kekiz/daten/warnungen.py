"""What may well be right but is worth a second look: told and counted beside the faults, and stopping nothing.

A warning that is often wrong is read by nobody. So each limit here is far from what honest series do, and who has looked
and found the value right need do nothing: it stays what it is.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final

from kekiz.daten.befunde import format_cell, name_rows
from kekiz.daten.bestand import KATALOG, WERT_SCHLUESSEL, WERTREIHE, Bestand, Tabelle, Zeile
from kekiz.daten.hinweisregeln import NEUESTER, named_cells
from kekiz.daten.leichtregeln import warn_easy_lines
from kekiz.daten.verlauf import DATEI as VERLAUF
from kekiz.daten.verlauf import OHNE_TAG, find_changes, read_history
from kekiz.daten.wertregeln import deviates
from kekiz.daten.zeitregeln import is_period
from kekiz.wissen.codes import GANZES, NACHRECHNUNG, NICHT_ZUGEORDNET, SOZIALRAUM, Wertstatus
from kekiz.wissen.fehler import Fehler, join_parts
from kekiz.wissen.mitgeliefert import is_whole
from kekiz.wissen.zahlen import OHNE_STICHTAG, format_zeitraum, printed_decimals, zeitraum_key

SPRUNG_PUNKTE: Final = 30
"""From so many percentage points on, a step from one period to the next is worth a look."""
SPRUNG_FAKTOR: Final = 5
"""From so many times as much (or as little) on, a step of a number is."""
SPRUNG_AB: Final = 20
"""Below so many, numbers leap by chance."""
ABWEG_PUNKTE: Final = 15
"""So many percentage points beside the step that the areas take in the middle, the step of one is worth a look."""
ABWEG_FAKTOR: Final = 3
"""And at least so many times as far beside it as half of the areas are."""
ABWEG_RAEUME: Final = 4
"""Of fewer areas no step is the usual one."""
_VERGLEICHEN: Final = "Bitte mit dem Dokument vergleichen; stimmt der Wert, ist nichts zu tun."
_ZAHLEN: Final = ("wert", "zaehler", "nenner")


def find_warnings(bestand: Bestand, stichtag: date | None = None) -> list[Fehler]:
    """Applies all rules.

    Args:
        bestand: The packages, without rows that wait for their value.
        stichtag: The day to judge by; None: nothing is said of the future.

    Returns:
        All warnings, in file and line order.
    """
    gefunden = [w for regel in (*REGELN, warn_unrecorded) for w in regel(bestand)]
    return sorted({*gefunden, *(_future(bestand, stichtag) if stichtag else ())})


def _kinds(bestand: Bestand) -> dict[str, str]:
    return {k["kennzahl_id"]: k["art"] for k in bestand.rows("kennzahlen")}


def warn_unrecorded(bestand: Bestand) -> Iterator[Fehler]:
    """Values that are new, changed or gone since the record of changes was written, where there is one."""
    verlauf = read_history(bestand.pfad)
    if verlauf is None:
        return
    je_tabelle = Counter(f"{a.kommune_id}/{a.tabelle}.csv" for a in find_changes(verlauf, bestand, OHNE_TAG))
    for datei, anzahl in sorted(je_tabelle.items()):
        befund = f"Geänderte Werte stehen noch nicht in {VERLAUF} (gefunden {anzahl}, erwartet 0)"
        yield Fehler(datei, 0, "", befund, 'Bitte „kekiz verlauf --grund "…"“ aufrufen.')


def warn_jumps(bestand: Bestand) -> Iterator[Fehler]:
    """A value far from its neighbours, where no break ends the series.

    In the middle it is far from both. At an end it is far from the one beside it, which itself goes with the next; of two
    alone it is the later one. So a series that goes on at another level is told at most once.
    """
    arten = _kinds(bestand)
    for tabelle in bestand.tables("werte"):
        for zeilen in _unbroken(bestand, tabelle):
            anteil = arten.get(zeilen[0]["kennzahl_id"]) == "anteil"
            weit = [_is_far(a["wert"], b["wert"], ist_anteil=anteil) for a, b in pairwise(zeilen)]
            for nr, z in enumerate(zeilen):
                davor = nr > 0 and weit[nr - 1]
                danach = nr < len(weit) and weit[nr]
                mitte = 0 < nr < len(weit)
                if (mitte and davor and danach) or (
                    not mitte and nr and davor and not any(weit[nr - 2 : nr - 1] if nr > 1 else ())
                ):
                    yield _jump(tabelle, z, zeilen[nr - 1])
                elif not nr and danach and len(zeilen) > 2 and not weit[1]:
                    yield _jump(tabelle, z, zeilen[1])


def warn_strays(bestand: Bestand) -> Iterator[Fehler]:
    """A share of an area that steps quite otherwise than those of the other areas, between the same two periods.

    Two digits that changed places stay below the limit of a jump; beside eight other areas they stand out.
    """
    arten = _kinds(bestand)
    for tabelle in bestand.tables("werte"):
        raeume = {z["raum_id"] for z in bestand.rows("raeume", tabelle.paket) if z["typ"] == SOZIALRAUM}
        schritte: dict[tuple[str, ...], list[tuple[Zeile, Zeile]]] = {}
        for a, b in (paar for zeilen in _unbroken(bestand, tabelle) for paar in pairwise(zeilen)):
            if b["raum_id"] in raeume and arten.get(b["kennzahl_id"]) == "anteil":
                schritte.setdefault((b["kennzahl_id"], b["gruppe"], a["zeitraum"], b["zeitraum"]), []).append((a, b))
        for paare in schritte.values():
            mitte = median(b["wert"] - a["wert"] for a, b in paare)
            daneben = [abs(b["wert"] - a["wert"] - mitte) for a, b in paare]
            grenze = max(ABWEG_PUNKTE, ABWEG_FAKTOR * median(daneben))
            for (a, b), weit in zip(paare, daneben, strict=True):
                ist_sprung = _is_far(a["wert"], b["wert"], ist_anteil=True)
                # Rounding: 15 points are 15 points, however the computer holds them.
                if len(paare) >= ABWEG_RAEUME and not ist_sprung and round(weit, 6) >= grenze:
                    yield Fehler(
                        tabelle.datei,
                        int(b["_zeile"]),
                        tabelle.key(b),
                        f"wert geht einen anderen Weg als in den anderen Sozialräumen (gefunden {format_cell(b['wert'])}, "
                        f"{format_zeitraum(a['zeitraum'])} waren es {format_cell(a['wert'])}; dort in der Mitte "
                        f"{round(mitte, 1):+g} Prozentpunkte)",
                        _VERGLEICHEN,
                        spalte="wert",
                    )


def _unbroken(bestand: Bestand, tabelle: Tabelle) -> Iterator[list[Zeile]]:
    """Gives series of single values in order of time; a break begins a new one. Who belongs to no area is a rest."""
    rest = {z["raum_id"] for z in bestand.rows("raeume", tabelle.paket) if z["typ"] == NICHT_ZUGEORDNET}
    brueche = {(b["kennzahl_id"], b["gruppe"], b["ab_zeitraum"]) for b in bestand.rows("brueche", tabelle.paket)}
    reihen: dict[tuple[str, ...], list[Zeile]] = {}
    for z in tabelle.zeilen:
        if z["wert"] is not None and z["wert_bis"] is None and is_period(z["zeitraum"]) and z["raum_id"] not in rest:
            reihen.setdefault(tuple(z[s] for s in WERTREIHE), []).append(z)
    for zeilen in reihen.values():
        teil: list[Zeile] = []
        for z in sorted(zeilen, key=lambda z: zeitraum_key(z["zeitraum"])):
            if teil and (z["kennzahl_id"], z["gruppe"], z["zeitraum"]) in brueche:
                yield teil
                teil = []
            teil.append(z)
        yield teil


def _jump(tabelle: Tabelle, z: Zeile, neben: Zeile) -> Fehler:
    return Fehler(
        tabelle.datei,
        int(z["_zeile"]),
        tabelle.key(z),
        f"wert liegt weit von {format_zeitraum(neben['zeitraum'])} entfernt (gefunden {format_cell(z['wert'])}, dort "
        f"{format_cell(neben['wert'])})",
        _VERGLEICHEN,
        spalte="wert",
    )


def _is_far(a: float, b: float, *, ist_anteil: bool) -> bool:
    if ist_anteil:
        return abs(a - b) >= SPRUNG_PUNKTE
    klein, gross = sorted((abs(a), abs(b)))
    return klein > 0 and gross >= SPRUNG_AB and gross >= SPRUNG_FAKTOR * klein


def warn_places(bestand: Bestand) -> Iterator[Fehler]:
    """A place that counts more than the whole it belongs to, or places that do so together."""
    arten = _kinds(bestand)
    for tabelle in bestand.tables("werte"):
        raeume = {z["raum_id"]: z["typ"] for z in bestand.rows("raeume", tabelle.paket)}
        ganze = {
            tuple(z[s] for s in ("kennzahl_id", "zeitraum", "gruppe")): z
            for z in tabelle.zeilen
            if raeume.get(z["raum_id"]) in GANZES
        }
        teile: dict[tuple[str, ...], list[Zeile]] = {}
        for z in tabelle.zeilen:
            if raeume.get(z["raum_id"]) == SOZIALRAUM:
                teile.setdefault(tuple(z[s] for s in ("kennzahl_id", "zeitraum", "gruppe")), []).append(z)
        for schluessel, orte in teile.items():
            ganz = ganze.get(schluessel)
            # A value counts people only where the Kennzahl is a number.
            for spalte in _ZAHLEN if arten.get(schluessel[0]) == "anzahl" else _ZAHLEN[1:]:
                if ganz is None or ganz[spalte] is None:
                    continue
                mehr = [z for z in orte if z[spalte] is not None and z[spalte] > ganz[spalte]]
                for z in mehr:
                    yield Fehler(
                        tabelle.datei,
                        int(z["_zeile"]),
                        tabelle.key(z),
                        f"{spalte} ist größer als für die ganze Kommune (gefunden {format_cell(z[spalte])}, dort "
                        f"{format_cell(ganz[spalte])} in Zeile {ganz['_zeile']})",
                        _VERGLEICHEN,
                        spalte=spalte,
                    )
                summe = sum(z[spalte] for z in orte if z[spalte] is not None)
                if not mehr and summe > ganz[spalte]:
                    yield Fehler(
                        tabelle.datei,
                        int(ganz["_zeile"]),
                        tabelle.key(ganz),
                        f"{spalte} ist kleiner als die Summe der Sozialräume (gefunden {format_cell(ganz[spalte])}, zusammen "
                        f"sind es dort {format_cell(summe)})",
                        _VERGLEICHEN,
                        spalte=spalte,
                    )


def warn_after_document(bestand: Bestand) -> Iterator[Fehler]:
    """A value of a year after that of its document: it can only be a plan, or a slip."""
    jahre = {q["quelle_id"]: int(q["jahr"]) for q in bestand.rows("quellen") if q["jahr"] is not None}
    for tabelle in bestand.tables("werte"):
        yield from name_rows(
            tabelle,
            lambda z: z["quelle_id"] in jahre and _year(z) > jahre[z["quelle_id"]],
            lambda z: (
                f"zeitraum liegt nach dem Dokument (gefunden {z['zeitraum']}, {z['quelle_id']} ist von "
                f"{jahre[z['quelle_id']]})"
            ),
            "Bitte zeitraum und quelle_id prüfen; ist es ein Plan, gehört er zu den Zielwerten.",
        )


def _future(bestand: Bestand, stichtag: date) -> Iterator[Fehler]:
    """A value of a year that has not begun."""
    for tabelle in bestand.tables("werte"):
        yield from name_rows(
            tabelle,
            lambda z: _year(z) > stichtag.year,
            lambda z: f"zeitraum liegt in der Zukunft (gefunden {z['zeitraum']}, Stichtag {stichtag.isoformat()})",
            "Bitte zeitraum prüfen; ist es ein Plan, gehört er zu den Zielwerten.",
        )


def _year(z: Zeile) -> int:
    return int(z["zeitraum"].removeprefix(OHNE_STICHTAG)[:4])


UNGENUTZT: Final = ("quellen", "kennzahlen", "gruppen", "altersgruppen", "zaehlcodes")
"""Tables of the catalogue whose rows have no page unless something refers to them."""


def warn_unused(bestand: Bestand) -> Iterator[Fehler]:
    """A row that nothing refers to stands on no page; of a catalogue that comes with the program only documents count."""
    genutzt: dict[str, set[str]] = {}
    for t in bestand.tabellen:
        for schluessel in t.schema.get("foreignKeys", []):
            bezug = schluessel["reference"]
            if "package" in bezug or t.paket == KATALOG:
                genutzt.setdefault(bezug["resource"], set()).update(str(z[schluessel["fields"][0]]) for z in t.zeilen)
    # What could not be read may well refer to it.
    if bestand.unlesbar or not set(bestand.pakete) - {KATALOG}:
        return
    for name in UNGENUTZT if is_whole(bestand.pfad) else UNGENUTZT[:1]:
        if tabelle := bestand.find(KATALOG, name):
            (feld,) = tabelle.schema["primaryKey"]
            hier = genutzt.get(name, set())
            yield from name_rows(
                tabelle,
                lambda z, f=feld, da=hier: z[f] not in da,  # type: ignore[misc]
                lambda z, f=feld: f"{f} „{z[f]}“ nennt keine andere Tabelle, also auch keine Seite",  # type: ignore[misc]
                "Bitte verwenden oder die Zeile löschen.",
            )


def warn_needless_cover(bestand: Bestand) -> Iterator[Fehler]:
    """A Hinweis on the arithmetic whose every named share follows from its counts covers nothing."""
    arten = _kinds(bestand)
    for tabelle in bestand.tables("hinweise"):
        werte = {tuple(z[s] for s in WERT_SCHLUESSEL): z for z in bestand.rows("werte", tabelle.paket)}

        def _is_needless(h: Zeile, werte: dict[tuple[str, ...], Zeile] = werte) -> bool:
            genannt = [werte.get(k) for k, feld in named_cells(h["erwartet"]) if feld == "wert"]
            return (
                h["art"] == NACHRECHNUNG
                and bool(genannt)
                and all(
                    z is not None and _is_share(z) and not deviates(z, printed_decimals(z["gedruckt"])) for z in genannt
                )
            )

        def _is_share(z: Zeile) -> bool:
            return (
                arten.get(z["kennzahl_id"]) == "anteil"
                and z["wertstatus"] == Wertstatus.GEDRUCKT
                and z["wert"] is not None
                and z["wert_bis"] is None
                and z["zaehler"] is not None
                and bool(z["nenner"])
            )

        yield from name_rows(
            tabelle,
            _is_needless,
            lambda _: (
                "Die Nachrechnung ergibt, was gedruckt ist; der Hinweis deckt nichts mehr (erwartet nennt nur solche Werte)"
            ),
            "Bitte prüfen, ob der Hinweis noch gebraucht wird.",
        )


_BIS_JETZT: Final = re.compile(r"\b(?:seit|zuletzt|bisher|immer|nie|zum Zielwert fehlen)\b", re.IGNORECASE)
"""Such words speak of everything up to the latest value."""


def warn_outdated_hints(bestand: Bestand) -> Iterator[Fehler]:
    """A Hinweis that speaks of everything up to now, while its series went on after the latest value that it names."""
    for tabelle in bestand.tables("hinweise"):
        neueste: dict[tuple[str, ...], str] = {}
        for z in bestand.rows("werte", tabelle.paket):
            reihe = tuple(z[s] for s in WERTREIHE)
            if is_period(z["zeitraum"]) and (
                reihe not in neueste or zeitraum_key(neueste[reihe]) < zeitraum_key(z["zeitraum"])
            ):
                neueste[reihe] = z["zeitraum"]
        for h in tabelle.zeilen:
            wort = _BIS_JETZT.search(h["befund"])
            genannt: dict[tuple[str, ...], list[str]] = {}
            for (kennzahl_id, raum_id, zeitraum, gruppe), _ in named_cells(h["erwartet"]) if wort else ():
                genannt.setdefault((kennzahl_id, raum_id, gruppe), []).append(zeitraum)
            weiter: list[tuple[str, str, str]] = []
            for reihe, zeiten in genannt.items():
                echte = [z for z in zeiten if is_period(z)]
                if NEUESTER in zeiten or not echte or reihe not in neueste:
                    continue
                bekannt = max(echte, key=zeitraum_key)
                if zeitraum_key(bekannt) < zeitraum_key(neueste[reihe]):
                    weiter.append((" · ".join(s for s in reihe if s), bekannt, neueste[reihe]))
            if wort and weiter:
                yield Fehler(
                    tabelle.datei,
                    int(h["_zeile"]),
                    h["hinweis_id"],
                    f"befund sagt „{wort[0]}“, und {_going_on(weiter)}",
                    f"Bitte prüfen, ob der Befund noch stimmt; dann in erwartet den neuen Wert oder „{NEUESTER}“ nennen.",
                    spalte="befund",
                )


_GENANNTE_REIHEN: Final = 3
"""So many series of one Hinweis are named; the others are counted."""


def _going_on(weiter: Sequence[tuple[str, str, str]]) -> str:
    """Says in one message of all series of a Hinweis that they go on: the series, its last named and its latest period."""
    if len(weiter) == 1:
        ((reihe, bekannt, neu),) = weiter
        return f"die Reihe {reihe} geht nach {bekannt} weiter (gefunden {neu})"
    teile = [f"{reihe} nach {bekannt} bis {neu}" for reihe, bekannt, neu in weiter[:_GENANNTE_REIHEN]]
    mehr = len(weiter) - len(teile)
    if mehr:
        teile.append("eine weitere" if mehr == 1 else f"{mehr} weitere")
    return f"{len(weiter)} Reihen gehen weiter (gefunden {join_parts(teile)})"


REGELN: Final[tuple[Callable[[Bestand], Iterator[Fehler]], ...]] = (
    warn_jumps,
    warn_strays,
    warn_places,
    warn_after_document,
    warn_unused,
    warn_needless_cover,
    warn_outdated_hints,
    warn_easy_lines,
)
