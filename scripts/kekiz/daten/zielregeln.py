"""What must hold of goals: their numbers, their words, and what a target needs to be judged."""

import re
from collections.abc import Iterator

import pandas as pd

from kekiz.daten.befunde import format_cell, name_rows
from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import GANZES, Vergleich
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.zahlen import parse_gedruckt

_ABSICHT = re.compile(r"\b(?:soll|sollen|will|wollen)\b")
_ALLE = re.compile(r"\b(?:alle|allen|aller|jede|jeder|jedes|jedem|jeden)\b", re.IGNORECASE)
_VERGLEICHE_MIT_ZAHL = [
    Vergleich.MINDESTENS,
    Vergleich.HOECHSTENS,
    Vergleich.UEBER,
    Vergleich.UNTER,
    Vergleich.STEIGERUNG_SEIT_BASIS,
]


def check_goals(bestand: Bestand) -> Iterator[Fehler]:
    """A goal's number must continue its parent's number, and every operative goal needs a parent."""
    for tabelle in bestand.tabellen:
        if tabelle.name != "ziele":
            continue
        z = tabelle.frame
        soll = z["ziel_id"].map(lambda nummer: nummer.rpartition(".")[0])
        yield from name_rows(
            tabelle,
            z["oberziel_id"].ne(soll),
            lambda r: (
                f"oberziel_id passt nicht zur Nummer (gefunden „{r['oberziel_id']}“, "
                f"erwartet „{r['ziel_id'].rpartition('.')[0]}“)"
            ),
            "Bitte berichtigen.",
        )


def check_titles(bestand: Bestand) -> Iterator[Fehler]:
    """A goal's title says what shall be, with the number of its target, so that no status contradicts it.

    Short names tell the goals of a municipality apart.
    """
    for tabelle in bestand.tabellen:
        if tabelle.name != "ziele":
            continue
        z = tabelle.frame
        yield from name_rows(
            tabelle,
            ~z["titel"].str.contains(_ABSICHT),
            lambda r: f"Der Titel liest sich wie eine Tatsache (gefunden „{r['titel']}“, erwartet soll oder sollen)",
            "Bitte schreiben, was sein soll.",
        )
        yield from name_rows(
            tabelle,
            z["kurzname"].ne("") & z["kurzname"].duplicated(keep=False),
            lambda r: f"Den kurzen Namen haben mehrere Ziele (gefunden „{r['kurzname']}“)",
            "Bitte jedem Ziel einen eigenen geben.",
        )
        ziele = bestand.where("zielwerte", paket=tabelle.paket)
        mit_zahl = ziele[ziele["vergleich"].isin(_VERGLEICHE_MIT_ZAHL) & ziele["wert"].notna()]
        verlangt = mit_zahl.groupby("ziel_id")["wert"].unique()
        fehlend = pd.Series(
            [
                [w for w in verlangt.get(ziel_id, []) if not _says_number(titel, w)]
                for ziel_id, titel in zip(z["ziel_id"], z["titel"], strict=True)
            ],
            index=z.index,
            dtype="object",
        )
        yield from name_rows(
            tabelle,
            fehlend.map(len).gt(0),
            lambda r, fehlend=fehlend: (  # type: ignore[misc]
                f"Im Titel fehlt der Zielwert {' und '.join(format_cell(w) for w in fehlend[r.name])} "
                f"(gefunden „{r['titel']}“)"
            ),
            "Bitte die Zahl aus zielwerte.csv in den Titel schreiben; für 100 von 100 genügt „alle“.",
        )


def _says_number(titel: str, wert: float) -> bool:
    """Whether a title names a number; the 100 of "45 von 100" is none, and "alle" or "jedes" says 100."""
    ganz = re.sub(r"\bvon 100\b", "", titel)
    return wert in parse_gedruckt(ganz) or (wert == 100 and _ALLE.search(titel) is not None)


