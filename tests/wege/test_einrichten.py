"""Settings and data make the site: footer, legal pages, a colour that can be read."""

from pathlib import Path

import pytest
import yaml

from kekiz.daten.einstellungen import Einstellungen, parse_settings
from kekiz.wege.einrichten import check_colour, check_logo, colour_sheet, footer, write_redirects, write_robots
from kekiz.wissen.fehler import DatenFehler
from paketbau import REPO

KLEIN = 'name = "Seite"\nstart = "hamm"\n'
CSS = (REPO / "docs/assets/kekiz.css").read_text(encoding="utf-8")


def test_footer_names_publisher_licence_and_contact() -> None:
    assert footer(parse_settings(KLEIN), "Ort") == (
        "Unabhängige Ausgabe veröffentlichter Berichte. Daten: Datenlizenz Deutschland – Zero (dl-de/zero-2-0). "
        "Programmcode: EUPL-1.2."
    )
    mehr = 'herausgeber = "kommune"\nlizenz = "cc-by-4.0"\n[kontakt]\nstelle = "Rathaus, Zimmer 1"\n'
    assert footer(parse_settings(KLEIN + mehr), "Ort") == (
        "Herausgegeben von Ort. Daten: Creative Commons Namensnennung 4.0 (CC BY 4.0). Programmcode: EUPL-1.2. Kontakt: "
        "Rathaus, Zimmer 1."
    )


@pytest.mark.parametrize(
    ("hell", "dunkel", "meldung"),
    [
        ("#777777", "#ffffff", "hell]: Der Kontrast zum Grund ist zu klein (gefunden 4,48 zu 1, erwartet mindestens 4,50 zu 1). "
         "Bitte eine dunklere Farbe nehmen."),
        ("#000000", "#303030", "dunkel]: Der Kontrast zum Grund ist zu klein (gefunden 1,36 zu 1, erwartet mindestens 4,50 zu "
         "1). Bitte eine hellere Farbe nehmen."),
    ],
)  # fmt: skip
def test_colour_that_cannot_be_read_is_a_fault(hell: str, dunkel: str, meldung: str) -> None:
    e = parse_settings(f'{KLEIN}[farbe]\nhell = "{hell}"\ndunkel = "{dunkel}"\n')
    assert [str(f) for f in check_colour(e, CSS)] == [f"kekiz.toml [farbe.{meldung}"]


def test_colour_at_the_edge_is_taken_over() -> None:
    e = parse_settings(f'{KLEIN}[farbe]\nhell = "#767676"\ndunkel = "#ffffff"\n')
    assert check_colour(e, CSS) == []
    assert '[data-md-color-scheme="default"] { --kp-akzent: #767676;' in colour_sheet(e)
    assert colour_sheet(parse_settings(KLEIN)) == ""


@pytest.mark.parametrize("logo", ["material/stairs", "assets/logo.svg", "logo.png"])
def test_logo_is_an_icon_of_the_theme_or_a_file(logo: str) -> None:
    assert check_logo(parse_settings(KLEIN + f'logo = "{logo}"\n')) == []


@pytest.mark.parametrize("logo", ["material/treppe", "logo.jpg", "stairs"])
def test_logo_that_is_nowhere_is_a_fault(logo: str) -> None:
    assert [str(f) for f in check_logo(parse_settings(KLEIN + f'logo = "{logo}"\n'))] == [
        f"kekiz.toml [logo]: Dieses Zeichen gibt es nicht (gefunden „{logo}“, erwartet material/… oder eine Datei .svg "
        "oder .png). Bitte berichtigen."
    ]


def test_no_setting_stands_in_both_files() -> None:
    """What ``kekiz.toml`` says of a site is filled in; the generator's own file holds none of it."""
    yml = yaml.safe_load((REPO / "mkdocs.yml").read_text(encoding="utf-8"))
    assert yml["site_name"] == "kekiz.toml"
    assert {"site_description", "site_url", "copyright", "nav"} & yml.keys() == set()
    assert {"language", "logo"} & (yml["theme"].keys() | yml["theme"]["icon"].keys()) == set()


def test_old_address_leads_to_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "ziele/neu").mkdir(parents=True)
    (tmp_path / "ziele/neu/index.html").touch()
    write_redirects(tmp_path, parse_settings(KLEIN + '[umgezogen]\n"ziele/alt/" = "ziele/neu/"\n'))
    text = (tmp_path / "ziele/alt/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../neu/">' in text
    assert "Content-Security-Policy" in text


def test_redirect_over_a_page_or_into_nothing_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "da").mkdir()
    (tmp_path / "da/index.html").touch()
    with pytest.raises(DatenFehler) as fehler:
        write_redirects(tmp_path, parse_settings(KLEIN + '[umgezogen]\n"da/" = "da/"\n"weg/" = "fehlt/"\n'))
    assert [str(f) for f in fehler.value.fehler] == [
        "kekiz.toml [umgezogen]: Unter da/ steht noch eine Seite. Bitte die Zeile löschen.",
        "kekiz.toml [umgezogen]: Unter fehlt/ steht keine Seite. Bitte berichtigen.",
    ]


@pytest.mark.parametrize(
    ("adresse", "umgebung", "liste"),
    [
        ("https://a.example/b/", "", "https://a.example/b/sitemap.xml"),
        ("https://a.example/", "https://c.example/", "https://c.example/sitemap.xml"),
        ("", "", ""),
    ],
)
def test_search_engines_are_told_where_the_list_of_pages_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, adresse: str, umgebung: str, liste: str
) -> None:
    monkeypatch.setenv("SITE_URL", umgebung)
    write_robots(tmp_path, Einstellungen("A", "", adresse=adresse))
    datei = tmp_path / "robots.txt"
    assert datei.exists() is bool(liste)
    if liste:
        assert datei.read_text(encoding="utf-8") == f"User-agent: *\nAllow: /\n\nSitemap: {liste}\n"
