"""Runs the stages once and holds the one table that pages, charts, downloads and API read."""

from collections.abc import Hashable
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from kekiz.daten.bestand import Bestand
from kekiz.daten.einstellungen import DATEI, read_settings
from kekiz.daten.load import load
from kekiz.daten.rahmen import Teile, compact, release_frames
from kekiz.daten.verlauf import OHNE_TAG, Wertaenderung, find_changes, hide_values, read_history
from kekiz.rechnen.aehnlichkeit import assess_municipalities, assess_similarity
from kekiz.rechnen.assess import (
    assess_bounds,
    assess_changes,
    assess_trends,
)
from kekiz.rechnen.compute import collect_rows, compute_werte, kennzahlen_for
from kekiz.rechnen.jahresstand import in_years, judge_within_term
from kekiz.rechnen.raumvergleich import Fehlalarm, assess_areas, pool_areas, simulate_false_alarms
from kekiz.rechnen.verbergen import hide_small_counts
from kekiz.rechnen.vergleichbarkeit import classify, collect_counting, known_fields, list_classes
from kekiz.rechnen.zielurteil import assess_goals, assess_targets, goal_key
from kekiz.wert import SCHLUESSEL, Wert, Zeile, read_wert
from kekiz.wissen.codes import Zweck
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.speicher import give_back, return_large_blocks

PFAD = Path("datapackage")


