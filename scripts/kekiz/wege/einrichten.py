"""What the settings and the data make of the site: its name, footer, guide, colour, legal pages."""

import os
import re
from collections.abc import Collection, Mapping, MutableMapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from markupsafe import escape

from kekiz.daten.einstellungen import BILDER, DATEI, Einstellungen, Hauptwort, check_settings
from kekiz.ergebnis import Ergebnis
from kekiz.sagen.woerter import name_areas
from kekiz.seiten.adresse import relative
from kekiz.wege.grundlage import DOCS, templates
from kekiz.wege.plan import Seitenplan
from kekiz.wege.recht import foot_links
from kekiz.wege.schutz import add_policy
from kekiz.wege.stand import Fassung, read_version
from kekiz.wege.wegweiser import guide
from kekiz.wissen import texte
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.kontrast import MINDESTENS, contrast
from kekiz.wissen.mitgeliefert import WURZEL
from kekiz.wissen.sprache import Worte, language, sag
from kekiz.wissen.trennung import mark_joints
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum, format_zahl
from kekiz.zeichnen.vorlage import render

STIL = "assets/kekiz.css"
FARBE = "assets/farbe.css"
LEISTE: Final = Worte(
    {
        "farben": "Hell oder dunkel darstellen",
        "nichts_gefunden": "Nichts gefunden. Vielleicht sagen die Dokumente dazu nichts, oder ein kürzeres oder anderes Wort "
        "hilft, zum Beispiel Kita, Impfung oder Ausbildung. Unter Ziele, Angebote und Sozialräume steht alles als Liste.",
        "unbekannt": "Seite nicht gefunden",
        "unbekannt_kopf": "Diese Seite gibt es hier nicht",
        "unbekannt_text": "Vielleicht ist sie umgezogen, oder in der Adresse stimmt ein Zeichen nicht.",
        "startseite": "Zur Startseite",
        "hier_suchen": "Auf dieser Website suchen",
        "wonach": "Wonach wird gesucht?",
        "suchen": "Suchen",
        "bereiche": "Alle Bereiche",
        "wo": "Wo diese Seite steht",
        "start": "Start",
        "navigation": "Navigation",
        "menue": "Menü",
        "abschnitte": "Bereiche",
        "suche": "Suche",
        "ueber": "Über diese Website",
    }
)
"""Texts of the templates around each page (``docs/.overrides``), which read them as ``config.extra.worte``."""
SKRIPTE: Final = Worte(
    {
        "plotly_fehlt": "Die interaktive Ansicht lässt sich gerade nicht laden. Das Bild zeigt dieselben Werte.",
        "bild_fehlt": "Das Bild lässt sich gerade nicht laden.",
        "bedienen": "{titel}. Mit den Pfeiltasten durch die Werte gehen, mit Escape zurück zum Bild.",
        "reihen": "Reihen zeigen oder ausblenden",
        "hinweis": "Hinweis: {hinweise}",
        "hinweis_unten": "Hinweis: siehe unten",
        "kopiert": "Kopiert.",
        "markiert": "Der Text ist markiert.",
        "angezeigt": "Angezeigt: {kennzahl}, {zeit}",
        "gefunden": ", {anzahl} gefunden",
        "von": "{anzahl} von {alle} {einheit}",
        "von_summe": "{anzahl} von {alle} {einheit}, zusammen {summe} {sache}",
        "kern": " als Kernthema",
        "nennt_nicht": "{kommune} nennt „{thema}“ nicht{kern}.",
        "nennt_auch_eine": "{kommune} nennt „{thema}“{kern}, mit {anzahl} weiteren Kommune.",
        "nennt_auch": "{kommune} nennt „{thema}“{kern}, mit {anzahl} weiteren Kommunen.",
        "nennt_eine": "{anzahl} Kommune nennt „{thema}“{kern}.",
        "nennen": "{anzahl} Kommunen nennen „{thema}“{kern}.",
        "themen_eines": "{kommune} nennt {anzahl} Thema{kern}. Unten steht, wer noch daran arbeitete.",
        "themen": "{kommune} nennt {anzahl} Themen{kern}. Unten steht, wer noch daran arbeitete.",
    }
)
"""Texts that scripts say (``docs/assets``); each page hands them over as JSON."""
ZAHLWORTE: Final = 12
"""Up to this number scripts say a word."""


def script_words(sozialraum: Hauptwort) -> dict[str, Any]:
    """Gives what scripts say, number words included, in the language of the site.

    Args:
        sozialraum: What a part of the city is called.
    """
    worte: dict[str, Any] = {n: name_areas(t, sozialraum) for n, t in SKRIPTE.items()}
    return {**worte, "zahlen": [format_anzahl_wort(n) for n in range(ZAHLWORTE + 1)]}


