"""The settings of a site: every wrong one is told in German, with what was found, what is expected and what to do."""

import re
from pathlib import Path

import pytest

from kekiz.befehl.start import VORLAGE
from kekiz.daten.einstellungen import Einstellungen, Hauptwort, Kontakt, check_settings, parse_settings, read_settings
from kekiz.wissen.fehler import DatenFehler
from paketbau import DATEN, REPO

KLEIN = 'name = "Seite"\nstart = "ort"\n'


def faults(text: str) -> list[str]:
    with pytest.raises(DatenFehler) as fehler:
        parse_settings(text)
    return [str(f) for f in fehler.value.fehler]


def told(text: str) -> list[str]:
    """What is wrong, if anything is."""
    try:
        parse_settings(text)
    except DatenFehler as fehler:
        return [str(f) for f in fehler.fehler]
    return []


def test_two_settings_are_enough() -> None:
    assert parse_settings(KLEIN) == Einstellungen("Seite", "ort")


def test_all_settings_arrive() -> None:
    e = parse_settings(
        'name = "Seite"\nstart = "land"\nadresse = "https://x.test/y/"\nlizenz = "cc-by-4.0"\nlogo = "bild.svg"\n'
        '[farbe]\nhell = "#123456"\ndunkel = "#ABCDEF"\n[recht]\nimpressum = "Wir."\n'
        '[woerter.sozialraum]\neinzahl = "Quartier"\nmehrzahl = "Quartiere"\ngeschlecht = "n"\n'
        "[bereiche]\nmodule = false\nausgangslage = true\n"
    )
    assert (e.start, e.lizenz_name) == ("", "Creative Commons Namensnennung 4.0 (CC BY 4.0)")
    assert e.sozialraum == Hauptwort("Quartier", "Quartiere", "n")
    assert (e.aus, e.farbe["hell"], e.recht["impressum"]) == ({"module"}, "#123456", "Wir.")


def test_contact_is_an_office_with_ways_to_reach_it() -> None:
    assert parse_settings(KLEIN + '[kontakt]\nstelle = "Amt"\n').kontakt == Kontakt("Amt")
    text = '[kontakt]\nstelle = "Amt"\nemail = "amt@ort.test"\nseite = "https://ort.test/kontakt"\n'
    assert parse_settings(KLEIN + text).kontakt == Kontakt("Amt", "amt@ort.test", "https://ort.test/kontakt")


def test_map_data_must_be_there(tmp_path: Path) -> None:
    e = parse_settings(KLEIN + 'karte = "geo"\n')
    assert [str(f) for f in check_settings(e, ["ort"], tmp_path / "docs")] == [
        "kekiz.toml [karte]: Dort liegen keine Kartendaten (gefunden „geo“, erwartet ein Ordner mit karte.json). Bitte "
        "berichtigen."
    ]
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "karte.json").write_text("{}", encoding="utf-8")
    assert check_settings(e, ["ort"], tmp_path / "docs") == []


