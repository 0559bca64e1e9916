"""``kekiz vergleich``: every published change is named, nothing else, in Markdown that cannot be broken by data."""

import copy
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.daten.bestand import read_schema
from kekiz.daten.load import load, read_packages
from kekiz.daten.tabellenvergleich import compare_tables
from kekiz.ergebnis import build
from kekiz.wege import vergleich
from kekiz.wege.vergleich import compare, compare_results, published
from kekiz.wege.vergleichstext import EINTRAG_FEHLT, HOECHSTENS, NICHTS, as_json, as_markdown
from paketbau import DATEN, REPO, Projekt

NNBSP = "\u202f"


@pytest.fixture
def paar(tmp_path: Path) -> tuple[Projekt, Projekt]:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    return Projekt(tmp_path / "a"), Projekt(tmp_path / "b")


def diff(paar: tuple[Projekt, Projekt]) -> str:
    a, b = paar
    assert b.fehler() == []
    return as_markdown(compare(str(a.pfad), str(b.pfad)))


def section(text: str, titel: str) -> list[str]:
    """The part whose heading is this, or names this table."""
    (teil,) = (
        t
        for t in text.split("### ")[1:]
        if t.partition("\n")[0] == titel or t.partition("\n")[0].endswith(f" ({titel})")
    )
    return teil.split("\n\n")[1].splitlines()


def test_nothing_changes(paar: tuple[Projekt, Projekt]) -> None:
    assert diff(paar) == NICHTS


def test_order_of_rows_is_no_change(paar: tuple[Projekt, Projekt]) -> None:
    paar[1].tabellen["hamm"]["werte"].reverse()
    assert diff(paar) == NICHTS


def test_changed_new_and_removed_values(paar: tuple[Projekt, Projekt]) -> None:
    b = paar[1]
    b.zeile("hamm/werte", 1).update(wert="83.1", gedruckt="83,1%", zaehler="3760")
    b.tabellen["hamm"]["werte"].append({**b.zeile("hamm/werte", 0), "zeitraum": "2016"})
    b.tabellen["hamm"]["werte"].pop(2)
    b.tabellen["hamm"]["hinweise"] = []
    b.tabellen["hamm"]["hinweis_bezuege"] = []
    text = diff(paar)
    assert text.startswith("**Was sich ändert** (Berichtigte Werte: 2, ")
    assert section(text, "Berichtigte Werte") == [
        "| Kommune | Kennzahl | Raum | Zeitraum | Gruppe | vorher | nachher |",
        "|---|---|---|---|---|---|---|",
        f"| Hamm | Versorgungsquote u3 | Hamm | 2018 |  | 82,1{NNBSP}%; 3.715 von 4.525; bericht, Tabelle 1 | "
        f"83,1{NNBSP}%; 3.760 von 4.525; bericht, Tabelle 1 |",
        f"| Hamm | Teilnahme U8 | Pelkum | 2017/18 |  | 85{NNBSP}%; 764 von 889; bericht, Tabelle 1 | entfällt |",
    ]
    assert section(text, "Neue Zeilen")[2:] == ["| hamm | werte | quote_u3, 2016 | 1 |"]
    (weg,) = section(text, "hinweise")[2:]
    assert weg.startswith(
        "| hamm | h-rundung | ganze Zeile | h-rundung · rechnung · Abgerundet · Es sind 85,9. · 85% · "
    )
    assert weg.endswith(" | entfällt |")


def test_status_of_a_goal(paar: tuple[Projekt, Projekt]) -> None:
    for p in paar:
        p.zeile("hamm/ziele", 1)["titel"] = "Alle Kinder sollen 45 oder 90 Plätze haben"
        p.write()
    paar[1].zeile("hamm/zielwerte").update(wert="90", wortlaut="90 %")
    text = diff(paar)
    assert "### Berichtigte Werte" not in text
    assert [z.split(" | ")[1:] for z in section(text, "Stand der Ziele")[2:]] == [
        ["1.1", "Ziel insgesamt", "Ziel erreicht, seit 2018", "Ziel nicht erreicht, seit mindestens 2017 |"],
        [
            "1.1", "Versorgungsquote u3", "Ziel erreicht, klar, seit 2018",
            "Ziel nicht erreicht, klar, seit mindestens 2017 |",
        ],
    ]  # fmt: skip