def site_address(einstellungen: Einstellungen) -> str:
    """Gives where the site lies: the environment variable ``SITE_URL`` goes before the settings."""
    return os.environ.get("SITE_URL") or einstellungen.adresse


def footer(einstellungen: Einstellungen, ort: str) -> str:
    """Words below every page: who publishes, licences, contact, legal pages.

    Args:
        einstellungen: The settings.
        ort: Name of the municipality at the root.
    """
    heraus = escape(publisher_sentence(einstellungen, ort))
    kontakt = [render("kontakt", kontakt=einstellungen.kontakt)] if einstellungen.kontakt else []
    return " ".join(
        [heraus, sag("Daten: {lizenz}.", lizenz=einstellungen.lizenz_name), sag("Programmcode: EUPL-1.2."), *kontakt]
    )


def publisher_sentence(einstellungen: Einstellungen, ort: str) -> str:
    """Says in a sentence who publishes the site; arguments as for :func:`footer`."""
    return texte.HERAUSGEBER[einstellungen.herausgeber].format(ort=ort)


def version_words(fassung: Fassung) -> str:
    """Says what a build is made of: data, program, commit.

    Example:
        >>> version_words(Fassung("0.1.0", "2018.3.31", "0123456789"))
        'Daten 2018.3.31, Programm 0.1.0, Commit\\xa00123456789'
        >>> version_words(Fassung(daten="2018.3.31"))
        'Daten 2018.3.31'
    """
    teile = [
        sag("Daten {fassung}", fassung=fassung.daten) if fassung.daten else "",
        sag("Programm {fassung}", fassung=fassung.programm) if fassung.programm else "",
        sag("Commit\u00a0{fassung}", fassung=fassung.commit) if fassung.commit else "",
    ]
    return ", ".join(t for t in teile if t)


def print_line(website: str, herausgeber: str, zeitstempel: str, fassung: Fassung) -> str:
    """Says on paper which site a sheet is from, who publishes it, of which day it is, and what it is made of.

    Args:
        website: Name of the site.
        herausgeber: Who publishes it, as a sentence.
        zeitstempel: When its data were last changed, in seconds since 1970; empty where nobody says.
        fassung: What the build is made of.

    Example:
        >>> print_line("Präventionsketten", "Herausgegeben von Hier.", "0", Fassung(daten="2018.3.31"))
        'Präventionsketten. Herausgegeben von Hier. Stand der Website 1. Januar 1970, Daten 2018.3.31'
        >>> print_line("Präventionsketten", "Herausgegeben von Hier.", "", Fassung())
        'Präventionsketten. Herausgegeben von Hier.'
    """
    wer = f"{website}. {herausgeber}"
    if not zeitstempel:
        return wer
    tag = datetime.fromtimestamp(int(zeitstempel), UTC).date().isoformat()
    stand = sag("{wer} Stand der Website {tag}", wer=wer, tag=format_datum(tag))
    return ", ".join(t for t in (stand, version_words(fassung)) if t)


