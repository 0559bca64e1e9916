"""A hidden value follows from nothing published: not from sums, shares, ranges, nor from an earlier version of its file."""

import itertools
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kekiz.__main__ import main
from kekiz.daten import geheim
from kekiz.daten.bestand import WERT_SCHLUESSEL, Zeile
from kekiz.daten.geheimhaltung import Leck, find_leaks
from kekiz.daten.geheimwissen import Regeln, read_rules
from kekiz.daten.load import load
from paketbau import DATEN, REPO, Projekt

ORTE = ["nord", "ost", "sued", "west"]
GRUPPEN = {"maedchen": "Geschlecht", "jungen": "Geschlecht", "arm": "", "spanne_sozialraeume": ""}
SPALTEN = ["kennzahl_id", "raum_id", "zeitraum", "gruppe", "wert", "wert_bis", "zaehler", "nenner", "gedruckt", "wertstatus"]  # fmt: skip
REGELN = Regeln(
    art={"faelle": "anzahl", "gesamt": "anzahl", "rest": "anzahl", "quote": "anteil", "teil_a": "anteil", "teil_b": "anteil", "teil_c": "anteil", "kosten": "betrag", "flaeche": "verhaeltnis"},
    schutz=dict.fromkeys(["faelle", "gesamt", "rest", "quote", "teil_a", "teil_b", "teil_c", "flaeche"], 5) | {"kosten": 1},
    teilraeume={"stadt": ORTE},
    sammelraeume={"stadt": ["offen"]},
    gruppen={k: [{"maedchen", "jungen"}] for k in ("faelle", "quote")},
    summen=[
        (("gesamt", "zaehler"), [("quote", "nenner")]),
        (("gesamt", "zaehler"), [("faelle", "zaehler"), ("rest", "zaehler")]),
    ],
    ganze=[["teil_a", "teil_b", "teil_c"]],
)  # fmt: skip


def count(raum: str, wert: float | None, gruppe: str = "", k: str = "faelle", **rest: object) -> dict[str, object]:
    """A count; None hides it."""
    if wert is None:
        return {"kennzahl_id": k, "raum_id": raum, "gruppe": gruppe, "wertstatus": "geheim"} | rest
    text = f"{wert:g}".replace(".", ",")
    return {"kennzahl_id": k, "raum_id": raum, "gruppe": gruppe, "wert": wert, "gedruckt": text} | rest


def share(
    raum: str, wert: str | None, zaehler: int | None = None, nenner: int | None = None, k: str = "quote", **rest: object
) -> dict[str, object]:
    """A share as printed; None without counts hides it."""
    zahlen = {"zaehler": zaehler, "nenner": nenner}
    if wert is None and zaehler is None:
        return {"kennzahl_id": k, "raum_id": raum, "wertstatus": "geheim"} | rest
    if wert is None:
        return {"kennzahl_id": k, "raum_id": raum, "wertstatus": "berechnet"} | zahlen | rest
    gedruckt = {"wert": float(wert.replace(",", ".")), "gedruckt": f"{wert}%"}
    return {"kennzahl_id": k, "raum_id": raum} | gedruckt | zahlen | rest


def rows(*zeilen: dict[str, object]) -> list[Zeile]:
    leer = dict.fromkeys(SPALTEN) | {"zeitraum": "2019", "gruppe": "", "gedruckt": "", "wertstatus": "gedruckt"}
    return [leer | z for z in zeilen]


def leaks(*zeilen: dict[str, object]) -> list[Leck]:
    return find_leaks(rows(*zeilen), REGELN)


def names(zeilen: Iterable[tuple[str, ...]]) -> list[str]:
    return [" ".join(t for t in z if t not in ("2019", "")) for z in zeilen]


