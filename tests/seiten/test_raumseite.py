"""Pages of the areas: every value is there, what is missing stays visible, nobody is ranked or blamed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kekiz.daten.einstellungen import Hauptwort
from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.rechnen.raeume import select_area_values, select_areas, select_comparisons, select_latest
from kekiz.sagen.raumsatz import chance_sentence, note_text
from kekiz.seiten import raumaussagen, raumbild, raumseite, raumuebersicht, raumwerte
from kekiz.seiten.seite import Seite
from kekiz.wissen import texte
from kekiz.wissen.codes import Aussage
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.zeichnen.einbettung import lay_out_both, render_diagramm
from kekiz.zeichnen.modell import Diagramm

UEBERSICHT = Path("docs/sozialraeume/index.md")
FEINDLICH = "<script>alert(1)</script>\" onload='x' & {{ 7*7 }}"
# Words that rank places or blame people. "Rangliste" and "Rangfolge" are said to be absent.
VERBOTEN = re.compile(
    r"schlusslicht|spitzenreiter|brennpunkt|problem(?:viertel|gebiet|stadtteil)|sozial schwach|abgehängt|versag|schuld|"
    r"schneidet|\bplatz \d|\brang \d|am (?:besten|schlechtesten)|sieger|verlierer|bildungsfern",
    re.IGNORECASE,
)


def _diagramm(diagramm: Diagramm, *, tabelle_anker: str, werte: object = ()) -> str:
    return render_diagramm(lay_out_both(diagramm), figur_url="figur.json", tabelle_anker=tabelle_anker)


def _seite(ergebnis: Ergebnis, raum_id: str = "") -> Seite:
    return Seite(ergebnis, "hamm", lambda pfad: "../" + pfad, _diagramm, {"raum": raum_id})


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


@pytest.fixture(scope="module")
def uebersicht(ergebnis: Ergebnis) -> str:
    seite = _seite(ergebnis)
    return "\n".join(t(seite) for n, t in raumuebersicht.MACROS.items())


def _areas(ergebnis: Ergebnis) -> list[str]:
    r = ergebnis.bestand.frame("raeume")
    return list(select_areas(r[r["paket"].eq("hamm")])["raum_id"])


def _page(ergebnis: Ergebnis, raum_id: str) -> str:
    seite = _seite(ergebnis, raum_id)
    return "\n".join(t(seite) for n, t in raumseite.MACROS.items())


@pytest.fixture(scope="module")
def seiten(ergebnis: Ergebnis) -> dict[str, str]:
    return {r: _page(ergebnis, r) for r in _areas(ergebnis)}


def _text(markup: str) -> str:
    return re.sub(r"[ \n]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


def _rows(markup: str, tabelle: str) -> Iterator[list[str]]:
    inhalt = re.search(rf'<table class="kp-tabelle {tabelle}[" ].*?</table>', markup, re.S)
    assert inhalt
    for zeile in re.findall(r"<tr[^>]*>(.*?)</tr>", inhalt.group(), re.S):
        yield [_text(z) for z in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", zeile, re.S)]


def test_every_value_stands_on_its_page(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    for raum_id, markup in seiten.items():
        text = _text(markup)
        for _, zeile in select_area_values(ergebnis.werte, "hamm").query("raum_id == @raum_id").iterrows():
            assert ergebnis.wert(zeile).text in text, (raum_id, zeile["kennzahl_id"], zeile["zeitraum"])


def test_missing_values_stay_visible(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    for raum_id, markup in seiten.items():
        text = _text(markup)
        w = select_area_values(ergebnis.werte, "hamm").query("raum_id == @raum_id and wert.isna()")
        assert len(w), raum_id
        for kennzahl, teil in w.groupby("kennzahl"):
            zeiten = ", ".join(teil.sort_values("zeit")["zeitraum"])
            assert f"{kennzahl}, {zeiten}: nur in einer Abbildung" in text
        # What no picture shows either stands apart from what is only in a picture.
        _, im_bild, rest = text.partition("nur in einem Bild.")
        nur_bild, _, ungenannt = rest.partition("Im Bericht für diesen Ort nicht genannt:")
        assert im_bild
        assert "VERA 3" not in nur_bild.partition("Zahl der Fälle nicht genannt")[0], raum_id
        assert not ungenannt or "VERA 3" in ungenannt.partition("Zahl der Fälle nicht genannt")[0]


def test_table_holds_the_latest_row_of_each_kennzahl(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    for raum_id, markup in seiten.items():
        zeilen = {z[0]: z for z in _rows(markup, "kp-raumtabelle")}
        for _, z in select_latest(ergebnis.werte, "hamm", raum_id).iterrows():
            gefunden = zeilen[f"{z['kurzname']} {z['zeitraum']}".replace("/Gym", "/ Gym")]
            assert gefunden[1].startswith(ergebnis.wert(z).text)
            erwartet = (
                f"{texte.AUSSAGE[Aussage(z['aussage'])]} {note_text(ergebnis, z)}".strip() if z["aussage"] else ""
            )
            assert gefunden[3].endswith(erwartet)


def test_hamm_norden_literally(seiten: dict[str, str]) -> None:
    zeilen = {z[0]: z[1:] for z in _rows(seiten["hamm-norden"], "kp-raumtabelle")}
    s = "\u202f"
    assert zeilen["Teilnahme an der U8 2018/19"] == [
        f"87,0{s}% 79,4 bis 92,1{s}%",
        f"91,8{s}% 90,3 bis 93,1{s}%",
        f"kein gesicherter Unterschied Rest: 92,2{s}%",
    ]
    assert zeilen["Teilnahme an der U8 2017/18 und 2018/19 zusammen"] == [
        f"87,7{s}% 82,9 bis 91,3{s}%",
        f"92,1{s}% 91,1 bis 93,0{s}%",
        f"auffällig niedriger Rest: 92,5{s}%",
    ]
    assert zeilen["Untersuchte Kinder 2018/19"] == ["125", "1.522", "Anzahl, kein Vergleich"]
    assert zeilen["Empfehlung Gymnasium 2018"][0] == "nur in einer Abbildung"


def test_matrix_equals_ergebnis(ergebnis: Ergebnis, uebersicht: str) -> None:
    seite = _seite(ergebnis)
    kopf, *zeilen = _rows(uebersicht, "kp-raummatrix")
    orte = _areas(ergebnis)
    namen = ergebnis.bestand.frame("raeume").set_index("raum_id")["name"]
    assert kopf == ["Kennzahl", *namen[orte], "Hamm insgesamt", "keinem Sozialraum zugeordnet"]
    for ansicht, zeile in zip(raumuebersicht.build_matrix(seite), zeilen, strict=True):
        assert zeile[0].replace("/ ", "/") == f"{ansicht.kurzname} {ansicht.zeit}"
        alle = pd.concat([ergebnis.werte, ergebnis.zusammen])
        alle = alle.query("kommune_id == 'hamm' and kennzahl_id == @ansicht.kennzahl_id and gruppe == ''")
        alle = alle[alle["zeitraum"].eq(ansicht.zeitraum)]
        for ort, zelle in zip(orte, zeile[1:10], strict=True):
            w = alle[alle["raum_id"].eq(ort)]
            if w.empty or pd.isna(w.iloc[0]["wert"]):
                assert zelle in (texte.OHNE_ANGABE, *texte.WERTSTATUS.values())
                continue
            z = w.iloc[0]
            wort = (
                f"{texte.AUSSAGE[Aussage(z['aussage'])]} {note_text(ergebnis, z)}"
                if z["aussage"]
                else texte.OHNE_AUSSAGE
            )
            wort = wort.strip()
            assert zelle.startswith(ergebnis.wert(z).text)
            assert zelle.endswith(wort)
            assert (" bis " in zelle) == pd.notna(z["ki_unten"])


def test_unassigned_children_have_their_own_column(uebersicht: str) -> None:
    letzte = [zeile[-1] for zeile in _rows(uebersicht, "kp-raummatrix")]
    assert letzte[0] == "keinem Sozialraum zugeordnet"
    assert "128" in letzte
    assert "1.522 in der ganzen Stadt, davon 128 ohne Sozialraum." in _text(uebersicht)


def test_list_is_equal_to_the_map_and_the_script_knows_the_same(ergebnis: Ergebnis, uebersicht: str) -> None:
    daten = json.loads(html.unescape(re.search(r'data-raumkarte="([^"]*)"', uebersicht).group(1)))
    kennzahl_id, zeitraum = daten["vorgabe"]
    kennzahl = next(k for k in daten["kennzahlen"] if k["id"] == kennzahl_id)
    zellen = next(z for z in kennzahl["zeiten"] if z["id"] == zeitraum)["zellen"]
    liste = {z[0]: z[1:] for z in _rows(uebersicht, "kp-raumliste")}
    svg = re.search(r'<svg class="kp-kacheln".*?</a>\s*</svg>', uebersicht, re.S).group()
    namen = ergebnis.bestand.frame("raeume").set_index("raum_id")["name"]
    for raum_id in _areas(ergebnis):
        wert, kurz, intervall, aussage, wort, _, zusatz = zellen[raum_id]
        kachel = re.search(rf'<a href="\.\./sozialraeume/{raum_id}/" .*?</a>', svg, re.S).group()
        assert f'aria-label="{namen[raum_id]}: {wert}, {wort}"' in kachel
        assert f">{kurz}</text>" in kachel
        assert kachel.count('<svg class="kp-zeichen"') == bool(aussage)
        assert liste[namen[raum_id]][0] == _text(f"{wert} {intervall}")
        assert liste[namen[raum_id]][1].endswith(f"{wort} {zusatz}".strip())
        assert f'<span data-aussage="{aussage}">' in uebersicht


def test_map_offers_every_period_with_a_value_and_no_other(ergebnis: Ergebnis) -> None:
    for k, ansichten in raumwerte.list_views(_seite(ergebnis)).items():
        w = ergebnis.all_of("hamm", k).query("raum_typ == 'sozialraum' and gruppe == '' and wert.notna()")
        zeiten = list(w.sort_values("zeit")["zeitraum"].drop_duplicates())
        zusammen = ["2017/18+2018/19"] if k in ("u8_teilnahme", "u8_heft_vorgelegt") else []
        assert [a.zeitraum for a in ansichten] == zeiten + zusammen


def test_map_says_that_it_is_schematic(uebersicht: str, seiten: dict[str, str]) -> None:
    assert "keine amtlichen Grenzen" in _text(uebersicht)
    assert all("keine amtlichen Grenzen" in _text(s) for s in seiten.values())


def test_finding_stands_first_with_its_level(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    for raum_id, markup in seiten.items():
        befund = raumaussagen.finding(_seite(ergebnis, raum_id), raum_id)
        text = _text(markup)
        assert text.index(befund.leit) < text.index("Anderen Sozialraum wählen") < text.index(befund.leit) + 1500
        for _, niveau, satz in befund.punkte:
            assert f"( {niveau} )".replace("( ", "(").replace(" )", ")") in text
            assert satz in text


def test_hamm_norden_names_its_findings(ergebnis: Ergebnis) -> None:
    befund = raumaussagen.finding(_seite(ergebnis, "hamm-norden"), "hamm-norden")
    assert _plain(befund.leit) == "Zwei Unterschiede zum Rest der Stadt sind auffällig (95 %), gesichert ist keiner."
    assert [(a, _plain(n)) for a, n, _ in befund.punkte] == [("auffaellig_niedriger", "95 %")] * 2
    assert _plain(befund.punkte[0][2]) == (
        "2017/18 und 2018/19: Rund 88 von 100 Kindern, deren Untersuchungsheft vorlag, waren bei der U8 (87,7 %; 207 von "
        "236). Im Rest der Stadt waren es 92,5 %."
    )
    assert "Unter den 54 Vergleichen" in befund.dazu


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_no_statement_twice(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    """What the head names is not told again as a sentence where it is reckoned."""
    for raum_id, markup in seiten.items():
        text = _text(markup)
        for _, _, satz in raumaussagen.finding(_seite(ergebnis, raum_id), raum_id).punkte:
            assert text.count(satz) == 1
        gerechnet = raumseite.draw_rechnungen(_seite(ergebnis, raum_id), raum_id)
        for satz in re.findall(r'<li class="kp-aussage"><p>(.*?)</p>', gerechnet):
            assert text.count(_text(satz)) == 1, satz
        # A Kennzahl has a row for each period and one definition.
        erklaert = re.findall(r"<li><strong>(.*?):</strong> ", markup)
        assert sorted(erklaert) == sorted(set(erklaert))


def test_picture_rests_on_the_same_rows_as_the_finding(ergebnis: Ergebnis) -> None:
    for raum_id in _areas(ergebnis):
        seite = _seite(ergebnis, raum_id)
        belege = raumbild.shares(seite, raum_id)
        auffaellig = [b.zeile["aussage"] for b in belege if pd.notna(b.zeile["aussage_niveau"])]
        assert auffaellig == [a for a, _, _ in raumaussagen.finding(seite, raum_id).punkte]
        # What differs stands first, then what is compared, then what is not.
        rang = [(pd.isna(b.zeile["aussage_niveau"]), pd.isna(b.zeile["wert_rest"])) for b in belege]
        assert rang == sorted(rang)


def test_hollow_dots_are_those_without_case_numbers(ergebnis: Ergebnis) -> None:
    for raum_id in _areas(ergebnis):
        bild = raumbild.picture_of_area(_seite(ergebnis, raum_id), raum_id)
        assert bild is not None
        offen = {p.ort for r in bild.diagramm.feld.reihen for p in r.punkte if p.ist_offen}
        ohne = {
            b.kennzahl_id for b in raumbild.shares(_seite(ergebnis, raum_id), raum_id) if pd.isna(b.zeile["ki_unten"])
        }
        assert offen == ohne != set()


def test_table_beside_the_picture_has_its_rows(ergebnis: Ergebnis) -> None:
    for raum_id in _areas(ergebnis):
        seite = _seite(ergebnis, raum_id)
        bild = raumbild.picture_of_area(seite, raum_id)
        assert bild is not None
        belege = raumbild.shares(seite, raum_id)
        assert [z[0] for z in bild.tabelle.zeilen] == [b.zeile["kurzname"] for b in belege]
        assert [z[2] for z in bild.tabelle.zeilen] == [ergebnis.wert(b.zeile).text for b in belege]


def test_all_places_stand_side_by_side_with_this_one_marked(ergebnis: Ergebnis) -> None:
    for raum_id in _areas(ergebnis):
        bild = raumbild.picture_of_all(_seite(ergebnis, raum_id), raum_id)
        assert bild is not None
        assert list(bild.diagramm.feld.orte.keys) == _areas(ergebnis)
        assert bild.diagramm.feld.hier == raum_id
        assert {v.ort for v in bild.diagramm.feld.vergleiche} == set(_areas(ergebnis))


def test_two_values_are_no_chart(seiten: dict[str, str]) -> None:
    inhalt = re.search(
        r'<details class="kp-falte"><summary><h2 id="entwicklung">.*', seiten["hamm-norden"], re.S
    ).group()
    assert 'id="diagramm-raum-hamm-norden-besuchsquote-neugeborene"' in inhalt
    assert 'id="diagramm-raum-hamm-norden-u8-teilnahme"' not in inhalt
    assert _text(inhalt).count("Ob die Veränderung") + _text(inhalt).count("2018/19 waren es") >= 2


def test_every_fold_says_what_is_inside(seiten: dict[str, str]) -> None:
    for markup in seiten.values():
        falten = re.findall(r'<details class="kp-falte"[^>]*><summary>(.*?)</summary>', markup)
        assert len(falten) >= 5
        assert all('class="kp-falte__drin"' in f for f in falten)


def test_hamm_westen_names_its_finding(seiten: dict[str, str], uebersicht: str) -> None:
    s = "\u202f"
    befund = (
        f"waren bei der U8 (87,5{s}%; 356 von 407). Im Rest der Stadt waren es 92,9{s}%. "
        "Nach der Richtung, die das Ziel vorgibt, ist das schlechter."
    )
    assert befund in _text(seiten["hamm-westen"])
    assert befund in _text(uebersicht)
    zeilen = {z[0]: z[1:] for z in _rows(seiten["hamm-westen"], "kp-raumtabelle")}
    assert zeilen["Teilnahme an der U8 2017/18 und 2018/19 zusammen"][2] == (f"gesichert schlechter Rest: 92,9{s}%")


def test_needed_number_of_families_stands_on_the_page(seiten: dict[str, str]) -> None:
    for raum_id, ab in (("heessen", 52), ("hamm-norden", 79), ("bockum-hoevel", 187)):
        assert f"Auffällig wäre der Unterschied zur Stadt ab {ab} Familien." in _text(seiten[raum_id])


def test_heessen_says_on_how_many_children_its_heft_hangs(seiten: dict[str, str]) -> None:
    assert "Schon wenn ein Kind ohne Sozialraum hierher gehörte" in _text(seiten["heessen"])


def test_no_page_calls_the_weak_level_better_or_worse(uebersicht: str, seiten: dict[str, str]) -> None:
    """Every "besser" or "schlechter" is said of an assured difference, in a legend, or denied."""
    erlaubt = re.compile(
        r"gesichert (?:besser|schlechter)|Nach der Richtung, die das Ziel vorgibt, ist (?:das|der Wert hier) (?:besser|schlechter)|"
        r"(?:Höher|Niedriger) ist besser|Ob mehr oder weniger besser ist|nicht als besser oder schlechter lesen"
    )
    for markup in (uebersicht, *seiten.values()):
        rest = erlaubt.sub("", _text(markup))
        assert re.findall(r".{30}\b(?:besser|schlechter)\b", rest) == []


def test_neighbours_are_called_neighbours_in_the_tile_map_only(seiten: dict[str, str]) -> None:
    for markup in seiten.values():
        text = _text(markup)
        assert "In der Kachelkarte benachbart" in text
        assert "Ob die Orte wirklich aneinandergrenzen, ist damit nicht belegt." in text


def test_place_without_priority_says_so_without_blame(seiten: dict[str, str]) -> None:
    for raum_id in ("pelkum", "herringen", "bockum-hoevel"):
        text = _text(seiten[raum_id])
        assert "Das heißt nicht, dass dort nichts geschah" in text
        # The page shows numbers of the area; only those of goals and measures are missing.
        assert "Wie viele Ziele und Maßnahmen es je Sozialraum waren, steht nicht im Bericht." in text
    assert "Elternberatung und Elternbildung , nach der Zahl der Ziele" in _text(seiten["hamm-norden"])


def test_no_blame_and_no_ranking(uebersicht: str, seiten: dict[str, str]) -> None:
    alles = [uebersicht, *seiten.values(), UEBERSICHT.read_text(encoding="utf-8")]
    for markup in alles:
        assert not VERBOTEN.search(_text(markup)), VERBOTEN.search(_text(markup))


def test_unknown_area_is_an_error(ergebnis: Ergebnis) -> None:
    with pytest.raises(ErgebnisFehler, match="Sozialraum atlantis gibt es in hamm nicht"):
        raumseite.draw_kopf(_seite(ergebnis, "atlantis"), "atlantis")


def test_hostile_texts_are_escaped(ergebnis: Ergebnis) -> None:
    felder = {
        "raeume": ["name"], "kennzahlen": ["name", "kurzname", "definition"], "module": ["name"],
        "modul_raeume": ["angabe", "fundstelle"], "stadtteilarbeit": ["handlungsfeld", "fundstelle"],
        "werte": ["fundstelle"], "hinweise": ["titel", "befund"],
    }  # fmt: skip
    tabellen = [
        replace(
            t,
            inhalt=t.frame.assign(
                **{f: [f"{FEINDLICH}{i}" for i in range(len(t.frame))] for f in felder.get(t.name, [])}
            ),
        )
        for t in ergebnis.bestand.tabellen
    ]
    feind = build(replace(ergebnis.bestand, tabellen=tabellen))
    seite = _seite(feind, "hamm-norden")
    for name, teil in (raumseite.MACROS | raumuebersicht.MACROS).items():
        markup = teil(seite)
        assert "<script" not in markup, name
        assert not re.search(r"<[^>]*\sonload=", re.sub(r'"[^"]*"', '""', markup)), name


def test_goal_pages_lead_to_the_areas(ergebnis: Ergebnis) -> None:
    from kekiz.seiten import zielseite

    for ziel_id in ("1.1", "1.2", "1.4", "1.5"):
        markup = zielseite.draw_mehr(_seite(ergebnis), ziel_id)
        assert 'href="../sozialraeume/"' in markup
        assert 'href="../sozialraeume/hamm-norden/"' in markup
    assert "sozialraeume/" not in zielseite.draw_mehr(_seite(ergebnis), "1.7")


def test_overview_says_how_many_comparisons_stand_out_by_chance(ergebnis: Ergebnis, uebersicht: str) -> None:
    alle = select_comparisons(ergebnis.werte, ergebnis.zusammen, "hamm")
    assert chance_sentence(alle, ergebnis.fehlalarme["hamm"]).text in _text(uebersicht)


@pytest.mark.parametrize(
    ("wort", "anfang"),
    [(Hauptwort(), "Was im Menü „Stadtteile“ heißt"), (Hauptwort("Bezirk", "Bezirke", "m"), "Ein Sozialraum ist")],
)
def test_the_overview_says_first_what_an_area_is(ergebnis: Ergebnis, wort: Hauptwort, anfang: str) -> None:
    """The menu says the word that everybody knows, unless the city has one of its own."""
    assert raumuebersicht.ARTEN[0].ordnung[0] == "raeume_wort"
    seite = replace(_seite(ergebnis), sozialraum=wort)
    assert raumuebersicht.draw_wort(seite).startswith(f'<p class="kp-quelle">{anfang}')
