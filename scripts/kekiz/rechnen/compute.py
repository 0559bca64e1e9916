"""From typed values to one frame with recomputed shares and intervals.

Row grain throughout: one row per Kommune, Kennzahl, Raum, Zeitraum, Gruppe. Percent values are in percent.
"""

import numpy as np
import pandas as pd

from kekiz.daten.bestand import Bestand
from kekiz.rechnen.kleinezahlen import mark_small_counts
from kekiz.wissen.codes import GANZES, Fallzahl, Wertstatus, Zuverlaessigkeit, Zweck
from kekiz.wissen.statistik import BYAR_AB, byar_interval, possible_counts, wilson_interval
from kekiz.wissen.zahlen import printed_decimals, printed_qualifier, zeitraum_art, zeitraum_key

REIHE = ["kommune_id", "kennzahl_id", "raum_id", "gruppe"]


def kennzahlen_for(bestand: Bestand, zweck: Zweck) -> list[str]:
    """Ids of the Kennzahlen that the catalogue marks for a purpose."""
    k = bestand.frame("kennzahlen")
    return list(k.loc[k["zweck"].eq(str(zweck)), "kennzahl_id"])


def compute_werte(bestand: Bestand) -> pd.DataFrame:
    """Joins values with what is known about them and recomputes what can be recomputed.

    Args:
        bestand: The checked packages.

    Returns:
        One row per Kommune, Kennzahl, Raum, Zeitraum, Gruppe, sorted by these (periods in time order), with

        - ``wert``: printed value; for wertstatus ``berechnet`` the computed one; NaN where there is none,
        - ``wert_berechnet``: 100 * zaehler / nenner where both are printed, else NaN,
        - ``satz``: what follows the number in a sentence, of the city where it says more than the catalogue,
        - ``wert_genau``: the value that statements use (recomputed where possible, else ``wert``),
        - ``ist_kleine_zahl``: it shows a count below the ``mindestfallzahl`` (one at least),
        - ``fallzahl``: :class:`kekiz.wissen.codes.Fallzahl`, how well the case number is known,
        - ``zaehler_erschlossen``: the only whole numerator that gives the printed share, NaN otherwise,
        - ``ki_unten, ki_oben, ki998_unten, ki998_oben``: interval limits in the unit of the value, ``ki_methode``,
        - ``hinweis_id``: all Hinweise that concern the value; ``hinweis_zelle``: only those that name its period.
    """
    w = collect_rows(bestand)
    w = w.rename(columns={"paket": "kommune_id"})
    w = _join_names(w, bestand)
    w["zeit"] = w["zeitraum"].map({z: zeitraum_key(z) for z in w["zeitraum"].unique()}).astype("float64")
    w["zeitart"] = w["zeitraum"].map({z: zeitraum_art(z) for z in w["zeitraum"].unique()})
    w = _recompute(w)
    w["ist_kleine_zahl"] = mark_small_counts(w)
    w = add_intervals(w)
    w["hinweis_zelle"] = _join_hints(w, bestand, nur_zelle=True)
    w["hinweis_id"] = _join_hints(w, bestand)
    return w.sort_values([*REIHE, "zeit"], ignore_index=True)


def collect_rows(bestand: Bestand) -> pd.DataFrame:
    """Gives all rows that are values, as they stand in the packages: those of ``werte`` and one per training."""
    return pd.concat([bestand.frame("werte"), _training_rows(bestand)], ignore_index=True)


def _training_rows(bestand: Bestand) -> pd.DataFrame:
    """Turns each training into a value of the Kennzahl for participations; its own id is the Gruppe."""
    t = bestand.frame("weiterbildungen")
    kennzahl_id = next(iter(kennzahlen_for(bestand, Zweck.TEILNAHMEN)), None)
    if kennzahl_id is None:
        t = t.iloc[0:0]
    status = np.where(t["teilnahmen"].notna(), str(Wertstatus.GEDRUCKT), str(Wertstatus.NICHT_ERHOBEN))
    return pd.DataFrame(
        {
            "kennzahl_id": kennzahl_id,
            "raum_id": t["paket"],
            "zeitraum": t["jahr"].astype("str"),
            "gruppe": t["weiterbildung_id"],
            "wert": t["teilnahmen"].astype("float64"),
            "gedruckt": t["gedruckt"],
            "wertstatus": status,
            "quelle_id": t["quelle_id"],
            "fundstelle": t["fundstelle"],
            "hinweis_id": t["hinweis_id"],
            "paket": t["paket"],
            "gruppe_name": t["amt"] + ": " + t["thema"],
        }
    )


def primary_goals(bestand: Bestand) -> pd.DataFrame:
    """Gives each Kennzahl the goal it is shown with first: the one it leads, else the first that names it.

    Returns:
        One row per Kommune and Kennzahl: kommune_id, kennzahl_id, ziel_id.
    """
    zk = bestand.frame("ziel_kennzahlen").rename(columns={"paket": "kommune_id"})
    zk = zk.assign(rang=zk["rolle"].ne("leit")).sort_values(["rang", "ziel_id", "reihenfolge"], kind="stable")
    return zk.drop_duplicates(["kommune_id", "kennzahl_id"])[["kommune_id", "kennzahl_id", "ziel_id"]]