FOLGT: dict[str, tuple[list[dict[str, object]], list[str], float, list[str]]] = {
    "aus der Summe der Stadt": (
        [count("nord", None), count("ost", 20), count("sued", 30), count("west", 40), count("stadt", 93)],
        ["faelle ost", "faelle sued", "faelle west", "faelle stadt"], 0, ["faelle ost"],
    ),
    "als Summe der Teile": (
        [count("nord", 7), count("ost", 20), count("sued", 30), count("west", 40), count("stadt", None)],
        ["faelle nord", "faelle ost", "faelle sued", "faelle west"], 0, ["faelle nord"],
    ),
    "zwei, deren Summe klein ist": (
        [count("nord", None), count("ost", None), count("sued", 30), count("west", 40), count("stadt", 74)],
        ["faelle sued", "faelle west", "faelle stadt"], 4, ["faelle sued"],
    ),
    "aus den anderen Gruppen": (
        [count("stadt", 50), count("stadt", 20, "jungen"), count("stadt", None, "maedchen")],
        ["faelle stadt", "faelle stadt jungen"], 0, ["faelle stadt jungen"],
    ),
    "weil er nur ein Teil von wenigen ist": (
        [count("stadt", 4), count("stadt", None, "arm")],
        ["faelle stadt"], 4, ["faelle stadt"],
    ),
    "mit dem Rest ohne Sozialraum": (
        [count("nord", None), count("ost", 20), count("sued", 30), count("west", 40), count("offen", 2), count("stadt", 95)],
        ["faelle ost", "faelle sued", "faelle west", "faelle offen", "faelle stadt"], 0, ["faelle offen"],
    ),
    "Zähler aus Summe der Zähler": (
        [share("nord", None), share("ost", None, 5, 20), share("sued", None, 9, 30), share("west", None, 9, 40), share("stadt", None, 26, 100)],
        ["quote ost", "quote sued", "quote west", "quote stadt"], 0, ["quote ost"],
    ),
    "Zähler aus gerundeten Anteilen und Nennern": (
        [share("nord", None), share("ost", "25", nenner=20), share("sued", "30", nenner=30), share("west", "23", nenner=40), share("stadt", "26", nenner=100)],
        ["quote ost", "quote sued", "quote west", "quote stadt"], 0, ["quote ost"],
    ),
    "Zähler aus dem kleinen Nenner einer anderen Kennzahl": (
        [share("nord", None), count("nord", 4, k="gesamt")],
        ["gesamt nord"], 4, ["gesamt nord"],
    ),
    "als Ergänzung zum Ganzen": (
        [count("stadt", 24, k="rest"), count("stadt", 180, k="gesamt"), count("stadt", None)],
        ["rest stadt", "gesamt stadt"], 0, ["rest stadt"],
    ),
    "über eine Kette von zwei Gleichungen": (
        [
            count("stadt", 180, k="gesamt"), count("stadt", 24, k="rest"), count("stadt", None),
            count("stadt", 100, "jungen"), count("stadt", None, "maedchen"),
        ],
        ["gesamt stadt", "rest stadt", "faelle stadt jungen"], 0, ["faelle stadt jungen"],
    ),
    "aus den anderen Teilen eines Ganzen": (
        [share("stadt", "63,3", k="teil_a"), share("stadt", "10,8", k="teil_b"), share("stadt", None, k="teil_c")],
        ["teil_a stadt", "teil_b stadt"], 0.2, ["teil_b stadt"],
    ),
    "weil die Spanne der Räume ihn nennt": (
        [
            share("nord", None), share("ost", "20,0"), share("sued", "30,0"), share("west", "40,0"),
            share("stadt", "8,5", gruppe="spanne_sozialraeume", wert_bis=40.0, gedruckt="8,5 bis 40,0"),
        ],
        ["quote stadt spanne_sozialraeume"], 0.1, ["quote stadt spanne_sozialraeume"],
    ),
    "ein Betrag": (
        [count("nord", None, k="kosten"), count("ost", 1, k="kosten"), count("sued", 2, k="kosten"), count("west", 3, k="kosten"), count("stadt", 9, k="kosten")],
        ["kosten ost", "kosten sued", "kosten west", "kosten stadt"], 0, ["kosten ost"],
    ),
    "zwei Beträge, die zusammen keinen ganzen ergeben": (
        [count("nord", None, k="kosten"), count("ost", None, k="kosten"), count("sued", 2, k="kosten"), count("west", 3, k="kosten"), count("stadt", 5.5, k="kosten")],
        ["kosten sued", "kosten west", "kosten stadt"], 0.55, ["kosten sued"],
    ),
    "obwohl die Summe dem Gedruckten widerspricht": (
        [count("nord", None), count("ost", 20), count("sued", 30), count("west", 40), count("stadt", 80)],
        ["faelle ost", "faelle sued", "faelle west", "faelle stadt"], 0, ["faelle ost"],
    ),
}  # fmt: skip
"""Rows; the published rows from which the (last) hidden one follows; leeway; rows to hide too."""