def test_since_claims_no_year_between_that_nobody_knows(paar: tuple[Projekt, Projekt]) -> None:
    for p in paar:
        p.zeile("hamm/ziele", 1)["titel"] = "Alle Kinder sollen 45 oder 90 Plätze haben"
        p.write()
    b = paar[1]
    b.tabellen["hamm"]["werte"].append({**b.zeile("hamm/werte", 0), "zeitraum": "2015"})
    b.zeile("hamm/zielwerte").update(wert="90", wortlaut="90 %")
    nachher = [z.split(" | ")[-1] for z in section(diff(paar), "Stand der Ziele")[2:]]
    assert nachher == [
        "Ziel nicht erreicht, in den bekannten Zeiträumen seit 2015 |",
        "Ziel nicht erreicht, klar, in den bekannten Zeiträumen seit 2015 |",
    ]


def test_title_of_a_goal(paar: tuple[Projekt, Projekt]) -> None:
    paar[1].zeile("hamm/ziele").update(titel="Kinder sollen bessere Chancen haben")
    text = diff(paar)
    assert section(text, "ziele")[2:] == [
        "| hamm | 1 | titel | Kinder sollen Chancen haben | Kinder sollen bessere Chancen haben |"
    ]
    assert [z for z in text.splitlines() if z.startswith("- `")] == [
        "- `kommunen/hamm/ziele/1-1/`",
        "- `kommunen/hamm/ziele/1/`",
    ]


ANDERS = {
    # What was invisible once: table, row and cell, and the page that says otherwise now.
    ("zielwerte", 0, "wert", "44"): ("45 → 44", "ziele/1-1/"),
    ("zielwerte", 0, "zieljahr", "2020"): ("– → 2020", "ziele/1-1/"),
    ("zielwerte", 0, "wortlaut", "45 Prozent"): ("45 % → 45 Prozent", "ziele/1-1/"),
    ("massnahmen", 0, "titel", "Aufbau"): ("Ausbau → Aufbau", "kommunen/hamm/"),
    ("massnahmen", 0, "jaehrliche_kosten_euro", "650001"): ("650000 → 650001", "kommunen/hamm/"),
    ("module", 0, "kurz", "Besuch."): ("Besuche. → Besuch.", "module/besuche/"),
    ("katalog/kennzahlen", 0, "name", "Quote u3"): ("Versorgungsquote u3 → Quote u3", "kennzahlen/quote_u3/"),
    ("katalog/kennzahlen", 0, "definition", "Anteil."): ("Anteil der Kinder. → Anteil.", "ziele/1-1/"),
    ("katalog/kennzahlen", 1, "richtung", "ohne"): ("hoeher_besser → ohne", "sozialraeume/pelkum/"),
    ("katalog/quellen", 0, "titel", "Der Bericht"): ("Bericht → Der Bericht", "module/besuche/"),
    ("katalog/quellen", 0, "nutzungsrecht", "unfrei"): ("frei → unfrei", "ziele/1/"),
    ("katalog/themen", 0, "beschreibung", "Wechsel"): ("Wechsel. → Wechsel", "kommunen/themen/uebergaenge/"),
    ("brueche", 0, "grund", "Neu gezählt."): ("Anders gezählt. → Neu gezählt.", "ziele/1-1/"),
    ("hinweise", 0, "umgang", "Beide."): ("Beides steht da. → Beide.", "ziele/1-1/"),
}


@pytest.fixture(scope="module")
def grund(tmp_path_factory: pytest.TempPathFactory) -> Projekt:
    projekt = Projekt(tmp_path_factory.mktemp("grund"))
    projekt.tabellen["hamm"]["brueche"] = [
        {
            "kennzahl_id": "quote_u3",
            "ab_zeitraum": "2018",
            "grund": "Anders gezählt.",
            "quelle_id": "bericht",
            "fundstelle": "S. 1",
        }
    ]
    projekt.write()
    return projekt


