"""Another word for "Sozialraum" stands in every form that sentences use, and nowhere else."""

import pytest

from kekiz.daten.einstellungen import Hauptwort
from kekiz.sagen.woerter import name_areas, name_whole

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
        (QUARTIER, "Anderen Sozialraum wählen", "Anderes Quartier wählen"),
        (ORTSCHAFT, "Anderen Sozialraum wählen. Mein Sozialraum", "Andere Ortschaft wählen. Meine Ortschaft"),
        (QUARTIER, "jeden Sozialraum, zu welchem Sozialraum", "jedes Quartier, zu welchem Quartier"),
        (BEZIRK, '<a href="../sozialraeume/#in-den-sozialraumen">Sozialraumgruppe</a>', '<a href="../sozialraeume/#in-den-sozialraumen">Sozialraumgruppe</a>'),
        (Hauptwort(), "im Sozialraum", "im Sozialraum"),
    ],
)  # fmt: skip
def test_word_and_companion(wort: Hauptwort, vorher: str, nachher: str) -> None:
    assert name_areas(vorher, wort) == nachher


@pytest.mark.parametrize(
    ("stadt", "kreis"),
    [
        ("Rest der Stadt (ohne Nord)", "Rest des Kreises (ohne Nord)"),
        ("gegen 8 im Rest der Stadt – besser", "gegen 8 im Rest des Kreises – besser"),
        ("In der ganzen Stadt waren es 7.", "Im ganzen Kreis waren es 7."),
        ("Verglichen wird mit der ganzen Stadt, weil", "Verglichen wird mit dem ganzen Kreis, weil"),
        ("Nur für die ganze Stadt.", "Nur für den ganzen Kreis."),
        ("Nord und die ganze Stadt", "Nord und der ganze Kreis"),
        ("Nord und ganze Stadt", "Nord und ganzer Kreis"),
        ("Grau: ganze Stadt", "Grau: ganzer Kreis"),
        ("Der Unterschied zur Stadt ist klein.", "Der Unterschied zum Kreis ist klein."),
        ("Verglichen ist mit der Stadt ohne diesen Ort.", "Verglichen ist mit dem Kreis ohne diesen Ort."),
        ("Von der Stadt ist wenig bekannt.", "Vom Kreis ist wenig bekannt."),
        ("Einen Wert der Stadt nennt es nicht.", "Einen Wert des Kreises nennt es nicht."),
        ("enthält den der Stadt ab 9", "enthält den des Kreises ab 9"),
        ("in der Zahl für die Stadt stecken", "in der Zahl für den Kreis stecken"),
        ("Vergleichen in dieser Stadt", "Vergleichen in diesem Kreis"),
        ("Stadt\u00a082\u202f%", "Kreis\u00a082\u202f%"),
        ('<td data-spalte="Ganze Stadt">', '<td data-spalte="Ganzer Kreis">'),
        ("weiß die Stadt Werl", "weiß die Stadt Werl"),
        ("kreisfreie Stadt", "kreisfreie Stadt"),
        ("Stadtteile und Großstadt", "Stadtteile und Großstadt"),
        ('<a href="../stadt/">', '<a href="../stadt/">'),
        ("wert_stadt der Stadt", "wert_stadt des Kreises"),
    ],
)
def test_a_kreis_is_no_stadt(stadt: str, kreis: str) -> None:
    assert name_whole(stadt, ist_kreis=True) == kreis
    assert name_whole(stadt, ist_kreis=False) == stadt