@pytest.mark.parametrize("name", FOLGT)
def test_a_value_that_follows_is_found_with_its_sources_and_its_remedy(name: str) -> None:
    zeilen, quellen, spielraum, ergaenzen = FOLGT[name]
    gefunden = leaks(*zeilen)
    assert [z["wertstatus"] for z in zeilen if z.get("wertstatus") == "geheim"] == ["geheim"] * len(gefunden)
    letztes = gefunden[-1]
    assert sorted(names(letztes.quellen)) == sorted(quellen)
    assert letztes.spielraum == pytest.approx(spielraum, abs=1e-6)
    assert names(letztes.ergaenzen)[: len(ergaenzen)] == ergaenzen
    assert find_leaks(hide(rows(*zeilen), {z for leck in gefunden for z in leck.ergaenzen}), REGELN) == []


def test_whether_a_share_or_a_count_follows_is_told() -> None:
    als_anteil = {name for name, (zeilen, *_) in FOLGT.items() if leaks(*zeilen)[-1].ist_anteil}
    assert als_anteil == {"aus den anderen Teilen eines Ganzen", "weil die Spanne der Räume ihn nennt"}


def hide(zeilen: Iterable[Zeile], schluessel: Collection[tuple[str, ...]]) -> list[Zeile]:
    return [z | {"wertstatus": "geheim"} if key(z) in schluessel else z for z in zeilen]


def key(zeile: Zeile) -> tuple[str, ...]:
    return tuple(zeile[s] for s in WERT_SCHLUESSEL)


FOLGT_NICHT: dict[str, list[dict[str, object]]] = {
    "zwei, deren Summe gerade groß genug ist": [
        count("nord", None), count("ost", None), count("sued", 30), count("west", 40), count("stadt", 75)
    ],
    "die Stadt ist nicht gedruckt": [count("nord", None), count("ost", 20), count("sued", 30), count("west", 40)],
    "ein anderer Raum hat keine Zeile": [count("nord", None), count("ost", 20), count("sued", 30), count("stadt", 93)],
    "ein anderer Raum steht nur in der Abbildung": [
        count("nord", None), count("ost", 20), count("sued", 30), count("west", None, wertstatus="nur_abbildung"), count("stadt", 93)
    ],
    "andere Zeiträume, auch überlappende": [
        count("nord", None, zeitraum="2017/18"),
        *(count(o, w, zeitraum=z) for z in ("2017", "2018") for o, w in zip([*ORTE, "stadt"], (3, 20, 30, 40, 93), strict=True)),
    ],
    "ein Teil, der gerade groß genug ist": [count("stadt", 5), count("stadt", None, "arm")],
    "die andere Gruppe ist auch geheim": [count("stadt", 50), count("stadt", None, "jungen"), count("stadt", None, "maedchen")],
    "die Stadt ist nur ungefähr gedruckt": [
        count("nord", None), count("ost", 20), count("sued", 30), count("west", 40), count("stadt", 93, gedruckt="rund 93")
    ],
    "Anteile ohne Fallzahl": [
        share("nord", None), share("ost", "20,0"), share("sued", "30,0"), share("west", "40,0"), share("stadt", "25,0")
    ],
    "der Anteil der Stadt ist nur ungefähr gedruckt": [
        share("nord", None), share("ost", None, 10, 100), share("sued", None, 10, 100), share("west", None, 10, 100),
        share("stadt", "8,5", None, 400, gedruckt="rund 8,5%"),
    ],
    "Teile eines Ganzen, zwei geheim": [
        share("stadt", "63,3", k="teil_a"), share("stadt", None, k="teil_b"), share("stadt", None, k="teil_c")
    ],
    "die Spanne nennt einen sichtbaren Raum": [
        share("nord", None), share("ost", "20,0"), share("sued", "30,0"), share("west", "40,0"),
        share("stadt", "20,0", gruppe="spanne_sozialraeume", wert_bis=40.0, gedruckt="20,0 bis 40,0"),
    ],
    "was sich nicht summiert": [count("nord", None, k="flaeche"), count("stadt", 9, k="flaeche")],
    "kein Wert ist geheim": [count("nord", 3), count("stadt", 3)],
    "gar keine Zahl": [count("nord", None), count("ost", float("nan"), gedruckt="", wertstatus="nicht_erhoben")],
}  # fmt: skip


