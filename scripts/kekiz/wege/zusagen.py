"""What a Hinweis says about a page is looked up on the built page, so that no promise outlives its page."""

import re
from collections.abc import Collection, Iterable
from html.parser import HTMLParser
from pathlib import Path

from kekiz.daten.bestand import Bestand
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.trennung import SHY

_STUMM = {"head", "nav", "script", "style"}
_HINWEIS = "kp-hinweis"
_IM_SATZ = {"a", "abbr"}
"""Tags inside a sentence: a link to the glossary must not part a word from its full stop."""


class _Leser(HTMLParser):
    """Collects the text that a reader sees, without navigation and without the Hinweise."""

    def __init__(self) -> None:
        super().__init__()
        self.teile: list[str] = []
        self._stumm = ""
        self._tiefe = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.teile.append("" if tag in _IM_SATZ else " ")
        if self._stumm:
            self._tiefe += tag == self._stumm
        elif tag in _STUMM or _HINWEIS in (dict(attrs).get("class") or "").split():
            self._stumm, self._tiefe = tag, 1

    def handle_endtag(self, tag: str) -> None:
        self.teile.append("" if tag in _IM_SATZ else " ")
        if tag == self._stumm:
            self._tiefe -= 1
            self._stumm = self._stumm if self._tiefe else ""

    def handle_data(self, data: str) -> None:
        if not self._stumm:
            self.teile.append(data)


def _plain(text: str) -> str:
    """Makes all white space one blank and drops soft hyphens, so that a line break hides nothing."""
    return re.sub(r"\s+", " ", text.replace("\xad", "")).strip()


def page_text(seite: str, titel: Iterable[str] = ()) -> str:
    """Gives the text of a page that is not about Hinweise.

    Args:
        seite: HTML.
        titel: Titles of Hinweise, which a page repeats where it refers to them.

    Example:
        >>> page_text('<nav>Ziele</nav><p>36&nbsp;%</p><li class="kp-hinweis"><p>Gerundet</p></li>')
        '36 %'
    """
    leser = _Leser()
    leser.feed(seite)
    leser.close()
    text = _plain("".join(leser.teile).replace(SHY, ""))
    for einer in titel:
        text = text.replace(_plain(einer), "")
    return text


def broken_promises(site: Path, bestand: Bestand, fremde: Collection[str] = ()) -> list[Fehler]:
    """Looks up what the Hinweise say about pages.

    Args:
        site: Folder of the built site.
        bestand: The packages.
        fremde: Addresses of pages that another share of the site has, and looks up.

    Returns:
        One fault per row of ``zusagen`` that the site does not keep.
    """
    titel = list(bestand.frame("hinweise")["titel"])
    fehler = []
    for tabelle in bestand.tables("zusagen"):
        for seite in dict.fromkeys(z["seite"] for z in tabelle.zeilen if z["seite"] not in fremde):
            datei = site / seite / "index.html"
            text = page_text(datei.read_text(encoding="utf-8"), titel) if datei.is_file() else None
            for z in (z for z in tabelle.zeilen if z["seite"] == seite):
                if text is None:
                    befund = f"Die Seite gibt es nicht (gefunden „{seite}“)"
                elif z["art"] == "steht_da" and _plain(z["text"]) not in text:
                    befund = f"Auf {seite} fehlt, was der Hinweis zusagt (erwartet „{z['text']}“)"
                elif z["art"] == "steht_nicht_da" and _plain(z["text"]) in text:
                    befund = f"Auf {seite} steht, was der Hinweis ausschließt (gefunden „{z['text']}“)"
                else:
                    continue
                abhilfe = "Bitte die Seite oder den Hinweis ändern."
                fehler.append(Fehler(tabelle.datei, z["_zeile"], tabelle.key(z), befund, abhilfe))
    return fehler
