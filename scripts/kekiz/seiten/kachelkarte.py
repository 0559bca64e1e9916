"""The schematic tile map of areas: where each tile and its words stand."""

from kekiz.rechnen.raeume import select_areas
from kekiz.seiten.raumwerte import Ansicht, list_places
from kekiz.seiten.seite import Seite
from kekiz.zeichnen.textmass import text_breite
from kekiz.zeichnen.zeichen import HOEHE

# Tile map: lengths in user units; 320 units are the width of the smallest phone, so that no text falls below 12 px.
HALBE_KACHEL = 40
ZEILENHOEHE = 78
LUECKE = 3
SCHRIFT = 13.5
ZEILENABSTAND = 16
ZEICHENHOEHE = 14
"""Room below the value for the sign of its statement."""


def _name_lines(name: str, breite: float) -> list[str]:
    """Breaks a name after its hyphens where it does not fit into its tile."""
    if text_breite(name, SCHRIFT) <= breite - 2 * LUECKE:
        return [name]
    teile = name.split("-")
    return [t + "-" for t in teile[:-1]] + [teile[-1]]


def build_tiles(seite: Seite, hier: str = "", ansicht: Ansicht | None = None) -> dict[str, object] | None:
    """Lays out the schematic tile map.

    Args:
        seite: The page.
        hier: raum_id of the place to be marked.
        ansicht: Values to be written into the tiles; without, only names.

    Returns:
        None where no area has a tile.
    """
    orte = select_areas(list_places(seite)).dropna(subset=["kachel_x", "kachel_y", "kachel_breite"])
    if orte.empty:
        return None
    zellen = {z.raum_id: z for z in ansicht.orte} if ansicht else {}
    kacheln = []
    for r in orte.to_dict("records"):
        breite = float(r["kachel_breite"]) * HALBE_KACHEL
        x, y = float(r["kachel_x"]) * HALBE_KACHEL, float(r["kachel_y"]) * ZEILENHOEHE
        zeilen = _name_lines(str(r["name"]), breite)
        zelle = zellen.get(str(r["raum_id"]))
        hoehe = ZEILENABSTAND * (len(zeilen) + (1.3 if zelle else 0)) + (ZEICHENHOEHE if zelle else 0)
        oben = y + (ZEILENHOEHE - LUECKE - hoehe) / 2 + ZEILENABSTAND * 0.8
        kacheln.append(
            {
                "raum_id": r["raum_id"],
                "name": r["name"],
                "url": seite.zu("raum", str(r["raum_id"])),
                "ist_hier": r["raum_id"] == hier,
                "x": format(x, "g"),
                "y": format(y, "g"),
                "breite": format(breite - LUECKE, "g"),
                "hoehe": format(ZEILENHOEHE - LUECKE, "g"),
                "mitte": format(x + (breite - LUECKE) / 2, "g"),
                "zeilen": [(t, format(round(oben + i * ZEILENABSTAND, 1), "g")) for i, t in enumerate(zeilen)],
                "wert_y": format(round(oben + (len(zeilen) + 0.3) * ZEILENABSTAND, 1), "g"),
                "zeichen_x": format(x + (breite - LUECKE - HOEHE) / 2, "g"),
                "zeichen_y": format(round(oben + (len(zeilen) + 0.6) * ZEILENABSTAND, 1), "g"),
                "zelle": zelle,
            }
        )
    rechts = (orte["kachel_x"] + orte["kachel_breite"]).max() * HALBE_KACHEL
    unten = (orte["kachel_y"].max() + 1) * ZEILENHOEHE
    return {"kacheln": kacheln, "breite": format(rechts, "g"), "hoehe": format(unten, "g")}
