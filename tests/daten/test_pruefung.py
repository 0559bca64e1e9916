"""Each rule that a Table Schema cannot say: one case that must fail, with its whole message, and the border that holds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.daten.load import load
from kekiz.daten.pruefung import find_overdue
from paketbau import Projekt

Aendern = Callable[[Projekt], object]

U3 = "hamm/werte.csv Zeile 3 [quote_u3 · hamm · 2018]"
U8 = "hamm/werte.csv Zeile 4 [quote_u8 · pelkum · 2017/18]"
ZIEL = "hamm/zielwerte.csv Zeile 2 [1.1 · quote_u3]"
HINWEIS = "hamm/hinweise.csv Zeile 2 [h-rundung]"
PRUEFEN = "Bitte Schreibweise prüfen oder dort ergänzen."
ANLEGEN = "Bitte Zahlen prüfen; steht es so im Dokument, einen Hinweis (art rechnung) anlegen, den gedruckten Wert in erwartet nennen und die Kennung in hinweis_id eintragen."
UEBERHOLT = "Der Hinweis ist überholt oder seine Bedingung falsch"
ANPASSEN = "Bitte zuerst den Wert prüfen; stimmt er, den Hinweis anpassen oder löschen."
LOESCHEN = "Bitte die Zahl löschen oder den wertstatus ändern."
NNBSP = "\u202f"


def put(ort: str, nr: int = 0, **felder: str) -> Aendern:
    """Changes cells of one row."""
    return lambda p: p.zeile(ort, nr).update(felder)


def add(ort: str, **felder: str) -> Aendern:
    """Adds a copy of a table's first row with other cells."""
    paket, tabelle = ort.split("/")
    return lambda p: (
        p.tabellen[paket].setdefault(tabelle, []).append({**next(iter(p.tabellen[paket][tabelle]), {}), **felder})
    )


def both(*aendern: Aendern) -> Aendern:
    return lambda p: [a(p) for a in aendern]


def without_hint(p: Projekt) -> None:
    """Takes the Hinweis and what it expects away, so that nothing covers 764 of 889 = 85."""
    p.zeile("hamm/werte", 2)["hinweis_id"] = ""
    p.zeile("hamm/hinweise")["erwartet"] = ""


def with_second_town(p: Projekt) -> None:
    """Adds a town with a value of the same Kennzahl."""
    p.tabellen["katalog"]["kommunen"].append(
        {**p.zeile("katalog/kommunen"), "kommune_id": "bochum", "name": "Bochum", "ags": "05911000"}
    )
    p.tabellen["bochum"] = {
        "raeume": [{"raum_id": "bochum", "name": "Bochum", "typ": "stadt"}],
        "werte": [{**p.zeile("hamm/werte"), "raum_id": "bochum"}],
    }


def add_counting(p: Projekt) -> None:
    """Says in words alone how the town counts."""
    p.tabellen["hamm"]["zaehlweisen"] = [
        {
            "kommune_id": "hamm", "kennzahl_id": "quote_u3", "stichtag": "31. Dezember", "datenhalter": "Jugendamt",
            "quelle_id": "bericht", "fundstelle": "Tabelle 1",
        }
    ]  # fmt: skip


def with_break(ab_zeitraum: str) -> Aendern:
    """Lets the series of the U8 begin anew."""
    return lambda p: p.tabellen["hamm"].update(
        brueche=[
            {
                "kennzahl_id": "quote_u8", "ab_zeitraum": ab_zeitraum, "grund": "Neu gezählt", "quelle_id": "bericht",
                "fundstelle": "Tabelle 1",
            }
        ]
    )  # fmt: skip


def example(von_jahr: str, bis_jahr: str) -> dict[str, str]:
    """A practice example for an age."""
    return {
        "praxisbeispiel_id": "cafe", "kommune_id": "hamm", "titel": "Café", "kurz": "Ein Café.", "von_jahr": von_jahr,
        "bis_jahr": bis_jahr, "quelle_id": "bericht", "fundstelle": "Tabelle 1",
    }  # fmt: skip


def with_answer(**antwort: str) -> Aendern:
    """Lets the town answer a question about its own chain."""

    def _answer(p: Projekt) -> None:
        q = {"quelle_id": "bericht", "fundstelle": "Tabelle 1"}
        p.tabellen["katalog"]["kettenfragen"] = [
            {"frage_id": "k1", "reihenfolge": "1", "art": "kriterium", "name": "Ziel", "frage": "Gibt es eins?", **q},
            {"frage_id": "u1", "reihenfolge": "2", "art": "unbenannt", "name": "Der Rest", "frage": "Im Bild.", **q},
        ]
        p.tabellen["hamm"]["selbstbewertung"] = [{"frage_id": "k1", "datum": "2024-05", **antwort}]

    return _answer


def with_promise(p: Projekt) -> None:
    """Says on which page the words stand that the Hinweis speaks of."""
    p.zeile("hamm/hinweise")["umgang"] = "Die Seite zeigt beide Werte."
    p.tabellen["hamm"]["zusagen"] = [
        {"hinweis_id": "h-rundung", "nr": "1", "art": "steht_da", "seite": "ziele/1-1/", "text": "85 %"}
    ]


