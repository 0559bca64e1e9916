"""Where to begin: an order of areas says how much of it is chance, and that nothing carries a choice where nothing does."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.rechnen import pilotraeume
from kekiz.rechnen.pilotraeume import (
    ERSTE,
    SAMEN,
    Auswahl,
    Merkmal,
    draw_normal,
    draw_uniform,
    offers_choice,
    rank_areas,
    select_merkmale,
    share_of_first,
    shrink,
    standardise,
)
from kekiz.seiten.pilotseite import dump_model
from kekiz.seiten.seite import Seite
from kekiz.wissen.codes import Auslassung, Wahlurteil
from paketbau import REPO, Projekt
from staedtebau import packages

NEUN = tuple("abcdefghi")
KINDER = np.array([150.0, 200, 125, 240, 190, 160, 130, 280, 230])


def merkmal(
    name: str, faelle: list[float] | np.ndarray, nenner: float | np.ndarray = 200.0, **felder: object
) -> Merkmal:
    x = np.asarray(faelle, dtype=float)
    n = np.broadcast_to(np.asarray(nenner, dtype=float), x.shape)
    return Merkmal(name, "2024", 1, True, 100 * x / n, *shrink(x, n), **felder)  # type: ignore[arg-type]


def areas(*merkmale: Merkmal, orte: tuple[str, ...] = NEUN) -> Auswahl:
    return Auswahl(orte, merkmale, {})


KLAR = merkmal("klar", [190, 185, 180, 20, 22, 24, 18, 26, 21])
KNAPP = merkmal("knapp", [120, 118, 116, 104, 100, 98, 96, 90, 88])
GLEICH = merkmal("gleich", [100] * 9)


# --- steps -----------------------------------------------------------------------------------------------------------


def test_values_are_turned_so_that_plus_is_less_favourable() -> None:
    werte = np.array([10.0, 20.0, 30.0])
    assert standardise(werte, 1) == pytest.approx([-1.224745, 0, 1.224745], abs=1e-6)
    assert standardise(werte, -1) == pytest.approx([1.224745, 0, -1.224745], abs=1e-6)
    assert list(standardise(np.array([5.0, 5.0]), 1)) == [0, 0]


@pytest.mark.parametrize(
    ("punkte", "dabei"),
    [
        ([5, 4, 3, 2], [1, 1, 1, 0]),
        ([5, 4, 3, 3], [1, 1, 0.5, 0.5]),
        ([5, 3, 3, 3], [1, 2 / 3, 2 / 3, 2 / 3]),
        ([1, 1, 1, 1], [0.75] * 4),
        ([1, 1, 1], [1, 1, 1]),
        ([1], [1]),
    ],
)
def test_areas_that_stand_level_share_the_places_that_are_left(punkte: list[float], dabei: list[float]) -> None:
    assert share_of_first(np.array(punkte, dtype=float)) == pytest.approx(dabei)


def test_own_value_counts_as_far_as_chance_does_not_explain_it() -> None:
    mitte, streuung = shrink(np.array([100.0, 104, 96, 100]), np.full(4, 200.0))
    assert np.ptp(mitte) == 0
    assert list(streuung) == [0] * 4
    # Hardly any chance is left among so many: each keeps its own share.
    x = np.array([2e5, 4e5, 6e5, 8e5])
    mitte, streuung = shrink(x, np.full(4, 1e6))
    assert np.sin(mitte) ** 2 == pytest.approx(x / 1e6, abs=1e-4)
    assert streuung == pytest.approx([0.0005] * 4, rel=1e-3)
    # In between, smaller areas are drawn further towards all.
    mitte, _ = shrink(np.array([30.0, 300, 500, 600]), np.array([100.0, 1000, 1000, 1000]))
    roh = np.arcsin(np.sqrt(np.array([0.3, 0.3, 0.5, 0.6])))
    assert roh[0] < mitte[1] < mitte[0] < roh.mean()
    mitte, streuung = shrink(np.array([0.0]), np.array([5.0]))
    assert streuung == [0]
    # Anscombe: three eighths of a case are added, so that none of five is not the same as none of any number.
    assert np.sin(mitte[0]) ** 2 == pytest.approx(0.375 / 5.75)


def test_no_share_that_is_drawn_turns_back_at_the_end_of_the_scale() -> None:
    """The farther the draw, the higher the share, up to all of them."""
    rand = Merkmal("rand", "2024", 1, True, np.array([99.0]), np.array([np.pi / 2 - 0.01]), np.array([0.2]))
    gezogen = pilotraeume._drawn(rand, ["a"])[:, 0]
    folge = gezogen[np.argsort(draw_normal(len(gezogen), "a", "rand"))]
    assert (np.diff(folge[folge > 0.9]) >= 0).all()
    assert 0.4 < (gezogen == 1).mean() < 0.55


def test_draws_are_uniform_and_normal_and_belong_to_what_they_are_for() -> None:
    # The known answer of FNV-1a for "a"; mulberry32 follows it.
    assert pilotraeume._seed("a") ^ SAMEN == 0xE40C292C
    u, z = draw_uniform(20_000, "nord", "k"), draw_normal(20_000, "nord", "k")
    assert (u.min() > 0) & (u.max() < 1)
    assert (u.mean(), u.var()) == pytest.approx((0.5, 1 / 12), abs=0.01)
    assert (z.mean(), z.std()) == pytest.approx((0, 1), abs=0.02)
    assert abs(np.corrcoef(z, draw_normal(20_000, "west", "k"))[0, 1]) < 0.02


# --- verdict ---------------------------------------------------------------------------------------------------------


def test_clear_differences_carry_a_choice() -> None:
    reihung = rank_areas(areas(KLAR), {"klar": 1})
    assert (reihung.urteil, reihung.bestaendig) == (Wahlurteil.TRAEGT, ("a", "b", "c"))
    assert [(p.von, p.bis) for p in reihung.plaetze[:3]] == [(1, 2), (1, 3), (2, 3)]


@pytest.mark.parametrize(("schwelle", "dabei"), [(-1e-12, True), (0, True), (1e-12, False)])
def test_an_area_belongs_to_the_first_from_the_threshold_on(
    monkeypatch: pytest.MonkeyPatch, schwelle: float, dabei: bool
) -> None:
    genau = rank_areas(areas(KNAPP), {"knapp": 1}).plaetze[2].zufall
    assert 0.4 < genau < 0.95
    monkeypatch.setattr(pilotraeume, "BESTAENDIG", genau + schwelle)
    reihung = rank_areas(areas(KNAPP), {"knapp": 1})
    assert ("c" in reihung.bestaendig) is dabei
    assert reihung.urteil == (Wahlurteil.TRAEGT if dabei else Wahlurteil.TRAEGT_NICHT)


def test_equal_areas_leave_nothing_but_chance() -> None:
    reihung = rank_areas(areas(GLEICH), {"gleich": 1})
    assert (reihung.urteil, reihung.bestaendig) == (Wahlurteil.NUR_ZUFALL, ())
    assert [(p.zufall, p.von, p.bis) for p in reihung.plaetze] == [(pytest.approx(1 / 3), 1, 9)] * 9


@pytest.mark.parametrize("gewichte", [{}, {"klar": 0}, {"klar": 0, "knapp": 0}, {"fremd": 2}])
def test_without_weight_there_is_no_order(gewichte: dict[str, int]) -> None:
    reihung = rank_areas(areas(KLAR, KNAPP), gewichte)
    assert (reihung.urteil, reihung.plaetze) == (Wahlurteil.OHNE_GEWICHT, ())


@pytest.mark.parametrize(("anzahl", "wahl"), [(1, False), (ERSTE, False), (ERSTE + 1, True)])
def test_few_areas_leave_nothing_to_choose(anzahl: int, wahl: bool) -> None:
    kurz = merkmal("kurz", [190, 20, 100, 60][:anzahl])
    reihung = rank_areas(areas(kurz, orte=NEUN[:anzahl]), {"kurz": 1})
    assert (reihung.urteil != Wahlurteil.KEINE_WAHL) is wahl
    assert len(reihung.plaetze) == anzahl * wahl


def test_without_case_numbers_nobody_knows_how_much_is_chance() -> None:
    ohne = Merkmal("ohne", "2024", -1, True, np.arange(9.0))
    auswahl = areas(KLAR, ohne)
    assert auswahl.vorgabe == {"klar": 1, "ohne": 0}
    assert rank_areas(auswahl, auswahl.vorgabe).urteil == Wahlurteil.TRAEGT
    assert rank_areas(auswahl, {"klar": 3, "ohne": 1}).urteil == Wahlurteil.OHNE_FALLZAHL


def test_direction_that_nobody_fixed_is_the_readers() -> None:
    frei = Merkmal("frei", "2024", -1, False, KLAR.werte, KLAR.mitte, KLAR.streuung)
    assert areas(frei).vorgabe == {"frei": 0}
    niedrig, hoch = (rank_areas(areas(frei), {"frei": g}) for g in (1, -1))
    assert [p.punkte for p in hoch.plaetze] == pytest.approx([-p.punkte for p in niedrig.plaetze])
    assert hoch.bestaendig == ("a", "b", "c")
    assert not set(niedrig.bestaendig) & {"a", "b", "c"}
    gegen = rank_areas(areas(KLAR, frei), {"klar": 1, "frei": 1})
    assert [p.punkte for p in gegen.plaetze] == pytest.approx([0] * 9)


def test_only_the_ratio_of_weights_counts_and_others_show_whether_the_order_hangs_on_them() -> None:
    umgekehrt = merkmal("um", [20, 22, 24, 190, 185, 180, 26, 18, 21])
    eins, zwei = (rank_areas(areas(KLAR, umgekehrt), {"klar": g, "um": g}) for g in (1, 2))
    assert eins == zwei
    andere = {p.raum_id: p.gewichte for p in eins.plaetze}
    assert all(0.3 < andere[o] < 0.7 for o in "abcdef")
    assert [p.gewichte for p in rank_areas(areas(KLAR), {"klar": 1}).plaetze] == [1, 1, 1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("samen", range(3))
def test_order_of_rows_is_irrelevant(samen: int) -> None:
    folge = list(np.random.default_rng(samen).permutation(9))

    def _anders(m: Merkmal) -> Merkmal:
        assert m.mitte is not None
        assert m.streuung is not None
        return Merkmal(m.kennzahl_id, m.zeitraum, 1, True, m.werte[folge], m.mitte[folge], m.streuung[folge])

    gewichte = {"klar": 1, "knapp": 2}
    vorher = {p.raum_id: p for p in rank_areas(areas(KLAR, KNAPP), gewichte).plaetze}
    nachher = rank_areas(areas(_anders(KNAPP), _anders(KLAR), orte=tuple(NEUN[i] for i in folge)), gewichte)
    for p in nachher.plaetze:
        assert (p.punkte, p.zufall, p.gewichte) == pytest.approx(
            (vorher[p.raum_id].punkte, vorher[p.raum_id].zufall, vorher[p.raum_id].gewichte)
        )
        assert (p.von, p.bis) == (vorher[p.raum_id].von, vorher[p.raum_id].bis)


def test_chance_alone_hardly_ever_carries_a_choice() -> None:
    zufall = np.random.default_rng(SAMEN)
    urteile = []
    for _ in range(60):
        zwei = [merkmal(k, zufall.binomial(KINDER.astype(int), 0.85), KINDER) for k in ("x", "y")]
        urteile.append(rank_areas(areas(*zwei), {"x": 1, "y": 1}).urteil)
    assert urteile.count(Wahlurteil.TRAEGT) <= 3
    assert {Wahlurteil.TRAEGT_NICHT, Wahlurteil.NUR_ZUFALL} <= set(urteile)


# --- data ------------------------------------------------------------------------------------------------------------


def values(kennzahl_id: str, je_ort: dict[str, int], zeitraum: str = "2024", **felder: str) -> list[dict[str, str]]:
    return [
        {
            "kennzahl_id": kennzahl_id, "raum_id": r, "zeitraum": zeitraum, "wert": str(x), "zaehler": str(x),
            "nenner": "100", "gedruckt": f"{x}%", "wertstatus": "gedruckt", "quelle_id": "bericht-quellstadt",
            "fundstelle": "Tabelle 2", **felder,
        }
        for r, x in je_ort.items()
    ]  # fmt: skip


VIER = {"stadtmitte": 70, "nord": 60, "ost": 90, "west": 80}


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    pakete = packages()
    k = pakete["katalog"]["kennzahlen"][0]
    arten = {
        "weniger": {"richtung": "niedriger_besser"}, "frei": {"richtung": "ohne"}, "ohne_zahl": {}, "luecke": {},
        "ohne_modell": {"zufallsmodell": "keins"}, "spanne": {},
        "anzahl": {"art": "anzahl", "einheit": "Anzahl", "satz": "Kinder", "zufallsmodell": "keins"},
    }  # fmt: skip
    pakete["katalog"]["kennzahlen"] += [
        {**k, "kennzahl_id": n, "name": f"Name {n}", "kurzname": n.title(), **eigen} for n, eigen in arten.items()
    ]
    leer = {"zaehler": "", "nenner": ""}
    pakete["quellstadt"]["werte"] += [
        *values("weniger", VIER, "bis 2022"),
        *values("weniger", VIER | {"ost": 10}, "2023"),
        *values("weniger", {"stadtmitte": 1, "nord": 2, "ost": 3}, "2024"),
        *values("frei", VIER),
        *values("ohne_zahl", VIER, **leer),
        *values("luecke", {"stadtmitte": 70, "nord": 60, "ost": 90}),
        *values("anzahl", VIER, **leer),
        *values("ohne_modell", VIER),
        *values("spanne", {"stadtmitte": 70, "nord": 60, "ost": 90}),
        *values("spanne", {"west": 80}, wert_bis="90", **leer),
    ]
    anders = {"anzahl": "{wert}", "spanne": "{wert} bis {wert_bis} %"}
    for w in pakete["quellstadt"]["werte"]:
        if w["kennzahl_id"] == "anzahl" or w.get("wert_bis"):
            w["gedruckt"] = anders[w["kennzahl_id"]].format_map(w)
    projekt = Projekt(tmp_path_factory.mktemp("pakete"), pakete)
    assert projekt.fehler() == []
    return build(load(projekt.pfad))


def select(ergebnis: Ergebnis, kommune_id: str) -> Auswahl:
    raeume = ergebnis.bestand.where("raeume", paket=kommune_id)
    return select_merkmale(ergebnis.werte, raeume, kommune_id, [str(k) for k in ergebnis.kennzahlen.index])


def test_what_has_a_value_for_every_area_can_be_weighed(ergebnis: Ergebnis) -> None:
    auswahl = select(ergebnis, "quellstadt")
    assert auswahl.raum_ids == ("stadtmitte", "nord", "ost", "west")
    gefunden = {m.kennzahl_id: m for m in auswahl.merkmale}
    assert list(gefunden) == ["plaetze", "weniger", "frei", "ohne_zahl", "ohne_modell"]
    assert auswahl.ausgelassen == {
        "luecke": Auslassung.LUECKE, "spanne": Auslassung.LUECKE, "anzahl": Auslassung.ANZAHL,
    }  # fmt: skip
    # 2024 lacks an area.
    assert (gefunden["weniger"].zeitraum, list(gefunden["weniger"].werte)) == ("2023", [70, 60, 10, 80])
    assert [(m.vorzeichen, m.hat_richtung, m.mitte is None) for m in auswahl.merkmale] == [
        (-1, True, False), (1, True, False), (-1, False, False), (-1, True, True), (-1, True, True),
    ]  # fmt: skip
    assert auswahl.vorgabe == {"plaetze": 1, "weniger": 1, "frei": 0, "ohne_zahl": 0, "ohne_modell": 0}


def test_pages_are_known_from_the_rows_alone(ergebnis: Ergebnis) -> None:
    assert offers_choice(ergebnis.bestand) == ["quellstadt", "muehlau"]


@pytest.mark.parametrize("aendern", ["range", "value less", "three areas", "group"])
def test_a_missing_value_or_too_few_areas_give_no_page(tmp_path: Path, aendern: str) -> None:
    pakete = packages()
    stadt = pakete["quellstadt"]
    pakete["katalog"]["gruppen"] = [{"gruppe_id": "jungen", "name": "Jungen"}]
    stadt["werte"] = [w for w in stadt["werte"] if w["wertstatus"] != "geheim"]
    if aendern == "three areas":
        stadt["raeume"] = [r for r in stadt["raeume"] if r["raum_id"] != "west"]
    for w in [w for w in stadt["werte"] if w["raum_id"] == "west"]:
        if aendern == "range":
            w |= {"wert_bis": "90", "gedruckt": f"{w['gedruckt']} bis 90%", "zaehler": "", "nenner": ""}
        elif aendern == "group":
            w["gruppe"] = "jungen"
        else:
            stadt["werte"].remove(w)
    assert offers_choice(load(Projekt(tmp_path, pakete).pfad)) == ["muehlau"]


def test_counts_alone_are_enough_for_a_page(tmp_path: Path) -> None:
    pakete = packages()
    for w in pakete["quellstadt"]["werte"]:
        if w["wertstatus"] == "gedruckt":
            w |= {"wert": "", "gedruckt": "", "wertstatus": "berechnet"}
    assert offers_choice(load(Projekt(tmp_path, pakete).pfad)) == ["quellstadt", "muehlau"]


def test_script_of_the_page_has_the_same_rule(ergebnis: Ergebnis) -> None:
    """For every choice of weights the page finds what the program finds."""
    auswahl = select(ergebnis, "quellstadt")
    modell = dump_model(Seite(ergebnis, "quellstadt", lambda z: z, lambda *_, **__: "", {}))
    wahlen = [
        auswahl.vorgabe, {}, {"weniger": 2}, {"weniger": 1, "frei": -3}, {"frei": 1, "ohne_zahl": 1}, {"plaetze": 1},
        {"plaetze": 3, "weniger": 1, "frei": 2},
    ]  # fmt: skip
    programm = f"""
        globalThis.document = {{ getElementById: () => null }};
        require({json.dumps(str(REPO / "docs/assets/pilotraeume.js"))});
        const [modell, wahlen] = JSON.parse(require("fs").readFileSync(0, "utf-8"));
        console.log(JSON.stringify(wahlen.map((w) => kpPilotregel(modell, w))));
    """
    lauf = subprocess.run(
        ["node", "-e", programm], input=json.dumps([modell, wahlen]), capture_output=True, text=True, check=True
    )
    for gewichte, js in zip(wahlen, json.loads(lauf.stdout), strict=True):
        python = rank_areas(auswahl, gewichte)
        assert (js["urteil"], tuple(js["bestaendig"])) == (python.urteil, python.bestaendig)
        assert [(p["id"], p["von"], p["bis"]) for p in js["plaetze"]] == [
            (p.raum_id, p.von, p.bis) for p in python.plaetze
        ]
        for eins, zwei in zip(js["plaetze"], python.plaetze, strict=True):
            assert (eins["punkte"], eins["zufall"], eins["andere"]) == pytest.approx(
                (zwei.punkte, zwei.zufall, zwei.gewichte), abs=1e-9
            )
    assert len({json.dumps(p) for p in lauf.stdout.split('"urteil"')}) > 5
