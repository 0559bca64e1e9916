"""Downloads: the rows of the Ergebnis as CSV, JSON and XLSX, and the self-contained data packages."""

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kekiz.daten.bestand import KATALOG, WERT_SCHLUESSEL, Bestand, find_schema, read_json, read_schema_file
from kekiz.daten.einstellungen import read_settings
from kekiz.daten.load import read_catalogue
from kekiz.daten.paket import describe_licence
from kekiz.daten.verlauf import OHNE_TAG
from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen.raumvergleich import SCHWACH, STRENG, difference_bounds
from kekiz.rechnen.verbergen import published_csv
from kekiz.sagen.rechnung import arithmetic_column
from kekiz.sagen.trendsatz import trend_lines
from kekiz.sagen.wertverlauf import change_words, place_of
from kekiz.sagen.zaehlvergleich import class_reasons
from kekiz.sagen.zielsatz import status_arithmetic
from kekiz.wege.anteile import Anteil
from kekiz.wege.archiv import save_workbook, write_zip
from kekiz.wege.auszug import write_extracts
from kekiz.wege.formular import write_forms
from kekiz.wege.plan import read_shown
from kekiz.wege.schnittstelle import write_api
from kekiz.wege.tabellenbeschreibung import column_words, write_description
from kekiz.wege.teile import (
    STELLEN,
    check_sizes,
    is_whole,
    write_kennzahl_parts,
    write_parquet,
    write_town_parts,
    write_whole,
)
from kekiz.wege.zwischenstand import Auszug
from kekiz.wissen import texte
from kekiz.wissen.codes import Statusgrund
from kekiz.wissen.lizenzen import STANDARD
from kekiz.wissen.schrift import typeset
from kekiz.wissen.spalten import (
    AENDERUNG_SPALTEN,
    BERECHNET,
    ERGEBNIS_SPALTEN,
    GETEILT,
    KLASSEN_SPALTEN,
    KOMMUNEN_SPALTEN,
    MAPPE_ZEILEN,
    RAUMVERGLEICH_SPALTEN,
    STATUS_SPALTEN,
    TABELLEN,
    TREND_SPALTEN,
    VERGLEICH_SPALTEN,
    ZEITRAUM_TAGE,
    parquet_files,
)
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_zeitraum
from kekiz.wissen.zeitraum import read_zeitraum

MODUL_TABELLEN = (
    "modul_ziele", "modul_kennzahlen", "modul_raeume", "modul_angaben", "integrationskette", "stadtteilarbeit",
    "weiterbildungen", "arbeitsprogramm", "bsc", "ausgangszahlen", "kosten", "gremien", "zeitleiste", "steuerung",
    "steuerung_teile", "rueckmeldungen", "praxispartner", "praxisthemen", "befragungen", "selbstbewertung",
    "zielvereinbarungen",
)  # fmt: skip
"""Tables about modules and older documents that are published as they stand in the packages."""


