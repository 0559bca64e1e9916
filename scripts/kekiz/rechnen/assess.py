"""What the values say about change: differences, bounds over all people, trends of each series.

Change is a fact of its own beside level (:mod:`kekiz.rechnen.zielurteil`) and place
(:mod:`kekiz.rechnen.raumvergleich`), never one traffic light with them. Every function is vectorised over its frame
and words nothing.
"""

from typing import Final

import numpy as np
import pandas as pd

from kekiz.daten.bestand import Bestand
from kekiz.rechnen.compute import REIHE
from kekiz.wissen.codes import NICHT_ZUGEORDNET, Fallzahl, Richtung, Sicherheit, Trend
from kekiz.wissen.statistik import (
    fisher_p,
    leave_one_out_same_sign,
    newcombe_interval,
    quasibinomial_trend,
    weakest_zaehler,
)

# With four or fewer periods one unusual year decides the direction; leaving one out needs at least four to remain.
MINDESTPERIODEN = 5
# The test allows for the scatter of the years themselves; with few periods a stricter level would find no trend at all.
TRENDNIVEAU = 0.05
TRENDNIVEAU_DEUTLICH = 0.01


_VERGLICHEN: Final = (
    "segment", "zeitraum", "zeit", "wert_genau", "stellen", "nenner", "faelle", "faelle_von", "faelle_bis",
)  # fmt: skip
"""What a period is compared by; a frame with all columns would be copied four times."""


def assess_changes(w: pd.DataFrame, bestand: Bestand) -> pd.DataFrame:
    """Adds the segment of each series and the differences to the previous and the first period of the segment.

    A segment ends at a declared break (table ``brueche``) and where the year convention changes. People of no area
    are others in each period; they make no series and no difference.

    Args:
        w: Frame of :func:`kekiz.rechnen.compute.compute_werte`, in time order within each series.
        bestand: The packages (for the breaks).

    Returns:
        A copy with ``segment`` (int), ``vorperiode``, ``differenz_vorperiode``, ``basisperiode``,
        ``differenz_basis`` (in the unit of the value; for shares: points); empty and NaN where there is none. Digits
        that the differences carry: ``stellen_vorperiode``, ``stellen_basis`` (the fewer of both values; NaN: exact).
        ``jahre_vorperiode``: years between the two periods.

        Where both periods have counts, for each of both differences (``*`` is ``vorperiode`` or ``basis``):
        ``*_unten``, ``*_oben`` (95 % interval in points), ``*_998_unten``, ``*_998_oben``, ``*_urteil``
        (:class:`kekiz.wissen.codes.Sicherheit`, empty without counts) and ``*_p`` (exact test; NaN where the counts
        are not whole, or where the years scatter, which it does not know); ``differenz_methode``. ``streuung``: dispersion of the segment
        around its trend, at least 1, by whose root the intervals are widened; NaN with fewer than five periods.
    """
    w = w.copy(deep=False)
    art = w["zeitart"].astype("str")
    gleiche_reihe = w[REIHE].eq(w[REIHE].shift()).all(axis=1)
    neu = gleiche_reihe & art.ne(art.shift())
    brueche = bestand.frame("brueche")
    for b in brueche.itertuples(index=False):
        trifft = w["kommune_id"].eq(b.paket) & w["kennzahl_id"].eq(b.kennzahl_id) & w["zeitraum"].eq(b.ab_zeitraum)
        neu |= trifft & (w["gruppe"].eq(b.gruppe) if b.gruppe else True)
    w["segment"] = neu.astype(int).groupby([w[k] for k in REIHE], sort=False).cumsum()
    da = w.loc[_in_series(w), [*REIHE, *_VERGLICHEN]]
    segmente = [da[k] for k in (*REIHE, "segment")]
    zeile = pd.Series(np.arange(len(da)), index=da.index)
    gruppe = zeile.groupby(segmente, sort=False)
    erste = gruppe.transform("first")
    w["streuung"] = _scatter(da).reindex(w.index)
    for name, periode, frueher in (
        ("vorperiode", "vorperiode", gruppe.shift()),
        ("basis", "basisperiode", erste.mask(erste.eq(zeile))),
    ):
        mit = da[frueher.notna()]
        alt = da.take(frueher.dropna().astype(int)).set_axis(mit.index)
        w[periode] = alt["zeitraum"].reindex(w.index).fillna("").astype("str")
        w[f"differenz_{name}"] = (mit["wert_genau"] - alt["wert_genau"]).reindex(w.index)
        w[f"stellen_{name}"] = np.fmin(mit["stellen"], alt["stellen"]).reindex(w.index)
        if name == "vorperiode":
            w["jahre_vorperiode"] = (mit["zeit"] - alt["zeit"]).reindex(w.index)
        for spalte, werte in _difference(mit, alt, w["streuung"].reindex(mit.index)).items():
            w[f"{name}_{spalte}"] = werte.reindex(w.index)
        w[f"{name}_urteil"] = w[f"{name}_urteil"].fillna("").astype("str")
    gezaehlt = w["vorperiode_urteil"].ne("") | w["basis_urteil"].ne("")
    w["differenz_methode"] = np.where(gezaehlt, "newcombe", "")
    return w


