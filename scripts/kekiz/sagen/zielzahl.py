"""How many goals there are, are met and are not, as sentences."""

from collections.abc import Mapping

from kekiz.wissen import texte
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import begin, list_words, sag
from kekiz.wissen.zahlen import format_anzahl_wort

GEPRUEFT = (Status.NICHT_ERREICHT, Status.TEILWEISE_ERREICHT, Status.ERREICHT)
"""What a tested goal can be, the missed ones first."""
OFFEN = (Status.OHNE_ZIELWERT, Status.OHNE_DATEN)
"""Why a goal cannot be tested."""
MINDESTZIELE = 2
"""An age with fewer tested goals carries no message of its own."""


def _are(anzahl: int, status: Status, *, mit_ziel: bool) -> str:
    wort = format_anzahl_wort(anzahl, "ein" if mit_ziel else "eins")
    ziel = "" if not mit_ziel else sag(" Ziel") if anzahl == 1 else sag(" Ziele")
    return sag(
        "{anzahl}{ziel} {ist} {stand}",
        anzahl=wort,
        ziel=ziel,
        ist=sag("ist") if anzahl == 1 else sag("sind"),
        stand=texte.STATUS_KURZ[status],
    )


def headline(n: Mapping[str, int]) -> str:
    """Says what matters most about all goals: how many are missed, how many are met.

    Args:
        n: Number of goals by status.

    Example:
        >>> headline({"nicht_erreicht": 4, "erreicht": 3, "ohne_daten": 2})
        'Vier Ziele sind nicht erreicht, drei sind erreicht'
        >>> headline({"erreicht": 1, "ohne_daten": 1}), headline({"ohne_daten": 2}), headline({"nicht_erreicht": 1})
        ('Ein Ziel ist erreicht, nicht erreicht ist keins', 'Noch lässt sich kein Ziel prüfen', 'Das Ziel ist nicht erreicht')
    """
    da = [(s, n.get(s, 0)) for s in GEPRUEFT if n.get(s, 0)]
    if sum(n.values()) == 1 and da:
        return sag("Das Ziel ist {stand}", stand=texte.STATUS_KURZ[da[0][0]])
    if not da:
        return sag("Noch lässt sich kein Ziel prüfen")
    gesagt = [(s, a) for s, a in da if s != Status.TEILWEISE_ERREICHT] or da
    teile = [_are(a, s, mit_ziel=i == 0) for i, (s, a) in enumerate(gesagt)]
    if not n.get(Status.NICHT_ERREICHT, 0):
        teile.append(sag("nicht erreicht ist keins"))
    return begin(", ".join(teile))


def count_line(ort: str, n: Mapping[str, int]) -> str:
    """Says how many goals a municipality has set itself, and what became of them.

    Args:
        ort: Its name.
        n: Number of goals by status.

    Example:
        >>> count_line("Bad Stadt", {"nicht_erreicht": 4, "teilweise_erreicht": 1, "erreicht": 6, "ohne_daten": 11})
        'Bad Stadt hat sich 22 einzelne Ziele gesetzt: vier sind nicht erreicht, eins ist teilweise erreicht, sechs sind erreicht, elf lassen sich nicht prüfen.'
        >>> count_line("Bad Stadt", {"erreicht": 1})
        'Bad Stadt hat sich ein Ziel gesetzt: Es ist erreicht.'
    """
    gesamt = sum(n.values())
    if gesamt == 1:
        stand = next(Status(s) for s, anzahl in n.items() if anzahl)
        return sag("{ort} hat sich ein Ziel gesetzt: Es ist {stand}.", ort=ort, stand=texte.EINZIGES_ZIEL[stand])
    teile = [_are(n[s], s, mit_ziel=False) for s in GEPRUEFT if n.get(s, 0)]
    if offen := sum(n.get(s, 0) for s in OFFEN):
        teile.append(
            sag("eins lässt sich nicht prüfen")
            if offen == 1
            else sag("{anzahl} lassen sich nicht prüfen", anzahl=format_anzahl_wort(offen))
        )
    return sag(
        "{ort} hat sich {gesamt} einzelne Ziele gesetzt: {teile}.",
        ort=ort,
        gesamt=format_anzahl_wort(gesamt),
        teile=", ".join(teile),
    )