def check_targets(bestand: Bestand) -> Iterator[Fehler]:
    """A target must carry what its comparison needs; otherwise the goal would silently stay without status."""
    for tabelle in bestand.tabellen:
        if tabelle.name != "zielwerte":
            continue
        z = tabelle.frame
        vergleich = z["vergleich"]
        mit_zahl = ~vergleich.isin([Vergleich.OHNE_ZAHL, Vergleich.HOECHSTENS_VERGLEICHSRAUM])
        yield from name_rows(
            tabelle,
            mit_zahl & z["wert"].isna(),
            lambda r: f"Der Zielwert fehlt (vergleich {r['vergleich']} verlangt eine Zahl)",
            "Bitte wert eintragen oder vergleich ohne_zahl wählen.",
        )
        yield from name_rows(
            tabelle,
            vergleich.eq(Vergleich.OHNE_ZAHL) & z["wert"].notna(),
            lambda r: f"Bei ohne_zahl steht ein Zielwert (gefunden {format_cell(r['wert'])}, erwartet leer)",
            "Bitte die Richtung des Vergleichs angeben (mindestens, hoechstens, ueber, unter …).",
        )
        yield from name_rows(
            tabelle,
            vergleich.eq(Vergleich.HOECHSTENS_VERGLEICHSRAUM) & z["vergleichsraum_id"].eq(""),
            lambda r: "Der Vergleichsraum fehlt (vergleich hoechstens_vergleichsraum)",
            "Bitte vergleichsraum_id eintragen, zum Beispiel die Kennung des Landes aus raeume.csv.",
        )
        basis = vergleich.eq(Vergleich.STEIGERUNG_SEIT_BASIS)
        yield from name_rows(
            tabelle,
            basis & z["basiszeitraum"].eq(""),
            lambda r: "Der Basiszeitraum fehlt (vergleich steigerung_seit_basis)",
            "Bitte basiszeitraum eintragen, zum Beispiel 2012.",
        )
        yield from name_rows(
            tabelle,
            basis & ~z["lesart"].isin(["punkte", "prozent"]),
            lambda r: f"Die Lesart der Steigerung fehlt (gefunden „{r['lesart']}“, erwartet punkte oder prozent)",
            "Lässt der Wortlaut beides zu, bitte zwei Zeilen anlegen.",
        )
        stadt = _whole_id(bestand, tabelle.paket)
        werte = bestand.where("werte", paket=tabelle.paket)
        da = werte[werte["wert"].notna()]
        staedtisch = da[da["raum_id"].eq(stadt)]
        hat_basis = pd.MultiIndex.from_frame(z[["kennzahl_id", "basiszeitraum", "gruppe"]]).isin(
            pd.MultiIndex.from_frame(staedtisch[["kennzahl_id", "zeitraum", "gruppe"]])
        )
        yield from name_rows(
            tabelle,
            basis & z["basiszeitraum"].ne("") & ~hat_basis,
            lambda r: f"Für den Basiszeitraum {r['basiszeitraum']} gibt es keinen Wert von {r['kennzahl_id']}",
            "Bitte den Ausgangswert in werte.csv ergänzen oder den Basiszeitraum berichtigen.",
        )
        hat_raum = pd.MultiIndex.from_frame(z[["kennzahl_id", "vergleichsraum_id", "gruppe"]]).isin(
            pd.MultiIndex.from_frame(da[["kennzahl_id", "raum_id", "gruppe"]])
        )
        yield from name_rows(
            tabelle,
            vergleich.eq(Vergleich.HOECHSTENS_VERGLEICHSRAUM) & z["vergleichsraum_id"].ne("") & ~hat_raum,
            lambda r: f"Für den Vergleichsraum {r['vergleichsraum_id']} gibt es keinen Wert von {r['kennzahl_id']}",
            "Bitte den Vergleichswert in werte.csv ergänzen.",
        )
        zk = bestand.frame("ziel_kennzahlen")
        leit = zk[zk["paket"].eq(tabelle.paket) & zk["rolle"].eq("leit")]
        yield from name_rows(
            tabelle,
            # An empty kennzahl_id says that the document names none.
            z["kennzahl_id"].ne("")
            & pd.Series(
                ~pd.MultiIndex.from_frame(z[["ziel_id", "kennzahl_id"]]).isin(
                    pd.MultiIndex.from_frame(leit[["ziel_id", "kennzahl_id"]])
                ),
                index=z.index,
            ),
            lambda r: f"{r['kennzahl_id']} ist für Ziel {r['ziel_id']} keine Leitkennzahl",
            "Bitte in ziel_kennzahlen.csv mit rolle leit eintragen.",
        )


def _whole_id(bestand: Bestand, paket: str) -> str:
    raeume = bestand.frame("raeume")
    treffer = raeume.loc[raeume["paket"].eq(paket) & raeume["typ"].isin(GANZES), "raum_id"]
    return str(treffer.iloc[0]) if len(treffer) else paket
