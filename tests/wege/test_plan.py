"""Which pages there are follows from the data: each row has its page, each file of words its row."""

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import build, read_ergebnis
from kekiz.rechnen.jahresstand import report_years
from kekiz.sagen.sprachtexte import SPRACHEN
from kekiz.seiten import leichteseite
from kekiz.seiten.anatomie import Abschnitt
from kekiz.seiten.steuerungsseite import KREISLAUF
from kekiz.wege.macros import TEILE
from kekiz.wege.plan import ARTEN, plan_pages, write_sources
from kekiz.wissen.fehler import DatenFehler
from paketbau import DATEN, REPO, Projekt

PROSA = {p.relative_to(REPO / "docs").as_posix(): p.read_text(encoding="utf-8") for p in (REPO / "docs").rglob("*.md")}


def sources(projekt: Projekt, start: str = "hamm") -> set[str]:
    return set(plan_pages(build(load(projekt.pfad)), start))


def test_each_part_of_an_order_is_a_macro() -> None:
    teile = {t for art in ARTEN for t in art.ordnung if isinstance(t, str)}
    teile |= {t for art in ARTEN for a in art.ordnung if isinstance(a, Abschnitt) for t in a.teile}
    assert teile <= set(TEILE)
    assert not teile & {art.art for art in ARTEN}


def test_each_row_of_the_project_has_its_page() -> None:
    e = read_ergebnis(DATEN)
    plan = plan_pages(e, "hamm")
    ziele, raeume, module = (e.bestand.frame(n) for n in ("ziele", "raeume", "module"))
    blaetter = e.bestand.frame("steuerung")
    orte = {k: "" if k == "hamm" else f"kommunen/{k}/" for k in e.bestand.frame("kommunen")["kommune_id"]}
    assert set(plan) == {
        *(f"ziele/{z.replace('.', '-')}.md" for z in ziele["ziel_id"]),
        *(f"sozialraeume/{r}.md" for r in raeume.loc[raeume["typ"].eq("sozialraum"), "raum_id"]),
        *(f"module/{m}.md" for m in module.loc[module["hat_seite"], "modul_id"]),
        *(f"kommunen/{k}.md" for k in e.bestand.frame("kommunen")["kommune_id"]),
        *(f"{o}/index.md" for o in ("ziele", "sozialraeume", "module", "kette")),
        *(f"module/{m}.md" for m in ("integration", "weiterbildungen", "arbeitsprogramm-2019")),
        *(f"kennzahlen/{k}.md" for k in e.werte["kennzahl_id"]),
        "kennzahlen/index.md",
        *("kommunen/praxis.md", "werkzeuge/selbstbewertung.md"),
        *(f"mitmachen/{s}.md" for s in ("index", "neues-jahr", "korrektur", "neue-kennzahl", "hinweis", "pruefen")),
        *("index.md", "daten/index.md", "daten/aenderungen.md", "daten/kleine-zahlen.md", "glossar/index.md"),
        *(f"methodik/{s}.md" for s in ("index", "ausgangslage", "leistung")),
        *(f"kommunen/{s}.md" for s in ("index", "themen", "vergleich")),
        *("sprachen/index.md", "mitmachen/sprachen.md", *(f"sprachen/{s}.md" for s in SPRACHEN)),
        "bericht/index.md",
        *(f"bericht/{jahr}.md" for jahr in report_years(e.bestand, "hamm")),
        *(f"{orte[k]}daten/stand.md" for k in ("hamm", "bochum")),
        "werkzeuge/pilotraeume.md",
        "leichte-sprache/index.md",
        *(f"leichte-sprache/ziele/{z}.md" for z in ziele.loc[ziele["oberziel_id"].eq(""), "ziel_id"]),
        *(f"leichte-sprache/sozialraeume/{r}.md" for r in raeume.loc[raeume["typ"].eq("sozialraum"), "raum_id"]),
        *(f"{orte[k]}steuerung/index.md" for k in blaetter["paket"] if k in orte),
        *(
            f"{orte[b.paket]}steuerung/{b.blatt_id}.md" if b.paket in orte else f"programm/{b.blatt_id}.md"
            for b in blaetter[blaetter["zweck"].ne(KREISLAUF)].itertuples()
        ),
    }