def rest_sentence(n: Mapping[str, int]) -> str:
    """Says what the headline leaves out: goals that are partly met, and how many cannot be tested for which reason.

    Args:
        n: Number of goals by status.

    Example:
        >>> rest_sentence({"teilweise_erreicht": 1, "erreicht": 9, "ohne_zielwert": 8, "ohne_daten": 4})
        'Eins ist teilweise erreicht. Zwölf der 22 Ziele lassen sich nicht prüfen: acht nennen keine Zahl, bei vier fehlen Werte.'
        >>> rest_sentence({"erreicht": 2, "ohne_daten": 1}), rest_sentence({"erreicht": 1})
        ('Eins der drei Ziele lässt sich nicht prüfen: Es fehlen Werte.', '')
        >>> rest_sentence({"ohne_daten": 3}), rest_sentence({"ohne_zielwert": 1})
        ('Es fehlen Werte.', 'Es nennt keine Zahl.')
    """
    saetze = []
    gesagt = any(n.get(s, 0) for s in (Status.NICHT_ERREICHT, Status.ERREICHT))
    if (teils := n.get(Status.TEILWEISE_ERREICHT, 0)) and gesagt:
        saetze.append(begin(_are(teils, Status.TEILWEISE_ERREICHT, mit_ziel=False)) + ".")
    ohne_zahl, ohne_wert = (n.get(s, 0) for s in OFFEN)
    if ohne_zahl + ohne_wert:
        gesamt = sum(n.values())
        warum = []
        if ohne_zahl:
            warum.append(
                sag("{anzahl} nennt keine Zahl", anzahl=format_anzahl_wort(1, "eins"))
                if ohne_zahl == 1
                else sag("{anzahl} nennen keine Zahl", anzahl=format_anzahl_wort(ohne_zahl))
            )
        if ohne_wert:
            warum.append(
                sag("bei einem fehlen Werte")
                if ohne_wert == 1
                else sag("bei {anzahl} fehlen Werte", anzahl=format_anzahl_wort(ohne_wert))
            )
        grund = ", ".join(warum)
        if len(warum) == 1:
            grund = sag("Es nennt keine Zahl") if ohne_zahl == 1 else sag("Sie nennen keine Zahl")
            if ohne_wert:
                grund = sag("Es fehlen Werte")
        saetze.append(_untested(ohne_zahl + ohne_wert, gesamt, grund))
    return " ".join(saetze)


def course_message(je_alter: Mapping[str, Mapping[str, int]]) -> str:
    """Says where along the course of life goals are met, where the tested ones of one age all fare alike.

    Args:
        je_alter: Number of goals by status, by name of the age; only ages that are stages of life, in their order.

    Returns:
        Empty where fewer than two ages have enough tested goals, or none differs from the others.
    """
    geprueft = {name: {s: n.get(s, 0) for s in GEPRUEFT} for name, n in je_alter.items()}
    genug = {name: n for name, n in geprueft.items() if sum(n.values()) >= MINDESTZIELE}
    keins = [name for name, n in genug.items() if not n[Status.ERREICHT] and not n[Status.TEILWEISE_ERREICHT]]
    meist = [name for name, n in genug.items() if 2 * n[Status.ERREICHT] > sum(n.values())]
    if not keins or not meist:
        return ""
    alle, moeglich = (sum(sum(genug[name].values()) for name in namen) for namen in (keins, meist))
    return sag(
        "{keins}: Von {alle} Zielen, die sich prüfen lassen, ist keines erreicht. "
        "{meist}: {anzahl} von {moeglich} sind erreicht",
        keins=list_words(keins),
        alle=format_anzahl_wort(alle),
        meist=list_words(meist),
        anzahl=begin(format_anzahl_wort(sum(genug[name][Status.ERREICHT] for name in meist))),
        moeglich=format_anzahl_wort(moeglich),
    )


def _untested(anzahl: int, gesamt: int, grund: str) -> str:
    """Says how many of all goals cannot be tested, and why."""
    if anzahl == gesamt:
        # The headline says already that none can be tested.
        return begin(grund) + "."
    return sag(
        "{anzahl} der {gesamt} Ziele {lassen} sich nicht prüfen: {grund}.",
        anzahl=begin(format_anzahl_wort(anzahl, "eins")),
        gesamt=format_anzahl_wort(gesamt),
        lassen=sag("lässt") if anzahl == 1 else sag("lassen"),
        grund=grund,
    )
