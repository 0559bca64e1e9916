"""The program knows no city: two invented ones that share ids stand side by side on a site of their own."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from gleichstand import compare_charts
from kekiz.wege.pruefpaket import PROGRAMM
from kekiz.wege.schutz import EINBETTEN
from kekiz.wege.verweise import FREMD, WIRT, Seite, dead_links, read_page
from kekiz.wissen.trennung import SHY
from staedtebau import DOKUMENT, GEHEIM, KREIS
from test_sprache import texts as read_texts

ARTIKEL = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
UEBERSCHRIFT = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)
GEMEINSAM = (
    "kommunen/index.html",
    "kommunen/themen/",
    "kommunen/vergleich/",
    "kommunen/praxis/",
    "werkzeuge/",
    "daten/",
    "methodik/",
    "kennzahlen/",
    "assets/",
)
"""Pages and files of the site as a whole, by how their path begins."""


@pytest.fixture(scope="module")
def ordner(staedte: Path) -> Path:
    return staedte


@pytest.fixture(scope="module")
def texte(ordner: Path) -> dict[str, str]:
    """HTML of every page by its path."""
    seiten = (p for p in sorted(ordner.rglob("*.html")) if "vendor" not in p.parts)
    return {p.relative_to(ordner).as_posix(): p.read_text(encoding="utf-8").replace(SHY, "") for p in seiten}


@pytest.fixture(scope="module")
def seiten(texte: dict[str, str]) -> dict[str, Seite]:
    return {pfad: read_page(text) for pfad, text in texte.items()}


def article(text: str) -> str:
    gefunden = ARTIKEL.search(text)
    return gefunden[1] if gefunden else ""


def plain(text: str) -> str:
    """Words of a page without tags, blanks as one."""
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"</?(a|b|span|abbr)\b[^>]*>", "", article(text))).split())


def town(pfad: str) -> str:
    """Tells which city a page or file belongs to; empty: to the site as a whole. A chart belongs where its page does."""
    pfad = pfad.removeprefix(EINBETTEN)
    if pfad.startswith(GEMEINSAM) or pfad == "index.html":
        return ""
    return "muehlau" if pfad.startswith("kommunen/muehlau/") else "quellstadt"


def test_both_cities_have_all_their_pages(texte: dict[str, str]) -> None:
    eigene = {"ziele/", "ziele/1/", "ziele/1-1/", "sozialraeume/", "sozialraeume/stadtmitte/", "sozialraeume/nord/"}
    for wurzel in ("", "kommunen/muehlau/"):
        assert {f"{wurzel}{p}index.html" for p in eigene} <= set(texte)


def test_pages_of_extensions_stand_where_the_tables_are_and_nowhere_else(
    texte: dict[str, str], seiten: dict[str, Seite]
) -> None:
    eigene = {
        "module/", "module/lesestunde/", "module/sprachkonzept/", "module/integration/", "module/weiterbildungen/",
        "module/arbeitsprogramm-2025/", "kette/", "methodik/ausgangslage/",
    }  # fmt: skip
    assert {f"kommunen/muehlau/{p}index.html" for p in eigene} <= set(texte)
    assert not {f"{p}index.html" for p in eigene} & set(texte)
    for ort, seite in seiten.items():
        if town(ort) == "quellstadt":
            assert not [a for a in seite.adressen if re.search(r"(^|/)(module|kette|ausgangslage)/", a)], ort


PLURALE = (
    "Module|Ziele|Zielen|Kennzahlen|Abschnitte|Abschnitten|Maßnahmen|Einträge|Einträgen|Kurse|Kursen|Teilnahmen|"
    "Bereiche|Bereichen|Perspektiven|Erfolgsmaße|Weiterbildungen|Beschlüsse|Angebote|Angeboten|Werte|Kommunen|Hinweise"
)
EINS_VIELE = re.compile(
    rf"(?<!von )(?<!zusammen )\b(1|[Ee]ine[nrms]?|null)\s+(\w+e\s+)?({PLURALE})\b|\b(\d{{1,4}}) bis \4\b|\b(haben|kehren|lassen) (eines|eins)\b"
)


def test_one_is_written_as_one(texte: dict[str, str]) -> None:
    gefunden = {
        (pfad, t[0])
        for pfad, text in texte.items()
        for t in EINS_VIELE.finditer(plain(re.sub(r"</(?:t[dhr]|p|li|d[td]|h\d|option|label|caption)>", " | ", text)))
    }
    assert gefunden == set()


@pytest.mark.parametrize(
    ("satz", "falsch"),
    [("1 Module", True), ("eine Abschnitte", True), ("null Kurse", True), ("von 2021 bis 2021", True), ("ein Modul", False),
     ("1 von 1 Kursen", False), ("11 Module", False), ("1 operative Ziele", True), ("eine Kennzahl", False)],
)  # fmt: skip
def test_wrong_plurals_are_found(satz: str, falsch: bool) -> None:
    assert bool(EINS_VIELE.search(satz)) == falsch


def test_a_kreis_is_never_called_stadt(texte: dict[str, str]) -> None:
    seiten = {p: plain(t) for p, t in texte.items() if p.startswith(f"kommunen/{KREIS}/")}
    assert any("Rest des Kreises" in t for t in seiten.values())
    gefunden = {
        (p, t[0]) for p, text in seiten.items() for t in re.finditer(r".{20}\bStadt\b(?! Quellstadt).{10}", text)
    }
    assert gefunden == set()
    assert any("Rest der Stadt" in plain(t) for p, t in texte.items() if town(p) == "quellstadt")


def test_each_kennzahl_has_one_page_with_the_values_of_both_cities(texte: dict[str, str]) -> None:
    eigene = {p: t for p, t in texte.items() if p.startswith("kennzahlen/")}
    assert "kennzahlen/index.html" in eigene
    assert [p for p, t in eigene.items() if 'id="wert.quellstadt.' in t and 'id="wert.muehlau.' in t]
    assert not [p for p in texte if p.startswith("kommunen/") and "/kennzahlen/" in p]


def test_every_number_in_every_chart_equals_its_table(ordner: Path) -> None:
    zaehler, befunde = compare_charts(ordner)
    assert befunde == []
    assert (
        min(zaehler[k] for k in ("Diagramme", "Punkte", "Vertrauensbereiche", "Beschriftungen", "Beschreibungen")) > 5
    )


def test_no_link_is_dead(ordner: Path, seiten: dict[str, Seite]) -> None:
    assert dead_links(ordner, seiten) == {}


def test_no_link_leads_from_one_city_to_the_other(seiten: dict[str, Seite], texte: dict[str, str]) -> None:
    gefunden = set()
    for ort in seiten:
        # The profile of a city is part of the overview of all: it names the others.
        if not town(ort) or re.fullmatch(r"kommunen/\w+/index\.html", ort):
            continue
        for adresse in read_page(article(texte[ort])).adressen:
            if urlsplit(adresse).scheme in FREMD:
                continue
            ziel = urlsplit(urljoin(WIRT + ort, adresse)).path.removeprefix("/")
            ziel += "index.html" if ziel.endswith("/") or not ziel else ""
            if town(ziel) not in ("", town(ort)):
                gefunden.add((ort, adresse))
    assert gefunden == set()


def test_each_city_shows_its_own_values_and_figures(ordner: Path, texte: dict[str, str]) -> None:
    for pfad, eigen, fremd in (("ziele/1-1/", "82", "71"), ("kommunen/muehlau/ziele/1-1/", "71", "82")):
        text = article(texte[f"{pfad}index.html"])
        assert f"{eigen}\u202f%" in text
        assert f"{fremd}\u202f%" not in text
    name = "1-1-plaetze-sozialraeume.json"
    figuren = [ordner / "assets/figuren" / name, ordner / "assets/figuren/muehlau" / name]
    werte = [json.loads(f.read_text(encoding="utf-8"))["data"] for f in figuren]
    assert werte[0] != werte[1]


def _hides(zeile: dict[str, str]) -> bool:
    return zeile.get("raum_id") in GEHEIM and zeile.get("zeitraum") == "2024"


def test_a_hidden_value_reaches_no_download(ordner: Path) -> None:
    """Of its row nothing remains but what it is, that it is hidden, and the value of the city."""
    daten = ordner / "daten"
    erlaubt = {"wert_stadt", "raum_id", "zeitraum", "zeitraum_beginn", "zeitraum_ende"}
    gesehen = 0
    for datei in sorted(daten.glob("*.csv")):
        with datei.open(encoding="utf-8", newline="") as f:
            for zeile in filter(_hides, csv.DictReader(f)):
                gesehen += 1
                assert zeile["wertstatus"] == "geheim", datei.name
                zahlen = {s for s, w in zeile.items() if re.search(r"\d", w)} - erlaubt
                assert zahlen <= {"ziel_id", "fundstelle"}, datei.name
    assert gesehen == 2 * len(GEHEIM)
    for stadt in ("quellstadt", "muehlau"):
        with zipfile.ZipFile(daten / "pakete" / f"{stadt}.zip") as paket:
            (name,) = (n for n in paket.namelist() if n.endswith("/werte.csv") or n == "werte.csv")
            zeilen = [z for z in csv.DictReader(paket.read(name).decode("utf-8").splitlines()) if _hides(z)]
        assert len(zeilen) == len(GEHEIM)
        assert all(z[s] == "" for z in zeilen for s in ("wert", "wert_bis", "zaehler", "nenner", "gedruckt"))


HEIMLICH = (900, 738, 246, 492, 639, 213, 426)
"""Children of the hidden areas in 2024: those of both together, and with a place (both, each) in either city."""


def published(ordner: Path) -> Iterator[tuple[str, str]]:
    """Gives name and text of all that a site publishes: what pages say, show and are found by, and each download."""
    for datei in sorted(p for p in ordner.rglob("*") if p.is_file() and "vendor" not in p.parts):
        name = datei.relative_to(ordner).as_posix()
        if datei.suffix in (".html", ".svg"):
            yield name, " | ".join(read_texts(datei.read_text(encoding="utf-8")))
        elif datei.suffix in (".csv", ".json"):
            # How long a file is counts no children.
            yield name, re.sub(r'"bytes": \d+', "", _cells(name, datei.read_text(encoding="utf-8")))
        elif datei.suffix == ".xlsx":
            for blatt in load_workbook(datei, read_only=True).worksheets:
                zeilen = (w for zeile in blatt.iter_rows(values_only=True) for w in zeile if w is not None)
                yield f"{name} {blatt.title}", " | ".join(map(str, zeilen))
        elif datei.suffix == ".parquet":
            yield name, " | ".join(map(str, pd.read_parquet(datei).to_numpy().ravel()))
        elif datei.suffix == ".zip" and name != PROGRAMM:
            yield from _packed(name, datei.read_bytes())


def _packed(name: str, daten: bytes) -> Iterator[tuple[str, str]]:
    """Gives name and text of what is in an archive, and in those inside it."""
    with zipfile.ZipFile(io.BytesIO(daten)) as paket:
        for teil in paket.namelist():
            if teil.endswith(".zip"):
                yield from _packed(f"{name} {teil}", paket.read(teil))
            else:
                yield f"{name} {teil}", _cells(teil, re.sub(r'"bytes": \d+', "", paket.read(teil).decode("utf-8")))


def _cells(name: str, text: str) -> str:
    """Sets the cells of a CSV file apart by more than a comma, which numbers have as well; a checksum counts no children."""
    text = re.sub(r"\b[0-9a-f]{64}\b", "", text)
    return " | ".join(w for zeile in csv.reader(text.splitlines()) for w in zeile) if name.endswith(".csv") else text


def given_away(text: str, zahlen: Iterable[int]) -> set[int]:
    """Finds whole numbers in a text, with decimals or without, but not as a part of another number."""
    return {z for z in zahlen if re.search(rf"(?<![\w.#])(?<!\d,){z}(?:[.,]0+)?(?![.,]?\d)", text)}


def test_nothing_hidden_can_be_read_or_computed_back(ordner: Path) -> None:
    alles = list(published(ordner))
    arten = {re.sub(r".*\.", ".", name.split(" ")[0]) for name, _ in alles}
    assert arten >= {".html", ".csv", ".json", ".xlsx", ".parquet", ".zip"}
    assert "search/search_index.json" in dict(alles)
    assert {name: g for name, text in alles if (g := given_away(text, HEIMLICH))} == {}


@pytest.mark.parametrize(
    "name",
    ["a/index.html", "label.html", "bild.svg", "a.csv", "search/a.json", "a.xlsx", "p.parquet", "p.zip", "innen.zip"],
)
def test_a_number_given_away_is_found_in_each_kind_of_file(tmp_path: Path, name: str) -> None:
    datei = tmp_path / name
    datei.parent.mkdir(exist_ok=True)
    if datei.suffix == ".xlsx":
        mappe = Workbook()
        mappe.active.append(["Kinder", 900.0])
        mappe.save(datei)
    elif datei.suffix == ".parquet":
        pd.DataFrame({"nenner": [900.0]}).to_parquet(datei)
    elif datei.suffix == ".zip":
        with zipfile.ZipFile(datei, "w") as paket:
            paket.writestr("werte.csv", "raum,nenner\nost,900\n")
        if name == "innen.zip":
            innen = datei.read_bytes()
            with zipfile.ZipFile(datei, "w") as paket:
                paket.writestr("pakete/ost.zip", innen)
    else:
        inhalt = {
            "a/index.html": "<article><svg><text>900</text></svg></article>",
            "label.html": '<svg aria-label="900 Kinder"></svg>',
            "bild.svg": "<svg><title>900</title></svg>",
            "a.csv": "nord,900.0,3\n",
            "search/a.json": '{"docs": [{"text": "900 Kinder"}]}',
        }
        datei.write_text(inhalt[name], encoding="utf-8")
    assert [given_away(text, HEIMLICH) for _, text in published(tmp_path)][-1] == {900}


@pytest.mark.parametrize("text", ["1.900", "9000", "900,5", "0.900", "#900"])
def test_a_part_of_another_number_is_not_given_away(text: str) -> None:
    assert given_away(text, HEIMLICH) == set()


def test_charts_of_both_cities_fit_on_one_page(ordner: Path, texte: dict[str, str]) -> None:
    """No id of a chart of one city is one of the other, and pictures that are saved have different names."""
    kennungen: dict[str, set[str]] = {"quellstadt": set(), "muehlau": set()}
    for pfad, text in texte.items():
        if (stadt := town(pfad)) in kennungen:
            for bild in re.findall(r'<figure class="kp-diagramm .*?</figure>|<svg.*?</svg>', text, re.DOTALL):
                kennungen[stadt] |= set(re.findall(r' id="([^"]+)"', bild))
    assert min(map(len, kennungen.values())) > 5
    assert kennungen["quellstadt"] & kennungen["muehlau"] == set()
    assert {"diagramm-1-1-plaetze-sozialraeume", "kp-spark-1-1-plaetze-spark"} <= kennungen["quellstadt"]
    assert {"muehlau-kettenbild", "kp-muehlau-spark-1-1-plaetze-spark"} <= kennungen["muehlau"]
    namen = [
        json.loads(f.read_text(encoding="utf-8"))["datei"] for f in sorted((ordner / "assets/figuren").rglob("*.json"))
    ]
    assert len(set(namen)) == len(namen)
    assert {n.partition("-")[0] for n in namen} == {"quellstadt", "muehlau"}


@pytest.mark.parametrize("wurzel", ["", "kommunen/muehlau/"])
def test_pages_say_that_a_value_is_hidden(texte: dict[str, str], wurzel: str) -> None:
    ziel = plain(texte[f"{wurzel}ziele/1-1/index.html"])
    assert (
        "Für zwei Stadtbezirke ist der Wert 2024 aus Datenschutzgründen nicht veröffentlicht. Diese Werte bleiben hier leer."
    ) in ziel
    for raum_id in GEHEIM:
        raum = plain(texte[f"{wurzel}sozialraeume/{raum_id}/index.html"])
        assert "Plätze für Kinder, 2024: aus Datenschutzgründen nicht veröffentlicht" in raum
        assert "Der Wert ist bekannt, darf aber nicht veröffentlicht werden." in raum
        for falsch in ("nur in einem Bild", "keine Zahl im Text", "rund von", "eine von", "( )"):
            assert falsch not in raum, falsch
        assert not re.search(r"\bnan\b", raum)


def test_search_tells_the_cities_apart(ordner: Path) -> None:
    eintraege = json.loads((ordner / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    titel = {e["location"]: e["title"] for e in eintraege}
    assert titel["ziele/1-1/"].startswith("1.1: ")
    assert titel["kommunen/muehlau/ziele/1-1/"].startswith("Kreis Mühlau: 1.1: ")


def test_source_leads_to_the_list_of_documents_and_that_to_the_document_where_it_is_known(
    texte: dict[str, str],
) -> None:
    liste = f'<li>Stadt Quellstadt: <a href="{DOKUMENT}">Kinderbericht</a> (2024)'
    mit = {pfad for pfad, text in texte.items() if liste in text}
    assert {"kommunen/quellstadt/index.html", "ziele/1-1/index.html"} <= mit
    assert "<li>Kreis Mühlau: Kinderbericht (2024)" in texte["kommunen/muehlau/ziele/1-1/index.html"]
    bild = "einbetten/sozialraeume/nord/raum-nord-stadt.html"
    for pfad in (bild, "sozialraeume/nord/index.html"):
        assert (
            '<p class="kp-quelle">Quelle: <a href="#quellen">Stadt Quellstadt: Kinderbericht, Tabelle\u00a01</a>'
            in texte[pfad]
        )


def test_nothing_speaks_of_the_real_city(ordner: Path) -> None:
    fremd = re.compile(r"\bhamm(er|s)?\b|nordrhein|\bnrw\b", re.IGNORECASE)
    gefunden = {
        (str(p.relative_to(ordner)), treffer[0])
        for p in ordner.rglob("*")
        if p.suffix in (".html", ".json", ".csv") and "vendor" not in p.parts
        if (treffer := fremd.search(p.read_text(encoding="utf-8")))
    }
    assert gefunden == set()


# SOURCE_DATE_EPOCH of the tests is 0.
TAG_DES_BAUS = re.compile(r"1\.\s*Januar\s*1970")


def test_no_page_names_a_year_of_other_data(texte: dict[str, str]) -> None:
    """All invented data are of 2020 and later; only the methods cite older literature. Paper names the day of the build."""
    gefunden = {
        (pfad, treffer[0])
        for pfad, text in texte.items()
        if not pfad.startswith("methodik/")
        for treffer in re.finditer(r".{20}\b(?:19|20[01])\d\d\b.{10}", TAG_DES_BAUS.sub("", plain(text)))
    }
    assert gefunden == set()


def test_parts_of_the_city_have_the_name_that_the_settings_give(texte: dict[str, str]) -> None:
    for pfad, text in texte.items():
        assert "Sozialr" not in article(text), (pfad, re.search(r".{40}Sozialr.{20}", article(text)))
    assert "Stadtbezirke" in texte["sozialraeume/index.html"]


def test_no_heading_is_empty_and_no_count_is_none(texte: dict[str, str]) -> None:
    for pfad, text in texte.items():
        koepfe = list(UEBERSCHRIFT.finditer(article(text)))
        for kopf in koepfe:
            assert re.sub(r"<[^>]+>", "", kopf[2]).strip(), pfad
        for erster, zweiter in pairwise(koepfe):
            dazwischen = re.sub(r"<[^>]+>", "", article(text)[erster.end() : zweiter.start()]).strip()
            assert dazwischen or zweiter[1] > erster[1], (pfad, erster[0])
        woerter = re.sub(r"<[^>]+>", " ", article(text))
        assert not re.search(
            r"\b(null|keine|0) Modellkommunen|\bnull (Ziele|Werte|Kommunen|Module|Angebote)|\bein(e|en)? [A-ZÄÖÜ]\w+kommunen\b",
            woerter,
        ), pfad


def test_profile_leads_to_the_overviews_of_its_city(seiten: dict[str, Seite]) -> None:
    assert {"ziele/", "sozialraeume/"} <= seiten["kommunen/muehlau/index.html"].adressen
    assert {"../../ziele/", "../../sozialraeume/"} <= seiten["kommunen/quellstadt/index.html"].adressen


def test_settings_show(ordner: Path, texte: dict[str, str]) -> None:
    start = texte["index.html"]
    assert "Zwei Städte" in start
    assert "Herausgegeben von Quellstadt. Daten: Creative Commons Namensnennung 4.0 (CC BY 4.0)." in start
    assert 'Kontakt: Rathaus Quellstadt, <a href="mailto:rathaus@quellstadt.test">' in start
    assert 'href="impressum/"' in start
    (stil,) = (ordner / "assets").glob("stil.*.css")
    assert f'href="assets/{stil.name}"' in start
    # What is set later counts: the colour of the settings comes after that of the project.
    farben = re.findall(r"--kp-akzent:\s*(#\w+)", stil.read_text(encoding="utf-8"))
    assert farben.index("#5b2a86") > 1


def test_data_carry_the_licence_of_the_settings(ordner: Path, texte: dict[str, str]) -> None:
    with zipfile.ZipFile(ordner / "daten" / "pakete" / "muehlau.zip") as paket:
        lizenzen = json.loads(paket.read("datapackage.json"))["licenses"]
    assert [z["name"] for z in lizenzen] == ["cc-by-4.0"]
    assert "CC BY 4.0" in plain(texte["daten/index.html"])
    assert "Zero" not in plain(texte["daten/index.html"])