@pytest.mark.parametrize("name", FOLGT_NICHT)
def test_a_value_that_does_not_follow_passes(name: str) -> None:
    assert leaks(*FOLGT_NICHT[name]) == []


def test_a_share_that_is_the_sum_of_shares_has_their_denominator() -> None:
    """30 of 100 and 12.0 % of the same 100: the other part is 18. Without the common denominator nothing follows."""
    regeln = replace(REGELN, summen=[(("quote", "zaehler"), [("teil_a", "zaehler"), ("teil_b", "zaehler")])], ganze=[])
    zeilen = rows(share("stadt", None, 30, 100), share("stadt", "12,0", k="teil_a"), share("stadt", None, k="teil_b"))
    (leck,) = find_leaks(zeilen, regeln)
    assert (leck.schluessel[0], leck.spielraum) == ("teil_b", 0)
    lose = replace(regeln, summen=[(("gesamt", "zaehler"), [("teil_a", "zaehler"), ("teil_b", "zaehler")])])
    zeilen = rows(count("stadt", 30, k="gesamt"), share("stadt", "12,0", k="teil_a"), share("stadt", None, k="teil_b"))
    assert all(x.spielraum > 0 for x in find_leaks(zeilen, lose))


def test_a_row_that_was_public_is_proposed_last() -> None:
    zeilen = rows(count("nord", None), count("ost", 20), count("sued", 30), count("west", 40), count("stadt", 93))
    (leck,) = find_leaks(zeilen, REGELN, {("faelle", r, "2019", "") for r in ("ost", "sued")})
    assert names(leck.ergaenzen) == ["faelle west"]


def test_the_least_number_of_possible_counts_follows_the_threshold() -> None:
    zeilen = [count("nord", None), count("ost", None), count("sued", 30), count("west", 40), count("stadt", 73)]
    schutz = {t: len(find_leaks(rows(*zeilen), replace(REGELN, schutz={"faelle": t}))) for t in (1, 3, 4)}
    assert schutz == {1: 0, 3: 0, 4: 2}


# --- against counting all possibilities ------------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.lists(st.integers(0, 6), min_size=6, max_size=6), st.sets(st.integers(0, 11), min_size=1, max_size=7))
def test_the_audit_finds_what_counting_all_tables_finds(zahlen: list[int], geheim: set[int]) -> None:
    """Three areas and two groups with all margins; each hidden cell is compared with all tables of whole numbers."""
    orte, gruppen = ["nord", "ost", "sued"], ["maedchen", "jungen"]
    regeln = replace(REGELN, teilraeume={"stadt": orte})
    zellen = [(r, g) for r in [*orte, "stadt"] for g in [*gruppen, ""]]

    def _table(innen: tuple[int, ...]) -> dict[tuple[str, str], int]:
        t = dict(zip(itertools.product(orte, gruppen), innen, strict=True))
        t |= {("stadt", g): sum(t[r, g] for r in orte) for g in gruppen}
        return t | {(r, ""): t[r, "maedchen"] + t[r, "jungen"] for r in [*orte, "stadt"]}

    wahr = _table(tuple(zahlen))
    sichtbar = [z for nr, z in enumerate(zellen) if nr not in geheim]
    grenze = 19
    moeglich: dict[tuple[str, str], set[int]] = {z: set() for z in zellen}
    fest = {z: wahr[z] for z in sichtbar if z in itertools.product(orte, gruppen)}
    bereiche = [[fest[z]] if z in fest else range(grenze) for z in itertools.product(orte, gruppen)]
    if sum(len(b) > 1 for b in bereiche) > 3:
        return
    for innen in itertools.product(*bereiche):
        t = _table(innen)
        if all(t[z] == wahr[z] for z in sichtbar):
            for z in zellen:
                moeglich[z].add(t[z])
    erwartet = {z for nr, z in enumerate(zellen) if nr in geheim and max(moeglich[z]) - min(moeglich[z]) < 5}
    zeilen = rows(*(count(r, wahr[r, g] if (r, g) in sichtbar else None, g) for r, g in zellen))
    gefunden = find_leaks(zeilen, regeln)
    assert {(leck.schluessel[1], leck.schluessel[3]) for leck in gefunden} == erwartet
    for leck in gefunden:
        werte = moeglich[leck.schluessel[1], leck.schluessel[3]]
        assert leck.spielraum == max(werte) - min(werte)


