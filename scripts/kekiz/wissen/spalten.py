"""What the public downloads hold: their columns, in order, and what each means.

An empty text means: the column is one of the data packages; its Table Schema says what it means.
"""

from collections.abc import Iterable, Mapping

from kekiz.wissen.codes import (
    Aussage,
    Fallzahl,
    Sicherheit,
    Status,
    Statusgrund,
    Trend,
    Vergleich,
    Zielsicherheit,
    Zuverlaessigkeit,
)
from kekiz.wissen.sprache import Worte

ZEITRAUM_TAGE = Worte(
    {
        "zeitraum_beginn": "Erster Tag des Zeitraums (JJJJ-MM-TT); leer, wo kein Stichtag genannt ist",
        "zeitraum_ende": "Letzter Tag des Zeitraums (JJJJ-MM-TT); ohne Stichtag der späteste, der möglich ist",
    }
)
"""Stand beside each printed period."""
ERGEBNIS_SPALTEN = Worte(
    {
        "kommune_id": "Kommune, zu deren Paket der Wert gehört",
        "ziel_id": "Ziel, zu dem die Kennzahl zuerst gehört; leer: zu keinem",
        "kennzahl_id": "",
        "kennzahl": "Voller Name der Kennzahl",
        "raum_id": "",
        "raum": "Name des Raums",
        "zeitraum": "Jahr (2018), Schuljahr (2017/18) oder Stichtag (2018-09-30); bis davor: Das Dokument von dann nennt keinen Stichtag",
        **ZEITRAUM_TAGE,
        "gruppe": "",
        "gruppe_name": "Name der Gruppe; leer: insgesamt",
        "wert": "Gedruckter Wert; bei wertstatus berechnet der berechnete",
        "wert_bis": "",
        "wert_berechnet": "Aus Zähler und Nenner nachgerechneter Wert, wo beide bekannt sind",
        "einheit": "",
        "zaehler": "Zähler, wenn gedruckt",
        "nenner": "Nenner, wenn gedruckt",
        "ki_unten": "Untergrenze des Vertrauensbereichs zum Niveau 95 Prozent",
        "ki_oben": "Obergrenze des Vertrauensbereichs zum Niveau 95 Prozent",
        "ki998_unten": "Untergrenze des Vertrauensbereichs zum Niveau 99,8 Prozent",
        "ki998_oben": "Obergrenze des Vertrauensbereichs zum Niveau 99,8 Prozent",
        "ki_niveau": "Niveau von ki_unten und ki_oben in Prozent; leer: kein Vertrauensbereich",
        "ki_methode": "Verfahren des Vertrauensbereichs: wilson bei Anteilen, byar bei Anzahlen ab zehn, exakt (Garwood) bei kleineren; leer: keins",
        "fallzahl": "Wie gut die Zahl der Fälle bekannt ist (Zuverlässigkeit)",
        "zuverlaessigkeit": "Wie verlässlich der Wert ist: gezählt, erschlossen, gerundet, abgeleitet, ungefähr, widersprüchlich, ohne Fallzahl oder kein Wert",
        "vorperiode": "Vorheriger Zeitraum derselben Reihe mit einem Wert",
        "differenz_vorperiode": "Differenz zum vorherigen Zeitraum, bei Anteilen in Prozentpunkten",
        "stellen_vorperiode": "Nachkommastellen, auf die diese Differenz bekannt ist; leer: beide Werte sind gezählt",
        "vorperiode_unten": "Untergrenze des Vertrauensbereichs dieser Differenz zum Niveau 95 Prozent, in Prozentpunkten; leer: ohne Anzahlen",
        "vorperiode_oben": "Obergrenze des Vertrauensbereichs dieser Differenz zum Niveau 95 Prozent, in Prozentpunkten; leer: ohne Anzahlen",
        "vorperiode_urteil": "Wie sicher die Differenz ist: gesichert (99,8 Prozent), auffaellig (nur 95 Prozent) oder nicht_gesichert; leer: ohne Anzahlen",
        "vorperiode_p": "p-Wert des exakten Tests nach Fisher für diese Differenz; leer, wo eine Anzahl nicht genau bekannt ist oder die Jahre stärker streuen als der Zufall",
        "basisperiode": "Erster vergleichbarer Zeitraum der Reihe",
        "differenz_basis": "Differenz zum ersten vergleichbaren Zeitraum",
        "stellen_basis": "Wie stellen_vorperiode, für den ersten vergleichbaren Zeitraum",
        "basis_unten": "Wie vorperiode_unten, für den ersten vergleichbaren Zeitraum",
        "basis_oben": "Wie vorperiode_oben, für den ersten vergleichbaren Zeitraum",
        "basis_urteil": "Wie vorperiode_urteil, für den ersten vergleichbaren Zeitraum",
        "basis_p": "Wie vorperiode_p, für den ersten vergleichbaren Zeitraum",
        "differenz_methode": "Verfahren des Vertrauensbereichs der Differenzen: newcombe; leer: keins",
        "streuung": "Wie stark die Zeiträume um ihren Trend streuen, gemessen am Zufall (Varianz, mindestens 1); um die Wurzel daraus sind die Vertrauensbereiche der Differenzen verbreitert; leer: weniger als fünf Zeiträume mit Anzahlen",
        "wert_stadt": "Wert der ganzen Kommune im selben Zeitraum (nur bei Sozialräumen)",
        "wert_rest": "Wert der Kommune ohne diesen Sozialraum; leer, wo die Anzahlen nicht bekannt sind",
        "differenz_rest": "Wert des Sozialraums minus Wert des Rests, in Prozentpunkten",
        "aussage": "Vergleich mit dem Rest der Kommune; auffaellig_… heißt auffällig, aber nicht gesichert; leer, wo es nichts zu vergleichen gibt",
        "aussage_niveau": "99,8: der Unterschied ist gesichert; 95: er ist nur auffällig; leer: keins von beiden",
        "kippt_95": "Wie viele Fälle ohne Sozialraum den Unterschied auf dem Niveau 95 Prozent aufheben könnten, im ungünstigsten Fall",
        "kippt_998": "Dasselbe auf dem Niveau 99,8 Prozent",
        "ab_faelle": "Ab wie vielen Fällen der Unterschied zur ganzen Kommune auffällig wäre, wo ihre Zahl nicht gedruckt ist",
        "denkbar_faelle": "Wie viele Fälle es dort höchstens gewesen sein können, nach den bekannten Anzahlen der Kommune und des Sozialraums; leer: nicht bekannt oder kein ab_faelle",
        "wert_mit_offenen": "Wert, wenn alle Fälle ohne Zuordnung zu einem Sozialraum hierher gehörten",
        "grenze_unten": "Untergrenze über alle, wenn ohne Nachweis als nein zählt",
        "grenze_oben": "Obergrenze über alle, wenn ohne Nachweis als ja zählt",
        "rechnung": "Wie der Wert und sein Vertrauensbereich gerechnet sind, in Worten",
        "gedruckt": "",
        "wertstatus": "",
        "ist_kleine_zahl": "Wahr, wenn hier eine Anzahl unter der Mindestfallzahl der Kennzahl steht oder folgt: als Wert, Zähler, Nenner oder als deren Rest",
        "hinweis_id": "Hinweise, die den Wert betreffen, mit Leerzeichen getrennt",
        "quelle_id": "",
        "fundstelle": "",
    }
)
STATUS_SPALTEN = Worte(
    {
        "kommune_id": "Kommune",
        "ziel_id": "Ziel",
        "kennzahl_id": "Leitkennzahl; leer: das Ziel insgesamt",
        "gruppe": "",
        "lesart": "Lesart des Wortlauts, wo er mehrere zulässt",
        "status": "Stand: erreicht, teilweise_erreicht, nicht_erreicht, ohne_zielwert, ohne_daten",
        "statusgrund": "Warum das so ist, als Kennung",
        "zeitraum": "Jüngster Zeitraum mit einem genauen Wert; nach ihm richtet sich der Stand",
        **ZEITRAUM_TAGE,
        "wert": "Wert in diesem Zeitraum",
        "einheit": "",
        "vergleich": "Wie der Zielwert gemeint ist",
        "zielwert": "Zahl, die einzuhalten ist, in der Einheit des Werts",
        "abstand": "Wert minus Zielwert, bei Anteilen in Prozentpunkten",
        "abstand_stellen": "Stellen, auf die der Abstand bekannt ist; leer: genau",
        "abstand_anzahl": "Wie viele Fälle bis zum Zielwert fehlen oder zu viel sind, bei gleicher Gesamtzahl; 0: eingehalten",
        "abstand_anzahl_offen": "Dasselbe, wenn die Gesamtzahl mitwächst",
        "puffer_anzahl": "Um wie viele Fälle die Zahl schlechter sein dürfte und den Zielwert noch einhielte; leer: nicht eingehalten oder Fälle nicht bekannt",
        "sicherheit": "Wie sicher das Urteil ist: klar (der Zielwert liegt außerhalb des Vertrauensbereichs), knapp (darin; der Bereich ist verbreitert, wo die Jahre der Reihe stärker schwanken als der Zufall), ohne_fallzahl; leer: nichts geprüft oder ein Anstieg von Jahr zu Jahr",
        "ki_unten": "Untergrenze des Vertrauensbereichs zum Niveau 95 Prozent",
        "ki_oben": "Obergrenze des Vertrauensbereichs zum Niveau 95 Prozent",
        "ki_niveau": "Niveau des Vertrauensbereichs in Prozent",
        "ki_methode": "Verfahren des Vertrauensbereichs; leer: keins",
        "zuverlaessigkeit": "Wie gut die Zahl der Fälle bekannt ist",
        "perioden": "Zahl der bekannten Zeiträume, die sich prüfen lassen",
        "perioden_erfuellt": "In so vielen davon war der Zielwert eingehalten",
        "verfehlt_in": "Zeiträume, in denen er nicht eingehalten war, mit Leerzeichen getrennt",
        "seit": "Erster Zeitraum, seit dem der Stand in allen bekannten Zeiträumen gilt; Jahre ohne Wert sagen dazu nichts; beim Ziel insgesamt: seit dem er für alle gilt",
        "ist_seit_offen": "Kann der Stand schon früher begonnen haben? true: Das Jahr davor ist nicht bekannt oder nicht vergleichbar",
        "weg": "Anteil des Wegs vom Ausgangswert zum Zielwert in Prozent; leer, wo er unter 0 oder über 100 läge",
        "tempo_noetig": "Nötige Veränderung im Jahr bis zum Zieljahr",
        "tempo_bisher": "Mittlere Veränderung im Jahr seit dem Ausgangswert",
        "hinweis_id": "Hinweise zu den Werten, auf die sich der Stand stützt, mit Leerzeichen getrennt",
        "rechnung": "Das Urteil in Sätzen mit allen Rechenschritten",
    }
)
RAUMVERGLEICH_SPALTEN = Worte(
    {
        "kommune_id": "Kommune, zu deren Paket der Wert gehört",
        "kennzahl_id": "",
        "kennzahl": "Voller Name der Kennzahl",
        "raum_id": "",
        "raum": "Name des Sozialraums",
        "zeitraum": "Zeitraum; zwei zusammengezählte stehen mit + dazwischen",
        **ZEITRAUM_TAGE,
        "gruppe": "",
        "faelle": "Zähler des Sozialraums, gedruckt oder erschlossen",
        "nenner": "Nenner des Sozialraums",
        "wert": "Anteil im Sozialraum, nachgerechnet, wo es geht",
        "ki_unten": "Untergrenze seines Vertrauensbereichs (Wilson) zum Niveau 95 Prozent",
        "ki_oben": "Obergrenze seines Vertrauensbereichs (Wilson) zum Niveau 95 Prozent",
        "rest_faelle": "Zähler der Kommune ohne den Sozialraum; ein Bruch, wo der Anteil der Kommune gerundet gedruckt ist",
        "rest_nenner": "Nenner der Kommune ohne den Sozialraum",
        "wert_rest": "Anteil im Rest der Kommune",
        "differenz_rest": "Anteil im Sozialraum minus Anteil im Rest, in Prozentpunkten",
        "differenz_unten": "Untergrenze der Differenz (Newcombe, 95 Prozent), Rundung eingerechnet",
        "differenz_oben": "Obergrenze der Differenz (Newcombe, 95 Prozent), Rundung eingerechnet",
        "differenz998_unten": "Untergrenze der Differenz zum Niveau 99,8 Prozent",
        "differenz998_oben": "Obergrenze der Differenz zum Niveau 99,8 Prozent",
        "aussage": "Vergleich mit dem Rest der Kommune; auffaellig_… heißt auffällig, aber nicht gesichert",
        "aussage_niveau": "99,8: der Unterschied ist gesichert; 95: er ist nur auffällig; leer: keins von beiden",
        "offen_anzahl": "Fälle der Kommune, die in keinem Sozialraum gezählt sind",
        "kippt_95": "Wie viele davon den Unterschied auf dem Niveau 95 Prozent aufheben könnten, im ungünstigsten Fall",
        "kippt_998": "Dasselbe auf dem Niveau 99,8 Prozent",
        "trennschaerfe": "Wahrscheinlichkeit (0 bis 1), mit der ein wahrer Unterschied auffiele; wie groß er angenommen ist, steht unter Methodik, Schwellen",
        "erkennbar": "Ganze Punkte, ab denen ein wahrer Unterschied meist auffiele; wie oft, steht unter Methodik, Schwellen",
        "hinweis_id": "Hinweise, die den Wert betreffen, mit Leerzeichen getrennt",
        "quelle_id": "",
        "fundstelle": "",
    }
)
TREND_SPALTEN = Worte(
    {
        "kommune_id": "Kommune, zu deren Paket die Reihe gehört",
        "kennzahl_id": "",
        "raum_id": "",
        "gruppe": "",
        "zeitraum_von": "Erster vergleichbarer Zeitraum mit einem Wert",
        "zeitraum_bis": "Letzter Zeitraum mit einem Wert",
        "zeitraum_beginn": "Erster Tag des ersten Zeitraums (JJJJ-MM-TT); leer, wo kein Stichtag genannt ist",
        "zeitraum_ende": "Letzter Tag des letzten Zeitraums (JJJJ-MM-TT); ohne Stichtag der späteste, der möglich ist",
        "wert_von": "Wert im ersten Zeitraum",
        "wert_zuletzt": "Wert im letzten Zeitraum",
        "einheit": "",
        "richtung": "",
        "perioden": "Zahl der vergleichbaren Zeiträume mit einem Wert",
        "perioden_mit_fallzahl": "Zahl derer, für die Anzahlen bekannt sind",
        "differenz": "Letzter Wert minus erster Wert, bei Anteilen in Prozentpunkten",
        "stellen": "Nachkommastellen, auf die diese Differenz bekannt ist; leer: beide Werte sind gezählt",
        "trend": "Urteil: guenstig, unguenstig, steigend, fallend, kein_trend, zu_kurz (weniger als fünf Zeiträume mit Anzahlen), unbelegt (ohne Anzahlen), keine_reihe (nur ein Wert)",
        "ist_deutlich": "Gilt der Trend auch auf dem strengeren Niveau?",
        "methode": "Verfahren: quasibinomial (logistische Regression auf den Zeitraum), differenz (kein Test); leer: nur ein Wert",
        "streuung": "Wie stark die Zeiträume um den Trend streuen, gemessen am Zufall (Pearson-Chi-Quadrat durch Freiheitsgrade)",
        "t": "Steigung geteilt durch ihren Standardfehler, der die Streuung einrechnet (mindestens die des Zufalls)",
        "freiheitsgrade": "Zeiträume mit Anzahlen minus zwei",
        "p": "Zweiseitiger p-Wert von t",
        "ist_stabil": "Bleibt die Richtung gleich, wenn ein beliebiger Zeitraum fehlt?",
        "p_knapp": "p-Wert, wenn die gedruckten Anteile so gerundet wären, dass am wenigsten für den Trend spricht",
        "ist_rundungsfest": "Bliebe es auch dann ein Trend derselben Richtung?",
        "hinweis_id": "Hinweise zu den Werten der Reihe, mit Leerzeichen getrennt",
        "rechnung": "Der Test mit allen Rechenschritten",
    }
)
VERGLEICH_SPALTEN = Worte(
    {
        "kennzahl_id": "",
        "gruppe": "",
        "kommune_id": "Kommune, die sagt, wie sie gezählt hat",
        "klasse_id": "Zählweise als Klasse (Tabelle zaehlklassen); wer in derselben Klasse ist, hat auf dieselbe Weise gezählt",
        "ist_vergleichbar": "Darf die Kommune mit den anderen derselben Klasse verglichen werden? Mit denen anderer Klassen nie",
        "herkunft": "",
        "quelle_id": "",
        "fundstelle": "",
    }
)
KLASSEN_SPALTEN = Worte(
    {
        "klasse_id": "Kennung der Zählweise; sie folgt aus den Angaben und bleibt, solange diese bleiben",
        "kennzahl_id": "",
        "gruppe": "",
        "kommunen": "Zahl der Kommunen, die so zählen",
        "ist_vergleichbar": "Dürfen die Kommunen dieser Klasse miteinander verglichen werden?",
        "grund": "Warum, in Worten",
        "zaehler_code": "",
        "nenner_code": "",
        "einschluss_code": "",
        "stichtag": "",
        "jahr": "",
        "quelle_id": "Dokument, aus dem die Werte stammen",
        "herkunft": "gedruckt, berechnet oder gemischt; ändert nichts daran, was sich vergleichen lässt",
    }
)
AEHNLICHKEIT_SPALTEN = Worte(
    {
        "kommune_id": "Kommune, von der aus verglichen wird; zu jeder stehen nur die ähnlichsten",
        "andere_id": "Kommune, mit der verglichen wird",
        "groesse": "Ähnlichkeit der Bevölkerungszahl, 0 bis 1",
        "typ": "Ähnlichkeit der Art: 1 bei derselben Art, sonst 0",
        "anteil": "Ähnlichkeit des Anteils der unter 18-Jährigen, 0 bis 1",
        "themen": "Anteil der gemeinsamen Themen, 0 bis 1",
        "aehnlichkeit": "Mittel der bekannten Teile, 0 bis 100",
        "rang": "Rang unter allen anderen Kommunen; 1 ist die ähnlichste",
    }
)
KOMMUNEN_SPALTEN = Worte(
    {
        "kommune_id": "",
        "name": "",
        "ags": "",
        "typ": "",
        "programmrolle": "",
        "einwohner": "Bevölkerung, neueste bekannte Zahl",
        "unter_18": "Davon jünger als 18 Jahre",
        "zeitraum": "Zeitraum dieser beiden Zahlen; bis vor einem Datum: Das Dokument von dann nennt keinen Stichtag",
        **ZEITRAUM_TAGE,
        "stand": "Derselbe Zeitraum in Worten",
        "quelle_id": "Dokument der beiden Zahlen",
        "fundstelle": "Fundstelle der beiden Zahlen",
    }
)
AENDERUNG_SPALTEN = Worte(
    {
        "tag": "Tag, an dem die Änderung vermerkt wurde; leer: noch nicht vermerkt",
        "aenderung": "Was geschah: neu, geaendert oder entfallen",
        "kommune_id": "Kommune, zu deren Paket der Wert gehört oder gehörte",
        "tabelle": "Tabelle, in der der Wert steht oder stand",
        "schluessel": "Woran die Tabelle seine Zeile erkennt, mit „|“ getrennt; in werte: kennzahl_id, raum_id, zeitraum, gruppe",
        "kennzahl_id": "Kennung der Kennzahl; eine entfallene steht nicht mehr im Katalog; leer: Die Tabelle hat keine",
        "raum_id": "",
        "zeitraum": "Jahr (2018), Schuljahr (2017/18) oder Stichtag (2018-09-30); bis davor: Das Dokument von dann nennt keinen Stichtag",
        **ZEITRAUM_TAGE,
        "gruppe": "",
        "vorher": "Der Wert davor, in Worten; leer bei einem neuen Wert",
        "nachher": "Der Wert danach, in Worten; leer bei einem entfallenen Wert",
        "grund": "Warum; leer: noch nicht vermerkt, der Grund steht in der Liste der Änderungen",
    }
)
SPALTEN_SPALTEN = Worte(
    {
        "tabelle": "Name der veröffentlichten Tabelle",
        "spalte": "Name der Spalte, in der Reihenfolge der Tabelle",
        "titel": "Wie die Spalte heißt",
        "beschreibung": "Was in der Spalte steht",
    }
)
GETEILT = ("ergebnisse", "raumvergleiche", "status", "trends")
"""Tables that grow with every municipality: also by municipality, and as Parquet."""
GANZ_ZEILEN = 12_000
"""A table with more rows is published in parts and as Parquet only: as one file it would be too large to open."""
PARQUET_ZEILEN = 200_000
"""A table with more rows is several Parquet files: none of them is larger than a download may be."""
MAPPE_ZEILEN = 5_000
"""A table with more rows is no sheet of the workbook: writing cells takes a hundred times as long as writing text."""
BERECHNET: dict[str, Mapping[str, str]] = {
    "ergebnisse": ERGEBNIS_SPALTEN,
    "status": STATUS_SPALTEN,
    "trends": TREND_SPALTEN,
    "raumvergleiche": RAUMVERGLEICH_SPALTEN,
    "vergleichbarkeit": VERGLEICH_SPALTEN,
    "zaehlklassen": KLASSEN_SPALTEN,
    "aehnlichkeit": AEHNLICHKEIT_SPALTEN,
    "kommunen": KOMMUNEN_SPALTEN,
    "wertaenderungen": AENDERUNG_SPALTEN,
    "spalten": SPALTEN_SPALTEN,
}
"""Tables that are more than a table of the packages."""
_KI_METHODEN = ("wilson", "byar", "exakt")
CODELISTEN: dict[str, Mapping[str, Iterable[str]]] = {
    "ergebnisse": {
        "ki_methode": _KI_METHODEN,
        "fallzahl": Fallzahl,
        "zuverlaessigkeit": Zuverlaessigkeit,
        "vorperiode_urteil": Sicherheit,
        "basis_urteil": Sicherheit,
        "differenz_methode": ("newcombe",),
        "aussage": Aussage,
    },
    "status": {
        "status": Status,
        "statusgrund": Statusgrund,
        "vergleich": Vergleich,
        "sicherheit": Zielsicherheit,
        "ki_methode": _KI_METHODEN,
        "zuverlaessigkeit": Zuverlaessigkeit,
    },
    "raumvergleiche": {"aussage": Aussage},
    "trends": {"trend": Trend, "methode": ("quasibinomial", "differenz")},
    "zaehlklassen": {"herkunft": ("gedruckt", "berechnet", "gemischt")},
    "wertaenderungen": {"aenderung": ("neu", "geaendert", "entfallen")},
}
"""What may stand in a computed column; those of the packages have it from their Table Schema."""
TABELLEN = Worte(
    {
        "ergebnisse": "Alle Werte, eine Zeile je Kommune, Kennzahl, Raum, Zeitraum und Gruppe.",
        "raumvergleiche": "Jeder Sozialraum mit bekannten Anzahlen gegen den Rest der Kommune, auch zwei Zeiträume zusammen.",
        "status": "Der Stand jedes Ziels und jeder Leitkennzahl, mit Abstand und Rechnung.",
        "trends": "Die Entwicklung jeder Reihe, mit Test.",
        "vergleichbarkeit": "Wie jede Kommune eine Kennzahl gezählt hat, als Klasse: Nur innerhalb einer Klasse lässt sich vergleichen.",
        "zaehlklassen": "Die Klassen gleicher Zählung mit allen Angaben und dem Grund des Urteils.",
        "aehnlichkeit": "Die ähnlichsten Kommunen zu jeder Kommune: Größe, Art, Anteil der unter 18-Jährigen, Themen.",
        "themen": "Welche Themen eine Kommune nennt, mit Beleg (eigene Einteilung).",
        "hinweise": "Alle Hinweise: was im Dokument steht, was die Nachrechnung ergibt, wie die Seite damit umgeht.",
        "kennzahlen": "Der Katalog der Kennzahlen: Definition, Zähler, Nenner, Richtung.",
        "kommunen": "Die Kommunen mit amtlichem Schlüssel und Bevölkerung.",
        "praxisbeispiele": "Die Beispiele aus der Praxis, die das Dokument zu jeder Kommune hervorhebt.",
        "praxispartner": "Wer bei den Praxisbeispielen mitmachte, mit Bereich (eigene Einteilung).",
        "praxisthemen": "Zu welchem Thema ein Praxisbeispiel gehört, mit Beleg (eigene Einteilung).",
        "kettenfragen": "Die Fragen, mit denen eine Kommune ihre Kette selbst einschätzen kann.",
        "selbstbewertung": "Wie Kommunen diese Fragen über sich selbst beantworteten, mit Beleg; nie verglichen.",
        "zaehlweisen": "Wie jede Kommune eine Kennzahl gezählt hat: Stichtag, zählende Stelle, Besonderheiten.",
        "module": "Die Angebote, Projekte und Dienste der Präventionskette.",
        "massnahmen": "Die Maßnahmen des Integrationskonzepts mit Kosten.",
        "quellen": "Die Dokumente, aus denen die Zahlen stammen.",
        "heute": "Und heute? Allgemeines Recht seit den Dokumenten, mit Rechtsquelle und Tag der Prüfung.",
        "modul_ziele": "Welchem Ziel ein Modul dient, mit Beleg.",
        "modul_kennzahlen": "Welche Kennzahl zu einem Modul gehört.",
        "modul_raeume": "In welchem Sozialraum ein Modul arbeitet.",
        "modul_angaben": "Weitere Zahlen zu Modulen, wie im Dokument.",
        "integrationskette": "Die Bausteine der Integrationskette, wie das Integrationskonzept sie beschreibt.",
        "bsc": "Die Balanced Scorecard des ersten Konzepts und was aus ihren Maßen wurde.",
        "befragungen": "Was laut Konzept Menschen gefragt werden sollten, ohne dass ein Dokument ein Ergebnis nennt.",
        "ausgangszahlen": "Die Zahlen, mit denen das erste Konzept die Ausgangslage beschreibt.",
        "kosten": "Geplante Kosten und Finanzierung laut Konzept, je Jahr.",
        "gremien": "Gremien, ihre Aufgaben und wer wem berichtet.",
        "zeitleiste": "Beschlüsse und Ereignisse aus den Dokumenten.",
        "rueckmeldungen": "Was aus einem Befund zu einem Ziel folgte: Gremium, Beschluss und Modul, soweit ein Dokument sie nennt.",
        "steuerung": "Wie gesteuert wird: die Seiten dazu, jede mit ihrer Antwort in einem Satz.",
        "steuerung_teile": "Was die Dokumente zu jeder dieser Seiten sagen, Satz für Satz mit Fundstelle.",
        "zielvereinbarungen": "Was mit den Sozialräumen vereinbart ist: Ziel, Maßnahme, Merkmal, zuständige Stelle, Stichtag und Ergebnis.",
        "arbeitsprogramm": "Was sich die Beteiligten für ein Jahr vorgenommen haben.",
        "stadtteilarbeit": "Ziele und Schwerpunkte der Stadtteilarbeit.",
        "weiterbildungen": "Alle Weiterbildungen der Fachkräfte mit Jahr, Amt und Teilnahmen.",
        "wertaenderungen": "Jeder neue, geänderte und entfallene Wert seit der ersten Veröffentlichung, mit Grund.",
        "spalten": "Alle Spalten aller Tabellen und was darin steht.",
    }
)


TABELLENKALKULATION = "tabellenkalkulation"
"""Folder, beside the files for programs, of those for spreadsheets with German settings."""


AUSZUG_BESCHREIBUNG = ".datapackage.json"
"""How the name of the description of an extract ends, that of its rows beside it in ``.csv``."""


def parquet_files(name: str, zeilen: int) -> dict[str, slice]:
    """Names the Parquet files of a table, each with its rows.

    Args:
        name: The table.
        zeilen: Number of its rows.

    Example:
        >>> list(parquet_files("trends", 200_000)), list(parquet_files("trends", 200_001))
        (['trends.parquet'], ['trends-1.parquet', 'trends-2.parquet'])
    """
    if zeilen <= PARQUET_ZEILEN:
        return {f"{name}.parquet": slice(None)}
    anfaenge = range(0, zeilen, PARQUET_ZEILEN)
    return {f"{name}-{nr}.parquet": slice(a, a + PARQUET_ZEILEN) for nr, a in enumerate(anfaenge, start=1)}
