"""The program knows no city: two invented ones that share ids stand side by side on a site of their own."""

import csv
import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from gleichstand import compare_charts
from kekiz.wege.verweise import FREMD, WIRT, Seite, dead_links, read_page
from staedtebau import GEHEIM, build_site, write_site

ARTIKEL = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
UEBERSCHRIFT = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)
GEMEINSAM = ("kommunen/index.html", "kommunen/themen/", "kommunen/vergleich/", "daten/", "methodik/", "assets/")
"""Pages and files of the site as a whole, by how their path begins."""


@pytest.fixture(scope="module")
def ordner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    projekt = write_site(tmp_path_factory.mktemp("staedte"))
    lauf = build_site(projekt)
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    return projekt / "site"


@pytest.fixture(scope="module")
def texte(ordner: Path) -> dict[str, str]:
    """HTML of every page by its path."""
    seiten = (p for p in sorted(ordner.rglob("*.html")) if "vendor" not in p.parts)
    return {p.relative_to(ordner).as_posix(): p.read_text(encoding="utf-8") for p in seiten}


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
    """Tells which city a page or file belongs to; empty: to the site as a whole."""
    if pfad.startswith(GEMEINSAM) or pfad == "index.html":
        return ""
    return "muehlau" if pfad.startswith("kommunen/muehlau/") else "quellstadt"


def test_both_cities_have_all_their_pages(texte: dict[str, str]) -> None:
    eigene = {"ziele/", "ziele/1/", "ziele/1-1/", "sozialraeume/", "sozialraeume/stadtmitte/", "sozialraeume/nord/"}
    for wurzel in ("", "kommunen/muehlau/"):
        assert {f"{wurzel}{p}index.html" for p in eigene} <= set(texte)
    fehlend = {"module/index.html", "kette/index.html", "methodik/ausgangslage/index.html"}
    assert not fehlend & set(texte)


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
    name = "1-1-plaetze-entwicklung.json"
    figuren = [ordner / "assets/figuren" / name, ordner / "assets/figuren/muehlau" / name]
    werte = [json.loads(f.read_text(encoding="utf-8"))["data"] for f in figuren]
    assert werte[0] != werte[1]


def _hides(zeile: dict[str, str]) -> bool:
    return zeile.get("raum_id") in GEHEIM and zeile.get("zeitraum") == "2024"


def test_a_hidden_value_reaches_no_download(ordner: Path) -> None:
    """Of its row nothing remains but what it is, that it is hidden, and the value of the city."""
    daten = ordner / "daten"
    erlaubt = {"wert_stadt", "raum_id", "zeitraum"}
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


@pytest.mark.parametrize(("wurzel", "summe"), [("", "574"), ("kommunen/muehlau/", "497")])
def test_a_hidden_value_reaches_no_page_and_nothing_is_computed_back(
    ordner: Path, texte: dict[str, str], wurzel: str, summe: str
) -> None:
    """The pages say that it is hidden; what the hidden areas have together (82 or 71 of 100, of 700) is nowhere."""
    ziel = plain(texte[f"{wurzel}ziele/1-1/index.html"])
    assert (
        "Für zwei Stadtbezirke ist der Wert 2024 aus Datenschutzgründen nicht veröffentlicht. Diese Werte bleiben hier leer."
    ) in ziel
    for raum_id in GEHEIM:
        raum = plain(texte[f"{wurzel}sozialraeume/{raum_id}/index.html"])
        assert "Plätze für Kinder, 2024: aus Datenschutzgründen nicht veröffentlicht" in raum
        assert "Der Wert ist bekannt, darf aber nicht veröffentlicht werden." in raum
        for falsch in ("nur in einem Bild", "keine Zahl im Text, höchstens", "rund von", "eine von", "( )", "nan"):
            assert falsch not in raum, falsch
    ganz = re.compile(rf"(?<![\d.,]){summe}(?![\d.,]\d)")
    for pfad in ordner.rglob("*"):
        if "vendor" in pfad.parts or pfad.suffix not in (".html", ".csv", ".json"):
            continue
        text = pfad.read_text(encoding="utf-8")
        if pfad.suffix == ".html":
            text = re.sub(r"<[^>]*>", " ", article(text))
        assert not ganz.search(text), pfad


def test_search_tells_the_cities_apart(ordner: Path) -> None:
    eintraege = json.loads((ordner / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    titel = {e["location"]: e["title"] for e in eintraege}
    assert titel["ziele/1-1/"].startswith("1.1: ")
    assert titel["kommunen/muehlau/ziele/1-1/"].startswith("Mühlau: 1.1: ")


def test_nothing_speaks_of_the_real_city(ordner: Path) -> None:
    fremd = re.compile(r"\bhamm(er|s)?\b|nordrhein|\bnrw\b", re.IGNORECASE)
    gefunden = {
        (str(p.relative_to(ordner)), treffer[0])
        for p in ordner.rglob("*")
        if p.suffix in (".html", ".json", ".csv") and "vendor" not in p.parts
        if (treffer := fremd.search(p.read_text(encoding="utf-8")))
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
    assert "assets/farbe.css" in start
    assert "--kp-akzent: #5b2a86" in (ordner / "assets/farbe.css").read_text(encoding="utf-8")


def test_data_carry_the_licence_of_the_settings(ordner: Path, texte: dict[str, str]) -> None:
    with zipfile.ZipFile(ordner / "daten" / "pakete" / "muehlau.zip") as paket:
        lizenzen = json.loads(paket.read("datapackage.json"))["licenses"]
    assert [z["name"] for z in lizenzen] == ["cc-by-4.0"]
    assert "CC BY 4.0" in plain(texte["daten/index.html"])
    assert "Zero" not in plain(texte["daten/index.html"])