def test_only_its_sources_are_needed() -> None:
    """What is proposed as source is enough: without any one of them the value is free, without all others it is not."""
    zeilen = rows(
        *(count(o, w, g) for g, werte in {"": (9, 30, 40, 50), "jungen": (4, 10, 20, 25), "maedchen": (5, 20, 20, 25)}.items()
          for o, w in zip(ORTE, werte, strict=True)),
        count("stadt", 129), count("stadt", 59, "jungen"), count("stadt", 70, "maedchen"),
    )  # fmt: skip
    zeilen = hide(zeilen, {("faelle", "nord", "2019", "jungen")})
    (leck,) = find_leaks(zeilen, REGELN)
    nur = hide(zeilen, {key(z) for z in zeilen} - set(leck.quellen))
    assert leck.schluessel in {x.schluessel for x in find_leaks(nur, REGELN)}
    for quelle in leck.quellen:
        weniger = hide(nur, {quelle})
        assert leck.schluessel not in {x.schluessel for x in find_leaks(weniger, REGELN)}


# --- messages --------------------------------------------------------------------------------------------------------


def town(p: Projekt, werte: Iterable[int | None] = (3, 20, 30, 40, 93)) -> None:
    """Adds a count for four areas and the town; None hides it."""
    p.tabellen["katalog"]["kennzahlen"].append(
        {**p.zeile("katalog/kennzahlen"), "kennzahl_id": "faelle", "name": "Fälle", "kurzname": "Fälle", "art": "anzahl",
         "einheit": "Anzahl", "dezimalstellen": "0", "zufallsmodell": "keins"}
    )  # fmt: skip
    p.tabellen["hamm"]["raeume"] += [
        {"raum_id": r, "name": r.title(), "typ": "sozialraum", "gehoert_zu": "hamm"} for r in ("nord", "ost", "sued")
    ]
    for raum, wert in zip(("pelkum", "nord", "ost", "sued", "hamm"), werte, strict=True):
        zahl = (
            {"wertstatus": "geheim"}
            if wert is None
            else {"wert": str(wert), "gedruckt": str(wert), "wertstatus": "gedruckt"}
        )
        p.tabellen["hamm"]["werte"].append(
            {"kennzahl_id": "faelle", "raum_id": raum, "zeitraum": "2019", **zahl, "quelle_id": "bericht", "fundstelle": "Tabelle 2"}
        )  # fmt: skip


@pytest.mark.parametrize(("nenner", "folgt"), [("", True), ("je Kind", False)])
def test_an_amount_per_head_does_not_add_up_to_that_of_the_town(projekt: Projekt, nenner: str, folgt: bool) -> None:
    town(projekt, (None, 20, 30, 40, 173))
    kennzahl = projekt.tabellen["katalog"]["kennzahlen"][-1]
    kennzahl |= {"art": "betrag", "einheit": "Euro", "nenner": nenner}
    assert [f for f in projekt.fehler() if "geheime Wert folgt" in f][:1] == ([EIN_LECK] if folgt else [])


EIN_LECK = (
    "hamm/werte.csv Zeile 5 [faelle · pelkum · 2019]: Der geheime Wert folgt aus faelle · nord · 2019, faelle · ost · "
    "2019, faelle · sued · 2019 und faelle · hamm · 2019 (gefunden eine mögliche Zahl, erwartet mindestens 6). Bitte "
    "auch faelle · nord · 2019 auf geheim setzen."
)


def test_message_names_sources_and_remedy_but_not_the_value(projekt: Projekt) -> None:
    town(projekt, (None, 20, 30, 40, 173))
    assert projekt.fehler() == [EIN_LECK]
    assert "83" not in EIN_LECK


def test_the_remedy_of_the_message_passes(projekt: Projekt) -> None:
    town(projekt, (None, None, 30, 40, 93))
    assert projekt.fehler() == []