@pytest.mark.parametrize(("zelle", "erwartet"), ANDERS.items(), ids=lambda x: "-".join(map(str, x))[:40])
def test_a_change_of_any_table_is_seen(
    grund: Projekt, tmp_path: Path, zelle: tuple[str, int, str, str], erwartet: tuple[str, str]
) -> None:
    """Rows against rows, without the outcome: that needs no second."""
    tabelle, nr, spalte, neu = zelle
    anders = Projekt(tmp_path, grund.tabellen)
    paket, _, name = tabelle.rpartition("/")
    anders.tabellen[paket or "hamm"][name][nr][spalte] = neu
    anders.write()
    a, b = (read_packages(p.pfad)[0] for p in (grund, anders))
    (aenderung,), namen = compare_tables(a, b)
    assert [f"{z.vorher or '–'} → {z.nachher}" for z in aenderung.zellen] == [erwartet[0]]
    assert (aenderung.name, aenderung.neu, aenderung.weg, aenderung.umbenannt, namen) == (name, (), (), (), {})
    assert erwartet[1] in vergleich.touched_pages([aenderung], b, "hamm")


def test_a_renamed_id_is_one_change_wherever_it_stands(paar: tuple[Projekt, Projekt]) -> None:
    b = paar[1]
    b.zeile("katalog/kennzahlen", 0)["kennzahl_id"] = "quote_unter_3"
    for name in ("ziel_kennzahlen", "zielwerte", "werte"):
        for z in b.tabellen["hamm"][name]:
            if z["kennzahl_id"] == "quote_u3":
                z["kennzahl_id"] = "quote_unter_3"
    text = diff(paar)
    assert text.startswith("**Was sich ändert** (Umbenannt: 1)\n")
    assert section(text, "Umbenannt")[2:] == ["| katalog | kennzahlen | quote_u3 | quote_unter_3 |"]


def test_rows_that_say_the_same_twice_are_no_rename(paar: tuple[Projekt, Projekt]) -> None:
    """Two areas without anything but their kind: which of them became the new one nobody can tell."""
    for p, namen in zip(paar, (("x", "y"), ("u", "v")), strict=True):
        p.tabellen["hamm"]["raeume"] += [
            {"raum_id": n, "name": "Ort", "typ": "sozialraum", "gehoert_zu": "hamm"} for n in namen
        ]
        p.write()
    a, b = (read_packages(p.pfad)[0] for p in paar)
    (raeume,), namen = compare_tables(a, b)
    assert ([z["raum_id"] for z in raeume.neu], [k for k, _ in raeume.weg]) == (["u", "v"], ["x", "y"])
    assert (raeume.umbenannt, namen) == ((), {})


def test_what_a_package_says_of_itself_is_compared(paar: tuple[Projekt, Projekt]) -> None:
    datei = paar[1].pfad / "hamm" / "datapackage.json"
    angaben = json.loads(datei.read_text("utf-8"))
    datei.write_text(json.dumps(angaben | {"title": "Anders"}), "utf-8")
    text = as_markdown(compare(*(str(p.pfad) for p in paar)))
    assert section(text, "Angaben der Pakete (datapackage.json)")[2:] == [
        f'| hamm | title | {json.dumps(angaben["title"], ensure_ascii=False)} | "Anders" |'
    ]


LISTE = "# Änderungen\n\n## 2024\n\n### Daten\n- Alt.\n{}\n### Code\n- Sonst.\n{}"


