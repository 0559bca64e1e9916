"""The macros that pages call: they look up and embed, nothing more."""

from collections.abc import Callable
from typing import Any

from mkdocs.utils import get_relative_url

from kekiz.ergebnis import read_ergebnis
from kekiz.present import (
    ausgangslageseite,
    datenseite,
    integrationsseite,
    ketteseite,
    kommunenseite,
    methodikseite,
    modulseite,
    raumseite,
    stadtteilseite,
    startseite,
    themenseite,
    vergleichsseite,
    zielseite,
)
from kekiz.present.figure import dump_figure
from kekiz.present.seite import Seite
from kekiz.present.svg import render_diagramm

FIGUREN: dict[str, str] = {}
"""JSON of every figure of the build, by file name; written by the hook after the build."""

SEITENARTEN = (
    ausgangslageseite,
    datenseite,
    integrationsseite,
    ketteseite,
    kommunenseite,
    methodikseite,
    modulseite,
    raumseite,
    stadtteilseite,
    startseite,
    themenseite,
    vergleichsseite,
    zielseite,
)
"""Modules with the parts of one kind of page; each has ``MACROS`` (name of the macro, function of the page)."""


def define_env(env: Any) -> None:
    """Registers the macros (called once per build by mkdocs-macros).

    Args:
        env: Environment of the plugin; ``env.page`` is the page being rendered.
    """

    ergebnis = read_ergebnis()

    def _seite() -> Seite:
        page = env.page
        website, adresse = str(env.conf["site_name"]), str(page.canonical_url or "")

        def _link(pfad: str) -> str:
            return str(get_relative_url("/" + pfad, "/" + page.url))

        def _diagramm(figur: Any, *, tabelle_anker: str, csv: str = "daten/ergebnisse.csv") -> str:
            name = f"{figur.layout.meta['id']}.json"
            FIGUREN[name] = dump_figure(figur)
            return render_diagramm(
                figur,
                figur_url=_link(f"assets/figuren/{name}"),
                tabelle_anker=tabelle_anker,
                csv_url=_link(csv),
                website=website,
                seite_url=adresse,
            )

        kommune_id = str(page.meta.get("kommune", "hamm"))
        return Seite(ergebnis, kommune_id, _link, _diagramm, page.meta, website, adresse)

    def _on_page(teil: Callable[[Seite], str]) -> Callable[[], str]:
        return lambda: teil(_seite())

    for modul in SEITENARTEN:
        for name, teil in modul.MACROS.items():
            env.macro(_on_page(teil), name)
