"""The chain: which modules accompany a child when, which goals and Kennzahlen belong there, and where gaps are.

Everything follows from the tables; a gap is only what they show (a goal without module, a Kennzahl without value …).
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.zielurteil import goal_key
from kekiz.wissen.codes import Status

LAEUFT = ("laufend", "modellprojekt")
"""Statuses of modules that were running as of their document."""

FUER_FAMILIEN = ("angebot", "dienst", "verfahren", "projekt")
"""Kinds of modules that a family can meet; bodies, funding and concepts work in the background."""


@dataclass(frozen=True)
class Abschnitt:
    """One age group of the chain.

    Attributes:
        altersgruppe_id: Age group.
        name: Its name.
        beschreibung: What it spans.
        von: Beginning in years of life; NaN for all age groups.
        bis: End in years of life; NaN for all age groups.
        module: Modules that stand in this section, one row each.
        auch: Modules of other sections whose named age reaches into this one.
        ziele: Operative goals of the age group, in order, one row each with status.
        kennzahlen: Kennzahlen of these goals, in order.
    """

    altersgruppe_id: str
    name: str
    beschreibung: str
    von: float
    bis: float
    module: pd.DataFrame
    auch: pd.DataFrame
    ziele: pd.DataFrame
    kennzahlen: list[str]


@dataclass(frozen=True)
class Luecken:
    """What the tables do not hold for one age group.

    Attributes:
        ziele_ohne_modul: Goals for which the documents name no module.
        ziele_ohne_zielwert: Goals without a number to be checked against.
        ziele_ohne_daten: Goals whose values are missing.
        kennzahlen_ohne_wert: Kennzahlen without any value.
        kennzahlen_ohne_sozialraum: Kennzahlen with values, but none for a Sozialraum.
        module_ohne_alter: Number of modules without a named age.
        module_ohne_zahl: Number of modules without any figure.
        module_ohne_ziel: Number of modules that belong to no goal.
    """

    ziele_ohne_modul: list[str]
    ziele_ohne_zielwert: list[str]
    ziele_ohne_daten: list[str]
    kennzahlen_ohne_wert: list[str]
    kennzahlen_ohne_sozialraum: list[str]
    module_ohne_alter: int
    module_ohne_zahl: int
    module_ohne_ziel: int


@lru_cache(maxsize=4)
def age_spans(ergebnis: Ergebnis) -> list[tuple[str, str, float, float]]:
    """Lists the age groups that have an age: id, name, beginning and end in years of life, in order."""
    g = ergebnis.bestand.frame("altersgruppen").sort_values("reihenfolge")
    g = g[g["von_jahr"].notna()]
    return [(str(z.altersgruppe_id), str(z.name), float(z.von_jahr), float(z.bis_jahr)) for z in g.itertuples()]


def section_of(ergebnis: Ergebnis, kapitel: str) -> str:
    """Gives the section of the chain in which modules of a chapter are listed; empty where there is none.

    A chapter that is no age group of the catalogue (integration) belongs to what is for all ages.
    """
    g = ergebnis.bestand.frame("altersgruppen")
    if kapitel in set(g["altersgruppe_id"]):
        return kapitel
    return next(iter(g.loc[g["von_jahr"].isna(), "altersgruppe_id"]), "")


def oldest_child(ergebnis: Ergebnis) -> float:
    """Gives the age in years at which the chain ends; without age groups it has no end."""
    return max((bis for _, _, _, bis in age_spans(ergebnis)), default=math.inf)


@lru_cache(maxsize=32)
def _modules(ergebnis: Ergebnis, kommune_id: str) -> pd.DataFrame:
    return ergebnis.bestand.where("module", paket=kommune_id).set_index("modul_id", drop=False)


def modules(ergebnis: Ergebnis, kommune_id: str) -> pd.DataFrame:
    """Gives the modules of a municipality (one row each, indexed by modul_id, in file order)."""
    return _modules(ergebnis, kommune_id).copy(deep=False)


def modules_of_goal(ergebnis: Ergebnis, kommune_id: str, ziel_id: str) -> pd.DataFrame:
    """Gives the modules that serve a goal: named with it, or measured by one of its Kennzahlen.

    Args:
        ergebnis: The outcome.
        kommune_id: Municipality.
        ziel_id: Goal.

    Returns:
        Rows of :func:`modules`; those with a page of their own first, running ones before others, then file order.
    """
    mk = ergebnis.bestand.where("modul_kennzahlen", paket=kommune_id)
    ids = set(ergebnis.bestand.where("modul_ziele", paket=kommune_id, ziel_id=ziel_id)["modul_id"])
    ids |= set(mk.loc[mk["kennzahl_id"].isin(ergebnis.goal_kennzahlen(kommune_id, ziel_id)), "modul_id"])
    m = modules(ergebnis, kommune_id)
    m = m[m["modul_id"].isin(ids)]
    rang = (~m["hat_seite"].astype(bool)).astype(int) * 2 + (~m["status"].isin(LAEUFT)).astype(int)
    return m.iloc[rang.argsort(kind="stable")]


def goals_of_module(ergebnis: Ergebnis, kommune_id: str, modul_id: str) -> pd.DataFrame:
    """Gives the goals of a module with the evidence (columns ziel_id, beleg), in the order of the goals.

    A goal that is linked only through a Kennzahl has an empty beleg.
    """
    mz = ergebnis.bestand.where("modul_ziele", paket=kommune_id, modul_id=modul_id)
    belege = dict(zip(mz["ziel_id"], mz["beleg"], strict=True))
    gemessen = (
        ergebnis.bestand.where("ziel_kennzahlen", paket=kommune_id, kennzahl_id=k)["ziel_id"]
        for k in kennzahlen_of_module(ergebnis, kommune_id, modul_id)
    )
    ids = sorted({z for liste in gemessen for z in liste} | set(belege), key=goal_key)
    return pd.DataFrame({"ziel_id": ids, "beleg": [belege.get(z, "") for z in ids]}, dtype="str")


def kennzahlen_of_module(ergebnis: Ergebnis, kommune_id: str, modul_id: str) -> list[str]:
    """Lists the Kennzahlen of a module in file order."""
    return list(ergebnis.bestand.where("modul_kennzahlen", paket=kommune_id, modul_id=modul_id)["kennzahl_id"])


def drawn_span(ergebnis: Ergebnis, modul: pd.Series) -> tuple[float, float]:
    """Gives the span in which a module with a named age is shown, in years of life.

    An end that the document does not name is set to the end of the module's own section, for modules across all ages
    to the end of the chain; the same for a beginning. So an open end never claims a later age than the document does.

    Args:
        ergebnis: The outcome.
        modul: One row of ``module``.
    """
    spannen = age_spans(ergebnis)
    eigene = next(((von, bis) for i, _, von, bis in spannen if i == modul["kapitel"]), (spannen[0][2], spannen[-1][3]))
    von = float(modul["von_jahr"]) if pd.notna(modul["von_jahr"]) else eigene[0]
    bis = float(modul["bis_jahr"]) if pd.notna(modul["bis_jahr"]) else max(eigene[1], von)
    return von, bis


def _reaches(ergebnis: Ergebnis, m: pd.DataFrame, von: float, bis: float) -> pd.Series:
    """True where the named age of a module overlaps the span."""
    benannt = m["von_jahr"].notna() | m["bis_jahr"].notna()
    spannen = [drawn_span(ergebnis, z) for _, z in m.iterrows()]
    return benannt & pd.Series([a < bis and e > von for a, e in spannen], index=m.index, dtype=bool)


@lru_cache(maxsize=8)
def sections(ergebnis: Ergebnis, kommune_id: str) -> list[Abschnitt]:
    """Builds the sections of the chain, one per age group, in their order.

    Modules of a chapter without an age group of its own (integration) are listed across all ages, and where their named
    age reaches.
    """
    m = modules(ergebnis, kommune_id)
    wo = m["kapitel"].map({k: section_of(ergebnis, str(k)) for k in m["kapitel"].unique()})
    ziele = ergebnis.ziele[ergebnis.ziele["kommune_id"].eq(kommune_id) & ergebnis.ziele["ebene"].eq("operativ")]
    titel = ergebnis.bestand.where("ziele", paket=kommune_id).set_index("ziel_id")["titel"]
    folge = ergebnis.goal_ids(kommune_id)
    teile = []
    for g in ergebnis.bestand.frame("altersgruppen").sort_values("reihenfolge").itertuples():
        eigene = wo.eq(g.altersgruppe_id)
        von = float(g.von_jahr) if pd.notna(g.von_jahr) else float("nan")
        bis = float(g.bis_jahr) if pd.notna(g.bis_jahr) else float("nan")
        z = ziele[ziele["altersgruppe_id"].eq(g.altersgruppe_id)]
        z = z.sort_values("ziel_id", key=lambda s: s.map(folge.index)).assign(titel=lambda f: f["ziel_id"].map(titel))
        kennzahlen = dict.fromkeys(k for i in z["ziel_id"] for k in ergebnis.goal_kennzahlen(kommune_id, i))
        auch = m[~eigene & _reaches(ergebnis, m, von, bis)] if pd.notna(von) else m.iloc[0:0]
        teile.append(
            Abschnitt(
                str(g.altersgruppe_id), str(g.name), str(g.beschreibung), von, bis, m[eigene], auch, z, list(kennzahlen)
            )
        )
    return teile


def find_gaps(ergebnis: Ergebnis, kommune_id: str, abschnitt: Abschnitt) -> Luecken:
    """Lists what the tables do not hold for one section."""
    z = abschnitt.ziele
    eltern = set(ergebnis.ziele["oberziel_id"])
    blatt = z[~z["ziel_id"].isin(eltern)]
    mit_wert, mit_raum = set(), set()
    for k in abschnitt.kennzahlen:
        alle = ergebnis.all_of(kommune_id, k)
        werte = alle[alle["wert"].notna()]
        if len(werte):
            mit_wert.add(k)
        if werte["raum_typ"].eq("sozialraum").any():
            mit_raum.add(k)
    m = abschnitt.module
    zahl = set(ergebnis.bestand.where("modul_angaben", paket=kommune_id)["modul_id"])
    zahl |= set(ergebnis.bestand.where("modul_kennzahlen", paket=kommune_id)["modul_id"])
    ziel = set(ergebnis.bestand.where("modul_ziele", paket=kommune_id)["modul_id"])
    return Luecken(
        ziele_ohne_modul=[i for i in blatt["ziel_id"] if modules_of_goal(ergebnis, kommune_id, i).empty],
        ziele_ohne_zielwert=list(blatt.loc[blatt["status"].eq(Status.OHNE_ZIELWERT), "ziel_id"]),
        ziele_ohne_daten=list(blatt.loc[blatt["status"].eq(Status.OHNE_DATEN), "ziel_id"]),
        kennzahlen_ohne_wert=[k for k in abschnitt.kennzahlen if k not in mit_wert],
        kennzahlen_ohne_sozialraum=[k for k in abschnitt.kennzahlen if k in mit_wert and k not in mit_raum],
        module_ohne_alter=int((m["von_jahr"].isna() & m["bis_jahr"].isna()).sum()),
        module_ohne_zahl=int((~m["modul_id"].isin(zahl)).sum()),
        module_ohne_ziel=int((~m["modul_id"].isin(ziel)).sum()),
    )


def is_for_families(modul: pd.Series) -> bool:
    """Tells whether a family can meet a module; others are for professionals or work in the background."""
    return modul["art"] in FUER_FAMILIEN and not str(modul["zielgruppe"]).startswith("Fachkräfte")


def picture_modules(ergebnis: Ergebnis, kommune_id: str) -> pd.DataFrame:
    """Chooses the modules for the picture of the chain.

    Running modules that a family can meet (not those for professionals alone), about which the documents say more than
    two sentences and for which they name an age; by beginning, then by end; those without a named beginning come last.
    """
    m = modules(ergebnis, kommune_id)
    m = m[m["status"].isin(LAEUFT) & m["hat_seite"].astype(bool)]
    # Typed, so that it is a mask even where no module is left.
    m = m[pd.Series([is_for_families(z) for _, z in m.iterrows()], m.index, dtype=bool)]
    m = m[m["von_jahr"].notna() | m["bis_jahr"].notna()]
    ordnung = m.assign(a=m["von_jahr"].fillna(99.0), e=m["bis_jahr"].fillna(99.0)).sort_values(
        ["a", "e"], kind="stable"
    )
    return m.loc[ordnung.index]
