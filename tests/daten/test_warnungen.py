"""A warning comes where a limit is reached, not below it and not without a value; real data stay calm."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.daten.load import check, load
from kekiz.daten.warnungen import find_warnings
from paketbau import DATEN, MINIMAL, Projekt, Zeile

Q = {"quelle_id": "bericht", "fundstelle": "Tabelle 1"}
ANSEHEN = "Bitte mit dem Dokument vergleichen; stimmt der Wert, ist nichts zu tun."


def share(zeitraum: str, wert: str, raum_id: str = "hamm", **felder: str) -> Zeile:
    return {
        "kennzahl_id": "quote_u8", "raum_id": raum_id, "zeitraum": zeitraum, "wert": wert, "gedruckt": f"{wert}%",
        "wertstatus": "gedruckt", **Q, **felder,
    }  # fmt: skip


def count(zeitraum: str, wert: str, raum_id: str = "hamm") -> Zeile:
    return share(zeitraum, wert, raum_id, kennzahl_id="plaetze", gedruckt=wert)


def town(*werte: Zeile) -> dict[str, dict[str, list[Zeile]]]:
    """The minimal town with a number besides, in two areas, and these values instead of its own."""
    stadt = copy.deepcopy(MINIMAL)
    katalog, hamm = stadt["katalog"], stadt["hamm"]
    katalog["kennzahlen"].append(
        {**katalog["kennzahlen"][0], "kennzahl_id": "plaetze", "name": "Plätze", "kurzname": "Plätze", "art": "anzahl",
         "einheit": "Anzahl", "zufallsmodell": "keins", "mindestfallzahl": "", "dezimalstellen": "0"}
    )  # fmt: skip
    katalog["quellen"][0]["jahr"] = "2019"
    katalog["gruppen"] = []
    hamm["raeume"] += [
        {"raum_id": "heessen", "name": "Heessen", "typ": "sozialraum", "gehoert_zu": "hamm"},
        {"raum_id": "ohne", "name": "Ohne", "typ": "nicht_zugeordnet", "gehoert_zu": "hamm"},
    ]
    hamm["ziel_kennzahlen"].append({"ziel_id": "1.1", "kennzahl_id": "plaetze", "rolle": "kontext", "reihenfolge": "3"})
    hamm["werte"] = list(werte)
    hamm["hinweise"], hamm["hinweis_bezuege"] = [], []
    return stadt


def warnings(ordner: Path, stadt: dict[str, dict[str, list[Zeile]]], stichtag: date | None = None) -> list[str]:
    bestand, fehler, _ = check(Projekt(ordner, stadt).pfad)
    assert fehler == []
    return [str(w) for w in find_warnings(bestand, stichtag)]


BRUCH = {"kennzahl_id": "quote_u8", "ab_zeitraum": "2018", "grund": "Anders gezählt.", **Q}


@pytest.mark.parametrize(
    ("werte", "gefunden"),
    [
        # 29.9, 30 and 30.1 points.
        ([share("2017", "50"), share("2018", "79.9", gedruckt="79,9%")], []),
        ([share("2017", "50"), share("2018", "80")], ["2018]: wert liegt weit von 2017 entfernt (gefunden 80, dort 50)"]),
        ([share("2017", "80"), share("2018", "49.9", gedruckt="49,9%")], ["2018]: wert liegt weit von 2017 entfernt (gefunden 49.9, dort 80)"]),
        # Who is far from both stands alone; where the series stays, it is the series that changed.
        ([share("2016", "50"), share("2017", "90"), share("2018", "51")], ["2017]: wert liegt weit von 2016 entfernt (gefunden 90, dort 50)"]),
        ([share("2016", "50"), share("2017", "90"), share("2018", "91")], ["2016]: wert liegt weit von 2017 entfernt (gefunden 50, dort 90)"]),
        ([share("2015", "50"), share("2016", "51"), share("2017", "90"), share("2018", "91")], []),
        ([share("2016", "50"), share("2017", "51"), share("2018", "90")], ["2018]: wert liegt weit von 2017 entfernt (gefunden 90, dort 51)"]),
        # Another series, a range, no value.
        ([share("2017", "50"), share("2018", "80", "pelkum")], []),
        ([share("2017", "50"), share("2018", "80", wert_bis="90", gedruckt="80 bis 90%")], []),
        ([share("2017", "50"), share("2018", "", gedruckt="", wertstatus="nicht_erhoben")], []),
        # Numbers: 4.9, 5 and 5.1 times as much, from 20 on.
        ([count("2017", "100"), count("2018", "490")], []),
        ([count("2017", "100"), count("2018", "500")], ["2018]: wert liegt weit von 2017 entfernt (gefunden 500, dort 100)"]),
        ([count("2017", "510"), count("2018", "100")], ["2018]: wert liegt weit von 2017 entfernt (gefunden 100, dort 510)"]),
        ([count("2017", "3"), count("2018", "19")], []),
        ([count("2017", "3"), count("2018", "20")], ["2018]: wert liegt weit von 2017 entfernt (gefunden 20, dort 3)"]),
        ([count("2017", "0"), count("2018", "50")], []),
        # Who belongs to no area is a rest.
        ([count("2017", "14", "ohne"), count("2018", "128", "ohne")], []),
    ],
)  # fmt: skip
def test_a_value_far_from_its_series(tmp_path: Path, werte: list[Zeile], gefunden: list[str]) -> None:
    meldungen = warnings(tmp_path, town(*werte))
    assert [m.partition(" · hamm · ")[2] for m in meldungen] == [f"{g}. {ANSEHEN}" for g in gefunden]


@pytest.mark.parametrize(
    ("neu", "gefunden"),
    [
        # The others rise by 1 in the middle; 14.9, 15 and 15.1 beside that.
        (["51", "42", "60", "65.9"], []),
        (["51", "42", "60", "66"], ["(gefunden 66, 2017 waren es 50; dort in der Mitte +1 Prozentpunkte)"]),
        (["51", "42", "60", "36"], ["(gefunden 36, 2017 waren es 50; dort in der Mitte +1 Prozentpunkte)"]),
        # From 30 points on it is a jump, and told as one.
        (["51", "42", "60", "82"], None),
        # All go their own ways: 15 points are nothing then. Three areas: none is usual.
        (["40", "55", "61", "70"], []),
        (["51", "42", "", "66"], []),
    ],
)
def test_an_area_that_leaves_the_way_of_the_others(tmp_path: Path, neu: list[str], gefunden: list[str] | None) -> None:
    orte = ["pelkum", "heessen", "uentrop", "rhynern"]
    alt = ["50", "41", "59", "50"]
    werte = [share("2017", w, o) for o, w in zip(orte, alt, strict=True)]
    werte += [share("2018", w, o, gedruckt=f"{w.replace('.', ',')}%") for o, w in zip(orte, neu, strict=True) if w]
    stadt = town(*werte)
    stadt["hamm"]["raeume"] += [
        {"raum_id": o, "name": o.title(), "typ": "sozialraum", "gehoert_zu": "hamm"} for o in orte[2:]
    ]
    meldungen = warnings(tmp_path, stadt)
    if gefunden is None:
        assert ["liegt weit" in m for m in meldungen] == [True]
        return
    anfang = "quote_u8 · rhynern · 2018]: wert geht einen anderen Weg als in den anderen Sozialräumen "
    assert [m.partition("[")[2] for m in meldungen] == [f"{anfang}{g}. {ANSEHEN}" for g in gefunden]


@pytest.mark.parametrize(("ab", "anzahl"), [("2018", 0), ("2017", 1)])
def test_a_break_ends_the_series(tmp_path: Path, ab: str, anzahl: int) -> None:
    stadt = town(share("2017", "50"), share("2018", "90"))
    stadt["hamm"]["brueche"] = [BRUCH | {"ab_zeitraum": ab}]
    assert len(warnings(tmp_path, stadt)) == anzahl


@pytest.mark.parametrize(
    ("werte", "gefunden"),
    [
        ([count("2018", "100"), count("2018", "60", "pelkum"), count("2018", "39", "heessen")], []),
        ([count("2018", "100"), count("2018", "60", "pelkum"), count("2018", "40", "heessen")], []),
        (
            [count("2018", "100"), count("2018", "60", "pelkum"), count("2018", "41", "heessen")],
            ["Zeile 2 [plaetze · hamm · 2018]: wert ist kleiner als die Summe der Sozialräume (gefunden 100, zusammen sind es dort 101)"],
        ),
        ([count("2018", "100"), count("2018", "100", "pelkum")], []),
        (
            [count("2018", "100"), count("2018", "101", "pelkum"), count("2018", "40", "heessen")],
            ["Zeile 3 [plaetze · pelkum · 2018]: wert ist größer als für die ganze Kommune (gefunden 101, dort 100 in Zeile 2)"],
        ),
        # Another period, no value of the whole, a share (whose value counts nobody).
        ([count("2017", "100"), count("2018", "101", "pelkum")], []),
        ([count("2018", "101", "pelkum")], []),
        ([share("2018", "50"), share("2018", "60", "pelkum")], []),
        (
            [share("2018", "50", zaehler="50", nenner="100"), share("2018", "50", "pelkum", zaehler="51", nenner="102")],
            [
                "Zeile 3 [quote_u8 · pelkum · 2018]: nenner ist größer als für die ganze Kommune (gefunden 102, dort 100 in Zeile 2)",
                "Zeile 3 [quote_u8 · pelkum · 2018]: zaehler ist größer als für die ganze Kommune (gefunden 51, dort 50 in Zeile 2)",
            ],
        ),
    ],
)  # fmt: skip
def test_places_that_count_more_than_the_whole(tmp_path: Path, werte: list[Zeile], gefunden: list[str]) -> None:
    assert warnings(tmp_path, town(*werte)) == [f"hamm/werte.csv {g}. {ANSEHEN}" for g in gefunden]


@pytest.mark.parametrize(
    ("zeitraum", "anzahl"), [("2018", 0), ("2019", 0), ("2019/20", 0), ("2020", 1), ("bis 2020", 1)]
)
def test_a_year_after_that_of_the_document(tmp_path: Path, zeitraum: str, anzahl: int) -> None:
    meldungen = warnings(tmp_path, town(share(zeitraum, "50")))
    assert len(meldungen) == anzahl
    assert all(f"zeitraum liegt nach dem Dokument (gefunden {zeitraum}, bericht ist von 2019)" in m for m in meldungen)


@pytest.mark.parametrize(("tag", "anzahl"), [(date(2017, 12, 31), 1), (date(2018, 1, 1), 0), (None, 0)])
def test_a_year_that_has_not_begun(tmp_path: Path, tag: date | None, anzahl: int) -> None:
    meldungen = warnings(tmp_path, town(share("2018", "50")), tag)
    assert ["liegt in der Zukunft (gefunden 2018, Stichtag 2017-12-31)" in m for m in meldungen] == [True] * anzahl


def test_a_document_without_a_year_says_nothing(tmp_path: Path) -> None:
    stadt = town(share("2020", "50"))
    del stadt["katalog"]["quellen"][0]["jahr"]
    assert warnings(tmp_path, stadt) == []


def test_a_row_that_nothing_refers_to(tmp_path: Path) -> None:
    stadt = town(share("2018", "50"))
    stadt["katalog"]["quellen"].append(stadt["katalog"]["quellen"][0] | {"quelle_id": "alt"})
    stadt["katalog"]["kennzahlen"].append(
        stadt["katalog"]["kennzahlen"][0] | {"kennzahl_id": "frei", "name": "Frei", "kurzname": "Frei"}
    )
    stadt["katalog"]["gruppen"] = [{"gruppe_id": "jungen", "name": "Jungen"}]
    assert [m.partition(". ")[0] for m in warnings(tmp_path, stadt)] == [
        "katalog/gruppen.csv Zeile 2 [jungen]: gruppe_id „jungen“ nennt keine andere Tabelle, also auch keine Seite",
        "katalog/kennzahlen.csv Zeile 5 [frei]: kennzahl_id „frei“ nennt keine andere Tabelle, also auch keine Seite",
        "katalog/quellen.csv Zeile 3 [alt]: quelle_id „alt“ nennt keine andere Tabelle, also auch keine Seite",
    ]


HINWEIS = {
    "hinweis_id": "h-x", "art": "rechnung", "titel": "Titel", "befund": "Es sind 85,9.", "gedruckt": "85%",
    "umgang": "Beides steht da.", **Q,
}  # fmt: skip


@pytest.mark.parametrize(
    ("zelle", "art", "anzahl"),
    [
        ({"wert": "86", "gedruckt": "86%"}, "rechnung", 1),
        ({"wert": "85", "gedruckt": "85%"}, "rechnung", 0),
        ({"wert": "86", "gedruckt": "86%"}, "definition", 0),
        ({"wert": "86", "gedruckt": "86%", "zaehler": ""}, "rechnung", 0),
        ({"wert": "86", "gedruckt": "86%", "nenner": ""}, "rechnung", 0),
    ],
)
def test_a_cover_that_is_not_needed(tmp_path: Path, zelle: Zeile, art: str, anzahl: int) -> None:
    z = share("2018", "86", zaehler="764", nenner="889", hinweis_id="h-x") | zelle
    stadt = town(z)
    stadt["hamm"]["hinweise"] = [HINWEIS | {"art": art, "erwartet": f"quote_u8|hamm|2018||wert = {z['wert']}"}]
    meldungen = warnings(tmp_path, stadt)
    assert ["Die Nachrechnung ergibt, was gedruckt ist" in m for m in meldungen] == [True] * anzahl


def test_a_cover_of_two_is_needed_for_one(tmp_path: Path) -> None:
    stadt = town(
        share("2018", "86", zaehler="764", nenner="889", hinweis_id="h-x"),
        share("2017", "85", zaehler="764", nenner="889", hinweis_id="h-x"),
    )
    stadt["hamm"]["hinweise"] = [HINWEIS | {"erwartet": "quote_u8|hamm|2018||wert = 86; quote_u8|hamm|2017||wert = 85"}]
    assert warnings(tmp_path, stadt) == []


@pytest.mark.parametrize(
    ("befund", "erwartet", "anzahl"),
    [
        ("Seit 2017 sind es 50.", "quote_u8|hamm|2017||wert = 50", 1),
        ("Seit 2017 sind es 50.", "quote_u8|hamm|2017||wert = 50; quote_u8|hamm|2018||wert = 51", 0),
        ("Seit 2017 sind es 50.", "quote_u8|hamm|2017||wert = 50; quote_u8|hamm|neuester||zeitraum = 2018", 0),
        ("Seit 2017 sind es 50.", "", 0),
        ("2017 waren es 50.", "quote_u8|hamm|2017||wert = 50", 0),
        ("Seitdem sind es 50.", "quote_u8|hamm|2017||wert = 50", 0),
    ],
)
def test_a_hint_that_speaks_of_everything_up_to_now(tmp_path: Path, befund: str, erwartet: str, anzahl: int) -> None:
    stadt = town(share("2017", "50"), share("2018", "51"))
    stadt["hamm"]["hinweise"] = [HINWEIS | {"art": "definition", "befund": befund, "erwartet": erwartet}]
    stadt["hamm"]["hinweis_bezuege"] = [{"hinweis_id": "h-x", "ziel_id": "1.1"}]
    meldungen = warnings(tmp_path, stadt)
    assert [
        "befund sagt „Seit“, und die Reihe quote_u8 · hamm geht nach 2017 weiter (gefunden 2018)" in m
        for m in meldungen
    ] == [True] * anzahl


@pytest.mark.parametrize(
    ("stadtteile", "gesagt"),
    [
        (1, "2 Reihen gehen weiter (gefunden quote_u8 · hamm nach 2017 bis 2018 und quote_u8 · r0 nach 2017 bis 2018)"),
        (3, "bis 2018, quote_u8 · r1 nach 2017 bis 2018 und eine weitere)"),
        (5, "6 Reihen gehen weiter (gefunden quote_u8 · hamm nach 2017 bis 2018, "),
        (5, "bis 2018, quote_u8 · r1 nach 2017 bis 2018 und 3 weitere)"),
    ],
)
def test_a_hint_is_told_once_however_many_series_went_on(tmp_path: Path, stadtteile: int, gesagt: str) -> None:
    orte = ["hamm", *(f"r{n}" for n in range(stadtteile))]
    stadt = town(*(share(jahr, "50", o) for o in orte for jahr in ("2017", "2018")))
    stadt["hamm"]["raeume"] += [
        {"raum_id": o, "name": o.upper(), "typ": "sozialraum", "gehoert_zu": "hamm"} for o in orte[1:]
    ]
    erwartet = "; ".join(f"quote_u8|{o}|2017||wert = 50" for o in orte)
    stadt["hamm"]["hinweise"] = [
        HINWEIS | {"art": "definition", "befund": "Seit 2017 sind es 50.", "erwartet": erwartet}
    ]
    stadt["hamm"]["hinweis_bezuege"] = [{"hinweis_id": "h-x", "ziel_id": "1.1"}]
    (meldung,) = warnings(tmp_path, stadt)
    assert gesagt in meldung


UEBERHOLT = "Der Hinweis ist überholt oder seine Bedingung falsch: "


@pytest.mark.parametrize(
    ("erwartet", "befund"),
    [
        ("quote_u8|hamm|neuester||zeitraum = 2018", ""),
        ("quote_u8|hamm|neuester||wert = 51", ""),
        ("quote_u8|hamm|neuester||zeitraum = 2017", "zeitraum ist „2018“ (erwartet „2017“)"),
        ("quote_u8|pelkum|neuester||wert = 51", "die Zeile quote_u8 · pelkum · neuester gibt es nicht"),
        ("ziel 1.1|quote_u3||wert = 45", ""),
        ("ziel 1.1|quote_u3||wert = 44", "wert ist 45 (erwartet 44)"),
        ("ziel 1.1|quote_u3||zieljahr = 2020", "zieljahr ist leer (erwartet 2020)"),
        ("ziel 1.1|quote_u8||wert = 45", "den Zielwert 1.1 · quote_u8 gibt es nicht"),
    ],
)
def test_a_hint_can_name_the_latest_period_and_a_target(tmp_path: Path, erwartet: str, befund: str) -> None:
    stadt = town(share("2018", "51"), share("2017", "50"))
    stadt["hamm"]["hinweise"] = [HINWEIS | {"art": "definition", "erwartet": erwartet}]
    stadt["hamm"]["hinweis_bezuege"] = [{"hinweis_id": "h-x", "ziel_id": "1.1"}]
    fehler = Projekt(tmp_path, stadt).fehler()
    assert [f.partition(UEBERHOLT)[2].partition(". Bitte")[0] for f in fehler] == [befund] * bool(befund)


def test_the_check_tells_and_counts_them_and_lets_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projekt = Projekt(tmp_path, town(share("2017", "50"), share("2018", "80")))
    warnung = f"hamm/werte.csv Zeile 3 [quote_u8 · hamm · 2018]: wert liegt weit von 2017 entfernt (gefunden 80, dort 50). {ANSEHEN}"
    befehl: Callable[..., int] = lambda *mehr: main(["pruefen", str(projekt.pfad), "--stichtag", "2019-01-01", *mehr])  # noqa: E731
    assert befehl() == 0
    assert capsys.readouterr().out.endswith(
        f"keine Fehler.\n\nWarnung: {warnung}\n\nEine Warnung; sie hält nichts auf.\n"
    )
    assert befehl("--format", "github") == 0
    assert capsys.readouterr().out.startswith(
        f"::warning file={projekt.pfad.as_posix()}/hamm/werte.csv,line=3,title=hamm/werte.csv wert::"
    )
    assert befehl("--format", "json") == 0
    assert f'"meldung": "{warnung}"' in capsys.readouterr().out
    assert befehl("--format", "sarif") == 0
    assert '"level": "warning"' in capsys.readouterr().out
    # Beside faults too, but not about a row that has one.
    projekt.zeile("hamm/profil")["kommune_id"] = "bochum"
    projekt.write()
    assert befehl() == 1
    assert f"Warnung: {warnung}" in capsys.readouterr().out
    projekt.zeile("hamm/werte", 1)["wert"] = "180"
    projekt.write()
    assert befehl() == 1
    assert "Warnung" not in capsys.readouterr().out


def test_real_data_are_calm() -> None:
    """Whoever adds a warning that speaks of what has long been looked at, teaches everybody to read none."""
    assert [str(w) for w in find_warnings(load(DATEN), date(2026, 1, 1))] == []