@pytest.mark.parametrize(
    ("daten", "code", "aendern", "rc", "gesagt"),
    [
        ("", "", ("zaehler", "3716"), 1, f"**Fehler:** {EINTRAG_FEHLT}"),
        # A line elsewhere does not count.
        ("", "- Neu.\n", ("zaehler", "3716"), 1, f"**Fehler:** {EINTRAG_FEHLT}"),
        ("- Zähler.\n", "", ("zaehler", "3716"), 0, "Dazu neu in der Liste der Änderungen:\n\n- Zähler."),
        ("", "", ("fundstelle", "Tabelle 2"), 0, "In CHANGELOG.md steht unter Daten nichts Neues. Bitte prüfen"),
        ("", "", None, 0, NICHTS),
    ],
)
def test_a_published_number_needs_a_line_in_the_list_of_changes(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    daten: str,
    code: str,
    aendern: tuple[str, str] | None,
    rc: int,
    gesagt: str,
) -> None:
    for name, zusatz in (("a", ("", "")), ("b", (daten, code))):
        (tmp_path / name / "datapackage").mkdir(parents=True)
        (tmp_path / name / "CHANGELOG.md").write_text(LISTE.format(*zusatz), "utf-8")
        projekt = Projekt(tmp_path / name / "datapackage")
        if name == "b" and aendern:
            projekt.zeile("hamm/werte", 1)[aendern[0]] = aendern[1]
            projekt.write()
    assert main(["vergleich", str(tmp_path / "a"), str(tmp_path / "b")]) == rc
    ausgabe = capsys.readouterr()
    assert gesagt in ausgabe.out
    assert (EINTRAG_FEHLT in ausgabe.err) is bool(rc)


def test_a_target_is_a_published_number_too(paar: tuple[Projekt, Projekt]) -> None:
    paar[1].zeile("hamm/zielwerte")["zieljahr"] = "2020"
    paar[1].write()
    v = compare(*(str(p.pfad) for p in paar))
    assert (v.veroeffentlicht, v.eintraege, v.fehlt_eintrag) == (1, None, False)
    gelesen = json.loads(as_json(v))
    assert gelesen["teile"][0]["zeilen"] == [["hamm", "1.1 · quote_u3", "zieljahr", "–", "2020"]]
    assert gelesen["fehlt_eintrag"] is False


def test_a_printed_value_that_is_no_longer_published(paar: tuple[Projekt, Projekt]) -> None:
    paar[1].zeile("hamm/werte", 0).update(wert="", gedruckt="", zaehler="", nenner="", wertstatus="geheim")
    zeile = section(diff(paar), "Berichtigte Werte")[2]
    assert zeile.split(" | ")[-2:][0] == f"30{NNBSP}%; 30 von 100; bericht, Tabelle 1"
    assert "30" not in zeile.split(" | ")[-1]


def test_hostile_text_neither_ends_the_cell_nor_starts_html(paar: tuple[Projekt, Projekt]) -> None:
    paar[1].zeile("hamm/hinweise")["umgang"] = "a | b & `c` d"
    assert section(diff(paar), "hinweise")[2].endswith("| a \\| b &amp; \\`c\\` d |")


def test_long_tables_are_cut(paar: tuple[Projekt, Projekt]) -> None:
    b = paar[1]
    vorlage = b.zeile("hamm/werte", 0)
    b.tabellen["hamm"]["werte"] += [{**vorlage, "zeitraum": str(1700 + n)} for n in range(HOECHSTENS + 5)]
    assert "… und 5 weitere." in diff(paar)


def test_git_revision_against_the_working_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "datapackage").mkdir()
    projekt = Projekt(tmp_path / "datapackage")
    schema = (projekt.pfad / "schema").readlink()
    (projekt.pfad / "schema").unlink()
    subprocess.run(["cp", "-r", schema, projekt.pfad / "schema"], check=True)
    monkeypatch.chdir(tmp_path)
    for befehl in (["init", "-q"], ["add", "-A"], ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "a"]):
        subprocess.run(["git", *befehl], check=True)
    assert main(["vergleich", "HEAD", "."]) == 0
    assert capsys.readouterr().out == NICHTS
    projekt.zeile("hamm/werte", 0)["gedruckt"] = "30 %"
    projekt.zeile("hamm/werte", 0)["fundstelle"] = "Tabelle 2"
    projekt.write()
    assert main(["vergleich", "HEAD"]) == 0
    assert "bericht, Tabelle 2" in capsys.readouterr().out
    assert main(["vergleich", "gibt-es-nicht", "."]) == 2
    assert capsys.readouterr().err == (
        "gibt-es-nicht ist weder ein Ordner noch ein Stand im Projekt (Zweig, Marke oder Commit).\n"
    )


