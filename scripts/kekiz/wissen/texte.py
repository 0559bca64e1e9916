"""Wording per code, keyed by the enums of :mod:`kekiz.wissen.codes`. The only place where a code becomes German."""

from kekiz.wissen.codes import (
    Aussage,
    Feldvergleich,
    Lage,
    Methode,
    Richtung,
    Sicherheit,
    Status,
    Statusgrund,
    Trend,
    Umsetzung,
    Vergleich,
    Vergleichbarkeit,
    Verlauf,
    Wertstatus,
    Zielsicherheit,
)
from kekiz.wissen.sprache import Worte, merke

STATUS = Worte(
    {
        Status.ERREICHT: "Ziel erreicht",
        Status.TEILWEISE_ERREICHT: "Ziel teilweise erreicht",
        Status.NICHT_ERREICHT: "Ziel nicht erreicht",
        Status.OHNE_ZIELWERT: "Ohne Zielwert",
        Status.OHNE_DATEN: "Ohne Daten",
    }
)
EINZIGES_ZIEL = Worte(
    {
        Status.ERREICHT: "erreicht",
        Status.TEILWEISE_ERREICHT: "teilweise erreicht",
        Status.NICHT_ERREICHT: "nicht erreicht",
        Status.OHNE_ZIELWERT: "nicht zu prüfen, weil es keine Zahl nennt",
        Status.OHNE_DATEN: "nicht zu prüfen, weil Werte fehlen",
    }
)
"""What becomes of the only goal there is, after „Das einzelne Ziel ist“."""

