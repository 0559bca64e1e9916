"""What a kind of page consists of. Data say which pages there are; a Markdown file at a page's place adds words."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple

import yaml
from yaml import YAMLError

from kekiz.ergebnis import Ergebnis
from kekiz.seiten.falte import fold, fold_words
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.vorlage import write_plain

_KOPF = "---\n"
_AUFRUF = re.compile(r"\{[{%]")


class Abschnitt(NamedTuple):
    """A section of a page: heading, words of its file, parts.

    Without parts it is a slot for words, whose heading stands only where a file has text for it.

    Attributes:
        titel: Heading; ``{ort}`` becomes the name of the municipality. Empty: what stands before the first heading.
        teile: Names of the macros of its parts.
        tabelle: Table without whose rows there is no such section; empty: it does not depend on one.
        anker: Id of the heading where other pages link to it; empty: it follows from its words.
        faltet: Folded, with its heading as what to press.
        gibt: Tells from the data whether there is such a section; None: always.
        offen: So many paragraphs of the words stand openly, before the parts; what follows is folded after them. A
            section of words alone with such a limit has no heading. None: all words stand openly.
        klappe: What the reader opens to see the folded words; ``{ort}`` as in the heading.
        vor: The parts stand before the paragraph that begins so; empty: after all words.
        unter: Sections within this one, one level deeper.
    """

    titel: str = ""
    teile: tuple[str, ...] = ()
    tabelle: str = ""
    anker: str = ""
    faltet: bool = False
    gibt: Callable[[Ergebnis], bool] | None = None
    offen: int | None = None
    klappe: str = ""
    vor: str = ""
    unter: tuple["Abschnitt", ...] = ()


@dataclass(frozen=True)
class Eintrag:
    """One page.

    Attributes:
        kommune_id: Municipality that it belongs to; empty for a page of the whole site.
        kennung: Id of what it is about; empty where the municipality has one page of its kind.
        titel: Title of the page.
        beschreibung: One sentence for search engines.
        ort: Name of the municipality.
        menue: Its name in lists of pages where the title is too long for it.
        gruppe: What it stands under in such a list.
        status: Gives the code of the status that its name is marked with; which pages there are is known without it.
    """

    kommune_id: str
    kennung: str
    titel: str
    beschreibung: str
    ort: str = ""
    menue: str = ""
    gruppe: str = ""
    status: Callable[[], str] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Seitenart:
    """A kind of page.

    Attributes:
        art: Its name, also the field of the front matter that holds the id of what a page is about.
        woher: Where its rows stand, for messages: ``ziele.csv``.
        ordnung: Its parts, by the name of their macro, and sections, in their order.
        entries: Lists its pages from the data.
        ohne: Navigations that the theme leaves out (``toc``, ``navigation``).
        felder: What the front matter of a file of words may say on such a page; none: it has no front matter.
        auch_andere: Tells whether municipalities beside that at the root have such pages; None: they have.
    """

    art: str
    woher: str
    ordnung: Sequence[str | Abschnitt]
    entries: Callable[[Ergebnis], list[Eintrag]] = field(repr=False)
    ohne: tuple[str, ...] = ()
    felder: tuple[str, ...] = ()
    auch_andere: Callable[[Ergebnis], bool] | None = field(default=None, repr=False)


WORTE_DER_SEITE = ("title", "description")
"""What a page of the site as a whole may be called by its file of words."""


def one_page(titel: str, beschreibung: str, menue: str = "") -> Callable[[Ergebnis], list[Eintrag]]:
    """Makes what lists a page that every site has once; its file of words may call it otherwise."""
    return lambda _: [Eintrag("", "", sag(titel), sag(beschreibung), menue=sag(menue))]


def towns_with(ergebnis: Ergebnis, *tabellen: str) -> list[tuple[str, str]]:
    """Lists id and name of the municipalities whose package has rows in at least one of these tables."""
    mit = {paket for name in tabellen for paket in ergebnis.bestand.frame(name)["paket"]}
    kommunen = ergebnis.bestand.frame("kommunen")
    return [(k, n) for k, n in zip(kommunen["kommune_id"], kommunen["name"], strict=True) if k in mit]


def has_head(text: str) -> bool:
    """Tells whether a Markdown file begins with front matter."""
    return text.startswith(_KOPF)


def split_head(text: str) -> tuple[dict[str, Any], str]:
    """Splits front matter from the words below it.

    Raises:
        YAMLError: The front matter cannot be read.

    Example:
        >>> split_head("---\\ntitle: Daten\\n---\\nWorte.\\n")
        ({'title': 'Daten'}, 'Worte.\\n')
        >>> split_head("Worte.\\n")
        ({}, 'Worte.\\n')
    """
    kopf, trenner, rest = text.removeprefix(_KOPF).partition(f"\n{_KOPF}")
    if not has_head(text) or not trenner:
        return {}, text
    gelesen = yaml.safe_load(kopf)
    return (dict(gelesen) if isinstance(gelesen, Mapping) else {}), rest


def split_words(text: str, ebene: str = "##") -> dict[str, str]:
    """Splits a prose file into its sections.

    Args:
        text: Markdown without front matter.
        ebene: What the headings begin with; deeper ones belong to the words.

    Returns:
        Text by heading; what stands before the first heading under the empty string. Empty sections are left out.

    Example:
        >>> split_words("Vorab.\\n\\n## Kurz gesagt\\nMehr.\\n")
        {'': 'Vorab.', 'Kurz gesagt': 'Mehr.'}
    """
    stuecke = re.split(rf"^{ebene} +(.*?) *$", text, flags=re.MULTILINE)
    paare = zip(["", *stuecke[1::2]], [stuecke[0], *stuecke[2::2]], strict=True)
    return {titel: inhalt.strip() for titel, inhalt in paare if titel or inhalt.strip()}


def check_words(datei: str, text: str, art: Seitenart, ort: str) -> list[Fehler]:
    """Checks that a prose file holds words alone, under headings that its kind of page has.

    Args:
        datei: Its path, for messages.
        text: What stands in it.
        art: The kind of its page.
        ort: Name of the municipality.
    """
    if has_head(text) and not art.felder:
        befund = sag("Vor den Worten steht ein Kopf (gefunden „---“, erwartet nur Worte)")
        return [Fehler(datei, 1, "", befund, "Bitte den Kopf löschen: Titel und Beschreibung kommen aus den Daten.")]
    try:
        kopf, worte = split_head(text)
    except YAMLError:
        return [
            Fehler(datei, 1, "", "Der Kopf ist nicht lesbar (erwartet name: Wert)", "Bitte die Zeilen berichtigen.")
        ]
    fehler = [
        Fehler(
            datei, 1, str(feld), f"Dieses Feld hat der Kopf einer solchen Seite nicht (erwartet {', '.join(art.felder)})",
            "Bitte das Feld löschen.",
        )
        for feld in kopf
        if feld not in art.felder
    ]  # fmt: skip
    vorher = text.count("\n") - worte.count("\n")
    text = worte
    if aufruf := _AUFRUF.search(text):
        nr = vorher + text[: aufruf.start()].count("\n") + 1
        fehler.append(
            Fehler(
                datei, nr, "", "Hier steht ein Aufruf ({{ … }}), erwartet sind nur Worte", "Bitte den Aufruf löschen."
            )
        )
    abschnitte = [p for p in art.ordnung if isinstance(p, Abschnitt)]
    worte_je = split_words(text)
    fehler += _stray_titles(datei, list(worte_je), [p.titel.format(ort=ort) for p in abschnitte])
    for p in abschnitte:
        if p.unter:
            darunter = [t for t in split_words(worte_je.get(p.titel.format(ort=ort), ""), "###") if t]
            fehler += _stray_titles(datei, darunter, [u.titel.format(ort=ort) for u in p.unter])
    return fehler


def _stray_titles(datei: str, titel_da: Sequence[str], erlaubt: Sequence[str]) -> list[Fehler]:
    """Reports headings that a kind of page does not have; the empty one is what stands before the first heading."""
    fehler = []
    for titel in titel_da:
        if titel not in erlaubt:
            gefunden = (
                sag("gefunden „{titel}“", titel=titel) if titel else sag("gefunden Text vor der ersten Überschrift")
            )
            genannt = ", ".join(f"„{t}“" for t in erlaubt if t) or "keine"
            nahe = get_close_matches(titel, [t for t in erlaubt if t], 1)
            abhilfe = (
                sag("Meint sie „{nahe}“?", nahe=nahe[0]) if nahe else sag("Bitte eine dieser Überschriften nehmen.")
            )
            befund = sag(
                "Diesen Abschnitt hat eine solche Seite nicht ({gefunden}, erwartet {genannt})",
                gefunden=gefunden,
                genannt=genannt,
            )
            fehler.append(Fehler(datei, 0, "", befund, abhilfe))
    return fehler


def compose(art: Seitenart, eintrag: Eintrag, text: str, zeigt: Callable[[Abschnitt], bool]) -> str:
    """Writes the source of a page: front matter from data, calls of its parts in their order, words between them.

    Args:
        art: Its kind.
        eintrag: The page.
        text: Its prose file; empty where there is none.
        zeigt: Tells whether the data ask for a section.
    """
    eigener, text = split_head(text)
    worte = split_words(text)
    kopf: Mapping[str, Any] = {
        # The theme writes the title into the page as it is.
        "title": str(write_plain(eintrag.titel)),
        "description": eintrag.beschreibung,
        **({"kommune": eintrag.kommune_id} if eintrag.kommune_id else {}),
        **({art.art: eintrag.kennung} if eintrag.kennung else {}),
        **({"hide": art.ohne} if art.ohne else {}),
        **eigener,
    }
    teile = ["---", *(f"{name}: {json.dumps(wert, ensure_ascii=False)}" for name, wert in kopf.items()), "---", ""]
    for teil in art.ordnung:
        if isinstance(teil, str):
            teile += [_call(teil), ""]
            continue
        teile += _section(teil, worte.get(teil.titel.format(ort=eintrag.ort), ""), eintrag.ort, zeigt)
    return "\n".join(teile)


def _section(teil: Abschnitt, text: str, ort: str, zeigt: Callable[[Abschnitt], bool], ebene: str = "##") -> list[str]:
    """Writes a section with those within it; nothing where it has neither words nor parts, or the data do not ask for it."""
    if not ((teil.teile or text) and zeigt(teil)):
        return []
    ueberschrift = sag(teil.titel).format(ort=ort)
    darunter = split_words(text, f"{ebene}#") if teil.unter else {"": text}
    inhalt, danach = _split_before(darunter.get("", ""), teil.vor)
    vorn, hinten = _split_paragraphs(inhalt, teil.offen)
    klappe = [fold_words(sag(teil.klappe).format(ort=ort), hinten)] if hinten else []
    stuecke = [vorn, *(f"\n{_call(t)}" for t in teil.teile), *([f"\n{danach}"] if danach else []), *klappe, ""]
    for unter in teil.unter:
        stuecke += _section(unter, darunter.get(unter.titel.format(ort=ort), ""), ort, zeigt, f"{ebene}#")
    if teil.faltet:
        return [fold(ueberschrift, "\n".join(stuecke), anker=teil.anker, ist_markdown=True), ""]
    anker = f" {{: #{teil.anker} }}" if teil.anker else ""
    ist_benannt = ueberschrift and (teil.offen is None or teil.teile)
    return [f"{ebene} {write_plain(ueberschrift)}{anker}" if ist_benannt else "", *stuecke]


def _split_before(text: str, beginn: str) -> tuple[str, str]:
    """Splits words before the paragraph that begins so; at their end where there is none."""
    stelle = f"\n\n{text}".find(f"\n\n{beginn}") if beginn else -1
    return (text, "") if stelle < 0 else (text[:stelle].rstrip(), text[stelle:].lstrip())


def _split_paragraphs(text: str, offen: int | None) -> tuple[str, str]:
    """Splits words after so many paragraphs; None: nowhere."""
    if offen is None:
        return text, ""
    absaetze = re.split(r"\n\s*\n", text)
    return "\n\n".join(absaetze[:offen]), "\n\n".join(absaetze[offen:])


def _call(macro: str) -> str:
    return f"{{{{ {macro}() }}}}"
