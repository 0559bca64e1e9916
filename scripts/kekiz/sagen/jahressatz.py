"""Sentences of a yearly report: which goals changed their status, how complete the year is."""

from collections.abc import Sequence
from typing import Final

from kekiz.rechnen.faelligkeit import Vollstaendigkeit
from kekiz.rechnen.jahresstand import GEPRUEFT, Wechsel
from kekiz.wissen import texte
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import list_words, sag, sag_n
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
        'Gegenüber Ende 2017: Ziel 1.4 ist neu erreicht; Ziel 1.5 ist erstmals zu prüfen.'
        >>> changes_sentence([], 2018, ist_erstes=False), changes_sentence(w, 2018, ist_erstes=True)
        ('Gegenüber Ende 2017 änderte sich bei keinem Ziel der Stand.', 'Von Ende 2017 ist kein Stand bekannt.')
    """
    davor = jahr - 1
    if ist_erstes:
        return sag("Von Ende {jahr} ist kein Stand bekannt.", jahr=davor)
    if not wechsel:
        return sag("Gegenüber Ende {jahr} änderte sich bei keinem Ziel der Stand.", jahr=davor)
    bekannt = [w for w in wechsel if w.davor in GEPRUEFT]
    teils = [w for w in bekannt if w.jetzt == Status.TEILWEISE_ERREICHT]
    gruppen = [
        (sag("neu erreicht"), [w for w in bekannt if w.jetzt == Status.ERREICHT]),
        (sag("nur noch teilweise erreicht"), [w for w in teils if w.davor == Status.ERREICHT]),
        (sag("teilweise erreicht statt nicht erreicht"), [w for w in teils if w.davor == Status.NICHT_ERREICHT]),
        (sag("jetzt nicht erreicht"), [w for w in bekannt if w.jetzt == Status.NICHT_ERREICHT]),
        (sag("nicht mehr zu prüfen"), [w for w in bekannt if w.jetzt not in GEPRUEFT]),
        (sag("erstmals zu prüfen"), [w for w in wechsel if w.davor not in GEPRUEFT]),
    ]
    return sag(
        "Gegenüber Ende {jahr}: {teile}.",
        jahr=davor,
        teile="; ".join(
            sag_n(
                "Ziel {liste} ist {wort}",
                "die Ziele {liste} sind {wort}",
                len(liste),
                liste=list_words([w.ziel_id for w in liste]),
                wort=wort,
            )
            for wort, liste in gruppen
            if liste
        ),
    )


def completeness_sentence(jahr: Vollstaendigkeit) -> str:
    """Says how many of the values that a year lets expect are there, and what became of the others."""
    gesamt = jahr.erwartet
    rest = [
        sag_n("einer fehlt mit Grund", "{n} fehlen mit Grund", jahr.begruendet, n=format_anzahl_wort(jahr.begruendet)),
        sag_n("einer ist noch offen", "{n} sind noch offen", jahr.offen, n=format_anzahl_wort(jahr.offen)),
        sag_n(
            "einer ist nicht eingetragen",
            "{n} sind nicht eingetragen",
            jahr.fehlend,
            n=format_anzahl_wort(jahr.fehlend),
        ),
    ]
    da = [t for t, n in zip(rest, (jahr.begruendet, jahr.offen, jahr.fehlend), strict=True) if n]
    if not da:
        return sag_n(
            "Der eine erwartete Wert liegt vor.",
            "Alle {gesamt} erwarteten Werte liegen vor.",
            gesamt,
            gesamt=format_anzahl_wort(gesamt),
        )
    return sag(
        "Von {gesamt} {liegen} {mit} vor; {rest}.",
        gesamt=sag_n("einem erwarteten Wert", "{n} erwarteten Werten", gesamt, n=format_anzahl_wort(gesamt)),
        liegen=sag("liegt") if jahr.mit_wert < MEHRERE else sag("liegen"),
        mit=format_anzahl_wort(jahr.mit_wert, sag("einer")) if jahr.mit_wert else sag("keiner"),
        rest=list_words(da),
    )
