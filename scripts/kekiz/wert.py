"""Each row of the results said once: one frozen object with its number, its digits and its words.

Charts, tables, sentences, pages and downloads arrange what stands here; none of them rounds or words a row anew. The
rules for digits stand in :func:`value_digits` and :func:`computed_digits` and nowhere else.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from kekiz.daten.bestand import WERT_SCHLUESSEL
from kekiz.wissen import texte
from kekiz.wissen.codes import Aussage, Wertstatus
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_wert, format_zahl, printed_qualifier
from kekiz.wissen.zeitraum import Zeitraum, read_zeitraum

Zeile: TypeAlias = Mapping[Hashable, Any] | pd.Series
"""One row of the results, or what stands for one in a chart of its own."""

SCHLUESSEL = ("kommune_id", *WERT_SCHLUESSEL)
"""What tells one row of the results from all others."""

STELLEN_ANTEIL = 1
"""Digits of a share that is computed and not printed: limits of intervals, the rest of the city."""
STELLEN_GEDRUCKT_HOECHSTENS = 2

_NACH_KOMMA = re.compile(r"\d,(\d+)")


def value_digits(wert: float, einheit: str, status: Wertstatus, gedruckt: str, dezimalstellen: int) -> int:
    """Digits of a value: as printed where it is printed, else those of its Kennzahl; full amounts of money have none.

    Args:
        wert: The value, not NaN.
        einheit: Its unit.
        status: Where it comes from.
        gedruckt: The string in the document; empty where there is none.
        dezimalstellen: Digits of the Kennzahl.

    Example:
        >>> value_digits(85.0, "%", Wertstatus.GEDRUCKT, "85%", 2), value_digits(85.0, "%", Wertstatus.BERECHNET, "", 2)
        (0, 2)
        >>> value_digits(5000.0, "Euro", Wertstatus.GEDRUCKT, "5.000,00 €", 0)
        0
    """
    if einheit.startswith("Euro") and float(wert).is_integer():
        return 0
    if status == Wertstatus.GEDRUCKT and gedruckt:
        return min(max((len(t) for t in _NACH_KOMMA.findall(gedruckt)), default=0), STELLEN_GEDRUCKT_HOECHSTENS)
    return dezimalstellen


def computed_digits(einheit: str) -> int:
    """Digits of what follows from a value and stands in no document: one for shares, none for what is counted.

    Example:
        >>> computed_digits("%"), computed_digits("Anzahl")
        (1, 0)
    """
    return STELLEN_ANTEIL if einheit == "%" else 0


@dataclass(frozen=True, slots=True)
class Intervall:
    """The interval of a value.

    Attributes:
        unten: Lower limit in the unit of the value.
        oben: Upper limit.
        von: Lower limit with its unit, where it stands alone: ``34,9 %``.
        bis: Upper limit likewise.
        text: Both: ``34,9 bis 37,7 %``.
        methode: ``wilson``, ``byar`` or ``exakt``.
    """

    unten: float
    oben: float
    von: str
    bis: str
    text: str
    methode: str


@dataclass(frozen=True, slots=True)
class Bruch:
    """The counts behind a share.

    Attributes:
        zaehler: Whom it is true of.
        nenner: Of how many.
        text: ``1.671 von 4.607``.
    """

    zaehler: float
    nenner: float
    text: str


@dataclass(frozen=True, slots=True)
class Nachgerechnet:
    """What the printed counts of a value give.

    Attributes:
        zahl: The recomputed share.
        text: Ready, with at least one digit.
        weicht_ab: Whether the document prints another number, in the digits that it prints.
    """

    zahl: float
    text: str
    weicht_ab: bool


@dataclass(frozen=True, slots=True)
class Wert:
    """One row of the results.

    Attributes:
        kommune_id: Whose.
        kommune: Its name.
        kennzahl_id: What.
        kennzahl: Its name in full.
        kurzname: Its name in few words.
        raum_id: Where.
        raum: Name of the place.
        raum_typ: ``stadt`` for the whole.
        gruppe: For whom; empty for all.
        gruppe_name: The same in words.
        zeitraum: When.
        zahl: The value; None where there is none.
        bis: Upper end of a range; None where the value is one number.
        genau: The value as exact as its counts allow; None where there is none.
        einheit: ``%``, ``Anzahl``, ``Euro``, ``Euro je Jahr``, ``ohne``.
        stellen: Digits of the value.
        status: Where it comes from, or why there is none.
        text: The value as everybody reads it (``knapp 17 %``, ``1.340 bis 4.995 Euro``), or why there is none.
        kurz: The value where there is little room: ``17 %``, ``1.340–4.995``; empty where there is none.
        nackt: The number before a word that is its unit: ``17``, ``1.340 bis 4.995``; empty where there is none.
        zusatz: The word that makes it an approximate one: ``knapp``; mostly empty.
        grund: Why there is no value; empty where there is one.
        herkunft: Where a value comes from that the document does not print, or why there is none; empty where printed.
        intervall: None where the number of cases is not known.
        bruch: None where not both counts are printed.
        nachgerechnet: None where not both counts are printed.
        zaehler: Printed numerator, ready; empty where there is none.
        nenner: Printed denominator, ready; empty where there is none.
        abschnitt: Number of the stretch of its series within which values may be compared.
        aussage: The area beside the rest of its city; None where nothing is compared.
        rest: The rest of the city without this area, ready; empty where nothing is compared.
        mit_offenen: The value if all people without an area belonged here, ready; empty where all have one.
        aussage_niveau: Level in percent at which the difference counts; None where it does not.
        hinweise: Ids of all Hinweise that concern it.
        hinweise_zelle: Ids of those that concern this value rather than its whole series.
        ziel_id: The goal that it is shown with first; empty where there is none.
        quelle_id: Its document.
        fundstelle: The place in it.
    """

    kommune_id: str
    kommune: str
    kennzahl_id: str
    kennzahl: str
    kurzname: str
    raum_id: str
    raum: str
    raum_typ: str
    gruppe: str
    gruppe_name: str
    zeitraum: Zeitraum
    zahl: float | None
    bis: float | None
    genau: float | None
    einheit: str
    stellen: int
    status: Wertstatus
    text: str
    kurz: str
    nackt: str
    zusatz: str
    grund: str
    herkunft: str
    intervall: Intervall | None
    bruch: Bruch | None
    nachgerechnet: Nachgerechnet | None
    zaehler: str
    nenner: str
    abschnitt: int
    aussage: Aussage | None
    aussage_niveau: float | None
    rest: str
    mit_offenen: str
    hinweise: tuple[str, ...]
    hinweise_zelle: tuple[str, ...]
    ziel_id: str
    quelle_id: str
    fundstelle: str

    @property
    def ist_berechnet(self) -> bool:
        """Whether the value follows from numbers of the document and does not stand there itself."""
        return self.status == Wertstatus.BERECHNET

    @property
    def ist_ohne_fallzahl(self) -> bool:
        """Whether it is a share of which nobody says how many cases it rests on."""
        return self.zahl is not None and self.einheit == "%" and self.intervall is None and self.bruch is None


def row_key(wert: Wert) -> tuple[str, ...]:
    """Gives what tells the row of a value from all others, in the order of :data:`SCHLUESSEL`."""
    return wert.kommune_id, wert.kennzahl_id, wert.raum_id, wert.zeitraum.code, wert.gruppe


def read_wert(zeile: Zeile) -> Wert:
    """Words one row; columns that a row does not have count as missing.

    Args:
        zeile: At least zeitraum, wert and einheit.

    Raises:
        KeyError: One of these is missing.
        ValueError: A code or the period is none.
    """
    einheit, zahl, bis = _text(zeile["einheit"]), _zahl(zeile["wert"]), _zahl(zeile.get("wert_bis"))
    status = Wertstatus(_text(zeile.get("wertstatus")) or Wertstatus.GEDRUCKT)
    gedruckt, dezimalstellen = _text(zeile.get("gedruckt")), int(_zahl(zeile.get("dezimalstellen")) or 0)
    stellen = dezimalstellen if zahl is None else value_digits(zahl, einheit, status, gedruckt, dezimalstellen)
    herkunft = "" if status == Wertstatus.GEDRUCKT else texte.WERTSTATUS[status]
    grund = "" if zahl is not None else herkunft or sag(texte.OHNE_ANGABE)
    zusatz = "" if zahl is None or bis is not None else printed_qualifier(gedruckt)
    text, kurz, nackt = (grund, "", "") if zahl is None else _words(zahl, bis, einheit, stellen, zusatz)
    zaehler, nenner = _zahl(zeile.get("zaehler")), _zahl(zeile.get("nenner"))
    aussage = _text(zeile.get("aussage"))
    return Wert(
        **{feld: _text(zeile.get(feld)) for feld in _TEXTE},
        zeitraum=read_zeitraum(_text(zeile["zeitraum"])),
        zahl=zahl,
        bis=bis,
        genau=_zahl(zeile.get("wert_genau", zahl)),
        einheit=einheit,
        stellen=stellen,
        status=status,
        text=text,
        kurz=kurz,
        nackt=nackt,
        zusatz=zusatz,
        grund=grund,
        herkunft=herkunft,
        intervall=None if zahl is None else read_intervall(zeile),
        bruch=_fraction(zaehler, nenner),
        nachgerechnet=_recomputed(zeile, einheit, zahl, status, stellen),
        zaehler="" if zaehler is None else format_zahl(zaehler),
        nenner="" if nenner is None else format_zahl(nenner),
        abschnitt=int(_zahl(zeile.get("segment")) or 0),
        aussage=Aussage(aussage) if aussage else None,
        aussage_niveau=_zahl(zeile.get("aussage_niveau")),
        rest=_computed(zeile, "wert_rest", einheit),
        mit_offenen=_computed(zeile, "wert_mit_offenen", einheit),
        hinweise=tuple(_text(zeile.get("hinweis_id")).split()),
        hinweise_zelle=tuple(_text(zeile.get("hinweis_zelle")).split()),
    )


_TEXTE = (
    "kommune_id", "kommune", "kennzahl_id", "kennzahl", "kurzname", "raum_id", "raum", "raum_typ", "gruppe",
    "gruppe_name", "ziel_id", "quelle_id", "fundstelle",
)  # fmt: skip


def _text(wert: object) -> str:
    return wert if isinstance(wert, str) else "" if wert is None or pd.isna(wert) else str(wert)


def _zahl(wert: Any) -> float | None:
    return None if wert is None or pd.isna(wert) else float(wert)


def _words(zahl: float, bis: float | None, einheit: str, stellen: int, zusatz: str) -> tuple[str, str, str]:
    """The value in full, where there is little room, and before a word that is its unit."""
    kurze_einheit = einheit if einheit == "%" else ""
    if bis is not None:
        von, kurz = format_zahl(zahl, stellen), format_wert(bis, kurze_einheit, stellen)
        return (
            sag("{von} bis {bis}", von=von, bis=format_wert(bis, einheit, stellen)),
            f"{von}–{kurz}",
            sag("{von} bis {kurz}", von=von, kurz=kurz),
        )
    ganz = format_wert(zahl, einheit, stellen)
    return f"{zusatz} {ganz}".strip(), format_wert(zahl, kurze_einheit, stellen), format_zahl(zahl, stellen)


def read_intervall(zeile: Zeile, name: str = "ki") -> Intervall | None:
    """Words the interval of a row, or None where its number of cases is not known.

    Args:
        zeile: With einheit, ki_methode and the two limits.
        name: First part of the columns of the limits: ``ki`` (95 %) or ``ki998``.
    """
    unten, oben = _zahl(zeile.get(f"{name}_unten")), _zahl(zeile.get(f"{name}_oben"))
    if unten is None or oben is None:
        return None
    einheit = _text(zeile["einheit"])
    stellen = computed_digits(einheit)
    # Counts have no unit of their own in an interval.
    einheit = einheit if einheit == "%" else ""
    von, bis = format_wert(unten, einheit, stellen), format_wert(oben, einheit, stellen)
    return Intervall(
        unten,
        oben,
        von,
        bis,
        sag("{unten} bis {bis}", unten=format_zahl(unten, stellen), bis=bis),
        _text(zeile.get("ki_methode")),
    )


def _computed(zeile: Zeile, spalte: str, einheit: str) -> str:
    """Writes a number that follows from the row and stands in no document; empty where there is none."""
    zahl = _zahl(zeile.get(spalte))
    return "" if zahl is None else format_wert(zahl, einheit, computed_digits(einheit))


def _fraction(zaehler: float | None, nenner: float | None) -> Bruch | None:
    if zaehler is None or nenner is None:
        return None
    return Bruch(
        zaehler, nenner, sag("{zaehler} von {nenner}", zaehler=format_zahl(zaehler), nenner=format_zahl(nenner))
    )


def _recomputed(
    zeile: Zeile, einheit: str, zahl: float | None, status: Wertstatus, stellen: int
) -> Nachgerechnet | None:
    berechnet = _zahl(zeile.get("wert_berechnet"))
    if berechnet is None:
        return None
    anders = zahl is not None and format_zahl(zahl, stellen) != format_zahl(berechnet, stellen)
    text = format_wert(berechnet, einheit, max(stellen, computed_digits(einheit)))
    return Nachgerechnet(berechnet, text, weicht_ab=anders and status == Wertstatus.GEDRUCKT)
