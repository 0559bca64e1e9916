"""A period as an object: how exact it is, when it begins and ends, its place in time, and its words."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from kekiz.wissen.sprache import begin, sag
from kekiz.wissen.zahlen import (
    OHNE_STICHTAG,
    ZUSAMMEN,
    format_zeitraum,
    format_zeitraum_kurz,
    format_zeitraum_wort,
    zeitraum_art,
    zeitraum_key,
)


class Genauigkeit(StrEnum):
    """What a period names."""

    JAHR = "jahr"
    SCHULJAHR = "schuljahr"
    STICHTAG = "stichtag"
    OHNE_STICHTAG = "ohne_stichtag"


SCHULJAHR_AB, SCHULJAHR_BIS = 8, 7
"""Month in which a school year begins, and the month of the next year in which it ends."""


@dataclass(frozen=True, slots=True, order=True)
class Zeitraum:
    """One period; sorts by its place in time.

    Attributes:
        ordnung: Place in time, see :func:`kekiz.wissen.zahlen.zeitraum_key`; of two counted together the first.
        code: As in the data: ``2018``, ``2017/18``, ``2018-09-30``, ``bis 2013``, ``2017+2018``.
        genauigkeit: What it names.
        beginn: First day; None where no Stichtag is known.
        ende: Last day; without Stichtag the latest that is possible.
        text: For tables: ``30.09.2018``.
        wort: Within a sentence: ``30. September 2018``.
        kurz: For axes: ``2018``.
    """

    ordnung: float
    code: str
    genauigkeit: Genauigkeit = field(compare=False)
    beginn: date | None = field(compare=False)
    ende: date = field(compare=False)
    text: str = field(compare=False)
    wort: str = field(compare=False)
    kurz: str = field(compare=False)

    @property
    def jahr(self) -> int:
        """The year it belongs to: that in which it ends."""
        return self.ende.year

    @property
    def seit(self) -> str:
        """Where a span begins: ``2012``, but ``dem 30. September 2012``."""
        return sag("dem {tag}", tag=self.wort) if self.genauigkeit == Genauigkeit.STICHTAG else self.wort

    @property
    def am(self) -> str:
        """What a value is compared with: ``2012``, but ``am 30. September 2012``."""
        return sag("am {tag}", tag=self.wort) if self.genauigkeit == Genauigkeit.STICHTAG else self.wort

    @property
    def anfang(self) -> str:
        """How a sentence begins: ``2012``, but ``Am 30. September 2012``."""
        return begin(self.am)


def _days(code: str) -> tuple[date, date]:
    """First and last day that a single period names, without a mark for a missing Stichtag."""
    jahr = int(code[:4])
    if "/" in code:
        return date(jahr, SCHULJAHR_AB, 1), date(jahr + 1, SCHULJAHR_BIS, monthrange(jahr + 1, SCHULJAHR_BIS)[1])
    if "-" in code:
        tag = date.fromisoformat(code)
        return tag, tag
    return date(jahr, 1, 1), date(jahr, 12, 31)


@lru_cache(maxsize=4096)
def read_zeitraum(code: str) -> Zeitraum:
    """Reads a period; the same period is read and worded once.

    Raises:
        ValueError: The string is no period.

    Example:
        >>> z = read_zeitraum("2018-09-30"); z.text, z.wort, z.kurz, z.genauigkeit.value
        ('30.09.2018', '30. September 2018', '2018', 'stichtag')
        >>> read_zeitraum("2017/18").ende.isoformat(), read_zeitraum("2017/18") > read_zeitraum("2017")
        ('2018-07-31', True)
    """
    teile = code.split(ZUSAMMEN)
    ordnung = [zeitraum_key(t) for t in teile]
    tage = [_days(t.removeprefix(OHNE_STICHTAG)) for t in teile]
    genauigkeit = Genauigkeit(zeitraum_art(teile[-1]))
    return Zeitraum(
        ordnung[0],
        code,
        genauigkeit,
        None if genauigkeit == Genauigkeit.OHNE_STICHTAG else tage[0][0],
        tage[-1][1],
        format_zeitraum(code),
        format_zeitraum_wort(code),
        format_zeitraum_kurz(code),
    )


def period_in(code: str, jahr: int) -> str:
    """Gives the period of the same kind that belongs to another year; empty where the kind has none (no Stichtag).

    Args:
        code: A period as in the data, for example the last one of a series.
        jahr: Year in which the period shall end.

    Example:
        >>> period_in("2018", 2019), period_in("2016/17", 2019), period_in("2018-09-30", 2019), period_in("bis 2016", 2019)
        ('2019', '2018/19', '2019-09-30', '')
        >>> period_in("2016-02-29", 2019)
        '2019-02-28'
    """
    match read_zeitraum(code).genauigkeit:
        case Genauigkeit.JAHR:
            return str(jahr)
        case Genauigkeit.SCHULJAHR:
            return f"{jahr - 1}/{jahr % 100:02d}"
        case Genauigkeit.STICHTAG:
            tag = read_zeitraum(code).ende
            return tag.replace(year=jahr, day=min(tag.day, monthrange(jahr, tag.month)[1])).isoformat()
    return ""


def end_of(datum: str) -> date:
    """Gives the last day of an ISO date of any precision.

    Example:
        >>> end_of("2019").isoformat(), end_of("2019-02").isoformat(), end_of("2019-02-03").isoformat()
        ('2019-12-31', '2019-02-28', '2019-02-03')
    """
    jahr, monat, tag = (*map(int, datum.split("-")), 0, 0)[:3]
    monat = monat or 12
    return date(jahr, monat, tag or monthrange(jahr, monat)[1])
