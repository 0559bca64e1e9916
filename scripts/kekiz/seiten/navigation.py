"""The last part of a page: the way to its neighbours and to the overview of its kind."""

from collections.abc import Sequence

from kekiz.zeichnen.vorlage import render


def draw_neighbours(
    titel: str, seiten: Sequence[tuple[str, str]], stelle: int, uebersicht: tuple[str, str] | None
) -> str:
    """Links to the previous and next page of a kind and to its overview.

    Args:
        titel: What the links are for, read aloud: "Weitere Ziele".
        seiten: Address and name of every page of the kind, in their order.
        stelle: Which of them this page is.
        uebersicht: Address and name of the overview; None: that of these pages is among them.
    """

    def _link(i: int) -> dict[str, str] | None:
        return {"url": seiten[i][0], "name": seiten[i][1]} if 0 <= i < len(seiten) else None

    return render(
        "navigation",
        titel=titel,
        vorher=_link(stelle - 1),
        nachher=_link(stelle + 1),
        uebersicht=uebersicht and {"url": uebersicht[0], "name": uebersicht[1]},
    )