@dataclass(frozen=True, eq=False)
class Ergebnis:
    """The outcome of all stages.

    Attributes:
        bestand: The packages.
        werte: One row per Kommune, Kennzahl, Raum, Zeitraum, Gruppe, with everything that is said about it.
        trends: One row per Kommune, Kennzahl, Raum, Gruppe.
        zielstand: One row per Kommune, goal, leading Kennzahl, Gruppe and reading of the target.
        ziele: One row per Kommune and goal, in their order.
        zusammen: One row per Kommune, Kennzahl, Raum, Gruppe: the last two periods of a city with areas counted
            together; columns of ``werte``, see :func:`kekiz.rechnen.raumvergleich.pool_areas`.
    """

    bestand: Bestand
    werte: pd.DataFrame
    trends: pd.DataFrame
    zielstand: pd.DataFrame
    ziele: pd.DataFrame
    zusammen: pd.DataFrame

    def release(self) -> None:
        """Lets go of all that was looked up, worded and judged so far; whoever asks again has it made anew.

        Pages ask for what downloads do not need: with many municipalities both would not be in memory together.
        """
        for klasse in type(self).__mro__:
            for name in [n for n, teil in vars(klasse).items() if isinstance(teil, cached_property)]:
                self.__dict__.pop(name, None)
        _goals_as_of.cache_clear()
        _as_of.cache_clear()
        release_frames()
        give_back()

    @cached_property
    def kennzahlen(self) -> pd.DataFrame:
        """The catalogue of Kennzahlen, indexed by kennzahl_id."""
        return self.bestand.frame("kennzahlen").set_index("kennzahl_id")

    @cached_property
    def quellen(self) -> pd.DataFrame:
        """The sources, indexed by quelle_id."""
        return self.bestand.frame("quellen").set_index("quelle_id")

    @cached_property
    def hinweise(self) -> pd.DataFrame:
        """The Hinweise of all packages, indexed by hinweis_id."""
        return self.bestand.frame("hinweise").set_index("hinweis_id")

    @cached_property
    def kommunen(self) -> pd.DataFrame:
        """The municipalities with population and age of their profile, indexed by kommune_id."""
        return assess_municipalities(self.werte, self.bestand)

    @cached_property
    def aehnlichkeit(self) -> pd.DataFrame:
        """One row per municipality and each of those most like it."""
        return assess_similarity(self.kommunen, self.bestand)

    @cached_property
    def zaehlweisen(self) -> pd.DataFrame:
        """One row per Kommune, Kennzahl and Gruppe: how it was counted, and to which class that belongs."""
        return classify(collect_counting(self.bestand))

    @cached_property
    def zaehlangaben(self) -> dict[Hashable, dict[Hashable, str]]:
        """By row of :attr:`zaehlweisen`: what is declared by field; empty where it is not known."""
        angaben: dict[Hashable, dict[Hashable, str]] = known_fields(self.zaehlweisen).to_dict("index")
        return angaben

    @cached_property
    def zaehlklassen(self) -> pd.DataFrame:
        """One row per way of counting, indexed by klasse_id: who is in one class may be compared, where the class may."""
        return list_classes(self.zaehlweisen)

    @cached_property
    def _je_kommune(self) -> Teile:
        return Teile(self.werte, ["kommune_id"])

    def values_of(self, kommune_id: str) -> pd.DataFrame:
        """Gives the rows of :attr:`werte` of one municipality, possibly none."""
        return self._je_kommune.get((kommune_id,), self._keine_werte)

    def as_of(self, kommune_id: str, jahr: int) -> "Ergebnis":
        """Gives what could be said of one municipality at the end of a year: by values whose period had ended.

        Differences, breaks and the scatter of a series are those of the whole series. A target is judged by no value that
        is older than the target itself.

        Args:
            kommune_id: Municipality; nothing is said of others.
            jahr: The year.
        """
        return _as_of(self, kommune_id, jahr)

    @cached_property
    def _zaehlweisen_je(self) -> Teile:
        return Teile(self.zaehlweisen, ["kommune_id"])

    def counting_of(self, kommune_id: str) -> pd.DataFrame:
        """Gives the rows of :attr:`zaehlweisen` of one municipality, possibly none."""
        return self._zaehlweisen_je.get((kommune_id,), self.zaehlweisen.iloc[0:0])

    @cached_property
    def _aehnliche_je(self) -> Teile:
        return Teile(self.aehnlichkeit, ["kommune_id"])

    def similar_to(self, kommune_id: str) -> pd.DataFrame:
        """Gives the rows of :attr:`aehnlichkeit` of one municipality, most similar first, possibly none."""
        return self._aehnliche_je.get((kommune_id,), self.aehnlichkeit.iloc[0:0])

    @cached_property
    def _gruppen(self) -> dict[str, str]:
        return dict(self.bestand.frame("gruppen").set_index("gruppe_id")["name"])

    def group_name(self, gruppe: str) -> str:
        """Name of a Gruppe; its id where the catalogue has none."""
        return self._gruppen.get(gruppe, gruppe)

    @cached_property
    def zaehlcodes(self) -> dict[str, str]:
        """Words of the codes that ways of counting use."""
        return dict(self.bestand.frame("zaehlcodes").set_index("code_id")["text"])

    def rows_of(self, tabelle: str) -> int:
        """Counts the rows of a public table (:data:`kekiz.wissen.spalten.TABELLEN`)."""
        im_vergleich = [int(w["wert_rest"].notna().sum()) for w in (self.werte, self.zusammen)]
        berechnet = {
            "ergebnisse": len(self.werte),
            "raumvergleiche": sum(im_vergleich),
            "status": len(self.ziele) + len(self.zielstand),
            "trends": len(self.trends),
            "vergleichbarkeit": len(self.zaehlweisen),
            "zaehlklassen": len(self.zaehlklassen),
            "aehnlichkeit": len(self.aehnlichkeit),
            "wertaenderungen": len(self.verlauf),
            "themen": len(self.bestand.frame("themenzuordnung")),
            # One row per column of the tables, however many municipalities there are.
            "spalten": 0,
        }
        return berechnet[tabelle] if tabelle in berechnet else len(self.bestand.frame(tabelle))

    @cached_property
    def verlauf(self) -> tuple[Wertaenderung, ...]:
        """New, changed and withdrawn values, latest first; before them, without a day and a reason, what is not noted yet.

        Where small counts are hidden, it is told which values were noted and not what they were.
        """
        verlauf = read_history(self.bestand.pfad)
        if verlauf is None:
            return ()
        aenderungen = sorted(verlauf.aenderungen, key=lambda a: a.tag, reverse=True)
        if DATEI.is_file() and read_settings().verbirgt_kleine_zahlen:
            return hide_values(aenderungen)
        return (*find_changes(verlauf, self.bestand, OHNE_TAG), *aenderungen)

    @cached_property
    def fehlalarme(self) -> dict[str, Fehlalarm]:
        """By municipality with areas: how often the comparisons of its areas call chance a difference."""
        return {
            str(k): simulate_false_alarms(teil, self.zusammen[self.zusammen["kommune_id"].eq(k)])
            for k, teil in self.werte[self.werte["rest_nenner"].notna()].groupby(
                "kommune_id", sort=False, observed=True
            )
        }

    @cached_property
    def _keine_werte(self) -> pd.DataFrame:
        return self.werte.iloc[0:0]

    @cached_property
    def _keine_zielzeilen(self) -> pd.DataFrame:
        return self.zielstand.iloc[0:0]

    @cached_property
    def _nach_kennzahl(self) -> Teile:
        return Teile(self.werte, ["kommune_id", "kennzahl_id"])

    @cached_property
    def _nach_reihe(self) -> Teile:
        return Teile(self.werte, ["kommune_id", "kennzahl_id", "raum_id", "gruppe"])

    @cached_property
    def _stadtreihen(self) -> Teile:
        stadt = self.werte[self.werte["raum_typ"].eq("stadt")]
        return Teile(stadt, ["kommune_id", "kennzahl_id", "gruppe"])

    @cached_property
    def _zielzeilen(self) -> Teile:
        return Teile(self.zielstand.sort_values("reihenfolge", kind="stable"), ["kommune_id", "ziel_id"])

    @cached_property
    def _zieltexte(self) -> dict[tuple[str, str], pd.Series]:
        texte = self.bestand.frame("ziele").rename(columns={"paket": "kommune_id"})
        stand = self.ziele.drop(columns=["oberziel_id", "ebene", "altersgruppe_id"])
        beide = texte.merge(stand, on=["kommune_id", "ziel_id"], validate="one_to_one").astype(object)
        return {(z["kommune_id"], z["ziel_id"]): z for _, z in beide.iterrows()}

    @cached_property
    def _ziel_kennzahlen(self) -> Teile:
        zk = self.bestand.frame("ziel_kennzahlen")
        folge = zk.assign(k=zk["rolle"].ne("leit")).sort_values(["k", "reihenfolge"], kind="stable")
        return Teile(folge, ["paket", "ziel_id"])

    @cached_property
    def _trends(self) -> Teile:
        return Teile(self.trends, ["kommune_id", "kennzahl_id", "raum_id", "gruppe"])

    def series(self, kommune_id: str, kennzahl_id: str, raum_id: str | None = None, gruppe: str = "") -> pd.DataFrame:
        """Gives the values of one Kennzahl in one area, in time order.

        Args:
            kommune_id: Municipality.
            kennzahl_id: Kennzahl.
            raum_id: Area; None for the municipality as a whole.
            gruppe: Gruppe; empty for the total.

        Returns:
            Rows of :attr:`werte`, possibly none.
        """
        if raum_id is None:
            return self._stadtreihen.get((kommune_id, kennzahl_id, gruppe), self._keine_werte)
        return self._nach_reihe.get((kommune_id, kennzahl_id, raum_id, gruppe), self._keine_werte)

    @cached_property
    def towns_of_kennzahlen(self) -> dict[str, list[str]]:
        """Names of the municipalities that have a row of a Kennzahl, by Kennzahl."""
        return {str(k): list(n) for k, n in self.werte.groupby("kennzahl_id")["kommune"].unique().items()}

    def kennzahl_for(self, kommune_id: str, zweck: Zweck) -> str:
        """Gives the Kennzahl that a page looks up for a purpose: one of which the municipality has values; empty: none."""
        return next((k for k in kennzahlen_for(self.bestand, zweck) if len(self.all_of(kommune_id, k))), "")

    def all_of(self, kommune_id: str, kennzahl_id: str) -> pd.DataFrame:
        """Gives all values of one Kennzahl of a municipality (every Raum, Zeitraum, Gruppe)."""
        return self._nach_kennzahl.get((kommune_id, kennzahl_id), self._keine_werte)

    @cached_property
    def _gesagt(self) -> dict[tuple[str, ...], Wert]:
        return {}

    def wert(self, zeile: Zeile) -> Wert:
        """Words a row of :attr:`werte` or :attr:`zusammen`; each is worded once, however often it is shown.

        Args:
            zeile: The row with all its columns.
        """
        schluessel = tuple(str(zeile[s]) for s in SCHLUESSEL)
        gesagt = self._gesagt.get(schluessel)
        if gesagt is None:
            gesagt = self._gesagt[schluessel] = read_wert(zeile)
        return gesagt

    def werte_von(self, zeilen: pd.DataFrame) -> tuple[Wert, ...]:
        """Words rows of :attr:`werte` or :attr:`zusammen`, in their order.

        Args:
            zeilen: Rows with all their columns.
        """
        schluessel = [tuple(map(str, z)) for z in zeilen[list(SCHLUESSEL)].itertuples(index=False, name=None)]
        neu = [s not in self._gesagt for s in schluessel]
        if any(neu):
            spalten = [str(s) for s in zeilen.columns]
            for z in zeilen[neu].itertuples(index=False, name=None):
                self.wert(dict(zip(spalten, z, strict=True)))
        return tuple(self._gesagt[s] for s in schluessel)

    def stadtwert(self, zeile: Zeile) -> Wert | None:
        """Words what the whole city has of the same Kennzahl, Zeitraum and Gruppe; None where its table says nothing.

        Args:
            zeile: A row of :attr:`werte`.
        """
        reihe = self.series(str(zeile["kommune_id"]), str(zeile["kennzahl_id"]), None, str(zeile["gruppe"]))
        treffer = reihe[reihe["zeitraum"].eq(zeile["zeitraum"])]
        return None if treffer.empty else self.wert(treffer.iloc[0])

    def latest(self, kommune_id: str, kennzahl_id: str, raum_id: str | None = None, gruppe: str = "") -> pd.Series:
        """Gives the latest row that has a value.

        Raises:
            ErgebnisFehler: There is none.
        """
        reihe = self.series(kommune_id, kennzahl_id, raum_id, gruppe)
        mit_wert = reihe["wert"].notna().to_numpy().nonzero()[0]
        if not len(mit_wert):
            raise ErgebnisFehler(f"kein Wert: {kommune_id} · {kennzahl_id} · {raum_id or 'Stadt'} · {gruppe}")
        return reihe.iloc[mit_wert[-1]]

    def newest_of(self, kommune_id: str) -> dict[tuple[str, str], Wert]:
        """Gives the latest value of a municipality as a whole for each Kennzahl and Gruppe that has one.

        As :meth:`latest`, for all of them at once.
        """
        w = self.values_of(kommune_id)
        w = w[w["raum_typ"].eq("stadt") & w["wert"].notna()].drop_duplicates(["kennzahl_id", "gruppe"], keep="last")
        return dict(zip(zip(w["kennzahl_id"], w["gruppe"], strict=True), self.werte_von(w), strict=True))

    def goal(self, kommune_id: str, ziel_id: str) -> pd.Series:
        """Gives one goal with its status and texts.

        Raises:
            ErgebnisFehler: The goal does not exist.
        """
        if (kommune_id, ziel_id) not in self._zieltexte:
            raise ErgebnisFehler(f"Ziel {ziel_id} gibt es in {kommune_id} nicht")
        return self._zieltexte[kommune_id, ziel_id]

    def goal_ids(self, kommune_id: str) -> list[str]:
        """Lists the goals of a municipality in their order."""
        return sorted(self.ziele.loc[self.ziele["kommune_id"].eq(kommune_id), "ziel_id"], key=goal_key)

    def target_rows(self, kommune_id: str, ziel_id: str) -> pd.DataFrame:
        """Gives the rows of :attr:`zielstand` of one goal, leading Kennzahlen in their order."""
        return self._zielzeilen.get((kommune_id, ziel_id), self._keine_zielzeilen)

    def goal_kennzahlen(self, kommune_id: str, ziel_id: str, rolle: str | None = None) -> list[str]:
        """Lists the Kennzahlen of a goal in their order, leading ones first."""
        zk = self._ziel_kennzahlen.get((kommune_id, ziel_id))
        if zk is None:
            return []
        return [k for k, r in zip(zk["kennzahl_id"], zk["rolle"], strict=True) if rolle in (None, r)]

    def trend(self, kommune_id: str, kennzahl_id: str, raum_id: str, gruppe: str = "") -> pd.Series | None:
        """Gives the trend of one series, or None where there is no value."""
        zeilen = self._trends.get((kommune_id, kennzahl_id, raum_id, gruppe))
        return None if zeilen is None else next(zeile for _, zeile in zeilen.iterrows())


