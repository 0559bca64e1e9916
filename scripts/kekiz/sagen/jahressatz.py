"""Sentences of a yearly report: which goals changed their status, how complete the year is."""

from collections.abc import Sequence
from typing import Final

from kekiz.rechnen.faelligkeit import Vollstaendigkeit
from kekiz.rechnen.jahresstand import GEPRUEFT, Wechsel
from kekiz.wissen import texte
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import begin, list_words, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort

MEHRERE: Final = 2
"""From how many on a verb stands in the plural; "keine" takes the singular."""


def change_words(wechsel: Wechsel) -> str:
    """Says what became of one goal: "erstmals geprüft: erreicht", "bisher nicht erreicht, jetzt erreicht"."""
    jetzt = texte.STATUS_KURZ[wechsel.jetzt]
    if wechsel.davor not in GEPRUEFT:
        return sag("erstmals geprüft: {jetzt}", jetzt=jetzt)
    return sag("bisher {davor}, jetzt {jetzt}", davor=texte.STATUS_KURZ[wechsel.davor], jetzt=jetzt)


def changes_sentence(wechsel: Sequence[Wechsel], jahr: int, *, ist_erstes: bool) -> str:
    """Says which goals were newly met, missed or judged for the first time, by their numbers.

    Args:
        wechsel: The goals whose status differs.
        jahr: Year of the report.
        ist_erstes: Whether no goal could be judged the year before, so that nothing can have changed.

    Example:
        >>> w = [Wechsel("1.4", Status.NICHT_ERREICHT, Status.ERREICHT), Wechsel("1.5", Status.OHNE_DATEN, Status.ERREICHT)]
        >>> changes_sentence(w, 2018, ist_erstes=False)
        'Gegenüber dem Stand von Ende 2017 neu erreicht: 1.4; erstmals zu prüfen: 1.5.'
        >>> changes_sentence([], 2018, ist_erstes=False), changes_sentence(w, 2018, ist_erstes=True)
        ('Gegenüber dem Stand von Ende 2017 änderte sich kein Ziel.', 'Von Ende 2017 ist kein Stand bekannt.')
    """
    davor = jahr - 1
    if ist_erstes:
        return sag("Von Ende {jahr} ist kein Stand bekannt.", jahr=davor)
    if not wechsel:
        return sag("Gegenüber dem Stand von Ende {jahr} änderte sich kein Ziel.", jahr=davor)
    bekannt = [w for w in wechsel if w.davor in GEPRUEFT]
    teils = [w for w in bekannt if w.jetzt == Status.TEILWEISE_ERREICHT]
    gruppen = [
        (sag("neu erreicht"), [w for w in bekannt if w.jetzt == Status.ERREICHT]),
        (sag("nur noch teilweise erreicht"), [w for w in teils if w.davor == Status.ERREICHT]),
        (sag("teilweise erreicht statt verfehlt"), [w for w in teils if w.davor == Status.NICHT_ERREICHT]),
        (sag("neu verfehlt"), [w for w in bekannt if w.jetzt == Status.NICHT_ERREICHT]),
        (sag("nicht mehr zu prüfen"), [w for w in bekannt if w.jetzt not in GEPRUEFT]),
        (sag("erstmals zu prüfen"), [w for w in wechsel if w.davor not in GEPRUEFT]),
    ]
    return sag(
        "Gegenüber dem Stand von Ende {jahr} {teile}.",
        jahr=davor,
        teile="; ".join(f"{wort}: {list_words([w.ziel_id for w in liste])}" for wort, liste in gruppen if liste),
    )


def completeness_sentence(jahr: Vollstaendigkeit) -> str:
    """Says how many of the rows that a year lets expect have a value, and what became of the others."""
    gesamt = jahr.erwartet
    rest = [
        sag("{anzahl} nennen einen Grund", anzahl=format_anzahl_wort(jahr.begruendet))
        if jahr.begruendet > 1
        else sag("eine nennt einen Grund"),
        sag("{anzahl} sind noch offen", anzahl=format_anzahl_wort(jahr.offen))
        if jahr.offen > 1
        else sag("eine ist noch offen"),
        sag("{anzahl} sind nicht eingetragen", anzahl=format_anzahl_wort(jahr.fehlend))
        if jahr.fehlend > 1
        else sag("eine ist nicht eingetragen"),
    ]
    da = [t for t, n in zip(rest, (jahr.begruendet, jahr.offen, jahr.fehlend), strict=True) if n]
    if not da:
        return sag_n(
            "Die eine erwartete Zeile hat einen Wert.",
            "Alle {gesamt} erwarteten Zeilen haben einen Wert.",
            gesamt,
            gesamt=format_anzahl_wort(gesamt),
        )
    return sag(
        "{mit} von {gesamt} erwarteten Zeilen {haben} einen Wert; {rest}.",
        mit=begin(format_anzahl_wort(jahr.mit_wert, sag("eine"))) if jahr.mit_wert else sag("Keine"),
        gesamt=format_anzahl_wort(gesamt, sag("einer")),
        haben=sag("hat") if jahr.mit_wert < MEHRERE else sag("haben"),
        rest=list_words(da),
    )
