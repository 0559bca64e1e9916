"""How often something is counted, as ``zaehlweisen.erhebungsrhythmus`` says it."""

from typing import Final

JAEHRLICH: Final = ("jährlich", "je Schuljahr")
"""How a rhythm begins of which there is a value each year."""
AUSNAHME: Final = "nur für"
"""What a rhythm says of which the document names some years alone."""


def is_yearly(rhythmus: str) -> bool:
    """Tells whether there should be a value for each year; without a word about it that is not known.

    Args:
        rhythmus: As in the data.

    Example:
        >>> [is_yearly(r) for r in ("jährlich seit 2013", "je Schuljahr", "jährlich; im Bericht nur für 2018", "")]
        [True, True, False, False]
    """
    return rhythmus.startswith(JAEHRLICH) and AUSNAHME not in rhythmus