@lru_cache(maxsize=64)
def _goals_as_of(ergebnis: Ergebnis, jahr: int) -> tuple[Teile, Teile]:
    """Targets and goals at the end of a year, by municipality: judging all of them at once takes as long as judging one."""
    leit = ergebnis.bestand.frame("ziel_kennzahlen")["kennzahl_id"]
    w = ergebnis.werte
    w = w[w["kennzahl_id"].isin(set(leit))]
    targets = judge_within_term(assess_targets(w[in_years(w, jahr)], ergebnis.bestand))
    ziele = assess_goals(targets, ergebnis.bestand)
    return Teile(compact(targets), ["kommune_id"]), Teile(compact(ziele), ["kommune_id"])


@lru_cache(maxsize=16)
def _as_of(ergebnis: Ergebnis, kommune_id: str, jahr: int) -> Ergebnis:
    alle = ergebnis.values_of(kommune_id)
    targets, ziele = _goals_as_of(ergebnis, jahr)
    stand, zeilen = targets.get((kommune_id,)), ziele.get((kommune_id,))
    return Ergebnis(
        ergebnis.bestand,
        alle[in_years(alle, jahr)],
        ergebnis.trends,
        ergebnis._keine_zielzeilen if stand is None else stand,
        ergebnis.ziele.iloc[0:0] if zeilen is None else zeilen,
        ergebnis.zusammen,
    )


