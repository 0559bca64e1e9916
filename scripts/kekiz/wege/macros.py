"""The macros that pages call: they look up and embed, nothing more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from kekiz.daten.einstellungen import read_settings
from kekiz.ergebnis import Ergebnis
from kekiz.seiten.adresse import relative
from kekiz.seiten.blattbild import Muster
from kekiz.seiten.seite import Seite
from kekiz.wege.einbetten import embed_address
from kekiz.wege.plan import name_places, page_modules, read_shown
from kekiz.wege.zwischenstand import Auszug, add_extract, add_figure, note_fault
from kekiz.wert import Wert, row_key
from kekiz.wissen.fehler import ErgebnisFehler, Fehler
from kekiz.zeichnen.einbettung import Ort, lay_out_both, render_diagramm
from kekiz.zeichnen.modell import Diagramm
from kekiz.zeichnen.plotly_schreiber import write_json

KOMMUNEN = "kommunen/"
"""Where the pages of all municipalities together lie."""
TEILE: dict[str, Callable[[Seite], str]] = {
    name: teil for modul in page_modules() for name, teil in getattr(modul, "MACROS", {}).items()
}
"""Every macro that a page can call, by name (modules of the pages have them in ``MACROS``)."""


def page_of(ergebnis: Ergebnis, config: Any, url: str, meta: Mapping[str, Any], ordner: Path) -> Seite:
    """Collects what the parts of a page need to know.

    Args:
        ergebnis: The outcome of all stages.
        config: Settings of the site (``site_name``, ``site_url``, ``extra``: ``stichtag``).
        url: Address of the page from the site's root.
        meta: Front matter of the page.
        ordner: Prepared project, which gets the JSON of every figure.
    """

    einstellungen = read_settings()
    start = einstellungen.start
    kommune_id = str(meta.get("kommune", start))
    website = str(config["site_name"])
    adresse = urljoin(config["site_url"], url) if config["site_url"] else ""

    def _link(pfad: str) -> str:
        return relative(pfad, url)

    def _auszug(kennung: str, anker: str, titel: str, untertitel: str, werte: Sequence[Wert]) -> str:
        zeilen = tuple(dict.fromkeys(row_key(w) for w in werte))
        titel, untertitel = (
            name_places(t, ergebnis, kommune_id, einstellungen.sozialraum) for t in (titel, untertitel)
        )
        name = kennung if kommune_id == start else f"{kommune_id}.{kennung}"
        add_extract(ordner, name, Auszug(f"{url}#{anker}", titel, untertitel, zeilen))
        return _link(f"daten/auszug/{name}.csv")

    def _diagramm(diagramm: Diagramm, *, tabelle_anker: str, werte: Sequence[Wert] = (), csv: str = "") -> str:
        r = diagramm.rahmen
        name = f"{'' if kommune_id == start else f'{kommune_id}/'}{r.id}.json"
        datei = "-".join(t for t in (_town(kommune_id, url, meta), diagramm.rahmen.id) if t)
        rahmen = replace(diagramm.rahmen, id=seite.kennung(diagramm.rahmen.id))
        bilder = lay_out_both(replace(diagramm, rahmen=rahmen))
        einbettung = embed_address(url, rahmen.id)
        add_figure(ordner, name, name_places(write_json(bilder, datei), ergebnis, kommune_id, einstellungen.sozialraum))
        return render_diagramm(
            bilder,
            figur_url=_link(f"assets/figuren/{name}"),
            tabelle_anker=tabelle_anker,
            auszug_url=seite.chart_rows(diagramm, werte) if werte else "",
            csv_url=_link(csv) if csv else "",
            website=website,
            seite_url=adresse,
            einbetten=[
                Ort(_link(ort), urljoin(config["site_url"], ort) if config["site_url"] else _link(ort))
                for ort in (einbettung, einbettung.removesuffix("html") + "svg")
            ],
        )

    seite = Seite(
        ergebnis, kommune_id, _link, _diagramm, meta, website, adresse, start, einstellungen.lizenz_name,
        einstellungen.aus, Path(einstellungen.karte) if einstellungen.karte else None,
        stichtag=date.fromisoformat(config["extra"]["stichtag"]), pruefung=config["extra"].get("pruefung", {}),
        fassung=config["extra"].get("fassung", {}), auszug=_auszug,
        muster=partial(_sample, ergebnis, start), kontakt=einstellungen.kontakt, hochladen=einstellungen.hochladen,
        sozialraum=einstellungen.sozialraum,
        auf_papier=config["extra"].get("auf_papier", False),
    )  # fmt: skip
    return seite


def _sample(ergebnis: Ergebnis, start: str) -> Muster | None:
    # Only here: most shares of a site have no guide, and the library of spreadsheets takes its time to load.
    from kekiz.wege.musterblatt import make_sample  # noqa: PLC0415

    return make_sample(ergebnis.bestand, start)


def _town(kommune_id: str, url: str, meta: Mapping[str, Any]) -> str:
    """Tells whose numbers the charts of a page show; empty: those of several municipalities."""
    return "" if "kommune" not in meta and url.startswith(KOMMUNEN) else kommune_id


_GEMEINT = ("kennzahl_id", "ziel_id", "raum_id", "modul_id")
"""What a fault on a page names, as the functions of its part call it."""


def page_fault(quelle: str, kommune_id: str, teil: str, ausnahme: Exception) -> Fehler:
    """Words what went wrong on a page: page, municipality, what the part was about, remedy.

    Args:
        quelle: Path of the page's source below ``docs/``.
        kommune_id: Municipality of the page; empty where there is none.
        teil: Name of the macro.
        ausnahme: What was raised.
    """
    gemeint: dict[str, str] = {}
    spur = ausnahme.__traceback__
    while spur is not None:  # The innermost function knows best.
        for name in _GEMEINT:
            wert = spur.tb_frame.f_locals.get(name)
            if isinstance(wert, str) and wert:
                gemeint[name] = wert
        spur = spur.tb_next
    schluessel = " · ".join([*([kommune_id] if kommune_id else []), *(gemeint[n] for n in _GEMEINT if n in gemeint)])
    befund = str(ausnahme) if isinstance(ausnahme, ErgebnisFehler) else f"{type(ausnahme).__name__}: {ausnahme}"
    ort = f"{kommune_id}/" if kommune_id else ""
    was = f" zu {gemeint['kennzahl_id']}" if "kennzahl_id" in gemeint else ""
    abhilfe = (
        f"Bitte den Kopf der Seite und die Zeilen in {ort}werte.csv{was} prüfen; hilft das nicht, als Fehler melden."
    )
    return Fehler(f"docs/{quelle}", 0, schluessel, f"Der Teil {teil} lässt sich nicht schreiben ({befund})", abhilfe)


def define_env(env: Any) -> None:
    """Registers the macros (called once per build by mkdocs-macros).

    Args:
        env: Environment of the plugin; ``env.page`` is the page being rendered.
    """
    ergebnis, einstellungen = read_shown()
    # For words of a project that hold for one publisher only.
    env.variables["herausgeber"] = einstellungen.herausgeber
    letzte: dict[str, Seite] = {}

    def _seite(page: Any, ordner: Path) -> Seite:
        """The page of this part: that of the part before it, as long as both are on one."""
        if page.url not in letzte:
            letzte.clear()
            letzte[page.url] = page_of(ergebnis, env.conf, page.url, page.meta, ordner)
        return letzte[page.url]

    def _macro(name: str) -> Callable[[], str]:
        def _part() -> str:
            page = env.page
            ordner = Path(env.conf["extra"]["vorbereitet"])
            try:
                seite = _seite(page, ordner)
                return name_places(TEILE[name](seite), ergebnis, seite.kommune_id, einstellungen.sozialraum)
            except Exception as ausnahme:  # noqa: BLE001  all pages are written, so that all faults are told at once
                kommune_id = str(page.meta.get("kommune", einstellungen.start))
                note_fault(ordner, page_fault(page.file.src_uri, kommune_id, name, ausnahme))
                return ""

        return _part

    for name in TEILE:
        env.macro(_macro(name), name)
