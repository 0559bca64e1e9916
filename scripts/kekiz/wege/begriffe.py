"""Terms of the glossary where a page first uses them: as links, abbreviations with what they stand for."""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from kekiz.daten.bestand import Bestand
from kekiz.seiten.adresse import address

_MARKE: Final = re.compile(r"(<!--.*?-->|<(?:script|style|svg)\b.*?</(?:script|style|svg)>|<[^>]*>)", re.DOTALL)
_NAME: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_OFFEN: Final = frozenset({"p", "li", "dd"})
"""Where running text stands."""
_STUMM: Final = frozenset(
    {"a", "abbr", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "button", "code", "samp", "pre", "table", "label", "select",
     "nav", "header", "footer", "figure", "output", "title"}
)  # fmt: skip
"""Where a link would be wrong or in the way."""


def read_terms(bestand: Bestand) -> dict[str, tuple[str, str]]:
    """Gives id and long form of a term by each form in which texts have it, long forms of a word first."""
    g = bestand.frame("glossar")
    formen = {
        form.strip(): (str(b["begriff_id"]), str(b["langform"]))
        for b in g.to_dict("records")
        for form in str(b["formen"]).split(";")
        if form.strip()
    }
    return dict(sorted(formen.items(), key=lambda f: (-len(f[0]), f[0])))


def link_terms(html: str, begriffe: Mapping[str, tuple[str, str]], glossar: str) -> str:
    """Links each term where a page first uses it in running text.

    Args:
        html: A page or its content.
        begriffe: As from :func:`read_terms`.
        glossar: Address of the glossary from this page.

    Example:
        >>> link_terms("<h2>U8</h2><p>Die U8, die U8</p>", {"U8": ("u8", "Untersuchung 8")}, "../g/")
        '<h2>U8</h2><p>Die <a class="kp-begriff" href="../g/#begriff-u8"><abbr title="Untersuchung 8">U8</abbr></a>, die U8</p>'
    """
    if not begriffe:
        return html
    # As the forms stand in the text of a page.
    formen = {" ".join(escape(form, quote=False).split()): begriff for form, begriff in begriffe.items()}
    muster = re.compile(rf"(?<![\w-])({'|'.join(_spaced(f) for f in formen)})(?![\w-])")
    gesagt: set[str] = set()
    tiefe = dict.fromkeys(_OFFEN | _STUMM, 0)

    def _link(treffer: re.Match[str]) -> str:
        begriff_id, lang = formen[" ".join(treffer[1].replace("&nbsp;", " ").split())]
        davor = treffer.string[: treffer.start()]
        # What stands in quotation marks are the words of a document.
        if begriff_id in gesagt or davor.count("„") > davor.count("“"):
            return treffer[0]
        gesagt.add(begriff_id)
        text = f'<abbr title="{escape(lang)}">{treffer[0]}</abbr>' if lang else treffer[0]
        return f'<a class="kp-begriff" href="{glossar}#begriff-{begriff_id}">{text}</a>'

    teile = []
    for nr, teil in enumerate(_MARKE.split(html)):
        if nr % 2:
            name = _NAME.match(teil)
            if name and name[1].lower() in tiefe and not teil.endswith("/>"):
                # A picture within a picture hides where a link in the outer one begins, but not where it ends.
                tiefe[name[1].lower()] = max(0, tiefe[name[1].lower()] + (-1 if teil.startswith("</") else 1))
            teile.append(teil)
            continue
        laufend = any(tiefe[n] > 0 for n in _OFFEN) and not any(tiefe[n] > 0 for n in _STUMM)
        teile.append(muster.sub(_link, teil) if laufend and teil.strip() else teil)
    return "".join(teile)


def _spaced(form: str) -> str:
    r"""Lets any space stand between the words of a form; typesetting may have changed it."""
    return r"(?:\s|&nbsp;)+".join(re.escape(w) for w in form.split())


def glossary_address(start: str) -> str:
    """Gives the address of the glossary from the site's root."""
    return address("glossar", "", start=start)
