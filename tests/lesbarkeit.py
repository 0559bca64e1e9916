"""How hard a German text is to read: Amstad's form of Flesch's measure, 0 (very hard) to 100 (very easy)."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from kekiz.wissen.trennung import SHY

_SILBE = re.compile(r"ie|ei|ai|au|eu|äu|aa|ee|oo|[aeiouyäöü]", re.IGNORECASE)
_WORT = re.compile(r"[A-Za-zÄÖÜäöüß]+|\d[\d.,\u202f]*")
# A full stop after a number or a short form ends no sentence.
_ENDE = re.compile(r"(?<![ \u00a0]\d\.)(?<!\b\d\d\.)(?<!\b[a-z]\.)(?<!bzw\.)(?<=[.!?])[“‘]?\s+(?=[A-ZÄÖÜ„\d])")
_LEER = frozenset(
    {"br", "img", "input", "meta", "link", "hr", "wbr", "source", "use", "path", "rect", "circle", "line"}
)
_STUMM = frozenset(
    {"script", "style", "svg", "table", "select", "button", "nav", "figcaption", "summary", "template", "form"}
)
_BLOCK = frozenset({"p", "li", "dd", "dt", "div", "details", "section", "h2", "h3", "blockquote"})
_KLASSEN = (
    "kp-unsichtbar",
    "kp-quelle",
    "kp-rechnung",
    "kp-zitat",
    "kp-hinweis",
    "kp-liste__zusatz",
    "kp-belege",
    "kp-druckzeile",
)


def syllables(wort: str) -> int:
    """Counts groups of vowels; a number counts as one.

    Example:
        >>> [syllables(w) for w in ("Kita", "Beratung", "Schule", "2018")]
        [2, 3, 2, 1]
    """
    return 1 if wort[0].isdigit() else max(1, len(_SILBE.findall(wort)))


def sentences(text: str) -> list[str]:
    """Splits a text into its sentences; names, list entries and headings are none.

    Example:
        >>> sentences("Am 15. Mai kam die U8. Sie war freiwillig. Ohne Punkt")
        ['Am 15. Mai kam die U8.', 'Sie war freiwillig.']
    """
    return [s for s in _ENDE.split(text.strip()) if s and s[-1] in ".!?“" and len(s.split()) > 2]


def words(saetze: Sequence[str]) -> list[str]:
    return [w for s in saetze for w in _WORT.findall(s)]


def amstad(saetze: Sequence[str]) -> float:
    """180 − words a sentence − 58.5 × syllables a word (Amstad 1978).

    Raises:
        ZeroDivisionError: There is no sentence.
    """
    worte = words(saetze)
    return 180 - len(worte) / len(saetze) - 58.5 * sum(map(syllables, worte)) / len(worte)


class _Leser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.offen: list[tuple[str, bool]] = []
        self.titel = ""
        self.teile: list[str] = []
        self.abschnitte: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEER:
            self.teile.append(" ")
            return
        klasse = dict(attrs).get("class") or ""
        self.offen.append((tag, tag in _STUMM or any(k in klasse for k in _KLASSEN)))
        if tag in _BLOCK:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEER or not any(t == tag for t, _ in self.offen):
            return
        while self.offen:
            weg, _ = self.offen.pop()
            if weg == "h2":
                self.titel, self.teile = "".join(self.teile).strip(), []
            elif weg in _BLOCK:
                self._end()
            if weg == tag:
                return

    def handle_data(self, data: str) -> None:
        ist_titel = any(t == "h2" for t, _ in self.offen)
        if ist_titel or not any(stumm for _, stumm in self.offen):
            self.teile.append(data)

    def _end(self) -> None:
        text = " ".join("".join(self.teile).split())
        self.teile = []
        if text:
            self.abschnitte.append((self.titel, text))


def sections(seite: str) -> Iterator[tuple[str, list[str]]]:
    """Gives the sections of a page (heading and sentences); tables, charts, arithmetic, sources and Hinweise are none.

    Args:
        seite: HTML of the page.
    """
    artikel = re.search(r"<article.*?</article>", seite.replace(SHY, ""), re.DOTALL)
    leser = _Leser()
    leser.feed(artikel[0] if artikel else "")
    leser.close()
    gesammelt: dict[str, list[str]] = {}
    for titel, text in leser.abschnitte:
        gesammelt.setdefault(titel, []).extend(sentences(text))
    yield from gesammelt.items()