STATUS_KURZ = Worte(
    {
        Status.ERREICHT: "erreicht",
        Status.TEILWEISE_ERREICHT: "teilweise erreicht",
        Status.NICHT_ERREICHT: "nicht erreicht",
        Status.OHNE_ZIELWERT: "ohne Zielwert",
        Status.OHNE_DATEN: "ohne Daten",
    }
)
ZIELSICHERHEIT = Worte(
    {
        Zielsicherheit.KLAR: "klar",
        Zielsicherheit.KNAPP: "knapp",
        Zielsicherheit.OHNE_FALLZAHL: "ohne Fallzahl",
    }
)
ZIELSICHERHEIT_SATZ = Worte(
    {
        Zielsicherheit.KLAR: "Der Abstand zum Zielwert ist größer, als der Zufall bei dieser Zahl von Fällen erwarten lässt.",
        Zielsicherheit.KNAPP: "Das ist knapp: Bei dieser Zahl von Fällen hätte es unter gleichen Umständen auch anders ausgehen können.",
        Zielsicherheit.OHNE_FALLZAHL: "Wie sicher das ist, lässt sich nicht sagen: Die Zahl der Fälle ist nicht bekannt.",
    }
)
ZIELSICHERHEIT_STREUUNG = Worte(
    {
        Zielsicherheit.KLAR: "Der Abstand zum Zielwert ist größer, als der Zufall und das Auf und Ab der Jahre erwarten lassen.",
        Zielsicherheit.KNAPP: "Das ist knapp: Die Jahre schwanken hier stärker, als der Zufall erwarten lässt; es hätte unter "
        "gleichen Umständen auch anders ausgehen können.",
    }
)
"""The same where the interval is widened because the years of the series scatter."""
OHNE_KENNZAHL = merke("Nicht belegt: „{wortlaut}“. Dazu nennt das Dokument keine Kennzahl.")
AUSSAGE = Worte(
    {
        Aussage.BESSER: "gesichert besser",
        Aussage.SCHLECHTER: "gesichert schlechter",
        Aussage.HOEHER: "gesichert höher",
        Aussage.NIEDRIGER: "gesichert niedriger",
        Aussage.AUFFAELLIG_HOEHER: "auffällig höher",
        Aussage.AUFFAELLIG_NIEDRIGER: "auffällig niedriger",
        Aussage.AEHNLICH: "kein gesicherter Unterschied",
        Aussage.KEINE_BELASTBARE_AUSSAGE: "keine belastbare Aussage",
    }
)
"""An area against the rest of its city."""
_GESICHERT = merke(
    "Der Unterschied zum Rest der Stadt ist größer, als der Zufall bei dieser Zahl von Fällen erwarten lässt (Niveau 99,8\u202f%)."
)
_AUFFAELLIG = merke(
    "Der Unterschied zum Rest der Stadt fällt auf (Niveau 95\u202f%), ist aber nicht gesichert: Unter vielen Vergleichen kommen solche auch durch Zufall vor."
)
_OHNE_RICHTUNG = merke("Ob mehr oder weniger besser ist, legt der Bericht nicht fest.")
AUSSAGE_ERKLAERT = Worte(
    {
        Aussage.BESSER: f"{_GESICHERT} Nach der Richtung, die das Ziel vorgibt, ist der Wert hier besser.",
        Aussage.SCHLECHTER: f"{_GESICHERT} Nach der Richtung, die das Ziel vorgibt, ist der Wert hier schlechter. Warum das so ist, sagt die Zahl nicht.",
        Aussage.HOEHER: f"{_GESICHERT} {_OHNE_RICHTUNG}",
        Aussage.NIEDRIGER: f"{_GESICHERT} {_OHNE_RICHTUNG}",
        Aussage.AUFFAELLIG_HOEHER: _AUFFAELLIG,
        Aussage.AUFFAELLIG_NIEDRIGER: _AUFFAELLIG,
        Aussage.AEHNLICH: "Der Unterschied zum Rest der Stadt kann bei dieser Zahl von Fällen auch Zufall sein, oder er hängt an wenigen Fällen ohne Sozialraum.",
        Aussage.KEINE_BELASTBARE_AUSSAGE: "Wie viele Fälle dahinterstehen, steht nicht im Dokument. Wo es sich rechnen lässt, steht dabei, ab wie vielen Fällen der Unterschied zur Stadt auffällig wäre.",
    }
)
VERTRAUENSBEREICH = merke("Vertrauensbereich")
VERTRAUENSBEREICH_ERKLAERT = merke(
    "Der Vertrauensbereich (95\u202f%) nennt die Anteile, die zu den gezählten Fällen passen. Gezählt sind meist alle, nicht "
    "eine Stichprobe: Dann zeigt er, was unter denselben Umständen auch durch Zufall hätte herauskommen können. Je weniger "
    "Fälle, desto breiter ist er."
)
ZEICHEN_IM_BILD = Worte(
    {
        "nachgerechnet": "Kreuz",
        "band": "Band",
        "strich": "senkrechter Strich",
        "bruch": "Doppelstrich",
        "fehlt": "grau hinterlegt",
        "ort": "gefüllter Punkt",
        "ohne_fallzahl": "hohler Punkt",
        "spanne": "breiter Strich",
        "vergleich": "senkrechter Strich",
    }
)
"""What the signs of the key look like, for a downloaded picture, whose notes are text alone."""
FALLZAHL_UNBEKANNT = merke("Zahl der Fälle nicht bekannt")
BRUCH = merke("ab hier anders gezählt, mit den Werten davor nicht vergleichbar")
OHNE_AUSSAGE = merke("Anzahl, kein Vergleich")
OHNE_AUSSAGE_ERKLAERT = merke(
    "Eine Anzahl im Sozialraum ist ein Teil der Anzahl in der Stadt. Sie lässt sich nicht als besser oder schlechter lesen."
)
OHNE_ANGABE = merke("keine Angabe")
OHNE_UEBERSCHRIFT = merke("Angaben aus dem Text und den Abbildungen")
DOKUMENTTEIL = Worte(
    {
        "KeKiz-Kennzahlen": "Kennzahlen für das Programm „Kein Kind zurücklassen!“",
        "Fallzahlen pro Mitarbeiter/-innen": "Fälle je Fachkraft",
    }
)
"""Headings of a document that need other words here."""
KARTE_OHNE_WERT = merke("ohne Wert")
SCHWERPUNKT = Worte(
    {
        "schwerpunkt_ziele": "nach der Zahl der Ziele",
        "schwerpunkt_massnahmen": "nach der Zahl der Maßnahmen",
    }
)
TREND = Worte(
    {
        Trend.GUENSTIG: "günstiger Trend",
        Trend.UNGUENSTIG: "ungünstiger Trend",
        Trend.STEIGEND: "steigender Trend",
        Trend.FALLEND: "fallender Trend",
        Trend.KEIN_TREND: "kein nachweisbarer Trend",
        Trend.ZU_KURZ: "zu wenige Zeiträume für einen Trend",
        Trend.UNBELEGT: "Veränderung, nicht auf Zufall geprüft",
        Trend.KEINE_REIHE: "nur ein Wert",
    }
)
TREND_DEUTLICH = "deutlicher"
TREND_UEBER_STREUUNG = merke("Das Auf und Ab der einzelnen Jahre erklärt ihn kaum.")
KEIN_TREND_STREUUNG = merke("Die Jahre schwanken stärker, als der Zufall erwarten lässt.")
JAHRE_STREUEN = merke("Die Jahre schwanken hier stärker, als der Zufall erwarten lässt; das ist eingerechnet.")
SICHERHEIT = Worte(
    {
        Sicherheit.GESICHERT: "gesichert",
        Sicherheit.AUFFAELLIG: "auffällig, bei der strengeren Prüfung aber nicht gesichert",
        Sicherheit.NICHT_GESICHERT: "kein gesicherter Unterschied",
    }
)
VERLAUF = Worte(
    {
        Verlauf.ZUFALL: "Nichts ändert sich; nur der Zufall beim Zählen wirkt",
        Verlauf.SCHWANKUNG: "Auf Dauer ändert sich nichts; die Zeiträume schwanken um ±{punkte}",
        Verlauf.ANHALTEND: "Auf Dauer ändert sich nichts; Schwankungen um ±{punkte} wirken zu {nachwirkung} in den nächsten Zeitraum nach",
        Verlauf.IRRFAHRT: "Der Wert wandert ohne Richtung, von Zeitraum zu Zeitraum um ±{punkte}",
        Verlauf.RUECKGANG: "Der Wert sinkt von Zeitraum zu Zeitraum um {punkte}",
    }
)
VERLAUF_DANEBEN = merke(", dazu schwanken die Zeiträume um ±{punkte}")
REGELKARTE = merke("Regelkarte")
REGELKARTE_MITTEL = merke("Mittel")
REGELKARTE_GRENZEN = merke("Grenzen des üblichen Auf und Ab")
KEINE_GESICHERT = merke("Keiner der beiden Unterschiede ist gesichert.")
WERTSTATUS = Worte(
    {
        Wertstatus.GEDRUCKT: "steht im Dokument",
        Wertstatus.BERECHNET: "aus Zahlen des Dokuments berechnet",
        Wertstatus.NUR_ABBILDUNG: "nur in einer Abbildung",
        Wertstatus.NICHT_ERHOBEN: "noch nicht erhoben",
        Wertstatus.GEHEIM: "aus Datenschutzgründen nicht veröffentlicht",
    }
)
OHNE_WERT_KURZ = Worte(
    {
        Wertstatus.GEDRUCKT: OHNE_ANGABE,
        Wertstatus.BERECHNET: OHNE_ANGABE,
        Wertstatus.NUR_ABBILDUNG: "nur in einer Abbildung",
        Wertstatus.NICHT_ERHOBEN: "noch nicht erhoben",
        Wertstatus.GEHEIM: "nicht veröffentlicht",
    }
)
"""Why a value is missing, within a chart."""
ALLE_WERTE_FEHLEN = Worte(
    {
        Wertstatus.NUR_ABBILDUNG: "Die Werte stehen nur in einer Abbildung.",
        Wertstatus.NICHT_ERHOBEN: "Diese Werte sind noch nicht erhoben.",
        Wertstatus.GEHEIM: "Die Werte sind aus Datenschutzgründen nicht veröffentlicht.",
    }
)
"""Why there is no chart at all."""
WERTSTATUS_ERKLAERT = Worte(
    {
        Wertstatus.GEDRUCKT: "Der Wert steht so im Dokument.",
        Wertstatus.BERECHNET: "Der Wert steht nicht im Dokument; er folgt aus Zahlen, die dort stehen.",
        Wertstatus.NUR_ABBILDUNG: "Das Dokument zeigt den Wert nur in einem Bild. Hier bleibt er leer und wird nicht geschätzt.",
        Wertstatus.NICHT_ERHOBEN: "Das Dokument kündigt die Kennzahl an; Werte gab es noch nicht.",
        Wertstatus.GEHEIM: "Der Wert ist bekannt, darf aber nicht veröffentlicht werden.",
    }
)
OFFEN_ERKLAERT = merke("Die Zeile wartet noch auf ihren Wert. Auch Dokument und Fundstelle bleiben leer.")
STATUSGRUND = Worte(
    {
        Statusgrund.EINGEHALTEN: "Der jüngste Wert hält den Zielwert ein.",
        Statusgrund.VERFEHLT: "Der jüngste Wert hält den Zielwert nicht ein.",
        Statusgrund.EIN_TEIL_DER_JAHRE: "Gefordert ist ein Anstieg in jedem Jahr. In einem Teil der Jahre gab es ihn nicht.",
        Statusgrund.NICHT_AUF_DAUER: "Der jüngste Wert hält den Zielwert ein. Das Ziel soll aber auf Dauer gelten, und vorher war er in der Laufzeit schon einmal nicht eingehalten.",
        Statusgrund.VERGLEICHSWERT_FEHLT: "Zum Prüfen fehlt ein Vergleichswert.",
        Statusgrund.KEIN_WERT: "Im Dokument steht noch kein Wert, mit dem sich das Ziel prüfen ließe.",
        Statusgrund.KEINE_ZAHL: "Das Ziel nennt keine Zahl, an der es sich prüfen ließe.",
        Statusgrund.ALLE: "Alle geprüften Werte halten ihren Zielwert ein.",
        Statusgrund.EIN_TEIL: "Ein Teil der Werte hält den Zielwert ein, ein anderer nicht.",
        Statusgrund.EIN_TEIL_UNGEPRUEFT: "Ein Teil der Werte hält den Zielwert ein, ein anderer lässt sich nicht prüfen.",
        Statusgrund.LESARTEN: "Der Wortlaut lässt mehrere Lesarten zu; sie führen zu verschiedenen Urteilen.",
        Statusgrund.KEINER: "Keiner der geprüften Werte hält seinen Zielwert ein.",
        Statusgrund.KEINE_KENNZAHL: "Für das, was dieses Ziel verlangt, nennt der Bericht keine Kennzahl.",
        Statusgrund.UNTERZIELE: "Dieses Ziel hat keine eigene Kennzahl und keinen eigenen Stand. Beides steht bei den Zielen darunter.",
    }
)
# One case in words; every other number takes the plural of the catalogue (fallbezeichnung).
EIN_FALL = Worte(
    {
        "Kinder": "ein Kind",
        "Familien": "eine Familie",
        "Jugendliche": "ein junger Mensch",
        "Kinder und Jugendliche": "ein junger Mensch",
        "Fälle": "ein Fall",
        "Schulen": "eine Schule",
        "Hilfen": "eine Hilfe",
        "ambulante Hilfen": "eine ambulante Hilfe",
        "Teilnahmen": "eine Teilnahme",
        "bewilligte Anträge": "ein bewilligter Antrag",
        "Beratungsfälle": "ein Beratungsfall",
    }
)
RICHTUNG = Worte(
    {
        Richtung.HOEHER_BESSER: "Höher ist besser.",
        Richtung.NIEDRIGER_BESSER: "Niedriger ist besser.",
        Richtung.OHNE: "Ob mehr oder weniger erwünscht ist, legt das Dokument nicht fest.",
    }
)
ZIEL_VERGLEICH = Worte(
    {
        Vergleich.MINDESTENS: "mindestens {ziel}",
        Vergleich.HOECHSTENS: "höchstens {ziel}",
        Vergleich.UEBER: "mehr als {ziel}",
        Vergleich.UNTER: "weniger als {ziel}",
        Vergleich.STEIGERUNG_SEIT_BASIS: "mindestens {ziel}",
        Vergleich.STEIGERUNG_SEIT_VORJAHR: "mehr als im Vorjahr ({ziel})",
        Vergleich.HOECHSTENS_VERGLEICHSRAUM: "höchstens so viel wie im Land ({ziel})",
        Vergleich.OHNE_ZAHL: "keine Zahl vereinbart",
    }
)
LESART = Worte(
    {
        "": "",
        "punkte": "gelesen als Prozentpunkte",
        "prozent": "gelesen als Prozent des Ausgangswerts",
        "tabelle": "Zielwert der Tabelle",
        "zieltext": "Wortlaut des Ziels: alle",
    }
)
# Headings on the page about methods.
METHODE = Worte(
    {
        Methode.ANTEIL: "Anteil",
        Methode.ZIEL: "Ziel und Abstand",
        Methode.ABSTAND_IN_MENSCHEN: "Abstand in Menschen",
        Methode.DAUERHAFT: "Auf Dauer",
        Methode.SEIT: "Seit wann",
        Methode.SICHERHEIT: "Wie sicher ein Urteil ist",
        Methode.WEG: "Weg",
        Methode.TEMPO: "Tempo",
        Methode.VERAENDERUNG: "Veränderung",
        Methode.TREND: "Trend",
        Methode.GRENZEN: "Grenzen",
        Methode.VERGLEICH: "Vergleich mit dem Rest der Stadt",
        Methode.INTERVALLE: "Vertrauensbereich",
        Methode.MOEGLICHE_ANTEILE: "Mögliche Anteile",
        Methode.ZAEHLUNGEN: "Zählungen",
    }
)
PROZENTPUNKT = merke(
    "Ein Prozentpunkt ist der Abstand zwischen zwei Prozentwerten: von 40 auf 44 von 100 sind es vier Prozentpunkte."
)
OHNE_FALLZAHL = merke("Wie viele Fälle dahinterstehen, steht nicht im Dokument.")
OHNE_FALLZAHL_RAEUME = merke("Wie viele Fälle hinter diesen Werten stehen, steht nicht im Dokument.")
LESART_KURZ = Worte({"": "", "punkte": "Punkte", "prozent": "Prozent", "tabelle": "Tabelle", "zieltext": "Wortlaut"})
VERGLEICHBARKEIT = Worte(
    {
        Vergleichbarkeit.VERGLEICHBAR: "vergleichbar",
        Vergleichbarkeit.NUR_NEBENEINANDER: "nur nebeneinander",
        Vergleichbarkeit.NICHT_VERGLEICHBAR: "nicht vergleichbar",
    }
)
VERGLEICHBARKEIT_ERKLAERT = Worte(
    {
        Vergleichbarkeit.VERGLEICHBAR: "Alle haben dasselbe auf dieselbe Weise gezählt.",
        Vergleichbarkeit.NUR_NEBENEINANDER: "Gezählt ist dieselbe Sache, aber nicht auf dieselbe Weise. Die Werte dürfen "
        "nebeneinanderstehen; welcher höher ist, sagt nichts.",
        Vergleichbarkeit.NICHT_VERGLEICHBAR: "Gezählt ist nicht dieselbe Sache. Deshalb gibt es hier kein Diagramm.",
    }
)
ZAEHLFELD = Worte(
    {
        "zaehler": "Zähler",
        "nenner": "Nenner",
        "einschluss": "Was mitzählt",
        "stichtag": "Stichtag",
        "jahr": "Jahr",
        "quelle": "Quelle",
        "herkunft": "Herkunft",
    }
)
OFFEN_NOTE = merke(
    "{felder}: im Dokument nicht genannt. Weil alle Werte aus demselben Dokument stammen, gilt hier: gleich gezählt."
)
ECKDATEN = Worte(
    {
        "typ": "Art",
        "einwohner": "Einwohnerinnen und Einwohner",
        "anteil": "davon unter 18 Jahren",
        "stand": "Bevölkerung: Stand",
        "jahr": "Profil von",
    }
)
VERGLEICH_SAETZE = Worte(
    {
        "leer": "Noch keine Kommune ist gewählt.",
        "eine": "{name} ist gewählt. Zum Vergleichen fehlt noch eine. Am ähnlichsten sind:",
        "voll": "Mehr als {anzahl} passen nicht nebeneinander.",
        "fehler": "Die Angaben lassen sich gerade nicht laden. Die Profile sind unter „Alle auf einen Blick“ verlinkt.",
        "weg": "{name} aus dem Vergleich nehmen",
        "beide": "Beide nennen",
        "alle": "Alle nennen",
        "einige": "Einige nennen",
        "nur": "Nur {name} nennt",
        "keine": "Keine nennt",
        "gemeinsam": "kein Thema gemeinsam",
        "nichts": "kein Thema, das nicht auch eine andere nennt",
        "kern_beide": "Kernthema bei beiden:",
        "kern_alle": "Kernthema bei allen:",
        "ohne_kern": "Ein gemeinsames Kernthema ist nicht dabei.",
        "thema": "Thema",
        "nebeneinander": "{namen} nebeneinander",
        "kennzahlen_keine": "Zu keiner Kennzahl sagen mindestens zwei der gewählten Kommunen, wie sie gezählt haben.",
        "kennzahlen_werte": "Werte und Gründe: {namen}",
    }
)
"""What the script of the comparison says."""
HERKUNFT = Worte(
    {
        "gedruckt": "steht im Dokument",
        "berechnet": "aus Zahlen des Dokuments berechnet",
        "gemischt": "steht teils im Dokument, teils aus dessen Zahlen berechnet",
    }
)
FELDVERGLEICH = Worte(
    {
        Feldvergleich.GLEICH: "gleich",
        Feldvergleich.GLEICH_OFFEN: "im Dokument für beide nicht genannt",
        Feldvergleich.ABGRENZUNG: "anders abgegrenzt",
        Feldvergleich.UNTERSCHIED: "verschieden",
        Feldvergleich.VERSCHIEDEN: "nicht dieselbe Sache",
        Feldvergleich.UNBEKANNT: "nicht bei beiden bekannt",
        Feldvergleich.OHNE_BEZUG: "Anzahl ohne Bezugsgröße; sie hängt von der Größe der Kommune ab",
    }
)
KOMMUNE_TYP = Worte(
    {
        "kreisfreie_stadt": "kreisfreie Stadt",
        "kreisangehoerige_stadt": "kreisangehörige Stadt",
        "kreis": "Kreis",
        "staedteregion": "Städteregion",
    }
)
KOMMUNE_SELBST = Worte(
    {
        "kreisfreie_stadt": "die Stadt {name}",
        "kreisangehoerige_stadt": "die Stadt {name}",
        "kreis": "der {name}",
        "staedteregion": "die {name}",
    }
)
"""The municipality as somebody who can be asked; names of districts say what they are."""
THEMA_STAERKE = Worte(
    {
        "kern": "Kernthema",
        "ergaenzend": "ergänzend",
    }
)
KAPITEL = Worte(
    {
        "fruehe_hilfen": "Frühe Hilfen",
        "kita": "Kita",
        "grundschule": "Grundschule",
        "sekundarstufe": "Weiterführende Schule",
        "querschnitt": "Für alle Altersgruppen",
        "integration": "Integration",
    }
)
MODUL_ART = Worte(
    {
        "angebot": "Angebot",
        "projekt": "Projekt",
        "dienst": "Dienst",
        "verfahren": "Verfahren",
        "gremium": "Gremium",
        "finanzierung": "Finanzierung",
        "konzept": "Konzept",
    }
)
ANTWORT = Worte({"ja": "ja", "teilweise": "teilweise", "nein": "nein", "offen": "noch offen"})
"""How a municipality answers a question about its own chain."""
PRAXISBEISPIEL = "beispiel"
MASSNAHME = "massnahme"
PRAXIS_ART = Worte({PRAXISBEISPIEL: "Praxisbeispiel", MASSNAHME: "Maßnahme"})
"""What can be searched beside modules, which have kinds of their own."""
PARTNER_BEREICH = Worte(
    {
        "familie": "Hilfen für Kinder und Familien",
        "gesundheit": "Gesundheitswesen",
        "bildung": "Schule und Bildung",
        "freizeit": "Kultur, Sport und Freizeit",
        "arbeit": "Ausbildung und Arbeit",
        "justiz": "Polizei und Gerichte",
        "weitere": "Weitere",
    }
)
MODUL_WEM = Worte({"familien": "für Familien", "fachkraefte": "für Fachkräfte und im Hintergrund"})
MODUL_STATUS = Worte(
    {
        "laufend": "bestand",
        "modellprojekt": "Modellprojekt",
        "geplant": "geplant",
        "beendet": "beendet",
        "unklar": "Stand nicht genannt",
    }
)
# Told as of the year of the document: what has become of it since, no document says.
MODUL_STATUS_JAHR = Worte(
    {
        "laufend": "bestand {jahr}",
        "modellprojekt": "bestand {jahr} als Modellprojekt",
        "geplant": "war {jahr} geplant",
        "beendet": "war {jahr} beendet",
        "unklar": "Stand {jahr} nicht genannt",
    }
)
BSC_VERBLEIB = Worte(
    {
        "uebernommen": "übernommen",
        "veraendert": "verändert übernommen",
        "entfallen": "entfallen",
        "nicht_zuzuordnen": "nicht zuzuordnen",
    }
)
BSC_VERBLEIB_ERKLAERT = Worte(
    {
        "uebernommen": "Das Maß steht ebenso im Zielkatalog.",
        "veraendert": "Der Zielkatalog misst etwas Ähnliches, aber nicht dasselbe.",
        "entfallen": "Der Zielkatalog misst das nicht.",
        "nicht_zuzuordnen": "Das Konzept nennt kein eigenes Maß, das sich wiederfinden ließe.",
    }
)
GREMIUM_EBENE = Worte(
    {
        "politik": "Politik",
        "steuerung": "Steuerung",
        "koordination": "Abstimmung",
        "umsetzung": "Umsetzung",
        "beirat": "Beratung",
    }
)
ZEITLEISTE_ART = Worte({"beschluss": "Beschluss", "start": "Beginn", "ereignis": "Ereignis", "dokument": "Dokument"})