def test_a_revision_of_a_city_from_before_a_column_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A city has no schemas of its own: after a new version of the program its earlier state lacks a column."""
    (tmp_path / "datapackage").mkdir()
    projekt = Projekt(tmp_path / "datapackage")
    (projekt.pfad / "schema").unlink()
    raeume = projekt.datei("hamm/raeume")
    voll = raeume.read_text("utf-8")
    raeume.write_text("".join(z.rpartition(",")[0] + "\n" for z in voll.splitlines()), "utf-8")
    monkeypatch.chdir(tmp_path)
    for befehl in (["init", "-q"], ["add", "-A"], ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "a"]):
        subprocess.run(["git", *befehl], check=True)
    assert main(["vergleich", "HEAD"]) == 1
    assert "raeume.csv Zeile 1: Die Spalte" in capsys.readouterr().out
    raeume.write_text(voll, "utf-8")
    assert main(["vergleich", "HEAD"]) == 0
    assert capsys.readouterr().out == NICHTS


def test_a_changed_rule_shows_in_what_it_changes(tmp_path: Path) -> None:
    """The earlier side carries a program that calls every trend falling; it is evaluated by that program."""
    (tmp_path / "datapackage").mkdir()
    projekt = Projekt(tmp_path / "datapackage")
    reihe = [
        {
            **projekt.zeile("hamm/werte", 2),
            "zeitraum": str(2011 + i),
            "gruppe": "jungen",
            "zaehler": "750",
            "wert": "84.4",
            "gedruckt": "84,4%",
        }
        for i in range(5)
    ]
    projekt.tabellen["hamm"]["werte"] += reihe
    projekt.write()
    (tmp_path / "alt").mkdir()
    shutil.copytree(tmp_path / "datapackage", tmp_path / "alt" / "datapackage", symlinks=True)
    shutil.copytree(REPO / "scripts", tmp_path / "alt" / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    regel = tmp_path / "alt" / "scripts" / "kekiz" / "rechnen" / "assess.py"
    regel.write_text(regel.read_text("utf-8").replace("str(Trend.KEIN_TREND)", "str(Trend.FALLEND)"), "utf-8")
    assert section(as_markdown(compare(str(tmp_path / "alt"), str(tmp_path))), "Entwicklung")[2:] == [
        "| hamm | Teilnahme U8 | pelkum | jungen | fallender Trend | kein nachweisbarer Trend |"
    ]


def test_a_program_from_before_it_had_rooms_evaluates_its_own_state(tmp_path: Path) -> None:
    """Its rules accept what today's refuse; only its own program can say what that state published."""
    for name in ("alt", "neu"):
        (tmp_path / name / "datapackage").mkdir(parents=True)
    Projekt(tmp_path / "neu" / "datapackage").write()
    alt = Projekt(tmp_path / "alt" / "datapackage")
    alt.zeile("hamm/werte", 1)["zaehler"] = "3760"
    alt.write()
    shutil.copytree(REPO / "scripts", tmp_path / "alt" / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    programm = tmp_path / "alt" / "scripts" / "kekiz"
    (programm / "load.py").write_text(
        "from kekiz.daten_alt.load import read_packages\n\n\ndef load(pfad):\n    return read_packages(pfad)[0]\n",
        "utf-8",
    )
    (programm / "daten").rename(programm / "daten_alt")
    for datei in programm.rglob("*.py"):
        datei.write_text(datei.read_text("utf-8").replace("kekiz.daten.", "kekiz.daten_alt."), "utf-8")
    text = as_markdown(compare(str(tmp_path / "alt"), str(tmp_path / "neu")))
    assert "3.760 von 4.525" in section(text, "Berichtigte Werte")[2]


def test_a_judgement_without_an_earlier_period_is_no_change(paar: tuple[Projekt, Projekt]) -> None:
    """Two periods counted together carry the judgements of the later one, but compare with nothing."""
    paar[0].write()
    vorher = published(build(load(paar[0].pfad)))
    ohne = {"vorperiode": "", "basisperiode": "", "vorperiode_urteil": "", "basis_urteil": ""}
    urteil = {"vorperiode_urteil": "nicht_gesichert", "basis_urteil": "nicht_gesichert"}
    leer = replace(vorher, werte=vorher.werte.assign(**ohne))
    nichts = compare_results(leer, replace(vorher, werte=vorher.werte.assign(**(ohne | urteil))))
    assert [t.zeilen for t in (*nichts[0], *nichts[1])] == [()] * 5
    mit = replace(vorher, werte=vorher.werte.assign(**(ohne | urteil | {"vorperiode": "2016"})))
    (veraenderung,) = (t for t in compare_results(leer, mit)[1] if t.titel == "Veränderung")
    assert "gegenüber 2016 kein gesicherter Unterschied" in veraenderung.zeilen[0][-1]


def test_folder_without_packages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vergleich", str(tmp_path), str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"Im Ordner {tmp_path} liegen keine Datenpakete (erwartet katalog/ oder datapackage/katalog/).\n"
    )


