"""Another word for "Sozialraum" stands in every form that sentences use, and nowhere else."""

import pytest

from kekiz.daten.einstellungen import Hauptwort
from kekiz.sagen.woerter import name_areas

BEZIRK = Hauptwort("Stadtbezirk", "Stadtbezirke", "m")
ORTSCHAFT = Hauptwort("Ortschaft", "Ortschaften", "f")
QUARTIER = Hauptwort("Quartier", "Quartiere", "n")


@pytest.mark.parametrize(
    ("wort", "vorher", "nachher"),
    [
        (BEZIRK, "Keinem Sozialraum zugeordnet", "Keinem Stadtbezirk zugeordnet"),
        (BEZIRK, "in den Sozialräumen des Sozialraums", "in den Stadtbezirken des Stadtbezirks"),
        (ORTSCHAFT, "Welcher Sozialraum fehlt? Den Sozialraum, im Sozialraum", "Welche Ortschaft fehlt? Die Ortschaft, in der Ortschaft"),
        (ORTSCHAFT, "für die Sozialräume, je Sozialraum, des Sozialraums", "für die Ortschaften, je Ortschaft, der Ortschaft"),
        (QUARTIER, "jeden Sozialraum, zu welchem Sozialraum", "jedes Quartier, zu welchem Quartier"),
        (BEZIRK, '<a href="../sozialraeume/#in-den-sozialraumen">Sozialraumgruppe</a>', '<a href="../sozialraeume/#in-den-sozialraumen">Sozialraumgruppe</a>'),
        (Hauptwort(), "im Sozialraum", "im Sozialraum"),
    ],
)  # fmt: skip
def test_word_and_companion(wort: Hauptwort, vorher: str, nachher: str) -> None:
    assert name_areas(vorher, wort) == nachher
