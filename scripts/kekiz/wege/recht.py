"""The legal pages, filled from the settings, and what has to be filled in before a site is published."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from kekiz.daten.einstellungen import DATEI, HERAUSGEBER, RECHTSTEXTE, VEREINBARKEIT, Einstellungen
from kekiz.wissen import texte
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.sprache import Worte, sag
from kekiz.wissen.zahlen import format_datum
from kekiz.zeichnen.vorlage import render, write_plain

_NOETIG: Final[Mapping[str, tuple[str, ...]]] = {
    "impressum": ("anbieter", "anschrift"),
    "datenschutz": ("anbieter", "anschrift", "hoster", "protokolle"),
    "barrierefreiheit": ("anbieter", "vereinbarkeit", "erklaert_am", "pruefung"),
}
"""What a legal page cannot do without."""
_NOETIG_KOMMUNE: Final[Mapping[str, tuple[str, ...]]] = {
    "impressum": ("vertretung",),
    "datenschutz": ("datenschutzstelle", "datenschutzaufsicht"),
    "barrierefreiheit": ("gesetz", "durchsetzung"),
}
"""What it must have besides where a municipality publishes the site."""

_WAS: Final = Worte(
    {
        "anbieter": "wer die Website herausgibt",
        "anschrift": "die Anschrift",
        "vertretung": "wer sie vertritt",
        "hoster": "bei wem die Website liegt",
        "protokolle": "was beim Abruf aufgezeichnet wird und wie lange",
        "datenschutzstelle": "wer dort für den Datenschutz zuständig ist",
        "datenschutzaufsicht": "wer Beschwerden zum Datenschutz entgegennimmt",
        "vereinbarkeit": "wie barrierefrei die Website ist",
        "erklaert_am": "wann die Erklärung geschrieben wurde",
        "pruefung": "wie geprüft wurde",
        "gesetz": "welches Gesetz gilt",
        "durchsetzung": "welche Stelle hilft, wenn eine Antwort ausbleibt",
        "ausnahmen": "was noch nicht barrierefrei ist",
        "kontakt": "wie der Herausgeber zu erreichen ist",
    }
)
_VEREINBARKEIT: Final = Worte(
    {
        "vollstaendig": "Diese Website ist barrierefrei.",
        "teilweise": "Diese Website ist zu großen Teilen barrierefrei. Was noch fehlt, steht im nächsten Abschnitt.",
        "nicht": "Diese Website ist noch nicht barrierefrei. Was fehlt, steht im nächsten Abschnitt.",
    }
)
_PLATZHALTER: Final = re.compile(r"…|\.\.\.|\bexample\b|\bmuster|\btodo\b|\bxxx", re.IGNORECASE)
KONTAKT: Final = "kontakt"
"""Where the imprint that is filled from the settings says how to reach the publisher."""
_NICHT_OEFFENTLICH: Final = re.compile(
    r"(?:^|\.)(?:example|test|invalid|localhost|local)$|(?:^|\.)example\.(?:org|com|net|de)$|^[\d.]+$|^\[|^[^.]+$"
)


def legal_pages(einstellungen: Einstellungen, ort: str = "") -> dict[str, str]:
    """Source of each legal page, by path: its own text from the settings, or one that is filled from them.

    What the settings do not say is missing on the page in so many words; publishing asks for it.

    Args:
        einstellungen: The settings.
        ort: Name of the municipality at the root.
    """
    schreiben = {"impressum": _imprint, "datenschutz": _privacy, "barrierefreiheit": _accessibility}
    seiten = {}
    for name in RECHTSTEXTE:
        text = einstellungen.recht.get(name) or "\n\n".join(t for t in schreiben[name](einstellungen, ort) if t)
        seiten[f"{name}.md"] = f"---\ntitle: {texte.RECHTSTEXT[name]}\n---\n\n{text}\n"
    return seiten


def foot_links(einstellungen: Einstellungen) -> list[list[str]]:
    """Names and addresses of what the foot of every page says about its publisher: legal pages, then how to reach them.

    Example:
        >>> foot_links(Einstellungen("Ketten", "ort"))[-1]
        ['Kontakt', 'impressum/#kontakt']
    """
    anker = "" if einstellungen.recht.get("impressum") else f"#{KONTAKT}"
    seiten = [[texte.RECHTSTEXT[name], f"{name}/"] for name in RECHTSTEXTE]
    return [*seiten, [sag("Kontakt"), f"impressum/{anker}"]]


def _is_town(einstellungen: Einstellungen) -> bool:
    return einstellungen.herausgeber == HERAUSGEBER[1]


def _said(einstellungen: Einstellungen, name: str) -> str:
    """What the settings say, for the source of a page; lines stay lines. What is missing is named."""
    wert = einstellungen.recht.get(name, "").strip()
    if not wert:
        return f"*{sag('Hier fehlt noch: {was}.', was=_WAS[name])}*"
    return "<br>\n".join(str(write_plain(zeile.strip())) for zeile in wert.splitlines())


def _maybe(einstellungen: Einstellungen, name: str, satz: str) -> str:
    """A sentence about what need not be said; empty where the settings do not."""
    return satz.format(wert=_said(einstellungen, name)) if einstellungen.recht.get(name) else ""


def _reach(einstellungen: Einstellungen) -> str:
    if einstellungen.kontakt is None:
        return f"*{sag('Hier fehlt noch: {was}.', was=_WAS['kontakt'])}*"
    return f"<p>{render('kontakt', kontakt=einstellungen.kontakt)}</p>"


def _needed(einstellungen: Einstellungen, seite: str) -> tuple[str, ...]:
    return (*_NOETIG[seite], *(_NOETIG_KOMMUNE[seite] if _is_town(einstellungen) else ()))


def _imprint(e: Einstellungen, ort: str) -> Iterator[str]:
    yield f"## {sag('Wer diese Website herausgibt')}"
    yield f"{_said(e, 'anbieter')}<br>\n{_said(e, 'anschrift')}"
    if "vertretung" in _needed(e, "impressum") or e.recht.get("vertretung"):
        yield sag("Vertreten durch: {wer}", wer=_said(e, "vertretung"))
    yield _maybe(e, "verantwortlich", sag("Verantwortlich für den Inhalt: {wert}"))
    yield f"## {sag('Kontakt')} {{#{KONTAKT}}}"
    yield _reach(e)
    yield _maybe(e, "telefon", sag("Telefon: {wert}"))
    yield f"## {sag('Was diese Website ist')}"
    if _is_town(e):
        yield sag("{ort} gibt diese Website selbst heraus.", ort=write_plain(ort))
    elif ort:
        yield sag(
            "Diese Website ist keine Seite von {ort}. Sie gibt wieder, was in veröffentlichten Berichten steht.",
            ort=write_plain(ort),
        )
    else:
        yield sag("Diese Website gibt wieder, was in veröffentlichten Berichten steht.")
    yield sag("Daten: {lizenz}.", lizenz=write_plain(e.lizenz_name))


def _privacy(e: Einstellungen, ort: str) -> Iterator[str]:
    del ort
    yield f"## {sag('Kurz gesagt')}"
    yield sag(
        "Diese Website setzt keine Cookies, zählt keine Besuche und lädt nichts von fremden Rechnern. Gespeichert wird "
        "höchstens, was jemand selbst einstellt, zum Beispiel die dunkle Ansicht. Diese Einstellung bleibt auf dem "
        "eigenen Gerät."
    )
    yield f"## {sag('Wer verantwortlich ist')}"
    yield f"{_said(e, 'anbieter')}<br>\n{_said(e, 'anschrift')}"
    yield _reach(e)
    if "datenschutzstelle" in _needed(e, "datenschutz") or e.recht.get("datenschutzstelle"):
        yield sag("Für den Datenschutz zuständig: {wer}", wer=_said(e, "datenschutzstelle"))
    yield f"## {sag('Was beim Abruf geschieht')}"
    yield sag("Die Website liegt bei: {wer}", wer=_said(e, "hoster"))
    yield sag(
        "Um eine Seite auszuliefern, muss der Rechner dort die Internetadresse des Geräts kennen. Aufgezeichnet wird: {was}",
        was=_said(e, "protokolle"),
    )
    yield (
        sag("Grundlage ist Artikel 6 Absatz 1 Buchstabe e der Datenschutz-Grundverordnung (öffentliche Aufgabe).")
        if _is_town(e)
        else sag(
            "Grundlage ist Artikel 6 Absatz 1 Buchstabe f der Datenschutz-Grundverordnung (berechtigtes Interesse)."
        )
    )
    yield f"## {sag('Welche Rechte es gibt')}"
    yield sag(
        "Wer diese Website besucht, kann Auskunft verlangen, Daten berichtigen, löschen oder einschränken lassen und "
        "der Verarbeitung widersprechen (Artikel 15 bis 21 der Datenschutz-Grundverordnung)."
    )
    if "datenschutzaufsicht" in _needed(e, "datenschutz") or e.recht.get("datenschutzaufsicht"):
        yield sag("Beschwerden nimmt entgegen: {wer}", wer=_said(e, "datenschutzaufsicht"))


def _accessibility(e: Einstellungen, ort: str) -> Iterator[str]:
    del ort
    yield sag("Diese Erklärung gilt für die Website „{name}“. Sie soll barrierefrei sein.", name=write_plain(e.name))
    if "gesetz" in _needed(e, "barrierefreiheit") or e.recht.get("gesetz"):
        yield sag("Das verlangt dieses Gesetz: {gesetz}", gesetz=_said(e, "gesetz"))
    yield f"## {sag('Wie barrierefrei diese Website ist')}"
    stufe = e.recht.get("vereinbarkeit", "")
    yield _VEREINBARKEIT[stufe] if stufe else _said(e, "vereinbarkeit")
    if stufe != "vollstaendig":
        yield f"## {sag('Was noch nicht barrierefrei ist')}"
        yield _said(e, "ausnahmen") if e.recht.get("ausnahmen") else sag("Dazu ist noch nichts aufgeschrieben.")
    yield f"## {sag('Wie diese Erklärung entstand')}"
    tag = e.recht.get("erklaert_am", "")
    yield sag("Geschrieben: {tag}", tag=format_datum(tag) if tag else _said(e, "erklaert_am"))
    yield sag("Geprüft: {wie}", wie=_said(e, "pruefung"))
    yield f"## {sag('Eine Barriere melden')}"
    yield sag(
        "Wer auf eine Barriere stößt, meldet sie am besten mit der Adresse der Seite, mit dem, was nicht ging, und mit "
        "dem benutzten Gerät."
    )
    yield _reach(e)
    if e.kontakt and e.kontakt.email:
        zeilen = (
            sag("Adresse der Seite:"),
            sag("Was nicht ging:"),
            sag("Gerät und Programm:"),
            sag("Antwort bitte an:"),
        )
        inhalt = quote("\r\n\r\n".join(zeilen))
        brief = f"mailto:{e.kontakt.email}?subject={quote(sag('Barriere auf der Website'))}&body={inhalt}"
        yield f'<p><a class="kp-knopf" href="{write_plain(brief)}">{sag("Barriere melden")}</a></p>'
    if "durchsetzung" in _needed(e, "barrierefreiheit") or e.recht.get("durchsetzung"):
        yield f"## {sag('Wenn keine Antwort kommt')}"
        yield sag(
            "Bleibt eine Antwort aus oder hilft sie nicht, lässt sich diese Stelle anrufen. Das kostet nichts.\n\n{wer}",
            wer=_said(e, "durchsetzung"),
        )


# --- before publishing -----------------------------------------------------------------------------------------------


def check_publication(einstellungen: Einstellungen, adresse: str) -> list[Fehler]:
    """Finds what must be filled in before a site is published: placeholders, the publisher, legal texts.

    Args:
        einstellungen: The settings.
        adresse: Where the site will lie.
    """
    return list(_unfit(einstellungen, adresse))


VERZEICHNIS: Final = Path("publiccode.yml")
"""What directories of public software read of a project, where it has such a file."""
_QUELLTEXT: Final = re.compile(r"^url:[ \t]*[\"']?(?P<adresse>[^\s\"'#]*)", re.MULTILINE)


def check_listing(datei: Path = VERZEICHNIS) -> list[Fehler]:
    """Finds a placeholder where the listing of the project says where its source is.

    Args:
        datei: The listing; a project without one has nothing to fill in.
    """
    treffer = _QUELLTEXT.search(datei.read_text(encoding="utf-8")) if datei.is_file() else None
    wirt = urlsplit(treffer["adresse"]).hostname if treffer else None
    if treffer is None or (wirt and not _NICHT_OEFFENTLICH.search(wirt)):
        return []
    befund = f"Hier steht noch ein Platzhalter (gefunden „{treffer['adresse']}“, erwartet die Adresse des Quelltexts)"
    return [Fehler(datei.name, 0, "url", befund, "Bitte eintragen.")]


def _unfit(e: Einstellungen, adresse: str) -> Iterator[Fehler]:
    teile = urlsplit(adresse)
    if teile.scheme != "https" or _NICHT_OEFFENTLICH.search(teile.hostname or ""):
        gefunden = f"„{adresse}“" if adresse else "nichts"
        yield Fehler(
            str(DATEI), 0, "adresse",
            f"Unter dieser Adresse lässt sich nichts veröffentlichen (gefunden {gefunden}, erwartet die öffentliche Adresse mit https)",
            "Bitte eintragen oder SITE_URL setzen.",
        )  # fmt: skip
    if e.kontakt is None or not (e.kontakt.email or e.kontakt.seite):
        yield _missing("kontakt", "kontakt")
    fehlt = dict.fromkeys(
        name for seite in RECHTSTEXTE if seite not in e.recht for name in _needed(e, seite) if not e.recht.get(name)
    )
    for name in fehlt:
        yield _missing(f"recht.{name}", name)
    ist_offen = "barrierefreiheit" not in e.recht and e.recht.get("vereinbarkeit") in VEREINBARKEIT[1:]
    if ist_offen and "ausnahmen" not in e.recht:
        yield _missing("recht.ausnahmen", "ausnahmen")
    worte = {f"recht.{n}": t for n, t in e.recht.items()}
    if e.kontakt:
        worte |= {
            "kontakt.stelle": e.kontakt.stelle,
            "kontakt.email": e.kontakt.email,
            "kontakt.seite": e.kontakt.seite,
        }
    for schluessel, text in worte.items():
        if platzhalter := _PLATZHALTER.search(text):
            yield Fehler(
                str(DATEI), 0, schluessel,
                f"Hier steht noch ein Platzhalter (gefunden „{platzhalter[0]}“, erwartet die richtige Angabe)",
                "Bitte eintragen.",
            )  # fmt: skip


def _missing(schluessel: str, name: str) -> Fehler:
    return Fehler(str(DATEI), 0, schluessel, f"Vor dem Veröffentlichen fehlt, {_WAS[name]}", "Bitte eintragen.")
