"""The rules of the data that a Table Schema cannot say: references, plausibility, and what a target needs.

Each rule takes the typed frames and gives its faults; none stops at the first.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from kekiz.daten.bestand import KATALOG, Bestand, Tabelle
from kekiz.daten.einstellungen import BEREICHE
from kekiz.wissen.codes import GANZES, Vergleich, Wertstatus
from kekiz.wissen.fehler import Fehler, join_parts
from kekiz.wissen.statistik import possible_zaehler
from kekiz.wissen.zahlen import (
    NNBSP,
    OHNE_STICHTAG,
    format_datum,
    format_zahl,
    parse_gedruckt,
    printed_decimals,
    round_half_up,
    zeitraum_key,
)

_ZAEHLCODES = ["zaehler_code", "nenner_code", "einschluss_code", "herkunft"]
WERT_SCHLUESSEL = ["kennzahl_id", "raum_id", "zeitraum", "gruppe"]
_BEDINGUNG = re.compile(
    r"^([a-z0-9_-]+)\|([a-z0-9_-]+)\|((?:bis )?[0-9/-]+)\|([a-z0-9_-]*)\|(wert|wert_bis|zaehler|nenner|wertstatus|fundstelle|bruch) = (.+)$"
)

_ABSICHT = re.compile(r"\b(?:soll|sollen|will|wollen)\b")
_ALLE = re.compile(r"\b(?:alle|allen|aller|jede|jeder|jedes|jedem|jeden)\b", re.IGNORECASE)
_VERGLEICHE_MIT_ZAHL = [
    Vergleich.MINDESTENS,
    Vergleich.HOECHSTENS,
    Vergleich.UEBER,
    Vergleich.UNTER,
    Vergleich.STEIGERUNG_SEIT_BASIS,
]


def check_bestand(bestand: Bestand) -> list[Fehler]:
    """Applies all rules.

    A rule whose tables could not all be read is left out: what it found would only follow from faults already known.

    Args:
        bestand: The packages.

    Returns:
        All faults found.
    """
    unlesbar = {name for _, name in bestand.unlesbar}
    return [f for regel, noetig in REGELN.items() if not unlesbar & noetig for f in regel(bestand)]


def _rows(tabelle: Tabelle, maske: pd.Series, befund: Callable[[pd.Series], str], abhilfe: str) -> Iterator[Fehler]:
    """Words one fault per row that a mask marks."""
    if not maske.any():
        return
    treffer = tabelle.frame[maske.fillna(False).astype(bool)]
    for (_, zeile), schluessel in zip(treffer.iterrows(), tabelle.key(treffer), strict=True):
        yield Fehler(tabelle.datei, int(zeile["_zeile"]), schluessel, befund(zeile), abhilfe)


def check_references(bestand: Bestand) -> Iterator[Fehler]:
    """Checks foreign keys within and across packages (``reference.package`` names the catalogue)."""
    for tabelle in bestand.tabellen:
        for schluessel in tabelle.schema.get("foreignKeys", []):
            (feld,) = schluessel["fields"]
            bezug = schluessel["reference"]
            paket = KATALOG if "package" in bezug else tabelle.paket
            if (paket, bezug["resource"]) in bestand.unlesbar:
                continue
            ziel = bestand.find(paket, bezug["resource"])
            (zielfeld,) = bezug["fields"]
            bekannt = set(ziel.frame[zielfeld]) if ziel is not None else set()
            werte = tabelle.frame[feld]
            maske = (werte != "") & ~werte.isin(bekannt)
            yield from _rows(
                tabelle,
                maske,
                lambda z, feld=feld, ort=f"{paket}/{bezug['resource']}.csv": (  # type: ignore[misc]
                    f"{feld} „{z[feld]}“ ist unbekannt (erwartet eine Kennung aus {ort})"
                ),
                "Bitte Schreibweise prüfen oder dort ergänzen.",
            )


VERWEISE: Final = {
    "ziel": ("ziele", "ziel_id"),
    "modul": ("module", "modul_id"),
    "gremium": ("gremien", "gremium_id"),
    "blatt": ("steuerung", "blatt_id"),
    "kommune": ("kommunen", "kommune_id"),
    "programm": ("steuerung", "blatt_id"),
}
"""Where the ids lie that a row may refer to, by the kind of the reference; the last two in the catalogue."""
SEITEN: Final = {
    "ziele": ("ziele",), "raeume": ("raeume",), "module": ("module",), "kette": ("module",),
    "weiterbildungen": BEREICHE["weiterbildungen"], "ausgangslage": BEREICHE["ausgangslage"],
    "kommunen": (), "themen": (), "methodik": (),
}  # fmt: skip
"""Pages that a row may refer to, by their kind, with the tables of its package one of which has rows; none: always there."""


def check_pointers(bestand: Bestand) -> Iterator[Fehler]:
    """Checks what rows refer to by kind and id (``verweis_art``, ``verweis_id``)."""
    for t in (t for t in bestand.tabellen if t.name == "steuerung_teile"):
        for art, teil in t.frame.groupby("verweis_art"):
            if art in VERWEISE:
                name, feld = VERWEISE[str(art)]
                paket = KATALOG if art in {"kommune", "programm"} else t.paket
                ziel = bestand.find(paket, name)
                bekannt = set(ziel.frame[feld]) if ziel is not None else set()
                erwartet = f"eine Kennung aus {paket}/{name}.csv"
            else:
                da = {x.name for x in bestand.tabellen if x.paket == t.paket and len(x.frame)}
                bekannt = {s for s, aus in SEITEN.items() if not aus or da & set(aus)} if art else {""}
                erwartet = ", ".join(sorted(bekannt)) if art else "leer ohne verweis_art"
            maske = t.frame.index.isin(teil.index) & ~t.frame["verweis_id"].isin(bekannt)
            yield from _rows(
                t,
                pd.Series(maske, t.frame.index),
                lambda z, e=erwartet: f"verweis_id „{z['verweis_id']}“ ist unbekannt (erwartet {e})",  # type: ignore[misc]
                "Bitte Schreibweise prüfen oder beide Felder des Verweises leeren.",
            )


def _werte_mit_art(bestand: Bestand) -> Iterator[tuple[Tabelle, pd.DataFrame]]:
    """Gives each table of values with art and einheit of its Kennzahl joined, index as in the table."""
    kennzahlen = bestand.frame("kennzahlen").drop_duplicates("kennzahl_id").set_index("kennzahl_id")[["art", "einheit"]]
    for tabelle in bestand.tabellen:
        if tabelle.name == "werte":
            yield tabelle, tabelle.frame.join(kennzahlen, on="kennzahl_id")


def check_values(bestand: Bestand) -> Iterator[Fehler]:
    """Checks each value by itself: shares between 0 and 100, numerator within denominator, status fits content."""
    for tabelle, w in _werte_mit_art(bestand):
        anteil = w["art"].eq("anteil")
        zaehler, nenner = w["zaehler"].astype("float64"), w["nenner"].astype("float64")
        yield from _rows(
            tabelle,
            anteil & (zaehler > nenner),
            lambda z: f"Zähler {z['zaehler']} ist größer als Nenner {z['nenner']}",
            "Bitte Quelle prüfen.",
        )
        yield from _rows(
            tabelle,
            nenner.eq(0),
            lambda z: "Der Nenner ist 0 (erwartet mindestens 1 oder eine leere Zelle)",
            "Bitte Quelle prüfen; fehlt der Nenner, bleibt die Zelle leer.",
        )
        prozent = anteil & w["einheit"].eq("%")
        ausserhalb = (w["wert"].lt(0) | w["wert"].gt(100)) | (w["wert_bis"].lt(0) | w["wert_bis"].gt(100))
        yield from _rows(
            tabelle,
            # A share above 100 that is printed so (places per child) stays, if a Hinweis says what it means.
            prozent & ausserhalb & ~(w["wertstatus"].eq(Wertstatus.GEDRUCKT) & w["hinweis_id"].ne("")),
            lambda z: (
                f"Der Anteil liegt außerhalb von 0 bis 100 (gefunden {_number(z['wert'])}"
                f"{'' if pd.isna(z['wert_bis']) else ' bis ' + _number(z['wert_bis'])})"
            ),
            "Bitte Quelle prüfen.",
        )
        yield from _rows(
            tabelle,
            w["wert_bis"] < w["wert"],
            lambda z: (
                f"Das Ende der Spanne liegt unter ihrem Anfang (gefunden {_number(z['wert'])} bis {_number(z['wert_bis'])})"
            ),
            "Bitte wert und wert_bis tauschen oder Quelle prüfen.",
        )
        leer = w["wert"].isna()
        status = w["wertstatus"]
        yield from _rows(
            tabelle,
            status.eq(Wertstatus.GEDRUCKT) & (leer | w["gedruckt"].eq("")),
            lambda z: f"Bei wertstatus gedruckt fehlt {'wert' if pd.isna(z['wert']) else 'gedruckt'}",
            "Bitte wert und gedruckt eintragen oder den wertstatus ändern.",
        )
        ohne = status.isin([Wertstatus.NUR_ABBILDUNG, Wertstatus.NICHT_ERHOBEN, Wertstatus.GEHEIM])
        zahl = ~leer | w["wert_bis"].notna() | zaehler.notna() | w["gedruckt"].ne("")
        # Beside a value that only a picture shows, the denominator may well be printed.
        zahl |= nenner.notna() & status.ne(Wertstatus.NUR_ABBILDUNG)
        yield from _rows(
            tabelle,
            ohne & zahl,
            lambda z: f"Bei wertstatus {z['wertstatus']} steht eine Zahl (gefunden {_numbers(z)}, erwartet leer)",
            "Bitte die Zahl löschen oder den wertstatus ändern.",
        )
        yield from _rows(
            tabelle,
            status.eq(Wertstatus.BERECHNET) & leer & (zaehler.isna() | nenner.isna()),
            lambda z: "Bei wertstatus berechnet fehlen wert sowie Zähler und Nenner",
            "Bitte eintragen, woraus gerechnet wird.",
        )
        yield from _check_printed(tabelle, w)


def _numbers(zeile: pd.Series) -> str:
    """Lists the number cells of a row of werte that should be empty, with their columns."""
    spalten = ["wert", "wert_bis", "zaehler"] + ["nenner"] * (zeile["wertstatus"] != Wertstatus.NUR_ABBILDUNG)
    teile = [f"{s} {_number(zeile[s])}" for s in spalten if pd.notna(zeile[s])]
    teile += [f"gedruckt „{zeile['gedruckt']}“"] if zeile["gedruckt"] else []
    return join_parts(teile)


def _check_printed(tabelle: Tabelle, w: pd.DataFrame) -> Iterator[Fehler]:
    """The printed string must read as the value (and the end of the range)."""
    gedruckt = w[w["wertstatus"].eq(Wertstatus.GEDRUCKT) & w["gedruckt"].ne("") & w["wert"].notna()]
    gelesen = gedruckt["gedruckt"].map(parse_gedruckt)
    erwartet = [[a] if pd.isna(b) else [a, b] for a, b in zip(gedruckt["wert"], gedruckt["wert_bis"], strict=True)]
    passt = pd.Series(
        [all(any(abs(e) == abs(g) for g in gel) for e in erw) for gel, erw in zip(gelesen, erwartet, strict=True)],
        index=gedruckt.index,
        dtype=bool,
    )
    maske = pd.Series(False, index=w.index)
    maske.loc[passt.index] = ~passt
    yield from _rows(
        tabelle,
        maske,
        lambda z: f"wert und gedruckt sagen Verschiedenes (gefunden {_number(z['wert'])} und „{z['gedruckt']}“)",
        "Bitte beides mit dem Dokument vergleichen.",
    )


GEDRUCKT_SPALTEN = {
    "weiterbildungen": ("teilnahmen", "gedruckt"),
    "massnahmen": ("jaehrliche_kosten_euro", "kosten_gedruckt"),
    "modul_angaben": ("wert", "gedruckt"),
    "ausgangszahlen": ("wert", "gedruckt"),
    "kosten": ("betrag", "gedruckt"),
}
"""Tables besides werte that hold a number and the printed string it was read from."""

_AUSGESCHRIEBEN = r"Mio|Million|Mrd|Milliard"
"""Printed in millions: the digits alone are not the number."""


def check_printed(bestand: Bestand) -> Iterator[Fehler]:
    """A number beside its printed string must be one of the numbers in it (where the string has any digits)."""
    for tabelle in bestand.tabellen:
        if tabelle.name not in GEDRUCKT_SPALTEN:
            continue
        spalte, gedruckt = GEDRUCKT_SPALTEN[tabelle.name]
        f = tabelle.frame
        pruefbar = f[spalte].notna() & f[gedruckt].str.contains(r"\d") & ~f[gedruckt].str.contains(_AUSGESCHRIEBEN)
        passt = [
            not p or any(abs(w) == abs(z) for z in parse_gedruckt(g))
            for p, w, g in zip(pruefbar, f[spalte], f[gedruckt], strict=True)
        ]
        yield from _rows(
            tabelle,
            ~pd.Series(passt, index=f.index, dtype=bool),
            lambda z, a=spalte, b=gedruckt: (  # type: ignore[misc]
                f"{a} und {b} sagen Verschiedenes (gefunden {_number(z[a])} und „{z[b]}“)"
            ),
            "Bitte beides mit dem Dokument vergleichen.",
        )


def _number(wert: float) -> str:
    """Writes a number as it stands in the CSV: decimal point, no needless zero."""
    return f"{wert:g}" if abs(wert) < 1e6 and wert != int(wert) else str(int(wert))


def check_arithmetic(bestand: Bestand) -> Iterator[Fehler]:
    """Recomputes printed shares; a deviation beyond rounding, or an impossible share, needs a Hinweis."""
    bezuege = bestand.frame("hinweis_bezuege")
    for tabelle, w in _werte_mit_art(bestand):
        anteil = w["art"].eq("anteil") & w["wertstatus"].eq(Wertstatus.GEDRUCKT) & w["wert_bis"].isna()
        stellen = w["gedruckt"].map(printed_decimals).astype(float)
        zaehler, nenner = w["zaehler"].astype("float64"), w["nenner"].astype("float64")
        genau = 100 * zaehler / nenner
        pruefbar = anteil & genau.notna() & w["wert"].notna()
        gerundet = pd.Series(np.nan, index=w.index)
        gerundet[pruefbar] = [round_half_up(g, int(s)) for g, s in zip(genau[pruefbar], stellen[pruefbar], strict=True)]
        gedeckt = w["hinweis_id"].ne("") | _covered(tabelle, w, bezuege)
        yield from _rows(
            tabelle,
            pruefbar & ~gedeckt & (gerundet - w["wert"]).abs().gt(1e-9),
            lambda z: (
                f"Gedruckt ist {z['gedruckt']}, die Nachrechnung {z['zaehler']} von {z['nenner']} ergibt "
                f"{format_zahl(100 * z['zaehler'] / z['nenner'], printed_decimals(z['gedruckt']) + 1)}{NNBSP}%"
            ),
            "Bitte Zahlen prüfen; steht es so im Dokument, einen Hinweis anlegen und in hinweis_id eintragen.",
        )
        unten, oben = possible_zaehler(w["wert"], nenner, stellen)
        yield from _rows(
            tabelle,
            anteil & zaehler.isna() & ~gedeckt & pd.Series(unten > oben, index=w.index),
            lambda z: f"Keine ganze Zahl von {z['nenner']} ergibt {z['gedruckt']}",
            "Bitte Zahlen prüfen; steht es so im Dokument, einen Hinweis anlegen und in hinweis_id eintragen.",
        )


def _covered(tabelle: Tabelle, w: pd.DataFrame, bezuege: pd.DataFrame) -> pd.Series:
    """Marks the values that a Hinweis names cell by cell (Kennzahl and Zeitraum both given)."""
    eigene = bezuege[bezuege["paket"].eq(tabelle.paket) & bezuege["kennzahl_id"].ne("") & bezuege["zeitraum"].ne("")]
    gedeckt = np.zeros(len(w), dtype=bool)
    for mit_raum, mit_gruppe in itertools.product((True, False), repeat=2):
        teil = eigene[eigene["raum_id"].ne("").eq(mit_raum) & eigene["gruppe"].ne("").eq(mit_gruppe)]
        if teil.empty:
            continue
        auf = ["kennzahl_id", "zeitraum", *(["raum_id"] if mit_raum else []), *(["gruppe"] if mit_gruppe else [])]
        gedeckt |= pd.MultiIndex.from_frame(w[auf]).isin(pd.MultiIndex.from_frame(teil[auf]))
    return pd.Series(gedeckt, index=w.index)


def check_periods(bestand: Bestand) -> Iterator[Fehler]:
    """School years must be consecutive, dates real, also where the pattern of the schema is met."""

    def _falsch(zeitraum: str) -> bool:
        try:
            zeitraum_key(zeitraum)
            if zeitraum.count("-") == 2:
                date.fromisoformat(zeitraum.removeprefix(OHNE_STICHTAG))
        except ValueError:
            return True
        return False

    for tabelle in bestand.tabellen:
        for feld in ("zeitraum", "basiszeitraum", "ab_zeitraum", "geprueft_am"):
            if feld not in tabelle.frame or tabelle.name.endswith(("angaben", "ausgangszahlen")):
                continue
            werte = tabelle.frame[feld]
            falsch = {z for z in werte.unique() if z and _falsch(z)}
            yield from _rows(
                tabelle,
                werte.isin(falsch),
                lambda z, feld=feld: (  # type: ignore[misc]
                    f"{feld} ist kein Zeitraum (gefunden „{z[feld]}“, erwartet 2018, 2017/18 oder 2018-09-30)"
                ),
                "Bitte berichtigen.",
            )


def check_ages(bestand: Bestand) -> Iterator[Fehler]:
    """An age range must not end before it begins."""
    for tabelle in bestand.tabellen:
        if tabelle.name in ("module", "altersgruppen"):
            yield from _rows(
                tabelle,
                tabelle.frame["bis_jahr"] < tabelle.frame["von_jahr"],
                lambda z: (
                    f"Das Alter endet, bevor es beginnt (gefunden {_number(z['von_jahr'])} bis {_number(z['bis_jahr'])})"
                ),
                "Bitte von_jahr und bis_jahr prüfen.",
            )


def check_goals(bestand: Bestand) -> Iterator[Fehler]:
    """A goal's number must continue its parent's number, and every operative goal needs a parent."""
    for tabelle in bestand.tabellen:
        if tabelle.name != "ziele":
            continue
        z = tabelle.frame
        soll = z["ziel_id"].map(lambda nummer: nummer.rpartition(".")[0])
        yield from _rows(
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
        yield from _rows(
            tabelle,
            ~z["titel"].str.contains(_ABSICHT),
            lambda r: f"Der Titel liest sich wie eine Tatsache (gefunden „{r['titel']}“, erwartet soll oder sollen)",
            "Bitte schreiben, was sein soll.",
        )
        yield from _rows(
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
        yield from _rows(
            tabelle,
            fehlend.map(len).gt(0),
            lambda r, fehlend=fehlend: (  # type: ignore[misc]
                f"Im Titel fehlt der Zielwert {' und '.join(_number(w) for w in fehlend[r.name])} "
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
        yield from _rows(
            tabelle,
            mit_zahl & z["wert"].isna(),
            lambda r: f"Der Zielwert fehlt (vergleich {r['vergleich']} verlangt eine Zahl)",
            "Bitte wert eintragen oder vergleich ohne_zahl wählen.",
        )
        yield from _rows(
            tabelle,
            vergleich.eq(Vergleich.OHNE_ZAHL) & z["wert"].notna(),
            lambda r: f"Bei ohne_zahl steht ein Zielwert (gefunden {_number(r['wert'])}, erwartet leer)",
            "Bitte die Richtung des Vergleichs angeben (mindestens, hoechstens, ueber, unter …).",
        )
        yield from _rows(
            tabelle,
            vergleich.eq(Vergleich.HOECHSTENS_VERGLEICHSRAUM) & z["vergleichsraum_id"].eq(""),
            lambda r: "Der Vergleichsraum fehlt (vergleich hoechstens_vergleichsraum)",
            "Bitte vergleichsraum_id eintragen, zum Beispiel die Kennung des Landes aus raeume.csv.",
        )
        basis = vergleich.eq(Vergleich.STEIGERUNG_SEIT_BASIS)
        yield from _rows(
            tabelle,
            basis & z["basiszeitraum"].eq(""),
            lambda r: "Der Basiszeitraum fehlt (vergleich steigerung_seit_basis)",
            "Bitte basiszeitraum eintragen, zum Beispiel 2012.",
        )
        yield from _rows(
            tabelle,
            basis & ~z["lesart"].isin(["punkte", "prozent"]),
            lambda r: f"Die Lesart der Steigerung fehlt (gefunden „{r['lesart']}“, erwartet punkte oder prozent)",
            "Lässt der Wortlaut beides zu, bitte zwei Zeilen anlegen.",
        )
        werte = bestand.frame("werte")
        stadt = _city_id(bestand, tabelle.paket)
        da = werte[werte["paket"].eq(tabelle.paket) & werte["wert"].notna()]
        staedtisch = da[da["raum_id"].eq(stadt)]
        hat_basis = pd.MultiIndex.from_frame(z[["kennzahl_id", "basiszeitraum", "gruppe"]]).isin(
            pd.MultiIndex.from_frame(staedtisch[["kennzahl_id", "zeitraum", "gruppe"]])
        )
        yield from _rows(
            tabelle,
            basis & z["basiszeitraum"].ne("") & ~hat_basis,
            lambda r: f"Für den Basiszeitraum {r['basiszeitraum']} gibt es keinen Wert von {r['kennzahl_id']}",
            "Bitte den Ausgangswert in werte.csv ergänzen oder den Basiszeitraum berichtigen.",
        )
        hat_raum = pd.MultiIndex.from_frame(z[["kennzahl_id", "vergleichsraum_id", "gruppe"]]).isin(
            pd.MultiIndex.from_frame(da[["kennzahl_id", "raum_id", "gruppe"]])
        )
        yield from _rows(
            tabelle,
            vergleich.eq(Vergleich.HOECHSTENS_VERGLEICHSRAUM) & z["vergleichsraum_id"].ne("") & ~hat_raum,
            lambda r: f"Für den Vergleichsraum {r['vergleichsraum_id']} gibt es keinen Wert von {r['kennzahl_id']}",
            "Bitte den Vergleichswert in werte.csv ergänzen.",
        )
        zk = bestand.frame("ziel_kennzahlen")
        leit = zk[zk["paket"].eq(tabelle.paket) & zk["rolle"].eq("leit")]
        yield from _rows(
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


def _city_id(bestand: Bestand, paket: str) -> str:
    raeume = bestand.frame("raeume")
    treffer = raeume.loc[raeume["paket"].eq(paket) & raeume["typ"].isin(GANZES), "raum_id"]
    return str(treffer.iloc[0]) if len(treffer) else paket


def check_hints(bestand: Bestand) -> Iterator[Fehler]:
    """A Hinweis must point somewhere, and what it expects must still be in the data."""
    werte = bestand.frame("werte")
    brueche = bestand.frame("brueche")
    alle = bestand.frame("hinweise")
    fremd = {h: set(g) for h, g in alle.groupby("hinweis_id")["paket"] if len(g) > 1}
    for tabelle in bestand.tabellen:
        if tabelle.name != "hinweise":
            continue
        yield from _rows(
            tabelle,
            tabelle.frame["hinweis_id"].isin(fremd),
            lambda z, paket=tabelle.paket: (  # type: ignore[misc]
                f"Die Kennung gibt es auch in {', '.join(sorted(fremd[z['hinweis_id']] - {paket}))}/hinweise.csv"
            ),
            "Bitte eine der beiden Kennungen ändern; ein Hinweis heißt in allen Paketen verschieden.",
        )
        eigene = werte[werte["paket"].eq(tabelle.paket)].set_index(WERT_SCHLUESSEL)
        b = brueche[brueche["paket"].eq(tabelle.paket)]
        reihenenden = set(zip(b["kennzahl_id"], b["ab_zeitraum"], b["gruppe"], strict=True))
        for hinweis in tabelle.frame[tabelle.frame["erwartet"].ne("")].itertuples():
            for bedingung in str(hinweis.erwartet).split(";"):
                befund = _expectation_fault(bedingung.strip(), eigene, reihenenden)
                if befund:
                    yield Fehler(
                        tabelle.datei,
                        int(tabelle.frame.at[hinweis.Index, "_zeile"]),
                        str(hinweis.hinweis_id),
                        f"Der Hinweis ist überholt oder seine Bedingung falsch: {befund}",
                        "Bitte den Hinweis anpassen oder löschen.",
                    )


# What a text says of itself alone ("bleibt offen", "gilt als", "steht da") is kept where the data are; what it says
# that readers see, find side by side or find compared can only be looked up on the page.
_UEBER_SEITEN = re.compile(
    r"\b(?:(?:die|diese) Seite|jeder Satz|jedes Profil|zeigt|gezeigt|verglichen|vergleichbar|kein Vergleich|nebeneinander"
    r"|daneben|dabei(?=\.)|gekennzeichnet|im Namen|heißen (?:erste|wie)|bei jeder Zahl|mit dem (?:Zusatz|Hinweis))\b"
    r"|\bmit „",
    re.IGNORECASE,
)


def check_promises(bestand: Bestand) -> Iterator[Fehler]:
    """A Hinweis that says what a page does or shows needs a row in zusagen; nothing else would hold the page to it."""
    zusagen = bestand.frame("zusagen")
    for tabelle in bestand.tabellen:
        if tabelle.name == "hinweise":
            gehalten = zusagen.loc[zusagen["paket"].eq(tabelle.paket), "hinweis_id"]
            yield from _rows(
                tabelle,
                tabelle.frame["umgang"].str.contains(_UEBER_SEITEN) & ~tabelle.frame["hinweis_id"].isin(gehalten),
                lambda z: (
                    f"Der Umgang verspricht etwas über eine Seite, und nichts hält es fest (gefunden „{z['umgang']}“)"
                ),
                "Bitte in zusagen.csv angeben, was wo steht oder nicht steht, oder den Satz streichen.",
            )


def _expectation_fault(bedingung: str, werte: pd.DataFrame, brueche: set[tuple[str, str, str]]) -> str:
    """Tests one condition ``kennzahl|raum|zeitraum|gruppe|feld = wert``; empty string where it holds.

    ``bruch = ja`` holds where the series begins anew with the period (Kennzahl, Zeitraum, Gruppe in ``brueche``), so that
    nothing compares it with the periods before.
    """
    treffer = _BEDINGUNG.match(bedingung)
    if not treffer:
        return f"„{bedingung}“ hat nicht die Form kennzahl|raum|zeitraum|gruppe|feld = wert"
    *schluessel, feld, soll = treffer.groups()
    if tuple(schluessel) not in werte.index:
        return f"die Zeile {' · '.join(s for s in schluessel if s)} gibt es nicht"
    if feld == "bruch":
        kennzahl_id, _, zeitraum, gruppe = schluessel
        ist_bruch = "ja" if (kennzahl_id, zeitraum, gruppe) in brueche else "nein"
        return "" if ist_bruch == soll else f"bruch ist {ist_bruch} (erwartet {soll})"
    ist = werte.at[tuple(schluessel), feld]
    if feld in ("wertstatus", "fundstelle"):
        return "" if ist == soll else f"{feld} ist „{ist}“ (erwartet „{soll}“)"
    try:
        gleich = not pd.isna(ist) and float(ist) == float(soll)
    except ValueError:
        return f"„{soll}“ ist keine Zahl"
    return "" if gleich else f"{feld} ist {'leer' if pd.isna(ist) else _number(ist)} (erwartet {soll})"


def check_municipalities(bestand: Bestand) -> Iterator[Fehler]:
    """Each municipality of the catalogue needs a package with a profile (possibly still empty) or values."""
    tabelle = bestand.find(KATALOG, "kommunen")
    if tabelle is None:
        return
    mit_profil = {t.paket for t in bestand.tabellen if t.name == "profil"} | set(bestand.frame("werte")["paket"])
    # A catalogue that stands alone has no packages to miss.
    yield from _rows(
        tabelle,
        ~tabelle.frame["kommune_id"].isin(mit_profil) & bool(set(bestand.pakete) - {KATALOG}),
        lambda z: f"{z['name']} hat kein Profil",
        "Bitte mit kekiz neu ein Paket anlegen.",
    )
    laenge = tabelle.frame["typ"].map(
        {"kreisfreie_stadt": 8, "kreisangehoerige_stadt": 8, "kreis": 5, "staedteregion": 5}
    )
    yield from _rows(
        tabelle,
        tabelle.frame["ags"].str.len().ne(laenge),
        lambda z: f"Der Gemeindeschlüssel hat die falsche Länge (gefunden „{z['ags']}“)",
        "Kreise haben fünf, Städte acht Ziffern; die führende 0 gehört dazu.",
    )
    for profil in bestand.tabellen:
        if profil.name in ("profil", "praxisbeispiele", "themenzuordnung", "zaehlweisen") and profil.paket != KATALOG:
            yield from _rows(
                profil,
                profil.frame["kommune_id"].ne(profil.paket),
                lambda z, paket=profil.paket: (  # type: ignore[misc]
                    f"kommune_id passt nicht zum Paket (gefunden „{z['kommune_id']}“, erwartet „{paket}“)"
                ),
                "Bitte berichtigen oder die Zeile in das andere Paket verschieben.",
            )


def check_counting(bestand: Bestand) -> Iterator[Fehler]:
    """A Kennzahl that two municipalities have needs a way of counting in codes in each, or no comparison is possible."""
    for tabelle in (t for t in bestand.tabellen if t.name == "zaehlweisen"):
        gesetzt = tabelle.frame[_ZAEHLCODES].ne("")
        yield from _rows(
            tabelle,
            gesetzt.any(axis=1) & ~gesetzt.all(axis=1),
            lambda z: (
                f"Die Zählweise ist nur halb in Codes gesagt (leer ist {', '.join(s for s in _ZAEHLCODES if not z[s])})"
            ),
            "Bitte alle vier Spalten füllen oder alle leer lassen.",
        )
    werte = bestand.frame("werte")
    mit_wert = werte.loc[werte["wert"].notna() | werte["zaehler"].notna(), ["paket", "kennzahl_id"]]
    mit_wert = mit_wert.drop_duplicates()
    gemeinsam = mit_wert.groupby("kennzahl_id")["paket"].transform("nunique") > 1
    erklaert = bestand.frame("zaehlweisen")
    erklaert = erklaert[erklaert["zaehler_code"].ne("")]
    bekannt = pd.MultiIndex.from_frame(erklaert[["paket", "kennzahl_id"]])
    fehlend = mit_wert[gemeinsam & ~pd.MultiIndex.from_frame(mit_wert).isin(bekannt)]
    for zeile in fehlend.itertuples(index=False):
        yield Fehler(
            f"{zeile.paket}/zaehlweisen.csv",
            0,
            str(zeile.kennzahl_id),
            "Die Zählweise fehlt (die Kennzahl haben mehrere Kommunen)",
            "Bitte angeben, was Zähler und Nenner sind, wer mitgezählt ist und zu welchem Stichtag.",
        )


JAHRE_BIS_UEBERFAELLIG = 2


def find_overdue(bestand: Bestand, stichtag: date) -> Iterator[Fehler]:
    """Finds statements about today's law that nobody has looked up for more than two years; they do not stop anything.

    Args:
        bestand: The packages.
        stichtag: The day to judge by.
    """
    for tabelle in bestand.tabellen:
        if tabelle.name == "heute":
            grenze = f"{stichtag.year - JAHRE_BIS_UEBERFAELLIG}-{stichtag:%m-%d}"
            yield from _rows(
                tabelle,
                tabelle.frame["geprueft_am"] < grenze,
                lambda z: (
                    f"Die letzte Prüfung liegt mehr als zwei Jahre zurück (geprüft am {format_datum(z['geprueft_am'])}, "
                    f"Stichtag {format_datum(stichtag.isoformat())})"
                ),
                "Bitte nachsehen, ob es noch gilt, und geprueft_am eintragen.",
            )


REGELN: dict[Callable[[Bestand], Iterator[Fehler]], set[str]] = {
    check_references: set(),
    check_pointers: {"ziele", "module", "gremien", "kommunen", "steuerung", "raeume", "weiterbildungen"},
    check_periods: set(),
    check_ages: set(),
    check_printed: set(),
    check_goals: set(),
    check_titles: {"zielwerte"},
    check_values: {"kennzahlen"},
    check_arithmetic: {"kennzahlen", "hinweis_bezuege"},
    check_targets: {"werte", "raeume", "ziel_kennzahlen"},
    check_hints: {"werte", "hinweise", "brueche"},
    check_promises: {"zusagen"},
    check_municipalities: {"profil", "werte"},
    check_counting: {"werte", "zaehlweisen"},
}
"""All rules, each with the tables it looks into besides the one it checks."""
