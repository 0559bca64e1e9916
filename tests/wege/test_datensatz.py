"""What search engines for data read: a Dataset of schema.org on the pages that have data, and nothing that runs."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kekiz.daten.einstellungen import Einstellungen
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.wege.datensatz import add_dataset, describe_dataset
from kekiz.wege.schutz import find_foreign
from kekiz.wissen.lizenzen import LIZENZEN
from paketbau import Projekt
from staedtebau import packages

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SEITE = Einstellungen("Zwei Städte", "quellstadt", adresse="https://staedte.example/")
KOPF = "<html><head><title>T</title></head><body></body></html>"
ZEIT = 1_522_540_799


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    return build(load(Projekt(tmp_path_factory.mktemp("pakete"), packages()).pfad))


def test_page_of_a_kennzahl_describes_its_data(ergebnis: Ergebnis) -> None:
    html = add_dataset(KOPF, "kennzahlen/plaetze/", ergebnis, SEITE, ZEIT)
    assert list(find_foreign(html)) == []
    satz: dict[str, Any] = json.loads(BLOCK.findall(html)[0])
    assert (satz["@type"], satz["@id"]) == ("Dataset", "https://staedte.example/kennzahlen/plaetze/#datensatz")
    assert (satz["name"], satz["description"]) == ("Plätze für Kinder", "Anteil der Kinder.")
    assert (satz["version"], satz["dateModified"]) == ("2018.3.31", "2018-03-31")
    assert satz["temporalCoverage"] == "2023-01-01/2024-12-31"
    assert satz["license"] == LIZENZEN[SEITE.lizenz].adresse
    assert [o["name"] for o in satz["spatialCoverage"]] == ["Kreis Mühlau", "Quellstadt"]
    assert satz["distribution"][0]["contentUrl"].endswith("/daten/kennzahl/plaetze/ergebnisse.csv")
    assert satz["isPartOf"] == {"@id": "https://staedte.example/daten/#datensatz"}


@pytest.mark.parametrize(
    "ort", ["", "ziele/1-1/", "kennzahlen/", "kennzahlen/fehlt/", "daten/stand/", "x/kennzahlen/plaetze/"]
)
def test_other_pages_have_none(ergebnis: Ergebnis, ort: str) -> None:
    assert add_dataset(KOPF, ort, ergebnis, SEITE, ZEIT) == KOPF


def test_without_an_address_there_is_none(ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert describe_dataset("daten/", ergebnis, SEITE, ZEIT) is not None
    assert describe_dataset("daten/", ergebnis, replace(SEITE, adresse=""), ZEIT) is None


def test_text_of_the_data_ends_no_block(ergebnis: Ergebnis) -> None:
    boese = "</script><script>alert(1)</script><!--"
    k = ergebnis.kennzahlen.assign(name=boese)
    fremd = replace(ergebnis)
    fremd.__dict__["kennzahlen"] = k
    html = add_dataset(KOPF, "kennzahlen/plaetze/", fremd, SEITE, ZEIT)
    assert list(find_foreign(html)) == []
    assert json.loads(BLOCK.findall(html)[0])["name"] == boese
    assert html.count("</script>") == 1


def test_built_pages_have_it_word_by_word(gebaut: Path) -> None:
    """Nothing that sets spaces and joints in a page changes what programs read."""
    gefunden = {}
    for datei in gebaut.rglob("index.html"):
        if bloecke := BLOCK.findall(datei.read_text(encoding="utf-8")):
            (gefunden[datei.parent.relative_to(gebaut).as_posix()],) = map(json.loads, bloecke)
    kennzahlen = {f"kennzahlen/{p.name}" for p in (gebaut / "kennzahlen").iterdir() if p.is_dir()}
    assert set(gefunden) == kennzahlen | {"daten"}
    for ort, satz in gefunden.items():
        assert "\u00ad" not in json.dumps(satz, ensure_ascii=False)
        for datei in satz["distribution"]:
            name = datei["contentUrl"].removeprefix(satz["url"].removesuffix(f"{ort}/"))
            assert (gebaut / name).is_file(), name