def _in_series(w: pd.DataFrame) -> pd.Series:
    """Rows that stand in a series: single values of a place."""
    return w["wert_genau"].notna() & w["wert_bis"].isna() & w["raum_typ"].ne(NICHT_ZUGEORDNET)


def _difference(jetzt: pd.DataFrame, alt: pd.DataFrame, streuung: pd.Series) -> pd.DataFrame:
    """Judges differences of counted shares; rounded shares count with the numerators that widen the interval most."""
    weite = streuung.fillna(1.0)
    n1, n2 = jetzt["nenner"].astype("float64"), alt["nenner"].astype("float64")
    gezaehlt = jetzt["faelle"].notna() & alt["faelle"].notna()
    grenzen: dict[str, np.ndarray] = {}
    for zusatz, niveau in (("", 95.0), ("998_", 99.8)):
        unten, _ = newcombe_interval(jetzt["faelle_von"], n1, alt["faelle_bis"], n2, niveau, weite)
        _, oben = newcombe_interval(jetzt["faelle_bis"], n1, alt["faelle_von"], n2, niveau, weite)
        grenzen |= {f"{zusatz}unten": 100 * unten, f"{zusatz}oben": 100 * oben}
    d = pd.DataFrame(grenzen, index=jetzt.index).where(gezaehlt)
    ganz = gezaehlt & weite.eq(1.0)
    d["p"] = fisher_p(jetzt["faelle"].where(ganz), n1, alt["faelle"].where(ganz), n2)
    d["urteil"] = np.select(
        [~gezaehlt, (d["998_unten"] > 0) | (d["998_oben"] < 0), (d["unten"] > 0) | (d["oben"] < 0)],
        ["", str(Sicherheit.GESICHERT), str(Sicherheit.AUFFAELLIG)],
        str(Sicherheit.NICHT_GESICHERT),
    )
    return d


def _scatter(da: pd.DataFrame) -> pd.Series:
    """Gives each row the dispersion of its segment around the segment's trend, at least 1; NaN with too few periods."""
    gezaehlt = da[da["faelle"].notna()]
    gruppe = gezaehlt.groupby([*REIHE, "segment"], sort=False)
    gezaehlt = gezaehlt[gruppe["zeit"].transform("size").ge(MINDESTPERIODEN)]
    if gezaehlt.empty:
        return pd.Series(np.nan, index=gezaehlt.index)
    nummer = gezaehlt.groupby([*REIHE, "segment"], sort=False).ngroup()
    x, n, t = _by_period(gezaehlt, nummer, ["faelle", "nenner", "zeit"])
    streuung = np.maximum(quasibinomial_trend(x, n, t).streuung, 1.0)
    return pd.Series(streuung[nummer.to_numpy()], index=gezaehlt.index)


def _by_period(gezaehlt: pd.DataFrame, nummer: pd.Series, spalten: list[str]) -> list[np.ndarray]:
    """Lays columns out as matrices, one row per series (its number from 0), one cell per period; NaN where none."""
    stelle = gezaehlt.groupby(nummer.to_numpy(), sort=False).cumcount().to_numpy()
    form = (int(nummer.max()) + 1, int(stelle.max()) + 1)
    matrizen = []
    for spalte in spalten:
        m = np.full(form, np.nan)
        m[nummer.to_numpy(), stelle] = gezaehlt[spalte].astype("float64")
        matrizen.append(m)
    return matrizen


