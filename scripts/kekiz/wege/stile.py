"""One stylesheet for all pages, and one for rare kinds: what theme and site need, in order, without rules nobody uses."""

import hashlib
import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import tinycss2

_ADRESSE: Final = re.compile(r'<link rel="stylesheet" href="([^"]*?)(assets/[^"]+)">')
"""Way to the root of the site (it may lie in a folder of its host), and the file."""
_KLASSEN: Final = re.compile(r'\b(?:class|data-md-[\w-]+)="([^"]*)"')
_KLASSE: Final = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
SELTEN: Final = "/* === only pages with one of these classes load what follows === */"
"""What stands behind this line of a stylesheet is fetched by pages that have one of its own classes."""
_EINSTELLUNG: Final = "data-md-"
_GELESEN: Final = re.compile(r"var\(\s*(--[\w-]+)")
_GESETZT: Final = re.compile(r"(?<=[{;])(--[\w-]+):(?:url\(\"[^\"]*\"\)|[^;{}\"]*)(?:;|(?=\}))")
_WORTE: Final = re.compile(r"[\w-]+")
_DRIN: Final = {"media", "supports"}
"""Rules that hold rules."""
_FREMD: Final = ("vendor",)
"""Scripts that bring their styles along."""


class StileFehler(Exception):
    """Pages that load different stylesheets, or none."""


def write_styles(site: Path) -> None:
    """Joins the stylesheets of a site to one file, named by its contents; rare kinds of pages load a second one.

    Args:
        site: Folder of the finished site; its pages load the same stylesheets in the same order.

    Raises:
        StileFehler: Pages load different stylesheets.
    """
    # Page by page, twice: all of them at once would be most of the memory of a build.
    dateien = sorted(site.rglob("*.html"))
    folgen: set[tuple[str, ...]] = set()
    worte: set[str] = set()
    gelesen: set[str] = set()
    for html in _texts(dateien):
        folgen.add(tuple(a for _, a in _ADRESSE.findall(html)))
        worte |= page_classes(html)
        gelesen |= read_properties(html)
    folgen.discard(())
    if len(folgen) != 1:
        raise StileFehler(f"Seiten mit verschiedenen Stylesheets: {sorted(folgen)}")
    (adressen,) = folgen
    worte |= used_words((), (d for d in sorted(site.rglob("*.js")) if not set(_FREMD) & set(d.parts)))
    teile = [(site / a).read_text(encoding="utf-8").partition(SELTEN)[::2] for a in adressen]
    immer, selten = ("".join(shorten(t[nr], frozenset(worte)) for t in teile) for nr in (0, 1))
    gelesen |= read_properties(immer) | read_properties(selten)
    immer, selten = (drop_unread(css, gelesen) for css in (immer, selten))
    namen = [_write(site, name, css) for name, css in (("stil", immer), ("selten", selten)) if css]
    anlass = set(_KLASSE.findall(selten)) - set(_KLASSE.findall(immer))
    for datei, html in zip(dateien, _texts(dateien), strict=True):
        vorher, *rest = _ADRESSE.split(html, maxsplit=1)
        if rest:
            wurzel, _, danach = rest
            eigene = namen if anlass & page_classes(html) else namen[:1]
            verweise = "".join(f'<link rel="stylesheet" href="{wurzel}{name}">' for name in eigene)
            datei.write_text(vorher + verweise + _ADRESSE.sub("", danach), encoding="utf-8")
    for adresse in adressen:
        (site / adresse).unlink()
        (site / f"{adresse}.map").unlink(missing_ok=True)


def _texts(dateien: Iterable[Path]) -> Iterator[str]:
    return (d.read_text(encoding="utf-8") for d in dateien)


def _write(site: Path, name: str, css: str) -> str:
    ort = f"assets/{name}.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
    (site / ort).write_text(css, encoding="utf-8")
    return ort


def page_classes(html: str) -> set[str]:
    """Lists the classes of a page, and its settings of the theme."""
    return {k for gruppe in _KLASSEN.findall(html) for k in gruppe.split()}


def used_words(seiten: Iterable[str], skripte: Iterable[Path]) -> frozenset[str]:
    """Collects what can name a class or a setting of the theme: those of the pages, and every word of the scripts."""
    worte = {k for html in seiten for k in page_classes(html)}
    for datei in skripte:
        worte.update(_WORTE.findall(datei.read_text(encoding="utf-8")))
    return frozenset(worte)


def shorten(css: str, worte: frozenset[str]) -> str:
    """Leaves out comments, and selectors with a class or a setting of the theme that is not among the words.

    Args:
        css: A stylesheet.
        worte: Classes and settings that pages have or scripts may set.

    Returns:
        Its other rules, unchanged and in their order.
    """
    regeln = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(regeln, worte))


def _kept(regeln: Iterable[Any], worte: frozenset[str]) -> Iterator[str]:
    for regel in regeln:
        if regel.type == "at-rule" and regel.at_keyword == "charset":
            continue
        if regel.type == "at-rule" and regel.at_keyword in _DRIN:
            innen = "".join(
                _kept(tinycss2.parse_rule_list(regel.content, skip_comments=True, skip_whitespace=True), worte)
            )
            if innen:
                yield f"@{regel.at_keyword}{tinycss2.serialize(regel.prelude)}{{{innen}}}"
        elif regel.type == "qualified-rule":
            teile = [t for t in _selectors(regel.prelude) if _classes(t) <= worte]
            if teile:
                auswahl = ",".join(tinycss2.serialize(t).strip() for t in teile)
                yield f"{auswahl}{{{_bare(regel.content)}}}"
        else:
            yield regel.serialize()


def _bare(inhalt: list[Any]) -> str:
    return str(tinycss2.serialize([k for k in inhalt if k.type != "comment"])).strip()


def _selectors(auswahl: list[Any]) -> Iterator[list[Any]]:
    """Splits a list of selectors at its commas; those within brackets belong to one selector."""
    teil: list[Any] = []
    for knoten in auswahl:
        if knoten == ",":
            yield teil
            teil = []
        elif knoten.type != "comment":
            teil.append(knoten)
    yield teil


def _classes(teil: list[Any]) -> set[str]:
    """Names the classes and settings that must be there for a selector; what stands in brackets (:not, :is) may miss."""
    klassen = {danach.value for punkt, danach in itertools.pairwise(teil) if punkt == "." and danach.type == "ident"}
    for knoten in teil:
        if knoten.type == "[] block":
            name, *rest = (k for k in knoten.content if k.type != "whitespace")
            if name.value.startswith(_EINSTELLUNG) and rest and rest[0] == "=":
                klassen.add(rest[1].value)
    return klassen


def read_properties(text: str) -> set[str]:
    """Lists the custom properties that a stylesheet or a page reads."""
    return set(_GELESEN.findall(text))


def drop_unread(css: str, gelesen: Collection[str] = ()) -> str:
    """Leaves out custom properties that neither the stylesheet nor another text reads, above all icons of unused parts.

    Args:
        css: A stylesheet.
        gelesen: What pages and other stylesheets beside it read (:func:`read_properties`).
    """
    alle = read_properties(css).union(gelesen)
    return _GESETZT.sub(lambda m: m.group() if m.group(1) in alle else "", css)
