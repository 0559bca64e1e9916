"""A small valid set of packages (catalogue and one town) that tests change cell by cell."""

import copy
import csv
import io
from pathlib import Path

from kekiz.daten.bestand import read_schema
from kekiz.daten.load import load
from kekiz.daten.paket import write_descriptor
from kekiz.wissen.fehler import DatenFehler

REPO = Path(__file__).resolve().parents[1]
DATEN = REPO / "datapackage"

Zeile = dict[str, str]
_Q = {"quelle_id": "bericht", "fundstelle": "Tabelle 1"}
_KENNZAHL = {
    "art": "anteil", "einheit": "%", "richtung": "hoeher_besser", "dezimalstellen": "1", "satz": "Kinder waren dabei",
    "definition": "Anteil der Kinder.", "ist_gesamtzahl_fest": "ja", "zufallsmodell": "binomial",
    "fallbezeichnung": "Kinder", "mindestfallzahl": "5",
}  # fmt: skip

MINIMAL: dict[str, dict[str, list[Zeile]]] = {
    "katalog": {
        "quellen": [{"quelle_id": "bericht", "titel": "Bericht", "herausgeber": "Stadt Hamm", "nutzungsrecht": "frei"}],
        "altersgruppen": [
            {"altersgruppe_id": "kita", "name": "Kita-Alter", "von_jahr": "3", "bis_jahr": "6", "reihenfolge": "1"}
        ],
        "gruppen": [{"gruppe_id": "jungen", "name": "Jungen"}],
        "themen": [{"thema_id": "uebergaenge", "name": "Übergänge", "beschreibung": "Wechsel.", "reihenfolge": "1"}],
        "kommunen": [
            {
                "kommune_id": "hamm", "name": "Hamm", "ags": "05915000", "typ": "kreisfreie_stadt",
                "programmrolle": "Modellkommune",
            }
        ],
        "kennzahlen": [
            {"kennzahl_id": "quote_u3", "name": "Versorgungsquote u3", "kurzname": "Quote u3", **_KENNZAHL},
            {"kennzahl_id": "quote_u8", "name": "Teilnahme U8", "kurzname": "U8", **_KENNZAHL},
        ],
    },
    "hamm": {
        "raeume": [
            {"raum_id": "nrw", "name": "Nordrhein-Westfalen", "typ": "land"},
            {"raum_id": "hamm", "name": "Hamm", "typ": "stadt", "gehoert_zu": "nrw"},
            {"raum_id": "pelkum", "name": "Pelkum", "typ": "sozialraum", "gehoert_zu": "hamm"},
        ],
        "ziele": [
            {
                "ziel_id": "1", "ebene": "strategisch", "titel": "Kinder sollen Chancen haben",
                "kurzfassung": "Mehr Chancen.", **_Q,
            },
            {
                "ziel_id": "1.1", "oberziel_id": "1", "ebene": "operativ",
                "titel": "45 von 100 Kindern sollen einen Platz haben",
                "kurzfassung": "Mehr Plätze.", "altersgruppe_id": "kita", **_Q,
            },
        ],
        "ziel_kennzahlen": [
            {"ziel_id": "1.1", "kennzahl_id": "quote_u3", "rolle": "leit", "reihenfolge": "1"},
            {"ziel_id": "1.1", "kennzahl_id": "quote_u8", "rolle": "kontext", "reihenfolge": "2"},
        ],
        "zielwerte": [
            {
                "ziel_id": "1.1", "kennzahl_id": "quote_u3", "vergleich": "mindestens", "wert": "45",
                "ist_dauerhaft": "nein", "wortlaut": "45 %", **_Q,
            }
        ],
        "werte": [
            {
                "kennzahl_id": "quote_u3", "raum_id": "hamm", "zeitraum": "2017", "wert": "30", "zaehler": "30",
                "nenner": "100", "gedruckt": "30%", "wertstatus": "gedruckt", **_Q,
            },
            {
                "kennzahl_id": "quote_u3", "raum_id": "hamm", "zeitraum": "2018", "wert": "82.1", "zaehler": "3715",
                "nenner": "4525", "gedruckt": "82,1%", "wertstatus": "gedruckt", **_Q,
            },
            {
                "kennzahl_id": "quote_u8", "raum_id": "pelkum", "zeitraum": "2017/18", "wert": "85", "zaehler": "764",
                "nenner": "889", "gedruckt": "85%", "wertstatus": "gedruckt", "hinweis_id": "h-rundung", **_Q,
            },
        ],
        "hinweise": [
            {
                "hinweis_id": "h-rundung", "art": "rechnung", "titel": "Abgerundet", "befund": "Es sind 85,9.",
                "gedruckt": "85%", "umgang": "Beides steht da.",
                "erwartet": "quote_u8|pelkum|2017/18||wert = 85", **_Q,
            }
        ],
        "hinweis_bezuege": [{"hinweis_id": "h-rundung", "ziel_id": "1.1"}],
        "module": [
            {
                "modul_id": "besuche", "name": "Besuche", "kurz": "Besuche.", "art": "angebot", "zielgruppe": "Familien",
                "von_jahr": "0", "bis_jahr": "6", "status": "laufend", "status_stand": "2018", "hat_seite": "ja",
                "kapitel": "kita", **_Q,
            }
        ],
        "modul_ziele": [{"modul_id": "besuche", "ziel_id": "1.1", "beleg": "Abschnitt 1.1"}],
        "massnahmen": [
            {"nr": "1", "titel": "Ausbau", "kurz": "Mehr Plätze.", "jaehrliche_kosten_euro": "650000", **_Q}
        ],
        "profil": [{"kommune_id": "hamm", "art": "fokus", "nr": "1", "text": "Übergänge", **_Q}],
        "themenzuordnung": [
            {"kommune_id": "hamm", "thema_id": "uebergaenge", "staerke": "kern", "beleg": "Fokus", **_Q}
        ],
    },
}  # fmt: skip


