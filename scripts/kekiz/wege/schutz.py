"""What a browser may do on a page: the policy inside it, and the same as headers for whoever runs a server.

Nothing comes from other hosts, and no script stands inside a page: the list of inline scripts that are allowed is empty,
so that whatever slips into a page by a text of the data cannot run.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kekiz.wissen.fehler import Fehler

_SKRIPT = re.compile(r"<script\b(?P<attribute>[^>]*)>(?P<inhalt>.*?)(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_DATEN = re.compile(r"\stype=[\"']?application/(?:ld\+)?json[\"'\s]", re.IGNORECASE)
"""Kinds of a block that no browser runs: data, and data for search engines."""
_DATEI = re.compile(r"\ssrc=[\"']?(?P<adresse>[^\"'\s>]*)", re.IGNORECASE)
_FREMD = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_CHARSET = re.compile(r'(<meta charset="?utf-8"?\s*/?>)')
_META = '<meta http-equiv="Content-Security-Policy"'
_ZEIGEN: Final = 60

_REGELN: Final = (
    "default-src 'none'; script-src {skripte}; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src {arbeiter}; font-src 'self'; base-uri 'self'; form-action 'self'"
)
REGELN: Final = _REGELN.format(skripte="'self'", arbeiter="'self'")
"""The policy of every page: scripts from files of the site alone."""
REGELN_RECHNEN: Final = _REGELN.format(skripte="'self' 'wasm-unsafe-eval'", arbeiter="'self' blob:")
"""The policy of a page that runs a program of its own: a worker from a blob, which has the policy of its page (one from an
address has not), and WebAssembly in it. Nothing more may be fetched than on any other page."""
REGELN_VORSCHAU: Final = _REGELN.format(skripte="'self' 'unsafe-inline' 'wasm-unsafe-eval'", arbeiter="'self' blob:")
"""The policy of the live preview, into whose pages a server writes its reload script."""
_RECHNET: Final = re.compile(r"<form\b[^>]*\sdata-kp-pruefen\b")
"""What a page holds that runs a program of its own."""
VERWEISER: Final = "no-referrer"

KOPFZEILEN: Final[Mapping[str, str]] = {
    # What one page needs at most; every other one says for itself that it may less, and a browser goes by both. What a page
    # cannot say of itself: nobody shows it inside another page.
    "Content-Security-Policy": f"{REGELN_RECHNEN}; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": VERWEISER,
    "Permissions-Policy": (
        "accelerometer=(), bluetooth=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), "
        "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""The headers that a server should send with everything."""
NUR_HTTPS: Final = ("Strict-Transport-Security", "max-age=31536000")
"""The header that binds a domain to HTTPS: only whoever runs the domain can decide that."""
_ERST_PRUEFEN: Final = (
    "# Erst einschalten, wenn die ganze Adresse nur noch über HTTPS zu erreichen ist: Browser merken es sich ein Jahr."
)


def find_foreign(html: str) -> Iterator[str]:
    """Finds the scripts of a page that nobody has reviewed: inline ones, and those from elsewhere.

    Args:
        html: The page.

    Yields:
        What identifies it: its beginning, or its address.
    """
    for skript in _SKRIPT.finditer(html):
        if datei := _DATEI.search(skript["attribute"]):
            if _FREMD.match(datei["adresse"]):
                yield datei["adresse"]
        elif not _DATEN.search(f"{skript['attribute']} "):
            yield " ".join(skript["inhalt"].split())[:_ZEIGEN]


def check_scripts(seite: str, html: str) -> list[Fehler]:
    """Reports scripts of a page that nobody has reviewed.

    Args:
        seite: Its file below the site, for messages.
        html: The page.
    """
    abhilfe = "Bitte entfernen, oder als Datei unter docs/assets/ ablegen und dort prüfen lassen."
    return [
        Fehler(
            seite,
            0,
            "",
            f"In der Seite steht ein Skript, das nicht geprüft ist (gefunden „{s}“, erwartet keines)",
            abhilfe,
        )
        for s in find_foreign(html)
    ]


def add_policy(html: str, *, regeln: str = REGELN) -> str:
    """Puts the policy right after the character set, and that no address is told to where a link leads.

    Args:
        html: The page; one without a character set is left alone, and one that has its policy.
        regeln: The policy.
    """
    if _META in html:
        return html
    if regeln == REGELN and _RECHNET.search(html):
        regeln = REGELN_RECHNEN
    meta = f'{_META} content="{regeln}"><meta name="referrer" content="{VERWEISER}">'
    return _CHARSET.sub(lambda treffer: treffer[1] + meta, html, count=1)


def header_files() -> dict[str, str]:
    """Gives the headers in the words of several servers, by file: for static hosts, nginx and Apache."""
    streng = f"{NUR_HTTPS[0]}: {NUR_HTTPS[1]}"
    statisch = ["/*", *(f"  {name}: {wert}" for name, wert in KOPFZEILEN.items()), _ERST_PRUEFEN, f"#  {streng}"]
    nginx = [
        "# In den Abschnitt server { … } übernehmen.",
        *(f'add_header {name} "{wert}" always;' for name, wert in KOPFZEILEN.items()),
        _ERST_PRUEFEN,
        f'#add_header {NUR_HTTPS[0]} "{NUR_HTTPS[1]}" always;',
    ]
    apache = [
        "# In die Datei .htaccess oder den Abschnitt VirtualHost übernehmen; braucht mod_headers.",
        *(f'Header always set {name} "{wert}"' for name, wert in KOPFZEILEN.items()),
        _ERST_PRUEFEN,
        f'#Header always set {NUR_HTTPS[0]} "{NUR_HTTPS[1]}"',
    ]
    zeilen = {"_headers": statisch, "kopfzeilen/nginx.conf": nginx, "kopfzeilen/apache.conf": apache}
    return {name: "\n".join(z) + "\n" for name, z in zeilen.items()}


def write_headers(site: Path) -> None:
    """Writes the headers beside the pages: ``_headers``, which several hosts read, and what to copy for nginx and Apache.

    Args:
        site: Folder of the site.
    """
    for name, text in header_files().items():
        datei = site / name
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(text, encoding="utf-8")
