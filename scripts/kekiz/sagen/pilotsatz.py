"""What an order of the areas says about where to begin, in words; the script of the page fills the same ones."""

from collections.abc import Mapping
from typing import Final

from kekiz.rechnen.pilotraeume import ERSTE, Auswahl, Platz, Reihung
from kekiz.wissen.codes import Auslassung, Wahlurteil
from kekiz.wissen.sprache import Worte, list_words, merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_zahl

URTEILE: Final = Worte(
    {
        Wahlurteil.TRAEGT: "Diese Werte tragen eine Auswahl: {orte} gehören mit diesen Gewichten zu den ersten {erste}, "
        "auch wenn der Zufall mitgerechnet ist.",
        Wahlurteil.TRAEGT_NICHT: "Diese Werte tragen keine Auswahl von {erste} Sozialräumen: Welche es wären, hängt "
        "zu sehr vom Zufall ab.",
        Wahlurteil.NUR_ZUFALL: "Diese Werte tragen keine Auswahl: Die Sozialräume unterscheiden sich nicht stärker, als "
        "der Zufall allein es täte.",
        Wahlurteil.OHNE_FALLZAHL: "Ob diese Reihenfolge mehr ist als Zufall, lässt sich nicht sagen: Zu {merkmale} "
        "stehen keine Fallzahlen je Sozialraum im Dokument.",
        Wahlurteil.OHNE_GEWICHT: "Ohne Gewicht gibt es keine Reihenfolge.",
        Wahlurteil.KEINE_WAHL: "Es gibt hier nicht mehr als {erste} Sozialräume; auszuwählen ist nichts.",
    }
)
EINZELNE: Final = merke("Beständig dabei: {orte}.")
"""Who belongs to the first ones in most draws, where not all of them do."""
AUSLASSUNG: Final = Worte(
    {
        Auslassung.ANZAHL: "ist eine Anzahl und hängt von der Größe ab",
        Auslassung.LUECKE: "hat in keinem Zeitraum einen genauen Wert für jeden Sozialraum",
    }
)


def choice_sentence(auswahl: Auswahl, reihung: Reihung, namen: Mapping[str, str], merkmale: Mapping[str, str]) -> str:
    """Says what an order allows to be said.

    Args:
        auswahl: What was weighed.
        reihung: The order.
        namen: Name of each area by id.
        merkmale: Name by id of the Kennzahlen that have a weight.
    """
    ohne = [merkmale[m.kennzahl_id] for m in auswahl.merkmale if m.mitte is None and m.kennzahl_id in merkmale]
    orte = list_words([namen[r] for r in reihung.bestaendig])
    satz = URTEILE[reihung.urteil].format(orte=orte, merkmale=list_words(ohne), erste=format_anzahl_wort(ERSTE))
    if reihung.urteil == Wahlurteil.TRAEGT_NICHT and reihung.bestaendig:
        satz += " " + sag(EINZELNE, orte=orte)
    return satz


def of_hundred(anteil: float) -> str:
    """Writes a share of draws as "so many of 100"; what is neither never nor always is neither 0 nor 100.

    Example:
        >>> of_hundred(0.0), of_hundred(0.0004), of_hundred(0.456), of_hundred(0.9999), of_hundred(1.0)
        ('0', 'unter 1', '46', 'über 99', '100')
    """
    hundert = 100 * anteil
    if 0 < hundert < 0.5:
        return sag("unter {zahl}", zahl=format_zahl(1))
    if 99.5 <= hundert < 100:
        return sag("über {zahl}", zahl=format_zahl(99))
    return format_zahl(hundert)


def place_range(platz: Platz) -> str:
    """Writes between which places an area stands in 90 of 100 draws.

    Example:
        >>> place_range(Platz("nord", 0.0, 0.5, 1, 6, 0.5)), place_range(Platz("nord", 0.0, 1.0, 2, 2, 1.0))
        ('1 bis 6', '2')
    """
    return str(platz.von) if platz.von == platz.bis else sag("{von} bis {bis}", von=platz.von, bis=platz.bis)
