"""The words for a municipality and its parts, in the form that a German sentence needs."""

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
        "diesen": "diese", "diesem": "dieser", "zum": "zur", "im": "in der", "vom": "von der", "beim": "bei der", "anderen": "andere",
        "mein": "meine",
    },
    "n": {
        "der": "das", "den": "das", "einen": "ein", "keinen": "kein", "jeder": "jedes", "jeden": "jedes",
        "welcher": "welches", "welchen": "welches", "dieser": "dieses", "diesen": "dieses",
        "anderen": "anderes",
    },
}  # fmt: skip
"""Companions of the masculine singular, by gender of the word that takes its place; one at a time ("anderen" alone)."""

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


_KREIS: tuple[tuple[str, str], ...] = (
    ("in der ganzen", "im ganzen Kreis"),
    ("mit der ganzen", "mit dem ganzen Kreis"),
    ("der ganzen", "des ganzen Kreises"),
    ("für die ganze", "für den ganzen Kreis"),
    ("die ganze", "der ganze Kreis"),
    ("eine ganze", "ein ganzer Kreis"),
    ("ganze", "ganzer Kreis"),
    ("in dieser", "in diesem Kreis"),
    ("in der", "im Kreis"),
    ("mit der", "mit dem Kreis"),
    ("aus der", "aus dem Kreis"),
    ("von der", "vom Kreis"),
    ("zur", "zum Kreis"),
    ("gegen die", "gegen den Kreis"),
    ("für die", "für den Kreis"),
    ("um die", "um den Kreis"),
    ("dieser", "dieses Kreises"),
    ("der", "des Kreises"),
    ("die", "der Kreis"),
    ("eine", "ein Kreis"),
    ("", "Kreis"),
)
"""What stands before "Stadt" in the sentences of the program, and both of them with a Kreis; longer ones first."""
_STADT = re.compile(
    r"(?<![\w-])(?:((?i:"
    + "|".join(davor.replace(" ", " +") for davor, _ in _KREIS if davor)
    + r")) +)?Stadt\b(?!-|[ \u00a0]+[A-ZÄÖÜ][a-zäöü])"
)
_ART = re.compile(r"(kreisfreie|kreisangehörige) +$")


def name_whole(text: str, *, ist_kreis: bool) -> str:
    """Writes "Kreis" for "Stadt" where the municipality is one; names of towns and kinds of towns stay.

    Args:
        text: Words, Markdown or HTML.
        ist_kreis: Is the municipality of the page a Kreis?

    Example:
        >>> name_whole("Im Rest der Stadt waren es 9; in der ganzen Stadt 7. Stadt 5 %.", ist_kreis=True)
        'Im Rest des Kreises waren es 9; im ganzen Kreis 7. Kreis 5 %.'
        >>> name_whole("Die ganze Stadt und die Stadt Werl, kreisfreie Stadt", ist_kreis=True)
        'Der ganze Kreis und die Stadt Werl, kreisfreie Stadt'
    """
    if not ist_kreis or "Stadt" not in text:
        return text
    formen = dict(_KREIS)

    def _form(treffer: re.Match[str]) -> str:
        davor = " ".join((treffer[1] or "").split())
        if not davor and _ART.search(text[: treffer.start()]):
            return treffer[0]
        neu = formen[davor.lower()]
        return neu[0].upper() + neu[1:] if davor[:1].isupper() else neu

    return _STADT.sub(_form, text)