def tokens(stil: str, schema: str) -> dict[str, str]:
    """Gives the colours of the style sheet by name, of the first block for a colour scheme."""
    block = stil[stil.index(f'[data-md-color-scheme="{schema}"] {{') :].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--kp-([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", block))


SCHEMATA: Final = {"hell": "default", "dunkel": "slate"}


def check_colour(einstellungen: Einstellungen, stil: str) -> list[Fehler]:
    """Checks that the accent colour can be read on its ground.

    Args:
        einstellungen: The settings.
        stil: The style sheet, which knows the grounds.
    """
    fehler = []
    for name, farbe in einstellungen.farbe.items():
        ist = contrast(farbe, tokens(stil, SCHEMATA[name])["grund"])
        if ist < MINDESTENS:
            befund = (
                f"Der Kontrast zum Grund ist zu klein (gefunden {format_zahl(ist, 2)} zu 1, erwartet mindestens "
                f"{format_zahl(MINDESTENS, 2)} zu 1)"
            )
            wie = "dunklere" if name == "hell" else "hellere"
            fehler.append(Fehler(str(DATEI), 0, f"farbe.{name}", befund, f"Bitte eine {wie} Farbe nehmen."))
    return fehler


def check_logo(einstellungen: Einstellungen) -> list[Fehler]:
    """Checks that the theme has the icon that is to be the logo; files are checked with the other settings.

    Args:
        einstellungen: The settings.
    """
    logo = einstellungen.logo
    # Where the theme lies without loading it, and what a project adds to it.
    thema = find_spec("material")
    ordner = [Path(o) / "templates" for o in (thema.submodule_search_locations or [] if thema else [])]
    if logo.endswith(BILDER) or any((o / ".icons" / f"{logo}.svg").is_file() for o in (*ordner, *templates())):
        return []
    befund = (
        f"Dieses Zeichen gibt es nicht (gefunden „{logo}“, erwartet material/… oder eine Datei {' oder '.join(BILDER)})"
    )
    return [Fehler(str(DATEI), 0, "logo", befund, "Bitte berichtigen.")]


def colour_sheet(einstellungen: Einstellungen) -> str:
    """Style sheet that sets the accent colour; empty where the settings name none."""
    return "\n".join(
        f'[data-md-color-scheme="{SCHEMATA[name]}"] {{ --kp-akzent: {farbe}; --kp-akzent-flaeche: color-mix(in srgb, '
        f"{farbe} 12%, var(--kp-grund)); }}"
        for name, farbe in einstellungen.farbe.items()
    )


def write_robots(site: Path, einstellungen: Einstellungen) -> None:
    """Tells search engines that they may read everything, and where the list of pages is.

    Args:
        site: Folder of the built site.
        einstellungen: The settings; without an address there is nothing to tell.
    """
    if adresse := site_address(einstellungen):
        text = f"User-agent: *\nAllow: /\n\nSitemap: {adresse}sitemap.xml\n"
        (site / "robots.txt").write_text(text, encoding="utf-8", newline="")


def write_redirects(site: Path, einstellungen: Einstellungen) -> None:
    """Writes a page at every old address that leads to the new one.

    Args:
        site: Folder of the built site.
        einstellungen: The settings.

    Raises:
        DatenFehler: A page stands at an old address still, or none at the new one.
    """
    fehler = []
    for alt, neu in einstellungen.umgezogen.items():
        datei = site / alt / "index.html"
        if datei.exists():
            fehler.append(
                Fehler(str(DATEI), 0, "umgezogen", f"Unter {alt} steht noch eine Seite", "Bitte die Zeile löschen.")
            )
        elif not (site / neu / "index.html").exists():
            fehler.append(Fehler(str(DATEI), 0, "umgezogen", f"Unter {neu} steht keine Seite", "Bitte berichtigen."))
        else:
            datei.parent.mkdir(parents=True, exist_ok=True)
            seite = render("umzug", url=relative(neu, alt), website=einstellungen.name)
            datei.write_text(add_policy(seite), encoding="utf-8")
    if fehler:
        raise DatenFehler(fehler)


def set_up(
    config: MutableMapping[str, Any],
    einstellungen: Einstellungen,
    ergebnis: Ergebnis,
    plan: Mapping[str, Seitenplan],
    einzelne: Collection[str],
) -> None:
    """Writes the settings of the site into those of the generator.

    Args:
        config: Settings of the generator, changed in place.
        einstellungen: The settings.
        ergebnis: The outcome of all stages.
        plan: Pages that data ask for.
        einzelne: Sources of the pages that stand alone.

    Raises:
        DatenFehler: A setting does not fit the data or the files.
    """
    orte = dict(ergebnis.bestand.frame("kommunen")[["kommune_id", "name"]].itertuples(index=False, name=None))
    fehler = check_settings(einstellungen, orte, DOCS)
    if einstellungen.farbe:
        stil = DOCS / STIL
        stil = stil if stil.is_file() else WURZEL / "docs" / STIL
        fehler += check_colour(einstellungen, stil.read_text(encoding="utf-8"))
    fehler += check_logo(einstellungen)
    if fehler:
        raise DatenFehler(fehler)
    config["site_name"] = einstellungen.name
    config["site_description"] = einstellungen.beschreibung
    config["site_url"] = config.get("site_url") or site_address(einstellungen)
    fassung = read_version()
    # On a phone the foot has no room for it; there the page of the downloads says it.
    worte = escape(version_words(fassung))
    config["copyright"] = (
        f'{footer(einstellungen, orte.get(einstellungen.start, ""))} <span class="kp-fassung">{worte}</span>'
    )
    config["extra"]["fassung"] = fassung._asdict()
    config["extra"]["recht"] = foot_links(einstellungen)
    # Every page is reached by the guide; the generator's own navigation would list them all once more.
    config["nav"] = None
    config["extra"]["wege"] = guide(plan, einzelne, einstellungen.start, orte, einstellungen.sozialraum)
    config["extra"]["worte"] = {n: name_areas(t, einstellungen.sozialraum) for n, t in LEISTE.items()}
    # In the header of a narrow phone the name breaks at its joints.
    config["extra"]["worte"]["name"] = re.sub(r"\w+", lambda m: mark_joints(m[0]), einstellungen.name)
    config["extra"]["skriptworte"] = script_words(einstellungen.sozialraum)
    config["extra"]["druck"] = print_line(
        einstellungen.name,
        publisher_sentence(einstellungen, orte.get(einstellungen.start, "")),
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        fassung,
    )
    config["theme"]["language"] = language()
    if einstellungen.logo.endswith(BILDER):
        config["theme"]["logo"] = einstellungen.logo
    else:
        config["theme"]["icon"]["logo"] = einstellungen.logo
    if einstellungen.farbe:
        config["extra_css"].append(FARBE)