HERAUSGEBER = Worte(
    {
        "unabhaengig": "Unabhängige Ausgabe veröffentlichter Berichte.",
        "kommune": "Herausgegeben von {ort}.",
    }
)
"""Who publishes the site, for its footer."""

RECHTSTEXT = Worte(
    {
        "impressum": "Impressum",
        "datenschutz": "Datenschutz",
        "barrierefreiheit": "Barrierefreiheit",
    }
)

UMSETZUNG = Worte({Umsetzung.OFFEN: "offen", Umsetzung.ERLEDIGT: "erledigt", Umsetzung.UNBEKANNT: "ohne Nachricht"})
"""What a document says about a plan of the work programme."""

LAGE = Worte(
    {
        Lage.UEBERFAELLIG: "Überfällig",
        Lage.FAELLIG: "Fällig",
        Lage.KUENFTIG: "Noch nicht fällig",
        Lage.NIE: "Noch nie ein Wert",
        Lage.OHNE_RHYTHMUS: "Kein Rhythmus genannt",
        Lage.ABGESCHLOSSEN: "Kein weiterer Wert zu erwarten",
    }
)
"""Headings of the Kennzahlen by whether their next value is due."""

SEITENNAME = Worte(
    {
        "kommunen": "Alle Kommunen",
        "kommunen/mitmachen.md": "Einsteigen",
        "ziele": "Alle Ziele",
        "raeume": "Alle Sozialräume",
        "pilotraeume": "Piloträume auswählen",
        "module": "Alle Angebote",
        "kette": "Die Kette",
        "kennzahlen": "Alle Kennzahlen",
        "daten": "Daten herunterladen",
        "aenderungen": "Änderungen",
        "methodik": "Methodik",
        "leistung": "Rechenzeit",
        "mitmachen": "Mitmachen",
        "neuesjahr": "Ein neues Jahr",
        "korrektur": "Eine Korrektur",
        "neuekennzahl": "Eine neue Kennzahl",
        "neuerhinweis": "Ein neuer Hinweis",
        "mitmachen/eigene-stadt.md": "Eigene Website",
        "pruefen": "Tabelle prüfen",
        "durchsicht": "Übersetzungen",
        "ueber.md": "Über diese Seite",
        "weiterbildungen": "Weiterbildungen",
        "ausgangslage": "Ausgangslage",
        "berichte": "Jahresberichte",
        "stand": "Stand der Daten",
        "themen": "Themen der Kommunen",
        "selbstbewertung": "Selbsteinschätzung",
        "kleinezahlen": "Kleine Zahlen",
        "leicht": "Leichte Sprache",
    }
)
"""Short names of overviews and of pages that stand alone, by their kind or source."""
