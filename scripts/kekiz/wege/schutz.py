"""What a browser may do on a page: the policy inside it, and the same as headers for whoever runs a server.

Nothing comes from other hosts, and no script stands inside a page: the list of inline scripts that are allowed is empty,
so that whatever slips into a page by a text of the data cannot run.
"""

import base64
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kekiz.wissen.fehler import Fehler

_SKRIPT = re.compile(r"<script\b(?P<attribute>[^>]*)>(?P<inhalt>.*?)(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_DATEN = re.compile(r"\stype=[\"']?application/(?:ld\+)?json[\"'\s]", re.IGNORECASE)
"""Kinds of a block that no browser runs: data, and data for search engines."""
_DATEI = re.compile(r"\ssrc=[\"']?(?P<adresse>[^\"'\s>]*)", re.IGNORECASE)
_FREMD = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_CHARSET = re.compile(r'(<meta charset="?utf-8"?\s*/?>)')
_META = '<meta http-equiv="Content-Security-Policy"'
_STIL = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_ZEIGEN: Final = 60
_KOPF: Final = 1000
"""So many letters from its beginning on a page says its policy."""
EINBETTEN: Final = "einbetten/"
"""Folder of the charts that other sites may show."""
DATEN: Final = "daten/"
"""Folder of the downloads, which programs of other sites may read."""

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
REGELN_EINBETTEN: Final = "default-src 'none'; style-src 'self'; base-uri 'self'; form-action 'none'"
"""The policy of a chart that is shown inside other sites: its own style sheet and nothing else, no script at all."""
_RECHNET: Final = re.compile(r"<form\b[^>]*\sdata-kp-pruefen\b")
"""What a page holds that runs a program of its own."""
VERWEISER: Final = "no-referrer"

KOPFZEILEN: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": VERWEISER,
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), "
        "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""The headers that a server should send with everything."""