def _join_names(w: pd.DataFrame, bestand: Bestand) -> pd.DataFrame:
    spalten = ["name", "kurzname", "art", "einheit", "dezimalstellen", "richtung", "mindestfallzahl", "zufallsmodell"]
    spalten += ["abdeckung_kennzahl_id", "ist_gesamtzahl_fest", "fallbezeichnung", "jahrgaenge", "satz"]
    kennzahlen = bestand.frame("kennzahlen").set_index("kennzahl_id")[spalten]
    raeume = bestand.frame("raeume").rename(columns={"paket": "kommune_id", "name": "raum", "typ": "raum_typ"})
    kommunen = bestand.frame("kommunen").set_index("kommune_id")["name"].rename("kommune")
    gruppen = bestand.frame("gruppen").set_index("gruppe_id")["name"]
    w = w.join(kennzahlen.rename(columns={"name": "kennzahl"}), on="kennzahl_id")
    w = w.join(kommunen, on="kommune_id")
    w["satz"] = _own_sentence(w, bestand).fillna(w["satz"])
    w = w.merge(
        raeume[["kommune_id", "raum_id", "raum", "raum_typ"]],
        on=["kommune_id", "raum_id"],
        how="left",
        validate="many_to_one",
    )
    # Trainings name no Raum of their own; whatever the whole is called, the stages ask for it by one word.
    stadt = w["raum"].isna() | w["raum_typ"].isin(GANZES)
    w["raum"] = w["raum"].fillna(w["kommune"])
    w["raum_typ"] = w["raum_typ"].where(~stadt, "stadt")
    w["gruppe_name"] = w["gruppe_name"].fillna(w["gruppe"].map(gruppen).astype("str")).fillna("").astype("str")
    w = w.merge(primary_goals(bestand), on=["kommune_id", "kennzahl_id"], how="left", validate="many_to_one")
    w["ziel_id"] = w["ziel_id"].fillna("").astype("str")
    return w


def _own_sentence(w: pd.DataFrame, bestand: Bestand) -> pd.Series:
    """Gives per value the sentence that its city declares for the Kennzahl; NA where the catalogue's says it all."""
    eigene = bestand.frame("zaehlweisen")
    texte = eigene[eigene["satz"].ne("") & eigene["gruppe"].eq("")].set_index(["paket", "kennzahl_id"])["satz"]
    return pd.Series(
        texte.reindex(pd.MultiIndex.from_frame(w[["kommune_id", "kennzahl_id"]])).to_numpy(), index=w.index, dtype="str"
    )


def _recompute(w: pd.DataFrame) -> pd.DataFrame:
    zaehler, nenner = w["zaehler"].astype("float64"), w["nenner"].astype("float64")
    anteil = w["art"].eq("anteil")
    w["wert_berechnet"] = (100 * zaehler / nenner).where(anteil & nenner.gt(0))
    berechnet = w["wertstatus"].eq(Wertstatus.BERECHNET)
    w["wert"] = w["wert"].where(~(berechnet & w["wert"].isna()), w["wert_berechnet"])
    w["wert_genau"] = w["wert_berechnet"].where(w["wert_berechnet"].notna(), w["wert"])
    druck = {g: printed_decimals(g) for g in w["gedruckt"].unique()}
    stellen = w["gedruckt"].map(druck).astype("float64")
    unten, oben = possible_counts(w["wert"], nenner, stellen)
    einzel = anteil & w["wert_bis"].isna() & w["wert"].notna()
    ganz = einzel & zaehler.isna() & w["gedruckt"].ne("") & nenner.notna()
    erschlossen = ganz & (unten == oben)
    w["zaehler_erschlossen"] = pd.Series(unten, index=w.index).where(erschlossen)
    gedruckt = einzel & zaehler.notna() & nenner.notna()
    w["fallzahl"] = np.select(
        [gedruckt, erschlossen, ganz & (unten > oben), einzel & nenner.notna()],
        [str(Fallzahl.GEDRUCKT), str(Fallzahl.ERSCHLOSSEN), str(Fallzahl.UNMOEGLICH), str(Fallzahl.NUR_NENNER)],
        str(Fallzahl.UNBEKANNT),
    )
    return _add_reliability(w, stellen, anteil, berechnet)


