"""What a line in Leichte Sprache may look like: rules that a program can hold, after Netzwerk Leichte Sprache.

A line is one sentence. Whether people understand it, only people can say; these rules find what would surely stop them.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from kekiz.wissen.trennung import SHY, mark_joints

WOERTER: Final = 12
"""Longest sentence."""
BUCHSTABEN: Final = 13
"""Longest word, or part of a word between its joints, without an ending like „-keiten“."""
_ENDUNG: Final = re.compile(r"[hk]eit(?:en)?$")
"""An ending is no word of its own: there is no joint before it, and it does not count as long."""
FUGE: Final = "·"
"""Stands at the joint of a long word."""
ZUSAMMEN_AB: Final = 10
"""From so many letters on a word that is put together shows its joint."""
KOMMAS: Final = 2
"""More of them are a chain of clauses."""

_ZITAT = re.compile(r"„[^„“]*“")
_WORT = re.compile(r"[^\W\d_]+(?:[·'-][^\W\d_]+)*|\d[\d.,]*")
_LETTERN = re.compile(r"[^\W\d_]+")
_ENDE = re.compile(r"[.!?:]$")
# A full stop after a day of the month ends no sentence.
_MITTEN = re.compile(r"(?<!\d)[.!?](?=\s)")
_ZAHLWORT = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn zwanzig dreißig vierzig fünfzig hundert tausend "
    "zweite dritte vierte fünfte"
)
_FREMD = {
    "Kennzahl": "Zahl", "Kennzahlen": "Zahlen", "Quote": "Zahl", "Prävention": "Vorbeugung", "Indikator": "Zeichen",
    "Kommune": "Stadt", "Integration": "ankommen", "Inklusion": "mitmachen", "Partizipation": "mitmachen",
    "Statistik": "Zahlen", "operativ": "klein", "strategisch": "groß", "Durchschnitt": "Mitte",
}  # fmt: skip
"""Words that need an explanation, and what to write instead."""
_KURZ = r"\b(?:z\. ?B|d\. ?h|u\. ?a|usw|bzw|etc|ca|ggf|evtl|inkl|Nr|Std|Abs)\b\.?|\b[A-ZÄÖÜ]{2,}\b"
_NEBEN = "weil dass damit obwohl während nachdem bevor indem sodass falls sofern deren dessen wenn ob"
_PARTIZIP = (
    r"(?:\b(?:ge[a-zäöüß]{2,}|(?:an|auf|aus|ab|ein|mit|vor|zu|nach)ge[a-zäöüß]+|(?:be|ver|er|ent|zer|unter|über)[a-zäöüß]{2,})"
    r"(?:t|en)\b|\b[a-zäöüß]+iert\b)"
)


def _listed(worte: str) -> str:
    return rf"\b(?:{'|'.join(worte.split())})\b"


_VERBOTEN: Final = (
    (re.compile(r"%|\b[Pp]rozent"), "Prozent sind schwer (gefunden „{}“, erwartet „von 100“)"),
    (re.compile(_listed(_ZAHLWORT), re.IGNORECASE), "Eine Zahl steht als Wort (gefunden „{}“, erwartet Ziffern)"),
    (re.compile(_KURZ), "Eine Abkürzung (gefunden „{}“, erwartet das ganze Wort)"),
    (re.compile(r"[();/\[\]–—&*_]"), "Ein schweres Zeichen (gefunden „{}“, erwartet einen eigenen Satz)"),
    (
        re.compile(r"\b(?:[Dd]es|[Ee]ines|[Kk]eines)\b|\b(?:[Ww]egen|[Tt]rotz|[Ss]tatt|[Ii]nnerhalb|[Aa]ußerhalb|[Aa]ufgrund)\b"),
        "Ein Genitiv (gefunden „{}“, erwartet „von dem“ oder „von der“)",
    ),
    (
        re.compile(r"\b(?!(?:In|An|Auf|Aus|Bei|Mit|Nach|Von|Vor|Zu|Hat|Ist|War|Soll|Kann|Gibt|Heißt)\b)[A-ZÄÖÜ][\w·]+ (?:der|einer|ihrer|seiner|unserer|aller|vieler) (?:[a-zäöüß]+en )?[A-ZÄÖÜ][\w·]+"),
        "Ein Genitiv (gefunden „{}“, erwartet „von der“)",
    ),
    (re.compile(r"\bworden\b"), "Passiv (gefunden „{}“, erwartet, wer etwas tut)"),
    (re.compile(rf"\b(?:werden|wird|wurden?)\b.*?{_PARTIZIP}"), "Passiv (gefunden „{}“, erwartet, wer etwas tut)"),
    (re.compile(rf"{_PARTIZIP} (?:werden|wird|wurden?)\b"), "Passiv (gefunden „{}“, erwartet, wer etwas tut)"),
    (re.compile(_listed(_NEBEN), re.IGNORECASE), "Ein Nebensatz (gefunden „{}“, erwartet zwei Sätze)"),
    (re.compile(r", (?:der|die|das|dem|den|denen|was|wo|wer|wie|welche[rs]?)\b"), "Ein Nebensatz (gefunden „{}“, erwartet zwei Sätze)"),
    (re.compile(r"\b[Uu]m\b[^:]*\bzu\b"), "Ein Nebensatz (gefunden „{}“, erwartet zwei Sätze)"),
    (re.compile(_listed("könnte könnten würde würden hätte hätten wäre wären müsste dürfte")), "Ein Konjunktiv (gefunden „{}“)"),
)  # fmt: skip


def _faults(text: str, namen: Collection[str], *, ist_satz: bool) -> Iterator[str]:
    glatt = _ZITAT.sub("Wort", " ".join(text.replace(SHY, "").split()))
    for name in sorted(namen, key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}s\b", glatt):
            yield f"Ein Genitiv (gefunden „{name}s“, erwartet „von {name}“)"
        glatt = re.sub(rf"\b{re.escape(name)}\b", "Name", glatt)
    if ist_satz and not _ENDE.search(glatt):
        yield "Am Ende fehlt ein Satzzeichen (erwartet Punkt, Frage·zeichen oder Doppel·punkt)"
    if _MITTEN.search(glatt[:-1]):
        yield "In einer Zeile stehen mehrere Sätze (erwartet einen)"
    worte = _WORT.findall(glatt)
    if len(worte) > WOERTER:
        yield f"Der Satz ist lang (gefunden {len(worte)} Wörter, erwartet höchstens {WOERTER})"
    if glatt.count(",") > KOMMAS:
        yield f"Der Satz hat viele Teile (gefunden {glatt.count(',')} Kommas, erwartet höchstens {KOMMAS})"
    for wort in _LETTERN.findall(glatt):
        if len(_ENDUNG.sub("", wort)) > BUCHSTABEN or (len(wort) >= ZUSAMMEN_AB and SHY in mark_joints(wort)):
            yield f"Ein langes Wort (gefunden „{wort}“, erwartet einen Mediopunkt „{FUGE}“ an jeder Fuge)"
        if wort in _FREMD:
            yield f"Ein schweres Wort (gefunden „{wort}“, erwartet „{_FREMD[wort]}“)"
    for muster, befund in _VERBOTEN:
        if treffer := muster.search(glatt):
            yield befund.format(treffer[0])


def find_faults(satz: str, namen: Collection[str] = ()) -> list[str]:
    """Names what is hard about a line.

    Args:
        satz: One line: a sentence. What stands between German quotation marks is the wording of others.
        namen: Names of places, which are as long as they are.

    Returns:
        German findings; empty where there is none.

    Example:
        >>> find_faults("Hier sehen Sie Zahlen über Kinder.")
        []
        >>> find_faults("Die Ziele des Berichts wurden geprüft.")
        ['Ein Genitiv (gefunden „des“, erwartet „von dem“ oder „von der“)', 'Passiv (gefunden „wurden geprüft“, erwartet, wer etwas tut)']
    """
    return list(_faults(satz, namen, ist_satz=True))


def find_faults_of_name(name: str, namen: Collection[str] = ()) -> list[str]:
    """Names what is hard about a heading or a name, which is no sentence; arguments as for :func:`find_faults`.

    Example:
        >>> find_faults_of_name("Zahl von Angeboten"), find_faults_of_name("Betreuungsplatz")
        ([], ['Ein langes Wort (gefunden „Betreuungsplatz“, erwartet einen Mediopunkt „·“ an jeder Fuge)'])
    """
    return list(_faults(name, namen, ist_satz=False))


def show_joints(text: str) -> str:
    """Puts a dot at the joints of long words, as far as they are known.

    Example:
        >>> show_joints("Betreuungsplatz in der Kita")
        'Betreuungs·platz in der Kita'
    """
    return _LETTERN.sub(lambda t: mark_joints(t[0]).replace(SHY, FUGE) if len(t[0]) >= ZUSAMMEN_AB else t[0], text)
