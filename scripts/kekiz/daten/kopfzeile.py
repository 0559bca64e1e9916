"""The header of a table against its schema: which columns may be added to it, empty."""

from collections.abc import Sequence
from typing import Any, Final

NACHTRAGEN: Final = (
    "Sie darf leer sein: kekiz pruefen --beheben trägt sie nach; standen dort schon Angaben, bitte die Datei von vorher "
    "nehmen."
)
"""What to do where a column is missing that may be empty."""


def addable(gefunden: Sequence[str], schema: dict[str, Any]) -> list[str]:
    """Lists the missing columns that may be empty, in the order of the schema.

    Where a column is unknown, named twice or stands elsewhere, nothing may be added: the column that seems to be missing
    may be that one.

    Args:
        gefunden: Columns of the header.
        schema: Table Schema.

    Example:
        >>> felder = [{"name": "id", "constraints": {"required": True}}, {"name": "alt"}, {"name": "neu"}]
        >>> addable(["id", "alt"], {"fields": felder}), addable(["alt"], {"fields": felder})
        (['neu'], ['neu'])
        >>> addable(["id", "alter"], {"fields": felder}), addable(["alt", "id"], {"fields": felder})
        ([], [])
    """
    felder = {str(f["name"]): f for f in schema["fields"]}
    if list(gefunden) != [name for name in felder if name in gefunden]:
        return []
    return [name for name, f in felder.items() if name not in gefunden and not f.get("constraints", {}).get("required")]
