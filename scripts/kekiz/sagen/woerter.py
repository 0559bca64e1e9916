"""The word that a site uses for a part of its city, in the form that a German sentence needs."""

import re

from kekiz.daten.einstellungen import Hauptwort

STANDARD = Hauptwort()
"""The word that all sentences of the program are written with."""

_BEGLEITER = {
    "m": {},
    "f": {
        "der": "die", "den": "die", "dem": "der", "des": "der", "ein": "eine", "einen": "eine", "einem": "einer",
        "eines": "einer", "kein": "keine", "keinen": "keine", "keinem": "keiner", "jeder": "jede", "jeden": "jede",
        "jedem": "jeder", "welcher": "welche", "welchen": "welche", "welchem": "welcher", "dieser": "diese",
        "diesen": "diese", "diesem": "dieser", "zum": "zur", "im": "in der", "vom": "von der", "beim": "bei der",
    },
    "n": {
        "der": "das", "den": "das", "einen": "ein", "keinen": "kein", "jeder": "jedes", "jeden": "jedes",
        "welcher": "welches", "welchen": "welches", "dieser": "dieses", "diesen": "dieses",
    },
}  # fmt: skip
"""Companions of the masculine singular, by gender of the word that takes its place."""

_WORT = re.compile(r"\b(?:([A-Za-zäöü]+)( +))?(Sozialräumen|Sozialräume|Sozialraums|Sozialraum)\b")


def _dative(mehrzahl: str) -> str:
    return mehrzahl if mehrzahl.endswith(("n", "s")) else f"{mehrzahl}n"


def _genitive(wort: Hauptwort) -> str:
    return wort.einzahl if wort.geschlecht == "f" or wort.einzahl.endswith("s") else f"{wort.einzahl}s"


def name_areas(text: str, wort: Hauptwort) -> str:
    """Writes another word for "Sozialraum", with the companion that it needs in the singular.

    Args:
        text: Words, Markdown or HTML; addresses and ids are not touched, since they have no umlauts and capitals.
        wort: The word of the site.

    Example:
        >>> name_areas("In welchem Sozialraum? In den Sozialräumen.", Hauptwort("Ortschaft", "Ortschaften", "f"))
        'In welcher Ortschaft? In den Ortschaften.'
        >>> name_areas("Jeder Sozialraum zählt.", Hauptwort("Quartier", "Quartiere", "n"))
        'Jedes Quartier zählt.'
    """
    if wort == STANDARD or "Sozialr" not in text:
        return text
    formen = {
        "Sozialraum": wort.einzahl, "Sozialraums": _genitive(wort), "Sozialräume": wort.mehrzahl,
        "Sozialräumen": _dative(wort.mehrzahl),
    }  # fmt: skip

    def _form(treffer: re.Match[str]) -> str:
        davor, luecke, alt = treffer[1] or "", treffer[2] or "", treffer[3]
        if alt in ("Sozialraum", "Sozialraums"):
            neu = _BEGLEITER[wort.geschlecht].get(davor.lower(), davor)
            davor = neu.capitalize() if davor[:1].isupper() else neu
        return davor + luecke + formen[alt]

    return _WORT.sub(_form, text)
