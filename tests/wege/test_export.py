"""The downloads: columns of the public interface, the same rows in each format, packages that stand alone."""

import io
import json
import re
import zipfile
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from openpyxl import load_workbook

from kekiz.daten.bestand import read_schema
from kekiz.daten.load import load, package_names
from kekiz.ergebnis import build
from kekiz.wege.export import (
    columns,
    tables,
    whole_tables,
    without_empty_columns,
    write_figures,
    write_package,
    write_site_data,
    write_workbook,
)
from kekiz.wege.tabellenbeschreibung import describe_schema
from kekiz.wissen import spalten
from paketbau import DATEN, REPO, Projekt
from staedtebau import packages

# design, section 6
PFLICHT = {
    "ergebnisse": [
        "kommune_id", "ziel_id", "kennzahl_id", "kennzahl", "raum_id", "raum", "zeitraum", "gruppe", "wert", "wert_bis",
        "einheit", "zaehler", "nenner", "ki_unten", "ki_oben", "wertstatus", "hinweis_id", "quelle_id", "fundstelle",
        "wert_berechnet",
    ],
    "status": [
        "kommune_id", "ziel_id", "kennzahl_id", "status", "zeitraum", "wert", "zielwert", "abstand", "abstand_anzahl",
        "rechnung",
    ],
    "kommunen": ["kommune_id", "name", "ags", "einwohner", "unter_18", "zeitraum", "stand"],
    "massnahmen": ["nr", "titel", "jaehrliche_kosten_euro", "finanzierung"],
    "hinweise": ["hinweis_id", "art", "befund", "gedruckt", "nachgerechnet", "umgang"],
    "module": ["modul_id", "name"],
}  # fmt: skip


@pytest.fixture(scope="module")
def daten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as mp:
        mp.chdir(REPO)
        write_site_data(site)
        write_figures(site, {"dort/a.json": '{"a": "5 %"}'})
    assert (site / "assets/figuren/dort/a.json").read_text(encoding="utf-8") == '{"a": "5\u202f%"}'
    return site / "daten"


def read_csv(datei: Path) -> pd.DataFrame:
    return pd.read_csv(datei, dtype=str, keep_default_na=False)


def plain(wert: object) -> str:
    """Writes a cell of JSON or XLSX as the CSV does, numbers in their shortest form."""
    if wert is None:
        return ""
    if isinstance(wert, int | float) and not isinstance(wert, bool):
        return f"{wert:.6f}".rstrip("0").rstrip(".") if wert else "0"
    return str(wert)


def shortest(text: str) -> str:
    """Brings a number of the CSV into its shortest form; leaves text alone."""
    try:
        return plain(float(text)) if (text and not text.startswith("0")) or "." in text else text
    except ValueError:
        return text


