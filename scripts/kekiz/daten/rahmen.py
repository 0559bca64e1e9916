"""The frames of the data packages: one per file, how they are stacked over municipalities, and look-ups in them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from kekiz.daten.bestand import Bestand, Zeile, read_schema

_DTYPES: Final = {"integer": "Int64", "number": "float64", "boolean": "boolean", "string": "str"}

# Some 170 small tables: Arrow's strings pay at many thousand rows and cost a third of all data stages here.
pd.set_option("mode.string_storage", "python")


def stack_rows(zeilen: Sequence[Zeile], schema: dict[str, Any]) -> pd.DataFrame:
    """Gives rows as a typed frame, in their order.

    Args:
        zeilen: Rows with all fields and ``_zeile``.
        schema: Table Schema.
    """
    arten = {f["name"]: f["type"] for f in schema["fields"]} | {"_zeile": "integer"}
    return pd.DataFrame({name: pd.array([z[name] for z in zeilen], dtype=_DTYPES[art]) for name, art in arten.items()})


def records(frame: pd.DataFrame) -> list[Zeile]:
    """Gives the rows of a typed frame as they are: text, whole numbers, numbers, truth values; None where one is missing.

    Example:
        >>> records(pd.DataFrame({"n": pd.array([3, None], dtype="Int64")}))
        [{'n': 3}, {'n': None}]
    """
    spalten = []
    for name in frame.columns:
        spalte = frame[name]
        leer = spalte.isna()
        zellen = spalte.tolist()
        spalten.append(
            [None if ist_leer else z for z, ist_leer in zip(zellen, leer, strict=True)] if leer.any() else zellen
        )
    namen = [str(s) for s in frame.columns]
    return [dict(zip(namen, z, strict=True)) for z in zip(*spalten, strict=True)]


@lru_cache(maxsize=128)
def stack(bestand: Bestand, name: str) -> pd.DataFrame:
    """Stacks a table over all packages (:meth:`kekiz.daten.bestand.Bestand.frame`)."""
    teile = [t.frame.assign(paket=t.paket) for t in bestand.tabellen if t.name == name]
    if teile:
        return pd.concat(teile, ignore_index=True)
    schema = read_schema(bestand.pfad, name)
    return stack_rows([], schema).assign(paket=pd.Series(dtype="str"))


def compact(frame: pd.DataFrame) -> pd.DataFrame:
    """Gives the same rows with all text columns in one block, which makes picking rows several times faster."""
    texte = frame.select_dtypes("str").columns
    return frame.astype(dict.fromkeys(texte, object)).copy()


BEHALTEN: Final = 40_000
"""So many rows are kept in parts once these are made; more would take more memory than making them again takes time."""


class Teile(Mapping[tuple[str, ...], pd.DataFrame]):
    """Rows of a frame by key, so that a look-up needs no search; a part is made when somebody asks for it.

    Args:
        frame: Any rows.
        spalten: The columns of the key, at least one.

    Example:
        >>> teile = Teile(pd.DataFrame({"ort": ["a", "b", "a"], "wert": [1, 2, 3]}), ["ort"])
        >>> list(teile["a",]["wert"]), len(teile), ("c",) in teile
        ([1, 3], 2, False)
    """

    def __init__(self, frame: pd.DataFrame, spalten: Sequence[str]) -> None:
        self._frame = frame
        orte = frame.groupby(list(spalten), sort=False, observed=True).indices
        self._orte = {k if isinstance(k, tuple) else (k,): zeilen for k, zeilen in orte.items()}
        self._fertig: dict[tuple[str, ...], pd.DataFrame] = {}
        self._behalten = 0

    def __getitem__(self, schluessel: tuple[str, ...]) -> pd.DataFrame:
        if schluessel not in self._fertig:
            teil = self._frame.iloc[self._orte[schluessel]]
            self._behalten += len(teil)
            if self._behalten > BEHALTEN:
                self._fertig.clear()
                self._behalten = len(teil)
            self._fertig[schluessel] = teil
        return self._fertig[schluessel]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._orte)

    def __len__(self) -> int:
        return len(self._orte)


@lru_cache(maxsize=128)
def rows_by(bestand: Bestand, name: str, spalten: tuple[str, ...]) -> tuple[pd.DataFrame, Teile]:
    """Gives no rows of a table, and all its rows by some columns."""
    alle = compact(stack(bestand, name))
    return alle.iloc[0:0], Teile(alle, spalten)


def release_frames() -> None:
    """Lets go of all frames that were stacked; whoever asks again has them made anew."""
    rows_by.cache_clear()
    stack.cache_clear()