def test_a_language_needs_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    e = parse_settings(KLEIN + 'sprache = "en"\n')
    assert [str(f) for f in check_settings(e, ["ort"], tmp_path / "docs")] == [
        "kekiz.toml [sprache]: Die Sprache en hat keinen Katalog (erwartet sprache/en.po). Bitte mit kekiz texte anlegen."
    ]
    Path("sprache").mkdir()
    Path("sprache/en.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    assert check_settings(e, ["ort"], tmp_path / "docs") == []


def test_settings_of_the_project_have_no_fault() -> None:
    e = read_settings(REPO / "kekiz.toml")
    assert check_settings(e, [p.name for p in DATEN.iterdir()], REPO / "docs") == []


@pytest.mark.parametrize("datei", [REPO / "kekiz.toml", VORLAGE / "kekiz.toml"], ids=["here", "new project"])
def test_every_example_in_the_settings_holds_where_it_stands(datei: Path) -> None:
    """Who takes away the mark of a comment, and nothing else, has a setting."""
    text = re.sub(r"\[\[ \w+ \]\]", "x", datei.read_text(encoding="utf-8")).replace('adresse = "x"', 'adresse = ""')
    absaetze = text.partition("# [recht]")[0].split("\n\n")
    for nr, absatz in enumerate(absaetze):
        an = re.sub(r"^# (\w+ = |\[)", r"\1", absatz, flags=re.MULTILINE)
        ganz = "\n\n".join([*absaetze[:nr], an, *absaetze[nr + 1 :]])
        assert [m for m in told(ganz) if "gibt es" in m] == []


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        ('start = "ort"\n', "[name]: Die Einstellung fehlt (erwartet ein Text). Bitte eintragen."),
        ('name = " "\nstart = "ort"\n', "[name]: Der Wert ist leer (gefunden „ “, erwartet ein Text). Bitte eintragen."),
        (
            KLEIN + 'lizens = "cc0-1.0"\n',
            "[lizens]: Diese Einstellung gibt es nicht (gefunden „lizens“, erwartet name, beschreibung, adresse, sprache, start, "
            "herausgeber, kleine_zahlen, lizenz, logo, farbe, kontakt, recht, woerter, bereiche, umgezogen, karte, dcat_kennung, hochladen). Ist „lizenz“ gemeint?",
        ),
        (
            # A line that belongs above the sections, below one of them.
            KLEIN + '[woerter.sozialraum]\neinzahl = "E"\nmehrzahl = "M"\ngeschlecht = "m"\nhochladen = "https://x.example/"\n',
            "[woerter.sozialraum.hochladen]: Diese Einstellung gibt es hier nicht (gefunden „hochladen“, erwartet einzahl, "
            "mehrzahl, geschlecht). Bitte über die erste Zeile in eckigen Klammern setzen.",
        ),
        (
            KLEIN + 'sprache = "Englisch"\n',
            "[sprache]: Das ist kein Kürzel einer Sprache (gefunden „Englisch“, erwartet zum Beispiel de). Bitte berichtigen.",
        ),
        (
            KLEIN + 'lizenz = "cc-by-40"\n',
            "[lizenz]: Diesen Wert gibt es nicht (gefunden „cc-by-40“, erwartet dl-de/zero-2-0, dl-de/by-2-0, cc0-1.0, "
            "cc-by-4.0). Ist „cc-by-4.0“ gemeint?",
        ),
        (
            KLEIN + 'herausgeber = "wir"\n',
            "[herausgeber]: Diesen Wert gibt es nicht (gefunden „wir“, erwartet unabhaengig, kommune). Bitte eines davon "
            "nehmen oder die Zeile löschen.",
        ),
        (
            KLEIN + "kontakt = 7\n",
            "[kontakt]: Hier steht kein Abschnitt (gefunden 7, erwartet [kontakt]). Bitte als Abschnitt schreiben.",
        ),
        (
            KLEIN + '[kontakt]\nemail = "amt@ort.test"\n',
            "[kontakt.stelle]: Die Einstellung fehlt (erwartet ein Text). Bitte eintragen.",
        ),
        (
            KLEIN + '[kontakt]\nstelle = "Amt"\nemail = "amt at ort"\n',
            "[kontakt.email]: Das ist keine E-Mail-Adresse (gefunden „amt at ort“, erwartet name@stelle.de). Bitte "
            "berichtigen.",
        ),
        (
            KLEIN + '[kontakt]\nstelle = "Amt"\nseite = "ort.test"\n',
            "[kontakt.seite]: Das ist keine Adresse einer Seite (gefunden „ort.test“, erwartet https://…). Bitte "
            "berichtigen.",
        ),
        (
            KLEIN + '[kontakt]\nstelle = "Amt"\nperson = "X"\n',
            "[kontakt.person]: Diese Einstellung gibt es nicht (gefunden „person“, erwartet stelle, email, seite). Bitte "
            "eines davon nehmen oder die Zeile löschen.",
        ),
        (
            KLEIN + '[recht]\nimpressum = " "\n',
            "[recht.impressum]: Der Wert ist leer (gefunden „ “, erwartet ein Text). Bitte eintragen.",
        ),
        (
            KLEIN + 'adresse = "https://x.test"\n',
            "[adresse]: Das ist keine Adresse einer Website (gefunden „https://x.test“, erwartet https://…/ mit "
            "Schrägstrich am Ende). Bitte berichtigen.",
        ),
        (
            KLEIN + '[farbe]\nhell = "blau"\ndunkel = "#ffffff"\n',
            "[farbe.hell]: Das ist keine Farbe (gefunden „blau“, erwartet # und sechs Ziffern oder Buchstaben a bis f). "
            "Bitte berichtigen.",
        ),
        (
            KLEIN + '[bereiche]\nmodul = true\n',
            "[bereiche.modul]: Diese Einstellung gibt es nicht (gefunden „modul“, erwartet module, "
            "integrationskonzept, weiterbildungen, arbeitsprogramm, ausgangslage, steuerung, sozialraeume, vergleich, themen). Ist „module“ gemeint?",
        ),
        (
            KLEIN + '[bereiche]\nmodule = "nein"\n',
            "[bereiche.module]: Der Bereich ist weder an noch aus (gefunden „nein“, erwartet true oder false). Bitte ohne "
            "Anführungszeichen schreiben.",
        ),
        (
            KLEIN + 'bereiche = true\n',
            "[bereiche]: Hier steht kein Abschnitt (gefunden true, erwartet [bereiche]). Bitte als Abschnitt schreiben.",
        ),
        (
            KLEIN + '[woerter.sozialraum]\neinzahl = "Viertel"\nmehrzahl = "Viertel"\n',
            "[woerter.sozialraum.geschlecht]: Die Einstellung fehlt (erwartet ein Text). Bitte eintragen.",
        ),
        (
            KLEIN + '[umgezogen]\n"ziele/alt/" = "/ziele/neu"\n',
            "[umgezogen]: Das ist keine Adresse einer Seite (gefunden „/ziele/neu“, erwartet ordner/seite/ ohne "
            "Schrägstrich am Anfang). Bitte berichtigen.",
        ),
        (
            'name = "Seite"\nstart = "land"\nherausgeber = "kommune"\n',
            "[herausgeber]: Ohne Kommune am Anfang kann keine die Website herausgeben (gefunden „kommune“, erwartet "
            "unabhaengig). Bitte start oder herausgeber ändern.",
        ),
    ],
)  # fmt: skip
def test_wrong_setting_is_told(text: str, meldung: str) -> None:
    assert faults(text) == [f"kekiz.toml {meldung}"]


