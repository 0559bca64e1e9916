"""What is free goes back to the system."""

import platform
import subprocess
import sys

import pytest

from kekiz.wissen.speicher import GROSS
from paketbau import REPO

# Blocks of growing size, as columns of tables are: the library would keep the later ones. Between them, texts that stay.
PROBE = f"""
import sys
from pathlib import Path
from kekiz.wissen import speicher

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

if sys.argv[1] == "ja":
    speicher.return_large_blocks()
for groesse in range({GROSS} * 2, 24_000_000, 2_000_000):
    bytearray(groesse)
vorher = resident()
bloecke, dazwischen = [], []
for _ in range(6):
    bloecke.append(bytearray(20_000_000))
    dazwischen.append(bytearray(50_000))
bloecke.clear()
print(resident() - vorher)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told")
def test_large_blocks_go_back_at_once() -> None:
    mit, ohne = (
        int(
            subprocess.run(
                [sys.executable, "-c", PROBE, wahl], env={"PYTHONPATH": str(REPO / "scripts")}, capture_output=True,
                text=True, check=True,
            ).stdout
        )
        for wahl in ("ja", "nein")
    )  # fmt: skip
    assert mit < 5_000_000
    assert ohne > 50_000_000
