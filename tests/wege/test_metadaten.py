"""The catalogue entry is one that portals can read: held to rules written down from DCAT-AP.de, in three formats alike."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, FOAF

from kekiz.daten.einstellungen import Einstellungen, Kontakt
from kekiz.wege.metadaten import DCAT, DCATDE, VCARD, build_catalogue, write_catalogue
from kekiz.wissen.lizenzen import LIZENZEN

# The library warns of itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.graph")
REGELN = Path(__file__).parent / "dcat_ap_de.ttl"
SEITE = Einstellungen(
    "Kinder & <Ketten>", "a", adresse="https://ketten.example/", kontakt=Kontakt("Amt", "amt@a.example")
)
BESCHREIBUNG: dict[str, Any] = {
    "id": "0b0e", "title": "Kinder & <Ketten>: Daten", "description": "Alle „Werte“.", "version": "2026.1.2",
    "created": "2026-01-02T03:04:05Z", "homepage": "https://ketten.example/daten/",
    "contributors": [{"title": "Amt"}],
    "resources": [{"name": "werte", "title": "Werte", "description": "Alle Werte.", "hash": "sha256:00ff"}],
}  # fmt: skip
SATZ = URIRef("https://ketten.example/daten/#datensatz")
DIENST = URIRef("https://ketten.example/daten/#schnittstelle")


@pytest.fixture(scope="module")
def ordner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ziel = tmp_path_factory.mktemp("daten")
    for name in ("werte.csv", "werte.json", "alles.xlsx", "datapackage.json", "index.html"):
        (ziel / name).write_bytes(b"12345")
    return ziel


def catalogue(
    ordner: Path,
    seite: Einstellungen = SEITE,
    gebiet: tuple[str, str] = ("05915000", "kreisfreie_stadt"),
    zeitraum: tuple[str, str] = ("2010-01-01", "2018-12-31"),
) -> Graph:
    return build_catalogue(ordner, BESCHREIBUNG, seite, gebiet, zeitraum)


def faults(katalog: Graph) -> str:
    gilt, _, text = validate(katalog, shacl_graph=str(REGELN), inference="none")
    return "" if gilt else str(text)


@pytest.mark.parametrize("zeitraum", [("", ""), ("", "2018-12-31"), ("2010-01-01", "2018-12-31")])
def test_period_names_the_days_that_are_known(ordner: Path, zeitraum: tuple[str, str]) -> None:
    katalog = catalogue(ordner, zeitraum=zeitraum)
    assert faults(katalog) == ""
    genannt = {str(t) for weg in (DCAT.startDate, DCAT.endDate) for t in katalog.objects(None, weg)}
    assert genannt == set(zeitraum) - {""}
    assert len(list(katalog.objects(SATZ, DCTERMS.temporal))) == bool(genannt)


@pytest.mark.parametrize("lizenz", LIZENZEN)
@pytest.mark.parametrize(("gebiet"), [("05915000", "kreisfreie_stadt"), ("05978", "kreis"), ("", "")])
def test_catalogue_is_what_portals_ask_for(ordner: Path, lizenz: str, gebiet: tuple[str, str]) -> None:
    seite = replace(SEITE, lizenz=lizenz, dcat_kennung="http://dcat-ap.de/def/contributors/beispiel")
    assert faults(catalogue(ordner, seite, gebiet)) == ""


@pytest.mark.parametrize(
    ("subjekt", "weg", "neu"),
    [
        (SATZ, DCTERMS.title, None),
        (SATZ, DCTERMS.identifier, None),
        (SATZ, DCAT.theme, URIRef("http://publications.europa.eu/resource/authority/data-theme/kinder")),
        (SATZ, DCATDE.contributorID, URIRef("https://a.example/")),
        (SATZ, DCATDE.politicalGeocodingURI, URIRef("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/5915000")),
        (URIRef("https://ketten.example/daten/#werte.csv"), DCTERMS.license, URIRef("https://a.example/lizenz")),
        (URIRef("https://ketten.example/daten/#werte.csv"), DCTERMS.license, URIRef("http://dcat-ap.de/def/licenses/cc-by/4.0")),
        (URIRef("https://ketten.example/daten/#werte.csv"), DCAT.byteSize, Literal("viel")),
        (URIRef("https://ketten.example/daten/#herausgeber"), FOAF.name, None),
        (SATZ, DCTERMS.publisher, None),
        (DIENST, DCTERMS.title, None),
        (DIENST, DCTERMS.publisher, None),
        (DIENST, DCAT.endpointURL, None),
        (DIENST, DCAT.endpointURL, Literal("https://ketten.example/daten/api/v1/")),
        (DIENST, DCAT.endpointDescription, None),
        (DIENST, DCAT.servesDataset, URIRef("https://ketten.example/daten/#katalog")),
        (DIENST, DCATDE.contributorID, URIRef("https://a.example/")),
        (DIENST, DCTERMS.license, URIRef("https://a.example/lizenz")),
        (URIRef("https://ketten.example/daten/#zeitraum"), DCAT.startDate, Literal("früher")),
        (URIRef("https://ketten.example/daten/#api"), DCAT.accessService, SATZ),
        (URIRef("https://ketten.example/daten/#kontakt"), VCARD.hasEmail, None),
    ],
)  # fmt: skip
def test_rules_find_what_is_missing_or_wrong(ordner: Path, subjekt: URIRef, weg: URIRef, neu: Any) -> None:
    katalog = catalogue(ordner)
    katalog.remove((subjekt, weg, None))
    if neu is not None:
        katalog.add((subjekt, weg, neu))
    assert faults(katalog)


def test_each_file_is_a_distribution(ordner: Path) -> None:
    katalog = catalogue(ordner)
    namen = {str(v).rsplit("#", 1)[1] for v in katalog.objects(SATZ, DCAT.distribution)}
    assert namen == {"werte.csv", "werte.json", "alles.xlsx", "api"}
    assert {str(b) for b in katalog.objects(None, DCAT.byteSize)} == {"5"}


def test_service_for_programs_stands_in_the_catalogue_as_it_is_built(ordner: Path, staedte: Path) -> None:
    kennung = "http://dcat-ap.de/def/contributors/beispiel"
    katalog = catalogue(ordner, replace(SEITE, dcat_kennung=kennung))
    assert list(katalog.subjects(DCAT.service, DIENST)) == [URIRef("https://ketten.example/daten/#katalog")]
    assert list(katalog.objects(DIENST, DCAT.servesDataset)) == [SATZ]
    assert list(katalog.objects(DIENST, DCATDE.contributorID)) == [URIRef(kennung)]
    (verteilung,) = katalog.subjects(DCAT.accessService, DIENST)
    assert list(katalog.subjects(DCAT.distribution, verteilung)) == [SATZ]
    # What it names is where a built site has it.
    zugang, form = (str(katalog.value(DIENST, wo)) for wo in (DCAT.endpointURL, DCAT.endpointDescription))
    assert json.loads((staedte / zugang.removeprefix(SEITE.adresse)).read_text(encoding="utf-8"))["daten"]
    beschreibung = json.loads((staedte / form.removeprefix(SEITE.adresse)).read_text(encoding="utf-8"))
    norm = str(katalog.value(DIENST, DCTERMS.conformsTo))
    assert norm.endswith(f"/v{beschreibung['openapi']}")
    assert f"/{zugang.rpartition('/')[2]}" in beschreibung["paths"]


def test_formats_say_the_same_and_the_same_twice(ordner: Path, tmp_path: Path) -> None:
    katalog = catalogue(ordner)
    write_catalogue(tmp_path, katalog)
    dateien = {p.suffix: p for p in tmp_path.iterdir()}
    assert set(dateien) == {".ttl", ".rdf", ".jsonld"}
    for endung, art in ((".ttl", "turtle"), (".rdf", "xml"), (".jsonld", "json-ld")):
        assert isomorphic(Graph().parse(dateien[endung], format=art), katalog), endung
    vorher = {e: p.read_bytes() for e, p in dateien.items()}
    # As another run may order what it holds.
    andersherum = Graph(bind_namespaces="none")
    for kurz, raum in katalog.namespaces():
        andersherum.bind(kurz, raum)
    for tripel in sorted(katalog, reverse=True):
        andersherum.add(tripel)
    write_catalogue(tmp_path, andersherum)
    assert {e: p.read_bytes() for e, p in dateien.items()} == vorher


@pytest.mark.parametrize(("herausgeber", "arten"), [("unabhaengig", 0), ("kommune", 1)])
def test_publisher_is_called_an_authority_only_if_it_is_one(ordner: Path, herausgeber: str, arten: int) -> None:
    katalog = catalogue(ordner, replace(SEITE, herausgeber=herausgeber))
    assert len(list(katalog.objects(URIRef("https://ketten.example/daten/#herausgeber"), DCTERMS.type))) == arten


def test_without_contact_there_is_none(ordner: Path) -> None:
    for kontakt in (None, Kontakt("Amt")):
        katalog = catalogue(ordner, replace(SEITE, kontakt=kontakt))
        assert list(katalog.objects(SATZ, DCAT.contactPoint)) == []
        assert faults(katalog) == ""
