"""The macros that pages call: they look up and embed, nothing more."""

from collections.abc import Callable
from typing import Any

from mkdocs.utils import get_relative_url

from kekiz.ergebnis import read_ergebnis
from kekiz.present import zielseite
from kekiz.present.figure import dump_figure
from kekiz.present.svg import render_diagramm
from kekiz.present.zielseite import Seite

FIGUREN: dict[str, str] = {}
"""JSON of every figure of the build, by file name; written by the hook after the build."""

_TEILE: dict[str, Callable[[Seite, str], str]] = {
    "ziel_kopf": zielseite.draw_kopf,
    "ziel_zahlen": zielseite.draw_zahlen,
    "ziel_unterziele": zielseite.draw_unterziele,
    "ziel_zaehlung": zielseite.draw_zaehlung,
    "ziel_hinweise": zielseite.draw_hinweise,
    "ziel_quellen": zielseite.draw_quellen,
    "ziel_navigation": zielseite.draw_navigation,
    "ziel_module": lambda seite, ziel_id: "",
}


def define_env(env: Any) -> None:
    """Registers the macros (called once per build by mkdocs-macros).

    Args:
        env: Environment of the plugin; ``env.page`` is the page being rendered.
    """

    def _seite() -> Seite:
        page = env.page

        def _link(pfad: str) -> str:
            return get_relative_url("/" + pfad, "/" + page.url)

        def _diagramm(figur: Any, *, tabelle_anker: str) -> str:
            name = f"{figur.layout.meta['id']}.json"
            FIGUREN[name] = dump_figure(figur)
            return render_diagramm(
                figur,
                figur_url=_link(f"assets/figuren/{name}"),
                tabelle_anker=tabelle_anker,
                csv_url=_link("daten/ergebnisse.csv"),
            )

        return Seite(read_ergebnis(), str(page.meta.get("kommune", "hamm")), _link, _diagramm)

    def _ziel_macro(teil: Callable[[Seite, str], str]) -> Callable[[], str]:
        return lambda: teil(_seite(), str(env.page.meta["ziel"]))

    for name, teil in _TEILE.items():
        env.macro(_ziel_macro(teil), name)
    env.macro(lambda: zielseite.draw_uebersicht(_seite()), "ziele_uebersicht")
    env.macro(lambda: zielseite.draw_summe(_seite()), "ziele_summe")
    env.macro(lambda: "", "methodik_belege")