def ergebnisse(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of values, one row per Kommune, Kennzahl, Raum, Zeitraum, Gruppe."""
    werte = with_days(ergebnis.werte)[[s for s in ERGEBNIS_SPALTEN if s != "rechnung"]].round(STELLEN)
    werte.insert(list(ERGEBNIS_SPALTEN).index("rechnung"), "rechnung", arithmetic_column(ergebnis.werte))
    return werte


def with_days(frame: pd.DataFrame, von: str = "zeitraum", bis: str = "zeitraum") -> pd.DataFrame:
    """Adds the first day of a period and the last day of the same or another one; empty where none is known.

    Args:
        frame: Any table with periods.
        von: Column of the period that begins.
        bis: Column of the period that ends.
    """
    tage = {code: read_zeitraum(code) for s in {von, bis} for code in frame[s].dropna().unique() if code}
    beginn = {c: z.beginn.isoformat() for c, z in tage.items() if z.beginn}
    ende = {c: z.ende.isoformat() for c, z in tage.items()}
    return frame.assign(
        zeitraum_beginn=frame[von].map(lambda c: beginn.get(c, "")).astype("str"),
        zeitraum_ende=frame[bis].map(lambda c: ende.get(c, "")).astype("str"),
    )


def pooled_values(ergebnis: Ergebnis) -> pd.DataFrame:
    """The values of two periods counted together, with the columns of the table of values; what is not said of them is missing."""
    return ergebnisse(replace(ergebnis, werte=ergebnis.zusammen.reindex(columns=ergebnis.werte.columns)))


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
    return with_days(v)[list(RAUMVERGLEICH_SPALTEN)].round(STELLEN).reset_index(drop=True)


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
    eigene = [s for s in STATUS_SPALTEN if s not in ZEITRAUM_TAGE]
    alle = pd.concat([ziele, k[[*eigene, "reihe"]]], ignore_index=True)
    ordnung = (alle["kommune_id"] + "|" + alle["ziel_id"]).map(folge)
    alle = alle.assign(o=ordnung).sort_values(["o", "reihe"], kind="stable")
    leer = ["gruppe", "lesart", "zeitraum", "einheit", "vergleich", "ki_methode", "zuverlaessigkeit", "verfehlt_in"]
    for spalte in (*leer, "sicherheit", "seit", "hinweis_id", "rechnung"):
        alle[spalte] = alle[spalte].fillna("")
    return with_days(alle)[list(STATUS_SPALTEN)].round(STELLEN).reset_index(drop=True)


def trends(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of developments, one row per Kommune, Kennzahl, Raum, Gruppe."""
    t = ergebnis.trends
    geprueft = t["methode"].eq("quasibinomial")
    zeilen = t[geprueft].to_dict("records")
    rechnung = pd.Series("", index=t.index, dtype="object")
    rechnung[geprueft] = ["; ".join(trend_lines(z)) for z in zeilen]
    # A p value below the written digits would read as impossible: it stops at the smallest number they can show.
    t = with_days(t, "zeitraum_von", "zeitraum_bis")
    return t.assign(rechnung=rechnung, p=t["p"].clip(lower=10.0**-STELLEN))[list(TREND_SPALTEN)].round(STELLEN)


def comparability(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of comparability: one row per Kennzahl, Gruppe and Kommune with the class of its counting."""
    return ergebnis.zaehlweisen[list(VERGLEICH_SPALTEN)]


def counting_classes(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of ways of counting: one row per class."""
    k = ergebnis.zaehlklassen
    k = k.assign(grund=class_reasons(ergebnis))
    return k.reset_index()[list(KLASSEN_SPALTEN)]


def value_changes(ergebnis: Ergebnis) -> pd.DataFrame:
    """The public table of new, changed and withdrawn values, latest first."""
    zeilen = [
        (
            "" if a.tag == OHNE_TAG else a.tag.isoformat(),
            str(a.art),
            a.kommune_id,
            a.tabelle,
            "|".join(a.schluessel),
            *(place_of(ergebnis, a).get(s, "") for s in WERT_SCHLUESSEL),
            *change_words(ergebnis, a),
            a.grund,
        )
        for a in ergebnis.verlauf
    ]
    eigene = [s for s in AENDERUNG_SPALTEN if s not in ZEITRAUM_TAGE]
    return with_days(pd.DataFrame(zeilen, columns=eigene, dtype="str"))[list(AENDERUNG_SPALTEN)]


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
    k = k.assign(
        zeitraum=k["bevoelkerung_zeitraum"],
        stand=stand,
        quelle_id=k["bevoelkerung_quelle_id"],
        fundstelle=k["bevoelkerung_fundstelle"],
    )
    return with_days(k.reset_index(drop=True))[list(KOMMUNEN_SPALTEN)]


def tables(ergebnis: Ergebnis) -> dict[str, pd.DataFrame]:
    """All public tables but that of columns by file stem, with every column that they may have."""
    roh = _tables(ergebnis)
    # Each is let go of once it is set: the largest would be in memory twice.
    return {name: typeset_words(roh.pop(name)) for name in list(roh)}


def whole_tables(pfad: Path, alle: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The public tables as they are published whole, the table of columns last.

    Rows of a part (:mod:`kekiz.wege.teile`, :mod:`kekiz.wege.auszug`) and of the interface keep every column, so that
    whoever reads one of them reads all.

    Args:
        pfad: Root folder of the packages, for the words of the schemas.
        alle: What :func:`tables` gives.
    """
    ganz = {name: without_empty_columns(frame) for name, frame in alle.items()}
    return ganz | {"spalten": columns(pfad, ganz)}


def without_empty_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Leaves out the columns in which no row says anything; the first one that does brings its column back.

    A table without rows keeps its head, which says what it will hold.

    Example:
        >>> list(without_empty_columns(pd.DataFrame({"a": ["x", ""], "b": ["", ""], "c": [None, None], "d": [None, 0]})))
        ['a', 'd']
    """
    leer = [s for s in frame.columns if not (frame[s].notna() & frame[s].ne("")).any()]
    return frame.drop(columns=leer) if leer and len(frame) else frame


def split_tables(ergebnis: Ergebnis) -> dict[str, pd.DataFrame]:
    """The public tables that are also published by municipality, by file stem."""
    gebaut = {"ergebnisse": ergebnisse, "raumvergleiche": area_comparisons, "status": status, "trends": trends}
    return {name: typeset_words(gebaut[name](ergebnis)) for name in GETEILT}


def columns(pfad: Path, alle: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The public table of columns: one row per table and column, in their order.

    Args:
        pfad: Root folder of the packages, for the words of the schemas.
        alle: All other public tables.

    Raises:
        KeyError: Nothing says what a column means.
    """
    kopf = {name: list(frame.columns) for name, frame in alle.items()} | {"spalten": list(BERECHNET["spalten"])}
    return pd.DataFrame(
        {"tabelle": name, "spalte": spalte, "titel": worte["title"], "beschreibung": worte["description"]}
        for name, spalten in kopf.items()
        for spalte, worte in column_words(pfad, name, spalten).items()
    )


def _tables(ergebnis: Ergebnis) -> dict[str, pd.DataFrame]:
    bestand = ergebnis.bestand
    return {
        "ergebnisse": ergebnisse(ergebnis),
        "raumvergleiche": area_comparisons(ergebnis),
        "status": status(ergebnis),
        "trends": trends(ergebnis),
        "hinweise": _of_towns(bestand, "hinweise"),
        "kennzahlen": bestand.frame("kennzahlen").drop(columns=["paket", "_zeile"]),
        "kommunen": municipalities(ergebnis),
        "zaehlweisen": bestand.frame("zaehlweisen").drop(columns=["paket", "_zeile"]),
        "vergleichbarkeit": comparability(ergebnis),
        "zaehlklassen": counting_classes(ergebnis),
        "aehnlichkeit": ergebnis.aehnlichkeit.round(STELLEN),
        "wertaenderungen": value_changes(ergebnis),
        "praxisbeispiele": bestand.frame("praxisbeispiele").drop(columns=["paket", "_zeile"]),
        "kettenfragen": bestand.frame("kettenfragen").drop(columns=["paket", "_zeile"]),
        "themen": bestand.frame("themenzuordnung").drop(columns=["paket", "_zeile"]),
        "quellen": bestand.frame("quellen").drop(columns=["paket", "_zeile"]),
        "heute": bestand.frame("heute").drop(columns=["paket", "_zeile"]),
        **{name: _of_towns(bestand, name) for name in ("massnahmen", "module", *MODUL_TABELLEN)},
    }


def _of_towns(bestand: Bestand, name: str) -> pd.DataFrame:
    """A table of the packages with the municipality of each row; rows of the catalogue have none."""
    frame = bestand.frame(name).rename(columns={"paket": "kommune_id"}).drop(columns="_zeile")
    return frame.assign(kommune_id=frame["kommune_id"].replace(KATALOG, ""))


def only_towns(ergebnis: Ergebnis, kommunen: Sequence[str]) -> Ergebnis:
    """Gives the rows of some municipalities alone."""
    eigene = {
        name: (frame := getattr(ergebnis, name))[frame["kommune_id"].isin(kommunen)]
        for name in ("werte", "trends", "zielstand", "ziele", "zusammen")
    }
    return replace(ergebnis, **eigene)


def write_site_data(site: Path, anteil: Anteil | None = None, auszuege: Mapping[str, Auszug] | None = None) -> None:
    """Writes downloads and packages into the built site.

    Args:
        site: Folder of the built site.
        anteil: Share of the site that is built; None: all of it.
        auszuege: What each chart of its pages shows, by the name of the file for it.
    """
    ergebnis = read_ergebnis()
    ordner = site / "daten"
    (ordner / "pakete").mkdir(parents=True, exist_ok=True)
    alle_kommunen = [str(k) for k in ergebnis.kommunen.index]
    kommunen = anteil.of(alle_kommunen) if anteil else alle_kommunen
    if anteil and not anteil.ist_erster:
        eigene = only_towns(ergebnis, kommunen)
        geteilt = split_tables(eigene)
        write_town_parts(ordner, kommunen, geteilt)
        _write_extracts(ordner, auszuege, eigene, geteilt)
        write_forms(ordner, ergebnis, kommunen, read_settings())
        _write_packages(ordner, ergebnis, kommunen)
        check_sizes(ordner)
        return
    alle = tables(ergebnis)
    ganz = whole_tables(ergebnis.bestand.pfad, alle)
    write_tables(ordner, ganz)
    write_town_parts(ordner, kommunen, alle)
    write_kennzahl_parts(ordner, ergebnis, alle, read_settings())
    _write_extracts(ordner, auszuege, ergebnis, alle)
    write_forms(ordner, ergebnis, kommunen, read_settings())
    titel = {
        name: spalten.set_index("spalte")["titel"].to_dict() for name, spalten in ganz["spalten"].groupby("tabelle")
    }
    klein = {name: frame for name, frame in ganz.items() if len(frame) <= MAPPE_ZEILEN}
    write_workbook(ordner / "alles.xlsx", klein, titel)
    _write_packages(ordner, ergebnis, [p for p in ergebnis.bestand.pakete if p not in alle_kommunen or p in kommunen])
    write_description(ordner, ergebnis, ganz, read_settings())
    write_api(site, ergebnis, read_shown()[0], alle, read_settings())
    check_sizes(ordner)


def _write_extracts(
    ordner: Path, auszuege: Mapping[str, Auszug] | None, ergebnis: Ergebnis, alle: Mapping[str, pd.DataFrame]
) -> None:
    if auszuege:
        zusammen = typeset_words(pooled_values(ergebnis))
        write_extracts(ordner, auszuege, ergebnis, alle["ergebnisse"], zusammen, read_settings())


def _write_packages(ordner: Path, ergebnis: Ergebnis, pakete: Sequence[str]) -> None:
    e = read_settings()
    gezeigt = ergebnis.bestand if e.verbirgt_kleine_zahlen else None
    for paket in pakete:
        if paket in ergebnis.bestand.pakete:
            write_package(ergebnis.bestand.pfad, paket, ordner / "pakete" / f"{paket}.zip", e.lizenz, gezeigt)


def write_figures(site: Path, figuren: Mapping[str, str]) -> None:
    """Writes figures into the built site.

    Args:
        site: Folder of the built site.
        figuren: JSON of each figure by file name.
    """
    for name, text in figuren.items():
        datei = site / "assets" / "figuren" / name
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(typeset(text), encoding="utf-8")


def write_tables(ordner: Path, alle: Mapping[str, pd.DataFrame]) -> None:
    """Writes each table as CSV and JSON where it is small enough, and as Parquet where it may grow large."""
    for name, frame in alle.items():
        if is_whole(frame):
            write_whole(ordner, name, frame)
        if name in GETEILT or not is_whole(frame):
            for datei, zeilen in parquet_files(name, len(frame)).items():
                write_parquet(ordner / datei, frame.iloc[zeilen])


def write_workbook(datei: Path, tabellen: Mapping[str, pd.DataFrame], titel: Mapping[str, Mapping[str, str]]) -> None:
    """Writes all tables into one workbook: a sheet that tells what is inside, then each table with a head that stays.

    Text that a spreadsheet would run as a formula stays text; same data give the same bytes.

    Args:
        datei: File to write.
        tabellen: Tables by name.
        titel: Title of each column by table; a column without one is called by its name.
    """
    mappe = Workbook(write_only=True)
    inhalt = [(name, TABELLEN.get(name, ""), len(frame)) for name, frame in tabellen.items()]
    _write_sheet(mappe, sag("Inhalt"), [sag("Blatt"), sag("Was darin steht"), sag("Zeilen")], inhalt)
    for name, frame in tabellen.items():
        kopf = [titel.get(name, {}).get(str(s), str(s)) for s in frame.columns]
        # An empty text would not count as an empty cell.
        zeilen = frame.astype(object).where(frame.notna() & frame.ne(""), None).itertuples(index=False, name=None)
        _write_sheet(mappe, name, kopf, list(zeilen))
    save_workbook(mappe, datei)


# A spreadsheet takes "=…" for a formula and "#N/A" for an error.
_BESONDERS = ("=", "#")
_BREITE = (8, 60)
"""Least and greatest width of a column in characters."""
_GEMESSEN = 200
"""So many rows decide how wide a column is."""


def _write_sheet(mappe: Workbook, name: str, kopf: Sequence[str], zeilen: Sequence[Sequence[object]]) -> None:
    blatt = mappe.create_sheet(name)
    spalten = [get_column_letter(nr) for nr in range(1, len(kopf) + 1)]
    blatt.freeze_panes = "A2"
    blatt.auto_filter.ref = f"A1:{spalten[-1]}{len(zeilen) + 1}"
    for nr, (buchstabe, titel) in enumerate(zip(spalten, kopf, strict=True)):
        laengen = [len(titel) + 3, *(len(str(z[nr])) + 1 for z in zeilen[:_GEMESSEN] if z[nr] is not None)]
        blatt.column_dimensions[buchstabe].width = min(max(_BREITE[0], *laengen), _BREITE[1])
    blatt.append([_head_cell(blatt, t) for t in kopf])
    for zeile in zeilen:
        blatt.append([_text_cell(blatt, w) if isinstance(w, str) and w[:1] in _BESONDERS else w for w in zeile])


def _head_cell(blatt: Any, text: str) -> WriteOnlyCell:
    zelle = _text_cell(blatt, text)
    zelle.font = Font(bold=True)
    return zelle


def _text_cell(blatt: Any, text: str) -> WriteOnlyCell:
    zelle = WriteOnlyCell(blatt, value=text)
    zelle.data_type = "s"
    return zelle


def write_package(pfad: Path, paket: str, datei: Path, lizenz: str = STANDARD, gezeigt: Bestand | None = None) -> None:
    """Writes one self-contained package: schemas inline, the catalogue tables it refers to included.

    Args:
        pfad: Root folder of the packages.
        paket: Package name.
        datei: Zip file to write; same data give the same bytes.
        lizenz: Code of the licence under which the site publishes its data.
        gezeigt: The packages as they are shown, where something in them is hidden; None: as they are kept.
    """
    katalog, katalogdateien = read_catalogue(pfad)
    beschreibung = dict(katalog if paket == KATALOG else read_json(pfad / paket / "datapackage.json"))
    eigene = {r["name"] for r in beschreibung["resources"]}
    offen = [(paket, r) for r in beschreibung["resources"]]
    inhalt: dict[str, bytes] = {}
    ressourcen: dict[str, dict[str, object]] = {}
    while offen:
        herkunft, ressource = offen.pop(0)
        if ressource["name"] in ressourcen:
            continue
        schema = copy.deepcopy(read_schema_file(find_schema(pfad, herkunft, ressource["schema"])))
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
        name = ressource["path"]
        inhalt[name] = katalogdateien[name] if herkunft == KATALOG else (pfad / herkunft / name).read_bytes()
        if gezeigt is not None and herkunft != KATALOG:
            inhalt[name] = published_csv(gezeigt, herkunft, str(ressource["name"]), inhalt[name].decode()).encode()
        ressourcen[ressource["name"]] = {**ressource, "schema": schema}
    beschreibung["licenses"] = [describe_licence(lizenz)]
    beschreibung["resources"] = list(ressourcen.values())
    inhalt["datapackage.json"] = (json.dumps(beschreibung, ensure_ascii=False, indent=1) + "\n").encode()
    write_zip(datei, {name: inhalt[name] for name in sorted(inhalt)})
