"""Downloads: the rows of the Ergebnis as CSV, JSON and XLSX, and the self-contained data packages."""

import copy
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from kekiz.daten.bestand import KATALOG, read_schema_file
from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen.raumvergleich import SCHWACH, STRENG, difference_bounds
from kekiz.rechnen.vergleichbarkeit import FELDER
from kekiz.sagen.rechnung import arithmetic_column
from kekiz.sagen.satz import trend_lines
from kekiz.sagen.zaehlvergleich import reason
from kekiz.sagen.zielsatz import status_arithmetic
from kekiz.wissen import texte
from kekiz.wissen.codes import Statusgrund
from kekiz.wissen.schrift import typeset
from kekiz.wissen.spalten import STATUS_SPALTEN, TREND_SPALTEN, VERGLEICH_SPALTEN
from kekiz.wissen.zahlen import format_zeitraum

ERGEBNIS_SPALTEN = [
    "kommune_id", "ziel_id", "kennzahl_id", "kennzahl", "raum_id", "raum", "zeitraum", "gruppe", "gruppe_name", "wert",
    "wert_bis", "wert_berechnet", "einheit", "zaehler", "nenner", "ki_unten", "ki_oben", "ki998_unten", "ki998_oben",
    "ki_niveau", "ki_methode", "fallzahl", "zuverlaessigkeit", "vorperiode", "differenz_vorperiode", "stellen_vorperiode", "vorperiode_unten", "vorperiode_oben", "vorperiode_urteil",
    "vorperiode_p", "basisperiode", "differenz_basis", "stellen_basis", "basis_unten", "basis_oben", "basis_urteil", "basis_p",
    "differenz_methode", "streuung", "wert_stadt",
    "wert_rest", "differenz_rest", "aussage", "aussage_niveau", "kippt_95", "kippt_998", "ab_faelle", "wert_mit_offenen", "grenze_unten", "grenze_oben", "rechnung", "gedruckt",
    "wertstatus", "ist_kleine_zahl", "hinweis_id", "quelle_id", "fundstelle",
]  # fmt: skip
STELLEN = 6
# Rows written to JSON at once: some ten megabytes of text.
JSON_ZEILEN = 20_000
MODUL_TABELLEN = (
    "modul_ziele", "modul_kennzahlen", "modul_raeume", "modul_angaben", "integrationskette", "stadtteilarbeit",
    "weiterbildungen", "arbeitsprogramm", "bsc", "ausgangszahlen", "kosten", "gremien", "zeitleiste",
)  # fmt: skip
"""Tables about modules and older documents that are published as they stand in the packages."""


