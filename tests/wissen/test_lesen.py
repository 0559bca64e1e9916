"""Texts that people write are read as UTF-8; whatever else is told with the place of its first letter."""

from pathlib import Path

import pytest

from kekiz.wissen.fehler import DatenFehler
from kekiz.wissen.lesen import read_utf8


@pytest.mark.parametrize("roh", [b"a\n\xc3\xbc\n", b"\xef\xbb\xbfa\n\xc3\xbc\n", b"a\r\n\xc3\xbc\r\n"])
def test_marks_of_other_programs_do_no_harm(tmp_path: Path, roh: bytes) -> None:
    (tmp_path / "a.md").write_bytes(roh)
    assert read_utf8(tmp_path / "a.md") == "a\nü\n"


def test_other_encoding_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes("eins\nfrüh\n".encode("latin-1"))
    with pytest.raises(DatenFehler) as fehler:
        read_utf8(Path("a.md"))
    assert str(fehler.value) == (
        "a.md Zeile 2: Die Datei ist nicht UTF-8 (gefunden Byte 0xfc, vermutlich Latin-1). Bitte mit dem Zeichensatz "
        "UTF-8 speichern."
    )
