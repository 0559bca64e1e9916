"""What is found about all areas of a city together, in one sentence."""

from kekiz.sagen.satz import SCHWACH, STRENG
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_anzahl_wort


def areas_headline(sicher: int, auffaellig: int, alle: int) -> str:
    """Counts the areas that differ from the rest of their city.

    Args:
        sicher: Areas with at least one assured difference.
        auffaellig: Further areas with a difference that stands out, but none that is assured.
        alle: Areas of the city.
    """
    von = format_anzahl_wort(alle)
    if sicher:
        text = sag(
            "In {sicher} von {alle} Sozialräumen ist ein Unterschied zum Rest der Stadt gesichert ({niveau})",
            sicher=_in(sicher),
            alle=von,
            niveau=STRENG,
        )
        if not auffaellig:
            return f"{text}."
        if auffaellig == 1:
            return sag("{gesichert}, in einem weiteren ist einer auffällig ({niveau}).", gesichert=text, niveau=SCHWACH)
        return sag(
            "{gesichert}, in {anzahl} weiteren ist einer auffällig ({niveau}).",
            gesichert=text,
            anzahl=format_anzahl_wort(auffaellig),
            niveau=SCHWACH,
        )
    if auffaellig:
        return sag(
            "In {auffaellig} von {alle} Sozialräumen ist ein Unterschied zum Rest der Stadt auffällig ({niveau}), "
            "gesichert ist keiner.",
            auffaellig=_in(auffaellig),
            alle=von,
            niveau=SCHWACH,
        )
    return sag("In keinem Sozialraum wich ein prüfbarer Wert auffällig vom Rest der Stadt ab.")


def listed_sentence(alle: int, gelistet: int, orte: int) -> str:
    """Says how the differences that are listed belong to all comparisons that stand out; empty where they are as many.

    Args:
        alle: Comparisons that are assured or stand out, each period and each two together for themselves.
        gelistet: Differences that are listed, one of each area and Kennzahl.
        orte: Areas with at least one of them.
    """
    if alle == gelistet:
        return ""
    welche = sag("über zwei Zeiträume zusammen oder, wo es ihn nicht gibt, der jüngste")
    if not gelistet:
        return sag(
            "Oben steht davon keiner: Je Sozialraum und Kennzahl zählt der Vergleich {welche}.",
            welche=welche,
        )
    return sag(
        "Oben {stehen} von den {alle} gefundenen Unterschieden nur {gelistet}, in {orte} {sozialraum}: je Sozialraum und "
        "Kennzahl der Vergleich {welche}.",
        stehen=sag("steht") if gelistet == 1 else sag("stehen"),
        alle=format_anzahl_wort(alle),
        gelistet=format_anzahl_wort(gelistet, sag("einer")),
        orte=_in(orte),
        sozialraum=sag("Sozialraum") if orte == 1 else sag("Sozialräumen"),
        welche=welche,
    )


def _in(anzahl: int) -> str:
    """Words a number of areas after "in"."""
    return sag("einem") if anzahl == 1 else format_anzahl_wort(anzahl)