def _add_reliability(w: pd.DataFrame, stellen: pd.Series, anteil: pd.Series, berechnet: pd.Series) -> pd.DataFrame:
    """Adds the digits that a value carries, its reliability class and the bounds of its numerator."""
    fallzahl, nenner = w["fallzahl"], w["nenner"].astype("float64")
    gezaehlt = fallzahl.eq(Fallzahl.GEDRUCKT) | (w["art"].isin(["anzahl", "betrag"]) & w["wert_bis"].isna())
    w["stellen"] = stellen.where(w["gedruckt"].ne(""), w["dezimalstellen"].astype("float64")).mask(gezaehlt)
    zusatz = {g: bool(printed_qualifier(g)) for g in w["gedruckt"].unique()}
    # A printed share that its own printed counts do not give, beyond rounding, contradicts itself.
    weit = (w["wert"] - w["wert_berechnet"]).abs() > 0.5 * 10.0 ** (-stellen) + 1e-9
    w["zuverlaessigkeit"] = np.select(
        [
            w["wert"].isna(),
            w["gedruckt"].map(zusatz).astype(bool),
            fallzahl.eq(Fallzahl.UNMOEGLICH) | (weit & w["wertstatus"].eq(Wertstatus.GEDRUCKT)),
            gezaehlt & (w["wertstatus"].eq(Wertstatus.GEDRUCKT) | anteil),
            fallzahl.eq(Fallzahl.ERSCHLOSSEN),
            fallzahl.eq(Fallzahl.NUR_NENNER),
            berechnet,
        ],
        [
            str(Zuverlaessigkeit.KEIN_WERT),
            str(Zuverlaessigkeit.UNGEFAEHR),
            str(Zuverlaessigkeit.WIDERSPRUECHLICH),
            str(Zuverlaessigkeit.GEZAEHLT),
            str(Zuverlaessigkeit.ERSCHLOSSEN),
            str(Zuverlaessigkeit.GERUNDET),
            str(Zuverlaessigkeit.ABGELEITET),
        ],
        str(Zuverlaessigkeit.OHNE_FALLZAHL),
    )
    fest = w["zaehler"].astype("float64").fillna(w["zaehler_erschlossen"])
    von, bis = possible_counts(w["wert"], nenner, w["stellen"])
    # Where no whole number fits, the nearest ones on both sides take the place of the possible ones.
    w["faelle_von"] = fest.fillna(pd.Series(np.minimum(von, bis), index=w.index)).where(anteil)
    w["faelle_bis"] = fest.fillna(pd.Series(np.maximum(von, bis), index=w.index)).where(anteil)
    return w


def add_intervals(w: pd.DataFrame) -> pd.DataFrame:
    """Wilson intervals for shares with a known population, Byar's for counts of events, exact ones for small counts."""
    nenner = w["nenner"].astype("float64")
    binomial = w["zufallsmodell"].eq("binomial") & w["fallzahl"].ne(Fallzahl.UNBEKANNT)
    x = w["zaehler"].astype("float64").fillna(w["zaehler_erschlossen"]).fillna(w["wert"] * nenner / 100)
    x = x.where(binomial)
    poisson = w["zufallsmodell"].eq("poisson") & w["art"].eq("anzahl") & w["wert"].notna() & w["wert_bis"].isna()
    anzahl = w["wert"].where(poisson)
    w["faelle"] = x
    for name, niveau in (("ki", 95.0), ("ki998", 99.8)):
        unten, oben = wilson_interval(x, nenner.where(binomial), niveau)
        bu, bo = byar_interval(anzahl, niveau)
        w[f"{name}_unten"] = np.where(binomial, 100 * unten, np.where(poisson, bu, np.nan))
        w[f"{name}_oben"] = np.where(binomial, 100 * oben, np.where(poisson, bo, np.nan))
    w["ki_methode"] = np.select([binomial, poisson & w["wert"].lt(BYAR_AB), poisson], ["wilson", "exakt", "byar"], "")
    w["ki_niveau"] = np.where(binomial | poisson, 95.0, np.nan)
    return w


def _join_hints(w: pd.DataFrame, bestand: Bestand, *, nur_zelle: bool = False) -> pd.Series:
    """Collects the Hinweise of each value: its own first, then those whose scope covers it, joined by a space."""
    bezuege = bestand.frame("hinweis_bezuege")
    bezuege = bezuege[bezuege["kennzahl_id"].ne("") & (bezuege["zeitraum"].ne("") | (not nur_zelle))]
    listen = w["hinweis_id"].fillna("").astype("str")
    for felder, teil in bezuege.groupby(
        [bezuege[f].ne("") for f in ("raum_id", "zeitraum", "gruppe")], sort=True, group_keys=False
    ):
        gewaehlt = [f for f, ja in zip(("raum_id", "zeitraum", "gruppe"), felder, strict=True) if ja]
        auf = ["paket", "kennzahl_id", *gewaehlt]
        texte = teil.sort_values("hinweis_id").groupby(auf)["hinweis_id"].agg(" ".join)
        links = pd.MultiIndex.from_frame(w[["kommune_id", *auf[1:]]])
        listen = listen + " " + pd.Series(texte.reindex(links).to_numpy(), index=w.index).fillna("").astype("str")
    return listen.map({t: " ".join(dict.fromkeys(t.split())) for t in listen.unique()}).astype("str")
