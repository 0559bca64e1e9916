"""Numbers and periods: the one place where they are read, ordered, rounded and written in German."""

import itertools
import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from kekiz.wissen.sprache import Worte, language, list_words, sag

NNBSP = "\u202f"
MINUS = "\u2212"
OHNE_STICHTAG = "bis "
"""Before a period: the document of then names no Stichtag; the figure is at most as young as the document."""

_ZEITRAUM = re.compile(r"^(?:bis )?(\d{4})(?:/(\d{2})|-(\d{2})-(\d{2}))?$")
_GEDRUCKT = re.compile(r"[-\u2212–+]?\s*\d{1,3}(?:\.\d{3})+(?:,\d+)?|[-\u2212–+]?\s*\d+(?:,\d+)?")
_ZAHLWOERTER = [
    "null",
    "eine",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
]
ZAHLWORT = Worte(dict(enumerate(_ZAHLWOERTER)))
_EINS = dict.fromkeys(["ein", "einer", "einem", "einen", "eines"], "eine")
_JEDE = ("jede", "jeder", "jedes", "jedem", "jeden")
_ORDNUNG = {"zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5, "sechste": 6, "achte": 8, "zehnte": 10}


def round_half_up(wert: float, stellen: int) -> float:
    """Rounds commercially (half away from zero), as German offices print.

    Args:
        wert: Number, not NaN.
        stellen: Digits after the decimal point.

    Example:
        >>> round_half_up(2.5, 0), round_half_up(0.125, 2)
        (3.0, 0.13)
    """
    quant = Decimal(1).scaleb(-stellen)
    return float(Decimal(repr(float(wert))).quantize(quant, rounding=ROUND_HALF_UP))


def format_zahl(wert: float | None, stellen: int = 0, *, vorzeichen: bool = False) -> str:
    """Writes a number in the language of the page (German: decimal comma, point for thousands), with a real minus sign.

    Args:
        wert: Number; NaN gives an en dash.
        stellen: Digits after the comma.
        vorzeichen: Write a plus sign before positive numbers.

    Example:
        >>> format_zahl(3715365), format_zahl(82.11, 1), format_zahl(-0.6, 1)
        ('3.715.365', '82,1', '−0,6')
    """
    if wert is None or math.isnan(wert):
        return "–"
    gerundet = round_half_up(float(wert), stellen)
    text = _write_number(abs(gerundet), stellen, language())
    if gerundet < 0:
        return MINUS + text
    return ("+" + text) if vorzeichen and gerundet > 0 else text


@lru_cache(maxsize=20_000)
def _write_number(wert: float, stellen: int, sprache: str) -> str:
    """Babel takes 20 times as long as a format string, and few numbers stand on one page only."""
    return format_decimal(wert, format="#,##0" + ("." + "0" * stellen if stellen else ""), locale=sprache)


def format_wert(wert: float | None, einheit: str, stellen: int = 0, *, vorzeichen: bool = False) -> str:
    """Writes a value with its unit: narrow no-break space before the percent sign.

    Args:
        wert: Number in the unit (percent as 82.0); NaN gives an en dash.
        einheit: ``%``, ``Punkte``, ``Euro``, ``Euro je Jahr``, ``Anzahl`` or ``ohne``.
        stellen: Digits after the comma.
        vorzeichen: Write a plus sign before positive numbers.

    Example:
        >>> format_wert(82, "%") == "82" + NNBSP + "%", format_wert(1.0, "Punkte", 1, vorzeichen=True)
        (True, '+1,0\\xa0Prozentpunkte')
    """
    text = format_zahl(wert, stellen, vorzeichen=vorzeichen)
    if text == "–":
        return text
    if einheit == "%":
        return f"{text}{NNBSP}%"
    if einheit == "Punkte":
        eins = text.lstrip("+" + MINUS) == "1" and stellen == 0
        return sag("{zahl}\u00a0Prozentpunkt" if eins else "{zahl}\u00a0Prozentpunkte", zahl=text)
    if einheit.startswith("Euro"):
        return sag("{zahl}\u00a0Euro", zahl=text)
    return text


def format_anzahl_wort(anzahl: int, eins: str = "eine") -> str:
    """Writes numbers up to twelve as words, greater ones as digits (for running prose).

    Args:
        anzahl: Whole number.
        eins: The word for one in its place in the sentence (eins, ein, eine, einem).

    Example:
        >>> format_anzahl_wort(3), format_anzahl_wort(14)
        ('drei', '14')
    """
    if anzahl == 1:
        return eins
    return ZAHLWORT[anzahl] if 0 <= anzahl < len(_ZAHLWOERTER) else format_zahl(anzahl)


def printed_decimals(gedruckt: str) -> int:
    """Counts the digits after the comma in a printed number.

    Example:
        >>> printed_decimals("82,11%"), printed_decimals("1.741"), printed_decimals("98, %")
        (2, 0, 0)
    """
    treffer = re.search(r",(\d+)", gedruckt)
    return len(treffer.group(1)) if treffer else 0


def possible_zaehler(prozent: float, nenner: float, stellen: int) -> tuple[int, int]:
    """Finds the whole numerators that give a printed percentage of a printed denominator.

    Args:
        prozent: Printed percentage.
        nenner: Printed denominator.
        stellen: Printed digits after the comma.

    Returns:
        Smallest and largest whole numerator whose percentage, rounded commercially, is the printed one; the smallest
        exceeds the largest where no whole number fits.

    Example:
        >>> possible_zaehler(91.6, 155, 1)
        (142, 142)
        >>> unten, oben = possible_zaehler(94.5, 139, 1)
        >>> unten > oben
        True
    """
    halb = 0.5 * 10.0**-stellen
    # A billionth of a unit guards against binary representation, far below any printed precision.
    unten = math.ceil((prozent - halb) * nenner / 100 - 1e-9)
    oben = math.ceil((prozent + halb) * nenner / 100 - 1e-9) - 1
    return max(unten, 0), min(oben, int(nenner))


_ZUSATZ = Worte(
    {
        "rund": "rund",
        "ca.": "ungefähr",
        "circa": "ungefähr",
        "etwa": "etwa",
        "ungefähr": "ungefähr",
        "knapp": "knapp",
        "fast": "fast",
        "über": "mehr als",
        "mehr als": "mehr als",
        "mindestens": "mindestens",
    }
)


def printed_qualifier(gedruckt: str) -> str:
    """Finds the word that makes a printed number an approximate one; empty where it stands alone.

    Example:
        >>> printed_qualifier("ca. 20"), printed_qualifier("über 160"), printed_qualifier("82%")
        ('ungefähr', 'mehr als', '')
    """
    text = gedruckt.strip().lower()
    return next((wort for vorn, wort in _ZUSATZ.items() if text.startswith(vorn + " ")), "")


def parse_gedruckt(gedruckt: str) -> list[float]:
    """Reads the numbers in a printed string (German notation): number words up to twelve first, then digits.

    Example:
        >>> parse_gedruckt("3.715.365"), parse_gedruckt("zwischen 63,6% und 86 %")
        ([3715365.0], [63.6, 86.0])
        >>> parse_gedruckt("drei Schulen"), parse_gedruckt("keine Klagen"), parse_gedruckt("jeder zehnte")
        ([3.0], [0.0], [10.0])
    """
    worte = [_EINS.get(w, w) for w in re.findall(r"[a-zäöüß]+", gedruckt.lower())]
    zahlen = [float(_ZAHLWOERTER.index(w)) for w in worte if w in _ZAHLWOERTER]
    # "jeder zehnte" is a share: 1 of 10.
    zahlen += [100 / _ORDNUNG[w] for vor, w in itertools.pairwise(worte) if vor in _JEDE and w in _ORDNUNG]
    if re.search(r"\bkeine?\b", gedruckt.lower()):
        zahlen.append(0.0)
    for roh in _GEDRUCKT.findall(gedruckt):
        text = roh.replace(" ", "").replace(".", "").replace(",", ".").replace(MINUS, "-").replace("–", "-")
        zahlen.append(float(text))
    return zahlen


ZUSAMMEN = "+"
"""Stands between two periods that are counted together."""
EIN_JAHR = 1.01
"""Two periods of the same kind are a year apart; leap days make it a little more."""


def zeitraum_key(zeitraum: str) -> float:
    """Gives a period its place in time: the calendar year, school years by their first year.

    Args:
        zeitraum: ``2018``, ``2017/18`` or ``2018-09-30``; each with ``bis`` before it where no Stichtag is printed.

    Returns:
        2018.0, 2017.5 (a school year begins in the middle of its first year) or 2018 plus the part of the year.

    Raises:
        ValueError: The string is none of these.
    """
    treffer = _ZEITRAUM.match(zeitraum)
    if not treffer:
        raise ValueError(f"kein Zeitraum: {zeitraum!r}")
    jahr, schuljahr, monat, tag = treffer.groups()
    if schuljahr:
        if (int(jahr) + 1) % 100 != int(schuljahr):
            raise ValueError(f"kein Schuljahr: {zeitraum!r}")
        return int(jahr) + 0.5
    if monat:
        if not (1 <= int(monat) <= 12 and 1 <= int(tag) <= 31):
            raise ValueError(f"kein Datum: {zeitraum!r}")
        return int(jahr) + (int(monat) - 1) / 12 + (int(tag) - 1) / 372
    return float(jahr)


def zeitraum_art(zeitraum: str) -> str:
    """Names the year convention of a period: ``jahr``, ``schuljahr``, ``stichtag`` or ``ohne_stichtag``."""
    if zeitraum.startswith(OHNE_STICHTAG):
        return "ohne_stichtag"
    return "schuljahr" if "/" in zeitraum else "stichtag" if "-" in zeitraum else "jahr"


def format_zeitraum(zeitraum: str) -> str:
    """Writes a period for readers; two counted together with "und".

    Example:
        >>> format_zeitraum("2018"), format_zeitraum("2017/18"), format_zeitraum("2024-12-31")
        ('2018', '2017/18', '31.12.2024')
        >>> format_zeitraum("bis 2013-09-23"), format_zeitraum("bis 2016")
        ('ohne Stichtag (Dokument vom 23.09.2013)', 'ohne Stichtag (Dokument von 2016)')
    """
    if ZUSAMMEN in zeitraum:
        return list_words([format_zeitraum(z) for z in zeitraum.split(ZUSAMMEN)])
    ende = zeitraum.removeprefix(OHNE_STICHTAG)
    teile = ende.split("-")
    text = ".".join(reversed(teile))
    if ende == zeitraum:
        return text
    if len(teile) == 3:
        return sag("ohne Stichtag (Dokument vom {zeit})", zeit=text)
    return sag("ohne Stichtag (Dokument von {zeit})", zeit=text)


def format_zeitraum_wort(zeitraum: str) -> str:
    """Writes a period within a sentence: as :func:`format_zeitraum`, dates in words.

    Example:
        >>> format_zeitraum_wort("2018"), format_zeitraum_wort("2024-12-31")
        ('2018', '31. Dezember 2024')
    """
    if ZUSAMMEN in zeitraum:
        return list_words([format_zeitraum_wort(z) for z in zeitraum.split(ZUSAMMEN)])
    ende = zeitraum.removeprefix(OHNE_STICHTAG)
    tag = re.compile(r"\d\d\.\d\d\.\d{4}")
    return tag.sub(format_datum(ende), format_zeitraum(zeitraum)) if "-" in ende else format_zeitraum(zeitraum)


def format_zeitraum_kurz(zeitraum: str) -> str:
    """Writes a period for an axis: a Stichtag as its year alone, ``bis 2013`` where none is printed."""
    if zeitraum_art(zeitraum) == "ohne_stichtag":
        return zeitraum[: len(OHNE_STICHTAG) + 4]
    return zeitraum[:4] if zeitraum_art(zeitraum) == "stichtag" else zeitraum


def format_datum(datum: str) -> str:
    """Writes an ISO date of any precision in the language of the page.

    Example:
        >>> format_datum("2012"), format_datum("2012-05"), format_datum("2012-05-22")
        ('2012', 'Mai 2012', '22. Mai 2012')
    """
    teile = datum.split("-")
    if len(teile) == 1:
        return datum
    jahr, monat, tag = (*map(int, teile), 1)[:3]
    form = "LLLL y" if len(teile) == 2 else "long"
    return format_date(date(jahr, monat, tag), form, locale=language())


def _lebensalter(jahr: float) -> tuple[str, str]:
    """Writes an age as number and unit: months below three years where they are no whole years, else years."""
    if jahr < 3 and not float(jahr).is_integer():
        return format_zahl(jahr * 12), sag("Monate")
    return format_zahl(jahr), sag("Jahre")


def format_alter(von: float | None, bis: float | None) -> str:
    """Writes an age range in years of life; a negative age is the pregnancy.

    Args:
        von: Beginning in years; NaN where the document names none.
        bis: End in years; NaN where the document names none.

    Returns:
        Words for readers; empty where neither is known.

    Example:
        >>> format_alter(-0.75, 1), format_alter(0, 6), format_alter(11 / 12, 23 / 12)
        ('von der Schwangerschaft bis 1 Jahr', '0 bis 6 Jahre', '11 bis 23 Monate')
        >>> format_alter(6, float("nan")), format_alter(-0.75, 0), format_alter(float("nan"), 3)
        ('ab 6 Jahren', 'in der Schwangerschaft', 'bis 3 Jahre')
    """
    hat_von, hat_bis = von is not None and not math.isnan(von), bis is not None and not math.isnan(bis)
    ende, einheit = _lebensalter(float(bis)) if hat_bis and bis is not None else ("", sag("Jahre"))
    jahr = sag("Jahr") if ende == "1" and einheit == sag("Jahre") else einheit
    if not hat_von or von is None:
        return sag("bis {ende} {jahr}", ende=ende, jahr=jahr) if hat_bis else ""
    if von < 0:
        if not hat_bis:
            return sag("ab der Schwangerschaft")
        return (
            sag("in der Schwangerschaft")
            if ende == "0"
            else sag("von der Schwangerschaft bis {ende} {jahr}", ende=ende, jahr=jahr)
        )
    anfang, anfang_einheit = _lebensalter(float(von))
    if not hat_bis:
        return (
            sag("ab der Geburt")
            if von == 0
            else sag("ab {anfang} Monaten" if anfang_einheit == sag("Monate") else "ab {anfang} Jahren", anfang=anfang)
        )
    return (
        sag("{anfang} bis {ende} {jahr}", anfang=anfang, ende=ende, jahr=jahr)
        if einheit == anfang_einheit
        else sag(
            "{anfang} {anfang_einheit} bis {ende} {jahr}",
            anfang=anfang,
            anfang_einheit=anfang_einheit,
            ende=ende,
            jahr=jahr,
        )
    )
