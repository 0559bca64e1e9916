"""How free memory goes back to the system, where its library is glibc; elsewhere nothing happens.

Source: mallopt(3), malloc_trim(3) of the GNU C Library.
"""

import ctypes
import gc
from typing import Final

_M_MMAP_THRESHOLD: Final = -3
GROSS: Final = 262_144
"""From so many bytes on, memory is asked for and given back by itself: the columns of large tables."""


def return_large_blocks() -> None:
    """Has each large block given back as soon as it is free; by default the library keeps ever larger ones."""
    setze = getattr(ctypes.CDLL(None), "mallopt", None)
    if setze is not None:
        setze(_M_MMAP_THRESHOLD, GROSS)


def give_back() -> None:
    """Gives back what is free now, between texts that stay as well."""
    gc.collect()
    raeume = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if raeume is not None:
        raeume(0)
