"""Pages in other languages after the generator: the language and direction of all that stands on them.

The page is in its language; what stands around it (header, ways, foot) is in that of the site and says so. In the head
stand the addresses of the same page in the other languages.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from kekiz.sagen.sprachkatalog import direction, own_name
from kekiz.sagen.sprachtexte import SPRACHEN
from kekiz.seiten.adresse import address, relative
from kekiz.wissen.sprache import language

_RAHMEN: Final = tuple(
    (re.compile(rf"<({beginn})"), hat_sprache, hat_richtung)
    for beginn, hat_sprache, hat_richtung in (
        # Header and drawer are mirrored with the page; what reads in them is not.
        ('header class="md-header"|div id="kp-wege"|div class="md-sidebar md-sidebar--secondary"', True, False),
        ('nav class="kp-(?:menue|wege)"|div class="md-search__output"', False, True),
        (
            'div data-md-component="skip"|button type="button" class="md-top|nav class="kp-pfad"|p class="kp-druckzeile"'
            '|nav data-search-exclude class="kp-navigation"|footer class="md-footer"|div class="md-dialog"',
            True,
            True,
        ),
    )
)
"""How what stands around a page begins, whether it says its language, and whether it keeps the direction of the site."""
_NAME_DER_MARKE: Final = re.compile(r"^[a-z]+")
_NAMEN: Final = {own_name(code): code for code in SPRACHEN}
_PFEILE: Final = " \n◂▸\u00a0\u202f"
"""What may stand beside a name in a link to a neighbour."""
_NAME: Final = re.compile(
    rf"(<(?:a|li|span)\b(?![^>]*\blang=)[^>]*)>([{_PFEILE}]*(?:{'|'.join(_NAMEN)})[{_PFEILE}]*)(?=<)"
)


def language_pages(start: str) -> dict[str, str]:
    """Gives the language of each page that has one of its own, by address.

    Args:
        start: Municipality whose pages stand at the root; empty where there is none.
    """
    return {address("sprache", "", code, start=start): code for code in SPRACHEN}


def alternates(seiten: Mapping[str, str], uebersicht: str, von: str, website: str) -> str:
    """Writes where a page stands in each language.

    The theme fetches the list of pages of what it finds by ``[rel=alternate]``; with a space behind it, it finds nothing.

    Args:
        seiten: Language by address.
        uebersicht: Address of the page that lists them.
        von: Address of the page.
        website: Where the site lies; empty if that is not known: the addresses are then seen from the page.
    """
    orte = [*((code, ort) for ort, code in seiten.items()), ("x-default", uebersicht)]
    return "".join(
        f'<link rel="alternate " hreflang="{code}" href="{website + ort if website else relative(ort, von)}">'
        for code, ort in orte
    )


def mark_language(html: str, sprache: str, rahmen: str) -> str:
    """Says in which language a page is, and in which one what stands around it.

    Args:
        html: A page as the generator wrote it.
        sprache: Its language.
        rahmen: Language of the site.
    """
    html = html.replace(f'<html lang="{rahmen}"', f'<html lang="{sprache}" dir="{direction(sprache)}"', 1)
    html = html.replace(f'<body dir="{direction(rahmen)}"', f'<body dir="{direction(sprache)}"', 1)
    for muster, hat_sprache, hat_richtung in _RAHMEN:
        zusatz = (f' lang="{rahmen}"' if hat_sprache else "") + (f' dir="{direction(rahmen)}"' if hat_richtung else "")
        html = muster.sub(partial(_add, zusatz), html)
    return html


def _add(zusatz: str, treffer: re.Match[str]) -> str:
    return "<" + _NAME_DER_MARKE.sub(lambda name: name[0] + zusatz, treffer[1])


def name_languages(html: str) -> str:
    """Says of each language that is called by its own name which one it is, where nothing says so yet.

    Example:
        >>> name_languages('<a href="../tr/">Türkçe</a> <a lang="pl">Polski</a>')
        '<a href="../tr/" lang="tr">Türkçe</a> <a lang="pl">Polski</a>'
    """
    return _NAME.sub(lambda m: f'{m[1]} lang="{_NAMEN[m[2].strip(_PFEILE)]}">{m[2]}', html)


def set_language(html: str, ort: str, start: str, website: str) -> str:
    """Finishes a page that has a language of its own, or the list of them; any other one stays as it is.

    Args:
        html: A page as the generator wrote it.
        ort: Its address.
        start: Municipality whose pages stand at the root.
        website: Where the site lies; empty if that is not known.
    """
    seiten = language_pages(start)
    uebersicht = address("sprachen", "", start=start)
    if ort not in seiten and ort != uebersicht:
        return html
    html = html.replace("</head>", alternates(seiten, uebersicht, ort, website) + "</head>", 1)
    html = name_languages(html)
    sprache = seiten.get(ort, language())
    return html if sprache == language() else mark_language(html, sprache, language())
