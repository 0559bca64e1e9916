"""One chart of every kind, for the tests of the writers and of the interactive chart."""

from __future__ import annotations

from kekiz.zeichnen.balken import draw_anteile, draw_balken
from kekiz.zeichnen.bauteile import Zielangabe
from kekiz.zeichnen.modell import Diagramm, Rahmen
from kekiz.zeichnen.punktbild import Punktzeile, draw_punktbild
from kekiz.zeichnen.vergleich import draw_kommunenvergleich, draw_namen, draw_raumvergleich
from kekiz.zeichnen.zeitreihe import draw_kleine_mehrfache, draw_zeitreihe
from zeilen import RAEUME, raeume, verlauf, werte


def rahmen(kennung: str) -> Rahmen:
    """The same words around each chart."""
    return Rahmen(kennung, "Titel", "Untertitel", "Bericht 2018", "CC BY 4.0")


def zeitreihe() -> Diagramm:
    """One series with a gap, a target and intervals."""
    jahre = {"2013": 75.0, "2014": 77.0, "2015": None, "2016": 80.0, "2017": 84.0}
    zeilen = werte(*verlauf(jahre, ki_unten=70.0, ki_oben=90.0))
    return draw_zeitreihe(zeilen, rahmen("zeitreihe"), ziele=[Zielangabe(95, "Ziel: mehr als 95 %")])


def bruch() -> Diagramm:
    """A lonely value before a break, a range, a recomputed value and two targets."""
    zeilen = werte(
        {"zeitraum": "2013", "wert": 71.0, "ki_unten": 66.0, "ki_oben": 76.0},
        {"zeitraum": "2014", "wert": 80.0, "wert_berechnet": 78.2, "segment": 1},
        {"zeitraum": "2015", "wert": 79.2, "wert_bis": 81.2, "wertstatus": "berechnet", "segment": 1},
        {"zeitraum": "2016", "wert": 82.0, "segment": 1},
    )
    ziele = [
        Zielangabe(81.5, "Ziel (Prozent): mindestens 81,5 %"),
        Zielangabe(82.6, "Ziel (Punkte): mindestens 82,6 %"),
    ]
    return draw_zeitreihe(zeilen, rahmen("bruch"), ziele=ziele, achse_ab_null=False)


def dichte_reihen() -> Diagramm:
    """Six series whose last values nearly coincide."""
    zeilen = [{"kennzahl": f"U{k}", "zeitraum": j, "wert": 90 + k / 10} for k in range(3, 9) for j in ("2017", "2018")]
    return draw_zeitreihe(werte(*zeilen), rahmen("dichte_reihen"))


def anteile() -> Diagramm:
    """Three parts in two periods."""
    zeilen = [{"gruppe_name": g, "zeitraum": j, "wert": w} for j in ("2017", "2018")
              for g, w in (("A", 20.0), ("B", 30.0), ("C", 50.0))]  # fmt: skip
    return draw_anteile(werte(*zeilen), rahmen("anteile"))


def mehrfache() -> Diagramm:
    """Nine places, three periods, city line."""
    zeilen = [{"raum_id": i, "raum": n, "zeitraum": j, "wert": 30.0 + k * 5} for k, (i, n) in enumerate(RAEUME)
              for j in ("2016", "2017", "2018")]  # fmt: skip
    stadt = [{"zeitraum": j, "wert": 44.0} for j in ("2016", "2018")]
    return draw_kleine_mehrfache(werte(*zeilen, *stadt), rahmen("mehrfache"), stadt_raum_id="hamm")


def balken() -> Diagramm:
    """Euro per year with a missing year and a target."""
    jahre = {"2014": 100000.0, "2015": 250000.0, "2017": 500000.0}
    ziele = [Zielangabe(400000.0, "Ziel: 400.000 Euro")]
    return draw_balken(werte(*verlauf(jahre, einheit="Euro")), rahmen("balken"), ziele=ziele)


def lange_namen() -> Diagramm:
    """Lying bars with names too long to stand beside them."""
    namen = ("Willkommensbesuche in Familien mit Neugeborenen in allen neun Sozialräumen der Stadt", "Elternkurse")
    zeilen = werte(
        *({"gruppe_name": g, "wert": w, "einheit": "Anzahl"} for g, w in zip(namen, (1432.0, 76.0), strict=True))
    )
    return draw_namen(zeilen, rahmen("lange_namen"), nach="gruppe_name")


def kommunen() -> Diagramm:
    """Dots, one of them hollow."""
    zeilen = [{"kommune_id": k, "kommune": k.title(), "wert": 10.0 + i * 7, "wertstatus": s} for i, (k, s) in
              enumerate((("arnsberg", "gedruckt"), ("bochum", "berechnet"), ("hamm", "gedruckt")))]  # fmt: skip
    return draw_kommunenvergleich(werte(*zeilen), rahmen("kommunen"))


def raumvergleich() -> Diagramm:
    """Eight bars with intervals, one missing value, city line."""
    return draw_raumvergleich(raeume(), rahmen("raumvergleich"), stadt_raum_id="hamm")


def punktbild() -> Diagramm:
    """Rows with and without interval, benchmark, period, verdict and value; one is marked."""
    punkte, striche = (
        werte(
            {"wert": 87.7, "ki_unten": 82.9, "ki_oben": 91.3, "dezimalstellen": 1},
            {"wert": 91.0},
            {"wert": 54.8, "dezimalstellen": 1, "hinweis_zelle": "h"},
            {"wertstatus": "nur_abbildung"},
        ),
        werte({"wert": 92.1}, {"wert": 82.0}, {"wert": 44.9}),
    )
    namen = ("Teilnahme an der U8", "Willkommensbesuche bei Familien mit Neugeborenen", "Realschule", "Gymnasium")
    urteile = ("auffällig niedriger (95 %); Stadt 92,1 %", "Fallzahl fehlt", "", "")
    zeilen = [
        Punktzeile(f"k{i}", namen[i], punkte[i], striche[i] if i < 3 else None, urteile[i], "2017/18" if i < 2 else "")
        for i in range(4)
    ]
    return draw_punktbild(zeilen, rahmen("punktbild"), ort="Nord", vergleich="Stadt insgesamt", hier="k0")


ALLE = [zeitreihe, bruch, dichte_reihen, anteile, mehrfache, balken, lange_namen, kommunen, raumvergleich, punktbild]

FEINDLICH = "</svg><script>alert(1)</script>\"'&amp;<b/onload=x>"


def hostile() -> list[Diagramm]:
    """Charts in which every text is hostile."""
    rahmen = Rahmen("probe", FEINDLICH, FEINDLICH, FEINDLICH, FEINDLICH, {"h": FEINDLICH})
    zeilen = werte({"raum": FEINDLICH, "wert": 1.0, "hinweis_zelle": "h", "gruppe_name": FEINDLICH},
                   {"raum_id": "b", "raum": "B", "wert": 2.0})  # fmt: skip
    linie = draw_zeitreihe(zeilen, rahmen, ziele=[Zielangabe(1.5, FEINDLICH)])
    punkte = [Punktzeile(f"k{i}", FEINDLICH, w, w, FEINDLICH, FEINDLICH) for i, w in enumerate(zeilen)]
    return [
        linie,
        draw_raumvergleich(zeilen, rahmen, stadt_raum_id="b"),
        draw_punktbild(punkte, rahmen, ort=FEINDLICH, vergleich=FEINDLICH),
    ]
