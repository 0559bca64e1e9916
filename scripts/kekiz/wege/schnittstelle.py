"""What programs read: fixed JSON files of one shape under ``daten/api/v1/`` (:mod:`kekiz.wege.schnittstellenform`)."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from kekiz.daten.einstellungen import Einstellungen
from kekiz.ergebnis import Ergebnis
from kekiz.seiten.adresse import address, value_anchor
from kekiz.seiten.datenseite import SCHNITTSTELLE
from kekiz.seiten.kennzahlseite import ALLE_BIS
from kekiz.wege.einrichten import site_address
from kekiz.wege.schnittstellenform import BESCHREIBUNG, FASSUNG, FORMEN, LISTEN, describe_api
from kekiz.wege.stand import data_time, day_of
from kekiz.wege.tabellenbeschreibung import publisher
from kekiz.wege.teile import JSON_ZEILEN_KENNZAHL
from kekiz.wert import SCHLUESSEL
from kekiz.wissen.lizenzen import LIZENZEN
from kekiz.wissen.sprache import sag

EINTRAEGE: Final = 3_000
"""So many entries are in one file; the next one is named in it."""
Objekt = dict[str, Any]


class _Schreiber:
    """Writes the files of the interface, each in its envelope.

    Args:
        site: Folder of the built site.
        einstellungen: Settings of the site.
        adresse: Where the site lies; empty: addresses begin at its root.
    """

    def __init__(self, site: Path, einstellungen: Einstellungen, adresse: str) -> None:
        self.ordner = site / SCHNITTSTELLE
        self.adresse = adresse
        self.datenstand = day_of(data_time()).isoformat()
        lizenz = LIZENZEN[einstellungen.lizenz]
        self._kopf = {
            "fassung": FASSUNG,
            "datenstand": self.datenstand,
            "herausgeber": publisher(einstellungen),
            "lizenz": {"name": einstellungen.lizenz, "titel": lizenz.titel, "adresse": lizenz.adresse},
        }

    def file_address(self, name: str) -> str:
        return f"{self.adresse}{SCHNITTSTELLE}/{name}.json"

    def write(self, name: str, eintraege: Sequence[Objekt]) -> None:
        """Writes a list, in several files where it is long."""
        teile = [eintraege[i : i + EINTRAEGE] for i in range(0, max(len(eintraege), 1), EINTRAEGE)]
        namen = [name, *(f"{name}-{nr}" for nr in range(2, len(teile) + 1))]
        for nr, teil in enumerate(teile):
            weitere = {
                "anzahl": len(eintraege),
                "naechste": self.file_address(namen[nr + 1]) if nr + 1 < len(teile) else None,
            }
            kopf = json.dumps(self._kopf | weitere, ensure_ascii=False, indent=1)
            zeilen = ",\n".join(json.dumps(e, ensure_ascii=False, allow_nan=False) for e in teil)
            self.write_text(namen[nr], f'{kopf.removesuffix("}").rstrip()},\n "daten": [\n{zeilen}\n]}}\n')

    def write_text(self, name: str, text: str) -> None:
        datei = self.ordner / f"{name}.json"
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(text, encoding="utf-8", newline="")


def _cell(wert: Any, typ: str) -> Any:
    """Gives a cell of a table as a field of JSON: null where there is nothing, whole numbers without a point."""
    if typ == "string[]":
        return str(wert).split() if isinstance(wert, str) else []
    if wert is None or wert is pd.NA or wert == "" or (isinstance(wert, float) and math.isnan(wert)):
        return None
    if isinstance(wert, bool):
        return wert
    if typ in ("integer", "number") and float(wert).is_integer():
        return int(wert)
    return float(wert) if typ == "number" else str(wert)


def _objects(objekt: str, spalten: Mapping[str, Iterable[Any]]) -> list[Objekt]:
    """Makes the objects of a list from columns named as its fields."""
    felder = FORMEN[objekt].felder
    reihen = [[_cell(w, felder[name].typ) for w in spalten[name]] for name in felder]
    return [dict(zip(felder, z, strict=True)) for z in zip(*reihen, strict=True)]


def _columns(objekt: str, frame: pd.DataFrame, **weitere: Iterable[Any]) -> dict[str, Iterable[Any]]:
    """Gives the columns of a list: those of a table, and others."""
    return {name: weitere[name] if name in weitere else frame[name].tolist() for name in FORMEN[objekt].felder}


def value_address(kennzahl_id: str, zeile: Mapping[str, Any], *, start: str, ist_viel: bool) -> str:
    """Gives the address of a value that is shown, from the root of the site.

    Args:
        kennzahl_id: Its Kennzahl.
        zeile: Its row.
        start: Municipality at the root.
        ist_viel: Whether there are too many values for a page, which then has those of that municipality alone.

    Example:
        >>> zeile = {"kommune_id": "dort", "raum_id": "dort", "zeitraum": "2018", "gruppe": ""}
        >>> value_address("quote", zeile, start="hier", ist_viel=False)
        'kennzahlen/quote/#wert.dort.dort.2018'
        >>> value_address("quote", zeile, start="hier", ist_viel=True)
        'kennzahlen/quote/#werte-aller'
    """
    schluessel = ("kommune_id", "raum_id", "zeitraum", "gruppe")
    anker = (
        "werte-aller" if ist_viel and zeile["kommune_id"] != start else value_anchor(*(zeile[s] for s in schluessel))
    )
    return f"{address('kennzahl', '', kennzahl_id, start=start)}#{anker}"


def _values(ergebnis: Ergebnis, teil: pd.DataFrame, gezeigt: Ergebnis, start: str, adresse: str) -> list[Objekt]:
    """The values of one Kennzahl, rows of the public table whose index is that of ``ergebnis.werte``."""
    werte = ergebnis.werte_von(ergebnis.werte.loc[teil.index])
    q = ergebnis.quellen
    quellen = {i: f"{q.at[i, 'herausgeber']}: {q.at[i, 'titel']}" for i in teil["quelle_id"].unique()}
    sichtbar = teil.index.isin(gezeigt.werte.index)
    ist_viel = sichtbar.sum() > ALLE_BIS
    return _objects(
        "Wert",
        _columns(
            "Wert",
            teil,
            kommune=[w.kommune for w in werte],
            text=[w.text for w in werte],
            hinweise=teil["hinweis_id"].tolist(),
            quelle=[quellen[i] for i in teil["quelle_id"]],
            adresse=[
                adresse + value_address(z["kennzahl_id"], z, start=start, ist_viel=ist_viel) if da else None
                for z, da in zip(teil[list(SCHLUESSEL)].to_dict("records"), sichtbar, strict=True)
            ],
        ),
    )


def _goals(ergebnis: Ergebnis, alle: Mapping[str, pd.DataFrame], start: str, adresse: str) -> list[Objekt]:
    """Every goal with its status and that of its leading Kennzahlen."""
    s = alle["status"]
    k = s[s["kennzahl_id"].ne("")]
    je_ziel: dict[tuple[str, str], list[Objekt]] = {}
    for ort, ziel, stand in zip(
        k["kommune_id"], k["ziel_id"], _objects("Zielstand", _columns("Zielstand", k)), strict=True
    ):
        je_ziel.setdefault((ort, ziel), []).append(stand)
    z = s[s["kennzahl_id"].eq("")]
    ids = list(zip(z["kommune_id"], z["ziel_id"], strict=True))
    folge = pd.MultiIndex.from_tuples(ids, names=["paket", "ziel_id"])
    texte = ergebnis.bestand.frame("ziele").set_index(["paket", "ziel_id"]).reindex(folge)
    objekte = _objects(
        "Ziel",
        _columns(
            "Ziel",
            texte.assign(kommune_id=z["kommune_id"].to_numpy(), ziel_id=z["ziel_id"].to_numpy()),
            status=z["status"],
            statusgrund=z["statusgrund"],
            seit=z["seit"],
            kennzahlen=[" ".join(ergebnis.goal_kennzahlen(*i)) for i in ids],
            leitkennzahlen=[""] * len(ids),
            hinweise=z["hinweis_id"],
            adresse=[adresse + address("ziel", ort, ziel, start=start) for ort, ziel in ids],
        ),
    )
    return [o | {"leitkennzahlen": je_ziel.get(i, [])} for o, i in zip(objekte, ids, strict=True)]


def write_api(
    site: Path,
    ergebnis: Ergebnis,
    gezeigt: Ergebnis,
    alle: Mapping[str, pd.DataFrame],
    einstellungen: Einstellungen,
) -> None:
    """Writes the interface and its description.

    Args:
        site: Folder of the built site.
        ergebnis: The outcome of all stages.
        gezeigt: What pages show of it.
        alle: The public tables by name, rows of ``ergebnisse`` with the index of ``ergebnis.werte``.
        einstellungen: Settings of the site.
    """
    start, adresse = einstellungen.start, site_address(einstellungen)
    s = _Schreiber(site, einstellungen, adresse)
    w = alle["ergebnisse"]
    gruppen = w.groupby("kennzahl_id", sort=False, observed=True)
    je_kennzahl = {str(k): int(n) for k, n in gruppen.size().items()}
    wer = {str(k): list(orte) for k, orte in gruppen["kommune_id"].unique().items()}
    als_json = {k for k, n in je_kennzahl.items() if n <= JSON_ZEILEN_KENNZAHL}
    # One by one: all of them would be the largest table once more.
    for kennzahl_id in je_kennzahl:
        if kennzahl_id in als_json:
            werte = _values(ergebnis, gruppen.get_group(kennzahl_id), gezeigt, start, adresse)
            s.write(f"kennzahlen/{kennzahl_id}", werte)
    k = alle["kennzahlen"]
    k = k[k["kennzahl_id"].isin(je_kennzahl)]
    ids, seiten = k["kennzahl_id"].tolist(), gezeigt.towns_of_kennzahlen
    orte = alle["kommunen"]
    anzahl = w.groupby("kommune_id", observed=True).size()
    listen = {
        "kommunen": _objects(
            "Kommune",
            _columns(
                "Kommune",
                orte,
                werte=orte["kommune_id"].map(anzahl).fillna(0),
                csv=[f"{adresse}daten/kommunen/{i}/ergebnisse.csv" for i in orte["kommune_id"]],
                adresse=[adresse + address("kommune", i, i, start=start) for i in orte["kommune_id"]],
            ),
        ),
        "kennzahlen": _objects(
            "Kennzahl",
            _columns(
                "Kennzahl",
                k,
                kommunen=[" ".join(wer[i]) for i in ids],
                werte=[je_kennzahl[i] for i in ids],
                json=[s.file_address(f"kennzahlen/{i}") if i in als_json else None for i in ids],
                csv=[f"{adresse}daten/kennzahl/{i}/ergebnisse.csv" for i in ids],
                adresse=[adresse + address("kennzahl", "", i, start=start) if i in seiten else None for i in ids],
            ),
        ),
        "ziele": _goals(ergebnis, alle, start, adresse),
        "quellen": _objects("Quelle", _columns("Quelle", alle["quellen"])),
    }
    for name, eintraege in listen.items():
        s.write(name, eintraege)
    verzeichnis = [
        {"name": n, "titel": sag(LISTEN[n][1]), "anzahl": len(e), "adresse": s.file_address(n)}
        for n, e in listen.items()
    ]
    s.write("index", verzeichnis)
    beschreibung = describe_api(ergebnis.bestand.pfad, einstellungen, adresse, s.datenstand)
    s.write_text(BESCHREIBUNG.removesuffix(".json"), json.dumps(beschreibung, ensure_ascii=False, indent=1) + "\n")
