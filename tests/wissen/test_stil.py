"""Signs and classes: complete, different in shape, known to the stylesheet."""

from __future__ import annotations

from pathlib import Path

from kekiz.wissen import stil
from kekiz.wissen.codes import Aussage, Status

CSS = (Path(__file__).parents[2] / "docs/assets/kekiz.css").read_text(encoding="utf-8")


def test_each_code_has_a_sign_and_a_class_in_the_stylesheet() -> None:
    assert set(stil.STATUS_ZEICHEN) == set(Status)
    assert set(stil.AUSSAGE_ZEICHEN) == set(Aussage)
    for code, zeichen in [*stil.STATUS_ZEICHEN.items(), *stil.AUSSAGE_ZEICHEN.items()]:
        assert len(zeichen.zeichen) == 1
        assert zeichen.klasse.endswith(f"--{code}")
        assert all(f".{klasse}" in CSS for klasse in zeichen.klasse.split())


def test_signs_differ_in_shape() -> None:
    ohne = {stil.Status.OHNE_ZIELWERT, stil.Status.OHNE_DATEN}
    assert len({z.zeichen for s, z in stil.STATUS_ZEICHEN.items() if s not in ohne}) == 3
    assert len({z.zeichen for z in stil.AUSSAGE_ZEICHEN.values()}) == len(Aussage)


def test_series_classes_exist_and_symbols_differ() -> None:
    assert len({symbol for _, symbol in stil.SERIEN}) == len(stil.SERIEN)
    klassen = [k for k, _ in stil.SERIEN] + list(stil.TEILE)
    klassen += [stil.SERIE_STADT, stil.SERIE_GRAU, stil.SERIE_BALKEN]
    assert all(f".{klasse} {{ --kp-f:" in CSS for klasse in klassen)
    assert stil.serie(0) == stil.serie(len(stil.SERIEN))


def test_type_stays_readable_at_the_narrowest() -> None:
    assert stil.SCHRIFT_BREIT * stil.UMSCHALTUNG / stil.BREITE_BREIT >= 12
    assert stil.SCHRIFT_SCHMAL * 288 / stil.BREITE_SCHMAL >= 12
    assert f"@container (min-width: {stil.UMSCHALTUNG}px)" in CSS
