"""The files that the page of the comparison fetches: one record per municipality, so that a choice loads only itself."""

import json
from pathlib import Path

from kekiz.daten.einstellungen import Einstellungen
from kekiz.ergebnis import Ergebnis
from kekiz.sagen.woerter import name_areas
from kekiz.seiten.adresse import address, relative
from kekiz.seiten.seite import Seite
from kekiz.seiten.vergleichsseite import RECORDS, record
from kekiz.wege.anteile import Anteil
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.schrift import typeset


def _no_figure(*_: object, **__: object) -> str:
    raise ErgebnisFehler("zum Vergleich gehört kein Diagramm")


def write_records(site: Path, ergebnis: Ergebnis, einstellungen: Einstellungen, anteil: Anteil | None = None) -> None:
    """Writes the record of each municipality beside the built pages; none where the site has no comparison.

    Args:
        site: Folder of the built site.
        ergebnis: What pages show.
        einstellungen: The settings.
        anteil: Share of the site that is built; None: all of it.
    """
    seite_url = address("vergleich", "", start=einstellungen.start)
    if "vergleich" in einstellungen.aus or not (anteil or (site / seite_url / "index.html").exists()):
        return
    seite = Seite(
        ergebnis,
        einstellungen.start,
        lambda pfad: relative(pfad, seite_url),
        _no_figure,
        {},
        start=einstellungen.start,
    )
    ordner = site / RECORDS
    ordner.mkdir(parents=True, exist_ok=True)
    alle = [str(k) for k in ergebnis.kommunen.index]
    for kommune_id in anteil.of(alle) if anteil else alle:
        text = json.dumps(record(seite, kommune_id), ensure_ascii=False, separators=(",", ":"))
        (ordner / f"{kommune_id}.json").write_text(
            typeset(name_areas(text, einstellungen.sozialraum)), encoding="utf-8"
        )
