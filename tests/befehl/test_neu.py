"""``kekiz neu``: the new package validates at once, and nothing is made by mistake."""

from pathlib import Path

import frictionless
import pytest

from kekiz.__main__ import main
from kekiz.befehl.neu import TABELLEN, create_package
from kekiz.daten.load import load
from kekiz.ergebnis import build
from kekiz.wege.export import write_package
from paketbau import Projekt


@pytest.fixture
def mit_bochum(projekt: Projekt) -> Projekt:
    """Packages whose catalogue names a town that has no package yet."""
    projekt.tabellen["katalog"]["kommunen"].append(
        {**projekt.zeile("katalog/kommunen"), "kommune_id": "bochum", "name": "Bochum", "ags": "05911000"}
    )
    projekt.write()
    assert projekt.fehler() == [
        "katalog/kommunen.csv Zeile 3 [bochum]: Bochum hat kein Profil. Bitte mit kekiz neu ein Paket anlegen."
    ]
    return projekt


@pytest.mark.parametrize("angabe", ["bochum", "Bochum", " BOCHUM "])
def test_new_package_is_valid(mit_bochum: Projekt, angabe: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["neu", "kommune", angabe, "--pfad", str(mit_bochum.pfad)]) == 0
    ausgabe = capsys.readouterr().out
    assert f"Angelegt: {mit_bochum.pfad}/bochum/profil.csv" in ausgabe
    assert ": keine Fehler.\n" in ausgabe
    bestand = load(mit_bochum.pfad)
    assert {t.name for t in bestand.tabellen if t.paket == "bochum"} == set(TABELLEN)
    gefuellt = {t.name: len(t.frame) for t in bestand.tabellen if t.paket == "bochum" and len(t.frame)}
    assert gefuellt == {"raeume": 1}
    assert "bochum" not in set(build(bestand).ziele["kommune_id"])
    raeume = bestand.frame("raeume")
    (stadt,) = raeume[raeume["paket"].eq("bochum")].itertuples()
    assert (stadt.raum_id, stadt.name, stadt.typ) == ("bochum", "Bochum", "stadt")


def test_municipality_comes_into_the_catalogue_with_its_package(
    projekt: Projekt, capsys: pytest.CaptureFixture[str]
) -> None:
    projekt.write()
    pfad = ["--pfad", str(projekt.pfad)]
    befehl = ["neu", "kommune", "kreis-mitte", "name=Kreis Mitte", "ags=05999"]
    assert main([*befehl, *pfad]) == 1
    assert capsys.readouterr().out == (
        "katalog/kommunen.csv: Zeile kreis-mitte ergänzt. Noch zu füllen: typ (kreisfreie_stadt, "
        "kreisangehoerige_stadt, kreis, staedteregion).\n"
        "Danach kekiz neu kommune kreis-mitte noch einmal aufrufen.\n"
    )
    assert not (projekt.pfad / "kreis-mitte").exists()
    projekt.write()
    assert main([*befehl, "typ=kreis", *pfad]) == 0
    assert ": keine Fehler.\n" in capsys.readouterr().out
    bestand = load(projekt.pfad)
    assert list(bestand.where("raeume", paket="kreis-mitte")["typ"]) == ["kreis"]
    assert main([*befehl, "typ=kreis", *pfad]) == 1
    assert capsys.readouterr().err == "kreis-mitte steht schon in katalog/kommunen.csv.\n"


def test_new_package_can_be_published(mit_bochum: Projekt, tmp_path: Path) -> None:
    create_package(mit_bochum.pfad, "bochum")
    write_package(mit_bochum.pfad, "bochum", tmp_path / "bochum.zip")
    assert frictionless.validate(tmp_path / "bochum.zip", type="package").valid


def test_first_value_can_be_entered(mit_bochum: Projekt) -> None:
    create_package(mit_bochum.pfad, "bochum")
    datei = mit_bochum.datei("bochum/werte")
    zeile = "quote_u8,bochum,2018,,93,,,,93 %,gedruckt,bericht,Seite 3,\n"
    datei.write_text(datei.read_text(encoding="utf-8") + zeile, encoding="utf-8")
    # Hamm has a value of the same Kennzahl, so the ways of counting are asked for.
    assert [m.split(":")[0] for m in mit_bochum.fehler(schreiben=False)] == [
        "bochum/zaehlweisen.csv [quote_u8]",
        "hamm/zaehlweisen.csv [quote_u8]",
    ]


def test_unknown_town_is_refused_with_instructions(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["neu", "kommune", "ham", "--pfad", str(projekt.pfad)]) == 1
    assert capsys.readouterr().err == (
        "„ham“ steht nicht in katalog/kommunen.csv.\n"
        "Ähnlich geschrieben: hamm.\n"
        "So kommt eine Kommune dazu:\n"
        "1. In katalog/kommunen.csv eine Zeile ergänzen (kommune_id, name, ags, typ, programmrolle).\n"
        "   kommune_id: Kleinbuchstaben ohne Umlaute, zum Beispiel muenster oder kreis-unna.\n"
        "   ags: der amtliche Gemeindeschlüssel als Text, mit der führenden 0.\n"
        "2. Fehlt das Dokument noch, es in katalog/quellen.csv eintragen.\n"
        "3. kekiz neu kommune noch einmal mit der kommune_id aufrufen.\n"
        "Oder in einem Schritt: kekiz neu kommune KENNUNG name=… ags=… typ=…\n"
    )
    assert sorted(p.name for p in projekt.pfad.iterdir()) == ["hamm", "katalog", "schema"]


def test_path_instead_of_a_name_is_refused(projekt: Projekt) -> None:
    assert main(["neu", "kommune", "../bochum", "--pfad", str(projekt.pfad)]) == 1
    assert not (projekt.pfad.parent / "bochum").exists()


def test_existing_package_stays(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    vorher = {p: p.read_bytes() for p in (projekt.pfad / "hamm").iterdir()}
    assert main(["neu", "kommune", "hamm", "--pfad", str(projekt.pfad)]) == 1
    assert capsys.readouterr().err == (
        f"Das Paket hamm gibt es schon ({projekt.pfad}/hamm). Werte bitte dort ergänzen.\n"
    )
    assert {p: p.read_bytes() for p in (projekt.pfad / "hamm").iterdir()} == vorher


def test_faulty_catalogue_is_named_first(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    projekt.zeile("katalog/kommunen")["ags"] = "viele"
    projekt.write()
    assert main(["neu", "kommune", "bochum", "--pfad", str(projekt.pfad)]) == 1
    assert capsys.readouterr().err == (
        "katalog/kommunen.csv Zeile 2 [hamm]: ags hat die falsche Form (gefunden „viele“, erwartet fünf oder acht "
        "Ziffern, am Anfang das Land mit 01 bis 16). Bitte berichtigen.\nBitte zuerst berichtigen.\n"
    )
