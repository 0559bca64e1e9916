"""What the values say about the goals: each target beside its value, each goal by all its leading Kennzahlen.

Every function is vectorised over its frame and words nothing.
"""

import numpy as np
import pandas as pd

from kekiz.daten.bestand import Bestand
from kekiz.rechnen.zielstand import (
    assess_certainty,
    assess_comparison_area,
    assess_goal_since,
    assess_since,
    assess_steady,
    find_broken,
    judge_periods,
)
from kekiz.wissen.codes import Fallzahl, Status, Statusgrund, Vergleich
from kekiz.wissen.zielvergleich import HAAR, MEETS


def assess_targets(w: pd.DataFrame, bestand: Bestand) -> pd.DataFrame:
    """Compares each leading Kennzahl of each goal with each reading of its target, strictly as worded.

    Args:
        w: Frame of :func:`kekiz.rechnen.assess.assess_changes`.
        bestand: The packages.

    Returns:
        One row per Kommune, goal, leading Kennzahl, Gruppe and reading: vergleich, wortlaut, ``zielwert`` (the
        threshold in the unit of the value; NaN without number), zeitraum and wert of the latest value, ``ist_erfuellt``
        (nullable: the latest value), ``ist_teilweise`` (of a rise in every year: some rose, some not; of a lasting
        target: met at last, but not all through its term), ``ist_gebrochen`` (the latter), ``abstand`` (wert -
        zielwert), ``abstand_anzahl`` (people that are missing to the target or too many, total fixed; 0 where met),
        ``abstand_anzahl_offen`` (the same if the total grows with the numerator), ``puffer_anzahl`` (people by which
        the number could be worse before the target were missed; NaN where missed), ``sicherheit``
        (:class:`kekiz.wissen.codes.Zielsicherheit`), the columns of :func:`kekiz.rechnen.zielstand.judge_periods`,
        :func:`~kekiz.rechnen.zielstand.assess_since` and :func:`~kekiz.rechnen.zielstand.assess_comparison_area`, base
        period and value, ``weg`` (percent of the way from base to target; NaN beyond 0..100), ``ist_entfernt`` (the value
        moved away from the target),
        ``tempo_noetig`` and ``tempo_bisher`` (units per year), ``stellen`` and ``stellen_ziel`` (digits that value
        and threshold carry; NaN: exact), ``status`` and ``statusgrund`` (:class:`kekiz.wissen.codes.Statusgrund`).
        The latest value is the latest exact one; a period of which only bounds are known counts where both bounds
        give the same judgement.
    """
    leit = bestand.frame("ziel_kennzahlen").rename(columns={"paket": "kommune_id"})
    leit = leit[leit["rolle"].eq("leit")][["kommune_id", "ziel_id", "kennzahl_id", "reihenfolge"]]
    ziele = bestand.frame("zielwerte").rename(columns={"paket": "kommune_id", "wert": "vorgabe"})
    ziele = ziele.drop(columns=["_zeile", "quelle_id", "fundstelle"])
    z = leit.merge(ziele, on=["kommune_id", "ziel_id", "kennzahl_id"], how="left", validate="one_to_many")
    for spalte in ("gruppe", "lesart", "wortlaut", "basiszeitraum", "vergleichsraum_id"):
        z[spalte] = z[spalte].fillna("").astype("str")
    z["vergleich"] = z["vergleich"].fillna(str(Vergleich.OHNE_ZAHL)).astype("str")
    z["ist_dauerhaft"] = z["ist_dauerhaft"].fillna(False).astype(bool)
    z["nr"] = np.arange(len(z))
    stadt = w[w["raum_typ"].eq("stadt") & w["wert_genau"].notna()]
    spalten = ["kommune_id", "kennzahl_id", "gruppe", "zeitraum", "zeit", "segment", "wert_genau", "wert", "faelle"]
    spalten += ["nenner", "fallzahl", "einheit", "vorperiode", "differenz_vorperiode", "hinweis_id", "wertstatus"]
    spalten += ["ist_gesamtzahl_fest", "dezimalstellen", "stellen", "jahre_vorperiode", "gedruckt", "art", "wert_bis"]
    spalten += ["zuverlaessigkeit", "ki_unten", "ki_oben", "ki_niveau", "ki_methode", "streuung"]
    w = w[w["kennzahl_id"].isin(set(z["kennzahl_id"]))]
    stadt = stadt[stadt["kennzahl_id"].isin(set(z["kennzahl_id"]))]
    genau, nach = stadt["wert_bis"].isna(), ["kommune_id", "kennzahl_id", "gruppe"]
    lang = z.merge(stadt.loc[genau, spalten], on=nach, how="left")
    grenzen = z.merge(stadt.loc[~genau, spalten], on=nach)
    lang = pd.concat([lang, grenzen], ignore_index=True) if len(grenzen) else lang
    lang["zielwert"], lang["stellen_ziel"] = _threshold(lang, w)
    lang["hinweis_id"] = _hints_with_threshold(lang, w)
    lang["ist_erfuellt"] = _fulfilled(lang)
    exakt = lang[lang["wert_bis"].isna()].sort_values(["nr", "zeit"], kind="stable")
    letzte = exakt.drop_duplicates("nr", keep="last").set_index("nr")
    letzte = letzte.join(judge_periods(lang)).join(assess_since(lang)).join(assess_steady(lang))
    letzte[["perioden", "perioden_erfuellt"]] = letzte[["perioden", "perioden_erfuellt"]].fillna(0).astype(int)
    namen = ["eingehalten_in", "verfehlt_in", "laufzeit_eingehalten_in", "laufzeit_verfehlt_in"]
    letzte[namen] = letzte[namen].fillna("").astype("str")
    letzte["ist_teilweise"] = letzte["ist_teilweise"].fillna(False).astype(bool)
    jedes_jahr = letzte["vergleich"].eq(Vergleich.STEIGERUNG_SEIT_VORJAHR)
    letzte["ist_erfuellt"] = letzte["ist_erfuellt"].mask(jedes_jahr, letzte.pop("stetig").astype("boolean"))
    letzte["ist_gebrochen"] = find_broken(letzte)
    letzte["ist_teilweise"] |= letzte["ist_gebrochen"]
    hat_stand = letzte["ist_erfuellt"].notna() & ~letzte["ist_teilweise"]
    letzte["seit"] = letzte["seit"].where(hat_stand, "").fillna("").astype("str")
    letzte["ist_seit_offen"] = letzte["ist_seit_offen"].astype("boolean").where(hat_stand)
    letzte["seit_perioden"] = letzte["seit_perioden"].fillna(0).astype(int)
    letzte["hat_seit_luecke"] = letzte["hat_seit_luecke"].fillna(False).astype(bool)
    letzte["abstand"] = letzte["wert_genau"] - letzte["zielwert"]
    letzte["abstand_anzahl"], letzte["abstand_anzahl_offen"], letzte["puffer_anzahl"] = _people(letzte)
    letzte = letzte.join(assess_certainty(letzte))
    letzte = assess_comparison_area(lang, letzte)
    letzte = _way_and_pace(letzte, stadt[genau])
    letzte["status"], letzte["statusgrund"] = _target_status(letzte)
    return letzte.reset_index(drop=True)


