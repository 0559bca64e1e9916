"""The one place that knows where pages lie."""

ORDNER = {"ziel": "ziele", "raum": "sozialraeume", "modul": "module"}
"""Folder of each kind of page that a municipality has many of."""


def address(art: str, kommune_id: str, kennung: str, *, start: str) -> str:
    """Gives the address of a page from the site's root.

    Args:
        art: ``kommune``, or a kind of :data:`ORDNER`.
        kommune_id: Municipality that the page belongs to.
        kennung: Id of the goal, area or module; empty for a municipality.
        start: Municipality whose pages stand at the root.

    Example:
        >>> address("ziel", "hier", "1.8.1", start="hier"), address("ziel", "dort", "1.8.1", start="hier")
        ('ziele/1-8-1/', 'kommunen/dort/ziele/1-8-1/')
        >>> address("kommune", "hier", "", start="hier")
        'kommunen/hier/'
    """
    if art == "kommune":
        return f"kommunen/{kommune_id}/"
    wurzel = "" if kommune_id == start else f"kommunen/{kommune_id}/"
    return f"{wurzel}{ORDNER[art]}/{kennung.replace('.', '-')}/"
