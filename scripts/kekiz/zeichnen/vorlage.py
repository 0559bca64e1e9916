"""Templates: the only way from rows to HTML. Everything from the data is escaped."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kekiz.wissen import stil, texte
from kekiz.wissen.codes import Aussage, Status, Vergleichbarkeit
from kekiz.wissen.schrift import quote
from kekiz.wissen.sprache import sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum, format_wert, format_zahl, format_zeitraum
from kekiz.zeichnen.zeichen import write_sign


class _Gesagt:
    """The constants of :mod:`kekiz.wissen.texte`, said in the language of the page."""

    def __getattr__(self, name: str) -> Any:
        wert = getattr(texte, name)
        return sag(wert) if isinstance(wert, str) else wert


def _say(text: str, /, **werte: object) -> Markup:
    """Says a text in a template; what stands in its places is escaped."""
    return escape(sag(text)).format(**werte) if werte else escape(sag(text))


def _say_n(einer: str, mehrere: str, n: int, /, **werte: object) -> Markup:
    """Says one of two texts in a template, as a number decides; what stands in its places is escaped."""
    return escape(sag_n(einer, mehrere, n)).format(**werte)


ORDNER = Path(__file__).parent.parent / "vorlagen"


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(ORDNER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Words for a script are words of the page: read by whoever changes all of its text.
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    env.globals["marke"] = mark
    env.globals["statuszeichen"] = mark_alone
    env.globals["zeichen"] = write_sign
    env.globals["texte"] = _Gesagt()
    env.globals["sag"] = _say
    env.globals["sag_n"] = _say_n
    env.globals["stil"] = stil
    env.filters |= {
        "zahl": format_zahl,
        "wert": format_wert,
        "zeitraum": format_zeitraum,
        "wort": format_anzahl_wort,
        "datum": format_datum,
        "zitat": quote,
    }
    return env


_ANWEISUNG = re.compile(r"[\\`*_{}\[\]<>&#|~]")


_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def write_plain(text: str) -> Markup:
    """Writes text into the source of a page: neither HTML nor Markdown nor a template finds anything of its own in it.

    Args:
        text: Text of the data.

    Example:
        >>> str(write_plain("Kita [x](y) {{ 1 }} & Hort"))
        'Kita &#91;x&#93;(y) &#123;&#123; 1 &#125;&#125; &amp; Hort'
    """
    return Markup(_ANWEISUNG.sub(lambda z: _HTML.get(z[0], f"&#{ord(z[0])};"), text))


def mark(code: str, *, kurz: bool = False) -> Markup:
    """Writes a status, a statement or a verdict as symbol and word (never colour alone).

    Args:
        code: A :class:`kekiz.wissen.codes.Status`, :class:`kekiz.wissen.codes.Aussage` or :class:`kekiz.wissen.codes.Vergleichbarkeit`.
        kurz: Use the short wording of a status.
    """
    if code in Status.__members__.values():
        status = Status(code)
        zeichen, wort = stil.STATUS_ZEICHEN[status], (texte.STATUS_KURZ if kurz else texte.STATUS)[status]
    elif code in Vergleichbarkeit.__members__.values():
        urteil = Vergleichbarkeit(code)
        zeichen, wort = stil.VERGLEICHBARKEIT_ZEICHEN[urteil], texte.VERGLEICHBARKEIT[urteil]
    else:
        aussage = Aussage(code)
        zeichen, wort = stil.AUSSAGE_ZEICHEN[aussage], texte.AUSSAGE[aussage]
    return Markup('<span class="{}">{} {}</span>').format(zeichen.klasse, write_sign(zeichen.zeichen), wort)


def mark_alone(status: str) -> Markup:
    """Writes the sign of a status without its word, which stands beside it.

    Args:
        status: A :class:`kekiz.wissen.codes.Status`.
    """
    zeichen = stil.STATUS_ZEICHEN[Status(status)]
    return Markup('<span class="{}" aria-hidden="true">{}</span>').format(zeichen.klasse, write_sign(zeichen.zeichen))


def render(vorlage: str, **werte: Any) -> str:
    """Fills a template; blank lines are taken out, so that Markdown leaves the block alone.

    Args:
        vorlage: File below ``vorlagen/`` without ``.html``.
        **werte: What the template uses; a missing name is an error.
    """
    text = _environment().get_template(f"{vorlage}.html").render(**werte)
    return "\n".join(zeile.strip() for zeile in text.splitlines() if zeile.strip())
