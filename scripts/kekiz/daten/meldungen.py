"""How faults are told: causes without what only follows from them, many of a kind as one, for people and for machines.

Plain Python: the check in a browser uses the same code as the command line.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kekiz.wissen.fehler import Fehler

FORMATE: Final = ("text", "json", "github", "sarif")
GLEICHE: Final = 5
"""So many faults of one kind are told; the others are counted."""
_GENANNT: Final = 12
"""So many lines or files of the others are named."""
_ZELLE: Final = "Zelle "
"""Before the letters and the number of a cell in the place of a fault."""
_VERSCHIEDEN: Final = re.compile(r"„[^“]*“|\d[\d.,]*")
_KLAMMER: Final = re.compile(r"\((?:gefunden (?P<gefunden>.*?))?(?:, )?(?:erwartet (?P<erwartet>.*))?\)$")


@dataclass(frozen=True)
class Meldungen:
    """Faults as they are told.

    Attributes:
        fehler: All that are causes, in file and line order.
        folgen: How many follow from those alone, and are not told.
        warnungen: What is worth a second look and stops nothing, in file and line order.
    """

    fehler: Sequence[Fehler]
    folgen: int
    warnungen: Sequence[Fehler] = ()

    def summary(self) -> str:
        """Says in a line how many there are."""
        anzahl = len(self.fehler)
        text = f"{anzahl} Fehler in den Daten." if anzahl > 1 else "Ein Fehler in den Daten."
        if not self.folgen:
            return text
        was = "Einer, der daraus folgt, ist" if self.folgen == 1 else f"{self.folgen}, die daraus folgen, sind"
        return f"{text} {was} nicht gezeigt."

    def summary_of_warnings(self) -> str:
        """Says in a line how many warnings there are; empty where there is none."""
        anzahl = len(self.warnungen)
        if not anzahl:
            return ""
        return f"{anzahl} Warnungen; sie halten nichts auf." if anzahl > 1 else "Eine Warnung; sie hält nichts auf."


def set_apart(fehler: Sequence[Fehler], warnungen: Sequence[Fehler] = ()) -> Meldungen:
    """Keeps the faults that do not follow from another one, and the warnings about rows that have none.

    Args:
        fehler: All faults.
        warnungen: All warnings.
    """
    orte = {f"{f.datei} {f.schluessel}" for f in fehler if not f.ursache}
    ursachen = [f for f in fehler if not f.ursache or f.ursache not in orte]
    falsch = {(f.datei, f.zeile) for f in fehler}
    return Meldungen(ursachen, len(fehler) - len(ursachen), [w for w in warnungen if (w.datei, w.zeile) not in falsch])


def tell(fehler: Sequence[Fehler]) -> list[str]:
    """Words faults line by line; of many equal ones the first, then how many more there are and where.

    Equal are those that say the same of anything (a document that is gone, in every file), and those of one kind in one
    file whatever they found.
    """
    wortgleich = Counter((f.befund, f.abhilfe) for f in fehler)
    gezeigt: Counter[tuple[str, ...]] = Counter()
    zeilen: list[str] = []
    rest: dict[tuple[str, ...], list[Fehler]] = {}
    for f in fehler:
        art = (f.befund, f.abhilfe)
        if wortgleich[art] <= GLEICHE:
            art = (f.datei, _VERSCHIEDEN.sub("…", f.befund))
        gezeigt[art] += 1
        if gezeigt[art] <= GLEICHE:
            zeilen.append(str(f))
        else:
            rest.setdefault(art, []).append(f)
    return [*zeilen, *(_rest_line(f) for f in rest.values())]


def _rest_line(fehler: Sequence[Fehler]) -> str:
    """Counts faults of a kind that are not told one by one, and says where they are."""
    dateien = list(dict.fromkeys(f.datei for f in fehler))
    blaetter = {f.zelle.rpartition(_ZELLE)[0] for f in fehler}
    if len(dateien) == len(blaetter) == 1 and all(_ZELLE in f.zelle for f in fehler):
        orte = [f.zelle.rpartition(_ZELLE)[2] for f in fehler]
        wo, ort = "", f"{blaetter.pop()}{_ZELLE if len(orte) == 1 else 'Zellen '}{_some(orte)} ({dateien[0]})"
    elif len(dateien) == 1:
        orte = [str(f.zeile) for f in fehler if f.zeile]
        wo = f"in {'Zeile' if len(orte) == 1 else 'den Zeilen'} {_some(orte)}" if orte else ""
        ort = dateien[0]
    else:
        wo, ort = f"in {_some(dateien)}", f"{len(dateien)} Dateien"
    return f"{ort}: noch {len(fehler)} {'gleicher' if len(fehler) == 1 else 'gleiche'} Fehler {wo}".rstrip() + (
        f" ({_VERSCHIEDEN.sub('…', fehler[0].befund)})."
    )


def _some(namen: Sequence[str]) -> str:
    mehr = len(namen) - _GENANNT
    return ", ".join(namen[:_GENANNT]) + (f" und {mehr} weiteren" if mehr > 0 else "")


def as_record(f: Fehler) -> dict[str, Any]:
    """Gives one fault as a program reads it: what was found and what was expected apart.

    Args:
        f: The fault.
    """
    klammer = _KLAMMER.search(f.befund)
    return {
        "datei": f.datei,
        "zeile": f.zeile or None,
        "spalte": f.spalte,
        "zelle": f.zelle,
        "schluessel": f.schluessel,
        "befund": f.befund,
        "gefunden": (klammer["gefunden"] or "" if klammer else "").strip("„“"),
        "erwartet": (klammer["erwartet"] or "" if klammer else "").strip("„“"),
        "abhilfe": f.abhilfe,
        "meldung": str(f),
    }


def as_json(meldungen: Meldungen) -> str:
    """Writes faults as JSON."""
    inhalt = {
        "fehler": [as_record(f) for f in meldungen.fehler],
        "anzahl": len(meldungen.fehler),
        "folgen": meldungen.folgen,
        "warnungen": [as_record(w) for w in meldungen.warnungen],
    }
    return json.dumps(inhalt, ensure_ascii=False, indent=1)


def as_github(meldungen: Meldungen, ordner: str) -> str:
    """Writes faults as the commands with which GitHub marks lines of a change.

    Args:
        meldungen: The faults.
        ordner: Root folder of the packages below the project.
    """
    zeilen = []
    for art, f in _by_level(meldungen):
        stelle = f"file={_escape(f'{ordner}/{f.datei}', ganz=True)},line={max(f.zeile, 1)}"
        text = f"{f'[{f.schluessel}] ' if f.schluessel else ''}{f.befund}. {f.abhilfe}"
        zeilen.append(f"::{art} {stelle},title={_escape(f'{f.datei} {f.spalte}'.strip(), ganz=True)}::{_escape(text)}")
    return "\n".join(zeilen)


def _by_level(meldungen: Meldungen) -> list[tuple[str, Fehler]]:
    """Gives faults and warnings with the word that GitHub and SARIF have for their kind."""
    return [*(("error", f) for f in meldungen.fehler), *(("warning", w) for w in meldungen.warnungen)]


def _escape(text: str, *, ganz: bool = False) -> str:
    for zeichen, ersatz in (
        ("%", "%25"),
        ("\r", "%0D"),
        ("\n", "%0A"),
        *(((":", "%3A"), (",", "%2C")) if ganz else ()),
    ):
        text = text.replace(zeichen, ersatz)
    return text


def as_sarif(meldungen: Meldungen, ordner: str) -> str:
    """Writes faults as SARIF 2.1.0, the form in which programs pass on what they found in files.

    Args:
        meldungen: The faults.
        ordner: Root folder of the packages below the project.
    """
    ergebnisse = [
        {
            "ruleId": "kekiz-pruefen",
            "level": art,
            "message": {"text": f"{f'[{f.schluessel}] ' if f.schluessel else ''}{f.befund}. {f.abhilfe}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": f"{ordner}/{f.datei}"},
                        "region": {"startLine": max(f.zeile, 1)},
                    }
                }
            ],
            "properties": as_record(f),
        }
        for art, f in _by_level(meldungen)
    ]
    inhalt = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "kekiz", "rules": [{"id": "kekiz-pruefen"}]}},
                "columnKind": "unicodeCodePoints",
                "results": ergebnisse,
            }
        ],
    }
    return json.dumps(inhalt, ensure_ascii=False, indent=1)