def test_many_sources_are_counted(projekt: Projekt) -> None:
    town(projekt, (None, 20, 30, 40, 93))
    for nr in range(4):
        projekt.tabellen["hamm"]["raeume"].append(
            {"raum_id": f"teil{nr}", "name": f"Teil {nr}", "typ": "sozialraum", "gehoert_zu": "hamm"}
        )
        projekt.tabellen["hamm"]["werte"].append(
            {**projekt.zeile("hamm/werte", 4), "raum_id": f"teil{nr}", "wert": "0", "gedruckt": "0"}
        )
    assert "faelle · sued · 2019, faelle · hamm · 2019 und 4 weiteren Zeilen (gefunden" in projekt.fehler()[0]


@pytest.mark.parametrize(("zahl", "genannt"), [(4, 4), (5, 5), (6, 4)])
def test_one_source_more_is_named_and_not_counted(zahl: int, genannt: int) -> None:
    text = geheim._list_rows([("faelle", f"ort{nr}", "2019", "") for nr in range(zahl)])
    assert text.count("faelle") == genannt
    assert ("und 2 weiteren Zeilen" in text) is (genannt < zahl)


def test_the_leeway_of_a_share_is_said_in_tenths_of_points_and_that_of_a_count_in_possible_numbers() -> None:
    leck = Leck(("quote", "nord", "2019", ""), 0.14, ist_anteil=True, noetig=2, quellen=(), ergaenzen=())
    assert geheim._leeway(leck) == "gefunden 0,1 Prozentpunkte Spielraum, erwartet mindestens 2"
    zwei = replace(leck, spielraum=1.0, ist_anteil=False, noetig=4)
    assert geheim._leeway(zwei) == "gefunden 2 mögliche Zahlen, erwartet mindestens 5"


def test_where_nothing_helps_the_message_says_so(projekt: Projekt) -> None:
    town(projekt, (None, 0, 0, 0, 1))
    (meldung,) = projekt.fehler()
    assert meldung.endswith("Bitte Räume oder Gruppen zusammenfassen oder den Wert zeigen.") is False
    assert meldung.endswith("Bitte auch faelle · hamm · 2019 auf geheim setzen.")


def test_a_kennzahl_without_threshold_is_remarked(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    town(projekt, (None, None, 30, 40, 74))
    assert len(projekt.fehler()) == 2
    projekt.zeile("katalog/kennzahlen", 2)["mindestfallzahl"] = ""
    assert projekt.fehler() == []
    assert main(["pruefen", str(projekt.pfad)]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Anmerkung: hamm/werte.csv: Ob ein geheimer Wert in einer früheren Fassung steht, ließ sich nicht prüfen "
        "(keine vollständige Git-Geschichte).",
        "Anmerkung: hamm/werte.csv: faelle hat geheime Werte, aber keine mindestfallzahl; geprüft ist nur, ob sie genau "
        "folgen.",
    ]


# --- earlier versions ------------------------------------------------------------------------------------------------


@pytest.fixture
def git(projekt: Projekt) -> Callable[..., str]:
    """The packages in a repository of their own, first version committed; gives the command."""

    def _git(*befehl: str) -> str:
        umgebung = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(projekt.pfad)}
        wer = ["-c", "user.name=Amt", "-c", "user.email=amt@example.org"]
        zeit = {"GIT_AUTHOR_DATE": "2026-11-20T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-20T12:00:00Z"}
        lauf = subprocess.run(
            ["git", *wer, *befehl], cwd=projekt.pfad, env={"PATH": "/usr/bin:/bin", **umgebung, **zeit}, capture_output=True, text=True, check=True
        )  # fmt: skip
        return lauf.stdout.strip()

    _git("init", "-q", "-b", "main")
    town(projekt, (8, None, 30, 40, None))
    projekt.write()
    _git("add", "-A")
    _git("commit", "-qm", "Stand")
    return _git