def assess_bounds(w: pd.DataFrame) -> pd.DataFrame:
    """Adds bounds over all people where a share counts only those with a document.

    With a coverage c (share with document) and a value v among them, the share over all lies between v*c and
    v*c + (100 - c). Where v or c is printed rounded, the bounds hold for all values that round to it: both are
    widest for the least c, the lower one for the least v, the upper one for the greatest.

    Returns:
        A copy with ``wert_min``, ``wert_max`` (between which a share lies that is printed rounded; its whole
        numerators where the denominator is known; equal where the share is counted), ``abdeckung``, ``abdeckung_min``,
        ``grenze_unten``, ``grenze_oben``, all in percent, NaN where no coverage is declared.
    """
    w = w.copy(deep=False)
    halb = (0.5 * 10.0 ** -w["stellen"]).fillna(0.0)
    n = w["nenner"].astype("float64")
    gerundet = w["fallzahl"].isin([Fallzahl.ERSCHLOSSEN, Fallzahl.NUR_NENNER])
    w["wert_min"] = (100 * w["faelle_von"] / n).where(gerundet, w["wert_genau"] - halb)
    w["wert_max"] = (100 * w["faelle_bis"] / n).where(gerundet, w["wert_genau"] + halb)
    nach = ["kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe"]
    erklaert = w["abdeckung_kennzahl_id"].fillna("").ne("")
    gesucht = w.loc[erklaert, ["kommune_id", "abdeckung_kennzahl_id", "raum_id", "zeitraum", "gruppe"]]
    anteile = w["kennzahl_id"].isin(gesucht["abdeckung_kennzahl_id"].unique())
    quelle = w.loc[anteile, [*nach, "wert_genau", "wert_min"]].drop_duplicates(nach).set_index(nach)
    abdeckung = quelle.reindex(pd.MultiIndex.from_frame(gesucht)).set_axis(gesucht.index).reindex(w.index)
    w["abdeckung"], w["abdeckung_min"] = abdeckung["wert_genau"], abdeckung["wert_min"]
    einzeln = w["abdeckung"].notna()
    w["wert_min"], w["wert_max"] = w["wert_min"].where(einzeln), w["wert_max"].where(einzeln)
    w["grenze_unten"] = w["wert_min"] * w["abdeckung_min"] / 100
    w["grenze_oben"] = w["wert_max"] * w["abdeckung_min"] / 100 + (100 - w["abdeckung_min"])
    return w