def test_words_of_the_project_are_words_alone_and_belong_to_a_row() -> None:
    e = read_ergebnis(DATEN)
    quellen = write_sources(e, plan_pages(e, "hamm"), PROSA)
    assert "<summary>Mehr zum Ziel</summary>" in quellen["ziele/1-3.md"]
    assert '\ntitle: "Gladbeck"\n' in quellen["kommunen/gladbeck.md"]


def test_a_row_is_enough_for_a_page(projekt: Projekt) -> None:
    vorher = sources(projekt)
    neu = projekt.zeile("hamm/ziele", 1) | {"ziel_id": "1.2", "titel": "Es soll neu sein"}
    projekt.tabellen["hamm"]["ziele"].append(neu)
    projekt.write()
    assert sources(projekt) - vorher == {"ziele/1-2.md"}


def test_pages_of_another_municipality_lie_in_its_own_folder(projekt: Projekt) -> None:
    assert {"ziele/1-1.md", "module/besuche.md", "sozialraeume/pelkum.md"} <= sources(projekt)
    plan = plan_pages(build(load(projekt.pfad)), "anderswo")
    assert {"kommunen/hamm.md", "kommunen/hamm/ziele/index.md", "kommunen/hamm/module/besuche.md"} <= set(plan)
    assert plan["kommunen/hamm/ziele/1-1.md"].eintrag.titel.startswith("Hamm: 1.1: ")


def test_a_page_of_the_whole_site_gives_way_to_that_of_the_municipality_at_the_root(
    projekt: Projekt, monkeypatch: pytest.MonkeyPatch
) -> None:
    ergebnis = build(load(projekt.pfad))

    def easy(start: str) -> dict[str, str]:
        plan = plan_pages(ergebnis, start)
        return {q: s.eintrag.kommune_id for q, s in plan.items() if q.endswith("leichte-sprache/index.md")}

    assert easy("hamm") == {"leichte-sprache/index.md": "hamm"}
    for start in ("", "anderswo"):
        assert easy(start) == {"leichte-sprache/index.md": "", "kommunen/hamm/leichte-sprache/index.md": "hamm"}
    # Where there are many municipalities, only that at the root has such pages.
    monkeypatch.setattr(leichteseite, "ORTE_HOECHSTENS", 0)
    assert easy("hamm") == {"leichte-sprache/index.md": "hamm"}
    assert easy("") == {"leichte-sprache/index.md": ""}
    assert not any("leichte-sprache/" in q for q in plan_pages(ergebnis, "") if q.startswith("kommunen/"))


def test_two_pages_with_one_address_are_refused(projekt: Projekt) -> None:
    neu = projekt.zeile("hamm/module") | {"modul_id": "index"}
    projekt.tabellen["hamm"]["module"].append(neu)
    projekt.write()
    with pytest.raises(DatenFehler) as fehler:
        sources(projekt)
    assert str(fehler.value) == (
        "hamm/module.csv [index]: Zwei Seiten hätten eine Adresse (gefunden module/index als modul und als module). Bitte "
        "eine andere Kennung wählen."
    )


def test_all_faults_of_words_are_told_at_once() -> None:
    e = read_ergebnis(DATEN)
    plan = plan_pages(e, "hamm")
    with pytest.raises(DatenFehler) as fehler:
        write_sources(
            e,
            plan,
            {"ziele/9-9.md": "Worte.\n", "sozialraeume/pelkum.md": "Worte.\n", "kommunen/mitmachen.md": "---\n"},
        )
    assert [str(f) for f in fehler.value.fehler] == [
        "docs/sozialraeume/pelkum.md: Diesen Abschnitt hat eine solche Seite nicht (gefunden Text vor der ersten "
        "Überschrift, erwartet keine). Bitte eine dieser Überschriften nehmen.",
        "docs/ziele/9-9.md: Zu dieser Datei steht nichts in ziele.csv (gefunden „9-9“). Bitte die Zeile in ziele.csv "
        "ergänzen oder die Datei löschen.",
    ]
