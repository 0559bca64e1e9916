"""The licences that a site may give its data: what each is called, where it stands, how portals and programs know it."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Lizenz(NamedTuple):
    """A licence.

    Attributes:
        kurz: How pages name it, with its code.
        titel: Its title in full.
        adresse: Where its text stands.
        dcat: Its address in the vocabulary of DCAT-AP.de.
        verlangt_namen: Whether whoever uses the data has to name the publisher.
    """

    kurz: str
    titel: str
    adresse: str
    dcat: str
    verlangt_namen: bool


_DCAT: Final = "http://dcat-ap.de/def/licenses/"
LIZENZEN: Final[Mapping[str, Lizenz]] = {
    "dl-de/zero-2-0": Lizenz(
        "Datenlizenz Deutschland – Zero (dl-de/zero-2-0)",
        "Datenlizenz Deutschland – Zero – Version 2.0",
        "https://www.govdata.de/dl-de/zero-2-0",
        f"{_DCAT}dl-zero-de/2.0",
        verlangt_namen=False,
    ),
    "dl-de/by-2-0": Lizenz(
        "Datenlizenz Deutschland – Namensnennung (dl-de/by-2-0)",
        "Datenlizenz Deutschland – Namensnennung – Version 2.0",
        "https://www.govdata.de/dl-de/by-2-0",
        f"{_DCAT}dl-by-de/2.0",
        verlangt_namen=True,
    ),
    "cc0-1.0": Lizenz(
        "Creative Commons Zero 1.0 (CC0 1.0)",
        "Creative Commons Zero 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        f"{_DCAT}cc-zero",
        verlangt_namen=False,
    ),
    "cc-by-4.0": Lizenz(
        "Creative Commons Namensnennung 4.0 (CC BY 4.0)",
        "Creative Commons Namensnennung 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        f"{_DCAT}cc-by/4.0",
        verlangt_namen=True,
    ),
}
"""By the code that the settings name."""
STANDARD: Final = "dl-de/zero-2-0"
"""The licence of a site that names none."""
