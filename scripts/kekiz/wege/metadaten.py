"""The catalogue entry of the downloads, as portals of open data read it (DCAT-AP.de 3.0): Turtle, RDF/XML, JSON-LD.

Source: DCAT-AP.de specification 3.0 (dcat-ap.de); EU authority tables for themes, file types and languages.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF

from kekiz.daten.einstellungen import Einstellungen
from kekiz.seiten.datenseite import SCHNITTSTELLE, SCHNITTSTELLE_FORM
from kekiz.wissen.lizenzen import LIZENZEN
from kekiz.wissen.sprache import language, merke, sag

DATEI: Final = "katalog"
"""Name of the files, beside the tables; the ending says the format."""
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
DCATDE: Final = Namespace("http://dcat-ap.de/def/dcatde/")
SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")
_RAEUME: Final[Mapping[str, Namespace]] = {
    "dcat": DCAT, "dcatde": DCATDE, "dcterms": Namespace(str(DCTERMS)), "foaf": Namespace(str(FOAF)), "rdf": Namespace(str(RDF)),
    "spdx": SPDX, "vcard": VCARD, "xsd": Namespace(str(XSD)),
}  # fmt: skip
_EU: Final = "http://publications.europa.eu/resource/authority/"
_MEDIEN: Final = "https://www.iana.org/assignments/media-types/"
_THEMEN: Final = ("EDUC", "HEAL", "SOCI")
"""Education, health, population and society."""
_FORMATE: Final = {
    ".csv": ("CSV", "text/csv"),
    ".json": ("JSON", "application/json"),
    ".parquet": ("PARQUET", "application/vnd.apache.parquet"),
    ".xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_OPENAPI: Final = "https://spec.openapis.org/oas/v3.1.1"
_GEO: Final = "http://dcat-ap.de/def/politicalGeocoding/"
_KREIS, _GEMEINDE = ("administrativeDistrict", "districtKey"), ("municipality", "municipalityKey")
_SPRACHEN: Final = {"de": "DEU", "en": "ENG"}
SCHLAGWOERTER: Final = tuple(
    merke(wort)
    for wort in ("Prävention", "Kinder", "Jugendliche", "Bildung", "Gesundheit", "Kennzahlen", "Sozialräume")
)

DIENST: Final = merke("Schnittstelle für Programme")
DIENST_BESCHREIBUNG: Final = merke(
    "Feste Dateien im Format JSON, nur zum Lesen und ohne Anmeldung: Kommunen, Kennzahlen, Ziele, Dokumente und alle Werte "
    "je Kennzahl."
)


def build_catalogue(
    ordner: Path,
    beschreibung: Mapping[str, Any],
    einstellungen: Einstellungen,
    gebiet: tuple[str, str],
    zeitraum: tuple[str, str],
) -> Graph:
    """Makes the catalogue of one data set, whose distributions are the files of the downloads, and of the service for programs.

    Args:
        ordner: Folder of the downloads, all tables written.
        beschreibung: Descriptor of :func:`kekiz.wege.tabellenbeschreibung.describe_tables`, with ``homepage``.
        einstellungen: Settings of the site.
        gebiet: Official key and kind of the municipality at the start; empty: none.
        zeitraum: First and last day for which there is a value (ISO); one that is not known is empty.
    """
    e = einstellungen
    daten = str(beschreibung["homepage"])
    ags, typ = gebiet
    ebene, schluessel = _KREIS if typ in ("kreis", "staedteregion") else _GEMEINDE
    g = Graph(bind_namespaces="none")
    for kurz, raum in _RAEUME.items():
        g.bind(kurz, raum)
    wurzel = daten.removesuffix("daten/")
    katalog, satz, dienst, stelle = (
        URIRef(f"{daten}#{name}") for name in ("katalog", "datensatz", "schnittstelle", "herausgeber")
    )
    wort = language().split("_")[0]
    sprache = URIRef(f"{_EU}language/{_SPRACHEN.get(wort, 'MUL')}")
    stand = Literal(str(beschreibung["created"]), datatype=XSD.dateTime)

    def add(subjekt: URIRef, art: URIRef, **angaben: Any) -> None:
        g.add((subjekt, RDF.type, art))
        for name, objekte in angaben.items():
            vorn, _, wert = name.partition("_")
            raum = _RAEUME[vorn]
            for objekt in objekte if isinstance(objekte, list) else [objekte]:
                g.add((subjekt, raum[wert], objekt))

    def licence(subjekt: URIRef) -> None:
        g.add((subjekt, DCTERMS.license, URIRef(LIZENZEN[e.lizenz].dcat)))
        if LIZENZEN[e.lizenz].verlangt_namen:
            g.add((subjekt, DCATDE.licenseAttributionByText, herausgeber))

    herausgeber = Literal(str(beschreibung["contributors"][0]["title"]))
    add(stelle, FOAF.Agent, foaf_name=herausgeber)
    if e.herausgeber != "unabhaengig":
        g.add((stelle, DCTERMS.type, URIRef("http://purl.org/adms/publishertype/LocalAuthority")))
    add(
        katalog, DCAT.Catalog,
        dcterms_title=Literal(str(beschreibung["title"]), lang=wort),
        dcterms_description=Literal(str(beschreibung["description"]), lang=wort),
        dcterms_publisher=stelle, dcterms_language=sprache, dcterms_modified=stand, foaf_homepage=URIRef(wurzel),
        dcat_dataset=satz, dcat_service=dienst,
    )  # fmt: skip
    zeit = URIRef(f"{daten}#zeitraum")
    tage = {
        name: Literal(tag, datatype=XSD.date)
        for name, tag in zip(("dcat_startDate", "dcat_endDate"), zeitraum, strict=True)
        if tag
    }
    if tage:
        add(zeit, DCTERMS.PeriodOfTime, **tage)
    add(
        satz, DCAT.Dataset,
        dcterms_title=Literal(str(beschreibung["title"]), lang=wort),
        dcterms_description=Literal(str(beschreibung["description"]), lang=wort),
        dcterms_identifier=Literal(str(beschreibung["id"])),
        dcterms_publisher=stelle, dcterms_language=sprache, dcterms_modified=stand, dcterms_temporal=[zeit] if tage else [],
        dcat_landingPage=URIRef(daten), dcat_version=Literal(str(beschreibung["version"])),
        dcat_theme=[URIRef(f"{_EU}data-theme/{t}") for t in _THEMEN],
        dcat_keyword=[Literal(sag(w), lang=wort) for w in SCHLAGWOERTER],
        dcterms_accessRights=URIRef(f"{_EU}access-right/PUBLIC"),
    )  # fmt: skip
    zugang, json_ = URIRef(f"{wurzel}{SCHNITTSTELLE}/index.json"), URIRef(f"{_EU}file-type/JSON")
    add(
        dienst, DCAT.DataService,
        dcterms_title=Literal(sag(DIENST), lang=wort),
        dcterms_description=Literal(sag(DIENST_BESCHREIBUNG), lang=wort),
        dcterms_publisher=stelle, dcterms_language=sprache, dcterms_modified=stand, dcterms_format=json_,
        dcterms_conformsTo=URIRef(_OPENAPI), dcterms_accessRights=URIRef(f"{_EU}access-right/PUBLIC"),
        dcat_endpointURL=zugang, dcat_endpointDescription=URIRef(f"{wurzel}{SCHNITTSTELLE_FORM}"),
        dcat_servesDataset=satz, dcat_landingPage=URIRef(daten),
        dcat_theme=[URIRef(f"{_EU}data-theme/{t}") for t in _THEMEN],
        dcat_keyword=[Literal(sag(w), lang=wort) for w in SCHLAGWOERTER],
    )  # fmt: skip
    licence(dienst)
    # Portals show a service at the data set by the distribution that it gives out.
    ueber_dienst = URIRef(f"{daten}#api")
    add(
        ueber_dienst, DCAT.Distribution,
        dcterms_title=Literal(sag(DIENST), lang=wort), dcterms_format=json_, dcterms_modified=stand,
        dcat_mediaType=URIRef(f"{_MEDIEN}application/json"), dcat_accessURL=zugang, dcat_accessService=dienst,
    )  # fmt: skip
    licence(ueber_dienst)
    g.add((satz, DCAT.distribution, ueber_dienst))
    if e.dcat_kennung:
        for beides in (satz, dienst):
            g.add((beides, DCATDE.contributorID, URIRef(e.dcat_kennung)))
    if e.kontakt and (e.kontakt.email or e.kontakt.seite):
        kontakt = URIRef(f"{daten}#kontakt")
        add(kontakt, VCARD.Kind, vcard_fn=Literal(e.kontakt.stelle))
        if e.kontakt.email:
            g.add((kontakt, VCARD.hasEmail, URIRef(f"mailto:{e.kontakt.email}")))
        if e.kontakt.seite:
            g.add((kontakt, VCARD.hasURL, URIRef(e.kontakt.seite)))
        for beides in (satz, dienst):
            g.add((beides, DCAT.contactPoint, kontakt))
    if ags:
        g.add((satz, DCATDE.politicalGeocodingLevelURI, URIRef(f"{_GEO}Level/{ebene}")))
        g.add((satz, DCATDE.politicalGeocodingURI, URIRef(f"{_GEO}{schluessel}/{ags}")))
    tabellen = {r["name"]: r for r in beschreibung["resources"]}
    for datei in sorted(p for p in ordner.iterdir() if p.suffix in _FORMATE and p.stem not in ("datapackage", DATEI)):
        eintrag = tabellen.get(datei.stem, {})
        format_, medium = _FORMATE[datei.suffix]
        adresse = URIRef(f"{daten}{datei.name}")
        verteilung = URIRef(f"{daten}#{datei.name}")
        g.add((satz, DCAT.distribution, verteilung))
        add(
            verteilung, DCAT.Distribution,
            dcterms_title=Literal(f"{eintrag.get('title', sag('Alle Tabellen'))} ({format_})", lang=wort),
            dcat_accessURL=adresse, dcat_downloadURL=adresse,
            dcterms_format=URIRef(f"{_EU}file-type/{format_}"),
            dcat_mediaType=URIRef(f"{_MEDIEN}{medium}"),
            dcat_byteSize=Literal(str(datei.stat().st_size), datatype=XSD.nonNegativeInteger),
            dcterms_modified=stand,
        )  # fmt: skip
        licence(verteilung)
        if eintrag and datei.suffix == ".csv":
            g.add((verteilung, DCTERMS.description, Literal(str(eintrag["description"]), lang=wort)))
            summe = URIRef(f"{daten}#{datei.name}-sha256")
            add(
                summe, SPDX.Checksum, spdx_algorithm=SPDX.checksumAlgorithm_sha256,
                spdx_checksumValue=Literal(str(eintrag["hash"]).removeprefix("sha256:"), datatype=XSD.hexBinary),
            )  # fmt: skip
            g.add((verteilung, SPDX.checksum, summe))
    return g


def write_catalogue(ordner: Path, katalog: Graph) -> None:
    """Writes a catalogue in three formats; the same catalogue gives the same bytes.

    Args:
        ordner: Folder of the downloads.
        katalog: The catalogue.
    """
    _write(ordner / f"{DATEI}.ttl", katalog.serialize(format="turtle"))
    wurzel = ElementTree.fromstring(katalog.serialize(format="xml"))
    _sort(wurzel)
    # The short names hold for the whole program, so they are those by which workbooks know the same words.
    for kurz, raum in _RAEUME.items():
        ElementTree.register_namespace(kurz, str(raum))
    ElementTree.indent(wurzel, " ")
    _write(ordner / f"{DATEI}.rdf", f"{ElementTree.tostring(wurzel, 'unicode', xml_declaration=True)}\n")
    objekte = json.loads(katalog.serialize(format="json-ld", auto_compact=True))
    _write(
        ordner / f"{DATEI}.jsonld", json.dumps(_ordered(objekte), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


def _sort(element: ElementTree.Element) -> None:
    for kind in element:
        _sort(kind)
    element[:] = sorted(element, key=lambda k: (k.tag, sorted(k.attrib.items()), k.text or ""))


def _ordered(wert: Any) -> Any:
    """Sorts the lists of an object, whose order means nothing."""
    if isinstance(wert, dict):
        return {k: _ordered(v) for k, v in wert.items()}
    if isinstance(wert, list):
        return sorted((_ordered(v) for v in wert), key=lambda v: json.dumps(v, ensure_ascii=False, sort_keys=True))
    return wert


def _write(datei: Path, text: str) -> None:
    datei.write_text(text, encoding="utf-8", newline="")