def build(bestand: Bestand) -> Ergebnis:
    """Runs compute and assess on checked packages; the frames are laid out for many look-ups."""
    e = assess(bestand, compute_werte(bestand))
    return Ergebnis(
        bestand, compact(e.werte), compact(e.trends), compact(e.zielstand), compact(e.ziele), compact(e.zusammen)
    )


class Aufgeschoben(Ergebnis):
    """The outcome of packages that is computed only when something asks for it: which pages there are, data say alone.

    Args:
        bestand: The packages.
    """

    def __init__(self, bestand: Bestand) -> None:
        object.__setattr__(self, "bestand", bestand)

    @cached_property
    def towns_of_kennzahlen(self) -> dict[str, list[str]]:
        """As for :class:`Ergebnis`, from the rows as they stand in the packages."""
        namen = self.bestand.frame("kommunen").set_index("kommune_id")["name"]
        zeilen = collect_rows(self.bestand)
        orte = zeilen["paket"].map(namen).groupby(zeilen["kennzahl_id"]).unique()
        return {str(k): list(n) for k, n in orte.items()}

    def __getattr__(self, name: str) -> Any:
        if name not in {f.name for f in fields(Ergebnis)}:
            raise AttributeError(name)
        for feld in fields(gerechnet := build(self.bestand)):
            object.__setattr__(self, feld.name, getattr(gerechnet, feld.name))
        return getattr(self, name)