def assess_trends(w: pd.DataFrame) -> pd.DataFrame:
    """Judges the development of each series in its latest segment.

    Args:
        w: Frame of :func:`assess_changes`.

    Returns:
        One row per series (Kommune, Kennzahl, Raum, Gruppe) with at least one value: zeitraum_von, zeitraum_bis,
        wert_von, wert_zuletzt, perioden, perioden_mit_fallzahl, differenz, ``stellen`` (digits the difference
        carries; NaN: exact), ``streuung`` (dispersion of the years around the trend as it is, also below 1), t,
        freiheitsgrade, p, ist_stabil, ``p_knapp`` and ``ist_rundungsfest`` (p, and still a trend of the same
        direction, with the numerators that speak least for it, where printed shares are rounded), ``ist_deutlich``,
        ``methode``, ``hinweis_id`` (of all its values) and ``trend`` (:class:`kekiz.wissen.codes.Trend`). A trend
        needs counts for at least five comparable periods, p below 5 % (clear: 1 %) with the scatter of the series
        itself, a sign that survives leaving out each period, and must not hang on rounding.
    """
    da = w[_in_series(w)]
    letzte = da.groupby(REIHE, sort=False)["segment"].transform("max")
    da = da[da["segment"].eq(letzte)]
    gruppe = da.groupby(REIHE, sort=False)
    nummer = gruppe.ngroup()
    reihen = gruppe.agg(
        zeitraum_von=("zeitraum", "first"),
        zeitraum_bis=("zeitraum", "last"),
        zeit_von=("zeit", "first"),
        zeit_bis=("zeit", "last"),
        wert_von=("wert_genau", "first"),
        wert_zuletzt=("wert_genau", "last"),
        perioden=("zeit", "size"),
        perioden_mit_fallzahl=("faelle", "count"),
        einheit=("einheit", "first"),
        richtung=("richtung", "first"),
        art=("art", "first"),
        stellen=("stellen_basis", "last"),
    )
    reihen["hinweis_id"] = _join_ids(da)
    genug = reihen["perioden_mit_fallzahl"].to_numpy() >= MINDESTPERIODEN
    felder = {f: np.full(len(reihen), np.nan) for f in ("streuung", "t", "freiheitsgrade", "p", "p_knapp")}
    stabil, rundungsfest = np.zeros(len(reihen), dtype=bool), np.zeros(len(reihen), dtype=bool)
    if genug.any():
        gezaehlt = da[da["faelle"].notna() & genug[nummer.to_numpy()]]
        dicht = pd.Series((np.cumsum(genug) - 1)[nummer[gezaehlt.index].to_numpy()], index=gezaehlt.index)
        spalten = ["faelle", "nenner", "zeit", "faelle_von", "faelle_bis"]
        x, n, t, von, bis = _by_period(gezaehlt, dicht, spalten)
        test = quasibinomial_trend(x, n, t)
        knapp = quasibinomial_trend(weakest_zaehler(von, bis, n, t, test.t), n, t)
        felder["streuung"][genug], felder["t"][genug] = test.streuung, test.t
        felder["freiheitsgrade"][genug], felder["p"][genug] = test.freiheitsgrade, test.p
        felder["p_knapp"][genug] = knapp.p
        stabil[genug] = leave_one_out_same_sign(x, n, t)
        rundungsfest[genug] = (knapp.p < TRENDNIVEAU) & (np.sign(knapp.t) == np.sign(test.t))
    reihen["differenz"] = reihen["wert_zuletzt"] - reihen["wert_von"]
    reihen = reihen.assign(**felder, ist_stabil=stabil, ist_rundungsfest=rundungsfest)
    reihen["methode"] = np.where(genug, "quasibinomial", np.where(reihen["perioden"] < 2, "", "differenz"))
    belegt = (reihen["p"] < TRENDNIVEAU).to_numpy() & stabil & rundungsfest
    reihen["ist_deutlich"] = belegt & (reihen[["p", "p_knapp"]].max(axis=1) < TRENDNIVEAU_DEUTLICH).to_numpy()
    gut = reihen["richtung"].map({Richtung.HOEHER_BESSER: 1, Richtung.NIEDRIGER_BESSER: -1}).fillna(0).to_numpy()
    steigt = np.sign(reihen["t"].to_numpy())
    reihen["trend"] = np.select(
        [
            (reihen["perioden"] < 2).to_numpy(),
            ~genug & (reihen["perioden_mit_fallzahl"] > 1).to_numpy(),
            ~genug,
            ~belegt,
            (gut != 0) & (steigt == gut),
            gut != 0,
            steigt > 0,
        ],
        [
            str(Trend.KEINE_REIHE),
            str(Trend.ZU_KURZ),
            str(Trend.UNBELEGT),
            str(Trend.KEIN_TREND),
            str(Trend.GUENSTIG),
            str(Trend.UNGUENSTIG),
            str(Trend.STEIGEND),
        ],
        str(Trend.FALLEND),
    )
    return reihen.reset_index()


def _join_ids(da: pd.DataFrame) -> pd.Series:
    """Joins the Hinweise of all values of a series, each once."""
    mit = da.loc[da["hinweis_id"].ne(""), [*REIHE, "hinweis_id"]].drop_duplicates()
    if mit.empty:
        return pd.Series("", index=da.groupby(REIHE, sort=False).size().index)
    ids = mit.assign(hinweis_id=mit["hinweis_id"].str.split()).explode("hinweis_id").drop_duplicates()
    texte = ids.groupby(REIHE, sort=False)["hinweis_id"].agg(" ".join)
    return texte.reindex(da.groupby(REIHE, sort=False).size().index).fillna("").astype("str")
