"""An invented city whose every free text is hostile: markers that tell their column, and what reads them again."""

import copy
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from kekiz.daten.bestand import read_schema
from paketbau import Zeile
from staedtebau import packages

FREI = "^[^<>]*$"
"""The pattern of every column that takes free text."""
BOESE = (
    " {{ 7919*7907 }} {% raw %} $& $1 *a* `b` [x](javascript:alert(1)) ![x](http://x.test/) &lt;img src=x onerror=alert(1)&gt;"
    " \" onload=alert(1) ' http-equiv=refresh { onclick=alert(1) #q }"
)
"""What a template, Markdown, an attribute or a replacement might take for its own, in one line."""
KURZ = (" { onclick=q }", " {{7*7*7}}", " [x](javascript:1)", "*a* `b` $&", " ![](x.test)")
"""The same in pieces, for columns that take few letters."""
DRUCK = (
    " { onclick=q }",
    " {{ q }} {% raw %}",
    " [x](javascript:x)",
    " *a* `b` $& &lt;",
    " ![](x.test)",
    "\" onload='q'",
)
"""The same beside a printed number, which may have words beside it but no other number, so no marker either."""
_GEBEUGT = "n " + re.sub(r"(?<=\S)(?= )|$", "n", BOESE.strip())
"""The same where every word is put into the dative plural."""
GERECHNET = (str(7919 * 7907), "343")
"""What a template would make of it."""
MARKE = re.compile(r"q(\d+)z")
_STADT = "muehlau"
_Q = {"quelle_id": f"bericht-{_STADT}", "fundstelle": "Tabelle 1"}

WEITERE: dict[str, dict[str, list[Zeile]]] = {
    "katalog": {
        "gruppen": [{"gruppe_id": "jungen", "name": "Jungen", "aufteilung": "Geschlecht"}],
        "heute": [
            {"heute_id": "platz", "thema": "Platz", "text": "Es gibt einen Anspruch.", "rechtsquelle": "§ 24", "geprueft_am": "2026-11-01"}
        ],
        "steuerung": [
            {"blatt_id": "blatt", "titel": "Ein Blatt", "kurz": "Kurz.", "reihenfolge": "1", "form": "untereinander"}
        ],
        "steuerung_teile": [
            {
                "blatt_id": "blatt", "abschnitt_nr": "1", "abschnitt": "Worum es geht", "nr": str(nr), "art": art,
                "titel": "Ein Punkt", "text": "Ein Text.", **_Q,
            }
            for nr, art in enumerate(("absatz", "punkt"), 1)
        ],
        "suchwoerter": [{"wort": "Kindergarten", "kommune_id": _STADT, "seite": "ziele/1-1/"}],
        "themencluster": [
            {"cluster_id": "eins", "name": "Das erste", "reihenfolge": "1", "gegenstand": "Worum es ging.", "schwerpunkte": "Eins; zwei", **_Q}
        ],
    },
    _STADT: {
        "brueche": [{"kennzahl_id": "plaetze", "ab_zeitraum": "2024", "grund": "Anders gezählt.", **_Q}],
        "heute_bezuege": [{"heute_id": "platz", "ziel_id": "1.1"}, {"heute_id": "platz", "modul_id": "lesestunde"}],
        "hinweise": [
            {
                "hinweis_id": "h-zahl", "art": "definition", "gewicht": "wichtig", "titel": "Anders gezählt",
                "befund": "Es fehlt etwas.", "gedruckt": "„71“", "nachgerechnet": "70", "umgang": "Beides steht da.", **_Q,
            }
        ],
        "hinweis_bezuege": [{"hinweis_id": "h-zahl", "kennzahl_id": "plaetze"}, {"hinweis_id": "h-zahl", "ziel_id": "1.1"}],
        "rueckmeldungen": [
            {
                "ziel_id": "1.1", "nr": "1", "befund": "Es fehlten Plätze.", "gremium_id": "rat", "datum": "2024",
                "beschluss": "Es soll mehr Plätze geben.", **_Q,
            }
        ],
        "zielvereinbarungen": [
            {
                "raum_id": "nord", "zeitraum": "2024", "nr": "1", "handlungsfeld": "Familie", "ziel": "Mehr Rat.",
                "massnahme": "Ein Treffen.", "merkmal": "Zahl der Treffen", "zustaendig": "Jugendamt", "ergebnis": "Fand statt.", **_Q,
            }
        ],
    },
}  # fmt: skip
"""Rows of the tables that the invented cities do not have otherwise."""


NUR_GEFUELLT = {("arbeitsprogramm", "umsetzung_fundstelle")}
"""Columns that must be empty in some rows: only what is filled in becomes hostile."""
NEBEN_ZAHL = ("werte", "gedruckt")
"""The column that holds a printed number: the check refuses any other number in it."""


def hostile_packages(
    pfad: Path, ohne: Collection[tuple[str, str]] = ()
) -> tuple[dict[str, dict[str, list[Zeile]]], dict[int, tuple[str, str]]]:
    """Gives all packages with a hostile text in each free text.

    Args:
        pfad: Root folder of packages, for the schemas.
        ohne: Tables and columns that stay as they are.

    Returns:
        The packages, and table and column by the number of their marker.
    """
    pakete = packages()
    for paket, weitere in copy.deepcopy(WEITERE).items():
        pakete[paket] |= weitere
    orte: dict[tuple[str, str], int] = {}
    for tabellen in pakete.values():
        for tabelle, zeilen in tabellen.items():
            for feld in read_schema(pfad, tabelle)["fields"]:
                ort = (tabelle, feld["name"])
                if not is_free(feld) or ort in ohne:
                    continue
                if ort == NEBEN_ZAHL:
                    for i, zeile in enumerate(z for z in zeilen if z.get("gedruckt")):
                        zeile["gedruckt"] += DRUCK[i % len(DRUCK)]
                    continue
                nr = orte.setdefault(ort, len(orte) + 1)
                hoechstens = feld["constraints"].get("maxLength", 0)
                for i, zeile in enumerate(zeilen):
                    wert = zeile.get(feld["name"], "")
                    if wert or ort not in NUR_GEFUELLT:
                        zeile[feld["name"]] = _hostile(wert, nr, i, hoechstens)
    return pakete, {nr: ort for ort, nr in orte.items()}


