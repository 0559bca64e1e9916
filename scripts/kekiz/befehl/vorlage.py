"""The command ``kekiz vorlage``: a workbook in which somebody fills in a year without a terminal or an editor."""

from collections.abc import Sequence
from pathlib import Path

from kekiz.befehl.ergaenzen import find_package, read_faultless
from kekiz.befehl.neu import NeuFehler
from kekiz.daten.bestand import KATALOG
from kekiz.wege.archiv import save_workbook
from kekiz.wege.vorlage import Blattinhalt, list_sheets, make_template


def write_template(pfad: Path, kommune: str, jahr: int, ziel: Path, tabellen: Sequence[str]) -> list[Blattinhalt]:
    """Writes the workbook of a municipality and a year.

    Args:
        pfad: Root folder of the packages.
        kommune: Package.
        jahr: The year to be filled in.
        ziel: File to write.
        tabellen: Tables; none: those that a new year needs.

    Returns:
        The sheets.

    Raises:
        NeuFehler: There is no such package, the packages have faults, or a table is unknown.
    """
    paket = find_package(pfad, kommune)
    bestand = read_faultless(pfad)
    for name in tabellen:
        if bestand.find(paket, name) is None and bestand.find(KATALOG, name) is None:
            raise NeuFehler(f"Eine Tabelle „{name}“ haben weder {paket} noch {KATALOG}.")
    inhalte = list_sheets(bestand, paket, jahr, tabellen)
    save_workbook(make_template(bestand, inhalte, paket), ziel)
    return inhalte