def _target_status(z: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Status of each target and the code that says why."""
    lagen = [
        z["wert_genau"].isna(),
        z["vergleich"].eq(Vergleich.OHNE_ZAHL),
        z["ist_erfuellt"].isna(),
        z["ist_gebrochen"],
        z["ist_teilweise"],
        z["ist_erfuellt"].fillna(False).astype(bool),
    ]
    status = [
        Status.OHNE_DATEN,
        Status.OHNE_ZIELWERT,
        Status.OHNE_DATEN,
        Status.TEILWEISE_ERREICHT,
        Status.TEILWEISE_ERREICHT,
        Status.ERREICHT,
    ]
    grund = [
        Statusgrund.KEIN_WERT,
        Statusgrund.KEINE_ZAHL,
        Statusgrund.VERGLEICHSWERT_FEHLT,
        Statusgrund.NICHT_AUF_DAUER,
        Statusgrund.EIN_TEIL_DER_JAHRE,
        Statusgrund.EINGEHALTEN,
    ]
    return (
        np.select(lagen, [str(s) for s in status], str(Status.NICHT_ERREICHT)),
        np.select(lagen, [str(g) for g in grund], str(Statusgrund.VERFEHLT)),
    )


def _threshold(lang: pd.DataFrame, w: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The number that each value must reach, in the unit of the value, and the digits it carries (NaN: exact)."""
    v = lang["vergleich"]
    nach = ["kommune_id", "kennzahl_id", "gruppe", "zeitraum"]
    staedte = w[w["raum_typ"].eq("stadt")].drop_duplicates(nach).set_index(nach)[["wert_genau", "stellen"]]
    basis = staedte.reindex(pd.MultiIndex.from_frame(lang[["kommune_id", "kennzahl_id", "gruppe", "basiszeitraum"]]))
    raum = w.drop_duplicates([*nach, "raum_id"]).set_index([*nach, "raum_id"])[["wert_genau", "stellen"]]
    anderer = raum.reindex(pd.MultiIndex.from_frame(lang[[*nach, "vergleichsraum_id"]]))
    basis_wert = basis["wert_genau"].to_numpy()
    steigerung = np.where(
        lang["lesart"].eq("prozent"), basis_wert * (1 + lang["vorgabe"] / 100), basis_wert + lang["vorgabe"]
    )
    # "Than the year before" needs exactly the year before, not the last one known.
    ist_vorjahr = (lang["jahre_vorperiode"] - 1).abs() < HAAR
    vorjahr = (lang["wert_genau"] - lang["differenz_vorperiode"] + lang["vorgabe"]).where(ist_vorjahr)
    arten = [
        v.eq(Vergleich.STEIGERUNG_SEIT_BASIS),
        v.eq(Vergleich.STEIGERUNG_SEIT_VORJAHR),
        v.eq(Vergleich.HOECHSTENS_VERGLEICHSRAUM),
        v.eq(Vergleich.OHNE_ZAHL),
    ]
    wert = np.select(arten, [steigerung, vorjahr, anderer["wert_genau"].to_numpy(), np.nan], lang["vorgabe"])
    stellen = np.select(arten, [basis["stellen"].to_numpy(), np.nan, anderer["stellen"].to_numpy(), np.nan], np.nan)
    return pd.Series(wert, index=lang.index, dtype="float64"), pd.Series(stellen, index=lang.index, dtype="float64")


def _hints_with_threshold(lang: pd.DataFrame, w: pd.DataFrame) -> pd.Series:
    """Adds the Hinweise of the comparison area and of the base period to those of the value."""
    nach = ["kommune_id", "kennzahl_id", "gruppe", "zeitraum", "raum_id"]
    ids = w.drop_duplicates(nach).set_index(nach)["hinweis_id"]
    stadt = w[w["raum_typ"].eq("stadt")].drop_duplicates(nach[:4]).set_index(nach[:4])["hinweis_id"]
    raum = ids.reindex(pd.MultiIndex.from_frame(lang[[*nach[:4], "vergleichsraum_id"]])).fillna("").to_numpy()
    basis = stadt.reindex(pd.MultiIndex.from_frame(lang[[*nach[:3], "basiszeitraum"]])).fillna("").to_numpy()
    texte = lang["hinweis_id"].fillna("").astype("object") + " " + raum.astype(object) + " " + basis.astype(object)
    return texte.map({t: " ".join(dict.fromkeys(t.split())) for t in texte.unique()}).astype("str")


def _fulfilled(lang: pd.DataFrame) -> pd.Series:
    """Strict comparison as worded; NA where value or threshold is missing. The base period itself does not count.

    Where only bounds are known, both must give the same judgement; otherwise NA.
    """
    wert, ziel, v = lang["wert_genau"], lang["zielwert"], lang["vergleich"]
    erfuellt = _meets(wert, ziel, v)
    basis = v.eq(Vergleich.STEIGERUNG_SEIT_BASIS) & lang["zeitraum"].eq(lang["basiszeitraum"])
    uneins = lang["wert_bis"].notna() & erfuellt.ne(_meets(lang["wert_bis"], ziel, v))
    return erfuellt.astype("boolean").mask(wert.isna() | ziel.isna() | basis | uneins)


def _meets(wert: pd.Series, ziel: pd.Series, v: pd.Series) -> pd.Series:
    erfuellt = np.select([v.eq(art) for art in MEETS], [haelt(wert, ziel) for haelt in MEETS.values()], False)
    return pd.Series(erfuellt, index=wert.index)


def _people(z: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """People missing to (or above) the target, total fixed and total growing with the numerator; cushion where met."""
    x, n = z["faelle"], z["nenner"].astype("float64")
    t = z["zielwert"] / 100
    v = z["vergleich"]
    genau = z["fallzahl"].isin([Fallzahl.GEDRUCKT, Fallzahl.ERSCHLOSSEN]) & z["einheit"].eq("%")
    mindestens = v.isin([Vergleich.MINDESTENS, Vergleich.STEIGERUNG_SEIT_BASIS])
    hoechstens = v.isin([Vergleich.HOECHSTENS, Vergleich.HOECHSTENS_VERGLEICHSRAUM])
    soll_fest = np.select(
        [mindestens, v.eq(Vergleich.UEBER), hoechstens, v.eq(Vergleich.UNTER)],
        [np.ceil(n * t - HAAR), np.floor(n * t + HAAR) + 1, np.floor(n * t + HAAR), np.ceil(n * t - HAAR) - 1],
        np.nan,
    )
    steigen = mindestens | v.eq(Vergleich.UEBER)
    # More than all, or fewer than none, cannot be reached with a fixed total.
    genau &= pd.Series((soll_fest >= 0) & (soll_fest <= n), index=z.index).fillna(False)
    fehlt = pd.Series(np.where(steigen, soll_fest - x, x - soll_fest), index=z.index).where(genau)
    fest, puffer = fehlt.clip(lower=0), (-fehlt).where(fehlt <= 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        k = (n * t - x) / (1 - t)
    offen = pd.Series(
        np.select([mindestens, v.eq(Vergleich.UEBER)], [np.ceil(k - HAAR), np.floor(k + HAAR) + 1], np.nan),
        index=z.index,
    ).clip(lower=0)
    beweglich = ~z["ist_gesamtzahl_fest"].fillna(True).astype(bool)
    return fest, offen.where(genau & beweglich & np.isfinite(offen)), puffer


def _way_and_pace(z: pd.DataFrame, stadt: pd.DataFrame) -> pd.DataFrame:
    """Adds base, way and pace from the first known value of the latest segment (or the declared base)."""
    z = z.copy()
    nach = ["kommune_id", "kennzahl_id", "gruppe"]
    letzte_segmente = stadt.groupby(nach)["segment"].transform("max")
    erste = stadt[stadt["segment"].eq(letzte_segmente)].drop_duplicates(nach).set_index(nach)
    ids = pd.MultiIndex.from_frame(z[nach])
    erste_zeit = pd.Series(erste["zeitraum"].reindex(ids).to_numpy(), index=z.index)
    z["basis"] = z["basiszeitraum"].where(z["basiszeitraum"].ne(""), erste_zeit.fillna("")).astype("str")
    alle = stadt.drop_duplicates([*nach, "zeitraum"]).set_index([*nach, "zeitraum"])
    ziel_ids = pd.MultiIndex.from_frame(z[[*nach, "basis"]])
    z["basis_wert"] = alle["wert_genau"].reindex(ziel_ids).to_numpy()
    z["basis_zeit"] = alle["zeit"].reindex(ziel_ids).to_numpy()
    z["stellen_basiswert"] = alle["stellen"].reindex(ziel_ids).to_numpy()
    eigene = z["basis"].eq(z["zeitraum"])
    z.loc[eigene, ["basis_wert", "basis_zeit"]] = np.nan
    weg_ganz = z["zielwert"] - z["basis_wert"]
    steigen = z["vergleich"].isin([Vergleich.MINDESTENS, Vergleich.UEBER, Vergleich.STEIGERUNG_SEIT_BASIS])
    # No way to go where the base already met the target: nothing is "done" of it.
    offen = np.where(steigen, weg_ganz > HAAR, weg_ganz < -HAAR)
    fest = steigen | z["vergleich"].isin([Vergleich.HOECHSTENS, Vergleich.UNTER])
    with np.errstate(divide="ignore", invalid="ignore"):
        weg = (100 * (z["wert_genau"] - z["basis_wert"]) / weg_ganz).where(fest & offen)
        # Beyond the target, or away from it, "so much of the way" says nothing.
        z["weg"] = weg.where(weg.between(0, 100))
        z["ist_entfernt"] = weg < 0
        rest = z["zieljahr"].astype("float64") - np.floor(z["zeit"])
        z["tempo_bisher"] = (z["wert_genau"] - z["basis_wert"]) / (z["zeit"] - z["basis_zeit"])
        z["tempo_noetig"] = (-z["abstand"] / rest).where(rest.gt(0) & z["ist_erfuellt"].eq(False) & fest)
    return z


def assess_goals(targets: pd.DataFrame, bestand: Bestand) -> pd.DataFrame:
    """Derives the status of each goal from all its leading Kennzahlen.

    Args:
        targets: Frame of :func:`assess_targets`.
        bestand: The packages.

    Returns:
        One row per Kommune and goal, in the order of the goals: status, ``leit`` (number of leading Kennzahlen by
        Gruppe), ``leit_ziel`` (of them with a number to reach), ``leit_erreicht``, ``leit_geprueft``,
        ``hat_lesarten`` (readings disagree), ``ohne_kennzahl`` (targets with a number that no Kennzahl measures),
        ``statusgrund`` (:class:`kekiz.wissen.codes.Statusgrund`), ``seit`` and ``ist_seit_offen`` (see
        :func:`kekiz.rechnen.zielstand.assess_goal_since`) and ``hinweis_id`` (the Hinweise of the values that the
        status rests on).
    """
    ziele = bestand.frame("ziele").rename(columns={"paket": "kommune_id"})
    ziele = ziele[["kommune_id", "ziel_id", "oberziel_id", "ebene", "altersgruppe_id"]].copy()
    jetzt = targets["ist_erfuellt"].eq(True).fillna(False).astype(bool)
    je = targets.assign(
        ja=jetzt & ~targets["ist_teilweise"],
        teils=jetzt | targets["ist_teilweise"],
        geprueft=targets["ist_erfuellt"].notna(),
        mit_zahl=targets["vergleich"].ne(Vergleich.OHNE_ZAHL),
        mit_wert=targets["wert_genau"].notna(),
    )
    leit = (
        je.groupby(["kommune_id", "ziel_id", "kennzahl_id", "gruppe"], sort=False)
        .agg(
            alle=("ja", "all"),
            eine=("teils", "any"),
            bruch=("ist_gebrochen", "any"),
            lesarten=("ja", "any"),
            geprueft=("geprueft", "any"),
            daten=("mit_wert", "any"),
            zahl=("mit_zahl", "any"),
        )
        .reset_index()
    )
    z = (
        leit.groupby(["kommune_id", "ziel_id"], sort=False)
        .agg(
            leit=("kennzahl_id", "size"),
            leit_erreicht=("alle", "sum"),
            leit_teils=("eine", "sum"),
            leit_gebrochen=("bruch", "sum"),
            leit_geprueft=("geprueft", "sum"),
            leit_daten=("daten", "sum"),
            leit_ziel=("zahl", "sum"),
            leit_lesarten=("lesarten", "sum"),
        )
        .reset_index()
    )
    ziele = ziele.merge(z, on=["kommune_id", "ziel_id"], how="left", validate="one_to_one")
    ziele = ziele.merge(_unmeasured(bestand), on=["kommune_id", "ziel_id"], how="left", validate="one_to_one")
    zahlen = ["leit", "leit_erreicht", "leit_teils", "leit_geprueft", "leit_daten", "leit_ziel", "leit_lesarten"]
    zahlen += ["leit_gebrochen", "ohne_kennzahl"]
    ziele[zahlen] = ziele[zahlen].fillna(0).astype(int)
    ziele["leit_ziel"] += ziele["ohne_kennzahl"]
    ziele["hat_lesarten"] = ziele["leit_lesarten"] > ziele["leit_erreicht"]
    geprueft = ziele["leit_geprueft"]
    ziele["status"] = np.select(
        [
            (ziele["leit"] > 0) & (ziele["leit_daten"] == 0),
            ziele["leit_ziel"] == 0,
            geprueft == 0,
            (geprueft > 0) & (ziele["leit_erreicht"] == ziele["leit_ziel"]),
            ziele["leit_teils"] > 0,
        ],
        [
            str(Status.OHNE_DATEN),
            str(Status.OHNE_ZIELWERT),
            str(Status.OHNE_DATEN),
            str(Status.ERREICHT),
            str(Status.TEILWEISE_ERREICHT),
        ],
        str(Status.NICHT_ERREICHT),
    )
    ziele["statusgrund"] = _goal_reason(ziele)
    ziele[["seit", "ist_seit_offen"]] = assess_goal_since(targets, ziele)
    ziele["hinweis_id"] = _goal_hints(ziele, targets)
    ziele["sortierung"] = ziele["ziel_id"].map(goal_key)
    return ziele.sort_values(["kommune_id", "sortierung"], ignore_index=True).drop(columns="sortierung")


def _unmeasured(bestand: Bestand) -> pd.DataFrame:
    """Counts the targets with a number for which the document names no Kennzahl, by Kommune and goal."""
    z = bestand.frame("zielwerte").rename(columns={"paket": "kommune_id"})
    z = z[z["kennzahl_id"].eq("") & z["vergleich"].ne(Vergleich.OHNE_ZAHL)]
    return z.groupby(["kommune_id", "ziel_id"]).size().rename("ohne_kennzahl").reset_index()


def _goal_reason(ziele: pd.DataFrame) -> np.ndarray:
    """Says why each goal has its status, as a code."""
    eltern = set(zip(ziele["kommune_id"], ziele["oberziel_id"], strict=True))
    ist_eltern = pd.Series(list(zip(ziele["kommune_id"], ziele["ziel_id"], strict=True)), index=ziele.index).isin(
        eltern
    )
    status, geprueft = ziele["status"], ziele["leit_geprueft"]
    return np.select(
        [
            (ziele["leit"] == 0) & ist_eltern,
            ziele["leit"] == 0,
            status.eq(Status.OHNE_ZIELWERT),
            status.eq(Status.OHNE_DATEN) & (ziele["leit_daten"] == 0),
            status.eq(Status.OHNE_DATEN) & (ziele["ohne_kennzahl"] == ziele["leit_ziel"]),
            status.eq(Status.OHNE_DATEN),
            status.eq(Status.ERREICHT),
            status.eq(Status.TEILWEISE_ERREICHT) & ziele["hat_lesarten"],
            status.eq(Status.TEILWEISE_ERREICHT) & (ziele["leit"] == 1) & (ziele["leit_gebrochen"] == 1),
            status.eq(Status.TEILWEISE_ERREICHT) & (ziele["leit"] == 1) & (ziele["leit_erreicht"] == 0),
            status.eq(Status.TEILWEISE_ERREICHT) & (geprueft < ziele["leit_ziel"]),
            status.eq(Status.TEILWEISE_ERREICHT),
        ],
        [
            str(Statusgrund.UNTERZIELE),
            str(Statusgrund.KEINE_KENNZAHL),
            str(Statusgrund.KEINE_ZAHL),
            str(Statusgrund.KEIN_WERT),
            str(Statusgrund.KEINE_KENNZAHL),
            str(Statusgrund.VERGLEICHSWERT_FEHLT),
            str(Statusgrund.ALLE),
            str(Statusgrund.LESARTEN),
            str(Statusgrund.NICHT_AUF_DAUER),
            str(Statusgrund.EIN_TEIL_DER_JAHRE),
            str(Statusgrund.EIN_TEIL_UNGEPRUEFT),
            str(Statusgrund.EIN_TEIL),
        ],
        str(Statusgrund.KEINER),
    )


def _goal_hints(ziele: pd.DataFrame, targets: pd.DataFrame) -> pd.Series:
    """Joins the Hinweise of the values that a status rests on, each once, in their order."""
    mit = targets[targets["ist_erfuellt"].notna() & targets["hinweis_id"].fillna("").ne("")]
    ids = mit[["kommune_id", "ziel_id", "hinweis_id"]].assign(hinweis_id=mit["hinweis_id"].str.split())
    texte = ids.explode("hinweis_id").drop_duplicates().groupby(["kommune_id", "ziel_id"])["hinweis_id"].agg(" ".join)
    nach = pd.MultiIndex.from_frame(ziele[["kommune_id", "ziel_id"]])
    return pd.Series(texte.reindex(nach).to_numpy(), index=ziele.index).fillna("").astype("str")


def goal_key(ziel_id: str) -> tuple[int, ...]:
    """Orders goal numbers as numbers: 1.2 before 1.10.

    Example:
        >>> sorted(["1.10", "1.2", "1"], key=goal_key)
        ['1', '1.2', '1.10']
    """
    return tuple(int(teil) for teil in ziel_id.split("."))