def ergebnisse(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of values, one row per Kommune, Kennzahl, Raum, Zeitraum, Gruppe."""
    werte = ergebnis.werte[[s for s in ERGEBNIS_SPALTEN if s != "rechnung"]].round(STELLEN)
    werte.insert(ERGEBNIS_SPALTEN.index("rechnung"), "rechnung", arithmetic_column(ergebnis.werte))
    return werte


def area_comparisons(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of areas beside the rest of their city: one row a comparison, single periods before two together."""
    beide = pd.concat([ergebnis.werte, ergebnis.zusammen], ignore_index=True)
    v = beide[beide["wert_rest"].notna()]
    v = v.assign(wert=v["wert_genau"])
    x_von, x_bis, n = (v[s].to_numpy("float64") for s in ("faelle_von", "faelle_bis", "nenner"))
    von, bis, rest = (v[s].to_numpy("float64") for s in ("rest_von", "rest_bis", "rest_nenner"))
    for name, niveau in (("differenz", SCHWACH), ("differenz998", STRENG)):
        unten, oben = difference_bounds(x_von, x_bis, n, von, bis, rest, niveau)
        v[f"{name}_unten"], v[f"{name}_oben"] = 100 * unten, 100 * oben
    return v[list(VERGLEICH_SPALTEN)].round(STELLEN).reset_index(drop=True)


def status(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of statuses: one row a goal (kennzahl_id empty) and one per leading Kennzahl and reading."""
    ziele = ergebnis.ziele[
        ["kommune_id", "ziel_id", "status", "statusgrund", "seit", "ist_seit_offen", "hinweis_id"]
    ].assign(
        kennzahl_id="", reihe=0, rechnung=[texte.STATUSGRUND[Statusgrund(g)] for g in ergebnis.ziele["statusgrund"]]
    )
    k = ergebnis.zielstand.copy()
    k["wert"] = k["wert_genau"]
    k["abstand_stellen"] = k[["stellen", "stellen_ziel"]].min(axis=1).where(k["abstand"].notna())
    k["rechnung"] = [status_arithmetic(ergebnis, zeile) for _, zeile in k.iterrows()]
    k["reihe"] = range(1, len(k) + 1)
    folge = {z: i for i, z in enumerate(ergebnis.ziele["kommune_id"] + "|" + ergebnis.ziele["ziel_id"])}
    alle = pd.concat([ziele, k[[*STATUS_SPALTEN, "reihe"]]], ignore_index=True)
    ordnung = (alle["kommune_id"] + "|" + alle["ziel_id"]).map(folge)
    alle = alle.assign(o=ordnung).sort_values(["o", "reihe"], kind="stable")
    leer = ["gruppe", "lesart", "zeitraum", "einheit", "vergleich", "ki_methode", "zuverlaessigkeit", "verfehlt_in"]
    for spalte in (*leer, "sicherheit", "seit", "hinweis_id", "rechnung"):
        alle[spalte] = alle[spalte].fillna("")
    return alle[list(STATUS_SPALTEN)].round(STELLEN).reset_index(drop=True)


def trends(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of developments, one row per Kommune, Kennzahl, Raum, Gruppe."""
    t = ergebnis.trends
    geprueft = t["methode"].eq("quasibinomial")
    zeilen = t[geprueft].to_dict("records")
    rechnung = pd.Series("", index=t.index, dtype="object")
    rechnung[geprueft] = ["; ".join(trend_lines(z)) for z in zeilen]
    # A p value below the written digits would read as impossible: it stops at the smallest number they can show.
    return t.assign(rechnung=rechnung, p=t["p"].clip(lower=10.0**-STELLEN))[list(TREND_SPALTEN)].round(STELLEN)


def comparability(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of verdicts: one row per Kennzahl, Gruppe and pair, first municipality before the second."""
    v = ergebnis.vergleichbarkeit.copy()
    v["grund"] = [reason(ergebnis, zeile) for _, zeile in v.iterrows()]
    seiten = ["zaehler_code", "nenner_code", "einschluss_code", "stichtag", "jahr", "quelle_id", "fundstelle"]
    beide = [f"{s}_{seite}" for seite in ("a", "b") for s in seiten]
    return v[["kennzahl_id", "gruppe", "kommune_id_a", "kommune_id_b", "urteil", "grund", *FELDER, *beide]]


WORTGETREU = ("gedruckt", "kosten_gedruckt", "fundstelle", "erwartet")
"""Columns of words that are compared with a document or with other columns."""


def typeset_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Sets the spaces in all words of a table as the pages do; what is printed stays letter by letter.

    Args:
        frame: Any public table.
    """
    worte = [str(s) for s in frame.select_dtypes(["object", "str"]) if s not in WORTGETREU]
    return frame.assign(
        **{s: frame[s].map({t: typeset(t) for t in frame[s].unique() if isinstance(t, str)}) for s in worte}
    )


def municipalities(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of municipalities, with the latest population figures and for when they hold."""
    k = ergebnis.kommunen
    stand = [format_zeitraum(z) if z else "" for z in k["bevoelkerung_zeitraum"]]
    kopf = ["kommune_id", "name", "ags", "typ", "programmrolle", "einwohner", "unter_18"]
    return (
        k[kopf]
        .assign(
            zeitraum=k["bevoelkerung_zeitraum"],
            stand=stand,
            quelle_id=k["bevoelkerung_quelle_id"],
            fundstelle=k["bevoelkerung_fundstelle"],
        )
        .reset_index(drop=True)
    )


def tables(ergebnis: Ergebnis) -> dict[str, pd.DataFrame]:
    """All public tables by file stem."""
    return {name: typeset_words(frame) for name, frame in _tables(ergebnis).items()}


def _tables(ergebnis: Ergebnis) -> dict[str, pd.DataFrame]:
    bestand = ergebnis.bestand
    hinweise = bestand.frame("hinweise").rename(columns={"paket": "kommune_id"}).drop(columns="_zeile")
    return {
        "ergebnisse": ergebnisse(ergebnis),
        "raumvergleiche": area_comparisons(ergebnis),
        "status": status(ergebnis),
        "trends": trends(ergebnis),
        "hinweise": hinweise,
        "kennzahlen": bestand.frame("kennzahlen").drop(columns=["paket", "_zeile"]),
        "kommunen": municipalities(ergebnis),
        "zaehlweisen": bestand.frame("zaehlweisen").drop(columns=["paket", "_zeile"]),
        "vergleichbarkeit": comparability(ergebnis),
        "aehnlichkeit": ergebnis.aehnlichkeit.round(STELLEN),
        "themen": bestand.frame("themenzuordnung").drop(columns=["paket", "_zeile"]),
        "quellen": bestand.frame("quellen").drop(columns=["paket", "_zeile"]),
        "heute": bestand.frame("heute").drop(columns=["paket", "_zeile"]),
        "massnahmen": bestand.frame("massnahmen").rename(columns={"paket": "kommune_id"}).drop(columns="_zeile"),
        "module": bestand.frame("module").rename(columns={"paket": "kommune_id"}).drop(columns="_zeile"),
        **{
            name: bestand.frame(name).rename(columns={"paket": "kommune_id"}).drop(columns="_zeile")
            for name in MODUL_TABELLEN
        },
    }


def write_site_data(site: Path) -> None:
    """Writes downloads and packages into the built site.

    Args:
        site: Folder of the built site.
    """
    ergebnis = read_ergebnis()
    ordner = site / "daten"
    (ordner / "pakete").mkdir(parents=True, exist_ok=True)
    alle = tables(ergebnis)
    write_tables(ordner, alle)
    write_workbook(ordner / "alles.xlsx", alle)
    for paket in ergebnis.bestand.pakete:
        write_package(ergebnis.bestand.pfad, paket, ordner / "pakete" / f"{paket}.zip")


def write_figures(site: Path, figuren: Mapping[str, str]) -> None:
    """Writes figures into the built site.

    Args:
        site: Folder of the built site.
        figuren: JSON of each figure by file name.
    """
    bilder = site / "assets" / "figuren"
    bilder.mkdir(parents=True, exist_ok=True)
    for name, text in figuren.items():
        datei = bilder / name
        datei.parent.mkdir(exist_ok=True)
        datei.write_text(typeset(text), encoding="utf-8")


def write_tables(ordner: Path, alle: Mapping[str, pd.DataFrame]) -> None:
    """Writes each table as CSV and as JSON."""
    for name, frame in alle.items():
        frame.to_csv(ordner / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
        _write_json(ordner / f"{name}.json", frame)


def _write_json(datei: Path, frame: pd.DataFrame) -> None:
    """Writes the rows as one JSON list, piece by piece, so that the text is never in memory as a whole."""
    with datei.open("w", encoding="utf-8") as ziel:
        ziel.write("[")
        for beginn in range(0, len(frame), JSON_ZEILEN):
            teil = frame.iloc[beginn : beginn + JSON_ZEILEN]
            text = teil.to_json(orient="records", force_ascii=False, double_precision=STELLEN)
            ziel.write(("," if beginn else "") + text[1:-1])
        ziel.write("]")


def write_workbook(datei: Path, tabellen: Mapping[str, pd.DataFrame]) -> None:
    """Writes all tables into one workbook.

    Text that a spreadsheet would run as a formula stays text; same data give the same bytes.
    """
    mappe = Workbook(write_only=True)
    mappe.properties.creator = "Kommunale Präventionsketten"
    for name, frame in tabellen.items():
        blatt = mappe.create_sheet(name)
        blatt.append(list(frame.columns))
        for zeile in frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None):
            blatt.append([_text_cell(blatt, w) if isinstance(w, str) and w[:1] in _BESONDERS else w for w in zeile])
    puffer = io.BytesIO()
    mappe.save(puffer)
    # openpyxl stamps the hour of writing into the archive and its properties.
    with zipfile.ZipFile(puffer) as alt:
        teile = {name: alt.read(name) for name in alt.namelist()}
    teile["docProps/core.xml"] = _STEMPEL.sub(rb"\g<1>1980-01-01T00:00:00Z<", teile["docProps/core.xml"])
    _write_zip(datei, teile)


# A spreadsheet takes "=…" for a formula and "#N/A" for an error.
_BESONDERS = ("=", "#")


def _text_cell(blatt: Any, text: str) -> WriteOnlyCell:
    zelle = WriteOnlyCell(blatt, value=text)
    zelle.data_type = "s"
    return zelle


_ZEIT = (1980, 1, 1, 0, 0, 0)
_STEMPEL = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*<")


def _write_zip(datei: Path, inhalt: Mapping[str, bytes]) -> None:
    """Writes an archive whose bytes depend on its content alone, entries in the given order."""
    with zipfile.ZipFile(datei, "w") as archiv:
        for name, daten in inhalt.items():
            eintrag = zipfile.ZipInfo(name, _ZEIT)
            eintrag.create_system = 3
            eintrag.external_attr = 0o644 << 16
            archiv.writestr(eintrag, daten, zipfile.ZIP_DEFLATED, compresslevel=9)


def write_package(pfad: Path, paket: str, datei: Path) -> None:
    """Writes one self-contained package: schemas inline, the catalogue tables it refers to included.

    Args:
        pfad: Root folder of the packages.
        paket: Package name.
        datei: Zip file to write; same data give the same bytes.
    """
    beschreibung = json.loads((pfad / paket / "datapackage.json").read_text(encoding="utf-8"))
    katalog = json.loads((pfad / KATALOG / "datapackage.json").read_text(encoding="utf-8"))
    eigene = {r["name"] for r in beschreibung["resources"]}
    offen = [(paket, r) for r in beschreibung["resources"]]
    inhalt: dict[str, bytes] = {}
    ressourcen: dict[str, dict[str, object]] = {}
    while offen:
        herkunft, ressource = offen.pop(0)
        if ressource["name"] in ressourcen:
            continue
        schema = copy.deepcopy(read_schema_file((pfad / herkunft / ressource["schema"]).resolve()))
        schluessel = schema.pop("foreignKeys", [])
        for bezug in (s["reference"] for s in schluessel):
            aus_katalog = bezug.pop("package", None) is not None or herkunft == KATALOG
            if aus_katalog and bezug["resource"] != ressource["name"]:
                offen += [(KATALOG, r) for r in katalog["resources"] if r["name"] == bezug["resource"]]
            # Within its own table a reference has no name (Data Package standard, version 1).
            bezug["resource"] = "" if bezug["resource"] == ressource["name"] else bezug["resource"]
        # A town without goals has Hinweise all the same; validation has made sure that nothing refers to them.
        da = eigene | {r["name"] for _, r in offen} | set(ressourcen) | {""}
        schluessel = [s for s in schluessel if s["reference"]["resource"] in da]
        if schluessel:
            schema["foreignKeys"] = schluessel
        inhalt[ressource["path"]] = (pfad / herkunft / ressource["path"]).read_bytes()
        ressourcen[ressource["name"]] = {**ressource, "schema": schema}
    beschreibung["resources"] = list(ressourcen.values())
    inhalt["datapackage.json"] = (json.dumps(beschreibung, ensure_ascii=False, indent=1) + "\n").encode()
    _write_zip(datei, {name: inhalt[name] for name in sorted(inhalt)})