def test_a_value_of_an_earlier_version_is_not_hidden(projekt: Projekt, git: Callable[..., str]) -> None:
    commit = git("rev-parse", "HEAD")[:10]
    assert projekt.fehler() == []
    projekt.zeile("hamm/werte", 3).update(wert="", gedruckt="", wertstatus="geheim")
    erwartet = [
        "hamm/werte.csv Zeile 5 [faelle · pelkum · 2019]: Der geheime Wert steht in einer früheren Fassung der Datei "
        f"(Commit {commit} vom 2026-11-20). Was öffentlich war, bleibt auffindbar: bitte den Wert wieder zeigen oder, "
        "solange nichts veröffentlicht ist, die Git-Geschichte bereinigen."
    ]
    assert projekt.fehler() == erwartet
    git("commit", "-qam", "Versteckt")
    assert projekt.fehler() == erwartet


def test_a_version_on_a_merged_branch_counts(projekt: Projekt, git: Callable[..., str]) -> None:
    git("checkout", "-qb", "seite")
    projekt.zeile("hamm/werte", 4).update(wert="17", gedruckt="17", wertstatus="gedruckt")
    projekt.write()
    git("commit", "-qam", "Gezeigt")
    projekt.zeile("hamm/werte", 4).update(wert="", gedruckt="", wertstatus="geheim")
    projekt.write()
    git("commit", "-qam", "Versteckt")
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "-m", "Beide", "seite")
    (meldung,) = projekt.fehler()
    assert meldung.startswith("hamm/werte.csv Zeile 6 [faelle · nord · 2019]: Der geheime Wert steht in einer früheren")


def test_what_was_always_hidden_passes_and_needs_no_remark(projekt: Projekt, git: Callable[..., str]) -> None:
    git("log", "-1")
    assert projekt.fehler() == []
    assert load(projekt.pfad).anmerkungen == ()