@pytest.mark.parametrize("name", PFLICHT)
def test_columns_of_the_public_interface(daten: Path, name: str) -> None:
    kopf = (daten / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(PFLICHT[name]) <= set(kopf)
    assert len(set(kopf)) == len(kopf)


def test_each_table_is_described_on_its_page(daten: Path) -> None:
    assert {p.stem for p in daten.glob("*.csv")} == {p.stem for p in daten.glob("*.json")} - {"datapackage"}
    assert {p.stem for p in daten.glob("*.csv")} == set(spalten.TABELLEN)


def test_csv_json_and_workbook_say_the_same(daten: Path) -> None:
    mappe = load_workbook(daten / "alles.xlsx", read_only=True)
    tabellen = {p.stem for p in daten.glob("*.csv")}
    assert set(mappe.sheetnames) == {"Inhalt"} | tabellen
    inhalt = {str(name): (text, zahl) for name, text, zahl in mappe["Inhalt"].iter_rows(min_row=2, values_only=True)}
    assert inhalt == {n: (spalten.TABELLEN[n], len(read_csv(daten / f"{n}.csv"))) for n in tabellen}
    titel = read_csv(daten / "spalten.csv").set_index(["tabelle", "spalte"])["titel"]
    for datei in daten.glob("*.csv"):
        frame = read_csv(datei)
        soll = [[shortest(z) for z in zeile] for zeile in frame.itertuples(index=False)]
        objekte = json.loads(datei.with_suffix(".json").read_text(encoding="utf-8"))
        assert [list(o) for o in objekte] == [list(frame.columns)] * len(frame), datei.name
        assert [[shortest(plain(w)) for w in o.values()] for o in objekte] == soll, datei.name
        kopf, *zeilen = mappe[datei.stem].iter_rows(values_only=True)
        breite = len(frame.columns)
        assert list(kopf) == [titel[datei.stem, spalte] for spalte in frame.columns], datei.name
        gelesen = [[shortest(plain(w)) for w in (*zeile, *[None] * breite)[:breite]] for zeile in zeilen]
        assert gelesen == soll, datei.name


def test_percent_values_are_in_percent_and_codes_are_text(daten: Path) -> None:
    e = read_csv(daten / "ergebnisse.csv")
    prozent = pd.to_numeric(e.loc[e["einheit"].eq("%") & e["wert"].ne(""), "wert"])
    assert prozent.median() > 1
    assert read_csv(daten / "kommunen.csv")["ags"].str.startswith("05").all()
    blatt = load_workbook(daten / "alles.xlsx")["kommunen"]
    spalte = list(read_csv(daten / "kommunen.csv").columns).index("ags")
    assert all(isinstance(zeile[spalte], str) for zeile in blatt.iter_rows(min_row=2, values_only=True))


def test_printed_value_stays_beside_the_computed_one(daten: Path) -> None:
    e = read_csv(daten / "ergebnisse.csv").set_index(["kennzahl_id", "raum_id", "zeitraum", "gruppe"])
    assert e.index.is_unique or e.set_index("kommune_id", append=True).index.is_unique
    zeile = e.xs("hamm", level="raum_id").loc[("lernfoerderung_erfolg", "2012/13", "")]
    assert (zeile["wert"], zeile["wert_berechnet"]) == ("85.0", "85.939258")


def test_measures_of_the_integration_concept(daten: Path) -> None:
    m = read_csv(daten / "massnahmen.csv")
    assert m["nr"].tolist() == [str(n) for n in range(1, 35)]
    kosten = pd.to_numeric(m["jaehrliche_kosten_euro"])
    assert kosten[:11].sum() == 1_499_000
    assert m.loc[12, "jaehrliche_kosten_euro"] == ""  # paid from the budget, which is not nought


def test_formula_signs_stay_text_in_the_workbook(tmp_path: Path) -> None:
    texte = ["=1+1", "+49", "-5", "@summe", '=HYPERLINK("http://a.b")', "#NAME?"]
    tabelle = pd.DataFrame({"text": texte, "zahl": [1.5, None, 3, 4, 5, 6], "leer": ["", "a", "", None, "", ""]})
    write_workbook(tmp_path / "a.xlsx", {"t": tabelle}, {"t": {"text": "=Text"}})
    blatt = load_workbook(tmp_path / "a.xlsx")["t"]
    assert [(z.value, z.data_type, z.font.bold) for z in blatt[1]] == [
        ("=Text", "s", True), ("zahl", "s", True), ("leer", "s", True),
    ]  # fmt: skip
    assert (blatt.freeze_panes, blatt.auto_filter.ref) == ("A2", "A1:C7")
    assert blatt.column_dimensions["A"].width > blatt.column_dimensions["B"].width == 8
    assert [z[0].value for z in blatt.iter_rows(min_row=2)] == texte
    assert {z[0].data_type for z in blatt.iter_rows(min_row=2)} == {"s"}
    assert [z[1].value for z in blatt.iter_rows(min_row=2)] == [1.5, None, 3, 4, 5, 6]
    # An empty cell is one to a spreadsheet that counts or filters, too.
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archiv:
        zellen = re.findall(r'<c r="C(\d+)"', archiv.read("xl/worksheets/sheet2.xml").decode())
    assert zellen == ["1", "3"]


def test_same_data_same_bytes(daten: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as mp:
        mp.chdir(REPO)
        mp.setattr("time.time", lambda: 2_000_000_000.0)
        write_site_data(tmp_path)
    namen = sorted(p.relative_to(daten) for p in daten.rglob("*") if p.is_file())
    assert [n for n in namen if (tmp_path / "daten" / n).read_bytes() != (daten / n).read_bytes()] == []


def unpack(datei: Path, ziel: Path) -> Path:
    with zipfile.ZipFile(datei) as archiv:
        archiv.extractall(ziel)
    return ziel / "datapackage.json"


def test_there_is_one_package_for_each_town(daten: Path) -> None:
    assert {p.stem for p in (daten / "pakete").glob("*.zip")} == set(package_names(DATEN))


@pytest.mark.parametrize("paket", package_names(DATEN))
def test_published_package_passes_a_stock_validation(daten: Path, tmp_path: Path, paket: str) -> None:
    beschreibung = unpack(daten / "pakete" / f"{paket}.zip", tmp_path)
    bericht = frictionless.validate(beschreibung)
    assert bericht.valid, bericht.flatten(["name", "rowNumber", "fieldName", "note"])
    paketdaten = json.loads(beschreibung.read_text(encoding="utf-8"))
    namen = {r["name"] for r in paketdaten["resources"]}
    assert {p.name for p in tmp_path.iterdir()} == {f"{n}.csv" for n in namen} | {"datapackage.json"}
    for ressource in paketdaten["resources"]:
        assert isinstance(ressource["schema"], dict)
        for schluessel in ressource["schema"].get("foreignKeys", []):
            assert schluessel["reference"]["resource"] in namen | {""}
            assert "package" not in schluessel["reference"]


def test_published_package_keeps_its_foreign_keys(daten: Path, tmp_path: Path) -> None:
    beschreibung = unpack(daten / "pakete" / "hamm.zip", tmp_path)
    werte = tmp_path / "werte.csv"
    text = werte.read_text(encoding="utf-8")
    for alt, neu in (("besuchsquote_neugeborene,", "gibt_es_nicht,"), (",stadtmitte,", ",gibt_es_nicht,")):
        werte.write_text(text.replace(alt, neu, 1), encoding="utf-8")
        assert [f[0] for f in frictionless.validate(beschreibung).flatten(["type"])] == ["foreign-key"]


def test_reference_to_a_table_that_a_town_does_not_have(projekt: Projekt, tmp_path: Path) -> None:
    """Hinweise may exist without goals: the reference is left out, everything else stays."""
    ohne = ("ziele", "ziel_kennzahlen", "zielwerte", "modul_ziele")
    for name in ohne:
        del projekt.tabellen["hamm"][name]
        projekt.datei(f"hamm/{name}").unlink()
    projekt.zeile("hamm/hinweis_bezuege").update(ziel_id="", kennzahl_id="quote_u8")
    assert projekt.fehler() == []
    write_package(projekt.pfad, "hamm", tmp_path / "hamm.zip")
    beschreibung = unpack(tmp_path / "hamm.zip", tmp_path / "entpackt")
    assert frictionless.validate(beschreibung).valid
    schema = {r["name"]: r["schema"] for r in json.loads(beschreibung.read_text(encoding="utf-8"))["resources"]}
    felder = [s["fields"] for s in schema["hinweis_bezuege"]["foreignKeys"]]
    assert felder == [["hinweis_id"], ["kennzahl_id"], ["raum_id"], ["gruppe"]]


def test_hostile_text_stays_text_in_every_format(projekt: Projekt, tmp_path: Path) -> None:
    projekt.zeile("hamm/massnahmen")["titel"] = "=cmd|\"x\" & 'y', „Ä“"
    assert projekt.fehler() == []
    alle = tables(build(load(projekt.pfad)))
    titel = alle["massnahmen"].loc[0, "titel"]
    puffer = io.StringIO()
    alle["massnahmen"].to_csv(puffer, index=False)
    assert pd.read_csv(io.StringIO(puffer.getvalue())).loc[0, "titel"] == titel
    write_workbook(tmp_path / "a.xlsx", alle, {})
    assert load_workbook(tmp_path / "a.xlsx")["massnahmen"]["B2"].value == titel


def test_way_is_a_share_of_a_way_or_empty(daten: Path) -> None:
    weg = pd.to_numeric(read_csv(daten / "status.csv")["weg"]).dropna()
    assert len(weg)
    assert weg.between(0, 100).all()


def test_differences_say_how_many_digits_they_are_good_for(daten: Path) -> None:
    """A counted share less one printed in whole percents is known to whole points; of two counted ones, exactly."""
    s = read_csv(daten / "status.csv").set_index(["ziel_id", "kennzahl_id", "gruppe"])["abstand_stellen"]
    assert float(s[("1.4", "vera_deutsch_stufe12", "")]) == 0
    assert s[("1.3", "versorgung_u3", "")] == ""
    w = read_csv(daten / "ergebnisse.csv")
    w = w[w["raum_id"].eq("hamm") & w["gruppe"].eq("")].set_index(["kennzahl_id", "zeitraum"])
    assert float(w.at[("versorgung_u3", "2018-09-30"), "stellen_vorperiode"]) == 0
    assert w.at[("versorgung_ue3_zuwanderung", "2018"), "stellen_vorperiode"] == ""


def test_tested_change_in_the_download(daten: Path) -> None:
    w = read_csv(daten / "ergebnisse.csv").set_index(["kennzahl_id", "raum_id", "zeitraum"])
    z = w.loc[("versorgung_ue3_zuwanderung", "hamm", "2018")]
    assert (z["vorperiode_urteil"], z["differenz_methode"], z["streuung"]) == ("auffaellig", "newcombe", "")
    assert [round(float(z[s]), 1) for s in ("differenz_vorperiode", "vorperiode_unten", "vorperiode_oben")] == [
        25.1, 8.0, 40.1,
    ]  # fmt: skip
    t = read_csv(daten / "trends.csv").set_index("kennzahl_id").loc["abschluss_qualifiziert"]
    assert (t["trend"], t["ist_deutlich"], t["methode"]) == ("unguenstig", "False", "quasibinomial")
    assert (round(float(t["t"]), 1), round(float(t["p"]), 3), round(float(t["streuung"]), 1)) == (-4.2, 0.013, 2.7)


def test_every_column_of_every_table_is_described(daten: Path) -> None:
    zeilen = pd.read_csv(daten / "spalten.csv", keep_default_na=False)
    beschrieben = {name: list(teil["spalte"]) for name, teil in zeilen.groupby("tabelle", sort=False)}
    koepfe = {datei.stem: datei.read_text(encoding="utf-8").splitlines()[0].split(",") for datei in daten.glob("*.csv")}
    assert beschrieben == koepfe
    assert zeilen["beschreibung"].ne("").all()
    # What holds for every municipality holds for a Kreis, too.
    worte = [*zeilen["beschreibung"], *spalten.TABELLEN.values()]
    assert [w for w in worte if re.search(r"\b(?:Stadt|Städte)\b", w)] == []


def test_column_that_nothing_describes_is_a_fault() -> None:
    with pytest.raises(KeyError, match="unbekannt"):
        columns(DATEN, {"ergebnisse": pd.DataFrame({"unbekannt": []})})


def whole_files(daten: Path) -> dict[str, dict[str, pd.DataFrame]]:
    """Gives the tables that are published whole, as text by format and name; missing is empty."""

    def _text(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.astype(object).where(frame.notna(), "").astype(str)

    mappe = pd.read_excel(daten / "alles.xlsx", sheet_name=None, dtype=str, keep_default_na=False)
    titel = (
        read_csv(daten / "spalten.csv")
        .groupby("tabelle")
        .apply(lambda t: dict(zip(t["titel"], t["spalte"], strict=True)))
    )
    (archiv,) = (daten / "archiv").glob("*.zip")
    with zipfile.ZipFile(archiv) as zip_:
        im_archiv = {
            Path(n).stem: io.BytesIO(zip_.read(n)) for n in zip_.namelist() if re.fullmatch(r"[^/]+/\w+\.csv", n)
        }
    return {
        "csv": {p.stem: read_csv(p) for p in daten.glob("*.csv")},
        "csv deutsch": {
            p.stem: pd.read_csv(p, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
            for p in (daten / "tabellenkalkulation").glob("*.csv")
        },
        "json": {
            p.stem: _text(pd.DataFrame(objekte))
            for p in daten.glob("*.json")
            if p.stem != "datapackage" and (objekte := json.loads(p.read_text(encoding="utf-8")))
        },
        "parquet": {p.stem: _text(pd.read_parquet(p)) for p in daten.glob("*.parquet")},
        "xlsx": {n: f.rename(columns=titel[n]) for n, f in mappe.items() if n != "Inhalt"},
        "archiv": {n: pd.read_csv(b, dtype=str, keep_default_na=False) for n, b in im_archiv.items()},
    }


@pytest.mark.parametrize("welche", ["staedte", "gebaut"])
def test_no_column_of_a_whole_table_is_empty_in_every_row(welche: str, request: pytest.FixtureRequest) -> None:
    """Whatever the format; and every format, the descriptor and the table of columns have the same ones."""
    daten: Path = request.getfixturevalue(welche) / "daten"
    beschreibung = json.loads((daten / "datapackage.json").read_text(encoding="utf-8"))
    felder = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in beschreibung["resources"]}
    genannt = read_csv(daten / "spalten.csv").groupby("tabelle")["spalte"].apply(list).to_dict()
    assert genannt == felder
    alle = whole_files(daten)
    assert set(alle["csv"]) == set(alle["csv deutsch"]) == set(alle["xlsx"]) == set(alle["archiv"]) == set(felder)
    assert set(alle["parquet"]) == set(spalten.GETEILT)
    leer = []
    for form, tabellen in alle.items():
        for name, frame in tabellen.items():
            assert list(frame.columns) == felder[name], (form, name)
            leer += [(form, name, s) for s in frame if len(frame) and frame[s].eq("").all()]
    assert leer == []
    for paket in (daten / "pakete").glob("*.zip"):
        with zipfile.ZipFile(paket) as zip_:
            for n in (n for n in zip_.namelist() if n.endswith(".csv")):
                # What is filled in needs a column to be filled in.
                soll = [f["name"] for f in read_schema(DATEN, Path(n).stem)["fields"]]
                assert zip_.read(n).decode().partition("\n")[0].split(",") == soll, (paket.name, n)


def test_one_filled_cell_brings_its_column_back(tmp_path: Path) -> None:
    projekt = Projekt(tmp_path, packages())
    # Not one document of the second city is to be found anywhere; a Raum compared has no Gruppe.
    for adresse in ("", "https://quellstadt.test/bericht.pdf"):
        for zeile in projekt.tabellen["katalog"]["quellen"]:
            zeile["adresse"] = ""
        projekt.zeile("katalog/quellen", 1)["adresse"] = adresse
        assert projekt.fehler() == []
        alle = tables(build(load(projekt.pfad)))
        ganz = whole_tables(projekt.pfad, alle)
        assert "adresse" in alle["quellen"]
        schema = describe_schema(projekt.pfad, "quellen", ganz["quellen"])
        genannt = ganz["spalten"].loc[ganz["spalten"]["tabelle"].eq("quellen"), "spalte"].tolist()
        assert list(ganz["quellen"].columns) == [f["name"] for f in schema["fields"]] == genannt
        assert ("adresse" in genannt) == bool(adresse)
        key = describe_schema(projekt.pfad, "raumvergleiche", ganz["raumvergleiche"])["primaryKey"]
        assert key == ["kommune_id", "kennzahl_id", "raum_id", "zeitraum"]
        assert not alle["raumvergleiche"].duplicated(key).any()


def test_table_without_rows_keeps_its_head() -> None:
    frame = pd.DataFrame({"a": pd.Series([], dtype=object), "b": pd.array([], dtype="Int64")})
    assert list(without_empty_columns(frame).columns) == ["a", "b"]
    voll = pd.DataFrame(
        {"a": pd.array([None, False], dtype="boolean"), "b": pd.array([None, 0], dtype="Int64"), "c": 0.0}
    )
    assert list(without_empty_columns(voll).columns) == ["a", "b", "c"]
    leer = pd.DataFrame({"k": [1], "a": pd.array([None], dtype="boolean"), "b": pd.array([None], dtype="Int64")})
    assert list(without_empty_columns(leer).columns) == ["k"]


@pytest.mark.parametrize("welche", ["staedte", "gebaut"])
def test_what_is_missing_is_null_in_every_json_and_all_objects_have_one_shape(
    welche: str, request: pytest.FixtureRequest
) -> None:
    daten: Path = request.getfixturevalue(welche) / "daten"
    gelesen = 0
    for datei in sorted(daten.rglob("*.json")):
        objekte = json.loads(datei.read_text(encoding="utf-8"))
        if isinstance(objekte, dict) and "api" in datei.parts and datei.name != "openapi.json":
            objekte = objekte["daten"]
        if isinstance(objekte, list) and objekte:
            assert {k for o in objekte for k, w in o.items() if w == ""} == set(), datei
            assert {tuple(o) for o in objekte} == {tuple(objekte[0])}, datei
            gelesen += 1
    assert gelesen > 40