def test_earlier_state_without_a_column_of_today_is_compared(
    paar: tuple[Projekt, Projekt], capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = paar
    schema = copy.deepcopy(read_schema(a.pfad, "kennzahlen"))
    schema["fields"] = [f for f in schema["fields"] if f["name"] != "teil_von"]
    (a.pfad / "schema").unlink()
    shutil.copytree(DATEN / "schema", a.pfad / "schema")
    (a.pfad / "schema" / "kennzahlen.json").write_text(json.dumps(schema), encoding="utf-8")
    a.zeile("hamm/werte", 0)["fundstelle"] = "Tabelle 2"
    a.write()
    assert main(["vergleich", str(a.pfad), str(b.pfad)]) == 0
    assert "bericht, Tabelle 2" in capsys.readouterr().out


def test_earlier_state_under_other_rules_does_not_stop_the_pull_request(
    paar: tuple[Projekt, Projekt], capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = paar
    a.zeile("hamm/werte", 1)["zaehler"] = "9999"
    a.write()
    assert main(["vergleich", str(a.pfad), str(b.pfad)]) == 0
    text = capsys.readouterr().out
    assert text.startswith(
        f"Mit dem Stand {a.pfad} lässt sich nicht alles vergleichen: Seine Daten folgen anderen Regeln als heute. "
        "Verglichen sind nur die Tabellen.\n\n**Was sich ändert**"
    )
    assert "| hamm | quote_u3 · hamm · 2018 | zaehler | 9999 | 3715 |" in text
    assert compare(str(a.pfad), str(b.pfad)).veroeffentlicht == 1


def test_faulty_side_is_named_and_compared_as_far_as_it_goes(
    paar: tuple[Projekt, Projekt], capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = paar
    b.zeile("hamm/werte", 1)["zaehler"] = "9999"
    b.zeile("hamm/massnahmen")["titel"] = "Aufbau"
    b.zeile("hamm/profil")["nr"] = "eins"
    b.write()
    assert main(["vergleich", str(a.pfad), str(b.pfad)]) == 1
    text = capsys.readouterr().out
    assert text.startswith("**Fehler in den Daten**\n\n- hamm/profil.csv Zeile 2 [")
    assert "Zähler 9999 ist größer als Nenner 4525." in text
    assert section(text, "massnahmen")[2:] == ["| hamm | 1 | titel | Ausbau | Aufbau |"]
    assert section(text, "werte")[2:] == ["| hamm | quote_u3 · hamm · 2018 | zaehler | 3715 | 9999 |"]
    # The row that could not be read is not gone.
    assert "(profil)" not in text