VERSTOESSE: dict[str, tuple[Aendern, list[str]]] = {
    # references
    "unbekannte Kennzahl": (
        add("hamm/ziel_kennzahlen", kennzahl_id="quote_u4"),
        [
            "hamm/ziel_kennzahlen.csv Zeile 4 [1.1 · quote_u4]: kennzahl_id „quote_u4“ ist unbekannt (erwartet eine "
            f"Kennung aus katalog/kennzahlen.csv). Ist „quote_u3“ oder „quote_u8“ gemeint? {PRUEFEN}"
        ],
    ),
    "unbekannter Raum": (
        add("hamm/werte", raum_id="pelkun"),
        [
            "hamm/werte.csv Zeile 5 [quote_u3 · pelkun · 2017]: raum_id „pelkun“ ist unbekannt (erwartet eine Kennung "
            f"aus hamm/raeume.csv). Ist „pelkum“ gemeint? {PRUEFEN}"
        ],
    ),
    "Raum gibt es nur in einem anderen Paket": (
        both(with_second_town, add("hamm/werte", raum_id="bochum", kennzahl_id="quote_u8"), put("bochum/werte", kennzahl_id="quote_u8", wert="30", gedruckt="30%")),
        [
            "bochum/zaehlweisen.csv [quote_u8]: Die Zählweise fehlt (die Kennzahl haben mehrere Kommunen). "
            "Bitte angeben, was Zähler und Nenner sind, wer mitgezählt ist und zu welchem Stichtag.",
            "hamm/werte.csv Zeile 5 [quote_u8 · bochum · 2017]: raum_id „bochum“ ist unbekannt (erwartet eine Kennung "
            f"aus hamm/raeume.csv). {PRUEFEN}",
            "hamm/zaehlweisen.csv [quote_u8]: Die Zählweise fehlt (die Kennzahl haben mehrere Kommunen). "
            "Bitte angeben, was Zähler und Nenner sind, wer mitgezählt ist und zu welchem Stichtag.",
        ],
    ),
    "unbekannte Gruppe": (
        add("hamm/werte", gruppe="knaben"),
        [
            "hamm/werte.csv Zeile 5 [quote_u3 · hamm · 2017 · knaben]: gruppe „knaben“ ist unbekannt (erwartet eine "
            f"Kennung aus katalog/gruppen.csv). {PRUEFEN}"
        ],
    ),
    "unbekannte Quelle": (
        put("hamm/werte", 1, quelle_id="berichte"),
        [f"{U3}: quelle_id „berichte“ ist unbekannt (erwartet eine Kennung aus katalog/quellen.csv). Ist „bericht“ gemeint? {PRUEFEN}"],
    ),
    "unbekannter Hinweis": (
        put("hamm/werte", 1, hinweis_id="h-gibt-es-nicht"),
        [f"{U3}: hinweis_id „h-gibt-es-nicht“ ist unbekannt (erwartet eine Kennung aus hamm/hinweise.csv). {PRUEFEN}"],
    ),
    "Modul mit unbekanntem Ziel": (
        put("hamm/modul_ziele", ziel_id="1.9"),
        [
            "hamm/modul_ziele.csv Zeile 2 [besuche · 1.9]: ziel_id „1.9“ ist unbekannt (erwartet eine Kennung aus "
            f"hamm/ziele.csv). {PRUEFEN}"
        ],
    ),
    "unbekanntes Thema": (
        put("hamm/themenzuordnung", thema_id="umwelt"),
        [
            "hamm/themenzuordnung.csv Zeile 2 [hamm · umwelt]: thema_id „umwelt“ ist unbekannt (erwartet eine Kennung "
            f"aus katalog/themen.csv). {PRUEFEN}"
        ],
    ),
    # values
    "Zähler größer als Nenner": (
        put("hamm/werte", 1, zaehler="4526", hinweis_id="h-rundung"),
        [f"{U3}: Zähler 4526 ist größer als Nenner 4525. Bitte Quelle prüfen."],
    ),
    "Nenner 0": (
        put("hamm/werte", 1, nenner="0"),
        [
            f"{U3}: Der Nenner ist 0 (erwartet mindestens 1 oder eine leere Zelle). "
            "Bitte Quelle prüfen; fehlt der Nenner, bleibt die Zelle leer."
        ],
    ),
    "Anteil über 100": (
        put("hamm/werte", 1, wert="100.1", gedruckt="100,1%", zaehler="", nenner=""),
        [f"{U3}: Der Anteil liegt außerhalb von 0 bis 100 (gefunden 100.1). Bitte Quelle prüfen."],
    ),
    "Anteil unter 0": (
        put("hamm/werte", 1, wert="-0.1", gedruckt="-0,1%", zaehler="", nenner=""),
        [f"{U3}: Der Anteil liegt außerhalb von 0 bis 100 (gefunden -0.1). Bitte Quelle prüfen."],
    ),
    "Spanne über 100": (
        put("hamm/werte", 1, wert="76", wert_bis="930", gedruckt="zwischen 76 % und 930 %", zaehler="", nenner=""),
        [f"{U3}: Der Anteil liegt außerhalb von 0 bis 100 (gefunden 76 bis 930). Bitte Quelle prüfen."],
    ),
    "Spanne verkehrt": (
        put("hamm/werte", 1, wert="93", wert_bis="76", gedruckt="zwischen 93 % und 76 %", zaehler="", nenner=""),
        [
            f"{U3}: Das Ende der Spanne liegt unter ihrem Anfang (gefunden 93 bis 76). "
            "Bitte wert und wert_bis tauschen oder Quelle prüfen."
        ],
    ),
    "gedruckt ohne Wert": (
        put("hamm/werte", 1, wert=""),
        [
            f"{U3}: Zu gedruckt fehlt wert (gefunden „82,1%“, erwartet dazu eine Zahl). "
            "Bitte einen Tippfehler in gedruckt berichtigen oder wert eintragen."
        ],
    ),
    "Wert ohne gedruckt": (
        put("hamm/werte", 1, gedruckt="", wert="82"),
        [
            f"{U3}: Bei wertstatus gedruckt fehlt gedruckt. "
            "Bitte wert und gedruckt eintragen oder den wertstatus ändern."
        ],
    ),
    "nicht erhoben und doch ein Wert": (
        put("hamm/werte", 1, wertstatus="nicht_erhoben"),
        [
            f"{U3}: Bei wertstatus nicht_erhoben steht eine Zahl (gefunden wert 82.1, zaehler 3715, nenner 4525 und "
            f"gedruckt „82,1%“, erwartet leer). {LOESCHEN}"
        ],
    ),
    "nicht erhoben und doch ein Nenner": (
        put("hamm/werte", 1, wertstatus="nicht_erhoben", wert="", gedruckt="", zaehler=""),
        [f"{U3}: Bei wertstatus nicht_erhoben steht eine Zahl (gefunden nenner 4525, erwartet leer). {LOESCHEN}"],
    ),
    "geheim und doch Zähler und Nenner": (
        put("hamm/werte", 1, wertstatus="geheim", wert="", gedruckt=""),
        [
            f"{U3}: Bei wertstatus geheim steht eine Zahl (gefunden zaehler 3715 und nenner 4525, erwartet leer). "
            f"{LOESCHEN}"
        ],
    ),
    "geheim und doch ein Nenner": (
        put("hamm/werte", 1, wertstatus="geheim", wert="", gedruckt="", zaehler=""),
        [f"{U3}: Bei wertstatus geheim steht eine Zahl (gefunden nenner 4525, erwartet leer). {LOESCHEN}"],
    ),
    "geheim und doch das Ende einer Spanne": (
        put("hamm/werte", 1, wertstatus="geheim", wert="", gedruckt="", zaehler="", nenner="", wert_bis="90"),
        [f"{U3}: Bei wertstatus geheim steht eine Zahl (gefunden wert_bis 90, erwartet leer). {LOESCHEN}"],
    ),
    "geheim, aber aus der Summe zu berechnen": (
        both(
            put("hamm/werte", 0, raum_id="pelkum", zeitraum="2018", wertstatus="geheim", wert="", gedruckt="", zaehler="", nenner=""),
            add("hamm/raeume", raum_id="heessen", name="Heessen", typ="sozialraum", gehoert_zu="hamm"),
            add("hamm/werte", raum_id="heessen", zeitraum="2018", wertstatus="gedruckt", wert="82.1", gedruckt="82,1%", zaehler="3712", nenner="4520"),
        ),
        [
            "hamm/werte.csv Zeile 2 [quote_u3 · pelkum · 2018]: Der geheime Wert folgt aus quote_u3 · hamm · 2018 und "
            "quote_u3 · heessen · 2018 (gefunden eine mögliche Zahl, erwartet mindestens 6). Bitte auch quote_u3 · "
            "heessen · 2018 auf geheim setzen."
        ],
    ),
    "nur Abbildung und doch gedruckt": (
        put("hamm/werte", 1, wertstatus="nur_abbildung", wert=""),
        [
            f"{U3}: Bei wertstatus nur_abbildung steht eine Zahl (gefunden zaehler 3715 und gedruckt „82,1%“, "
            f"erwartet leer). {LOESCHEN}"
        ],
    ),
    "berechnet ohne alles": (
        put("hamm/werte", 1, wertstatus="berechnet", wert="", zaehler="", gedruckt=""),
        [
            f"{U3}: Bei wertstatus berechnet fehlen wert sowie Zähler und Nenner. "
            "Bitte eintragen, woraus gerechnet wird."
        ],
    ),
    "gedruckt ist nicht der Wert": (
        put("hamm/werte", 1, gedruckt="81,2%"),
        [
            f"{U3}: wert und gedruckt sagen Verschiedenes (gefunden 82.1 und „81,2%“). "
            "Bitte beides mit dem Dokument vergleichen."
        ],
    ),
    "Maßnahme: Betrag ist nicht der gedruckte": (
        put("hamm/massnahmen", kosten_gedruckt="560.000,00 €"),
        [
            "hamm/massnahmen.csv Zeile 2 [1]: jaehrliche_kosten_euro und kosten_gedruckt sagen Verschiedenes "
            "(gefunden 650000 und „560.000,00 €“). Bitte beides mit dem Dokument vergleichen."
        ],
    ),
    "gedruckt gegen Nachrechnung ohne Hinweis": (
        without_hint,
        [f"{U8}: Gedruckt ist 85%, die Nachrechnung 764 von 889 ergibt 85,9{NNBSP}%. {ANLEGEN}"],
    ),
    "unmöglicher Anteil": (
        put("hamm/werte", wert="31", zaehler="", nenner="20", gedruckt="31%"),
        [f"hamm/werte.csv Zeile 2 [quote_u3 · hamm · 2017]: Keine ganze Zahl von 20 ergibt 31%. {ANLEGEN}"],
    ),
    # periods and ages
    "Schuljahr über zwei Jahre": (
        add("hamm/werte", zeitraum="2017/19"),
        [
            "hamm/werte.csv Zeile 5 [quote_u3 · hamm · 2017/19]: zeitraum ist kein Zeitraum (gefunden „2017/19“, "
            "erwartet 2018, 2017/18 oder 2018-09-30). Bitte berichtigen."
        ],
    ),
    "31. Februar": (
        add("hamm/werte", zeitraum="2018-02-31"),
        [
            "hamm/werte.csv Zeile 5 [quote_u3 · hamm · 2018-02-31]: zeitraum ist kein Zeitraum (gefunden „2018-02-31“, "
            "erwartet 2018, 2017/18 oder 2018-09-30). Bitte berichtigen."
        ],
    ),
    "Altersspanne verkehrt": (
        put("hamm/module", von_jahr="6", bis_jahr="-0.75"),
        [
            "hamm/module.csv Zeile 2 [besuche]: Das Alter endet, bevor es beginnt (gefunden 6 bis -0.75). "
            "Bitte von_jahr und bis_jahr prüfen."
        ],
    ),
    # goals and targets
    "Ziel am falschen Oberziel": (
        add("hamm/ziele", ziel_id="2.1", oberziel_id="1", ebene="operativ"),
        [
            "hamm/ziele.csv Zeile 4 [2.1]: oberziel_id passt nicht zur Nummer (gefunden „1“, erwartet „2“). "
            "Bitte berichtigen."
        ],
    ),
    "Titel als Tatsache": (
        put("hamm/ziele", titel="Kinder haben Chancen"),
        [
            "hamm/ziele.csv Zeile 2 [1]: Der Titel liest sich wie eine Tatsache (gefunden „Kinder haben Chancen“, "
            "erwartet soll oder sollen). Bitte schreiben, was sein soll."
        ],
    ),
    "kurzer Name zweimal": (
        both(put("hamm/ziele", kurzname="Platz"), put("hamm/ziele", 1, kurzname="Platz")),
        [
            f"hamm/ziele.csv Zeile {zeile}: Den kurzen Namen haben mehrere Ziele (gefunden „Platz“). "
            "Bitte jedem Ziel einen eigenen geben."
            for zeile in ("2 [1]", "3 [1.1]")
        ],
    ),
    "kurzer Name zu lang": (
        put("hamm/ziele", kurzname="Ein Platz für jedes Kind!"),
        [
            "hamm/ziele.csv Zeile 2 [1]: kurzname ist zu lang (gefunden „Ein Platz für jedes Kind!“, erwartet höchstens 24 "
            "Zeichen). Bitte kürzen."
        ],
    ),
    "Titel ohne den Zielwert": (
        put("hamm/ziele", 1, titel="40 von 100 Kindern sollen einen Platz haben"),
        [
            "hamm/ziele.csv Zeile 3 [1.1]: Im Titel fehlt der Zielwert 45 (gefunden „40 von 100 Kindern sollen einen "
            "Platz haben“). Bitte die Zahl aus zielwerte.csv in den Titel schreiben; für 100 von 100 genügt „alle“."
        ],
    ),
    "die 100 von „45 von 100“ ist kein Zielwert": (
        put("hamm/zielwerte", wert="100"),
        [
            "hamm/ziele.csv Zeile 3 [1.1]: Im Titel fehlt der Zielwert 100 (gefunden „45 von 100 Kindern sollen einen "
            "Platz haben“). Bitte die Zahl aus zielwerte.csv in den Titel schreiben; für 100 von 100 genügt „alle“."
        ],
    ),
    "Zielwert ohne Zahl": (
        put("hamm/zielwerte", wert=""),
        [
            f"{ZIEL}: Der Zielwert fehlt (vergleich mindestens verlangt eine Zahl). "
            "Bitte wert eintragen oder vergleich ohne_zahl wählen."
        ],
    ),
    "Zielwert ohne Richtung": (
        put("hamm/zielwerte", vergleich="ohne_zahl"),
        [
            f"{ZIEL}: Bei ohne_zahl steht ein Zielwert (gefunden 45, erwartet leer). "
            "Bitte die Richtung des Vergleichs angeben (mindestens, hoechstens, ueber, unter …)."
        ],
    ),
    "Vergleich fehlt": (
        put("hamm/zielwerte", vergleich=""),
        [f"{ZIEL}: vergleich fehlt. Bitte eintragen; diese Spalte ist Pflicht."],
    ),
    "Vergleichsraum fehlt": (
        put("hamm/zielwerte", vergleich="hoechstens_vergleichsraum", wert=""),
        [
            f"{ZIEL}: Der Vergleichsraum fehlt (vergleich hoechstens_vergleichsraum). "
            "Bitte vergleichsraum_id eintragen, zum Beispiel die Kennung des Landes aus raeume.csv."
        ],
    ),
    "Vergleichsraum ohne Wert": (
        put("hamm/zielwerte", vergleich="hoechstens_vergleichsraum", wert="", vergleichsraum_id="nrw"),
        [
            f"{ZIEL}: Für den Vergleichsraum nrw gibt es keinen Wert von quote_u3. "
            "Bitte den Vergleichswert in werte.csv ergänzen."
        ],
    ),
    "Basiszeitraum fehlt": (
        put("hamm/zielwerte", vergleich="steigerung_seit_basis", wert="45", lesart="punkte"),
        [
            "hamm/zielwerte.csv Zeile 2 [1.1 · quote_u3 · punkte]: Der Basiszeitraum fehlt (vergleich "
            "steigerung_seit_basis). Bitte basiszeitraum eintragen, zum Beispiel 2012."
        ],
    ),
    "Basiszeitraum ohne Wert": (
        put("hamm/zielwerte", vergleich="steigerung_seit_basis", wert="45", lesart="punkte", basiszeitraum="2012"),
        [
            "hamm/zielwerte.csv Zeile 2 [1.1 · quote_u3 · punkte]: Für den Basiszeitraum 2012 gibt es keinen Wert von "
            "quote_u3. Bitte den Ausgangswert in werte.csv ergänzen oder den Basiszeitraum berichtigen."
        ],
    ),
    "Lesart der Steigerung fehlt": (
        put("hamm/zielwerte", vergleich="steigerung_seit_basis", wert="45", basiszeitraum="2017"),
        [
            f"{ZIEL}: Die Lesart der Steigerung fehlt (gefunden „“, erwartet punkte oder prozent). "
            "Lässt der Wortlaut beides zu, bitte zwei Zeilen anlegen."
        ],
    ),
    "Zielwert einer Kennzahl, die keine Leitkennzahl ist": (
        put("hamm/zielwerte", kennzahl_id="quote_u8"),
        [
            "hamm/zielwerte.csv Zeile 2 [1.1 · quote_u8]: quote_u8 ist für Ziel 1.1 keine Leitkennzahl. "
            "Bitte in ziel_kennzahlen.csv mit rolle leit eintragen."
        ],
    ),
    # hints
    "überholter Hinweis": (
        put("hamm/werte", 2, wert="85.9", gedruckt="85,9%"),
        [f"{HINWEIS}: {UEBERHOLT}: wert ist 85.9 (erwartet 85). {ANPASSEN}"],
    ),
    "Hinweis zu einer Zeile, die es nicht mehr gibt": (
        lambda p: p.tabellen["hamm"]["werte"].pop(2),
        [f"{HINWEIS}: {UEBERHOLT}: die Zeile quote_u8 · pelkum · 2017/18 gibt es nicht. {ANPASSEN}"],
    ),
    "Bedingung falsch geformt": (
        put("hamm/hinweise", erwartet="quote_u8|pelkum|2017/18||wert = 85; quote_u8 ist 85"),
        [
            f"{HINWEIS}: {UEBERHOLT}: „quote_u8 ist 85“ hat nicht die Form "
            f"kennzahl|raum|zeitraum|gruppe|feld = wert. {ANPASSEN}"
        ],
    ),
    "Bedingung ohne Zahl": (
        put("hamm/hinweise", erwartet="quote_u8|pelkum|2017/18||wert = viele"),
        [f"{HINWEIS}: {UEBERHOLT}: „viele“ ist keine Zahl. {ANPASSEN}"],
    ),
    "zweite Bedingung gilt nicht mehr": (
        put("hamm/hinweise", erwartet="quote_u8|pelkum|2017/18||wert = 85; quote_u8|pelkum|2017/18||nenner = 890"),
        [f"{HINWEIS}: {UEBERHOLT}: nenner ist 889 (erwartet 890). {ANPASSEN}"],
    ),
    "Bedingung zum Wertstatus gilt nicht mehr": (
        put("hamm/hinweise", erwartet="quote_u8|pelkum|2017/18||wert = 85; quote_u8|pelkum|2017/18||wertstatus = geheim"),
        [f"{HINWEIS}: {UEBERHOLT}: wertstatus ist „gedruckt“ (erwartet „geheim“). {ANPASSEN}"],
    ),
    "Hinweis erwartet einen Bruch, den es nicht gibt": (
        both(
            put("hamm/hinweise", erwartet="quote_u8|pelkum|2017/18||wert = 85; quote_u8|pelkum|2017/18||bruch = ja"),
            with_break("2018/19"),
            add("hamm/werte", kennzahl_id="quote_u8", zeitraum="2018/19"),
        ),
        [f"{HINWEIS}: {UEBERHOLT}: bruch ist nein (erwartet ja). {ANPASSEN}"],
    ),
    "Hinweis verspricht etwas über eine Seite, das nichts festhält": (
        put("hamm/hinweise", umgang="Die Seite zeigt beide Werte."),
        [
            f"{HINWEIS}: Der Umgang verspricht etwas über eine Seite, und nichts hält es fest (gefunden „Die Seite zeigt "
            "beide Werte.“). Bitte in zusagen.csv angeben, was wo steht oder nicht steht, oder den Satz streichen."
        ],
    ),
    "Hinweis heißt wie einer aus einem anderen Paket": (
        both(
            with_second_town,
            lambda p: p.tabellen["bochum"].update(werte=[], hinweise=[{**p.zeile("hamm/hinweise"), "erwartet": ""}]),
            lambda p: p.tabellen["bochum"].update(profil=[]),
        ),
        [
            "bochum/hinweise.csv Zeile 2 [h-rundung]: Die Kennung gibt es auch in hamm/hinweise.csv. Bitte eine der "
            "beiden Kennungen ändern; ein Hinweis heißt in allen Paketen verschieden.",
            f"{HINWEIS}: Die Kennung gibt es auch in bochum/hinweise.csv. Bitte eine der "
            "beiden Kennungen ändern; ein Hinweis heißt in allen Paketen verschieden.",
        ],
    ),
    # municipalities
    "Gemeindeschlüssel zu kurz": (
        put("katalog/kommunen", ags="05915"),
        [
            "katalog/kommunen.csv Zeile 2 [hamm]: Der Gemeindeschlüssel hat die falsche Länge (gefunden „05915“). "
            "Kreise haben fünf, Städte acht Ziffern; die führende 0 gehört dazu."
        ],
    ),
    "Gemeindeschlüssel ohne führende 0": (
        put("katalog/kommunen", ags="5915000"),
        [
            "katalog/kommunen.csv Zeile 2 [hamm]: ags hat die falsche Form (gefunden „5915000“, erwartet fünf oder "
            "acht Ziffern, am Anfang das Land mit 01 bis 16). Bitte berichtigen."
        ],
    ),
    "Gemeindeschlüssel aus keinem Land": (
        put("katalog/kommunen", ags="17915000"),
        [
            "katalog/kommunen.csv Zeile 2 [hamm]: ags hat die falsche Form (gefunden „17915000“, erwartet fünf oder "
            "acht Ziffern, am Anfang das Land mit 01 bis 16). Bitte berichtigen."
        ],
    ),
    "Stichtag, den es nicht gibt, als spätester Tag": (
        put("hamm/werte", zeitraum="bis 2017-02-30"),
        [
            "hamm/werte.csv Zeile 2 [quote_u3 · hamm · bis 2017-02-30]: zeitraum ist kein Zeitraum (gefunden „bis "
            "2017-02-30“, erwartet 2018, 2017/18 oder 2018-09-30). Bitte berichtigen."
        ],
    ),
    "Kommune ohne Profil": (
        add("katalog/kommunen", kommune_id="bochum", name="Bochum", ags="05911000"),
        ["katalog/kommunen.csv Zeile 3 [bochum]: Bochum hat kein Profil. Bitte mit kekiz neu ein Paket anlegen."],
    ),
    "Profil im falschen Paket": (
        both(with_second_town, lambda p: p.tabellen["bochum"].update(werte=[]), add("hamm/profil", kommune_id="bochum"), lambda p: p.tabellen["bochum"].update(profil=[])),
        [
            "hamm/profil.csv Zeile 3 [bochum · fokus · 1]: kommune_id passt nicht zum Paket (gefunden „bochum“, "
            "erwartet „hamm“). Bitte berichtigen oder die Zeile in das andere Paket verschieben."
        ],
    ),
    "Thema ohne Beleg": (
        put("hamm/themenzuordnung", beleg=""),
        [
            "hamm/themenzuordnung.csv Zeile 2 [hamm · uebergaenge]: beleg fehlt. "
            "Bitte eintragen; diese Spalte ist Pflicht."
        ],
    ),
    "Vergleich ohne Zählweise": (
        with_second_town,
        [
            f"{paket}/zaehlweisen.csv [quote_u3]: Die Zählweise fehlt (die Kennzahl haben mehrere Kommunen). "
            "Bitte angeben, was Zähler und Nenner sind, wer mitgezählt ist und zu welchem Stichtag."
            for paket in ("bochum", "hamm")
        ],
    ),
    "Vergleich mit Zählweise ohne Codes": (
        both(with_second_town, add_counting),
        [
            f"{paket}/zaehlweisen.csv [quote_u3]: Die Zählweise fehlt (die Kennzahl haben mehrere Kommunen). "
            "Bitte angeben, was Zähler und Nenner sind, wer mitgezählt ist und zu welchem Stichtag."
            for paket in ("bochum", "hamm")
        ],
    ),
    "Zählweise nur halb in Codes": (
        both(add_counting, put("hamm/zaehlweisen", herkunft="gedruckt")),
        [
            "hamm/zaehlweisen.csv Zeile 2 [hamm · quote_u3]: Die Zählweise ist nur halb in Codes gesagt (leer ist "
            "zaehler_code, nenner_code, einschluss_code, gefüllt ist herkunft). Bitte alle vier Spalten füllen oder alle leer lassen."
        ],
    ),
    "Alter eines Beispiels endet, bevor es beginnt": (
        lambda p: p.tabellen["hamm"].update(praxisbeispiele=[example("6", "3")]),
        [
            "hamm/praxisbeispiele.csv Zeile 2 [cafe]: Das Alter endet, bevor es beginnt (gefunden 6 bis 3). Bitte von_jahr "
            "und bis_jahr prüfen."
        ],
    ),
    "Antwort ohne Beleg": (
        with_answer(antwort="ja"),
        [
            "hamm/selbstbewertung.csv Zeile 2 [k1]: Zur Antwort „ja“ fehlt der Beleg (erwartet ein Dokument, ein Beschluss "
            "oder eine Zahl). Bitte beleg eintragen oder offen antworten."
        ],
    ),
    "Antwort nein ohne Beleg": (
        with_answer(antwort="nein"),
        [
            "hamm/selbstbewertung.csv Zeile 2 [k1]: Zur Antwort „nein“ fehlt der Beleg (erwartet ein Dokument, ein Beschluss "
            "oder eine Zahl). Bitte beleg eintragen oder offen antworten."
        ],
    ),
    "Antwort auf etwas, das keine Frage ist": (
        with_answer(frage_id="u1", antwort="offen"),
        [
            "hamm/selbstbewertung.csv Zeile 2 [u1]: „u1“ ist keine Frage, sondern nennt, was fehlt (art unbenannt in "
            "katalog/kettenfragen.csv). Bitte die Zeile löschen."
        ],
    ),
    "Antwort auf eine unbekannte Frage": (
        with_answer(frage_id="k2", antwort="offen"),
        [
            "hamm/selbstbewertung.csv Zeile 2 [k2]: frage_id „k2“ ist unbekannt (erwartet eine Kennung aus "
            f"katalog/kettenfragen.csv). {PRUEFEN}"
        ],
    ),
    "Maßnahme mit negativen Kosten": (
        put("hamm/massnahmen", jaehrliche_kosten_euro="-1"),
        [
            "hamm/massnahmen.csv Zeile 2 [1]: jaehrliche_kosten_euro ist zu klein (gefunden „-1“, erwartet mindestens "
            "0). Bitte Quelle prüfen."
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VERSTOESSE)
def test_rule_names_the_fault(projekt: Projekt, name: str) -> None:
    aendern, erwartet = VERSTOESSE[name]
    aendern(projekt)
    assert projekt.fehler() == erwartet


ERLAUBT: dict[str, Aendern] = {
    "kurzer Name mit 24 Zeichen, ein anderer fehlt": put("hamm/ziele", kurzname="Ein Platz für jedes Kind"),
    "Titel sagt 100 mit alle": both(
        put("hamm/zielwerte", wert="100"), put("hamm/ziele", 1, titel="Alle Kinder sollen einen Platz haben")
    ),
    "Titel einer Stadt, die etwas will": put("hamm/ziele", titel="Die Stadt will Chancen für Kinder"),
    "Zählweise nur in Worten, solange niemand vergleicht": add_counting,
    "Gemeindeschlüssel eines anderen Landes": put("katalog/kommunen", ags="16055000"),
    "Kreis als Ganzes": both(
        put("katalog/kommunen", ags="16055", typ="kreis"), put("hamm/raeume", 1, typ="kreis")
    ),
    "ohne Stichtag, Dokument eines Tages": put("hamm/werte", zeitraum="bis 2017-09-23"),
    "ohne Stichtag, Dokument eines Jahres": put("hamm/werte", zeitraum="bis 2017"),
    "Zähler gleich Nenner": put("hamm/werte", 1, wert="100", zaehler="4525", gedruckt="100%"),
    "Anteil 0": put("hamm/werte", 1, wert="0", zaehler="0", gedruckt="0%"),
    "Spanne": put("hamm/werte", 1, wert="76", wert_bis="93", gedruckt="zwischen 76 % und 93 %", zaehler="", nenner=""),
    "Spanne der Länge 0": put("hamm/werte", 1, wert="76", wert_bis="76", gedruckt="76 %", zaehler="", nenner=""),
    "Wert nur im Bild": put("hamm/werte", 1, wertstatus="nur_abbildung", wert="", gedruckt="", zaehler=""),
    "geheim": put("hamm/werte", 1, wertstatus="geheim", wert="", gedruckt="", zaehler="", nenner=""),
    "berechnet": put("hamm/werte", 1, wertstatus="berechnet", wert="", gedruckt=""),
    "minus mit langem Strich gedruckt": put("hamm/massnahmen", kosten_gedruckt="650.000,00 €"),
    "möglicher Anteil ohne Zähler": put("hamm/werte", 0, wert="30", zaehler="", nenner="20", gedruckt="30%"),
    "Hinweis deckt die Abweichung, weil er genau diese Zelle nennt und sein Bezug hinführt": both(
        put("hamm/werte", 2, hinweis_id=""),
        add("hamm/hinweis_bezuege", ziel_id="", kennzahl_id="quote_u8", zeitraum="2017/18"),
    ),
    "Alter eines Beispiels ohne Dauer": lambda p: p.tabellen["hamm"].update(praxisbeispiele=[example("3", "3")]),
    "Antwort mit Beleg": with_answer(antwort="nein", beleg="Kein Beschluss dazu"),
    "offene Antwort ohne Beleg": with_answer(antwort="offen"),
    "Kosten unbekannt": put("hamm/massnahmen", jaehrliche_kosten_euro="", kosten_gedruckt="aus Budget finanziert"),
    "Kosten 0": put("hamm/massnahmen", jaehrliche_kosten_euro="0", kosten_gedruckt="0 €"),
    "Kosten in Millionen gedruckt": put("hamm/massnahmen", jaehrliche_kosten_euro="3800000", kosten_gedruckt="3,8 Mio."),
    "29. Februar im Schaltjahr": add("hamm/werte", raum_id="nrw", zeitraum="2016-02-29"),
    "Schuljahr um die Jahrhundertwende": add("hamm/werte", raum_id="nrw", zeitraum="1999/00"),
    "Alter eines Zeitpunkts": put("hamm/module", von_jahr="6", bis_jahr="6"),
    "Basiszeitraum mit Wert": put(
        "hamm/zielwerte", vergleich="steigerung_seit_basis", wert="45", lesart="punkte", basiszeitraum="2017"
    ),
    "Vergleichsraum mit Wert": both(
        put("hamm/zielwerte", vergleich="hoechstens_vergleichsraum", wert="", vergleichsraum_id="nrw"),
        add("hamm/werte", raum_id="nrw"),
    ),
    "Kreis mit fünf Ziffern": put("katalog/kommunen", ags="05915", typ="kreis"),
    "Hinweis ohne Bedingung": both(
        put("hamm/hinweise", erwartet=""), put("hamm/werte", 2, wert="85.9", gedruckt="85,9%")
    ),
    "Hinweis erwartet einen Bruch, den es gibt": both(
        put("hamm/hinweise", erwartet="quote_u8|pelkum|2017/18||wert = 85; quote_u8|pelkum|2017/18||bruch = ja"), with_break("2017/18")
    ),
    "Hinweis verspricht etwas über eine Seite, und eine Zeile hält es fest": with_promise,
}  # fmt: skip


@pytest.mark.parametrize("name", ERLAUBT)
def test_rule_lets_pass(projekt: Projekt, name: str) -> None:
    ERLAUBT[name](projekt)
    assert projekt.fehler() == []


@pytest.mark.parametrize(
    "aendern",
    [
        add("hamm/hinweis_bezuege", ziel_id="", kennzahl_id="quote_u8", raum_id="pelkum", zeitraum="2017/18"),
        put("hamm/hinweise", art="definition", erwartet="quote_u8|pelkum|2017/18||wert = 85"),
        put("hamm/hinweise", art="widerspruch", erwartet="quote_u8|pelkum|2017/18||wert = 85"),
        put("hamm/hinweise", erwartet="quote_u8|pelkum|2017/18||nenner = 889"),
        put("hamm/hinweise", erwartet="quote_u8|pelkum|2017/18||wert = 85"),
        put("hamm/werte", 2, hinweis_id="h-rundung"),
    ],
    ids=["Bezug", "Definition", "Widerspruch", "andere Spalte", "nirgends zu sehen", "nur eingetragen"],
)
def test_only_a_hint_on_the_arithmetic_of_this_cell_excuses_it(projekt: Projekt, aendern: Aendern) -> None:
    """The report of a year lists these; a deviation under another Hinweis would be missing there."""
    without_hint(projekt)
    aendern(projekt)
    assert [m.split(":")[0] for m in projekt.fehler()] == [U8]


def test_both_towns_counted_is_a_valid_comparison(projekt: Projekt) -> None:
    with_second_town(projekt)
    codes = {"plaetze": "Plätze", "kinder": "alle Kinder", "alle": "alle Einrichtungen"}
    projekt.tabellen["katalog"]["zaehlcodes"] = [{"code_id": c, "text": t} for c, t in codes.items()]
    for paket in ("hamm", "bochum"):
        projekt.tabellen[paket]["zaehlweisen"] = [
            {
                "kommune_id": paket, "kennzahl_id": "quote_u3", "zaehler_code": "plaetze", "nenner_code": "kinder",
                "einschluss_code": "alle", "stichtag": "31. Dezember", "herkunft": "gedruckt",
                "beschreibung": "Plätze je Kind", "quelle_id": "bericht", "fundstelle": "Tabelle 1",
            }
        ]  # fmt: skip
    assert projekt.fehler() == []
    projekt.zeile("bochum/zaehlweisen")["einschluss_code"] = "einige"
    assert projekt.fehler() == [
        "bochum/zaehlweisen.csv Zeile 2 [bochum · quote_u3]: einschluss_code „einige“ ist unbekannt (erwartet eine "
        "Kennung aus katalog/zaehlcodes.csv). Bitte Schreibweise prüfen oder dort ergänzen."
    ]


def test_one_fault_does_not_bring_a_second_one(projekt: Projekt) -> None:
    """Rules that would look into an unreadable table keep quiet; the others still speak."""
    projekt.zeile("katalog/kennzahlen")["dezimalstellen"] = "viele"
    projekt.zeile("hamm/module").update(von_jahr="6", bis_jahr="0")
    assert [m.split(" [")[0] for m in projekt.fehler()] == [
        "hamm/module.csv Zeile 2",
        "katalog/kennzahlen.csv Zeile 2",
    ]


UEBERFAELLIG = (
    "katalog/heute.csv Zeile 2 [impfung]: Die letzte Prüfung liegt mehr als zwei Jahre zurück (geprüft am 28. Februar 2026, "
    "Stichtag 29. Februar 2028). Bitte nachsehen, ob es noch gilt, und geprueft_am eintragen."
)


def with_today(p: Projekt) -> Path:
    p.tabellen["katalog"]["heute"] = [
        {
            "heute_id": "impfung", "thema": "Impfung", "text": "Ein Nachweis ist nötig.", "rechtsquelle": "§ 20 IfSG",
            "geprueft_am": "2026-02-28",
        }
    ]  # fmt: skip
    p.write()
    return p.pfad


@pytest.mark.parametrize(
    ("stichtag", "meldungen"), [("2026-02-28", []), ("2028-02-28", []), ("2028-02-29", [UEBERFAELLIG])]
)
def test_law_not_looked_up_for_more_than_two_years_is_overdue(
    projekt: Projekt, stichtag: str, meldungen: list[str]
) -> None:
    bestand = load(with_today(projekt))
    assert [str(f) for f in find_overdue(bestand, date.fromisoformat(stichtag))] == meldungen


def test_overdue_is_said_and_stops_nothing(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pruefen", str(with_today(projekt)), "--stichtag", "2028-02-29"]) == 0
    assert f"Überfällig: {UEBERFAELLIG}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("umgang", "fehler"),
    [
        ("Diese Seite nennt den Abstand.", 1),
        ("Gezeigt wird der gedruckte Wert.", 1),
        ("Verglichen wird mit dem Land.", 1),
        ("Mit Hamm ist der Wert nicht vergleichbar.", 1),
        ("Beide Quoten stehen nebeneinander.", 1),
        ("Die Betreuten stehen als eigene Zahl daneben.", 1),
        ("Die Klagen stehen als Kontext dabei.", 1),
        ("Der Anteil ist als berechnet gekennzeichnet.", 1),
        ("Der Satz steht mit „laut Bericht“ da.", 1),
        ("Jeder Satz nennt die Gruppe.", 1),
        ("Was gilt, bleibt offen.", 0),
        ("Das Ziel gilt als „ohne Daten“.", 0),
        ("Gelesen wird das Ziel als: mehr ambulante Hilfen.", 0),
        ("Dabei bleibt es.", 0),
    ],
)
def test_what_a_hinweis_says_that_readers_see_needs_a_promise(projekt: Projekt, umgang: str, fehler: int) -> None:
    projekt.zeile("hamm/hinweise")["umgang"] = umgang
    assert len(projekt.fehler()) == fehler


@pytest.mark.parametrize(("danach", "ist_fehler"), [(0, False), (20, False), (21, True)])
def test_no_document_tells_of_a_year_long_after_its_own(projekt: Projekt, danach: int, ist_fehler: bool) -> None:
    zeile = projekt.tabellen["hamm"]["werte"][1]
    (quelle,) = [q for q in projekt.tabellen["katalog"]["quellen"] if q["quelle_id"] == zeile["quelle_id"]]
    quelle["jahr"], zeile["zeitraum"] = "2018", str(2018 + danach)
    assert any("Jahre nach dem Dokument" in f for f in projekt.fehler()) == ist_fehler