NIEMAND: Final = {"X-Frame-Options": "DENY"}
"""What browsers that do not know ``frame-ancestors`` go by."""
ALLE: Final = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""What lets the strictest of other sites show a chart."""
LESBAR: Final = {"Access-Control-Allow-Origin": "*"}
"""What lets scripts in pages of other sites read a file. It is open data, and no server asks who reads it."""


@dataclass(frozen=True)
class Bereich:
    """Pages whose headers differ from those of all others.

    Attributes:
        ort: Their folder below the site, with a slash at its end.
        kopfzeilen: Their headers beside :data:`KOPFZEILEN`.
        wurzel: Path of the site on its host, where a folder of the same name inside another one is meant to have none of
            this; empty: the folder is known wherever the site lies.
    """

    ort: str
    kopfzeilen: Mapping[str, str]
    wurzel: str = ""

    @property
    def muster(self) -> str:
        """Pattern of its addresses."""
        anfang = f"^{re.escape(self.wurzel.rstrip('/'))}" if self.wurzel else ""
        return f"{anfang}/{re.escape(self.ort.removesuffix('/'))}/"


def page_headers(regeln: str, *, ist_einbettbar: bool = False) -> dict[str, str]:
    """Gives the headers that differ from page to page: the policy, with what no page can say of itself: who may show it.

    Args:
        regeln: The policy.
        ist_einbettbar: Whether any other site may show the page inside its own; otherwise none may.
    """
    vorfahren = "*" if ist_einbettbar else "'none'"
    return {
        "Content-Security-Policy": f"{regeln}; frame-ancestors {vorfahren}",
        **(ALLE if ist_einbettbar else NIEMAND),
    }


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


def special_areas(site: Path, wurzel: str = "/") -> list[Bereich]:
    """Finds what in a site needs other headers than the rest: downloads, pages that run a program, charts for other sites.

    Args:
        site: Folder of the finished site.
        wurzel: Its path on its host.
    """
    lesbar = [Bereich(DATEN, page_headers(REGELN) | LESBAR, wurzel)] if (site / DATEN).is_dir() else []
    rechnet = [
        Bereich(f"{datei.parent.relative_to(site).as_posix()}/", page_headers(REGELN_RECHNEN))
        for datei in sorted(site.rglob("index.html"))
        if f'content="{REGELN_RECHNEN}"' in _beginning(datei)
    ]
    bild = next(iter(sorted((site / EINBETTEN).rglob("*.svg"))), None)
    if bild is None:
        return [*lesbar, *rechnet]
    # A picture that is opened by itself has its styles inside; all of them have the same.
    (stil,) = _STIL.findall(bild.read_text(encoding="utf-8"))
    pruefsumme = base64.b64encode(hashlib.sha256(stil.encode()).digest()).decode()
    regeln = REGELN_EINBETTEN.replace("style-src 'self'", f"style-src 'self' 'sha256-{pruefsumme}'")
    return [*lesbar, *rechnet, Bereich(EINBETTEN, page_headers(regeln, ist_einbettbar=True))]


def _beginning(datei: Path) -> str:
    with datei.open(encoding="utf-8") as offen:
        return offen.read(_KOPF)


def disjoint_paths(site: Path, besondere: Collection[str], ordner: str = "") -> Iterator[str]:
    """Lists patterns that cover all of a site but the special folders, none of them covering a part of another.

    Hosts that read ``_headers`` send the headers of every pattern that fits. Of two policies a browser keeps to both, so
    the wider one would be in vain beside the strict one.

    Args:
        site: Folder of the site.
        besondere: Special folders below it, with a slash at their end.
        ordner: What is listed: this folder below it.

    Yields:
        Patterns as in ``_headers``: ``/ziele/*``, ``/index.html``.
    """
    yield f"/{ordner}"
    for eintrag in sorted((site / ordner).iterdir()):
        ort = f"{ordner}{eintrag.name}"
        if not eintrag.is_dir():
            if eintrag.suffix == ".html":
                yield f"/{ort}"
        elif f"{ort}/" in besondere:
            continue
        elif any(b.startswith(f"{ort}/") for b in besondere):
            yield from disjoint_paths(site, besondere, f"{ort}/")
        else:
            yield f"/{ort}/*"


def header_files(bereiche: Sequence[Bereich], pfade: Iterable[str]) -> dict[str, str]:
    """Gives the headers in the words of several servers, by file: for static hosts, nginx and Apache.

    Args:
        bereiche: What needs other headers than the rest.
        pfade: Patterns that cover the rest (:func:`disjoint_paths`).
    """
    streng = f"{NUR_HTTPS[0]}: {NUR_HTTPS[1]}"
    sonst = page_headers(REGELN)
    statisch = ["/*", *_indent(KOPFZEILEN), _ERST_PRUEFEN, f"#  {streng}"]
    for pfad in pfade:
        statisch += [pfad, *_indent(sonst)]
    for b in bereiche:
        statisch += [f"/{b.ort}*", *_indent(b.kopfzeilen)]
    namen = list(dict.fromkeys([*sonst, *(n for b in bereiche for n in b.kopfzeilen)]))
    nginx = [
        "# In den Abschnitt server { … } übernehmen. Eine leere Kopfzeile schickt nginx nicht.",
        "# Steht in einem Abschnitt location ein eigenes add_header, gelten diese Zeilen dort nicht: dann auch dort einfügen.",
        *(f'set ${_variable(name)} "{sonst.get(name, "")}";' for name in namen),
    ]
    for b in bereiche:
        nginx += [
            f"if ($uri ~ {b.muster}) {{",
            *(f'  set ${_variable(name)} "{b.kopfzeilen.get(name, "")}";' for name in namen),
            "}",
        ]
    nginx += [
        *(f"add_header {name} ${_variable(name)} always;" for name in namen),
        *(f'add_header {name} "{wert}" always;' for name, wert in KOPFZEILEN.items()),
        _ERST_PRUEFEN,
        f'#add_header {NUR_HTTPS[0]} "{NUR_HTTPS[1]}" always;',
    ]
    apache = [
        "# In die Datei .htaccess oder den Abschnitt VirtualHost übernehmen; braucht mod_headers.",
        *(f'Header always set {name} "{wert}"' for name, wert in {**KOPFZEILEN, **sonst}.items()),
    ]
    for b in bereiche:
        apache += [
            f'<If "%{{REQUEST_URI}} =~ m#{b.muster}#">',
            *(
                f'  Header always set {name} "{b.kopfzeilen[name]}"'
                if name in b.kopfzeilen
                else f"  Header always unset {name}"
                for name in namen
            ),
            "</If>",
        ]
    apache += [_ERST_PRUEFEN, f'#Header always set {NUR_HTTPS[0]} "{NUR_HTTPS[1]}"']
    zeilen = {"_headers": statisch, "kopfzeilen/nginx.conf": nginx, "kopfzeilen/apache.conf": apache}
    return {name: "\n".join(z) + "\n" for name, z in zeilen.items()}


def _indent(kopfzeilen: Mapping[str, str]) -> list[str]:
    return [f"  {name}: {wert}" for name, wert in kopfzeilen.items()]


def _variable(name: str) -> str:
    return f"kekiz_{name.lower().replace('-', '_')}"


def write_headers(site: Path, adresse: str = "") -> None:
    """Writes the headers beside the pages: ``_headers``, which several hosts read, and what to copy for nginx and Apache.

    Args:
        site: Folder of the finished site.
        adresse: Where the site lies; empty: at the root of its host.
    """
    bereiche = special_areas(site, urlsplit(adresse).path or "/")
    for name, text in header_files(bereiche, disjoint_paths(site, [b.ort for b in bereiche])).items():
        datei = site / name
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(text, encoding="utf-8")