def _hostile(wert: str, nr: int, zeile: int, hoechstens: int) -> str:
    """Writes a hostile text; a number of the row keeps apart what must not be equal."""
    if not hoechstens:
        return f"={wert} q{nr}z{BOESE} {zeile}"
    return f"q{nr}z{KURZ[(nr + zeile) % len(KURZ)]}"[:hoechstens]


def is_free(feld: dict[str, object]) -> bool:
    """Tells whether a column takes free text."""
    vorgabe = feld.get("constraints") or {}
    return isinstance(vorgabe, dict) and vorgabe.get("pattern") == FREI and "enum" not in vorgabe


# --- what reads it again ---------------------------------------------------------------------------------------------

_STUMM = frozenset({"script", "style"})
_VERWEISE = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"})
_LEBENDIG = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_VERLINKT = re.compile(r"x\.test")
_LEER = re.compile(r"[\s\u00a0\u202f]+")


@dataclass
class Befund:
    """What is wrong with a page or picture, and which markers it shows.

    Attributes:
        faul: What is not there letter by letter, in words.
        lebendig: What came alive of a marker; also in ``faul``.
        gezeigt: Numbers of the markers that are there, as text.
    """

    faul: list[str] = field(default_factory=list)
    lebendig: list[str] = field(default_factory=list)
    gezeigt: set[int] = field(default_factory=set)


class _Leser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.befund = Befund()
        self._offen: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_text(tag)
        for name, wert in attrs:
            self._attribute(tag, name, wert or "")
        self._offen = [*self._offen, tag][-6:]

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._end_text(tag)
        if tag in self._offen:
            self._offen.remove(tag)

    def _attribute(self, tag: str, name: str, wert: str) -> None:
        ist_ziel = name in _VERWEISE and (
            (_LEBENDIG.match(wert) and not wert.startswith("data:image/")) or _VERLINKT.search(wert)
        )
        ist_eigen = name.startswith("on") or MARKE.search(name) or name in {"q", "#q"}
        if ist_ziel or ist_eigen or (name, wert) == ("http-equiv", "refresh"):
            self.befund.lebendig.append(f"<{tag} {name}={wert[:60]!r}>")
            self.befund.faul.append(self.befund.lebendig[-1])
        if name not in _VERWEISE | {"id", "class", "for"} and not name.startswith("data-"):
            self.befund.faul += broken(wert)

    def handle_data(self, text: str) -> None:
        if self._offen[-1:] and self._offen[-1] in _STUMM:
            return
        self._text.append(text)

    def _end_text(self, tag: str) -> None:
        """Joins the text up to a tag; what links terms or breaks words in it is no end."""
        if "code" in self._offen and tag != "code":
            # HTML to be copied is one text, read as what it will be in another site.
            return
        text = "".join(self._text)
        self._text = []
        if self._offen[-1:] == ["code"] and text.startswith("<"):
            kopie = read_markup(text)
            self.befund.faul += kopie.faul
            self.befund.lebendig += kopie.lebendig
            self.befund.gezeigt |= kopie.gezeigt
            return
        self.befund.gezeigt |= {int(nr) for nr in MARKE.findall(text)}
        self.befund.faul += [f"in <{self._offen[-1] if self._offen else tag}>: {b}" for b in broken(text)]


def broken(text: str) -> list[str]:
    """Names the markers of a text that are not there letter by letter; what is cut off at its end is no fault."""
    glatt = _LEER.sub(" ", text.replace("\u00ad", ""))
    faul = []
    for marke in MARKE.finditer(glatt):
        danach = glatt[marke.end() :]
        erwartet = [_LEER.sub(" ", b) for b in (BOESE, *KURZ, _GEBEUGT)]
        if not any(_is_whole(danach, e) for e in erwartet):
            faul.append(f"{marke[0]}: {danach[:60]!r}")
    return faul + [f"gerechnet: {g}" for g in GERECHNET if re.search(rf"q\d+z\W*{g}", glatt)]


def _is_whole(ist: str, erwartet: str) -> bool:
    """Tells whether a text begins as expected; a quotation turns its quotation marks, what is cut ends with dots or at a sign
    that parts titles or places in a document."""
    gleich = next(
        (i for i, (a, b) in enumerate(zip(ist, erwartet, strict=False)) if a != b and b not in "\"'"),
        min(len(ist), len(erwartet)),
    )
    rest = ist[gleich:].strip()
    return (
        gleich == len(erwartet)
        or not rest
        or rest.startswith(("…", "..."))
        or bool({":", ";", "("} & {erwartet[gleich], erwartet[gleich - 1]})
    )


def read_markup(html: str) -> Befund:
    """Reads a page or a picture and tells what of a marker has come alive in it."""
    leser = _Leser()
    leser.feed(html)
    leser.close()
    leser.handle_starttag("ende", [])
    return leser.befund


def strings(inhalt: object) -> Iterator[str]:
    """Gives every text in what was read from JSON."""
    if isinstance(inhalt, str):
        yield inhalt
    elif isinstance(inhalt, dict):
        for name, wert in inhalt.items():
            yield name
            yield from strings(wert)
    elif isinstance(inhalt, list):
        for wert in inhalt:
            yield from strings(wert)