def test_all_faults_are_told_at_once_and_a_broken_file_with_its_line() -> None:
    assert len(faults('nam = "x"\nlizenz = "y"\n')) == 4
    assert faults(KLEIN + "x = \n") == [
        'kekiz.toml Zeile 3: Die Datei ist nicht lesbar (erwartet TOML: name = "Text"). Bitte die Zeile berichtigen.'
    ]


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatenFehler) as fehler:
        read_settings(tmp_path / "kekiz.toml")
    assert str(fehler.value) == (
        "kekiz.toml: Die Datei fehlt (erwartet neben mkdocs.yml). Bitte mit name und start anlegen."
    )


def test_settings_that_the_data_or_files_do_not_know(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    e = parse_settings('name = "Seite"\nstart = "orth"\nlogo = "bild.svg"\n')
    assert [str(f) for f in check_settings(e, ["ort", "dort"], docs)] == [
        "kekiz.toml [start]: Die Kommune steht nicht in katalog/kommunen.csv (gefunden „orth“, erwartet eine kommune_id "
        "oder land). Ist „ort“ gemeint?",
        "kekiz.toml [logo]: Die Datei gibt es nicht (gefunden „bild.svg“, erwartet eine Datei unter docs/). Bitte den Pfad "
        "berichtigen.",
    ]
    (docs / "bild.svg").touch()
    e = parse_settings('name = "Seite"\nstart = "ort"\nlogo = "bild.svg"\n')
    assert check_settings(e, ["ort"], docs) == []
    assert check_settings(parse_settings('name = "Seite"\nstart = "land"\n'), [], docs) == []


@pytest.mark.parametrize("wert", ["https://ort.test/upload/main/{ordner}", "http://ort.test"])
def test_place_to_propose_a_file_is_read(wert: str) -> None:
    assert parse_settings(f'{KLEIN}hochladen = "{wert}"\n').hochladen == wert


@pytest.mark.parametrize("wert", ["ort.test/upload", ""])
def test_place_to_propose_a_file_is_an_address(wert: str) -> None:
    (meldung,) = faults(f'{KLEIN}hochladen = "{wert}"\n')
    assert meldung.startswith("kekiz.toml [hochladen]: Das ist keine Adresse einer Seite (gefunden")
