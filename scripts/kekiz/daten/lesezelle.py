"""What a cell of a spreadsheet means in a column of a table: the text that belongs into the CSV, or why nobody can tell.

A cell is understood where it has exactly one reading. Nothing is guessed: 1.1 in a column of numbers of goals may have
been 1.10, and 1.634 in a column of shares may be 1,634 or 1634. Plain Python: the check in a browser uses the same code.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from kekiz.daten.blatt import Zelle
from kekiz.daten.dateiart import find_mojibake
from kekiz.wissen.lesen import suggest

PROZENT_SPALTEN: Final = ("wert", "wert_bis")
"""Columns whose number may carry a percent sign."""
EURO_SPALTEN: Final = ("betrag", "jaehrliche_kosten_euro")
WORTGETREUE_SPALTEN: Final = ("gedruckt", "kosten_gedruckt")
"""Columns that hold letter by letter what a document prints: a number in them has lost its form."""
MARKE: Final = " · "
"""Stands between an id and its readable name in a drop-down."""
_TEXT: Final = "^[^<>]*$"
_KENNUNG: Final = re.compile(r"\^\[a-z0-9\]")
_UNSICHTBAR: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LEERRAUM: Final = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_STEUER: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_DEUTSCH: Final = re.compile(r"-?(?:\d{1,3}(?:(?P<t>[. '’])\d{3})(?:(?P=t)\d{3})*|\d+)(?:,\d+)?")
_ENGLISCH: Final = re.compile(r"-?(?:\d{1,3}(?:(?P<t>[, '’])\d{3})(?:(?P=t)\d{3})*|\d+)(?:\.\d+)?")
_NUR_DEUTSCH: Final = re.compile(r"-?\d+,(?:\d{1,2}|\d{4,})|-?\d{1,3}(?:\.\d{3})+,\d+|-?\d{1,3}(?:\.\d{3}){2,}")
_NUR_ENGLISCH: Final = re.compile(r"-?\d+\.(?:\d{1,2}|\d{4,})|-?\d{1,3}(?:,\d{3})+\.\d+|-?\d{1,3}(?:,\d{3}){2,}")
_NICHTS: Final = ("-", "–", "—", "/", ".", "k.a.", "k. a.", "n/a", "#n/a", "null", "none", "nan", "keine angabe")
_ALS_TEXT: Final = "Bitte die Zelle als Text formatieren und neu eintragen."


class Unlesbar(ValueError):
    """A cell has no reading, or more than one.

    Args:
        befund: What is wrong, without the column, found and expected in brackets.
        abhilfe: What to do, one sentence with final stop.
    """

    def __init__(self, befund: str, abhilfe: str) -> None:
        self.befund, self.abhilfe = befund, abhilfe
        super().__init__(befund)


def number_style(texte: Iterable[str]) -> str:
    """Says how the numbers of a table are written.

    Args:
        texte: Cells of columns of numbers, as text.

    Returns:
        ``de`` (82,1), ``en`` (82.1), or nothing where no cell tells or they contradict each other.

    Example:
        >>> number_style(["82,1", "1.634"]), number_style(["82.1", "82,1"]), number_style(["1.634"])
        ('de', '', '')
    """
    sauber = [clean(t).rstrip(" %€") for t in texte]
    arten = {"de" for t in sauber if _NUR_DEUTSCH.fullmatch(t)} | {"en" for t in sauber if _NUR_ENGLISCH.fullmatch(t)}
    return arten.pop() if len(arten) == 1 else ""


def clean(text: str) -> str:
    """Takes away what nobody sees: blanks around, no-break and double blanks, line ends, marks without a width.

    Example:
        >>> clean("\u00a0a\u202f b\u200b\\r\\n")
        'a b'
    """
    return _LEERRAUM.sub(" ", _UNSICHTBAR.sub("", text)).strip()


def read_cell(zelle: Zelle, feld: dict[str, Any], alt: str | None, stil: str) -> str:
    """Reads a cell as its column wants it.

    Args:
        zelle: The cell.
        feld: Field of the Table Schema.
        alt: What the table holds in this place; None for a new row.
        stil: How the numbers of the sheet are written, see :func:`number_style`.

    Returns:
        Text for the CSV; what stands there already where the cell says the same.

    Raises:
        Unlesbar: The cell has no reading, or more than one.
    """
    if zelle.mangel:
        raise Unlesbar(f"ist nicht lesbar (gefunden {zelle.mangel})", "Bitte den Wert selbst in die Zelle schreiben.")
    if zelle.ist_leer:
        return ""
    if isinstance(zelle.inhalt, str) and zelle.inhalt == alt:
        return alt
    art = feld["type"]
    if art in ("number", "integer"):
        if zelle.ist_verbunden:
            raise Unlesbar(
                f"ist über mehrere Zeilen verbunden (gefunden „{zelle.inhalt}“, erwartet eine Zahl je Zeile)",
                "Bitte die Verbindung aufheben und jede Zeile füllen.",
            )
        zahl = _read_number(zelle, feld, stil)
        return alt if alt and _is_number(alt) and Decimal(alt) == zahl else _write(zahl)
    if art == "boolean":
        return _read_boolean(zelle)
    return _read_text(zelle, feld)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _write(zahl: Decimal) -> str:
    """Writes a number as the tables have it: decimal point, no needless zero, no exponent."""
    text = f"{zahl:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exact(zahl: float) -> Decimal:
    """Gives a number of a spreadsheet with the fifteen digits that it keeps."""
    return Decimal(f"{zahl:.15g}")


def _read_number(zelle: Zelle, feld: dict[str, Any], stil: str) -> Decimal:
    name, inhalt, ist_ganz = str(feld["name"]), zelle.inhalt, feld["type"] == "integer"
    erwartet = "eine ganze Zahl" if ist_ganz else "eine Zahl, zum Beispiel 82,1"
    if isinstance(inhalt, bool | date):
        hin = " Bitte die Zelle als Zahl formatieren." if isinstance(inhalt, date) else ""
        raise Unlesbar(f"ist keine Zahl (gefunden {_show(inhalt)}, erwartet {erwartet})", f"Bitte neu eintragen.{hin}")
    if isinstance(inhalt, int | float):
        zahl = _exact(float(inhalt)) if isinstance(inhalt, float) else Decimal(inhalt)
        if zelle.ist_prozent:
            if name not in PROZENT_SPALTEN:
                raise Unlesbar(
                    f"ist als Prozent formatiert (gefunden {_write(100 * zahl)} %, erwartet {erwartet})",
                    "Bitte die Zelle als Zahl formatieren und neu eintragen.",
                )
            zahl *= 100
        if ist_ganz and zahl != zahl.to_integral_value():
            raise Unlesbar(
                f"ist keine ganze Zahl (gefunden {_write(zahl).replace('.', ',')}, erwartet eine ganze Zahl)",
                "Ist der Punkt für Tausend zum Komma geworden? Bitte ohne Punkt neu eintragen.",
            )
        return zahl
    return _read_written(str(inhalt), name, stil, ist_ganz=ist_ganz, erwartet=erwartet)


def _read_written(roh: str, name: str, stil: str, *, ist_ganz: bool, erwartet: str) -> Decimal:
    """Reads a number that stands there as text."""
    text = clean(roh).replace("−", "-")
    if text.lower() in _NICHTS:
        raise Unlesbar(
            f"ist keine Zahl (gefunden „{text}“, erwartet eine Zahl oder eine leere Zelle)",
            "Bitte die Zelle leer lassen; warum sie leer ist, sagt der wertstatus.",
        )
    if name in PROZENT_SPALTEN:
        text = text.removesuffix("%").strip()
    if name in EURO_SPALTEN:
        text = re.sub(r"\s*(€|EUR|Euro)$", "", text).removesuffix(",-").removesuffix(",–")
    lesarten = {}
    if _DEUTSCH.fullmatch(text):
        lesarten["de"] = Decimal(re.sub(r"[. '’]", "", text).replace(",", "."))
    if _ENGLISCH.fullmatch(text):
        lesarten["en"] = Decimal(re.sub(r"[, '’]", "", text))
    if ist_ganz:
        lesarten = {s: z for s, z in lesarten.items() if z == z.to_integral_value()}
    if stil in lesarten and len(set(lesarten.values())) > 1:
        return lesarten[stil]
    if len(set(lesarten.values())) == 1:
        return next(iter(lesarten.values()))
    if lesarten:
        wahl = " oder ".join(_write(z).replace(".", ",") for z in sorted(set(lesarten.values())))
        raise Unlesbar(
            f"lässt sich zweimal lesen (gefunden „{clean(roh)}“, erwartet {wahl})",
            "Bitte mit Dezimalkomma und ohne Punkt für Tausend eintragen.",
        )
    raise Unlesbar(f"ist nicht lesbar (gefunden „{clean(roh)}“, erwartet {erwartet})", "Bitte die Zelle berichtigen.")


def _read_boolean(zelle: Zelle) -> str:
    text = _show(zelle.inhalt).lower()
    if text in ("ja", "wahr", "true"):
        return "ja"
    if text in ("nein", "falsch", "false"):
        return "nein"
    raise Unlesbar(
        f"ist weder ja noch nein (gefunden „{_show(zelle.inhalt)}“, erwartet ja oder nein)", "Bitte berichtigen."
    )


def _show(inhalt: object) -> str:
    """Writes what is in a cell as the reader sees it."""
    if isinstance(inhalt, bool):
        return "WAHR" if inhalt else "FALSCH"
    if isinstance(inhalt, date):
        return f"{inhalt:%d.%m.%Y}"
    if isinstance(inhalt, float):
        return _write(_exact(inhalt)).replace(".", ",")
    return clean(str(inhalt))


def _read_text(zelle: Zelle, feld: dict[str, Any]) -> str:
    name, regel = str(feld["name"]), feld.get("constraints", {})
    muster = "" if regel.get("pattern") == _TEXT else regel.get("pattern", "")
    inhalt = zelle.inhalt
    if isinstance(inhalt, str):
        text = _read_words(inhalt, muster, regel)
    elif isinstance(inhalt, bool):
        raise Unlesbar(f"ist ein Wahrheitswert (gefunden {_show(inhalt)}, erwartet Text)", _ALS_TEXT)
    elif isinstance(inhalt, date):
        text = inhalt.isoformat()
        if not muster or not re.search(muster, text):
            raise Unlesbar(f"ist ein Datum (gefunden {_show(inhalt)}, erwartet Text)", f"{_WAR_TEXT} {_ALS_TEXT}")
    else:
        text = _text_of_number(zelle, name, muster)
    if muster and not re.search(muster, text):
        raise Unlesbar(_misshaped(text, muster), "Bitte berichtigen.")
    erlaubt = regel.get("enum")
    if erlaubt and text not in erlaubt:
        return _near(text, erlaubt)
    return text


_WAR_TEXT: Final = "Das Programm hat aus der Eingabe ein Datum gemacht."


def _misshaped(text: str, muster: str) -> str:
    """Says that a text does not fit the pattern of its column."""
    if re.search(muster, "0" + text) and text.isdecimal():
        return f"hat die falsche Form (gefunden „{text}“; die führende 0 fehlt, erwartet vermutlich „0{text}“)"
    return f"hat die falsche Form (gefunden „{text}“)"


def _text_of_number(zelle: Zelle, name: str, muster: str) -> str:
    """Gives the digits of a number in a column of texts, where a spreadsheet cannot have changed them."""
    zahl = _exact(float(str(zelle.inhalt)))
    gezeigt = _write(100 * zahl if zelle.ist_prozent else zahl).replace(".", ",") + (" %" if zelle.ist_prozent else "")
    if name in WORTGETREUE_SPALTEN or zelle.ist_prozent:
        raise Unlesbar(
            f"ist eine Zahl (gefunden {gezeigt}, erwartet Text genau wie gedruckt)",
            f"Nullen, Leerzeichen und Prozentzeichen gehen sonst verloren. {_ALS_TEXT}",
        )
    if zahl != zahl.to_integral_value():
        raise Unlesbar(
            f"ist eine Zahl (gefunden {gezeigt}, erwartet Text)",
            f"Aus 1.10 wird so 1,1: Was dastand, ist nicht mehr zu erkennen. {_ALS_TEXT}",
        )
    text = _write(zahl)
    if muster and not re.search(muster, text):
        raise Unlesbar(_misshaped(text, muster), _ALS_TEXT)
    return text


def _read_words(roh: str, muster: str, regel: dict[str, Any]) -> str:
    text = clean(roh)
    if "\ufffd" in text or _STEUER.search(text):
        raise Unlesbar(
            f"enthält ein Zeichen, das kein Text ist (gefunden „{_STEUER.sub('?', text)}“)",
            "Bitte die Zelle neu eintragen.",
        )
    if doppelt := find_mojibake(text):
        raise Unlesbar(
            f"ist mit einem falschen Zeichensatz gelesen worden (gefunden „{doppelt}“)",
            "Bitte die Datei mit dem Zeichensatz UTF-8 öffnen.",
        )
    if not muster:
        return text.partition(MARKE)[0] if "enum" in regel else text
    text = text.partition(MARKE)[0]
    ist_tag = re.search(muster, "2018-09-30")
    if ist_tag and (tag := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", text)):
        return f"{tag[3]}-{int(tag[2]):02d}-{int(tag[1]):02d}"
    if re.search(muster, "2017/18") and (jahre := re.fullmatch(r"(\d{4}) ?/ ?(?:\d\d)?(\d\d)", text)):
        return f"{jahre[1]}/{jahre[2]}"
    if _KENNUNG.match(muster) and not re.search(muster, text) and re.search(muster, text.lower()):
        return text.lower()
    return text


def _near(text: str, erlaubt: list[str]) -> str:
    """Gives the code that differs only in case; names those that come near."""
    gleich = [e for e in erlaubt if e.lower() == text.lower().replace(" ", "_")]
    if len(gleich) == 1:
        return gleich[0]
    nah = suggest(text, erlaubt)
    raise Unlesbar(
        f"ist unbekannt (gefunden „{text}“, erwartet eins von {', '.join(erlaubt)})",
        f"{nah} Bitte berichtigen." if nah else "Bitte berichtigen.",
    )
