"""Figures, periods, targets and comparisons in Leichte Sprache: one thought a sentence, nothing rounded into untruth."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from kekiz.wert import Wert
from kekiz.wissen.codes import Aussage, Status, Statusgrund, Vergleich
from kekiz.wissen.sprache import Worte, sag, sag_n
from kekiz.wissen.zahlen import ZUSAMMEN, format_zahl, round_half_up
from kekiz.wissen.zeitraum import Genauigkeit, read_zeitraum

_JAHR = re.compile(r"\d{4}")
ZIEL: Final = Worte(
    {
        Vergleich.MINDESTENS: "Das Ziel war: mindestens {zahl} von 100.",
        Vergleich.UEBER: "Das Ziel war: mehr als {zahl} von 100.",
        Vergleich.HOECHSTENS: "Das Ziel war: höchstens {zahl} von 100.",
        Vergleich.UNTER: "Das Ziel war: weniger als {zahl} von 100.",
        Vergleich.STEIGERUNG_SEIT_BASIS: "Das Ziel war: Die Zahl soll steigen.",
        Vergleich.STEIGERUNG_SEIT_VORJAHR: "Das Ziel war: Die Zahl soll jedes Jahr steigen.",
    }
)
"""What a target asked for; one that compares with another place needs its name."""
URTEIL: Final = Worte(
    {
        Status.ERREICHT: "Die Stadt hat das Ziel erreicht.",
        Status.TEILWEISE_ERREICHT: "Die Stadt hat das Ziel zum Teil erreicht.",
        Status.NICHT_ERREICHT: "Die Stadt hat das Ziel nicht erreicht.",
        Status.OHNE_ZIELWERT: "Das Ziel kann man nicht prüfen.",
        Status.OHNE_DATEN: "Das Ziel kann man nicht prüfen.",
    }
)
GRUPPE: Final = Worte(
    {
        Status.NICHT_ERREICHT: ("Dieses Ziel hat die Stadt nicht erreicht", "Diese Ziele hat die Stadt nicht erreicht"),
        Status.TEILWEISE_ERREICHT: (
            "Dieses Ziel hat die Stadt zum Teil erreicht",
            "Diese Ziele hat die Stadt zum Teil erreicht",
        ),
        Status.ERREICHT: ("Dieses Ziel hat die Stadt erreicht", "Diese Ziele hat die Stadt erreicht"),
    }
)
"""Headings above one goal, or above several that fared alike."""
SELTEN: Final = Worte(
    {
        Statusgrund.NICHT_AUF_DAUER: "In manchen Jahren war das Ziel nicht erreicht.",
        Statusgrund.EIN_TEIL_DER_JAHRE: "In manchen Jahren war das Ziel nicht erreicht.",
        Statusgrund.LESARTEN: "Das Ziel kann man verschieden verstehen.",
    }
)
"""Why a goal is met in part, where its figures alone do not show it."""
UNTERSCHIED: Final = Worte(
    {
        Aussage.AEHNLICH: ("Der Unterschied kann Zufall sein.",),
        Aussage.AUFFAELLIG_HOEHER: ("Der Unterschied fällt auf.", "Er kann aber auch Zufall sein."),
        Aussage.AUFFAELLIG_NIEDRIGER: ("Der Unterschied fällt auf.", "Er kann aber auch Zufall sein."),
        Aussage.HOEHER: ("Der Unterschied ist klar.", "Das ist wohl kein Zufall."),
        Aussage.NIEDRIGER: ("Der Unterschied ist klar.", "Das ist wohl kein Zufall."),
        Aussage.BESSER: ("Der Unterschied ist klar.", "Das ist wohl kein Zufall."),
        Aussage.SCHLECHTER: ("Der Unterschied ist klar.", "Das ist wohl kein Zufall."),
        Aussage.KEINE_BELASTBARE_AUSSAGE: ("Ist der Unterschied Zufall?", "Das wissen wir nicht."),
    }
)
"""An area beside the rest of its city; never a verdict on it."""


def easy_number(wert: float, text: str, grenzen: Iterable[float] = ()) -> str:
    """Writes a share of 100: whole where that is true, about where it is near, else as exact as it is printed.

    It is not rounded where that would make it none, all, or move it onto or across a number that it is compared with.

    Args:
        wert: Share in percent.
        text: The share as printed, without its unit.
        grenzen: Targets and other shares that stand beside it.

    Example:
        >>> easy_number(92.0, "92"), easy_number(91.8, "91,8", [95.0]), easy_number(94.7, "94,7", [95.0])
        ('92', 'ungefähr 92', '94,7')
        >>> easy_number(0.4, "0,4"), easy_number(99.6, "99,6")
        ('0,4', '99,6')
    """
    rund = round_half_up(wert, 0)
    if rund == wert:
        return format_zahl(rund)
    kippt = any((wert < g) != (rund < g) or (wert > g) != (rund > g) for g in grenzen)
    if kippt or rund in (0, 100):
        return text
    return sag("ungefähr {zahl}", zahl=format_zahl(rund))


def easy_period(code: str) -> str:
    """Says when, as a sentence begins.

    Args:
        code: A period as in the data, or two that are counted together.

    Example:
        >>> easy_period("2018"), easy_period("2017/18"), easy_period("2018-09-30")
        ('Im Jahr 2018', 'In den Jahren 2017 und 2018', 'Am 30. September 2018')
        >>> easy_period("2016/17+2017/18"), easy_period("bis 2016")
        ('In den Jahren 2016 bis 2018', 'Bis zum Jahr 2016')
    """
    z = read_zeitraum(code)
    if ZUSAMMEN not in code and z.genauigkeit == Genauigkeit.STICHTAG:
        return sag("Am {tag}", tag=z.wort)
    if z.genauigkeit == Genauigkeit.OHNE_STICHTAG:
        return sag("Bis zum Jahr {jahr}", jahr=str(z.jahr))
    von, bis = min(map(int, _JAHR.findall(code))), z.jahr
    if von == bis:
        return sag("Im Jahr {jahr}", jahr=str(von))
    if bis - von == 1:
        return sag("In den Jahren {von} und {bis}", von=str(von), bis=str(bis))
    return sag("In den Jahren {von} bis {bis}", von=str(von), bis=str(bis))


def easy_years(zeitraeume: Iterable[str]) -> str:
    """Says of which years numbers are; empty where there are none.

    Example:
        >>> easy_years(["2018", "2017/18"]), easy_years(["2018-09-30"]), easy_years([])
        ('Die Zahlen sind aus den Jahren 2017 bis 2018.', 'Die Zahlen sind aus dem Jahr 2018.', '')
    """
    jahre = [int(j) for z in zeitraeume for j in (*_JAHR.findall(z), read_zeitraum(z).jahr)]
    if not jahre:
        return ""
    if min(jahre) == max(jahre):
        return sag("Die Zahlen sind aus dem Jahr {jahr}.", jahr=str(jahre[0]))
    return sag("Die Zahlen sind aus den Jahren {von} bis {bis}.", von=str(min(jahre)), bis=str(max(jahre)))


def goal_count(ort: str, gesamt: int) -> str:
    """Says how many goals a municipality has.

    Example:
        >>> goal_count("Hausen", 12), goal_count("Hausen", 1)
        ('Hausen hat sich 12 Ziele gesetzt.', 'Hausen hat sich 1 Ziel gesetzt.')
    """
    return sag_n(
        "{ort} hat sich {n} Ziel gesetzt.",
        "{ort} hat sich {n} Ziele gesetzt.",
        gesamt,
        ort=ort,
        n=format_zahl(gesamt),
    )


def open_reasons(n: Mapping[str, int]) -> list[str]:
    """Says why goals cannot be tested: figures are missing, or the goal names no number.

    Args:
        n: Number of goals by status.

    Example:
        >>> open_reasons({"ohne_daten": 1}), open_reasons({"ohne_zielwert": 2})
        (['Dafür fehlen Zahlen.'], ['In den Zielen steht keine Zahl.'])
        >>> open_reasons({"ohne_daten": 1, "ohne_zielwert": 2})
        ['Dafür fehlen Zahlen.', 'Oder in dem Ziel steht keine Zahl.']
    """
    ohne_zahl, ohne_daten = n.get(Status.OHNE_ZIELWERT, 0), n.get(Status.OHNE_DATEN, 0)
    saetze = [sag("Dafür fehlen Zahlen.")] if ohne_daten else []
    if ohne_zahl and ohne_daten:
        saetze.append(sag("Oder in dem Ziel steht keine Zahl."))
    elif ohne_zahl:
        saetze.append(sag_n("In dem Ziel steht keine Zahl.", "In den Zielen steht keine Zahl.", ohne_zahl))
    return saetze


def status_sentences(n: Mapping[str, int]) -> list[str]:
    """Says what became of goals.

    Args:
        n: Number of goals by status.

    Example:
        >>> status_sentences({"erreicht": 2, "nicht_erreicht": 1})
        ['2 Ziele hat die Stadt erreicht.', '1 Ziel hat die Stadt nicht erreicht.']
        >>> status_sentences({"ohne_daten": 1})
        ['1 Ziel kann man nicht prüfen.', 'Dafür fehlen Zahlen.']
    """
    offen = n.get(Status.OHNE_ZIELWERT, 0) + n.get(Status.OHNE_DATEN, 0)
    gut, teils, nicht = (n.get(s, 0) for s in (Status.ERREICHT, Status.TEILWEISE_ERREICHT, Status.NICHT_ERREICHT))
    saetze = [
        (gut, sag_n("{n} Ziel hat die Stadt erreicht.", "{n} Ziele hat die Stadt erreicht.", gut, n=format_zahl(gut))),
        (
            teils,
            sag_n(
                "{n} Ziel hat die Stadt zum Teil erreicht.",
                "{n} Ziele hat die Stadt zum Teil erreicht.",
                teils,
                n=format_zahl(teils),
            ),
        ),
        (
            nicht,
            sag_n(
                "{n} Ziel hat die Stadt nicht erreicht.",
                "{n} Ziele hat die Stadt nicht erreicht.",
                nicht,
                n=format_zahl(nicht),
            ),
        ),
        (
            offen,
            sag_n("{n} Ziel kann man nicht prüfen.", "{n} Ziele kann man nicht prüfen.", offen, n=format_zahl(offen)),
        ),
    ]
    return [*(satz for anzahl, satz in saetze if anzahl), *open_reasons(n)]


def value_sentence(wert: Wert, grenzen: Iterable[float] = ()) -> str:
    """Says a value of the whole city with its time; empty where there is none.

    Args:
        wert: The value.
        grenzen: What it is compared with.
    """
    if wert.zahl is None:
        return ""
    zeit = easy_period(wert.zeitraum.code)
    if wert.einheit != "%" or wert.bis is not None or wert.zusatz:
        return sag("{zeit}: {wert}.", zeit=zeit, wert=wert.text)
    return sag("{zeit} waren es {zahl} von 100.", zeit=zeit, zahl=easy_number(wert.zahl, wert.nackt, grenzen))


def target_sentences(ziel: pd.Series, raum: str = "") -> list[str]:
    """Says what a target asked for.

    Args:
        ziel: One row of ``zielstand``.
        raum: Name of the place that it compares with, where it does.
    """
    vergleich = Vergleich(ziel["vergleich"])
    if vergleich == Vergleich.OHNE_ZAHL or pd.isna(ziel["zielwert"]):
        return []
    wert = float(ziel["zielwert"])
    zahl = format_zahl(wert, 0 if wert.is_integer() else 1)
    if vergleich == Vergleich.HOECHSTENS_VERGLEICHSRAUM:
        return [
            sag("Das Ziel war: nicht mehr als in {raum}.", raum=raum),
            sag("Dort waren es {zahl} von 100.", zahl=zahl),
        ]
    if vergleich == Vergleich.MINDESTENS and wert == 100:
        return [sag("Das Ziel war: alle.")]
    ist_anstieg = vergleich in (Vergleich.STEIGERUNG_SEIT_BASIS, Vergleich.STEIGERUNG_SEIT_VORJAHR)
    if ziel["einheit"] != "%" and not ist_anstieg:
        return []
    return [ZIEL[vergleich].format(zahl=zahl)]


def area_sentences(hier: Wert, dort: float | None, aussage: str, *, ist_rest: bool) -> list[str]:
    """Says a share of an area, that of its city, and whether the difference may be chance.

    Args:
        hier: The share.
        dort: That of the city in percent; None where it is not known.
        aussage: Code of the comparison; empty where nothing is compared.
        ist_rest: Whether the area is compared with the rest of its city, not with all of it.
    """
    if hier.zahl is None:
        return []
    zahl = easy_number(hier.zahl, hier.nackt, [] if dort is None else [dort])
    saetze = [easy_years([hier.zeitraum.code]), sag("Hier waren es {zahl} von 100.", zahl=zahl)]
    if dort is None:
        return saetze
    andere = easy_number(dort, format_zahl(dort, 1), [hier.zahl])
    if ist_rest:
        saetze.append(sag("Im Rest von der Stadt waren es {zahl} von 100.", zahl=andere))
    else:
        saetze.append(sag("In der ganzen Stadt waren es {zahl} von 100.", zahl=andere))
    if andere == zahl and aussage in ("", Aussage.AEHNLICH, Aussage.KEINE_BELASTBARE_AUSSAGE):
        return [*saetze, sag("Das ist ungefähr gleich viel.")]
    return [*saetze, *(UNTERSCHIED[Aussage(aussage)] if aussage else ())]
