"""What the built pages say is set and spelled as German is: every text node of every page, whatever wrote it.

What stands between quotation marks is a document's own spelling; there only the spaces are ours.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kekiz.sagen.sprachtexte import SPRACHEN
from kekiz.wissen.trennung import SHY

UNSICHTBAR = {"script", "style", "pre", "code", "textarea"}

UEBERALL = {
    r"\d %": "vor dem Prozentzeichen steht ein gewöhnliches Leerzeichen",
    r"\d [A-ZÄÖÜ][a-zäöüß]": "zwischen Zahl und Wort darf keine Zeile enden",
    r"§ \d": "nach dem Paragrafenzeichen darf keine Zeile enden",
    r"\S {2,}\S": "zwei Leerzeichen",
    r"[\d%)][⁰¹²³⁴⁵⁶⁷⁸⁹]|[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]": "ein Hinweiszeichen klebt an der Zahl",
}
AUSSER_ZITATEN = {
    r"\d%": "vor dem Prozentzeichen fehlt das schmale Leerzeichen",
    r"[\"']": "gerade Anführungszeichen",
    r"\b(?:z\.B|e\.V|u\.a|d\.h)\.": "die Abkürzung braucht ein Leerzeichen",
    r" [,;.!?](?!\w)": "vor dem Satzzeichen steht ein Leerzeichen",
    r"\w - \w": "der Gedankenstrich ist ein Bindestrich",
    r"\w[*:_]innen|/-?innen|[a-zäöüß]Innen\b": "Doppelform mit Sonderzeichen",
    r"Lese-Rechtschreibschw|\bKiTas?\b": "andere Schreibung als sonst auf den Seiten",
    r"Zufallsbereich|Vertrauensintervall|Unsicherheitsbereich|(?:Wilson|Byar|Poisson)-Intervall": (
        "der Vertrauensbereich hat einen anderen Namen"
    ),
    r"\b[Vv]erfehl": "ein Ziel ist „nicht erreicht“, ein Zielwert „nicht eingehalten“",
    r"größer als Zufall": "kein Unterschied ist größer als der Zufall",
    r"\b(?:[Aa]us|[Ii]n|[Vv]on|[Ff]ür|[Zz]u|[Ww]o) (?:Kreis|Stadtmitte)\b": "vor dem Namen fehlt der Artikel",
    r"\b[Kk]eins der Kinder\b|Kinder\w*[^.!?]{0,60} keins\b": "von Kindern war es „keines“",
}
ANDERE = {f for f in SPRACHEN if f != "de"}
"""Pages in other languages (``sprachen/tr/``), which are held by rules of their own."""
DATUM = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\b")
"""A day in digits: fit for a cell, a label or a note in parentheses, not for a sentence."""
WOERTLICH = {"2017/18 oder Stichtag 2018-09-30", "Generaldatenblatt, Fallzahlen pro Mitarbeiter/-innen"}
"""What an editor is to type, and the heading of a document."""


class _Leser(HTMLParser):
    """Collects the text nodes and labels of a page, those of its pictures included."""

    def __init__(self) -> None:
        super().__init__()
        self.texte: list[str] = []
        self._offen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSICHTBAR:
            self._offen.append(tag)
        else:
            self.texte += [wert for name, wert in attrs if name == "aria-label" and wert]

    def handle_endtag(self, tag: str) -> None:
        if self._offen and self._offen[-1] == tag:
            self._offen.pop()

    def handle_data(self, data: str) -> None:
        if not self._offen and data.strip():
            self.texte.append(re.sub(r"[\n\t]\s*", " ", data.strip("\n\t ")))


def texts(html: str) -> list[str]:
    leser = _Leser()
    leser.feed(html)
    leser.close()
    return leser.texte


def without_quotations(text: str) -> str:
    """Takes out what stands between German quotation marks, from the inside out."""
    vorher = ""
    while vorher != text:
        vorher, text = text, re.sub(r"„[^„“]*“", "„“", text)
    return text


def _sentences(text: str) -> Iterator[str]:
    """Sentences of at least five words, without what stands in parentheses."""
    if text.rstrip()[-1:] in {".", "!", "?"}:
        ohne = re.sub(r" ?\([^()]*\)", "", text)
        yield from (s for s in re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])", ohne) if len(s.split()) >= 5)


def faults(text: str) -> Iterator[str]:
    """Names what is wrong with the setting or spelling of one text node."""
    eigene = without_quotations(text)
    for muster, befund in UEBERALL.items():
        if treffer := re.search(muster, text):
            yield f"{befund}: „…{text[max(0, treffer.start() - 30) : treffer.end() + 30]}…“"
    for muster, befund in AUSSER_ZITATEN.items():
        if treffer := re.search(muster, eigene):
            yield f"{befund}: „…{eigene[max(0, treffer.start() - 30) : treffer.end() + 30]}…“"
    for satz in _sentences(eigene):
        if treffer := DATUM.search(satz):
            yield f"im Satz steht der Tag in Ziffern ({treffer[0]}): „{satz}“"


def test_every_text_of_every_page_is_set_and_spelled_as_german_is(gebaut: Path) -> None:
    gefunden = {
        befund: datei.parent.relative_to(gebaut).as_posix()
        for datei in sorted(gebaut.rglob("*.html"))
        if datei.parent.name not in ANDERE
        for text in texts(datei.read_text(encoding="utf-8").replace(SHY, ""))
        if text not in WOERTLICH
        for befund in faults(text)
    }
    assert gefunden == {}


# --- the check itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "anzahl"),
    [
        ("82 % von 40", 1),
        ("„82 %“", 1),
        ("82% von 40", 1),
        ("„82%“", 0),
        ("108 Kinder", 1),
        ("nach § 28", 1),
        ("zwei  Leerzeichen", 1),
        ("36,7\u202f%¹", 1),
        ("36,7\u202f%\u200a¹⁾\u200a²⁾", 0),
        ("¹²", 1),
        ("'so'", 1),
        ("z.B. hier", 1),
        ("hier , dort", 1),
        ("Ziele - Seite", 1),
        ("Ziele – Seite", 0),
        ("Lehrer*innen", 1),
        ("Zufallsbereich", 1),
        ("verfehlt seit 2016", 1),
        ("Kinder aus Kreis Unna", 1),
        ("Kinder aus dem Kreis Unna", 0),
        ("Familien in Stadtmitte", 1),
        ("In Stadtmitte wich kein Wert ab", 1),
        ("Familien in der Stadtmitte", 0),
        ("Keins der Kinder kam", 1),
        ("Für die Kinder fand sich keins", 1),
        ("Für die Kinder fand sich keines", 0),
        ("leer: keins von beiden", 0),
        ("Die Zahl steht beim 31.12.2015.", 1),
        ("Die Zahl steht beim 31.\xa0Dezember 2015.", 0),
        ("Beim 31.12.2015 steht nur eine.", 1),
        ("Stand vom 31.12.2015.", 0),
        ("31.12.2015", 0),
        ("Von 25 % (30.09.2012) auf 36 %. Ohne Wert: 30.09.2015.", 0),
        ("Die Zahl sagt das Datenblatt (31.12.2015) selbst.", 0),
        ("Das Datenblatt sagt „Stand 31.12.2015“ dazu.", 0),
        ("„der ‚Zufallsbereich‘“", 0),
    ],
)
def test_faults_of_a_text(text: str, anzahl: int) -> None:
    assert len(list(faults(text))) == anzahl


def test_scripts_are_no_text_and_line_ends_are_spaces() -> None:
    assert texts('<script>"5 %"</script><p>eins\n  zwei</p><svg><title>drei</title></svg>') == ["eins zwei", "drei"]