def assess(bestand: Bestand, werte: pd.DataFrame) -> Ergebnis:
    """Runs all of assess on the frame of compute."""
    werte = assess_changes(werte, bestand)
    zusammen = pool_areas(werte, bestand)
    werte = assess_bounds(assess_areas(werte, bestand))
    targets = assess_targets(werte, bestand)
    return Ergebnis(bestand, werte, assess_trends(werte), targets, assess_goals(targets, bestand), zusammen)


def _state(pfad: Path) -> tuple[tuple[str, int], ...]:
    return tuple((str(p), p.stat().st_mtime_ns) for p in sorted(pfad.rglob("*")) if p.suffix in (".csv", ".json"))


@lru_cache(maxsize=2)
def _cached(pfad: Path, _stand: tuple[tuple[str, int], ...], verbirgt: bool) -> Ergebnis:
    return_large_blocks()
    bestand = load(pfad)
    ergebnis = build(hide_small_counts(bestand) if verbirgt else bestand)
    give_back()
    return ergebnis


def read_ergebnis(pfad: Path = PFAD) -> Ergebnis:
    """Loads, checks and evaluates the packages; the result is kept until one of their files changes.

    Where the site hides small counts, they are hidden in all of it.

    Raises:
        DatenFehler: The packages or the settings have faults.
    """
    verbirgt = DATEI.is_file() and read_settings().verbirgt_kleine_zahlen
    return _cached(pfad, _state(pfad), verbirgt)