class Projekt:
    """Packages in a temporary folder; change ``tabellen`` or files, then ask for the faults.

    Attributes:
        pfad: Root folder of the packages; ``schema/`` is the real one.
        tabellen: Rows by package and table; what a row leaves out is empty.
    """

    def __init__(self, pfad: Path, tabellen: dict[str, dict[str, list[Zeile]]] = MINIMAL) -> None:
        self.pfad = pfad
        self.tabellen = copy.deepcopy(tabellen)
        (pfad / "schema").symlink_to(DATEN / "schema")
        self.write()

    def spalten(self, tabelle: str) -> list[str]:
        return [f["name"] for f in read_schema(self.pfad, tabelle)["fields"]]

    def csv_text(self, paket: str, tabelle: str) -> str:
        puffer = io.StringIO()
        schreiber = csv.DictWriter(puffer, self.spalten(tabelle), restval="", lineterminator="\n")
        schreiber.writeheader()
        schreiber.writerows(self.tabellen[paket][tabelle])
        return puffer.getvalue()

    def write(self) -> None:
        for paket, tabellen in self.tabellen.items():
            (self.pfad / paket).mkdir(exist_ok=True)
            for tabelle in tabellen:
                (self.pfad / paket / f"{tabelle}.csv").write_text(self.csv_text(paket, tabelle), encoding="utf-8")
            write_descriptor(self.pfad, paket, paket)

    def zeile(self, ort: str, nr: int = 0) -> Zeile:
        """Gives one row (``hamm/werte``, counted from 0) to be changed."""
        paket, tabelle = ort.split("/")
        return self.tabellen[paket][tabelle][nr]

    def datei(self, ort: str) -> Path:
        return self.pfad / f"{ort}.csv"

    def fehler(self, *, schreiben: bool = True) -> list[str]:
        """Loads the packages and gives the messages (empty: valid)."""
        if schreiben:
            self.write()
        try:
            load(self.pfad)
        except DatenFehler as fehler:
            return [str(f) for f in fehler.fehler]
        return []
