"""A site in shares: each builds the pages and files of some municipalities, and joined they are what one build writes.

Every share reads, checks and computes all packages, since a page may name any municipality; writing pages takes most of
the time. What belongs to no municipality is in the first share. What needs all pages (redirects, styles, the order of the
search) is done when joining, from what the shares say of themselves: the packages are not read once more.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from kekiz.wege.plan import Seitenplan
from kekiz.wege.suche import VERZEICHNIS, page_address

VERMERK: Final = "anteil.json"
"""What a share says of itself; not part of the joined site."""


class AnteilFehler(Exception):
    """Raised where shares do not fit together; the text says in German why."""


@dataclass(frozen=True)
class Anteil:
    """One of several shares.

    Attributes:
        nr: Its number, from 1.
        von: How many there are.
    """

    nr: int
    von: int

    @property
    def ist_erster(self) -> bool:
        """Does it build what belongs to no municipality?"""
        return self.nr == 1

    def of(self, kommunen: Sequence[str]) -> list[str]:
        """Gives its municipalities: every n-th, so that neighbours of one size are spread.

        The first share is passed over in two rounds of five: what belongs to no municipality is as much work.
        """
        runde = list(range(1, self.von + 1))
        reihenfolge = 3 * runde + 2 * (runde[1:] or runde)
        return [k for k, nr in zip(kommunen, cycle(reihenfolge), strict=False) if nr == self.nr]


def read_share(text: str) -> Anteil:
    """Reads a share as it is given on the command line.

    Raises:
        ValueError: It is none.

    Example:
        >>> read_share("2/3")
        Anteil(nr=2, von=3)
    """
    nr, _, von = text.partition("/")
    anteil = Anteil(int(nr), int(von))
    if not 1 <= anteil.nr <= anteil.von:
        raise ValueError(f"erwartet wird 1/n bis n/n (gefunden {text})")
    return anteil


def own_pages(
    anteil: Anteil, plan: Mapping[str, Seitenplan], kommunen: Sequence[str], quellen: Sequence[str]
) -> set[str]:
    """Tells which pages a share builds.

    Args:
        anteil: The share.
        plan: Pages that the data ask for, by the path of their source.
        kommunen: Ids of all municipalities, in order.
        quellen: Sources of all pages.
    """
    eigene = set(anteil.of(kommunen))
    von_allen = set(kommunen)

    def _is_own(quelle: str) -> bool:
        kommune_id = plan[quelle].eintrag.kommune_id if quelle in plan else ""
        return kommune_id in eigene if kommune_id in von_allen else anteil.ist_erster

    return {q for q in quellen if _is_own(q)}


def shorten_foreign(quellen: Mapping[str, str], eigene: set[str]) -> dict[str, str]:
    """Leaves of the pages of other shares what all pages need: that they are there, and their titles.

    Args:
        quellen: Sources by path.
        eigene: Sources that stay whole; files that are no pages stay as well.
    """
    return {n: t if n in eigene or not n.endswith(".md") else _head(t) for n, t in quellen.items()}


def _head(text: str) -> str:
    kopf, ende, rest = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
    titel = next((zeile for zeile in rest.splitlines() if zeile.startswith("# ")), "")
    # Some words, since the index of the search has no pages without.
    return f"{kopf}{ende}\n{titel}\n\nAnderer Anteil\n"


def note_pages(ordner: Path, quellen: Iterable[str], eigene: set[str]) -> None:
    """Notes beside the sources which pages there are, and which of them belong to the share."""
    seiten = [q for q in sorted(quellen) if q.endswith(".md")]
    eigene_seiten = [page_address(q) for q in seiten if q in eigene]
    text = json.dumps({"seiten": [page_address(q) for q in seiten], "eigene": eigene_seiten})
    (ordner / VERMERK).write_text(text, encoding="utf-8")


def drop_foreign(site: Path, ordner: Path, anteil: Anteil, register: Iterable[str]) -> frozenset[str]:
    """Deletes the pages of other shares, and leaves a note of what the share is.

    Args:
        site: What the generator wrote.
        ordner: The prepared project.
        anteil: The share.
        register: Addresses of entries of the search that are no pages, in their order.

    Returns:
        Addresses of the pages of other shares.
    """
    vermerk = _read_note(ordner)
    fremde = frozenset(vermerk["seiten"]) - frozenset(vermerk["eigene"])
    for url in fremde:
        (site / url / "index.html").unlink()
    datei = site / VERZEICHNIS
    index = json.loads(datei.read_text(encoding="utf-8"))
    # Every share has all pages in their order.
    folge = [d["location"] for d in index["docs"] if "#" not in d["location"]]
    index["docs"] = [d for d in index["docs"] if d["location"].partition("#")[0] not in fremde]
    datei.write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")
    vermerk |= {"nr": anteil.nr, "von": anteil.von, "folge": [*folge, *register]}
    (site / VERMERK).write_text(json.dumps(vermerk), encoding="utf-8")
    return fremde


def join_shares(ordner: Sequence[Path], ziel: Path) -> list[str]:
    """Joins shares to one site; styles and redirects are still to be written.

    Args:
        ordner: Folder of each share, in any order.
        ziel: New folder.

    Returns:
        Addresses of all pages.

    Raises:
        AnteilFehler: One is missing, or they do not come from the same state.
    """
    vermerke = [_read_note(o) for o in ordner]
    gefunden = sorted(v["nr"] for v in vermerke)
    von = vermerke[0]["von"]
    if gefunden != list(range(1, von + 1)):
        raise AnteilFehler(f"Es fehlen Anteile (gefunden {', '.join(map(str, gefunden))}, erwartet 1 bis {von})")
    seiten = vermerke[0]["seiten"]
    if any(v["seiten"] != seiten or v["von"] != von for v in vermerke):
        raise AnteilFehler("Die Anteile stammen nicht aus demselben Stand; bitte alle neu bauen")
    for wurzel in ordner:
        for datei in sorted(p for p in wurzel.rglob("*") if p.is_file()):
            _add(datei, ziel / datei.relative_to(wurzel), wurzel)
    (ziel / VERMERK).unlink()
    indizes = [json.loads((o / VERZEICHNIS).read_text(encoding="utf-8")) for o in ordner]
    rang = {ort: i for i, ort in enumerate(vermerke[0]["folge"])}
    docs = [d for index in indizes for d in index["docs"]]
    docs.sort(key=lambda d: rang.get(d["location"], rang[d["location"].partition("#")[0]]))
    inhalt = indizes[0] | {"docs": docs}
    (ziel / VERZEICHNIS).write_text(json.dumps(inhalt, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return list(seiten)


def _read_note(ordner: Path) -> dict[str, Any]:
    if not (ordner / VERMERK).is_file():
        raise AnteilFehler(f"{ordner} ist kein Anteil (es fehlt {VERMERK})")
    vermerk: dict[str, Any] = json.loads((ordner / VERMERK).read_text(encoding="utf-8"))
    return vermerk


def _add(datei: Path, ziel: Path, wurzel: Path) -> None:
    """Copies a file; one that is there already must be the same, but for what is joined otherwise."""
    if ziel.is_file():
        name = datei.relative_to(wurzel).as_posix()
        if name not in (VERZEICHNIS, VERMERK) and ziel.read_bytes() != datei.read_bytes():
            raise AnteilFehler(f"{name} ist in zwei Anteilen verschieden; bitte alle neu bauen")
        return
    ziel.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(datei, ziel)
