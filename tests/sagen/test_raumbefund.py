"""What is found about an area: level and number are said, nothing is said stronger than its level, chance stands beside."""

from dataclasses import replace

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen.raeume import select_findings
from kekiz.rechnen.raumvergleich import SCHWACH, STRENG
from kekiz.sagen.raumbefund import area_finding, places_message, short_verdict
from kekiz.wert import Wert
from kekiz.wissen.codes import Aussage
from zeilen import werte


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


@pytest.fixture(scope="module")
def funde(ergebnis: Ergebnis) -> pd.DataFrame:
    return select_findings(ergebnis.werte, ergebnis.zusammen, "hamm")


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("sicher", "auffaellig", "leit"),
    [
        (0, 1, "Ein Unterschied zum Rest der Stadt ist auffällig (95 %), aber nicht gesichert."),
        (0, 2, "Zwei Unterschiede zum Rest der Stadt sind auffällig (95 %), gesichert ist keiner."),
        (1, 0, "Ein Unterschied zum Rest der Stadt ist gesichert (99,8 %)."),
        (1, 1, "Ein Unterschied zum Rest der Stadt ist gesichert (99,8 %), ein weiterer ist auffällig (95 %)."),
        (2, 3, "Zwei Unterschiede zum Rest der Stadt sind gesichert (99,8 %), drei weitere sind auffällig (95 %)."),
    ],
)
def test_lead_counts_each_level(
    ergebnis: Ergebnis, funde: pd.DataFrame, sicher: int, auffaellig: int, leit: str
) -> None:
    zeilen = pd.concat([funde.iloc[[0]]] * (sicher + auffaellig), ignore_index=True)
    zeilen["aussage_niveau"] = [SCHWACH] * auffaellig + [STRENG] * sicher
    zeilen["aussage"] = [Aussage.AUFFAELLIG_HOEHER] * auffaellig + [Aussage.HOEHER] * sicher
    # A copy, since words are kept by the key of a row.
    befund = area_finding(replace(ergebnis), "Nord", zeilen, ergebnis.fehlalarme["hamm"])
    assert _plain(befund.leit) == leit
    assert [_plain(n) for _, n, _ in befund.punkte] == ["99,8 %"] * sicher + ["95 %"] * auffaellig
    assert ("Zufall" in befund.dazu) == (auffaellig > 0)


def test_without_differences_it_says_what_the_weakest_comparison_could_have_found(
    ergebnis: Ergebnis, funde: pd.DataFrame
) -> None:
    teil = funde[funde["raum_id"].eq("heessen")]
    befund = area_finding(ergebnis, "Heessen", teil, ergebnis.fehlalarme["hamm"])
    assert befund.leit == "Heessen: Keiner der prüfbaren Werte wich auffällig vom Rest der Stadt ab."
    assert befund.punkte == ()
    # The sentence is of all values, so it may not take its chance from the best of them.
    assert f"bei {int(teil['nenner'].astype(float).min())} Kindern" in befund.dazu
    pelkum = area_finding(ergebnis, "Pelkum", funde[funde["raum_id"].eq("pelkum")], None).dazu
    assert _plain(pelkum) == "Ein Unterschied von fünf Punkten fiele bei 186 Kindern in sechs von zehn Fällen auf."


def test_without_counts_nothing_can_be_said(ergebnis: Ergebnis, funde: pd.DataFrame) -> None:
    befund = area_finding(ergebnis, "Ort", funde.iloc[:0], None)
    assert befund.leit == (
        "Ob sich Ort vom Rest der Stadt unterscheidet, lässt sich mit den Zahlen des Dokuments nicht prüfen."
    )
    assert befund[1:] == ((), "")


def test_direction_is_said_of_assured_differences_alone(ergebnis: Ergebnis, funde: pd.DataFrame) -> None:
    for raum_id in ("hamm-westen", "hamm-norden"):
        teil = funde[funde["raum_id"].eq(raum_id)]
        for aussage, _, text in area_finding(ergebnis, raum_id, teil, None).punkte:
            ist_gerichtet = aussage in (Aussage.BESSER, Aussage.SCHLECHTER)
            assert ("Nach der Richtung" in text) == ist_gerichtet


def _areas(*niveaus: float | None, aussage: Aussage = Aussage.AEHNLICH) -> list[Wert]:
    reihe = werte(*({"raum": f"R{i}", "wert": 50.0 + i} for i in range(len(niveaus))))
    return [
        replace(w, aussage=aussage if n is None else Aussage.AUFFAELLIG_HOEHER, aussage_niveau=n)
        for w, n in zip(reihe, niveaus, strict=True)
    ]


def test_message_of_a_picture_of_all_areas() -> None:
    (hoch, tief) = werte({"wert": 90.0}, {"wert": 10.0})
    nur = _areas(STRENG, None)
    assert places_message(nur, hoch) == "Nur in R0 war der Wert gesichert niedriger als im Rest der Stadt"
    assert places_message(nur, tief) == "Nur in R0 war der Wert gesichert höher als im Rest der Stadt"
    assert places_message(nur, None) == "Nur in R0 war der Wert gesichert anders als im Rest der Stadt"
    assert places_message(_areas(STRENG, STRENG, None), hoch) == (
        "In zwei von drei Sozialräumen war der Wert gesichert anders als im Rest der Stadt"
    )
    assert places_message(_areas(SCHWACH, None), hoch).startswith("In keinem Sozialraum war der Wert gesichert anders")
    assert places_message(_areas(None, None), hoch).startswith("In keinem Sozialraum wich der Wert auffällig")
    assert places_message(_areas(None, aussage=Aussage.KEINE_BELASTBARE_AUSSAGE), hoch) == ""


def test_verdict_beside_a_dot() -> None:
    (ohne, mit, stadt) = werte({"wert": 50.0}, {"wert": 50.0, "ki_unten": 45.0, "ki_oben": 55.0}, {"wert": 60.0})
    leer = pd.Series({"aussage": "", "kippt_95": float("nan"), "fallbezeichnung": "Kinder"})
    ohne = replace(ohne, aussage=Aussage.KEINE_BELASTBARE_AUSSAGE)
    assert short_verdict(ohne, leer, None) == "Fallzahl fehlt"
    assert _plain(short_verdict(ohne, leer, stadt)) == "Fallzahl fehlt; Stadt 60 %"
    # Counts are known, but those of the rest of the city are not.
    beide = replace(mit, aussage=Aussage.KEINE_BELASTBARE_AUSSAGE)
    assert short_verdict(beide, leer, None) == "keine belastbare Aussage"
    fest = replace(mit, aussage=Aussage.NIEDRIGER, aussage_niveau=STRENG)
    assert _plain(short_verdict(fest, leer, None)) == "gesichert niedriger (99,8 %)"
    haengt = pd.Series({"aussage": Aussage.AEHNLICH, "kippt_95": 3.0, "fallbezeichnung": "Kinder"})
    assert short_verdict(replace(mit, aussage=Aussage.AEHNLICH), haengt, None) == (
        "kein gesicherter Unterschied; hängt an drei Kindern ohne Sozialraum"
    )
    assert short_verdict(mit, leer, None) == ""
