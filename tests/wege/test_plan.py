"""Which pages there are follows from the data: each row has its page, each file of words its row."""

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import build, read_ergebnis
from kekiz.wege.macros import TEILE
from kekiz.wege.plan import ARTEN, plan_pages, write_sources
from kekiz.wissen.fehler import DatenFehler
from paketbau import DATEN, REPO, Projekt

PROSA = {p.relative_to(REPO / "docs").as_posix(): p.read_text(encoding="utf-8") for p in (REPO / "docs").rglob("*.md")}


def sources(projekt: Projekt, start: str = "hamm") -> set[str]:
    return set(plan_pages(build(load(projekt.pfad)), start))


def test_each_part_of_an_order_is_a_macro() -> None:
    assert {t for art in ARTEN for t in art.ordnung if isinstance(t, str)} <= set(TEILE)


def test_each_row_of_the_project_has_its_page() -> None:
    e = read_ergebnis(DATEN)
    plan = plan_pages(e, "hamm")
    ziele, raeume, module = (e.bestand.frame(n) for n in ("ziele", "raeume", "module"))
    assert set(plan) == {
        *(f"ziele/{z.replace('.', '-')}.md" for z in ziele["ziel_id"]),
        *(f"sozialraeume/{r}.md" for r in raeume.loc[raeume["typ"].eq("sozialraum"), "raum_id"]),
        *(f"module/{m}.md" for m in module.loc[module["hat_seite"], "modul_id"]),
        *(f"kommunen/{k}.md" for k in e.bestand.frame("kommunen")["kommune_id"]),
    }


def test_words_of_the_project_are_words_alone_and_belong_to_a_row() -> None:
    quellen = write_sources(plan_pages(read_ergebnis(DATEN), "hamm"), PROSA)
    assert "## Kurz gesagt\n" in quellen["ziele/1-3.md"]
    assert '\ntitle: "Gladbeck"\n' in quellen["kommunen/gladbeck.md"]


def test_a_row_is_enough_for_a_page(projekt: Projekt) -> None:
    vorher = sources(projekt)
    neu = projekt.zeile("hamm/ziele", 1) | {"ziel_id": "1.2", "titel": "Es soll neu sein"}
    projekt.tabellen["hamm"]["ziele"].append(neu)
    projekt.write()
    assert sources(projekt) - vorher == {"ziele/1-2.md"}


def test_pages_of_another_municipality_lie_in_its_own_folder(projekt: Projekt) -> None:
    assert {"ziele/1-1.md", "module/besuche.md", "sozialraeume/pelkum.md"} <= sources(projekt)
    assert {"kommunen/hamm/ziele/1-1.md", "kommunen/hamm/module/besuche.md"} <= sources(projekt, "anderswo")
    assert "kommunen/hamm.md" in sources(projekt, "anderswo")


def test_all_faults_of_words_are_told_at_once() -> None:
    plan = plan_pages(read_ergebnis(DATEN), "hamm")
    with pytest.raises(DatenFehler) as fehler:
        write_sources(
            plan, {"ziele/9-9.md": "Worte.\n", "sozialraeume/pelkum.md": "Worte.\n", "ziele/index.md": "---\n"}
        )
    assert [str(f) for f in fehler.value.fehler] == [
        "docs/sozialraeume/pelkum.md: Diesen Abschnitt hat eine solche Seite nicht (gefunden Text vor der ersten "
        "Überschrift, erwartet keine). Bitte eine dieser Überschriften nehmen.",
        "docs/ziele/9-9.md: Zu dieser Datei steht nichts in ziele.csv (gefunden „9-9“). Bitte die Zeile in ziele.csv "
        "ergänzen oder die Datei löschen.",
    ]