def test_a_shallow_clone_is_remarked(projekt: Projekt, git: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> None:  # fmt: skip
    projekt.zeile("hamm/werte", 3).update(wert="9", gedruckt="9")
    projekt.write()
    git("commit", "-qam", "Neu")
    flach = tmp_path_factory.mktemp("flach") / "klon"
    git("clone", "-q", "--depth", "1", f"file://{projekt.pfad}", str(flach))
    (flach / "schema").unlink()
    (flach / "schema").symlink_to(DATEN / "schema")
    assert [a.partition(": ")[2] for a in load(flach).anmerkungen] == [
        "Ob ein geheimer Wert in einer früheren Fassung steht, ließ sich nicht prüfen (keine vollständige Git-Geschichte)."
    ]


def test_without_git_there_is_a_remark_and_no_crash(projekt: Projekt, monkeypatch: pytest.MonkeyPatch) -> None:
    town(projekt, (None, None, 30, 40, 93))
    projekt.write()
    monkeypatch.setenv("PATH", "")
    assert len(load(projekt.pfad).anmerkungen) == 1


# --- time ------------------------------------------------------------------------------------------------------------


def test_nothing_hidden_costs_nothing() -> None:
    """The real packages hide nothing today; then neither SciPy's solver nor git is touched."""
    programm = (
        "import sys, subprocess\nfrom pathlib import Path\nfrom kekiz.daten.load import load\n"
        "def nein(*a, **k): raise SystemExit('git')\nsubprocess.run = nein\n"
        "load(Path('datapackage'))\nprint('scipy.optimize' in sys.modules)"
    )
    lauf = subprocess.run(
        [sys.executable, "-c", programm], cwd=REPO, env={"PYTHONPATH": str(REPO / "scripts")}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert (lauf.stdout.strip(), lauf.stderr) == ("False", "")


def test_a_large_town_is_audited_within_seconds() -> None:
    """Thirty areas, five groups, one period with ten hidden cells: no more than a few hundred small programs."""
    orte, gruppen = [f"ort{i}" for i in range(30)], [f"g{i}" for i in range(5)]
    regeln = replace(REGELN, teilraeume={"stadt": orte}, gruppen={"faelle": [set(gruppen)]})
    zahl = {(o, g): (7 * nr) % 61 for nr, (o, g) in enumerate(itertools.product(orte, gruppen))}
    zahl |= {("stadt", g): sum(zahl[o, g] for o in orte) for g in gruppen}
    zahl |= {(o, ""): sum(zahl[o, g] for g in gruppen) for o in [*orte, "stadt"]}
    geheim = {(f"ort{i}", f"g{i % 5}") for i in range(0, 30, 3)}
    zeilen = rows(*(count(o, None if (o, g) in geheim else w, g) for (o, g), w in zahl.items()))  # fmt: skip
    gefunden = find_leaks(zeilen, regeln)
    assert len(gefunden) == 10
    assert all(leck.ergaenzen for leck in gefunden)
    assert find_leaks(hide(zeilen, {z for leck in gefunden for z in leck.ergaenzen}), regeln) == []


# --- the sums that the catalogue declares ----------------------------------------------------------------------------


def test_declared_sums_are_true_of_what_is_printed() -> None:
    """Each declared sum and each division into groups holds in the real packages (where all its counts are known)."""
    bestand = load(DATEN)
    werte = bestand.frame("werte")
    art = bestand.frame("kennzahlen").set_index("kennzahl_id")["art"]
    zahl: dict[tuple[str, ...], float] = {}
    for z in werte.itertuples():
        ort = (z.paket, z.raum_id, z.zeitraum, z.gruppe)
        for feld in ("wert", "zaehler", "nenner"):
            if pd.notna(getattr(z, feld)) and not (feld == "wert" and art[z.kennzahl_id] == "anteil"):
                zahl[(z.kennzahl_id, feld, *ort)] = float(getattr(z, feld))
    summen = bestand.frame("summen")
    geprueft, falsch = 0, []
    for summe_id, teil in summen.groupby("summe_id"):
        assert teil["rolle"].value_counts()["ganzes"] == 1, summe_id
        glieder = [(k, f, -1 if r == "ganzes" else 1) for _, k, f, r in teil[["summe_id", "kennzahl_id", "feld", "rolle"]].itertuples(index=False)]  # fmt: skip
        for ort in {s[2:] for s in zahl}:
            if all((k, f, *ort) in zahl for k, f, _ in glieder):
                geprueft += 1
                if sum(v * zahl[(k, f, *ort)] for k, f, v in glieder):
                    falsch.append((summe_id, ort))
    gruppen = bestand.frame("gruppen").set_index("gruppe_id")["aufteilung"]
    g = werte[werte["gruppe"].ne("")].assign(nach=lambda w: w["gruppe"].map(gruppen))
    alle = g[g["nach"].ne("")].groupby(["paket", "kennzahl_id", "nach"])["gruppe"].agg(set)
    for (paket, k, nach), teile in alle.items():
        for ort in {(s[3], s[4]) for s in zahl if s[0] == k and s[2] == paket}:
            for feld in ("wert", "zaehler", "nenner"):
                glieder_g = [(k, feld, paket, *ort, x) for x in sorted(teile)]
                ganzes = (k, feld, paket, *ort, "")
                if ganzes in zahl and all(x in zahl for x in glieder_g):
                    geprueft += 1
                    if zahl[ganzes] != sum(zahl[x] for x in glieder_g):
                        falsch.append((nach, ganzes))
    assert falsch == []
    assert geprueft >= 20


def test_no_real_table_of_areas_can_hide_just_one() -> None:
    """Wherever a real town and all its areas have a value, each single area follows from the others when it is hidden."""
    bestand = load(DATEN)
    geprueft = 0
    for tabelle in (t for t in bestand.tabellen if t.name == "werte"):
        regeln = read_rules(bestand, tabelle.paket)
        art = tabelle.frame["kennzahl_id"].map(regeln.art)
        gezaehlt = art.eq("anzahl") | (art.eq("anteil") & tabelle.frame["zaehler"].notna())
        da = tabelle.frame[gezaehlt & tabelle.frame["gruppe"].eq("")]
        for (k, zeitraum), teil in da.groupby(["kennzahl_id", "zeitraum"]):
            for ort, orte in regeln.teilraeume.items():
                if len(orte) > 1 and {ort, *orte} <= set(teil["raum_id"]):
                    geprueft += 1
                    schluessel = (k, orte[0], zeitraum, "")
                    (leck,) = find_leaks(hide(tabelle.zeilen, {schluessel}), regeln)
                    assert (leck.schluessel, leck.spielraum) == (schluessel, 0)
                    ergaenzt = hide(tabelle.zeilen, {schluessel, *leck.ergaenzen})
                    assert leck.ergaenzen
                    assert find_leaks(ergaenzt, regeln) == []
    assert geprueft >= 4
